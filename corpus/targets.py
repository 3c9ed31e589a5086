"""Targets (indicator, comparator, value, unit, due, scope) of a sentence."""

from corpus.model import Target


def parse_targets(text: str, start: int) -> tuple[Target, ...]:
    """Targets of one full sentence; ``start`` is its offset in the source."""
    return ()
