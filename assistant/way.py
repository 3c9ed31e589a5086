"""One question on its way: what is known of it so far, and the time each stage took."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft
from assistant.dialogue.conversation import Completed

if TYPE_CHECKING:
    from assistant.llm.helper import Improved


class Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Note the time since the last lap."""
        now = time.perf_counter()
        self.laps[stage] = round((now - self._last) * 1000, 3)
        self._last = now

    def add(self, laps: dict[str, float]) -> None:
        """Stages timed by themselves since the last lap."""
        self.laps |= laps
        self._last = time.perf_counter()


@dataclass
class Way:
    """One question on its way through the steps; each fills in its part.

    ``text`` is the question normalised, ``standalone`` the one that is answered.
    """

    question: str
    history: tuple[str, ...] = ()
    id: str = ""
    text: str = ""
    completed: Completed | None = None
    standalone: str = ""
    draft: Draft | None = None
    worded: Improved | None = None
    clock: Clock = field(default_factory=Clock)
