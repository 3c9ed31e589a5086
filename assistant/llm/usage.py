"""What the model was used for and what it cost; never a word of question, answer or key."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Sums since the start, for a metrics page: they only grow.

    ``uses`` counts by (kind, reason) – every reason but "ok" is a fallback –, ``seconds`` sums the
    time by kind. Sentences are those the gate kept and dropped.
    """

    uses: Mapping[tuple[str, str], int]
    seconds: Mapping[str, float]
    prompt_tokens: int = 0
    completion_tokens: int = 0
    kept: int = 0
    dropped: int = 0


class Meter:
    """Sums of uses by kind and reason; every use also goes to the sinks."""

    def __init__(self, *sinks: Callable[[Usage], None]) -> None:
        self._sinks = sinks
        self._lock = threading.Lock()
        self._counted = Counted({}, {})

    def add(self, usage: Usage) -> None:
        """Count a use, log one line of it."""
        with self._lock:
            self._counted = _plus(self._counted, usage)
            for sink in self._sinks:
                sink(usage)
        level = logging.INFO if usage.reason is Reason.OK else logging.WARNING
        _LOG.log(level, "%s %s %.0f ms", usage.kind, usage.reason.value, usage.ms)

    def watch(self, sink: Callable[[Usage], None]) -> None:
        """Let ``sink`` know of every use from now on."""
        self._sinks = (*self._sinks, sink)

    @property
    def counted(self) -> Counted:
        """The sums as they are now."""
        return self._counted

    def totals(self) -> dict[str, int]:
        """Counts by name, such as ``write_ok``, ``write_timeout``, ``prompt_tokens``."""
        now = self._counted
        return {f"{kind}_{reason}": n for (kind, reason), n in sorted(now.uses.items())} | {
            "prompt_tokens": now.prompt_tokens,
            "completion_tokens": now.completion_tokens,
            "dropped": now.dropped,
        }


def _plus(now: Counted, use: Usage) -> Counted:
    what, kind = (use.kind, use.reason.value), use.kind
    return Counted(
        {**now.uses, what: now.uses.get(what, 0) + 1},
        {**now.seconds, kind: now.seconds.get(kind, 0.0) + use.ms / 1000},
        now.prompt_tokens + use.prompt_tokens,
        now.completion_tokens + use.completion_tokens,
        now.kept + use.kept,
        now.dropped + use.dropped,
    )


def to_file(path: Path) -> Callable[[Usage], None]:
    """A sink that appends JSON lines."""

    def write(usage: Usage) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(usage), ensure_ascii=False) + "\n")

    return write
