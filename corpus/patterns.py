"""Patterns of many branches, searched by their first characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})
_CLASSES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w"}
_NOTHING = frozenset({""})


class _AnyCharacter(Exception):
    """A match may begin with nearly every character."""


def branching(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` compiled so that its branches are tried only where one of them can begin.

    Python tries every branch at every place of a text; most places a look at one character rules
    out. Matches are the same.
    """
    return re.compile(guarded(pattern, flags), flags)


def guarded(pattern: str, flags: int = 0) -> str:
    """``pattern``, to be a group among others, tried only where it can begin."""
    try:
        first = _first(_parser.parse(pattern, flags))
    except _AnyCharacter:
        first = _NOTHING
    return pattern if "" in first else f"(?=[{''.join(sorted(first))}])(?:{pattern})"


def _first(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """First characters of all that a sequence matches, as they stand in a character class.

    One of them is "" when it may match nothing.
    """
    found = _NOTHING
    for kind, value in items:
        found = (found - _NOTHING) | _begins(kind, value)
        if "" not in found:
            break
    return found


def _begins(kind: Any, value: Any) -> frozenset[str]:
    """The same of one item of a sequence."""
    if kind is sre.LITERAL:
        return frozenset({re.escape(chr(value))})
    if kind is sre.RANGE:
        return frozenset({"-".join(re.escape(chr(end)) for end in value)})
    if kind is sre.CATEGORY and value in _CLASSES:
        return frozenset({_CLASSES[value]})
    if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return _NOTHING
    if kind in _REPEATS:
        return _first(value[2]) | (frozenset() if value[0] else _NOTHING)
    if kind is sre.ATOMIC_GROUP:
        return _first(value)
    if kind is sre.SUBPATTERN and not (value[1] or value[2]):  # flags of its own
        return _first(value[3])
    if kind is sre.IN:
        return frozenset[str]().union(*(_begins(*member) for member in value))
    if kind is sre.BRANCH:
        return frozenset[str]().union(*map(_first, value[1]))
    raise _AnyCharacter
