"""What answering tells on its way: stages, then sentences already verified, then the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer


class Step(StrEnum):
    """Steps of answering, in order."""

    UNDERSTAND = "understand"
    FIND = "find"
    WRITE = "write"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step that begins now."""

    step: Step


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verified sentence of the answer, with its marks."""

    text: str


Event = Stage | Sentence | Answer
