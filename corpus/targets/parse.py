"""Targets (indicator, comparator, value, unit, due, scope) of a sentence.

The rules describe how Chinese official plans word aims, not any one plan. Two kinds count:

* quantified: a figure with a comparator (达到30%以上) or an action (完成造林2万亩);
* qualitative: an outcome that is dated (到2035年，…稳中有降) or total (全部清零, 全覆盖, 完成…).

A degree word that changes the claim (全部, 全面, 基本) is the comparator of a qualitative target
and the whole predicate its value; any other predicate is the comparator itself. A figure with no
relation word at all (农房改造0.7万户) has the comparator "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Target
from corpus.targets.amounts import quantified
from corpus.targets.dues import DUE, Due, year_of
from corpus.targets.figures import FIGURE
from corpus.targets.line import LEAD, REGION, Line, State, masked_text, trimmed
from corpus.targets.outcomes import ENDED, qualitative
from corpus.targets.verbs import ACTION_FIRST

_REPORTED = re.compile(r"同比|环比|已(?:经|完成|达|建|实现|累计)")


def parse_targets(text: str, start: int) -> tuple[Target, ...]:
    """Targets of one full sentence in reading order; ``start`` is its offset in the source.

    The sentence may hold several ；-separated statements. A due holds from where it stands until
    the next one; statements before the first due have none.
    """
    line = Line(text, masked_text(text), start)
    state = State()
    found: list[Target] = []
    previous = 0
    for match in re.finditer(r"(?:[^，；。！？：\n;,]|(?<=\d),(?=\d))+", line.masked):
        gap = line.masked[previous : match.start()]
        previous = match.end()
        if "。" in gap:
            state = State()
        elif "；" in gap or ";" in gap:
            state = replace(state, topic="", direct=False, last=None)
        state, new = _segment(line, match.start(), match.end(), state)
        found.extend(new)
    return tuple(found)


def _segment(line: Line, lo: int, hi: int, state: State) -> tuple[State, list[Target]]:
    """Targets between two commas, and the state after them."""
    lo, hi = trimmed(line, lo, hi)
    if _REPORTED.search(line.masked, lo, hi):
        return replace(state, direct=False), []
    state, lo = _read_due(line, lo, hi, state)
    if lo >= hi:
        return state, []
    state = replace(state, scope=state.topic, comparator="")
    found: list[Target] = []
    for a, b in _pieces(line.masked, lo, hi):
        state, new = _piece(line, a, b, state)
        found.extend(new)
    return replace(state, direct=False), found


def _read_due(line: Line, lo: int, hi: int, state: State) -> tuple[State, int]:
    """Take up a due of this segment; the start moves behind a due (and scope) at the head."""
    match = DUE.search(line.masked, lo, hi)
    if match is None or (state.direct and state.due.text):
        # 到2023年，2017年年底前…废弃矿山: a year right behind a due dates the object.
        return state, lo
    due = Due(line.text[match.start() : match.end()], year_of(match))
    state = replace(state, due=due, direct=True)
    head = LEAD.match(line.masked, lo, match.start())
    begin = head.end() if head else lo
    region = REGION.match(line.text, begin, match.start())
    if region and region.end() == match.start():
        topic = region[0] or state.topic
        return replace(state, topic=topic), trimmed(line, match.end(), hi)[0]
    return state, lo


def _pieces(masked: str, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """Cut at 、 where a full statement ends: 管网全部清零、黑臭水体全部清零."""
    for at in (m.start() for m in re.finditer("、", masked)):
        left = masked[lo:at]
        if not lo <= at < hi or "分别" in left:
            continue
        if ENDED.search(left) or (FIGURE.search(left) and FIGURE.match(masked, at + 1, hi)):
            yield lo, at
            lo = at + 1
    yield lo, hi


def _piece(line: Line, lo: int, hi: int, state: State) -> tuple[State, list[Target]]:
    """Targets of one statement: its figure if it has one, else its outcome."""
    lead = LEAD.match(line.masked, lo, hi)
    if lead and not ACTION_FIRST.match(line.masked, lo, hi):
        lo = lead.end()
    region = REGION.match(line.text, lo, hi)
    body = region.end() if region else lo
    scope = line.text[lo:body] or state.scope
    inner = replace(state, scope=scope)
    found = quantified(line, body, hi, inner) or qualitative(line, body, hi, inner)
    if not found:
        return inner, []
    # The scope right before a verb is the subject, also of what follows: 市区全面实现…，…率达到….
    verb = found[0].comparator.partition("…")[0]
    if line.text[lo:body] and verb and line.text.startswith(verb, body):
        inner = replace(inner, topic=scope)
    return replace(inner, last=found[-1], comparator=found[-1].comparator), found
