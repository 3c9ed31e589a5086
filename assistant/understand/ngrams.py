"""A logistic model over the character n-grams of short texts; its weights are data.

Fitted by ``python -m evals wording``; whole sixteenths are kept of the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from typing import Any

import numpy as np

LONGEST = 4
SCALE = 16


class NgramModel:
    """Weights by n-gram, one a kind, in the order of ``kinds``."""

    def __init__(
        self, kinds: Sequence[str], bias: Sequence[float], weights: Mapping[str, Sequence[float]]
    ) -> None:
        self.kinds, self.bias, self.weights = tuple(kinds), tuple(bias), weights
        # Row 0 is of no n-gram, so that a row found is true.
        self._rows = {gram: row for row, gram in enumerate(weights, 1)}
        # Whole numbers: their sums are exact.
        rows = [[0] * len(self.kinds), *weights.values()]
        self._matrix = np.array(rows, dtype=np.int32)

    def probabilities(self, text: str) -> dict[str, float]:
        """How likely each kind is (0 … 1; they add up to 1)."""
        rows = [*filter(None, map(self._rows.get, grams(text)))]
        size = math.sqrt(len(rows) or 1) * SCALE
        totals = self._matrix.take(np.array(rows, dtype=np.intp), axis=0).sum(axis=0).tolist()
        scores = [b + t / size for b, t in zip(self.bias, totals, strict=True)]
        highest = max(scores)
        powers = [math.exp(s - highest) for s in scores]
        whole = sum(powers)
        return {k: p / whole for k, p in zip(self.kinds, powers, strict=True)}


@lru_cache(maxsize=256)  # several models look at the same text
def grams(text: str) -> frozenset[str]:
    """Character n-grams of a text, its ends marked."""
    marked = f"^{text.strip(' ？?。！!').lower()}$"
    longer, found = list(marked), set(marked)
    for size in range(1, LONGEST):
        longer = list(map(add, longer, marked[size:]))
        found.update(longer)
    return frozenset(found)


@cache
def load_ngrams(path: Path, kinds: tuple[str, ...]) -> NgramModel:
    """The model of a file.

    Raises:
        ValueError: it was fitted for other kinds.
    """
    raw: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if tuple(raw["kinds"]) != kinds:
        raise ValueError(f"{path.name} 与 corpus 的数据不一致，请运行 python -m evals wording。")
    return NgramModel(kinds, raw["bias"], raw["weights"])
