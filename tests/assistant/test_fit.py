"""The fitted bar: the shipped file fits the program, and tells right places from wrong ones."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from assistant.decide import fit
from assistant.decide.fit import NAMES, Features, Model, load_model
from assistant.engine import Assistant


def _plain(**weights: float) -> Model:
    size = len(NAMES)
    row = tuple(weights.get(name, 0.0) for name in NAMES)
    return Model((0.0,) * size, (1.0,) * size, (), (row,), 0.0, 0.5)


def _features(**values: float) -> Features:
    return replace(Features(*(0.0 for _ in NAMES)), **values)


def test_a_model_without_weights_is_undecided():
    assert _plain().probability(_features(score=3.0)) == 0.5


def test_a_weight_moves_the_probability_its_way():
    model = _plain(coverage=4.0, missing=-2.0)
    likely = model.probability(_features(coverage=1.0))
    assert likely > 0.9
    assert model.probability(_features(coverage=1.0, missing=3.0)) < 0.5 < likely


def test_knots_count_only_what_exceeds_them():
    size = len(NAMES)
    knots = ((1.0,) * size,)
    model = Model((0.0,) * size, (1.0,) * size, knots, ((0.0,) * size, (1.0,) * size), 0.0, 0.5)
    assert model.probability(_features(score=1.0)) == 0.5
    assert model.probability(_features(score=3.0)) > 0.5


def test_the_shipped_model_is_for_these_features():
    model = load_model()
    assert len(model.mean) == len(model.scale) == len(NAMES)
    assert {len(row) for row in (*model.knots, *model.weights)} == {len(NAMES)}
    assert 0.0 < model.bar < 1.0


def test_a_model_of_other_features_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    raw = json.loads(fit.WEIGHTS.read_text("utf-8"))
    other = tmp_path / "fit.json"
    other.write_text(json.dumps(raw | {"features": raw["features"][1:]}), "utf-8")
    monkeypatch.setattr(fit, "WEIGHTS", other)
    load_model.cache_clear()
    try:
        with pytest.raises(ValueError, match="evals fit"):
            load_model()
    finally:
        load_model.cache_clear()


def test_a_question_on_a_clause_fits_better_than_one_on_none(assistant: Assistant):
    finder, model, measure = assistant._finder, load_model(), fit.Fit(assistant._finder)

    def fits(text: str) -> bool:
        question = assistant._reader.read(text)
        search = finder.search(question.topic)
        assert search.best is not None
        found = assistant._finder.text_of(search.best)
        return model.fits(measure.features(question, search, search.best, found))

    assert fits("城市黑臭水体怎么治理")
    assert fits("我家门口那条河特别臭，归谁管")
    assert not fits("养老院的护工怎么排班")


def test_features_are_finite_numbers(assistant: Assistant):
    question = assistant._reader.read("？")
    search = assistant._finder.search("森林")
    assert search.best is not None
    values = astuple(fit.Fit(assistant._finder).features(question, search, search.best, "森林"))
    assert all(isinstance(v, float) and v == v for v in values)


def test_a_place_that_lacks_the_telling_words_is_told_from_one_that_has_them(
    assistant: Assistant,
) -> None:
    finder, measure = assistant._finder, fit.Fit(assistant._finder)
    question = assistant._reader.read("畜禽粪污综合利用率要达到多少")
    search = finder.search(question.topic)
    right, wrong = search.best, finder.search("臭氧污染防治").best
    assert right
    assert wrong
    good, bad = (measure.features(question, search, f, finder.text_of(f)) for f in (right, wrong))
    assert good.top == bad.top > 0.0
    assert good.top_own > bad.top_own
    assert good.plan_missing < bad.plan_missing
    assert good.alike > bad.alike
    assert good.among > bad.among
    assert good.mine == bad.theirs > bad.mine


def test_the_known_question_itself_is_all_alike(assistant: Assistant) -> None:
    finder, measure = assistant._finder, fit.Fit(assistant._finder)
    known = finder.search("城市黑臭水体").findings[0].asked
    search = finder.search(known)
    best = next(f for f in search.findings if f.asked == known)
    found = measure.features(assistant._reader.read(known), search, best, finder.text_of(best))
    assert found.shared == pytest.approx(1.0)
    assert found.alike == 1.0
