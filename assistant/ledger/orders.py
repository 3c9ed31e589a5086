"""The rows of an order that are asked for: the first, the last, one rank, those behind another."""

from __future__ import annotations

from dataclasses import replace

from assistant.ledger.ask import Ask
from assistant.ledger.counts import Row

_SEVERAL = 2


def behind(ask: Ask, rows: list[Row]) -> list[Row]:
    """排在X之后最多的三家: the rows that come behind X, where several are asked for."""
    if not ask.after or ask.top < _SEVERAL:
        return rows
    named = next((r.size for r in rows if r.item in ask.after), 0)
    return [r for r in rows if r.size < named]


def next_to(ask: Ask, rows: list[Row]) -> Ask:
    """排在X后面的: the rank behind X's, where none is told."""
    named = next((r.size for r in rows if r.item in ask.after), 0)
    if not ask.after or ask.nth or ask.top >= _SEVERAL:
        return ask
    return replace(ask, nth=len({r.size for r in rows if r.size >= named}) + 1, top=0, ordered=0)


def ends(rows: list[Row], ask: Ask) -> list[Row]:
    """The first or last rows asked for with their ties, one rank alone, or all in order."""
    many = ask.top >= 0 and ask.ordered >= 0
    ordered = sorted((r for r in rows if r.size), key=lambda r: -r.size if many else r.size)
    if not ordered or ask.ordered:
        return ordered
    if ask.equal:
        every = [r.size for r in ordered]
        return [r for r in ordered if every.count(r.size) > 1]
    sizes = list(dict.fromkeys(r.size for r in ordered))
    if ask.nth:
        return [r for r in ordered if len(sizes) >= ask.nth and r.size == sizes[ask.nth - 1]]
    last = ordered[min(abs(ask.top), len(ordered)) - 1].size
    return [r for r in ordered if (r.size >= last if many else r.size <= last)]
