"""A sentence as it is read: masked, with what a statement inherits and where it applies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.model import Target
from corpus.targets.dues import BASELINE, DUE, FIVE_YEARS, NO_DUE, Due
from corpus.targets.verbs import HEDGE

# Stands for every character of a bracket, title or quoted name, so that offsets stay the same.
MASK = "\ue000"
REGION = re.compile(
    r"(?:[全我本][市省国区县](?![域土])|市域|各区（市）|各县（市、区）|各[市县区](?!域))?"
    r"(?:城市（县城）|城区(?:（县城）)?|市区|(?:城市)?建[成城]区|农村地区|县城(?!镇))?"
)
# Bodies whose indicator follows: 化工行业|单位能耗, 大型规模化养殖场|氨排放总量.
_BODY = re.compile(
    r".*(?:行业|企业|园区|养殖场|污水处理厂|电厂|港口|码头|渔港|煤电机组)(?=[^的、和及与内外等]{2})"
)
_MAKING = re.compile("(?:实现|使|将)(?=.{2})")
LEAD = re.compile(f"(?:其中|同时|并且|并|且|以及|{HEDGE})+")


@dataclass(frozen=True, slots=True)
class State:
    """What a statement inherits from the ones before it in the sentence."""

    due: Due = NO_DUE
    direct: bool = False  # the due stands at this very statement
    topic: str = ""  # a scope that is the subject of all up to the next ；
    scope: str = ""  # scope of the 、-listed piece before
    comparator: str = ""  # likewise
    last: Target | None = None  # for predicates without a subject

    def within(self, scope: str) -> State:
        """The same in another scope."""
        return replace(self, scope=scope)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as written and masked (same length), with its offset in the source."""

    text: str
    masked: str
    start: int

    def target(
        self,
        lo: int,
        hi: int,
        state: State,
        indicator: str,
        comparator: str,
        value: str = "",
        unit: str = "",
    ) -> Target:
        """A target that states itself in ``text[lo:hi]``; due and scope come from the state."""
        due = state.due
        if comparator.startswith("每年") and not due.text:
            due, comparator = Due("每年"), comparator.removeprefix("每年")
        return Target(
            text=self.text[lo:hi],
            start=self.start + lo,
            end=self.start + hi,
            indicator=indicator,
            comparator=comparator,
            value=value,
            unit=unit,
            due=due.text,
            due_year=due.year,
            scope=state.scope,
        )


def masked_text(text: str) -> str:
    """Blank out brackets, titles and quoted names: their figures and commas state nothing."""
    rest = re.sub(rf"“(?!{FIVE_YEARS})[^“”，；。]{{1,30}}”", lambda m: MASK * len(m[0]), text)
    inner = re.compile(r"[（(〔《〈\[][^（(〔《〈\[）)〕》〉\]]*[）)〕》〉\]]")
    while (masked := inner.sub(lambda m: MASK * len(m[0]), rest)) != rest:
        rest = masked
    return rest


def trimmed(line: Line, lo: int, hi: int) -> tuple[int, int]:
    """Drop blanks, and brackets at the head (a responsibility belongs to the sentence before)."""
    while lo < hi:
        if line.masked[lo].isspace() or line.masked[lo] in "）〕":
            lo += 1
        elif line.masked[lo] == MASK and line.text[lo] in "（(〔[":
            lo = _close(line.text, lo, hi)
        else:
            break
    while hi > lo and line.masked[hi - 1].isspace():
        hi -= 1
    return lo, hi


def _close(text: str, lo: int, hi: int) -> int:
    """Behind the bracket that opens at ``lo``."""
    depth = 0
    for at in range(lo, hi):
        depth += text[at] in "（(〔["
        depth -= text[at] in "）)〕]"
        if depth == 0:
            return at + 1
    return hi


def body_scope(line: Line, lo: int, hi: int, scope: str) -> tuple[int, str]:
    """Where the indicator begins (实现|…率, 化工行业|单位能耗), and the scope with its body."""
    lead = _MAKING.match(line.masked, lo, hi)
    lo = lead.end() if lead else lo
    match = _BODY.match(line.masked, lo, hi)
    if match is None or DUE.search(match[0]):
        return lo, scope
    named = line.text[lo : match.end()]
    outer = line.text[:lo]
    return match.end(), scope + named if scope and outer.endswith(scope) else named


def named(line: Line, lo: int, hi: int) -> str:
    """The indicator's own words: without dues, baselines and what only introduces it."""
    spans = [m.span() for rule in (BASELINE, DUE) for m in rule.finditer(line.masked, lo)]
    kept = "".join(line.text[i] for i in range(lo, hi) if not any(a <= i < b for a, b in spans))
    return re.sub(r"^(?:实现|的)(?=.{2})|达峰后$", "", kept.strip(" 　的，、"))
