"""The words that a repair knows: terms by sound and with a character lost, and what each costs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from assistant.understand.segments import Lexeme
from assistant.understand.sounds import fold, sound_keys, syllables_of

_TOTAL = 60_000_000  # the sum of jieba's counts
_FLOOR = 300
LONGEST = 14
_ORDINARY = 4  # longest word that is looked for without a term beginning like it
_TERM = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}")


class Node(dict[str, "Node"]):
    """A node of the tree of sounds by the next syllable; the terms whose syllables lead here."""

    __slots__ = ("terms",)

    def __init__(self) -> None:
        self.terms: list[str] = []


class Wordbook:
    """Terms of a plan (``terms``), words beyond it (``known``), ``counts`` of general Chinese.

    ``sounds`` leads from syllable to syllable to terms, ``without`` from a term that lost one
    character to those it may be; ``pairs`` are neighbours within terms, ``gaps`` those around a
    character; ``text`` holds every known word, one a line.
    """

    def __init__(
        self,
        words: Iterable[str],
        counts: Mapping[str, int],
        known: Iterable[str] = (),
    ) -> None:
        self.terms = frozenset(w for w in words if _TERM.fullmatch(w))
        self.known = self.terms | {w for w in known if _TERM.fullmatch(w)}
        self.text = "\n".join(sorted(self.known))
        self.counts = counts
        self.cost = lru_cache(maxsize=1 << 16)(self._cost_of)
        self.sounds = Node()
        self.heard = lru_cache(maxsize=1 << 14)(self._heard)
        self.without: dict[str, list[str]] = {}
        self._heads = {w[:_ORDINARY] for w in self.known}
        self._beginnings = {w[:end] for w in self.known for end in range(2, len(w) + 1)}
        self.pairs: set[str] = set()
        self.gaps: set[str] = set()
        for term in sorted(self.known):
            self._add(term)

    def _add(self, term: str) -> None:
        node = self.sounds
        for syllable in syllables_of(term):
            node = node.setdefault(fold(syllable), Node())
        node.terms.append(term)
        self.pairs.update(map("".join, pairwise(term)))
        if len(term) > 3 and term in self.terms:
            self.gaps.update(map("".join, zip(term, term[2:], strict=False)))
            for rest in {term[:i] + term[i + 1 :] for i in range(len(term))}:
                self.without.setdefault(rest, []).append(term)

    def _heard(self, pair: str) -> list[Node]:
        """Where the sounds of two characters lead; no term is shorter."""
        nodes = [self.sounds]
        for char in pair:
            nodes = [n[s] for n in nodes for s in sound_keys(char) if s in n]
        return nodes

    def lexemes(self, run: str) -> list[Lexeme]:
        """All words that stand in a run, by start."""
        cost, counts, size = self.cost, self.counts, len(run)
        found: list[Lexeme] = []
        for i in range(size):
            found.append((i, i + 1, cost(run[i])))
            longest = LONGEST if run[i : i + _ORDINARY] in self._heads else _ORDINARY
            for j in range(i + 2, min(i + longest, size) + 1):
                word = run[i:j]
                if word not in counts and word not in self._beginnings:
                    break  # no longer word begins so, either
                if (price := cost(word)) < math.inf:
                    found.append((i, j, price))
        return found

    def _cost_of(self, word: str) -> float:
        """Negative log likelihood; infinite for what is no word."""
        count = self.counts.get(word, 0)
        if word in self.known:
            count = max(count, _FLOOR)
        if not count and len(word) > 1:
            return math.inf
        return math.log(_TOTAL / max(count, 1))
