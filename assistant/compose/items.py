"""Things that a question names of one clause: 第八条在垃圾、快递、塑料上要做什么."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement, responsible
from assistant.compose.phrase import summary
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Plan, Sentence

_ITEM = r"[\u4e00-\u9fffA-Za-z0-9.]{2,6}?"
_ASKED = re.compile(
    rf"条(?:里面?|中|内|下面?)?(?:，)?(?:对于?|就|在|关于|针对|给|把|的)?(?P<items>{_ITEM}(?:[、，和跟与及]{_ITEM}){{1,4}})"
    r"(?:这[几两三四五]?(?:个?方面|项|样|块|件事|类|种)?)?(?:上面?|方面|这块|领域)?(?:，)?(?:各自?|分别|都|各是|具体)*"
    r"(?:要|该|有|是|得|应该?|怎么|如何|咋)*(?:做|干|抓|管|说|讲|规定|要求|安排|定|写|治|弄|部署)?(?:了|些|的)?(?:什么|哪些|啥)?(?:措施|要求|安排|任务|规定|做法|事)?[呢吗？?。]*$"
)
_OPEN = re.compile(r"什么|啥|哪些|怎么|如何|咋")
_BETWEEN = re.compile(r"[、，和跟与及]")
_APIECE = 2  # sentences on one thing


def items_of(question: Question, plan: Plan) -> Draft | None:
    """What a clause says of each of several things; None unless it speaks of them all."""
    numbers = question.reference.clauses
    clause = plan.clause(numbers[0]) if len(numbers) == 1 else None
    match = _ASKED.search(question.text)
    if clause is None or not match or not _OPEN.search(match.group()):
        return None
    if question.asks(Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.COUNT, Asked.CHECK):
        return None
    found = [_on(item, clause) for item in _BETWEEN.split(match["items"])]
    if not all(found):
        return None
    told = sorted({s.start: s for own in found for s in own}.values(), key=lambda s: s.start)
    lines = [Statement(summary(s), (Evidence(s.start, s.end, clause.number),)) for s in told]
    held = [t for t in clause.tasks if any(s in t.sentences for s in told)]
    duties = tuple(d for t in held for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), duties, lines=True)


def _on(item: str, clause: Clause) -> list[Sentence]:
    """The sentences that speak of a thing, those with figures first."""
    own = [s for s in clause.sentences if item in s.text]
    return sorted(own, key=lambda s: not s.targets)[:_APIECE]
