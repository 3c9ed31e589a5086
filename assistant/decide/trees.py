"""A fitted model of small decision trees (gradient boosting), read from JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Node(NamedTuple):
    """A split of a tree, or a leaf, whose ``feature`` is negative and whose ``value`` counts."""

    feature: int
    threshold: float
    left: int
    right: int
    value: float


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose leaves add up to the log-odds of an event; a feature up to a threshold goes left.

    ``bar`` is the probability from which the event is taken to be so.
    """

    features: tuple[str, ...]
    base: float
    trees: tuple[tuple[Node, ...], ...]
    bar: float

    def probability(self, values: Sequence[float]) -> float:
        """Probability (0 … 1) of the event; ``values`` in the order of ``features``."""
        total = self.base + sum(_leaf(tree, values) for tree in self.trees)
        return 1.0 / (1.0 + math.exp(-total))


def _leaf(tree: Sequence[Node], values: Sequence[float]) -> float:
    node = tree[0]
    while node.feature >= 0:
        node = tree[node.left if values[node.feature] <= node.threshold else node.right]
    return node.value


def load_trees(path: Path) -> Trees:
    """A model written by :func:`save_trees`."""
    raw = json.loads(path.read_text("utf-8"))
    trees = tuple(tuple(Node(*node) for node in tree) for tree in raw["trees"])
    return Trees(tuple(raw["features"]), raw["base"], trees, raw["bar"])


def save_trees(model: Trees, path: Path) -> None:
    """Write a model, a tree a line."""
    trees = ",\n".join(json.dumps(tree) for tree in model.trees)
    head = f'"features": {json.dumps(model.features)}, "base": {model.base}, "bar": {model.bar}'
    path.write_text(f'{{{head}, "trees": [\n{trees}\n]}}\n', "utf-8")
