"""The parts of a message: pieces between marks, questions, and what is asked besides."""

from __future__ import annotations

import re

_MARKS = " ？?。；;！!"
_PIECE = re.compile(r"[，,；;。？?！!\n]+")
_STRETCH = re.compile(r"(?<=[，。！？；…\n])|(?<=[\u4e00-\u9fff]) (?=\S)")
# A message asks again behind a closing mark, or behind a comma with 又由谁.
_QUESTION = re.compile(r"(?<=[？?；;。！!\n])|，(?=[^，]{4,}又(?:是|由|归)?(?:谁|哪))")
_FOLLOW_UP = re.compile(r"呢?[？?]+(?=.)|呢[，,、；; ]+(?=.)")
_BESIDES = re.compile(r"(?:顺便|顺带|另外|还有|再|同时)(?:请|帮我|给我|也|把|问一?下)*")


def pieces(text: str) -> list[str]:
    """What stands between commas and stronger marks, without the marks; blank ones left out."""
    return [p for p in _PIECE.split(text) if p.strip()]


def stretches(text: str) -> list[str]:
    """The same with its marks, also between words set apart by spaces, as in rambling messages."""
    return [p for p in _STRETCH.split(text) if p.strip(" ，。！？；…\n")]


def questions(text: str) -> list[str]:
    """Sentences of a message, each of which may ask something of its own."""
    return [p.strip() for p in _QUESTION.split(text) if p.strip(_MARKS)]


def follow_ups(text: str) -> list[str]:
    """Short questions in a row (油墨呢？胶粘剂呢？), without 呢 and the marks between them."""
    return [p for p in _FOLLOW_UP.split(text) if p.strip(" ，,？?")]


def besides(text: str) -> str:
    """What a sentence asks besides the one before it (顺便列一下…); "" when it does not."""
    added = _BESIDES.match(text)
    return text[added.end() :] if added else ""
