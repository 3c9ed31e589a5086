"""Nearest vectors: the same neighbours for the same question, whatever machine asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# Sums of floats differ in their last digits between processors; these differences are cut off.
_DIGITS = 4
_EQUAL = 2e-4  # more than lies between numbers that are equal after rounding
_HEAPS = 12  # for each row asked for
_SMALL = 320_000  # numbers in a product for which no thread is started
# Rows that are looked up together, and how many of these runs are looked into.
_RUN, _RUNS = 16, 64


class Nearest:
    """Vectors of length one held in memory with their ids.

    Neighbours in the order of the ids are alike: questions for one sentence stand together. So each
    run of a few rows has a mean direction, and only the runs whose mean is nearest are looked into.
    To read all rows takes longer than all the rest of a search, and drives everything else out of
    the processor's cache. An approximate graph, built by several threads, would find other
    neighbours on another day; a threaded product waits for its threads longer than one takes.
    """

    def __init__(self, ids: Sequence[str], matrix: np.ndarray) -> None:
        """``matrix`` has shape (n, dimensions), float32."""
        self.ids = tuple(ids)
        rows = np.asarray(matrix, dtype=np.float32)
        runs = -(-len(rows) // _RUN)
        padded = np.zeros((runs * _RUN, rows.shape[1]), dtype=np.float32)
        padded[: len(rows)] = rows
        self._rows, self._runs = padded[: len(rows)], padded.reshape(runs, _RUN, rows.shape[1])
        total = self._runs.sum(axis=1)
        sizes = np.linalg.norm(total, axis=1, keepdims=True)
        self._means = total / np.where(sizes, sizes, 1)

    def search(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Ids of the ``limit`` nearest rows with their cosine similarity, best first."""
        rows, near = self.best(self.cosines(vector), limit)
        return [(self.ids[i], float(n)) for i, n in zip(rows, near, strict=True)]

    def cosines(self, vector: Sequence[float], first: int = 0) -> np.ndarray:
        """Cosine similarity of the rows to ``vector``, shape (n,); 0 for rows of runs far from it.

        The ``first`` rows are compared whatever their runs.
        """
        asked = np.asarray(vector, dtype=np.float32)
        cosines = np.zeros(self._runs.shape[:2], dtype=np.float32)
        near, _ = self.best(_product(self._means, asked), _RUNS)
        near = near[near >= first // _RUN]
        rows = self._runs.take(near, axis=0).reshape(-1, len(asked))
        cosines[near] = _product(rows, asked).reshape(-1, _RUN)
        cosines = cosines.ravel()
        cosines[:first] = _product(self._rows[:first], asked)
        return cosines[: len(self.ids)]

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
        return Nearest([self.ids[i] for i in kept], self._rows[kept])


def _product(rows: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """The product of each row with ``vector``, in portions so small that no thread is started."""
    step = max(_SMALL // len(vector), 1)
    product = np.empty(len(rows), dtype=np.float32)
    for at in range(0, len(rows), step):
        np.matmul(rows[at : at + step], vector, out=product[at : at + step])
    return product


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
