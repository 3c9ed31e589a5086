"""Indicators named in a question: their figures, the ends of them, the clauses they share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.ledger.values import size_of
from corpus.model import Clause, Sentence, Target

# 谁最高谁最低: the ends among those named.
_END = re.compile(
    r"(?:[最更]|(?:哪一?[个项种条]|谁)的?(?:面积|数量|个数|条数|数[字值]?|幅度|比例|目标值?|指标值?"
    r"|要求|[升降增减提定设订写]得)?更?)"
    r"(?P<way>[高大多低小少])(?!少)"
)
_COUNT = re.compile(r"^(\d+)([条处个家项])")
_COUNTED = "条处个家项"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
Row = tuple[Clause, Sentence, Target]


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator named in a question with the targets that it may mean."""

    name: str
    found: tuple[Row, ...]


def ends(named: Sequence[Named], text: str) -> tuple[str, str] | None:
    """最高的是…，最低的是…, as asked; None where the figures are of several kinds."""
    ways = list(dict.fromkeys(m["way"] for m in _END.finditer(text)))
    sized = {n.name: {a for _, _, t in n.found if (a := amount(t))} for n in named}
    amounts = {name: a for name, s in sized.items() if len(s) == 1 for a in s}
    units = {u for _, u in amounts.values()}
    counted = all(u in _COUNTED for u in units)
    if not ways or len(amounts) < len(named) or not (counted or len(units) == 1):
        return None
    told = []
    for way in ways:
        end = (max if way in "高大多" else min)(v for v, _ in amounts.values())
        first = [n for n in named if amounts[n.name][0] == end]
        told.append(f"最{way}的是{'、'.join(called(n) for n in first)}")
    return "", "，".join(told)


def called(named: Named) -> str:
    """A name as asked; the indicator's own where a figure stands in it."""
    own = uncounted(named.found[0][2])
    return own if NUMBER.search(named.name) else named.name


def uncounted(target: Target) -> str:
    """A target's indicator without the number that stands before it: 国控入海河流 of 8条…"""
    return _COUNT.sub("", target.indicator)


def leaves_out(name: str, indicator: str) -> bool:
    """Whether a name is an indicator's with characters left out."""
    rest = iter(indicator)
    return all(c in rest for c in name)


def pairs(name: str) -> list[str]:
    """The pairs of characters of a name."""
    return [name[i : i + 2] for i in range(len(name) - 1)]


def covering(named: list[Named]) -> list[Named]:
    """Of the targets that a name may mean, those in the clauses that tell of most names."""
    clauses = [{c.number for c, _, _ in n.found} for n in named]
    held = {n: sum(n in s for s in clauses) for s in clauses for n in s}
    kept = []
    for one in named:
        best = max(held[c.number] for c, _, _ in one.found)
        rows = tuple(r for r in one.found if held[r[0].number] == best)
        kept.append(replace(one, found=rows if best > 1 else one.found))
    return kept


def amount(target: Target) -> tuple[Decimal, str] | None:
    """A target's figure; of 8条国控入海河流 the number that stands in its name."""
    if size_of(target) is not None:
        return Decimal(target.value), target.unit
    counted = _COUNT.match(target.indicator)
    return (Decimal(counted[1]), counted[2]) if counted else None
