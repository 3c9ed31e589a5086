"""Whether one row of the ledger, be it clause, task, target or name, meets what a scope asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.ledger.ask import Scope, Size
from assistant.ledger.kinds import Kind
from assistant.ledger.values import PERCENT, goes, measured_from, size_of
from corpus.model import Clause, Duty, Role, Sentence, Target, Task

_DOTS = re.compile(r"…+|\.{2,}|·{2,}|[×*]{2,}|某+|X{2,}")
_UNITS = frozenset(
    ("百分点", "个百分点", "万亩", "公顷", "平方公里", "公里", "万千瓦", "万户", "亩")
)


def placed(clause: Clause, scope: Scope) -> bool:
    """Whether a clause stands in one of the places named."""
    allowed = frozenset().union(*scope.places) if scope.places else None
    return clause.number not in scope.outside and (allowed is None or clause.number in allowed)


def worded(clause: Clause, scope: Scope) -> bool:
    """Whether text and title of a clause have the words asked for."""
    said = (all if scope.every_word else any)(w in clause.text for w in scope.words)
    if (scope.words and not said) or any(w in clause.text for w in scope.unsaid):
        return False
    held = all(named(clause.title, w, scope) for w in scope.titles)
    return held and not any(w in clause.title for w in scope.untitled)


def named(name: str, word: str, scope: Scope) -> bool:
    """Whether a name has a word, at its beginning or end where that is asked."""
    if _DOTS.search(word):  # “深入打好……保卫战”: something stands between
        parts = map(re.escape, filter(None, _DOTS.split(word)))
        return bool(re.search(".+".join(parts), name))
    if scope.initial and scope.final:
        return name.startswith(word) or name.endswith(word)  # 以深入打头、攻坚战结尾
    if scope.final:
        return name.endswith(word)
    return name.startswith(word) if scope.initial else word in name


def met(task: Task, scope: Scope) -> bool:
    """Whether a task has the departments asked for, in the role asked for."""
    every = {d.name for d in task.duties}
    if not all(every & set(g) for g in scope.beside):
        return False
    duties = {d.name for d in task.duties if scope.role in (None, d.role)}
    if scope.without and scope.groups:
        duties = {d.name for d in task.duties if d.role is not scope.without}
    held = [bool(duties & set(g)) for g in scope.groups]
    if not held:
        return bool(duties)
    if scope.sole:
        return all(held) and len(task.duties) == len(scope.groups)
    return all(held) if scope.every and scope.joint else any(held)


def ruled_out(duties: Iterable[Duty], scope: Scope) -> bool:
    """Whether somebody stands among some duties who must not, in the role that is ruled out."""
    return any(d.name in scope.barred and scope.barred_as in (None, d.role) for d in duties)


def owned(clause: Clause, scope: Scope) -> bool:
    """Whether the departments and roles asked for stand in a clause, and none ruled out."""
    duties = [d for t in clause.tasks for d in t.duties]
    roles = {d.role for d in duties}
    if ruled_out(duties, scope) or (scope.both and len(roles) < len(Role)):
        return False
    if scope.without and (not duties or (not scope.groups and scope.without in roles)):
        return False
    if not (scope.groups or scope.role or scope.barred):
        return True
    tasks = [t for t in clause.tasks if t.duties]
    if not scope.every or scope.joint:
        return any(met(t, scope) for t in tasks)
    each = [replace(scope, groups=(g,), every=False) for g in scope.groups]
    return all(any(met(t, one) for t in tasks) for one in each)


def fit(task: Task, scope: Scope) -> bool:
    """Whether a task has no role ruled out, and so many departments as asked for."""
    if not scope.groups and scope.without in {d.role for d in task.duties}:
        return False
    return sized(scope.sizes, lambda k: len(task.duties) if k is Kind.DEPARTMENTS else 1)


def sized(sizes: Iterable[Size], count: Callable[[Kind], int]) -> bool:
    """Whether every wanted number is met by what is counted."""
    return all(s.low <= count(s.kind) <= s.high for s in sizes)


def valued(scope: Scope) -> bool:
    """Whether targets are picked by what they say or are about."""
    told = scope.figures or scope.trends or scope.units or scope.base or scope.topics
    return bool(told or scope.counted)


def aims(sentences: Iterable[Sentence], scope: Scope) -> list[Target]:
    """Those of the targets of some sentences that are asked for."""
    units = [w for w in scope.words if w in _UNITS]
    return [
        t
        for s in sentences
        for t in s.targets
        if _dated(t, scope)
        and _says(t, scope)
        and (not scope.words or _worded(t, s, scope.words))
        and (not units or any(w in t.unit for w in units))
    ]


def _worded(target: Target, sentence: Sentence, words: tuple[str, ...]) -> bool:
    """Whether a target has one of the words; where none of its sentence has, the sentence."""
    own = [t for t in sentence.targets if any(w in t.text for w in words)]
    return target in own if own else any(w in sentence.text for w in words)


def _dated(target: Target, scope: Scope) -> bool:
    """Whether a target falls due when it is asked to."""
    if scope.undated if target.due_year else scope.dated:
        return False
    return not scope.years or target.due_year in scope.years


def _of_value(target: Target, scope: Scope) -> bool:
    """Whether a target has the figures asked for: one of several values, all of several bounds."""
    values = all(f.sign in "=“" for f in scope.figures)
    met = [f.met(target) for f in scope.figures]
    return any(met) if met and values else all(met)


def _says(target: Target, scope: Scope) -> bool:
    """Whether a target has the figure, the unit, the direction and the base year asked for."""
    return (
        _of_value(target, scope)
        and (not scope.percent or target.unit in PERCENT)
        and (not scope.counted or (size_of(target) is not None and target.unit not in PERCENT))
        and (not scope.trends or any(goes(target, t) for t in scope.trends))
        and (not scope.units or target.unit in scope.units)
        and (not scope.base or measured_from(target, scope.base))
    )
