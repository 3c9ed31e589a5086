"""A turn of a conversation: how it stands on the page, and how the browser keeps it.

Conversations live in each visitor's browser. What comes back from there is foreign: it is checked
against the plan, and a turn whose evidence the plan does not hold (any more) is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.answer import Answer
from assistant.records.model import Verdict
from assistant.stream import Step
from corpus.model import Plan

MAX_TURNS = 50
_ANSWER = TypeAdapter(Answer)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer, a fault, or the steps begun so far."""

    question: str
    answer: Answer | None = None
    fault: str = ""
    steps: tuple[Step, ...] = ()
    verdict: Verdict | None = None

    def kept(self) -> str:
        """The turn as the browser keeps it (JSON); empty when nothing was answered."""
        if self.answer is None:
            return ""
        told = {"question": self.question, "verdict": self.verdict, "answer": asdict(self.answer)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore")

    question: Annotated[str, Field(max_length=20_000)]
    answer: dict[str, Any]
    verdict: Verdict | None = None


def restored(kept: object, plan: Plan) -> tuple[Turn, ...]:
    """The turns that a browser kept, oldest first; those that do not fit the plan are left out."""
    given = kept[-MAX_TURNS:] if isinstance(kept, list) else []
    turns = (_restored(one, plan) for one in given)
    return tuple(turn for turn in turns if turn)


def _restored(one: object, plan: Plan) -> Turn | None:
    try:
        found = _Kept.model_validate(one)
        answer = _ANSWER.validate_python(found.answer)
    except ValidationError:
        return None
    if not _fits(answer, plan):
        return None
    return Turn(found.question, answer, verdict=found.verdict)


def _fits(answer: Answer, plan: Plan) -> bool:
    cited = {c.number for c in answer.citations}
    return (
        all(c.plan_id == plan.id for c in answer.citations)
        and all(plan.quote(c.start, c.end) == c.quote for c in answer.citations)
        and all(r.plan_id == plan.id and plan.clause(r.clause) for r in answer.related)
        and all(d.citation in cited for d in answer.departments)
    )


def questions(turns: Sequence[Turn]) -> list[str]:
    """What was asked and answered, oldest first."""
    return [turn.question for turn in turns if turn.answer]
