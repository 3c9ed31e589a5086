"""Texts that are written like another: how much of their characters and pairs they share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from index.lexical import Joined, LexicalIndex
from index.tokens import fold

_LOOKED_AT = 40  # of the best by BM25, which costs nothing more; the rest shares too little


class Alike(NamedTuple):
    """A text by its position, and how alike it is, 0 … 1."""

    position: int
    likeness: float


def grams(text: str) -> list[str]:
    """Characters of ``text`` that mean something, and the pairs of them that stand together."""
    run = "".join(filter(str.isalnum, fold(text)))
    return [*run, *(run[i : i + 2] for i in range(len(run) - 1))]


class Similar:
    """Finds the texts of an index that are most alike; the index holds their :func:`grams`."""

    def __init__(self, texts: Sequence[str], index: LexicalIndex) -> None:
        self._texts = texts
        self._index = index
        self._joined: Joined | None = None
        self.weigh = lru_cache(maxsize=4096)(self._weigh)

    def nearest(self, text: str) -> list[Alike]:
        """The texts most alike, best first; ties in the order of the texts."""
        if not self._texts:
            return []
        self._joined = self._joined or Joined((self._index,))
        asked = grams(text)
        scores = self._joined.scores(asked)[0]
        few = min(_LOOKED_AT, len(scores))
        best = np.argpartition(-scores, few - 1)[:few]
        mine = self.weigh(text)
        near = [Alike(int(i), self._likeness(mine, self.weigh(self._texts[i]))) for i in best]
        return sorted(near, key=lambda a: (-a.likeness, a.position))

    def share(self, text: str, other: str) -> float:
        """Share (0 … 1) of the weight of ``text`` that does not stand in ``other``."""
        mine, theirs = self.weigh(text)[0], self.weigh(other)[0]
        total = sum(mine.values())
        return sum(w for g, w in mine.items() if g not in theirs) / total if total else 0.0

    def unheard(self, text: str) -> float:
        """Share (0 … 1) of the weight of ``text`` that stands in no text."""
        mine = self.weigh(text)[0]
        total = sum(mine.values())
        return sum(w for g, w in mine.items() if not self._index.has(g)) / total if total else 0.0

    def _weigh(self, text: str) -> tuple[dict[str, float], float]:
        """The weight of each gram of a text, and the length of them all as a vector."""
        idf = self._index.idf
        weights = {g: idf(g) for g in grams(text)}
        return weights, sum(w * w for w in weights.values()) ** 0.5

    @staticmethod
    def _likeness(
        one: tuple[dict[str, float], float], other: tuple[dict[str, float], float]
    ) -> float:
        small, large = sorted((one[0], other[0]), key=len)
        shared = sum(w * w for g, w in small.items() if g in large)
        return shared / (one[1] * other[1]) if one[1] and other[1] else 0.0
