"""Fitting of the canonical utterances on samples that are made up here."""

from __future__ import annotations

import pytest

from evals.canonical import Sample, fit, folded, precision

LEAD, CLAUSES = "department.lead", "department.clauses"
_GREETED = ("", "请问", "麻烦", "想知道", "你好，")
_BEFORE = [f"{a}{b}" for a in _GREETED for b in ("", "查下", "看看")]
FILLED = (LEAD, CLAUSES)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    frames = [("◇挑头的是什么", LEAD), ("◇写在哪几条", CLAUSES)]
    made = [
        Sample(f"x-b{n % 5}-{n:03}", f"{before}{frame}", FILLED, frozenset({kind}), False)
        for n, (before, (frame, kind)) in enumerate((b, f) for b in _BEFORE for f in frames)
    ]
    asked = "◇的电话是多少"
    refused = [Sample(f"x-b{n}-9{n}", asked, FILLED, frozenset(), True) for n in range(5)]
    return made + refused


def test_each_utterance_is_learnt_from_its_frames(samples: list[Sample]) -> None:
    model = fit(samples)
    chances = model.chances("劳驾，◇挑头的是什么")
    assert chances[LEAD] > 0.5 > chances[CLAUSES]
    assert max(model.chances("◇的电话是多少").values()) < 0.5


def test_what_was_never_right_is_not_learnt(samples: list[Sample]) -> None:
    assert fit(samples).chances("◇挑头的是什么")["plan.number"] < 0.01


def test_folds_see_nothing_of_a_batch(samples: list[Sample]) -> None:
    odd = Sample("x-alone-001", "◇唱主角的戏码", FILLED, frozenset({LEAD}), False)
    others = [s for s in samples if not s.refused]
    alone = folded([*others, odd])["x-alone-001"]
    seen = fit([*others, *[odd] * 6]).chances(odd.frame)
    assert alone.keys() == set(FILLED)
    assert alone[LEAD] < seen[LEAD]


def test_precision_counts_what_is_chosen(samples: list[Sample]) -> None:
    rows = list(precision(samples))
    assert [bar for bar, _, _ in rows] == sorted(bar for bar, _, _ in rows)
    assert rows[0][1] >= rows[-1][1] > 0
    assert all(0.0 <= share <= 1.0 for _, _, share in rows)
