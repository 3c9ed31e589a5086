"""What a record rests on: passages of a plan with a digest of their clause, and departments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.model import PartKind, Piece, Plan, Role


@dataclass(frozen=True, slots=True)
class Basis:
    """A quoted passage; ``digest`` is that of the whole clause (or part) it stood in."""

    plan_id: str
    part: str
    clause: int | None
    label: str
    title: str
    quote: str
    digest: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """A department to pass a matter to, and the clause that says so."""

    name: str
    role: Role
    clause: int


def digest_of(plan: Plan, part: str, clause: int | None) -> str:
    """SHA-256 of the text of a clause, or of a part outside the clauses; "" where there is none."""
    found: Piece | None = None
    if clause is not None:
        found = plan.clause(clause)
    elif part in set(PartKind):
        found = plan.part(PartKind(part))
    return hashlib.sha256(found.text.encode()).hexdigest() if found else ""


def plan_version(plan: Plan) -> str:
    """SHA-256 of the plan's source text."""
    return hashlib.sha256(plan.source.encode()).hexdigest()


def stands(basis: Basis, plan: Plan) -> bool:
    """Whether the clause still reads as it did."""
    return bool(basis.digest) and digest_of(plan, basis.part, basis.clause) == basis.digest


def pack(items: Iterable[Basis] | Iterable[Assigned]) -> list[dict[str, Any]]:
    """As JSON."""
    return [asdict(item) for item in items]


def unpack_basis(rows: Sequence[dict[str, Any]]) -> tuple[Basis, ...]:
    """From JSON."""
    return tuple(Basis(**row) for row in rows)


def unpack_assigned(rows: Sequence[dict[str, Any]]) -> tuple[Assigned, ...]:
    """From JSON."""
    return tuple(Assigned(**{**row, "role": Role(row["role"])}) for row in rows)
