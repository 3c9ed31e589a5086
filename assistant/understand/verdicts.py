"""Claims to be judged in two words of the asker's own: 打√或×：…, 只写“正确”或“错误”：…."""

from __future__ import annotations

import re
from typing import NamedTuple


class Verdicts(NamedTuple):
    """What is to be said of a claim that holds, and of one that does not."""

    yes: str
    no: str


_YES = r"对的?|是|正确|属实|真的?|准确|[√✓✔]|打?勾|T(?:rue)?|Y(?:es)?"
_NO = r"不对|错误?的?|否|不是|不正确|不属实|不实|假的?|不准确|[×✗✘xX]|打?叉|F(?:alse)?|No?"
_JOINT = r"(?:或者?|/|还是|、|或是|或|是|，|,|和|与|or|\||\s|打|画|写|填|回|的)"
_THEN = r"的?(?:话)?[就都打画填写答回]*"
_WORDS = (
    rf"是?[“\"（(]?(?P<yes>{_YES})[”\"）)]?{_JOINT}+[“\"（(]?(?P<no>{_NO})[”\"）)]?"
    r"|(?P<a>对|√|勾)(?P<b>错|×|叉)|(?P<c>正)(?P<d>误)|(?P<e>真)(?P<f>假)"
    rf"|(?:对|是|正确){_THEN}(?P<g>[√✓✔勾T1])[，、；]?(?:错误?|不对|不是){_THEN}(?P<h>[×✗✘叉F0])"
)
_ASK = (
    r"(?:请|就|都|你|给我|帮我|直接|只|仅|光|单|许|准|要|能|可|用|以|需|按|判断(?:一下|题)?(?:正误|对错|真假|是非)?|回|作答|答|写|打|画|填|报|说|标|判|回复|选|给"
    r"|[一1]个字|一?个|上|出|成|[，：:、 ])*"
)
_DONE = (
    r"(?:来|即可|就行|就可以|就成|就好|够了|两?个?字|二选一|[作回]?答|[答回]复|判断|表示"
    r"|开头|打头|之一|符号)*"
)
# 以下说法是否正确，
_CLAIM = (
    r"(?:(?:以下|下面|下列|这)的?(?:这?一?[句个条])?(?:话|说法|表述)?)?"
    r"(?:是否正确|对不对|是不是真的|是否属实)?"
)
# At the front of a claim or behind it; 这个说法是对还是错 asks the same.
_FRONT = re.compile(
    rf"^(?:{_CLAIM}[，：:]?){_ASK}(?:{_WORDS}){_DONE}[：:，。；]+(?=.{{4}})",
    re.I,
)
_BACK = re.compile(
    rf"[，。；：:？（(](?:这(?:个|种|句)?(?:说法|话|讲法)?)?(?:是|算)?{_ASK}(?:{_WORDS}){_DONE}[？?。）)！]*$",
    re.I,
)
_OR = re.compile(r"(?P<yes>是?对|正确|真)还?是(?P<no>错误?|不对|假)(?:的)?[？?。]*$")
# 判断：, 只用一个字判断：
_HEAD = re.compile(rf"^{_ASK}{_CLAIM}[：:，](?=.{{4}})")
_SIGNS = {
    "勾": "√",
    "打勾": "√",
    "叉": "×",
    "打叉": "×",
    "正": "正确",
    "误": "错误",
    "x": "×",
    "X": "×",
}


def verdicts_asked(text: str) -> tuple[Verdicts | None, str]:
    """The two words that a claim shall be judged by, and the claim; None where none are named."""
    found = _FRONT.search(text) or _BACK.search(text) or _OR.search(text)
    if not found:
        return None, text
    words = [w for w in found.groups() if w]
    yes, no = (_SIGNS.get(w, w.removesuffix("的")) for w in words[:2])
    claim = f"{text[: found.start()]}{text[found.end() :]}".strip("，。；：: ")
    return Verdicts(yes.removeprefix("是") or yes, no), _HEAD.sub("", claim)
