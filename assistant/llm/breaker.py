"""Care for a service in trouble: a circuit breaker and a budget of tokens."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

Clock = Callable[[], float]
DAY = 86_400.0


class Breaker:
    """Pauses a service after several failures in a row; then one trial decides."""

    def __init__(
        self, failures: int = 4, pause: float = 30.0, clock: Clock = time.monotonic
    ) -> None:
        self._limit = failures
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0

    def enter(self) -> bool:
        """Whether a call may be made now. After a pause only the first to ask may try."""
        with self._lock:
            now = self._clock()
            if now < self._until:
                return False
            if self._failed >= self._limit:
                self._until = now + self._pause  # others wait for the trial's result
            return True

    def passed(self) -> None:
        """A call went well."""
        with self._lock:
            self._failed, self._until = 0, 0.0

    def failed(self, pause: float = 0.0) -> None:
        """A call went wrong; ``pause`` is what the service itself asked for, in seconds."""
        with self._lock:
            self._failed += 1
            wait = max(pause, self._pause if self._failed >= self._limit else 0.0)
            self._until = max(self._until, self._clock() + wait) if wait else self._until

    @property
    def paused(self) -> bool:
        """Whether calls are held back at present."""
        with self._lock:
            return self._clock() < self._until


class Budget:
    """At most so many tokens in any 24 hours; 0 means no limit."""

    def __init__(self, tokens: int, clock: Clock = time.monotonic) -> None:
        self._limit = tokens
        self._clock = clock
        self._lock = threading.Lock()
        self._spent: deque[tuple[float, int]] = deque()
        self._total = 0

    def left(self) -> bool:
        """Whether anything is left."""
        with self._lock:
            self._forget()
            return not self._limit or self._total < self._limit

    def spend(self, tokens: int) -> None:
        """Count tokens used."""
        with self._lock:
            self._forget()
            if self._limit and tokens:
                self._spent.append((self._clock(), tokens))
                self._total += tokens

    def _forget(self) -> None:
        while self._spent and self._spent[0][0] < self._clock() - DAY:
            self._total -= self._spent.popleft()[1]
