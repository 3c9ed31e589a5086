"""Premises: what they are made of, that the truth is the ledger's, and what counts as right."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from assistant.answer import Status
from corpus.catalog import load_dossier
from evals.cases import Case
from evals.metrics import Reply
from evals.premises import outcome, premises
from evals.run import Record, Scored

DOSSIER = load_dossier()
CASES = list(premises(DOSSIER))


def test_every_kind_is_made_in_both_halves() -> None:
    counts = Counter(tuple(c.note.split()[i] for i in (0, 2)) for c in CASES)
    kinds = {kind for kind, _ in counts}
    assert kinds >= {"figure", "unitless", "year", "lead", "shared", "alone", "clause", "against"}
    assert all(counts[kind, "open"] == counts[kind, "unseen"] for kind in kinds)


def test_what_is_wrong_is_not_in_the_plan_and_what_is_right_is() -> None:
    body = "".join(c.text for c in DOSSIER.plan.clauses)
    for case in CASES:
        kind, _, _, truth = case.note.split()
        assert case.claim is (truth == "true")
        if kind == "figure" and truth == "false":
            figure = case.facts[0][0]
            assert figure in body
            assert figure not in case.question


def test_clauses_asked_of_have_what_answers() -> None:
    for case in CASES:
        clause = DOSSIER.plan.clause(case.clauses[0])
        assert clause
        if " who " in case.note and case.claim:
            assert all(any(f in clause.text for f in group) for group in case.facts)


def test_the_same_at_every_run() -> None:
    assert list(premises(DOSSIER)) == CASES


@pytest.mark.parametrize(
    ("claim", "answer", "found"),
    [
        (False, "与方案不符。到2025年，达到30%。由市水务管理局牵头。", "right"),
        (False, "与方案不符。到2025年，达到30%。", "half"),
        (False, "由市水务管理局牵头。", "kept"),
        (True, "到2025年，达到30%。由市水务管理局牵头。", "right"),
        (True, "与方案不符。到2025年，达到30%。由市水务管理局牵头。", "denied"),
    ],
)
def test_outcomes(claim: bool, answer: str, found: str) -> None:
    facts: Any = (("30%",), ("市水务管理局",))
    case = Case(
        id="x",
        category="premises",
        question="既然要达到20%，那谁负责？",
        status=(Status.ANSWERED,),
        clauses=(13,),
        facts=facts[claim:],
        claim=claim,
        note="figure who open false",
    )
    reply = Reply(Status.ANSWERED, answer, frozenset(("13",)), frozenset(), {})
    assert outcome(Scored(case, Record("x", 0.0, (), {}), reply, ())) == found
