"""What is indexed: tasks, sentences and questions asked for them; the parent is a clause."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalog import Dossier
from corpus.model import Piece


class UnitKind(StrEnum):
    """Kinds of indexed text."""

    TASK = "task"
    SENTENCE = "sentence"
    TITLE = "title"
    QUESTION = "question"
    GAP = "gap"


TEXT_KINDS = (UnitKind.TITLE, UnitKind.TASK, UnitKind.SENTENCE)
QUESTION_KINDS = (UnitKind.QUESTION, UnitKind.GAP)


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to be found and the stretch ``start:end`` of the source that it leads to.

    ``clause`` is None for parts outside the clauses (``part`` names them); ``missing`` tells, for a
    gap, what the plan does not say.
    """

    id: str
    kind: UnitKind
    plan_id: str
    part: str
    clause: int | None
    start: int
    end: int
    text: str
    missing: str = ""

    def __hash__(self) -> int:
        return hash(self.id)  # a cache key; all fields would take longer than what is kept

    @property
    def digest(self) -> str:
        """Digest of the text, by which vectors are reused."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def units_of(dossier: Dossier) -> tuple[Unit, ...]:
    """Every unit of a plan, in a stable order: those of its text before all questions."""
    return (
        *_clause_units(dossier),
        *_part_units(dossier),
        *_question_units(dossier),
        *_gap_units(dossier),
    )


def _clause_units(dossier: Dossier) -> list[Unit]:
    plan, out = dossier.plan, list[Unit]()
    for clause in plan.clauses:
        key = f"{plan.id}:c{clause.number}"
        title = Piece(clause.title, clause.title_start, clause.title_start + len(clause.title))
        out.append(_unit(f"{key}:title", UnitKind.TITLE, plan.id, clause.number, title))
        for task in clause.tasks:
            out.append(_unit(f"{key}:t{task.number}", UnitKind.TASK, plan.id, clause.number, task))
            for n, sentence in enumerate(task.sentences, 1):
                name = f"{key}:t{task.number}:s{n}"
                out.append(_unit(name, UnitKind.SENTENCE, plan.id, clause.number, sentence))
    return out


def _part_units(dossier: Dossier) -> list[Unit]:
    plan = dossier.plan
    return [
        _unit(f"{plan.id}:{part.kind}:s{n}", UnitKind.SENTENCE, plan.id, None, sentence, part.kind)
        for part in plan.parts
        for n, sentence in enumerate(part.sentences, 1)
    ]


def _question_units(dossier: Dossier) -> list[Unit]:
    plan, out = dossier.plan, list[Unit]()
    for n, item in enumerate(dossier.paraphrases):
        part = "clause" if item.clause else _part_at(dossier, item.start)
        for k, question in enumerate(item.questions):
            piece = Piece(question, item.start, item.end)
            out.append(
                _unit(f"{plan.id}:q{n}:{k}", UnitKind.QUESTION, plan.id, item.clause, piece, part)
            )
    return out


def _gap_units(dossier: Dossier) -> list[Unit]:
    plan, out = dossier.plan, list[Unit]()
    for n, gap in enumerate(dossier.gaps):
        clause = plan.clause(gap.clause) if gap.clause else None
        at = clause.title_start if clause else 0
        out.append(
            Unit(
                f"{plan.id}:g{n}",
                UnitKind.GAP,
                plan.id,
                "clause" if clause else "news",
                gap.clause,
                at,
                at,
                gap.ask,
                gap.missing,
            )
        )
    return out


def _unit(
    name: str, kind: UnitKind, plan_id: str, clause: int | None, piece: Piece, part: str = "clause"
) -> Unit:
    return Unit(name, kind, plan_id, part, clause, piece.start, piece.end, piece.text)


def _part_at(dossier: Dossier, offset: int) -> str:
    return next(str(p.kind) for p in dossier.plan.parts if p.start <= offset < p.end)
