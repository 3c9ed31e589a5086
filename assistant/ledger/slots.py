"""The slots of a question to the ledger, and the forms of words that fill them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.ledger.kinds import Kind
from corpus.words import load_rows


class Slot(StrEnum):
    """What a word is in a question to the ledger."""

    KIND, SIZE, LEAD, SHARED, PART = "kind", "size", "lead", "shared", "part"
    TOGETHER, OR, AND, NEG, ABSENT, ONLY = "together", "or", "and", "neg", "absent", "only"
    SOLE, EXCEPT, OUTSIDE, ELSEWHERE = "sole", "except", "outside", "elsewhere"
    EQUAL = "equal"
    MOST, LEAST, ORDER, DESCENDING, ASCENDING = "most", "least", "order", "descending", "ascending"
    EACH, THAN, MORE, SHARE = "each", "than", "more", "share"
    SAID, TITLE, NAME, STARTS, ENDS = "said", "title", "name", "starts", "ends"
    DUE, PERCENT, EXISTS, CHECK, APART, FILL = (
        "due", "percent", "exists", "check", "apart", "fill",
    )  # fmt: skip
    DEPARTMENT, CLAUSE, CHAPTER, YEAR = "department", "clause", "chapter", "year"
    BOUND, TOP, RANK, HOW_MANY, WHICH, QUOTED, TERM = (
        "bound", "top", "rank", "how_many", "which", "quoted", "term",
    )  # fmt: skip
    TOPIC = "topic"
    FIRST, BEHIND, EVERY, UNLIKE = "first", "behind", "every", "unlike"
    VALUE, UNIT, BASE, FALL, RISE, GAIN, CLEAR = (
        "value", "unit", "base", "fall", "rise", "gain", "clear",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its slot: the kind it names, numbers (clauses, years, bounds), names or words.

    ``groups`` are the departments of one word (公检法), each by any of its names.
    """

    slot: Slot
    text: str
    start: int
    kind: Kind | None = None
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


Form = tuple[Slot, Kind | None, re.Pattern[str]]


@cache
def _forms() -> dict[str, tuple[Form, ...]]:
    """Forms of words by the character that they begin with; "" holds those of several."""
    found: dict[str, list[Form]] = {}
    for name, *forms in load_rows("ledgertokens"):
        kind = Kind(name) if name in set(Kind) else None
        slot = Slot.KIND if kind else Slot(name)
        for form in forms:
            first = form[0] if form[0] not in "([.\\" and form[1:2] not in ("?", "*") else ""
            found.setdefault(first, []).append((slot, kind, re.compile(form)))
    return {first: tuple(rows) for first, rows in found.items()}


def words_of(char: str) -> Iterator[Form]:
    """The forms that may begin with a character."""
    yield from _forms().get(char, ())
    yield from _forms()[""]


@cache
def _any_of_several() -> re.Pattern[str]:
    """Any of the forms of several first characters: mostly none begins at a place."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, _, pattern in _forms()[""]))


def forms_at(text: str, at: int) -> Iterator[Form]:
    """The forms that may begin at a place of a text."""
    yield from _forms().get(text[at], ())
    if _any_of_several().match(text, at):
        yield from _forms()[""]


def every_form() -> Iterator[Form]:
    """All forms."""
    for rows in _forms().values():
        yield from rows
