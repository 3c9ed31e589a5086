"""The years that a clause names, or that it names none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.owners import chosen_tasks
from assistant.understand.question import Asked, Question
from corpus.model import Clause
from corpus.numerals import HAN_DIGITS

_ASKED = re.compile(
    rf"(?:[哪几两这{HAN_DIGITS}]|多少)个?(?:年份|时间(?:节?点|段)|年头|阶段)(?!性)|哪[几两二三]年"
)
# A year by which something is due, with what is due first; not one that is compared with.
_DUE = re.compile(
    r"(?:到|至)?(?<!比)(?<!在)(?P<year>20\d\d)年(?!基础|[到至])[^，；。]*(?:，[^，；。]+)?"
)
_DATE = re.compile(r"20\d\d年")
_MEASURED = re.compile(r"(?:量化|数字)(?:的)?(?:指标|目标)")
_FEWEST = 2


def years_of(clauses: Sequence[Clause], question: Question) -> Draft | None:
    """What is due first in each year of a clause that has several: 分了哪两个年份."""
    if len(clauses) > 1 or not _ASKED.search(question.text) or question.asks(Asked.WHO):
        return None
    clause, told = clauses[0], dict[str, Statement]()
    for sentence in clause.sentences:
        for due in _DUE.finditer(sentence.text):
            mark = Evidence(sentence.start, sentence.end, clause.number)
            told.setdefault(due["year"], Statement(f"{due.group()}。", (mark,)))
    if len(told) < _FEWEST:
        return None
    return Draft(Status.ANSWERED, tuple(told[y] for y in sorted(told)), lines=True)


def unmeasured(clauses: Sequence[Clause], question: Question) -> Draft | None:
    """When the one clause named is due, or what its figures are, where it has neither."""
    asked = question.asked - {Asked.WHAT, Asked.LIST}
    tasks = chosen_tasks(clauses[0], question)
    dated = asked == {Asked.WHEN} and not any(_DATE.search(t.text) for t in tasks)
    measured = _MEASURED.search(question.text) and not asked & {Asked.CHECK, Asked.WHO}
    untold = measured and not re.search(r"\d", clauses[0].text)
    if len(clauses) > 1 or not (dated or untold):
        return None
    text = f"{clauses[0].label}没有规定{'完成时限' if dated else '量化指标'}。"
    return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=(clauses[0].number,))
