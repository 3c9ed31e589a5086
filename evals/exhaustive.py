"""The generated set: every template question that a sentence of the plan answers.

Gold comes from the parsed plan (targets, responsibility brackets), which has golden files of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Status
from corpus.catalog import Dossier
from corpus.model import Plan, Role, Sentence, Target, Task
from evals.cases import Case, ExpectedDepartment
from evals.templates import ledger_questions

_DATED = re.compile(r"(?:到|在|于)?(20\d\d年)(?:年底)?(?:以?前)?[，,]?(?P<rest>[^，,；。]+)")
_PIECE = re.compile(r"[^，；。！？]+")
_SHORTEST, _LONGEST = 8, 45


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: a task of a clause, or a part outside the clauses."""

    plan: Plan
    task: Task | None
    part: str

    @property
    def departments(self) -> tuple[ExpectedDepartment, ...]:
        return departments(self.task) if self.task else ()


def departments(task: Task) -> tuple[ExpectedDepartment, ...]:
    """The departments of a task as a case expects them."""
    return tuple(
        ExpectedDepartment(name=d.name, role=d.role, clause=task.clause) for d in task.duties
    )


def exhaustive(dossier: Dossier) -> tuple[Case, ...]:
    """All generated cases of a plan, each question once; ids tell kind and number."""
    plan = dossier.plan
    cases = [*_of_sentences(plan), *_of_clauses(plan), *_of_departments(dossier)]
    cases += ledger_questions(dossier)
    unique = {c.question: c for c in reversed(cases)}
    kept = [c for c in cases if unique[c.question] is c]
    return tuple(c.model_copy(update={"id": f"{c.category}-{n:04}"}) for n, c in enumerate(kept, 1))


def _case(kind: str, question: str, place: _Place, facts: Sequence[Sequence[str]]) -> Case:
    return Case(
        id="new",
        category=f"exhaustive_{kind}",
        question=question,
        status=(Status.ANSWERED,),
        clauses=(place.task.clause,) if place.task else (),
        parts=() if place.task else (place.part,),
        departments=place.departments,
        facts=tuple(map(tuple, facts)),
        plan=place.plan.id,
    )


def _of_sentences(plan: Plan) -> Iterator[Case]:
    for place, sentence in _sentences(plan):
        for target in sentence.targets:
            yield from _values(place, target)
            yield from _dues(place, target)
            yield from _owners(place, target.text)
        yield from _dates(place, sentence)
        yield from _owners(place, _head(sentence))


def _sentences(plan: Plan) -> Iterator[tuple[_Place, Sentence]]:
    for task in plan.tasks():
        for sentence in task.sentences:
            yield _Place(plan, task, "clause"), sentence
    for part in plan.parts:
        for sentence in part.sentences:
            yield _Place(plan, None, part.kind.value), sentence


def _once(place: _Place, text: str) -> bool:
    """Whether ``text`` leads to one place only: a question about it has one right answer."""
    return place.plan.source.count(text) == 1


def _rivals(place: _Place, target: Target) -> bool:
    """Whether another sentence sets a target for the same indicator and time."""
    return any(
        other.start != target.start
        and other.due_year == target.due_year
        and (target.indicator in other.indicator or other.indicator in target.indicator)
        for _, sentence in _sentences(place.plan)
        for other in sentence.targets
    )


def _values(place: _Place, target: Target) -> Iterator[Case]:
    figure = f"{target.value}{target.unit}"
    if not any(c.isdecimal() for c in target.value):
        return
    if len(target.indicator) >= 3 and not _rivals(place, target):
        asked = f"{target.due}{target.indicator}的目标是多少？"
        yield _case("value", asked, place, [[figure, *_written(target)]])
    if figure in target.text and _once(place, target.text):
        blank = "百分之多少" if target.unit == "%" else f"多少{target.unit}"
        asked = target.text.replace(figure, blank)
        yield _case("value", f"{target.due}{target.scope}{asked}？", place, [[figure]])


def _written(target: Target) -> Iterator[str]:
    """The figure as the plan writes it where several share a unit (降低20、15个百分点)."""
    figure = re.escape(target.value) + r"[\d.、和]*?" + re.escape(target.unit)
    yield from re.findall(figure, target.text)[:1]


def _dues(place: _Place, target: Target) -> Iterator[Case]:
    if target.due_year and len(target.text) >= _SHORTEST and _once(place, target.text):
        when = [[f"{target.due_year}年"]]
        yield _case("due", f"{target.text}什么时候完成？", place, when)
        yield _case("due", f"什么时候要做到“{target.text}”？", place, when)


def _dates(place: _Place, sentence: Sentence) -> Iterator[Case]:
    for match in _DATED.finditer(sentence.text):
        rest = match["rest"]
        at_start = match.start() == 0 or sentence.text[match.start() - 1] in "，；"
        if at_start and len(rest) >= _SHORTEST and _once(place, rest):
            yield _case("due", f"{rest}什么时候完成？", place, [[match[1]]])


def _head(sentence: Sentence) -> str:
    """The beginning of a sentence, to the first comma that leaves enough to know it by."""
    end = 0
    for piece in _PIECE.finditer(sentence.text):
        end = piece.end()
        if end >= _SHORTEST * 2:
            break
    return sentence.text[:end] if end <= _LONGEST else ""


def _owners(place: _Place, text: str) -> Iterator[Case]:
    if not place.departments or len(text) < _SHORTEST or not _once(place, text):
        return
    names = [[d.name] for d in place.departments]
    yield _case("owner", f"{text}由谁负责？", place, names)
    if all(d.role is Role.LEAD for d in place.departments):
        yield _case("owner", f"{text}由哪个部门牵头？", place, names)
    else:
        yield _case("owner", f"“{text}”的责任单位有哪些？", place, names)


def _of_clauses(plan: Plan) -> Iterator[Case]:
    for clause in plan.clauses:
        owners = tuple(d for task in clause.tasks for d in departments(task))
        if owners:
            base = _case(
                "clause", f"第{clause.number}条的责任单位", _Place(plan, clause.tasks[0], ""), ()
            )
            questions = (f"第{clause.number}条的责任单位有哪些？", f"{clause.label}由谁负责？")
            names = tuple((name,) for name in dict.fromkeys(d.name for d in owners))
            for question in questions:
                update = {"question": question, "departments": owners, "facts": names}
                yield base.model_copy(update=update)


def _of_departments(dossier: Dossier) -> Iterator[Case]:
    plan = dossier.plan
    for name in dossier.departments:
        own = tuple(d for task in plan.tasks() for d in departments(task) if d.name == name)
        yield from _tasks_of(plan, name, own, "负责哪些任务？", "有哪些职责？")
        leads = tuple(d for d in own if d.role is Role.LEAD)
        if leads:
            yield from _tasks_of(plan, name, leads, "牵头哪些任务？")


def _tasks_of(
    plan: Plan, name: str, own: Sequence[ExpectedDepartment], *asks: str
) -> Iterator[Case]:
    for ask in asks:
        yield Case(
            id="new",
            category="exhaustive_department",
            question=f"{name}{ask}",
            status=(Status.ANSWERED,),
            clauses=tuple(dict.fromkeys(d.clause for d in own)),
            departments=tuple(dict.fromkeys(own)),
            plan=plan.id,
        )


def covered(cases: Sequence[Case]) -> dict[str, int]:
    """How many questions of each kind were generated."""
    kinds = sorted({c.category for c in cases})
    return {kind: sum(c.category == kind for c in cases) for kind in kinds}
