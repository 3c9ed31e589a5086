"""Pieces of a sentence: what stands between commas, without its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verify.claims import moments

HIDDEN = "\0"
Dated = tuple[str, str]
_CUT = re.compile(r"[,;。!?:\n]|——")


@dataclass(frozen=True, slots=True)
class Piece:
    """A comma piece without its dates; ``seen`` hides what was not quoted.

    ``dates`` are keys of those that must be told with it, each with the words right behind it
    where it belongs to them ("" elsewhere).
    """

    text: str
    seen: str
    dates: frozenset[Dated] = frozenset()

    @property
    def only_date(self) -> bool:
        """Nothing but a date."""
        return not self.text


def cut(text: str, seen: str) -> Iterator[Piece]:
    """The pieces of a normalised sentence; ``seen`` is as long, with what was not quoted hidden."""
    at, governing = 0, frozenset[Dated]()
    for mark in (*_CUT.finditer(text), None):
        end = mark.start() if mark else len(text)
        if text[at:end]:
            piece = _undated(text[at:end], seen[at:end], governing)
            yield piece
            governing = piece.dates if piece.only_date else frozenset()
        at = mark.end() if mark else end


def _undated(text: str, seen: str, governing: frozenset[Dated]) -> Piece:
    """A piece without its dates (the verifier judges those); a year of comparison stays.

    Under a ``governing`` date another one belongs to the words behind it: 到2023年，2017年年底前
    历史遗留的….
    """
    found = [m for m in moments(text) if not m.base]
    behind = {m: text[m.end : m.end + 2] if governing else "" for m in found}
    for m in reversed(found):
        text, seen = text[: m.start] + text[m.end :], seen[: m.start] + seen[m.end :]
    dates = frozenset((m.key, behind[m]) for m in found)
    return Piece(text, seen, dates | governing if found and text else dates)


def told(dates: frozenset[Dated], text: str) -> bool:
    """Whether a text tells all the dates, each where it belongs."""
    found = [m for m in moments(text) if not m.base]
    return all(
        any(m.key == key and text.startswith(behind, m.end) for m in found) for key, behind in dates
    )


def join(pieces: Sequence[Piece]) -> Piece:
    """Neighbours as one piece, the commas between them kept."""
    said = [p for p in pieces if not p.only_date]
    dates = frozenset[Dated]().union(*(p.dates for p in said))
    return Piece(",".join(p.text for p in said), ",".join(p.seen for p in said), dates)


def reordered(piece: Piece, start: int, middle: int, end: int) -> Piece:
    """The piece with two neighbouring stretches of it in each other's place."""
    order = (slice(start), slice(middle, end), slice(start, middle), slice(end, None))
    text, seen = ("".join(x[part] for part in order) for x in (piece.text, piece.seen))
    return Piece(text, seen, piece.dates)
