"""What the model is asked to return, and reading what it did return."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import json_repair
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.llm.reasons import ModelFault, Reason

M = TypeVar("M", bound=BaseModel)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.S)
_MOST = 12


class _Shape(BaseModel):
    """Services with strict schemas want every property required and no other allowed."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"additionalProperties": False})


class Support(_Shape):
    """Proof of a sentence: a label that was shown, and words copied from its passage."""

    label: str = Field(max_length=20)
    quote: str = Field(max_length=1000)


class Sentence(_Shape):
    """One sentence with its proof."""

    text: str = Field(max_length=1000)
    support: tuple[Support, ...] = Field(max_length=8)


class Written(_Shape):
    """A draft; ``broken`` counts the sentences that did not have the shape of one."""

    sentences: tuple[Sentence, ...]
    broken: int = Field(0, exclude=True)


class Rewritten(_Shape):
    """A question in official wording."""

    question: str = Field(max_length=200)


class Ranked(_Shape):
    """Labels, the best first."""

    labels: tuple[str, ...] = Field(max_length=20)


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """JSON schema for the service; what is ours alone is left out."""
    schema = shape.model_json_schema()
    schema["properties"] = {k: v for k, v in schema["properties"].items() if k != "broken"}
    schema["required"] = list(schema["properties"])
    return schema


def read_written(reply: str) -> Written:
    """A draft; a sentence of the wrong shape is counted and does not spoil the others.

    Raises:
        ModelFault: no draft can be made out.
    """
    data = _json(reply)
    rows = data.get("sentences") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise ModelFault(Reason.UNREADABLE)
    good, broken = list[Sentence](), 0
    for row in rows[:_MOST]:
        try:
            good.append(Sentence.model_validate(row))
        except ValidationError:
            broken += 1
    if not good and broken:
        raise ModelFault(Reason.UNREADABLE)
    return Written(sentences=tuple(good), broken=broken + len(rows[_MOST:]))


def read_as(shape: type[M], reply: str) -> M:
    """A reply of another shape.

    Raises:
        ModelFault: it does not have that shape.
    """
    try:
        return shape.model_validate(_json(reply))
    except ValidationError:
        raise ModelFault(Reason.UNREADABLE) from None


def _json(reply: str) -> Any:
    """The JSON in a reply, mended where it is broken or cut off; None when there is none."""
    text = _THOUGHT.sub("", reply)
    start = min((i for i in (text.find("{"), text.find("[")) if i >= 0), default=-1)
    if start < 0:
        return None
    try:
        return json.loads(text[start : max(text.rfind("}"), text.rfind("]")) + 1])
    except ValueError:
        return json_repair.loads(text[start:])
