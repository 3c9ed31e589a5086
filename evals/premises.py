"""Premises made of a plan's own ledger: a wrong value taken for granted, and another thing asked.

Every target, date, bracket, clause number and place is set into ways of asking with a value that is
not the plan's (a figure near it, another year, another department as lead, …), and again with the
plan's own. What is wrong must be put right and, where it can be, what is asked be answered; what is
right must not be denied. Half of the ways (``unseen``) are for measuring only: no rule is made of
them.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from assistant.answer import Status
from assistant.understand.parts import pieces
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Sentence, Target, Task
from corpus.numerals import to_han
from evals.cases import Case
from evals.metrics import missing_facts, plain
from evals.run import Scored

Ways = dict[str, dict[str, list[str]]]
_T = TypeVar("_T")

_WAYS: dict[str, Ways] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_OF_CLAIM, _OF_OWNER, _OF_CLAUSE = _WAYS["claim"], _WAYS["owner"], _WAYS["clause"]
_HALVES = ("open", "unseen")
# What is said to be forbidden, given up or one department's alone.
_AGAINST = ("禁止{m}", "不再{m}", "取消了{m}")
_ALONE = "{m}只由{d}一家负责"

_NEGATED = re.compile(r"(?:^|[。\n])(?:不是|与方案不符|没有[，。])")
_SAYS = "方案的表述是"
_DONE_SO = re.compile(
    r"^(?:推广|推行|鼓励|开展|推进|实施|加强|建立|建立健全|完善)(?=[\u4e00-\u9fff“]{4})"
)
_WATER = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}[湾河]|(?<=[、展动固广强立对])[\u4e00-\u9fff]{2}[湾河]"
)
_LONGEST, _SHORTEST, _MOST = 30, 4, 100
_STEPS = (0.8, 1.2, 0.5, 1.5, 0.9, 2.0)
_YEARS = (2022, 2023, 2024, 2025, 2026, 2027, 2028)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A claim made of the ledger, wrong or right; ``truth`` is what puts it right."""

    kind: str
    told: dict[str, str]
    ways: Ways
    true: bool
    truth: tuple[str, ...]
    task: Task
    target: Target | None = None


def premises(dossier: Dossier) -> Iterator[Case]:
    """Every fact, wrong and right, in one way of each half; ``note``: kind, asked, half, truth."""
    turns = Counter[str]()
    for fact in _facts(dossier):
        for name in _HALVES:
            asked = [a for a in fact.ways if a in ("check", "why") or _told(fact, a)]
            turns[key := f"{fact.kind} {name} {fact.true}"] += 1
            at = turns[key]
            ask = asked[at % len(asked)]
            way = fact.ways[ask][name][at // len(asked) % len(fact.ways[ask][name])]
            yield _case(fact, ask, name, way.format(**fact.told))


def _case(fact: _Fact, ask: str, half: str, question: str) -> Case:
    told = _told(fact, ask)
    facts = (*(() if fact.true or not fact.truth else (fact.truth,)), *((told,) if told else ()))
    digest = hashlib.sha256(question.encode()).hexdigest()[:10]
    return Case(
        id=f"premise-{fact.kind}-{digest}",
        category="premises",
        question=question,
        status=(Status.ANSWERED, Status.PARTIAL),
        clauses=(fact.task.clause,),
        departments=None,
        facts=facts,
        claim=fact.true,
        note=f"{fact.kind} {ask} {half} {'true' if fact.true else 'false'}",
    )


def _told(fact: _Fact, ask: str) -> tuple[str, ...]:
    """What answers what is asked of a fact; nothing where the plan does not tell it."""
    task, target, number = fact.task, fact.target, fact.task.clause
    if ask == "who":
        return tuple(d.name for d in task.duties[:1])
    if ask == "where":
        return f"（{to_han(number)}）", f"第{to_han(number)}条", f"第{number}条"
    if ask == "when":
        return (str(target.due_year),) if target and target.due_year else ()
    return (target.value,) if ask == "much" and target and target.unit else ()


def _facts(dossier: Dossier) -> Iterator[_Fact]:
    plan = dossier.plan
    departments = sorted(dossier.departments, key=_digest)
    waters = sorted(set(_WATER.findall("".join(c.text for c in plan.clauses))))
    for clause in plan.clauses:
        for task in clause.tasks:
            for sentence in task.sentences:
                for target in sentence.targets:
                    yield from _of_target(plan, task, sentence, target)
                yield from _measures(task, sentence)
                yield from _of_waters(plan, task, sentence, waters)
            if matter := _matter(plan, task):
                yield from _of_owners(task, *matter, departments)
                yield from _of_numbers(plan, clause, task, *matter)


def _of_target(plan: Plan, task: Task, sentence: Sentence, target: Target) -> Iterator[_Fact]:
    """Its figure with another near it, also without its unit; its year with another."""
    text = target.text
    if len(text) > _LONGEST or not _once(plan, target.indicator):
        return
    due = re.sub(r"年底前?$", "年", target.due.replace("年年", "年"))
    if target.unit and f"{target.value}{target.unit}" in text:
        value = _near(target.value, target.unit, sentence.text)
        truth = (f"{target.value}{target.unit}",)
        wrong = text.replace(f"{target.value}{target.unit}", f"{value}{target.unit}")
        bare = wrong.replace(f"{value}{target.unit}", value)
        yield _Fact("figure", {"c": wrong}, _OF_CLAIM, False, truth, task, target)
        if re.search(rf"{re.escape(value)}(?:以上|左右)?$", bare):  # else nobody says it so
            yield _Fact("unitless", {"c": f"{due}{bare}"}, _OF_CLAIM, False, truth, task, target)
        yield _Fact("figure", {"c": text}, _OF_CLAIM, True, truth, task, target)
    if target.due_year and re.fullmatch(r"到?20\d\d年", due):
        other = next(y for y in _turned(_YEARS, text) if str(y) not in sentence.text)
        truth = (str(target.due_year),)
        yield _Fact("year", {"c": f"到{other}年{text}"}, _OF_CLAIM, False, truth, task, target)
        yield _Fact("year", {"c": f"{due}{text}"}, _OF_CLAIM, True, truth, task, target)


def _of_owners(
    task: Task, matter: str, target: Target | None, departments: Sequence[str]
) -> Iterator[_Fact]:
    """A department that has no part, or a shared one, as lead; a shared one as the only one."""
    own = [d.name for d in task.duties]
    if not own:
        return
    leads = task.duties[0].role is Role.LEAD
    names = tuple(own[:1])
    wrong = next(d for d in _turned(departments, matter) if d not in own)
    told = {"m": matter, "d": wrong}
    yield _Fact("lead", told, _OF_OWNER, False, names, task, target)
    told = {"m": matter, "d": own[0]}
    if leads:
        yield _Fact("lead", told, _OF_OWNER, True, names, task, target)
    else:
        shared = ("按职责分工",)
        yield _Fact("shared", told, _OF_OWNER, False, shared, task, target)
        claim = {"c": _ALONE.format(**told)}
        yield _Fact("alone", claim, _OF_CLAIM, False, tuple(own[1:2]), task, target)


def _of_numbers(
    plan: Plan, clause: Clause, task: Task, matter: str, target: Target | None
) -> Iterator[_Fact]:
    """A matter in another clause."""
    wrong = next(c for c in _turned(plan.clauses, matter) if c is not clause)
    truth = (clause.label, f"第{to_han(clause.number)}条")
    for number, true in ((wrong.number, False), (clause.number, True)):
        told = {"m": matter, "n": to_han(number)}
        yield _Fact("clause", told, _OF_CLAUSE, true, truth, task, target)


def _measures(task: Task, sentence: Sentence) -> Iterator[_Fact]:
    """What is to be done is said to be forbidden or given up."""
    matter = pieces(sentence.text)[0].rstrip("。；")
    if _DONE_SO.match(matter) and len(matter) <= _LONGEST:
        way = _turned(_AGAINST, matter)[0]
        yield _Fact("against", {"c": way.format(m=matter)}, _OF_CLAIM, False, (), task)
        yield _Fact("against", {"c": matter}, _OF_CLAIM, True, (), task)


def _of_waters(
    plan: Plan, task: Task, sentence: Sentence, waters: Sequence[str]
) -> Iterator[_Fact]:
    """Another bay or river than the one of which something is told."""
    matter = pieces(sentence.text)[0].rstrip("。；")
    found = _WATER.findall(matter)
    if len(found) != 1 or len(matter) > _LONGEST:
        return
    kind = found[0][-1]
    other = next(
        (w for w in _turned(waters, matter) if w[-1] == kind and w not in sentence.text), ""
    )
    if other:
        wrong = {"c": matter.replace(found[0], other)}
        yield _Fact("place", wrong, _OF_CLAIM, False, (found[0],), task)
        yield _Fact("place", {"c": matter}, _OF_CLAIM, True, (found[0],), task)


def _matter(plan: Plan, task: Task) -> tuple[str, Target | None] | None:
    """What a task is called by: an indicator of its own, else the first piece of it that is."""
    for sentence in task.sentences:
        for target in sentence.targets:
            if _SHORTEST <= len(target.indicator) <= _LONGEST // 2 and _once(
                plan, target.indicator
            ):
                return target.indicator, target
    named = (pieces(s.text)[0].rstrip("。；") for s in task.sentences if not s.targets)
    fit = (n for n in named if _SHORTEST < len(n) < _LONGEST and _once(plan, n))
    return next(((n, None) for n in fit if not re.search(r"\d|以.*为", n)), None)


def _once(plan: Plan, words: str) -> bool:
    """Whether one clause only has these words."""
    return sum(words in c.text for c in plan.clauses) == 1


def _near(value: str, unit: str, text: str) -> str:
    """A figure near one, written as that is, which does not stand in the sentence."""
    digits = len(value.partition(".")[2])
    made = (f"{float(value) * step:.{digits}f}" for step in _turned(_STEPS, text))
    fit = (v for v in made if v != value and not re.search(rf"(?<!\d){v}(?!\d)", text))
    return next(v for v in fit if "%" not in unit or float(v) <= _MOST)


def _turned(some: Sequence[_T], key: str) -> list[_T]:
    """All of them, beginning with one that is fixed by a key."""
    at = int(_digest(key), 16) % len(some)
    return [*some[at:], *some[:at]]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def outcome(scored: Scored) -> str:
    """Whether a wrong premise is put right (half: no more than that), kept; a true one denied."""
    case, reply = scored.case, scored.reply
    negated = bool(_NEGATED.search(plain(reply.answer)))
    lacking, there = missing_facts(case, reply), str(case.clauses[0]) in reply.cited
    if case.claim and negated:
        return "denied"
    if not reply.status.has_evidence:
        return "right" if case.claim and " why " in case.note else "refused"
    if case.claim:
        return "right" if there and not lacking else "other"
    held = negated or (case.note.startswith("against") and _SAYS in reply.answer)
    if not (there and held) or (lacking and lacking[0] == case.facts[0] and case.claim is False):
        return "kept"
    return "half" if lacking else "right"


def by_kind(scored: Sequence[Scored]) -> dict[str, Counter[str]]:
    """For each kind, half and truth the outcomes."""
    counts = dict[str, Counter[str]]()
    for one in scored:
        kind, _, half, truth = one.case.note.split()
        counts.setdefault(f"{truth} {half} {kind}", Counter())[outcome(one)] += 1
    return counts
