"""Kinds of what a ledger question lists, counts or measures by, and the words for them."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.patterns import branching
from corpus.words import load_rows


class Kind(StrEnum):
    """What a ledger question lists, counts or measures by."""

    CHAPTERS = "chapters"
    CLAUSES = "clauses"
    TASKS = "tasks"
    DEPARTMENTS = "departments"
    AIMS = "targets"
    YEARS = "years"
    SIGNS = "signs"


NAMED_KINDS = (Kind.CHAPTERS, Kind.CLAUSES, Kind.TASKS, Kind.DEPARTMENTS)
SLOTS: dict[str, str] = {row[0]: "|".join(row[1:]) for row in load_rows("ledgergrammar")}
# What units measure, each with its units.
MEASURES = ("面积", "长度", "重量", "时间", "功率", "浓度")
ANY_KIND = "|".join(f"(?P<{k.value}>{SLOTS[k.value]})" for k in NAMED_KINDS)
ANY_OF_KINDS = branching(ANY_KIND)


def kinds(text: str) -> tuple[Kind, ...]:
    """Every kind named, each once."""
    return tuple(dict.fromkeys(kind_of(m) for m in ANY_OF_KINDS.finditer(text)))


def kind_of(match: re.Match[str]) -> Kind:
    """The kind whose name a match of ``ANY_KIND`` holds."""
    return next(k for k in NAMED_KINDS if match.groupdict().get(k.value))
