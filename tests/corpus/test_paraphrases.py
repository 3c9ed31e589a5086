"""Paraphrases and gaps: every quote stands where it says, every sentence is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import catalog
from corpus.errors import PlanError
from corpus.model import Clause, PartKind, Piece
from corpus.paraphrases import VOICES, load_gaps, load_paraphrases

DOSSIER = catalog.load_dossier()
PLAN = DOSSIER.plan
FOLDER = catalog.HERE / "plans" / PLAN.id
PARTS = [part for part in PLAN.parts if part.kind is not PartKind.TITLE]


SPANS = tuple({(p.start, p.end) for p in DOSSIER.paraphrases})


def asked(piece: Piece) -> set[str]:
    """Questions whose quote holds the piece or a stretch of it."""
    return {
        question
        for paraphrase in DOSSIER.paraphrases
        if paraphrase.start < piece.end and piece.start < paraphrase.end
        for question in paraphrase.questions
    }


def test_every_quote_stands_in_its_clause_or_part() -> None:
    assert len(DOSSIER.paraphrases) >= 800
    for paraphrase in DOSSIER.paraphrases:
        start, end = paraphrase.start, paraphrase.end
        assert PLAN.source[start:end] == paraphrase.quote != ""
        if paraphrase.clause is None:
            assert any(p.start <= start < end <= p.end for p in PLAN.parts)
        else:
            clause = PLAN.clause(paraphrase.clause)
            assert clause is not None
            assert clause.start <= start < end <= clause.end


def test_every_line_of_the_files_is_read_in_every_voice() -> None:
    lines = [
        json.loads(line)
        for path in sorted((FOLDER / "paraphrases").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    assert len(lines) == len(DOSSIER.paraphrases)
    total = sum(len(row.get(voice, ())) for row in lines for voice in VOICES)
    assert total == sum(len(p.questions) for p in DOSSIER.paraphrases)
    for row in lines:
        assert set(row) <= {"clause", "part", "quote", *VOICES}
        found = [q for voice in VOICES for q in row.get(voice, ())]
        assert found
        assert all(q == q.strip() != "" for q in found)


@pytest.mark.parametrize("clause", PLAN.clauses, ids=lambda clause: clause.label)
def test_every_sentence_of_a_clause_is_asked_for_ten_times(clause: Clause) -> None:
    assert [s.text for s in clause.sentences if len(asked(s)) < 10] == []


def test_every_clause_title_is_asked_for() -> None:
    quotes = {(p.clause, p.quote) for p in DOSSIER.paraphrases}
    assert [c.title for c in PLAN.clauses if (c.number, c.title) not in quotes] == []


def test_every_sentence_around_the_clauses_is_asked_for() -> None:
    missing = [s.text for part in PARTS for s in part.sentences if len(asked(s)) < 10]
    assert missing == [
        "青岛市生态环境委员会"
    ]  # the signature; asked for by the title of the notice


def test_every_figure_of_the_plan_is_asked_for() -> None:
    """The value of every target lies within a quote, not merely beside one."""
    missing = []
    for task in PLAN.tasks():
        for target in (t for s in task.sentences for t in s.targets if t.value):
            at = PLAN.source.find(target.value, target.start, target.end)
            if at >= 0 and not any(a <= at and at + len(target.value) <= b for a, b in SPANS):
                missing.append(target.text)
    assert missing == []


def test_gaps() -> None:
    assert len(DOSSIER.gaps) >= 500
    for gap in DOSSIER.gaps:
        assert gap.ask.strip()
        assert gap.missing.strip()
        assert gap.kind.strip()
        assert gap.clause is None or PLAN.clause(gap.clause) is not None


def test_wrong_quotes_are_all_reported(tmp_path: Path) -> None:
    quote = PLAN.clauses[0].title
    rows = [
        {"clause": 1, "quote": quote, "citizen": ["问"], "clerk": ["再问"]},
        {"clause": 2, "quote": quote, "citizen": ["问"]},  # stands in clause 1, not in 2
        {"clause": 99, "quote": quote, "citizen": ["问"]},
        {"clause": None, "part": "closing", "quote": "炉具网讯", "citizen": ["问"]},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n\n".join(lines), "utf-8")
    with pytest.raises(PlanError) as caught:
        load_paraphrases(tmp_path, PLAN)
    assert [p.line for p in caught.value.problems] == [3, 5, 7]
    assert all("不在原文中" in p.message for p in caught.value.problems)


def test_no_files(tmp_path: Path) -> None:
    assert load_paraphrases(tmp_path, PLAN) == ()
    assert load_gaps(tmp_path) == ()
