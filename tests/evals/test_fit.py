"""Fitting the bar: samples that differ are told apart, and what is saved is what is loaded."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.decide import fit as shipped
from assistant.decide.fit import NAMES, Features
from evals.fit import Sample, fit, save


def _samples(number: int = 200) -> list[Sample]:
    draw = random.Random(0)
    empty = Features(*(0.0 for _ in NAMES))
    return [
        Sample(
            replace(empty, coverage=draw.gauss(0.8 if right else 0.4, 0.1), score=draw.random()),
            right,
            False,
            f"case-{i}",
        )
        for i in range(number)
        for right in (i % 2 == 0,)
    ]


def test_wrong_places_are_refused_and_right_ones_kept():
    fitted = fit(_samples(), goal=0.9)
    assert fitted.refused >= 0.9
    assert fitted.kept > 0.9
    empty = Features(*(0.0 for _ in NAMES))
    right, wrong = replace(empty, coverage=0.9, score=0.5), replace(empty, coverage=0.3, score=0.5)
    assert fitted.model.probability(right) > fitted.model.bar > fitted.model.probability(wrong)


def test_a_higher_goal_keeps_less():
    low, high = fit(_samples(), goal=0.5), fit(_samples(), goal=0.99)
    assert low.model.bar < high.model.bar
    assert low.kept >= high.kept


def test_what_other_rules_refuse_needs_no_bar():
    refused = [replace(s, refused=not s.right) for s in _samples()]
    assert fit(refused, goal=0.9).model.bar == 0.0


def test_the_saved_model_is_loaded_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fitted = fit(_samples(), goal=0.9)
    path = tmp_path / "fit.json"
    save(fitted.model, path)
    monkeypatch.setattr(shipped, "WEIGHTS", path)
    shipped.load_model.cache_clear()
    try:
        assert shipped.load_model() == fitted.model
    finally:
        shipped.load_model.cache_clear()
