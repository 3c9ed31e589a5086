"""Questions asked before: their files."""

from __future__ import annotations

from pathlib import Path

from assistant.answer import Status
from corpus.catalog import load_dossier
from corpus.precedents import Precedent, load_precedents, save_precedents

FOUND = [Precedent(f"第{n}问", "answered", ("13", "news"), "ab") for n in range(5)]


def test_what_is_saved_is_loaded_in_order(tmp_path: Path) -> None:
    save_precedents(tmp_path / "p", FOUND, rows=2)
    assert load_precedents(tmp_path / "p") == tuple(FOUND)
    save_precedents(tmp_path / "p", FOUND[:1], rows=2)
    assert load_precedents(tmp_path / "p") == tuple(FOUND[:1])


def test_a_plan_may_have_none(tmp_path: Path) -> None:
    assert load_precedents(tmp_path / "none") == ()


def test_those_of_the_plan_cite_its_places() -> None:
    dossier = load_dossier()
    places = {str(c.number) for c in dossier.plan.clauses} | {p.kind for p in dossier.plan.parts}
    assert dossier.precedents
    assert {p.status for p in dossier.precedents} <= set(Status) - {Status.BLOCKED}
    assert {c for p in dossier.precedents for c in p.cited} <= places
