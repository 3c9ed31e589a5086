"""The parts of a message: pieces between marks, questions, and what is asked besides."""

from __future__ import annotations

import re
from functools import cache

from corpus.words import any_of, load_rows

_MARKS = " ？?。；;！!"
_PIECE = re.compile(r"[，,；;。？?！!\n]+")
_STRETCH = re.compile(r"(?<=[，。！？；…\n])|(?<=[\u4e00-\u9fff]) (?=\S)")
# A message asks again behind a closing mark, or behind a comma with 又由谁.
_QUESTION = re.compile(r"(?<=[？?；;。！!\n])|，(?=[^，]{4,}又(?:是|由|归)?(?:谁|哪))")
_FOLLOW_UP = re.compile(r"呢?[？?]+(?=.)|呢[，,、；; ]+(?=.)")
_BESIDES = re.compile(r"(?:顺便|顺带|另外|还有|再|同时)(?:请|帮我|给我|也|把|问一?下)*")


def pieces(text: str) -> list[str]:
    """What stands between commas and stronger marks, without the marks; blank ones left out."""
    return [p for p in _PIECE.split(text) if p.strip()]


def stretches(text: str) -> list[str]:
    """The same with its marks, also between words set apart by spaces, as in rambling messages."""
    return [p for p in _STRETCH.split(text) if p.strip(" ，。！？；…\n")]


def questions(text: str) -> list[str]:
    """Sentences of a message, each of which may ask something of its own."""
    return [p.strip() for p in _QUESTION.split(text) if p.strip(_MARKS)]


def follow_ups(text: str) -> list[str]:
    """Short questions in a row (油墨呢？胶粘剂呢？), without 呢 and the marks between them."""
    return [p for p in _FOLLOW_UP.split(text) if p.strip(" ，,？?")]


def besides(text: str) -> str:
    """What a sentence asks besides the one before it (顺便列一下…); "" when it does not."""
    added = _BESIDES.match(text)
    return text[added.end() :] if added else ""


_BESIDE = re.compile(r"分别|各自|各(?=[要提降减达是有由多])|对比|比较(?!基)|对照|比一比")
_FRAME = re.compile(
    r"^(?:请|列出|列|说说|做一?个?|按年份)*(?:对比|比较|对照|比一比)?(?:一下|表|[：:])*"
    r"|的?(?:对比|比较|对照)(?:一下)?[。？?]*$"
    r"|[，,](?:哪个|谁)(?:更)?[多少高低大小早晚长短](?:一?些)?[。？?]*$"
)
# Where what is asked of matters set side by side begins.
_ASKING = re.compile(
    r"的?(?:分别|各自|各)|的(?=[^，]{0,6}(?:目标|指标|任务|要求|措施|部门|期限|时限|数值|时间|责任))"
    r"|(?=比20\d\d年|要|降多少|降低|下降|提高|是多少|怎么|什么时候|到哪年)"
)
_AND = re.compile(r"[、和跟]|(?<!参)与|(?<!涉)及")
# 牵头的和参与的各有几项: roles of one department are no matters of their own.
_ROLE = re.compile(
    r"(?:牵头|参与|参加|配合|协办|分工(?:负责)?|负责|按职责分工(?:负责)?)的?(?:任务|条款|工作|[一两几]?[条项])?"
)
_WHERE = re.compile(r"^(?:全市|我市|本市)(?:要|需|计划)?(?:整治|治理|完成|建设)?的?(?=.{3})")
_JOINED = re.compile(r"[的比要降提怎到是]|什么时")
_OPEN = re.compile(r"多少|几|什么|哪|怎|谁|部门|单位")


def side_by_side(text: str) -> tuple[list[str], list[str]]:
    """Matters that a message sets side by side, and what it asks of each; two empty lists if none.

    A matter that only says where (城市和农村黑臭水体) takes its head from the other.
    """
    if not _BESIDE.search(text):
        return [], []
    plain = _FRAME.sub("", text)
    asking = next((m for m in _ASKING.finditer(plain) if m.start() > 3), None)
    named, asked = (plain[: asking.start()], plain[asking.end() :]) if asking else (plain, "")
    matters = [m for m in _AND.split(named) if m]
    matters = [_WHERE.sub("", m) for m in matters]
    if len(matters) != 2 or _ROLE.fullmatch(matters[1].strip("，, ")):
        return [], []
    first, second = _headed(*matters)
    asked = asked or "的目标是什么"
    if not _OPEN.search(asked):
        asked += "有哪些"
    if not _JOINED.match(asked):
        asked = f"{'是' if _OPEN.match(asked) else '的'}{asked}"
    return [first, second], [f"{first}{asked}", f"{second}{asked}"]


def _headed(first: str, second: str) -> tuple[str, str]:
    """Two matters, the first with the head that only the second has: 胶州湾和丁字湾整治."""
    if re.fullmatch(f"(?:{_scopes()})", first):
        return first + re.sub(f"^(?:{_scopes()})", "", second), second
    alike = second[: len(first)].endswith(first[-1])
    return (first + second[len(first) :] if alike else first), second


@cache
def _scopes() -> str:
    """Things of one kind, of which one may stand before the head of another."""
    rows = load_rows("counterparts")
    return any_of(w for row in rows for cell in row for w in cell.split("/"))


_AGAIN = re.compile(r"(?:那么?|还有)?(?P<word>[\u4e00-\u9fffA-Za-z0-9.]{2,10}?)呢")
_OF_ALL = re.compile(
    r"(?:哪一?条|哪几条)?(?:同时|[两三][个条者])?[^，。？]{0,4}(?:都|同时)(?:被?提到|出现|写到|点到|提及|有).*"
)


def carried(text: str, last: str, terms: list[str]) -> str:
    """崂山湾呢, 两个湾都提到的是哪条: asked as before of another word, of all the words so far."""
    again = _AGAIN.fullmatch(text)
    if again and terms and terms[-1] in last:
        return last.replace(terms[-1], again["word"], 1)
    if len(terms) > 1 and _OF_ALL.fullmatch(text):
        return f"哪几条同时提到{'和'.join(f'“{t}”' for t in terms)}"
    return text
