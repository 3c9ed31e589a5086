"""What makes attacks: the sentences of a plan, its departments, chance that never changes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.llm.passages import Passage
from corpus.catalog import Dossier
from evals.drafts import Drafted, all_passages

Words = Callable[[str], Sequence[str]]
Make = Callable[["Forger", Passage], Iterator[Drafted]]
FIGURE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?(?!年|\d|\.\d|-\d|条)")
YEAR = re.compile(r"20\d\d(?=年|-)")


class Forger:
    """Makes attacks from the sentences of one plan; the same ones every time."""

    def __init__(self, dossier: Dossier, words: Words) -> None:
        self.dossier = dossier
        self.plan = dossier.plan
        self.words = words
        self.passages = tuple(all_passages(dossier.plan))
        self.names = tuple(d.name for d in dossier.registry.departments)

    def pick(self, passage: Passage, salt: str = "") -> random.Random:
        """Chance that is the same every time for the same sentence."""
        return random.Random(f"{passage.text}{salt}")

    def other(self, passage: Passage) -> Passage:
        """A sentence of another clause."""
        others = [p for p in self.passages if p.evidence.clause != passage.evidence.clause]
        return replace(self.pick(passage).choice(others), label="S2")


def told(pieces: Sequence[str]) -> list[str]:
    """Pieces that are more than a date."""
    return [p for p in pieces if len(re.sub(r"[到至]?\d{4}年(?:年?底前?|前)?", "", p)) > 3]
