"""How long an answer to English shall be: in three bullet points, in no more than 50 words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"\d{{1,4}}|one|single|{'|'.join(_NUMBERS)}"
# A word of English takes about as much room as two characters.
_PER_WORD = 2
_LEAST = 20  # answer in one word: a name or a date, however it is written
_AT_MOST = (
    "just|only|exactly|about|around|under|at most|up to|no more than|not more than"
    "|fewer than|less than|a maximum of|max"
)
_KINDS = "very|short|simple|plain|brief|concise|clear|english|chinese|key|main|bullet"
_SIZE = re.compile(
    rf"[ ,;.]*\b(?:in|within|using|with|as|into)\s+(?:(?:{_AT_MOST})\s+)*"
    rf"(?P<n>{_COUNT})\s+(?:(?:{_KINDS})\s+)*"
    r"(?P<unit>sentences?|bullets?|points?|lines?|words?|characters?)"
    r"(?:\s+(?:or less|or fewer|at most|max|only|each))?\b",
    re.I,
)
_ORDER = re.compile(
    r"(?:please\s+)?\b(?:answer|reply|respond|(?:explain|write|summari[sz]e)(?: it)?)?$", re.I
)
# Summarize clause 15; give me a short summary of it: the matter alone is told in short.
_SUMMED = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+)*(?:summari[sz]e|sum up|outline"
    r"|(?:give|write|make)(?: me)?(?: a| an| the)?(?: short| brief| quick)?"
    r" (?:summary|overview|outline) (?:of|for))\s+(?=\S{4})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long an answer shall be; 0 where that is not said."""

    points: int = 0
    sentences: int = 0
    limit: int = 0


def length_of(text: str) -> Length:
    """The length that an English message asks for."""
    match = _SIZE.search(text)
    if not match:
        return Length()
    said, unit = match["n"].lower(), match["unit"].lower()
    number = int(said) if said.isdigit() else 1 + max(_index(said), 0)
    if unit.startswith(("bullet", "point", "line")):
        return Length(points=number)
    if unit.startswith("sentence"):
        return Length(sentences=number)
    limit = number * (_PER_WORD if unit.startswith("word") else 1)
    return Length(limit=limit) if limit >= _LEAST else Length()


def without_length(text: str) -> str:
    """A message in English without such a request, and without the order to sum up."""
    if not (match := _SIZE.search(text)):
        return _SUMMED.sub("", text)
    before = _ORDER.sub("", text[: match.start()].rstrip(" ,:")).rstrip(" ,:")
    behind = text[match.end() :].lstrip(" ,:.")
    return _SUMMED.sub("", f"{before} {behind}".strip())


def _index(word: str) -> int:
    return _NUMBERS.index(word) if word in _NUMBERS else 0
