"""Units: what kinds there are, where they stand and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalog import Dossier, load_dossier
from index.units import QUESTION_KINDS, TEXT_KINDS, UnitKind, units_of
from tests.index.small import GAPS, PARAPHRASES, changed_dossier_in


@pytest.fixture(params=["invented", "real"])
def any_dossier(request: pytest.FixtureRequest, dossier: Dossier) -> Dossier:
    return dossier if request.param == "invented" else load_dossier()


def test_every_kind_is_there(dossier: Dossier) -> None:
    units = units_of(dossier)
    count = {kind: sum(u.kind is kind for u in units) for kind in UnitKind}
    outside = sum(len(part.sentences) for part in dossier.plan.parts)
    assert count == {
        UnitKind.TITLE: 5,
        UnitKind.TASK: 6,
        UnitKind.SENTENCE: 8 + outside,
        UnitKind.QUESTION: 8,
        UnitKind.GAP: len(GAPS),
    }
    assert set(UnitKind) == {*TEXT_KINDS, *QUESTION_KINDS}


def test_texts_come_before_all_questions(any_dossier: Dossier) -> None:
    kinds = [u.kind in QUESTION_KINDS for u in units_of(any_dossier)]
    assert kinds == sorted(kinds)


def test_texts_stand_in_the_source(any_dossier: Dossier) -> None:
    plan = any_dossier.plan
    for unit in units_of(any_dossier):
        if unit.kind in TEXT_KINDS:
            assert plan.source[unit.start : unit.end] == unit.text


def test_questions_lead_to_their_quotes(any_dossier: Dossier) -> None:
    quotes = {(q, p.quote) for p in any_dossier.paraphrases for q in p.questions}
    for unit in units_of(any_dossier):
        if unit.kind is UnitKind.QUESTION:
            assert (unit.text, any_dossier.plan.quote(unit.start, unit.end)) in quotes


def test_parents(any_dossier: Dossier) -> None:
    plan = any_dossier.plan
    for unit in units_of(any_dossier):
        assert unit.plan_id == plan.id
        if unit.clause is None:
            assert unit.part != "clause"
            continue
        clause = plan.clause(unit.clause)
        assert clause
        assert unit.part == "clause"
        assert clause.start <= unit.start <= unit.end <= clause.end


def test_sentences_lie_in_their_task(any_dossier: Dossier) -> None:
    units = {u.id: u for u in units_of(any_dossier)}
    inner = [u for u in units.values() if u.kind is UnitKind.SENTENCE and u.clause]
    assert inner
    for unit in inner:
        task = units[unit.id.rpartition(":")[0]]
        assert task.kind is UnitKind.TASK
        assert task.start <= unit.start < unit.end <= task.end


def test_parts_outside_the_clauses_have_their_name(dossier: Dossier) -> None:
    found = {(u.part, u.text) for u in units_of(dossier) if u.clause is None}
    assert ("preamble", "为保护河湖，改善水质，制定本方案。") in found
    assert ("preamble", "为什么要出这个方案") in found
    assert ("closing", "各单位应当于每年年底报告进展。") in found


def test_gaps_tell_what_is_missing(any_dossier: Dossier) -> None:
    for unit in units_of(any_dossier):
        assert bool(unit.missing) == (unit.kind is UnitKind.GAP)


def test_ids_are_unique_and_stable(any_dossier: Dossier) -> None:
    units = units_of(any_dossier)
    assert len({u.id for u in units}) == len(units)
    assert units_of(any_dossier) == units


def test_a_question_more_renames_no_other_unit(dossier: Dossier, tmp_path: Path) -> None:
    before, after = units_of(dossier), units_of(changed_dossier_in(tmp_path))
    new = set(after) - set(before)
    assert set(before) <= set(after)
    assert [u.id for u in new] == [f"{dossier.plan.id}:q{len(PARAPHRASES)}:0"]


def test_equal_texts_have_equal_digests(dossier: Dossier) -> None:
    units = units_of(dossier)
    assert len({u.digest for u in units}) == len({u.text for u in units}) < len(units)
