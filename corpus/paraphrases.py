"""How people ask for what a plan says, and what they ask for that it does not say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PlanError, Problem
from corpus.model import Plan

VOICES = ("citizen", "clerk", "inspector", "journalist")


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """Questions whose answer is ``source[start:end]``; ``clause`` is None outside the clauses."""

    clause: int | None
    quote: str
    start: int
    end: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question near a clause that the plan does not answer, and what is missing."""

    clause: int | None
    ask: str
    missing: str
    kind: str


def load_paraphrases(folder: Path, plan: Plan) -> tuple[Paraphrase, ...]:
    """Paraphrases of a plan from JSON Lines files.

    Raises:
        PlanError: a quote that does not stand in its clause.
    """
    found, problems = [], []
    for path in sorted(folder.glob("*.jsonl")):
        for number, row in _rows(path):
            quote = row["quote"]
            start = _locate(plan, row.get("clause"), quote, row.get("part"))
            if start < 0:
                message = f"{path.name} 的引文不在原文中：{quote[:30]}"
                problems.append(Problem(number, message))
                continue
            questions = tuple(q for voice in VOICES for q in row.get(voice, ()))
            end = start + len(quote)
            found.append(Paraphrase(row.get("clause"), quote, start, end, questions))
    if problems:
        raise PlanError(tuple(problems))
    return tuple(found)


def spoken(folder: Path, voice: str) -> tuple[tuple[int | None, str], ...]:
    """The questions of one of ``VOICES``, each with its clause."""
    return tuple(
        (row.get("clause"), question)
        for path in sorted(folder.glob("*.jsonl"))
        for _, row in _rows(path)
        for question in row.get(voice, ())
    )


def load_gaps(folder: Path) -> tuple[Gap, ...]:
    """What the plan leaves unsaid, from JSON Lines files."""
    return tuple(
        Gap(row.get("clause"), row["ask"], row["missing"], row["kind"])
        for path in sorted(folder.glob("*.jsonl"))
        for _, row in _rows(path)
    )


def _rows(path: Path) -> Iterator[tuple[int, dict]]:  # type: ignore[type-arg]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            yield number, json.loads(line)


def _locate(plan: Plan, clause: int | None, quote: str, part: str | None) -> int:
    if clause is not None:
        home = plan.clause(clause)
        return plan.source.find(quote, home.start, home.end) if home else -1
    for piece in plan.parts:
        if part is None or piece.kind == part:
            at = plan.source.find(quote, piece.start, piece.end)
            if at >= 0:
                return at
    return -1
