"""The answer object: the contract between the assistant and everything that shows its answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from corpus.model import Role

# What worded an answer: the plan itself, or a language model.
EXTRACTIVE, LLM = "extractive", "llm"


class Status(StrEnum):
    """How a question ended; refusals are answers too."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_PLAN = "not_in_plan"
    OUT_OF_SCOPE = "out_of_scope"
    UNCLEAR = "unclear"
    BLOCKED = "blocked"

    @property
    def has_evidence(self) -> bool:
        """Only these statuses carry citations and departments."""
        return self in {Status.ANSWERED, Status.PARTIAL}


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence: ``quote == plan.source[start:end]``. Outside clauses, others are empty."""

    number: int
    plan_id: str
    part: str
    clause: int | None
    label: str
    title: str
    chapter: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DepartmentRef:
    """A department responsible for what was asked, by its full name, and the evidence for it."""

    name: str
    role: Role
    clause: int
    citation: int


@dataclass(frozen=True, slots=True)
class Related:
    """A clause near to what was asked; never evidence."""

    plan_id: str
    clause: int
    label: str
    title: str
    chapter: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer, or a typed refusal. ``timings_ms`` maps stage to milliseconds."""

    id: str
    question: str
    standalone_question: str
    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    departments: tuple[DepartmentRef, ...] = ()
    general_duty: str = ""
    related: tuple[Related, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notice: str = ""
    engine: str = EXTRACTIVE
    timings_ms: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the contract."""
        return asdict(self)
