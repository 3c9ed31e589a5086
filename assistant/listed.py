"""Matters named in a row (绿地率、湿地保护率各是多少): what an answer leaves out of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.amended import untold
from assistant.answer import Status
from assistant.compose.draft import Draft, Statement
from assistant.compose.phrase import pairs
from assistant.decide.find import Finder
from assistant.decide.values import UNNUMBERED
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader

_YEAR = re.compile(r"(?:到|在)?20\d\d年(?:年?底)?的?")
_FRAME = re.compile(r"^(?:请|帮我|给我)*(?:列出|对比|说说|讲讲|介绍)?")
_BETWEEN = re.compile(r"、|以及|和|与")
# What is asked of all of them.
_TAIL = re.compile(
    r"[，,]?(?:这?[两三四五六几]?(?:[个项件种]|方面)(?:指标|事情?|任务|数字?)?)?(?:的?(?:20\d\d年[和与、]?){0,3}的?(?:目标|数[字值据]|时限|年份))?"
    r"(?:分别|各自?|都)?(?:由|归|到|在|是|为|要|达到)*(?P<asks>多少|哪年|什么时候|谁(?:负责|牵头|管)"
    r"|怎么(?:要求|规定|说|做|讲)的?|如何规定|(?:有)?(?:什么|哪些)(?:要求|规定|措施|任务|安排|内容))?[？?。]*$"
)
_ASKS = re.compile(r"20\d\d|谁|哪|几|什么|啥|多少|怎|如何|吗")
_PIECE = re.compile(r"[，；。]")
_MEASURE = re.compile(r"(?:率|量|浓度|面积|长度|比例|比重|占比|规模|强度|指数|[个户条]数)$")
_AMOUNT, _CONTENT = "是多少", "有什么要求"
_OPEN = re.compile(r"怎么|如何|要求|规定|措施|任务|安排|内容")
_ASKED = {"多少": _AMOUNT, "哪年": "到哪年", "什么时候": "什么时候完成"}
_NEAREST = 3  # places among which the one of a matter is
_MOST, _SHORT, _LONGEST = 8, 2, 14  # matters in a row, and characters of one
_SURE, _SPOKEN = 0.8, 0.6  # share of a matter that a place covers; that an answer speaks of


class Listed:
    """Asks for each matter of a row that an answer to all of them does not speak of."""

    def __init__(self, reader: Reader, finder: Finder, answer: Callable[[Question], Draft]) -> None:
        self._read = reader.read
        self._finder = finder
        self._answer = answer

    def told(self, question: Question, draft: Draft) -> list[Draft]:
        """An answer with what it leaves out, and that the plan has none of it; [] for itself."""
        items, tail = _items(question)
        if len(items) < 2:
            return []
        if draft.status is Status.NOT_IN_PLAN:
            return self._without(question, items, draft)
        said = "".join(s.text for s in draft.statements)
        left = [i for i in items if len(i) > _SHORT and not _spoken(i, said)]
        measured = all(map(_MEASURE.search, items))
        if draft.status is not Status.ANSWERED or not 0 < len(left) < len(items):
            return []
        alone = ((i, self._answer(self._read(f"{i}{tail}"))) for i in left)
        more = [
            d for i, a in alone if (d := self._added(i, a, draft) or (measured and _lacking(i, a)))
        ]
        return [draft, *more] if more else []

    def _added(self, item: str, alone: Draft, draft: Draft) -> Draft | None:
        """What is told of one matter alone, unless it was told before; None where unsure."""
        first, found = alone.statements[0], self._finder.search(item).findings[:_NEAREST]
        sure = any(f.coverage >= _SURE and f.number in alone.clauses for f in found)
        told = {e for s in draft.statements for e in s.evidence}
        new = first.evidence and first.evidence[0] not in told
        answered = alone.status is Status.ANSWERED and sure and new
        return replace(alone, statements=(first,)) if answered else None

    def _without(self, question: Question, items: list[str], draft: Draft) -> list[Draft]:
        """What is told of the indicators but for the one that the plan has not."""
        rest = [i for i in items if i not in draft.missing]
        if len(rest) == len(items) or not rest or not all(map(_MEASURE.search, items)):
            return []
        years = "".join(f"{y}年" for y in question.years)
        told = self._answer(self._read(f"{years}{'、'.join(rest)}{_AMOUNT}"))
        return [told, untold(draft)] if told.status is Status.ANSWERED else []


def _lacking(item: str, alone: Draft) -> Draft | None:
    """That the plan has none of an indicator, where it was refused as such; else None."""
    named = item in alone.missing
    if alone.status is not Status.NOT_IN_PLAN or not (named or alone.missing == UNNUMBERED):
        return None
    said = f"方案没有规定{alone.missing if named else f'“{item}”的目标'}。"
    return replace(alone, statements=(Statement(said),), frames=(said,))


def _items(question: Question) -> tuple[list[str], str]:
    """The matters named in a row, and what is asked of each; none where it is no plain row."""
    if not _BETWEEN.search(question.text):
        return [], ""
    closed = question.reference or question.mentions or question.asks(Asked.CHECK, Asked.COMPARE)
    tail = _TAIL.search(question.text)
    if closed or not tail:
        return [], ""
    text = _FRAME.sub("", question.text[: tail.start()])
    items = [_YEAR.sub("", i).strip() for i in _BETWEEN.split(text)]
    plain = all(1 < len(i) <= _LONGEST and not _ASKS.search(i) for i in items)
    bracketed = any(("（" in i) != ("）" in i) for i in items)  # 扬尘（工地、道路）: of one matter
    plain = plain and "，" not in text and not bracketed
    row = "、" in text or all(map(_MEASURE.search, items))
    if not plain or not row or len(items) > _MOST:
        return [], ""
    asks = tail["asks"] or ""
    bare = len(items) > 2 and not tail.group().strip("？?。")
    if _OPEN.search(asks) or (bare and not all(map(_MEASURE.search, items))):
        return items, _CONTENT
    return items, _ASKED.get(asks, f"由{asks}" if asks else _AMOUNT)


def _spoken(item: str, said: str) -> bool:
    """Whether a piece of an answer has the most of a matter's words."""
    own = pairs(item)
    return any(len(own & pairs(p)) >= _SPOKEN * len(own) for p in _PIECE.split(said))
