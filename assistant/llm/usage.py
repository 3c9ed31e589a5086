"""What the model was used for and what it cost; never a word of question, answer or key."""

from __future__ import annotations

import json
import logging
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.llm.reasons import Reason

_LOG = logging.getLogger("assistant.llm")


@dataclass(frozen=True, slots=True)
class Usage:
    """One use: ``kind`` is write, rewrite or rerank; ``ms`` the whole time, waiting included.

    Tokens are 0 where the service tells none (or nothing was sent).
    """

    kind: str
    model: str
    reason: Reason
    ms: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    tries: int = 0
    kept: int = 0
    dropped: int = 0


class Meter:
    """Sums of uses by kind and reason; every use also goes to ``sink``."""

    def __init__(self, sink: Callable[[Usage], None] | None = None) -> None:
        self._sink = sink
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._sums: Counter[str] = Counter()

    def add(self, usage: Usage) -> None:
        """Count a use, log one line of it."""
        with self._lock:
            self._counts[usage.kind, usage.reason.value] += 1
            self._sums["prompt_tokens"] += usage.prompt_tokens
            self._sums["completion_tokens"] += usage.completion_tokens
            self._sums["dropped"] += usage.dropped
            if self._sink:
                self._sink(usage)
        level = logging.INFO if usage.reason is Reason.OK else logging.WARNING
        _LOG.log(level, "%s %s %.0f ms", usage.kind, usage.reason.value, usage.ms)

    def totals(self) -> dict[str, int]:
        """Counters by name, such as ``write_ok``, ``write_timeout``, ``prompt_tokens``."""
        with self._lock:
            named = {f"{kind}_{reason}": n for (kind, reason), n in sorted(self._counts.items())}
            return named | dict(self._sums)


def to_file(path: Path) -> Callable[[Usage], None]:
    """A sink that appends JSON lines."""

    def write(usage: Usage) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(usage), ensure_ascii=False) + "\n")

    return write
