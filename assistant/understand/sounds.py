"""Sounds of characters: toneless syllables, mergers of dialects, how far two are apart."""

from __future__ import annotations

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

_MANIFOLD = frozenset("长重行调传率降处省朝量")  # read by what stands beside them
_FOLDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^([zcs])h", r"\1"),
        (r"ng$", "n"),
        (r"^l", "n"),
        (r"^hon$", "fen"),
        (r"^hui$", "fei"),
        (r"^hun$", "fen"),
        (r"^hu(?=$|[ao])", "f"),
        (r"^f$|^fu$", "f"),
    )
)


@lru_cache(maxsize=1 << 14)
def sounds_of(char: str) -> tuple[str, ...]:
    """The toneless readings of a character in use, the usual one first."""
    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0][:2])


def syllables_of(term: str) -> list[str]:
    """Syllables of a term; only where a reading hangs on its neighbours is the slow way taken."""
    if _MANIFOLD.isdisjoint(term):
        return [sounds_of(c)[0] for c in term]
    return lazy_pinyin(term, style=Style.NORMAL)


@lru_cache(maxsize=1 << 14)
def sound_keys(char: str) -> tuple[str, ...]:
    """The folded readings of a character, each once."""
    return tuple({fold(s): None for s in sounds_of(char)})


@lru_cache(maxsize=1 << 12)
def fold(syllable: str) -> str:
    """A syllable as those who merge z/zh, n/ng, l/n, h/f say it."""
    for pattern, plain in _FOLDS:
        syllable = pattern.sub(plain, syllable)
    return syllable


@lru_cache(maxsize=1 << 14)
def distance(written: str, meant: str) -> int:
    """0 for the same sound, 1 for a like or a second one, 2 for another."""
    mine, other = sounds_of(written), sounds_of(meant)
    if mine[0] in (other if meant in _MANIFOLD else other[:1]):
        return 0
    return 1 if other[0] in mine or fold(mine[0]) == fold(other[0]) else 2
