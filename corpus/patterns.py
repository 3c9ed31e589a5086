"""Patterns of many branches, searched by their first characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

K = TypeVar("K")

_REPEATS = frozenset({sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT})
_CLASSES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w"}
_SIGNS = frozenset(_CLASSES.values())
_NOTHING = frozenset({""})
# A sign that tells how a pattern is built; what is escaped or in a class is none.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.S)


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
    first = _beginnings(pattern, flags)
    return f"(?=[{''.join(sorted(first))}])(?:{pattern})" if first else pattern


class Filed(Generic[K]):
    """Many patterns, each by a key: which of them are found in a text.

    Their branches are filed by the characters that they can begin with, and tried only where one
    stands: a tenth of the time of one pattern of all, whose branches are tried in turn everywhere.
    """

    def __init__(self, patterns: Iterable[tuple[K, str]], flags: int = 0) -> None:
        self._filed: dict[str, list[tuple[re.Pattern[str], K]]] = {}
        self._ranged: list[tuple[re.Pattern[str], tuple[re.Pattern[str], K]]] = []
        self._anywhere: list[tuple[re.Pattern[str], K]] = []
        self._standing = lru_cache(maxsize=1 << 13)(self._beginning_with)
        for key, branch in ((key, b) for key, pattern in patterns for b in branches(pattern)):
            self._file((re.compile(branch, flags), key), _beginnings(branch, flags), flags)

    def _file(self, row: tuple[re.Pattern[str], K], first: frozenset[str], flags: int) -> None:
        if not first:
            self._anywhere.append(row)
        ranged = [sign for sign in first if len(sign.removeprefix("\\")) > 1 or sign in _SIGNS]
        if ranged:
            self._ranged.append((re.compile(f"[{''.join(ranged)}]", flags), row))
        for sign in first.difference(ranged):
            char = sign.removeprefix("\\")
            for form in {char, char.lower(), char.upper()} if flags & re.I else {char}:
                self._filed.setdefault(form, []).append(row)

    def _beginning_with(self, char: str) -> tuple[tuple[re.Pattern[str], K], ...]:
        ranged = (row for first, row in self._ranged if first.match(char))
        return (*self._filed.get(char, ()), *ranged)

    def among(self, text: str) -> Iterator[K]:
        """The keys of the patterns that are found in ``text``; one may come several times."""
        for at, rows in enumerate(map(self._standing, text)):
            for pattern, key in rows:
                if pattern.match(text, at):
                    yield key
        for pattern, key in self._anywhere:
            if pattern.search(text):
                yield key


class AnyOf(Filed[None]):
    """Many patterns: whether one of them is found in a text."""

    def __init__(self, patterns: Iterable[str], flags: int = 0) -> None:
        super().__init__(((None, pattern) for pattern in patterns), flags)

    def search(self, text: str) -> bool:
        """Whether one of them is found in ``text``."""
        return any(True for _ in self.among(text))


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, its own and those of a group that is all of it."""
    cuts, depth = [-1], 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            cuts.append(token.start())
    single = [pattern[a + 1 : b] for a, b in pairwise([*cuts, len(pattern)])]
    inner = pattern[3:-1]
    if len(single) > 1:
        return [branch for one in single for branch in branches(one)]
    return branches(inner) if pattern.startswith("(?:") and _closed(inner) else single


def _closed(inner: str) -> bool:
    """Whether what stands between a first and a last bracket is all within them."""
    depth = 0
    for token in _TOKEN.finditer(inner + ")"):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth < 0:
            return token.start() == len(inner)
    return False


def _beginnings(pattern: str, flags: int) -> frozenset[str]:
    """Signs of a class of all that a match can begin with; none when nearly everything can."""
    try:
        first = _first(_parser.parse(pattern, flags))
    except _AnyCharacter:
        return frozenset()
    return frozenset() if "" in first else first


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
