"""A logistic model over the character n-grams of short texts; its weights are data.

Fitted by ``python -m evals wording``; whole sixteenths are kept of the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
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
        self._rows = {gram: row for row, gram in enumerate(weights)}
        # Whole numbers: their sums are exact.
        self._matrix = np.array([*weights.values()], dtype=np.int32).reshape(-1, len(self.kinds))

    def probabilities(self, text: str) -> dict[str, float]:
        """How likely each kind is (0 … 1; they add up to 1)."""
        rows = [row for row in map(self._rows.get, grams(text)) if row is not None]
        size = math.sqrt(len(rows) or 1) * SCALE
        totals = self._matrix.take(np.array(rows, dtype=np.intp), axis=0).sum(axis=0).tolist()
        scores = [b + t / size for b, t in zip(self.bias, totals, strict=True)]
        highest = max(scores)
        powers = [math.exp(s - highest) for s in scores]
        whole = sum(powers)
        return {k: p / whole for k, p in zip(self.kinds, powers, strict=True)}


def grams(text: str) -> set[str]:
    """Character n-grams of a text, its ends marked."""
    marked = f"^{text.strip(' ？?。！!').lower()}$"
    sizes = range(1, LONGEST + 1)
    return {marked[i : i + n] for n in sizes for i in range(len(marked) - n + 1)}


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
