"""Approved wording stands as long as its clauses stand."""

from __future__ import annotations

import pytest

from assistant.records.errors import RecordsError
from assistant.records.model import PhrasingState
from assistant.records.store import Records
from corpus.catalog import load_dossier
from corpus.structure import parse_plan
from tests.records.sample import phrasing

PLAN = load_dossier().plan


def test_wording_falls_with_its_clause_and_only_with_it(records: Records) -> None:
    one = records.phrasings.approve(phrasing(PLAN, 13), "李审")
    two = records.phrasings.approve(phrasing(PLAN, 14, "别的"), "李审")
    assert records.phrasings.get(one.id) == one
    assert records.phrasings.invalidate(PLAN) == ()
    clause = PLAN.clause(13)
    assert clause is not None
    sentence = clause.sentences[0].text
    changed = parse_plan(PLAN.id, PLAN.source.replace(sentence, "改写。" + sentence, 1))
    assert [p.id for p in records.phrasings.invalidate(changed)] == [one.id]
    assert records.phrasings.invalidate(changed) == ()
    active = records.phrasings.all(PLAN.id, PhrasingState.ACTIVE)
    assert [p.id for p in active] == [two.id]
    (fallen,) = records.phrasings.all(state=PhrasingState.INVALID)
    assert fallen.end_reason == "（十三）的原文已变更"
    assert fallen.ended_at is not None


def test_wording_is_withdrawn_once(records: Records) -> None:
    one = records.phrasings.approve(phrasing(PLAN, 13), "李审")
    records.phrasings.end(one.id, PhrasingState.WITHDRAWN, "李审", "不再适用")
    with pytest.raises(RecordsError):
        records.phrasings.end(one.id, PhrasingState.WITHDRAWN, "李审", "再撤")
    with pytest.raises(RecordsError):
        records.phrasings.end("0" * 32, PhrasingState.WITHDRAWN, "李审", "")
    found = records.phrasings.get(one.id)
    assert found is not None
    assert (found.state, found.ended_by) == (PhrasingState.WITHDRAWN, "李审")
