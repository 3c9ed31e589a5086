"""Exact nearest vectors: the same neighbours for the same question, whatever machine asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# Sums of floats differ in their last digits between processors; these differences are cut off.
_DIGITS = 4
_EQUAL = 2e-4  # more than lies between numbers that are equal after rounding
# Numbers in a product so small that no thread is started for it, and columns taken in one go.
_SMALL, _AT_ONCE = 320_000, 4
_HEAPS = 12  # for each row asked for


class Nearest:
    """Vectors of length one held in memory with their ids.

    An approximate graph is built by several threads and finds other neighbours on another day, and
    a library for matrices that starts threads for so small a product waits for them longer than
    one thread takes. The vectors stand column by column, and a few columns are taken at a time:
    what is read in long stretches comes from memory in half the time.
    """

    def __init__(self, ids: Sequence[str], matrix: np.ndarray) -> None:
        """``matrix`` has shape (n, dimensions), float32."""
        self.ids = tuple(ids)
        self._columns = np.ascontiguousarray(np.asarray(matrix, dtype=np.float32).T)

    def search(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Ids of the ``limit`` nearest rows with their cosine similarity, best first."""
        rows, near = self.best(self.cosines(vector), limit)
        return [(self.ids[i], float(n)) for i, n in zip(rows, near, strict=True)]

    def cosines(self, vector: Sequence[float]) -> np.ndarray:
        """Cosine similarity of every row to ``vector``, shape (n,)."""
        asked = np.asarray(vector, dtype=np.float32)
        cosines = np.zeros(len(self.ids), dtype=np.float32)
        step = _AT_ONCE * max(_SMALL // (_AT_ONCE * max(len(cosines), 1)), 1)
        for at in range(0, len(asked), step):
            cosines += asked[at : at + step] @ self._columns[at : at + step]
        return cosines

    def best(self, cosines: np.ndarray, limit: int) -> tuple[np.ndarray, np.ndarray]:
        """The ``limit`` rows of the highest ``cosines``, best first, and these, rounded.

        Equals come in the order of the rows.
        """
        if not self.ids:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        rows = np.flatnonzero(cosines >= _floor(cosines, limit) - _EQUAL)
        near = np.round(cosines[rows], _DIGITS)
        best = np.argsort(-near, kind="stable")[:limit]
        return rows[best], near[best]

    def without(self, ids: frozenset[str]) -> Nearest:
        """The same vectors but for those of ``ids``."""
        kept = [i for i, name in enumerate(self.ids) if name not in ids]
        return Nearest([self.ids[i] for i in kept], self._columns[:, kept].T)


def _floor(cosines: np.ndarray, limit: int) -> float:
    """What the ``limit`` highest cosines do not fall below.

    So many heaps of a large number of rows hold one each as high as the last of their highest:
    these heaps are found sooner than the rows.
    """
    heap = len(cosines) // (_HEAPS * limit)
    if heap > 1:
        cosines = cosines[: _HEAPS * limit * heap].reshape(heap, -1).max(axis=0)
    last = max(len(cosines) - limit, 0)
    return float(np.partition(cosines, last)[last])
