"""Plain word lists: stop words, words of any question, places, matters of the rest of the world."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load_words(name: str) -> tuple[str, ...]:
    """Words of ``corpus/<name>.txt``, split at white space; lines with # are comments."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(w for line in lines if not line.startswith("#") for w in line.split())
