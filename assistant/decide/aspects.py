"""Aspects that plans leave unsaid: money, contacts, procedures, people, results, reasons …

Ways to ask for them stand in ``corpus/aspects.toml``; the years are those of the plan.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from assistant.decide.years import base_years
from corpus.catalog import HERE
from corpus.model import Plan
from corpus.patterns import branching
from corpus.words import any_of, load_words

_PLANNED = re.compile(r"计划|到20\d\d年|不低于|不少于|力争")
_CAUSAL = re.compile("因为?|由于|为了?|作为|重点|占有|旨在|目的")
_NAME = re.compile(r"\{([a-z]+)\}")
_NEVER = "(?!)"
_QUOTED = re.compile(r"“([^”]+)”")
# What explains a name in quotes: what stands in brackets behind it, or is listed before it.
_EXPLAINED = (
    r"{told}”[^，。；“]{{0,8}}（[^（）]*、[^（）]*）|(?:为核心|为主体)的“{told}|、[^，。；“”]{{1,20}}等“{told}”"
    r"|{told}”?[，]?即|即“?{told}|（即[^（）]*{told}"
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One aspect: how it is ``asked`` for, and what a passage that speaks of it has (``given``).

    ``ways`` are the patterns of ``asked``, each by itself.
    ``framed`` is the latter where only the frame of a question asks for it.
    """

    name: str
    kind: str
    ways: tuple[str, ...]
    asked: re.Pattern[str]
    given: re.Pattern[str]
    framed: re.Pattern[str]


@lru_cache(maxsize=4)
def aspects_of(plan: Plan) -> tuple[Aspect, ...]:
    """The aspects as one plan may speak of them."""
    return _aspects(base_years(plan.source), _later_years(plan))


def speaks_of(kind: str, text: str, plan: Plan, framed: bool = True) -> bool:
    """Whether a text speaks of an aspect that a question asks for (by its frame alone)."""
    aspects = (a for a in aspects_of(plan) if a.kind == kind)
    return any((a.framed if framed else a.given).search(text) for a in aspects)


def unexplained(kind: str, asked: str, text: str) -> bool:
    """Whether the meaning is asked of a name in quotes, and the text explains but another."""
    named = [n for q in _QUOTED.findall(text) for n in q.split("、") if len(n) > 1]
    said = _QUOTED.findall(asked)
    terms = {n for n in named if n in asked or any(s in n for s in said)}
    if kind != "meaning" or not terms or "多少" in asked:
        return False
    told = "|".join(map(re.escape, terms))
    return not re.search(_EXPLAINED.format(told=f"(?:{told})"), text)


def _later_years(plan: Plan) -> frozenset[str]:
    """Years beyond the plan's term, the year in which most of its targets fall due."""
    targets = (t for c in plan.clauses for s in c.sentences for t in s.targets)
    due = Counter(t.due_year for t in targets if t.due_year)
    term = max(due, key=lambda year: (due[year], year), default=0)
    return frozenset(str(year) for year in due if year > term)


@lru_cache(maxsize=4)
def _aspects(base: frozenset[str], later: frozenset[str]) -> tuple[Aspect, ...]:
    data = tomllib.loads((HERE / "aspects.toml").read_text("utf-8"))
    words = {
        "base": any_of(base),
        "later": any_of(later),
        "explained": "|".join(data["explained"]),
        "brands": any_of(load_words("brands")),
    }

    def full(pattern: str) -> str:
        return _NAME.sub(lambda m: f"(?:{words[m[1]]})", pattern)

    return tuple(
        Aspect(
            name=row["name"],
            kind=row["kind"],
            ways=tuple(map(full, row["asked"])),
            asked=branching(full("|".join(row["asked"]))),
            given=branching(full(given := row.get("given", _NEVER))),
            framed=branching(full(row.get("framed", given))),
        )
        for row in data["aspect"]
    )


def reported(kind: str, text: str) -> bool:
    """Whether a piece of news or notice tells a reason, what is done, or what was before."""
    if kind == "reason":
        return bool(_CAUSAL.search(text))
    return kind != "progress" or not _PLANNED.search(text)
