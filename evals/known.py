"""What the trials of the gate know of the plan they are made from: ``gate.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "gate.toml"


@dataclass(frozen=True, slots=True)
class Known:
    """A question the plan answers, ``drafts`` to it by name, and words of the plan.

    ``aliases`` are pairs of a name the plan writes and one that may stand for it; without one of
    the ``limits`` a sentence would say more than the plan does.
    """

    question: str
    aliases: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    drafts: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def load_known(file: Path = FILE) -> Known:
    """The words of a file."""
    data = tomllib.loads(file.read_text("utf-8"))
    drafts = tuple((name, tuple(texts)) for name, texts in data["drafts"].items())
    limits, aliases = tuple(data["limits"]), tuple(data["aliases"].items())
    return Known(data["question"], aliases, limits, drafts)
