"""Plain word lists: stop words, words of any question, places, matters of the rest of the world."""

from __future__ import annotations

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
