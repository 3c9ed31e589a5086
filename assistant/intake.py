"""What comes in from outside, cleaned and measured the same way at every edge."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]+")


class InputError(ValueError):
    """Input that no answer can be given to; ``code`` is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def clean(text: str) -> str:
    """Text that every encoder takes: no lone surrogates, no control characters but line and tab."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", _SURROGATES.sub("\ufffd", text))


def read_question(text: str, limit: int) -> str:
    """The question to ask, trimmed.

    Raises:
        InputError: nothing is asked, or more than ``limit`` characters.
    """
    question = clean(text).strip()
    if not question:
        raise InputError("question_empty", "问题是空的，请写下想了解的内容。")
    if len(question) > limit:
        raise InputError(
            "question_too_long", f"问题有{len(question)}个字，超过了{limit}个字的上限，请写短一些。"
        )
    return question


def read_history(questions: Sequence[str], limit: int, keep: int) -> tuple[str, ...]:
    """The last ``keep`` of the user's earlier questions, oldest first; empty ones are left out.

    Raises:
        InputError: one of those kept is longer than ``limit`` characters.
    """
    told = [text for text in (clean(q).strip() for q in questions) if text]
    kept = tuple(told[-keep:]) if keep else ()
    if any(len(text) > limit for text in kept):
        raise InputError("history_too_long", f"此前的提问中有一条超过了{limit}个字的上限。")
    return kept
