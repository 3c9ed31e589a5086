"""Canonical utterances: for each thing that is asked of a ledger, one wording that is read surely.

The idea is that of Wang, Berant and Liang, Building a Semantic Parser Overnight (ACL 2015): a
question is matched with a canonical utterance rather than parsed word by word. The wordings know
nothing of any plan; what stands in braces is taken from the question.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from string import Formatter

_HOME = Path(__file__).parent / "canonical.toml"


@dataclass(frozen=True)
class Utterance:
    """A wording by its ``kind`` ("department.lead"), with slots in braces."""

    kind: str
    text: str

    @cached_property
    def slots(self) -> frozenset[str]:
        """What must be known of a question to put it in this wording."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name)


@cache
def load_utterances(home: Path = _HOME) -> tuple[Utterance, ...]:
    """All canonical utterances, in the order of the file."""
    groups: dict[str, dict[str, str]] = tomllib.loads(home.read_text("utf-8"))
    return tuple(
        Utterance(f"{group}.{name}", text)
        for group, wordings in groups.items()
        for name, text in wordings.items()
    )
