"""A follow-up that puts one year for another."""

from __future__ import annotations

import re

from assistant.compose.phrase import pairs
from assistant.decide.find import Finder
from assistant.dialogue.turns import Completed, Turn
from assistant.dialogue.wording import EMPTY, unclaimed
from assistant.understand.question import Asked
from corpus.numerals import to_han, to_int

_YEARS = r"[一二两三四五六七八九十\d]{1,2}年"
_RELATIVE = re.compile(
    rf"(?:再?过|往后|晚|迟)(?P<on>{_YEARS})|(?P<later>{_YEARS})(?:之|以)?后|(?P<next>第二年|次年|下一?年|后一年)"
    rf"|(?:早|提前|往?前)(?P<earlier>{_YEARS})|(?P<before>前一年|上一?年|头一年)"
)


class Years:
    """Asks what was asked, of another year."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def put(self, year: int, last: Turn) -> Completed:
        """The earlier question with its year replaced, or with one before it."""
        before = last.question
        if before.asks(Asked.CHECK) and before.figures:  # 2025年是30微克，对吧 → 2023年是多少
            topic = unclaimed(re.sub(r"(?:到)?20\d{2}年(?:底|前)?", "", before.text))
            return Completed(f"{year}年{topic}是多少")
        if before.years:
            text = before.text.replace(f"{before.years[0]}年", f"{year}年")
            bare = text.endswith(f"{year}年")  # 比重2030年 would be a claim
            return Completed(f"{text}是多少" if bare else text)
        return Completed(f"{year}年{re.sub(r'^到', '', before.text)}")

    def told(self, year: int, last: Turn) -> Completed | None:
        """What the tasks cited say of another year, of what is no figure of its own."""
        clause, before = self._finder.dossier.plan.clause(last.focus or 0), last.question
        measured = before.asks(Asked.HOW_MUCH) and not before.asks(Asked.WHAT)
        if not clause or measured or before.reference or before.mentions or not last.answered:
            return None
        cited = filter(last.cites, clause.tasks)
        words = [w for w in self._finder.content(before.topic) if len(w) > 1 and w not in EMPTY]
        close = pairs("".join(words))
        dated = [s for t in cited for s in t.sentences if f"{year}年" in s.text]
        if any(close & pairs(f"{s.text}{clause.title}") for s in dated):
            return Completed(f"第{to_han(clause.number)}条里{year}年有什么要求", clause.number)
        return None


def relative(own: str, last: Turn) -> int | None:
    """再过三年, 三年后, 前一年 after a question about 2022: 2025, 2025, 2021."""
    found = _RELATIVE.search(own)
    if not found or not last.question.years:
        return None
    said = found["on"] or found["later"] or found["earlier"] or "一"
    steps = to_int(said.removesuffix("年").replace("两", "二")) or 0
    back = found["earlier"] or found["before"]
    return last.question.years[0] + (-steps if back else steps)
