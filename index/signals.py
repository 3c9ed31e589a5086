"""How each way of searching likes each place of a plan: a clause, or a part outside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

Place = tuple[str, int | None]

_RUN = 32  # rows moved in the time that it takes to begin one more run


class Way(IntEnum):
    """Ways of searching: words and vectors, of the text itself and of the questions asked for it.

    ``BAGS`` takes a text together with its questions.
    """

    TEXTS = 0
    BAGS = 1
    ASKED = 2
    NEAR_TEXTS = 3
    NEAR_ASKED = 4


@dataclass(frozen=True, slots=True)
class Signals:
    """The best score of every place by every way.

    ``scores`` has shape (ways, places), ``places`` tells the column of each; ``gap`` is the cosine
    of the nearest question that the plan does not answer; ``vectors`` tells whether vectors were
    searched at all. ``asked_at`` holds the places of the nearest known questions, best first (-1
    for one that the plan does not answer), and ``asked_near`` their cosines; both of shape (n,).
    """

    places: Mapping[Place, int]
    scores: np.ndarray
    gap: float
    vectors: bool
    asked_at: np.ndarray
    asked_near: np.ndarray

    def of(self, place: Place) -> tuple[np.ndarray, np.ndarray]:
        """Scores of one place, and of the best other one by each way; both of shape (ways,)."""
        own = self.places[place]
        others = self.scores.copy()
        others[:, own] = 0.0
        best: np.ndarray = others.max(axis=1)
        return self.scores[:, own], best


class Groups:
    """Rows by the group they belong to; rows of negative groups belong to none."""

    def __init__(self, group: np.ndarray, size: int) -> None:
        """``group`` has shape (rows,) and values below ``size``."""
        order = np.argsort(group, kind="stable")
        self._size = size
        self._rows = order[group[order] >= 0]
        self._bounds = np.searchsorted(group[self._rows], np.arange(size + 1)).tolist()
        # Rows of a group mostly stand together: the best of each run is found without moving any,
        # unless the runs are so short that to begin each takes longer than to sort the rows first.
        changes = np.count_nonzero(np.diff(group))
        self._moved = self._rows if changes * _RUN > len(group) else None
        group = group if self._moved is None else group[self._moved]
        self._runs = np.flatnonzero(np.diff(group, prepend=group[:1] - 1))
        runs = group[self._runs]
        order = np.argsort(runs, kind="stable")
        self._kept = order[runs[order] >= 0]
        self._groups, self._starts = np.unique(runs[self._kept], return_index=True)

    def best(self, scores: np.ndarray) -> np.ndarray:
        """The best score of every group, none below 0; ``scores`` has shape (rows,)."""
        found = np.zeros(self._size)
        if len(self._groups):
            scores = scores if self._moved is None else scores.take(self._moved)
            best = np.maximum.reduceat(scores, self._runs).take(self._kept)
            if len(self._starts) < len(best):
                best = np.maximum.reduceat(best, self._starts)
            found[self._groups] = np.maximum(best, 0.0)
        return found

    def rows(self, group: int) -> np.ndarray:
        """The rows of a group, in order; none for a group that has none."""
        return self._rows[self._bounds[group] : self._bounds[group + 1]]
