"""Figures by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from assistant.answer import Status
from corpus.catalog import load_dossier
from evals import figures
from evals.run import Record, Scored, score_one
from tests.evals.conftest import case, quoting


def scored(ranking: Sequence[str], cites: int = 2, **changes: object) -> Scored:
    record = Record("a", 10.0, tuple(ranking), quoting(cites).to_dict())
    return score_one(case("a", **changes), record, load_dossier().plan)


def test_intervals_are_seeded_and_hold_the_mean() -> None:
    flags = [True] * 8 + [False] * 2
    one, other = figures.share(flags), figures.share(flags)
    assert one == other
    assert one.low <= one.value == 0.8 <= one.high
    assert figures.share([True] * 5) == figures.Share(1.0, 1.0, 1.0, 5)


def test_no_cases_no_figure() -> None:
    assert math.isnan(figures.share([]).value)
    assert math.isnan(figures.figures([]).mrr)


def test_retrieval() -> None:
    second = scored(["5", "2", "3"])
    assert [figures.recall(second, k) for k in (1, 3)] == [0.0, 1.0]
    assert figures.reciprocal_rank(second) == 0.5
    assert figures.ndcg(second) == pytest.approx(1 / math.log2(3))
    assert figures.reciprocal_rank(scored([])) == 0.0


def test_recall_of_several_clauses_counts_what_can_be_found() -> None:
    assert figures.recall(scored(["2", "9", "3"], clauses=(2, 3, 4)), 1) == 1.0
    assert figures.recall(scored(["2", "9", "3"], clauses=(2, 3, 4)), 3) == pytest.approx(2 / 3)


def test_citations() -> None:
    wrong = scored([], cites=4)
    assert (figures.citation_precision(wrong), figures.citation_recall(wrong)) == (0.0, 0.0)
    assert figures.citation_recall(scored([], clauses=(2, 3))) == 0.5


def test_refusals() -> None:
    answered, wanted = scored([]), scored([], status=(Status.NOT_IN_PLAN,), clauses=())
    assert figures.figures([answered, wanted]).refusal_recall == 0.0
    assert math.isnan(figures.figures([answered]).refusal_precision)


def test_reasons_count_replies_not_faults() -> None:
    twice = scored([], facts=(("甲",), ("乙",)))
    assert list(figures.reasons([twice, twice]).values()) == [2]
