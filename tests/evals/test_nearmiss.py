"""Near misses: what they are made of, and that no way of asking is one that was fitted on."""

from __future__ import annotations

from assistant.answer import Status
from corpus.asking import MATTER, load_aspects
from corpus.catalog import load_dossier
from evals.nearmiss import WAYS, near_misses

PLAN = load_dossier().plan


def test_every_matter_is_in_the_plan_and_asked_in_its_own_words() -> None:
    cases = list(near_misses(PLAN))
    ways = {way.format(m="") for ways in WAYS.values() for way in ways}
    assert len(cases) > len(PLAN.clauses)
    for case in cases:
        parts = [
            way.split("{m}") for way in WAYS[case.note] if _fits(case.question, way.split("{m}"))
        ]
        assert parts
        assert case.question not in ways
        assert Status.ANSWERED not in case.status


def _fits(question: str, parts: list[str]) -> bool:
    return question.startswith(parts[0]) and question.endswith(parts[1])


def test_each_question_stands_once_and_is_the_same_at_every_run() -> None:
    cases = list(near_misses(PLAN))
    assert len({c.id for c in cases}) == len(cases)
    assert cases == list(near_misses(PLAN))
    assert len(list(near_misses(PLAN, each=2))) > len(cases)


def test_what_a_sentence_may_tell_is_not_asked_of_it() -> None:
    money = [c.question for c in near_misses(PLAN, each=len(WAYS)) if c.note == "money"]
    assert money
    assert not any("资金" in question or "补偿" in question for question in money)


def test_the_ways_are_not_those_that_the_model_of_asking_is_fitted_on() -> None:
    fitted = {frame for aspect in load_aspects() for frame in aspect.frames}
    assert fitted.isdisjoint(w.replace("{m}", MATTER) for ways in WAYS.values() for w in ways)
