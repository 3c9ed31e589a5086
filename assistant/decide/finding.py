"""Places of the plan that are found for a topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.model import Clause, Duty, Part, Sentence, Task
from index.ranker import Hit
from index.signals import Signals


class Finding(NamedTuple):
    """A place of the plan: a whole clause, one of its sentences, or a sentence of another part.

    ``coverage`` is the share (0 … 1) of the question's content, by weight, that the place and the
    ways people ask for it speak of; ``missing`` the content words it does not.
    """

    score: float
    likeness: float
    coverage: float
    missing: tuple[str, ...]
    clause: Clause | None
    task: Task | None
    sentence: Sentence | None
    part: Part | None
    span: tuple[int, int]
    asked: str

    @property
    def whole_clause(self) -> bool:
        """Whether the clause as a whole is meant."""
        return self.sentence is None and self.clause is not None

    @property
    def title(self) -> str:
        """Title of the clause; "" outside the clauses."""
        return self.clause.title if self.clause else ""

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Duties of the task, or of the whole clause."""
        if self.task:
            return self.task.duties
        return tuple(d for t in self.clause.tasks for d in t.duties) if self.clause else ()

    @property
    def number(self) -> int | None:
        """The clause number; None outside the clauses."""
        return self.clause.number if self.clause else None


@dataclass(frozen=True, slots=True)
class Search:
    """All findings for a topic, best first, and the nearest question the plan does not answer.

    ``signals`` tells how each way of searching likes each clause.
    """

    topic: str
    findings: tuple[Finding, ...]
    gap: Hit | None
    fault: str
    signals: Signals = field(compare=False)

    @property
    def best(self) -> Finding | None:
        """The best finding."""
        return self.findings[0] if self.findings else None
