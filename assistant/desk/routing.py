"""Where a matter goes, and why: the departments, the clause that says so, how sure it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answer import Answer, Citation, Related, Status
from assistant.records.basis import Assigned, Basis, digest_of
from assistant.worded import Worded
from corpus.model import Plan, Role

APPROVED = "approved"  # the engine of an answer in approved wording


class Level(Worded):
    """How sure a routing is."""

    SURE = "sure", "方案写明"
    LIKELY = "likely", "很可能"
    NEAREST = "nearest", "仅供参考"
    NONE = "none", "方案未分工"

    @property
    def confidence(self) -> float:
        """Share of dev and practice cases at this level whose departments were exactly right."""
        return _measured().get(self.value, 0.0)


MEASURED = Path(__file__).parent / "measured.json"


@lru_cache(maxsize=1)
def _measured() -> dict[str, float]:
    """Written by ``python -m evals routing --record``."""
    found: dict[str, float] = json.loads(MEASURED.read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Routing:
    """Where a message goes. ``citations`` prove ``departments``; both may be empty.

    ``answer`` is the verified answer the routing rests on. At ``Level.NEAREST`` it is a refusal,
    and the departments are those of the nearest clause, for a person to judge.
    """

    message: str
    matter: str
    level: Level
    departments: tuple[Assigned, ...]
    citations: tuple[Citation, ...]
    reason: str
    answer: Answer

    @property
    def status(self) -> Status:
        """How the question ended."""
        return self.answer.status

    @property
    def related(self) -> tuple[Related, ...]:
        """Clauses near to the matter."""
        return self.answer.related

    def of_role(self, role: Role) -> tuple[str, ...]:
        """Names of the departments of a role, each once."""
        return tuple(dict.fromkeys(d.name for d in self.departments if d.role is role))

    def basis(self, plan: Plan) -> tuple[Basis, ...]:
        """What to keep of the citations in a record."""
        return basis_of(self.citations, plan)


def basis_of(citations: tuple[Citation, ...], plan: Plan) -> tuple[Basis, ...]:
    """Citations as a record keeps them: with the digest of the clause, without offsets."""
    return tuple(
        Basis(
            c.plan_id,
            c.part,
            c.clause,
            c.label,
            c.title,
            c.quote,
            digest_of(plan, c.part, c.clause),
        )
        for c in citations
    )
