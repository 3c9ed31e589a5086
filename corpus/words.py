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

    Those with the same beginning stand under one branch: at most places of a text the first two
    characters then settle that none begins there.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[:2], []).append(re.escape(word[2:]))
    branches = (f"{re.escape(head)}(?:{'|'.join(ends)})" for head, ends in groups.items())
    return "|".join(branches) or r"(?!)"
