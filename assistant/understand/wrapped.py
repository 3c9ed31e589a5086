"""What programs, forms and telephones put around a message: taken off before it is read."""

from __future__ import annotations

import re

from corpus.patterns import branching

# {"role":"user","content":"…"}, POST /ask body={"q":"…"}: what is asked is the text in it. What is
# said in another role (system) stays as it is, for the screening.
_KEY = r"\s*[\"“][A-Za-z_]{1,20}[\"”]\s*[：:]\s*"
_VALUE = r"(?:[\"“][A-Za-z0-9_.:/ -]{0,40}[\"”]|\d+|true|false|null)\s*"
_OBJECT = re.compile(
    r"[\[\s]*\{(?![^{}]*[\"“]role[\"”]\s*[：:]\s*[\"“](?:system|assistant|developer|tool))"
    rf"(?:{_KEY}{_VALUE}[，,])*"
    r"\s*[\"“](?:content|question|query|prompt|text|input|message|msg|ask|q)[\"”]\s*[：:]\s*"
    rf"\"(?P<said>[^{{}}\"]{{3,}})\"\s*(?:[，,]{_KEY}{_VALUE})*\}}[\]\s]*",
    re.I,
)
# POST /ask body=, API联调：, 入参: what stands before such an object.
_CALL = re.compile(
    r"^(?:(?:POST|GET|PUT)\s+\S*|curl\s+\S+|[A-Za-z]{0,8}\s*(?:接口|联调|调用|测试|请求|入参|参数|报文)+)"
    r"\s*(?:[A-Za-z]+\s*=)?\s*[：:，,]?\s*(?=.)",
    re.I,
)
_NAMED = r"用户问题|用户提问|用户输入|用户|提问|问题|question|query|user|input|prompt|msg|q"
_TAGS = re.compile(
    rf"^\s*[<\[【](?P<tag>{_NAMED})[>\]】]\s*(?P<said>.+?)\s*[<\[【]\s*/\s*(?P=tag)\s*[>\]】]\s*$",
    re.I | re.S,
)
# 用户：…？ 助手：: a turn of a talk, and the place left for the answer.
_TURN = re.compile(
    r"^\s*(?:用户|问|Q|user|human)\s*[：:]\s*(?P<said>[^：:]+?)\s*(?:助手|答|A|assistant|AI|bot)\s*[：:]\s*$",
    re.I | re.S,
)
# [抱拳], (｡･ω･｡): faces drawn in signs.
_FACE = re.compile(
    r"\[(?!系统|管理|用户|问题|开发)[\u4e00-\u9fff]{1,3}\]"
    r"|[（(](?=[^（）()\s]*[^\w（）()\s％%+-])[^（）()\u4e00-\u9fffA-Za-z0-9]{3,12}[）)>]+"
)
# 在线等，急！ says nothing of what is asked.
_URGENT = branching(
    r"(?<=\S{4})(?:[，,。！!~\s]*(?:在线等|挺?急[急！!。]*|快点|速回|求解答?|求告知|跪求|等回复))+[！!。~\s]*$"
)

_SPELT, _MOST = 10, 0.9  # tokens of a message spaced out, and the share of single signs


def unwrapped(text: str) -> str:
    """A message without what was put around it; the same where it stands alone."""
    tokens = text.split()
    if len(tokens) >= _SPELT and sum(len(t) == 1 for t in tokens) >= _MOST * len(tokens):
        text = "".join(tokens)  # 3 0 微 克: spaced out sign by sign, its figures, too
    for mark in (_TAGS, _TURN):
        text = mark.sub(lambda m: m["said"], text)
    bare = _OBJECT.sub(lambda m: f" {m['said']} ", text)
    if bare != text:
        text = _CALL.sub("", bare.strip())
    return _without(_URGENT, _without(_FACE, text)).strip()


def _without(marks: re.Pattern[str], text: str) -> str:
    """Text without such marks, unless it is nothing else."""
    left = marks.sub("", text)
    return left if re.search(r"\w{2}", left) else text
