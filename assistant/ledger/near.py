"""The sentences of a task that speak of a department's own field: of finance for a bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.compose.phrase import pairs
from corpus.catalog import Dossier
from corpus.model import Sentence, Task
from corpus.words import load_rows

_TOLD = 3  # sentences that tell a task
_KIN = 5  # departments whose names may share a word of one field
_RARE = 8  # sentences of the plan that may have it


class Near:
    """Words of departments' fields in one plan."""

    def __init__(self, dossier: Dossier) -> None:
        texts = (s.text for t in dossier.plan.tasks() for s in t.sentences)
        self._held = Counter(p for text in texts for p in pairs(text))
        self._called = {d.name: set(d.names) for d in dossier.registry.departments}
        for word, *bodies in load_rows("departments/classes"):
            for name in bodies:
                self._called.get(name, set()).add(word)
        self._kin = Counter(p for names in self._called.values() for p in _pairs(names))
        self._words = lru_cache(maxsize=64)(self._words_of)

    def sentences(self, task: Task, names: tuple[str, ...], asked: str = "") -> Sequence[Sentence]:
        """A few sentences of a task in their order.

        Those that speak of what is asked come first, then those of the departments' field.
        """
        words, said = self._words(names), self.told(asked)
        held = [(sum(p in s.text for p in said), s.text) for s in task.sentences]
        near = [(-hits, not any(w in text for w in words)) for hits, text in held]
        best = sorted(range(len(near)), key=lambda at: (*near[at], at))[:_TOLD]
        return [task.sentences[at] for at in sorted(best)]

    def told(self, asked: str) -> frozenset[str]:
        """Pairs of characters of a question that few sentences of the plan have."""
        return frozenset(p for p in pairs(asked) if 0 < self._held[p] <= _RARE)

    def _words_of(self, names: tuple[str, ...]) -> frozenset[str]:
        """Pairs of characters that few other departments are called by and few sentences have."""
        own = _pairs(c for n in names for c in self._called.get(n, ()))
        few = (p for p in own if self._kin[p] <= _KIN)
        return frozenset(p for p in few if 0 < self._held[p] <= _RARE)


def _pairs(names: Iterable[str]) -> set[str]:
    return {p for name in names for p in pairs(name)}
