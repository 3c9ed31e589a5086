"""The most likely words of a run of characters."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

Lexeme = tuple[int, int, float]  # start, end, cost of a word in a run


class Scan:
    """The most likely words of a run.

    ``ahead[i]`` is the cost of ``run[:i]`` in nats, ``behind[i]`` of ``run[i:]``; ``lone`` holds
    the positions of characters that stand alone.
    """

    def __init__(self, run: str, lexemes: Callable[[str], Sequence[Lexeme]]) -> None:
        size = len(run)
        self.run = run
        self.ahead, self.behind = [0.0] + [math.inf] * size, [math.inf] * size + [0.0]
        back = [0] * (size + 1)
        words = lexemes(run)
        for i, j, price in words:
            if self.ahead[i] + price < self.ahead[j]:
                self.ahead[j], back[j] = self.ahead[i] + price, i
        for i, j, price in reversed(words):
            self.behind[i] = min(self.behind[i], self.behind[j] + price)
        self._word, j = [(0, 0)] * size, size
        while j:
            self._word[back[j] : j] = [(back[j], j)] * (j - back[j])
            j = back[j]
        self.lone = {i for i, j in self._word if j - i == 1}

    def word(self, at: int) -> tuple[int, int]:
        """The stretch of the word that a character belongs to."""
        return self._word[at]

    def spans(self, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
        """All stretches of at most ``longest`` characters around ``start:end``."""
        for i in range(max(0, end - longest), start + 1):
            for j in range(end, min(i + longest, len(self.run)) + 1):
                yield i, j
