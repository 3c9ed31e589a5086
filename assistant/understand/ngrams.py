"""A logistic model over the character n-grams of short texts; its weights are data.

Fitted by ``python -m evals wording``; whole sixteenths are kept of the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

LONGEST = 4
SCALE = 16


@dataclass(frozen=True, slots=True)
class NgramModel:
    """Weights by n-gram, one a kind, in the order of ``kinds``."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, text: str) -> dict[str, float]:
        """How likely each kind is (0 … 1; they add up to 1)."""
        found = [w for w in map(self.weights.get, grams(text)) if w]
        size = math.sqrt(len(found) or 1) * SCALE
        totals = map(sum, zip(*found, strict=True)) if found else repeat(0.0)
        scores = [b + t / size for b, t in zip(self.bias, totals, strict=False)]
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
    weights = {g: tuple(map(float, w)) for g, w in raw["weights"].items()}
    return NgramModel(kinds, tuple(raw["bias"]), weights)
