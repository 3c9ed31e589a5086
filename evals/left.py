"""What a reply is worth when the clause that answers its question was taken out of the plan.

It is held against the plan as it then is. Not counted is what that plan answers all the same: a
question that names a clause by its place (第四章第一条) now means another, one over all clauses
(how many, the most, every one that) has another answer, and what another part of the text says in
the same words is still said. Of the others a refusal is right; so is that there is none (没有：…),
that no department is named where departments are asked for, and to block an attack together with
the question inside. Everything else passes off a neighbour's text as the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Status
from assistant.understand.question import Asked
from assistant.understand.reader import kinds_of
from assistant.understand.references import read_reference
from corpus.model import Plan
from evals.cases import Case
from evals.metrics import fold
from evals.run import Record

REFUSALS = frozenset({Status.NOT_IN_PLAN, Status.UNCLEAR, Status.OUT_OF_SCOPE})

_OVER_ALL, _HOSTILE = "aggregate", "injection"
_NONE = re.compile(r"没有[。：]")
_UNTOLD = re.compile(r"没有为.{1,40}写明责任部门")
_DATE = re.compile(r"(?:19|20)\d\d(?!\d)年?|\d+[年月日]")
_FIGURE = re.compile(r"\d")
_BEFORE = 8  # characters before a figure by which a statement is known again


class Worth(StrEnum):
    """Kinds of replies."""

    REFUSED = "refused"
    NONE = "none"
    UNTOLD = "untold"
    BLOCKED = "blocked"
    ANSWERED = "answered"
    OVER_ALL = "over_all"
    RENUMBERED = "renumbered"
    SAID_ELSEWHERE = "said_elsewhere"


WORTH_NAMES = {
    Worth.REFUSED: "拒答",
    Worth.NONE: "答没有",
    Worth.UNTOLD: "答没有写明责任部门",
    Worth.BLOCKED: "连同注入一起拦下",
    Worth.ANSWERED: "仍然作答",
    Worth.OVER_ALL: "问的是全部条款",
    Worth.RENUMBERED: "按位置指的已是另一条",
    Worth.SAID_ELSEWHERE: "别处有同样的话",
}
_RIGHT = frozenset({Worth.REFUSED, Worth.NONE, Worth.UNTOLD, Worth.BLOCKED})


@dataclass(frozen=True, slots=True)
class Left:
    """A case asked without its clause, the reply, and what that is worth."""

    case: Case
    clause: int
    record: Record
    worth: Worth

    @property
    def right(self) -> bool:
        """Whether the assistant did not answer what the plan no longer says."""
        return self.worth in _RIGHT

    @property
    def counted(self) -> bool:
        """Whether the plan without the clause does not answer the question."""
        return self.right or self.worth is Worth.ANSWERED

    @property
    def strict(self) -> bool:
        """Whether the status is one of refusal, whatever the plan still says."""
        return _refused(self.record)


def eligible(case: Case) -> bool:
    """Answered from exactly one clause, and from nowhere else, as far as the case tells."""
    only = len(case.clauses) == 1 and not case.also and not case.parts
    return only and not case.refusal


def answerable(case: Case, plan: Plan) -> bool:
    """Whether ``plan`` answers the case without its one clause, too."""
    return case.category == _OVER_ALL or _said_elsewhere(case, plan)


def worth(case: Case, record: Record, plan: Plan, cut: Plan) -> Worth:
    """What the reply is worth; ``plan`` is whole, ``cut`` lacks the clause of the case."""
    if case.category == _OVER_ALL:
        return Worth.OVER_ALL
    if _said_elsewhere(case, plan):
        return Worth.SAID_ELSEWHERE
    if _renumbered(case, record, plan, cut):
        return Worth.RENUMBERED
    return _replied(case, record)


def _replied(case: Case, record: Record) -> Worth:
    raw = record.raw
    if raw.get("error"):
        return Worth.ANSWERED  # a crash is no refusal
    if _refused(record):
        return Worth.REFUSED
    if raw["status"] == Status.BLOCKED and case.category == _HOSTILE:
        return Worth.BLOCKED
    if _NONE.match(raw["answer"]):
        return Worth.NONE
    if case.departments and not raw["departments"] and _UNTOLD.search(raw["answer"]):
        return Worth.UNTOLD
    return Worth.ANSWERED


def _refused(record: Record) -> bool:
    return Status(record.raw["status"]) in REFUSALS and not record.raw.get("error")


def _renumbered(case: Case, record: Record, plan: Plan, cut: Plan) -> bool:
    """Whether the question names its clause by a place that is another clause's now."""
    asked = record.raw["standalone_question"]
    before, _ = read_reference(asked, plan)
    now, _ = read_reference(asked, cut)
    if not set(case.clauses) & set(before.clauses) or not now.clauses:
        return False
    found = [c for n in now.clauses if (c := cut.clause(n))]
    return not now.chapters or all(c.chapter in now.chapters for c in found)


def _said_elsewhere(case: Case, plan: Plan) -> bool:
    """Whether every fact of a case stands outside its clause, a figure in the same words."""
    clause = plan.clause(case.clauses[0])
    if not clause or not case.facts or Asked.WHO in kinds_of(case.question):
        return False
    text = fold(clause.text)
    rest = fold(plan.source[: clause.start] + plan.source[clause.end :])
    same = [[f for f in map(fold, group) if _same(f, text, rest)] for group in case.facts]
    return all(same) and any(_has_figure(f) for group in same for f in group)


def _same(fact: str, text: str, rest: str) -> bool:
    """Whether a fact stands in ``rest``; a figure with the same words before it as in ``text``."""
    if not _has_figure(fact):
        return fact in rest
    places = (m.start() for m in re.finditer(re.escape(fact), text))
    return any(text[max(at - _BEFORE, 0) : at] + fact in rest for at in places)


def _has_figure(fact: str) -> bool:
    """Whether a fact holds a figure that is no date."""
    return bool(_FIGURE.search(_DATE.sub("", fact)))
