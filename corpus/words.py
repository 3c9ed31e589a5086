"""Plain word lists: stop words, words of any question, places, matters of the rest of the world."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of words of ``corpus/<name>.txt``, one row a line."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


@cache
def load_words(name: str) -> tuple[str, ...]:
    """Words of ``corpus/<name>.txt``, split at white space; lines with # are comments."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(w for line in lines if not line.startswith("#") for w in line.split())


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """Lines of ``corpus/<name>.txt``, whole; those with # are comments."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of ``words``, the longest first; of none when there are none.

    Those with the same beginning stand under one branch, character by character: at most places of
    a text the first then settles that none begins there.
    """
    return _branches(sorted(set(words), key=lambda w: (-len(w), w))) or r"(?!)"


def _branches(words: Iterable[str]) -> str:
    ends: dict[str, list[str]] = {}
    for word in words:
        ends.setdefault(word[:1], []).append(word[1:])
    return "|".join(
        re.escape(head) + (re.escape(rest[0]) if len(rest) == 1 else f"(?:{_branches(rest)})")
        for head, rest in ends.items()
    )
