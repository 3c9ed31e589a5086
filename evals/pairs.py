"""Two questions in one message: cases that are answered rightly alone, set beside each other.

Whoever writes in asks several things at once. What is known of each case tells what the reply to
both must hold; so a question that is dropped, or answered from the other's clause, is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle

from assistant.answer import Status
from evals.cases import Case
from evals.metrics import Rule
from evals.run import Scored

# Ways to go from one question to another.
JOINS = (
    "{a}？{b}？",
    "{a}；{b}？",
    "{a}，{b}？",
    "{a}，还有{b}？",
    "{a}，以及{b}？",
    "{a}？另外，{b}？",
    "请问{a}？再问一下{b}？",
    "我想知道{a}，顺便问问{b}",
    "1.{a} 2.{b}",
    "两个问题：一、{a}；二、{b}",
)
_KINDS = frozenset(("fact", "department", "colloquial", "colloquial_department", "yes_no"))
_LONGEST = 28  # characters of a question that somebody puts beside another
_MARKS = "？?。！ "


def plain(case: Case) -> bool:
    """Whether a case is one short question of one clause, answered without what was said before."""
    alone = not case.history and case.status[0] is Status.ANSWERED and len(case.clauses) == 1
    checked = bool(case.facts or case.departments)
    return alone and checked and case.category in _KINDS and len(case.question) <= _LONGEST


def pairs(cases: Iterable[Case]) -> Iterator[Case]:
    """Cases of different clauses, two in a message; which two and how joined is fixed by the ids.

    Departments are not graded, for either may be asked for something else. Each pair keeps the
    name of its join in ``note``.
    """
    fixed = sorted(cases, key=lambda c: hashlib.sha256(c.id.encode()).hexdigest())
    joins = cycle(JOINS)
    for first, second in zip(fixed[::2], fixed[1::2], strict=False):
        if _clauses(first).isdisjoint(_clauses(second)):
            yield _joined(first, second, next(joins))


def _clauses(case: Case) -> frozenset[int]:
    return frozenset((*case.clauses, *case.also))


def _joined(first: Case, second: Case, join: str) -> Case:
    asked = (c.question.rstrip(_MARKS) for c in (first, second))
    return Case(
        id=f"{first.id}+{second.id}",
        category="pairs",
        question=join.format(a=next(asked), b=next(asked)),
        status=(Status.ANSWERED,),
        clauses=(*first.clauses, *second.clauses),
        also=(*first.also, *second.also),
        departments=None,
        facts=(*first.facts, *second.facts),
        note=join,
        plan=first.plan,
    )


def right(scored: Scored) -> bool:
    """Whether both are answered; how long the reply may be is no matter of pairs."""
    return all(reason.rule is Rule.LENGTH for reason in scored.reasons)


def by_join(scored: Sequence[Scored]) -> dict[str, tuple[int, int]]:
    """For each way to join them, how many of how many are right."""
    return {
        join: (sum(map(right, own)), len(own))
        for join in JOINS
        if (own := [s for s in scored if s.case.note == join])
    }
