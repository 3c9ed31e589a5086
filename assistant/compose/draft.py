"""A drafted answer before verification, and turning it into the contract's object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from assistant.answer import Citation, DepartmentRef, Related, Status
from corpus.model import Plan, Role, Task

if TYPE_CHECKING:
    from assistant.decide.finding import Finding, Search
    from assistant.understand.question import Question


class Evidence(NamedTuple):
    """A stretch of the source that proves something; ``part`` is "clause" inside clauses."""

    start: int
    end: int
    clause: int | None
    part: str = "clause"


@dataclass(frozen=True, slots=True)
class Responsible:
    """A department with its role, and the bracket that says so."""

    name: str
    role: Role
    clause: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence (or list line) of an answer with its evidence.

    ``derived`` holds figures counted from the ledger, which no quote shows; ``tail`` is what a
    layout sets behind the marks, ``said`` the same as a sentence, where it takes words apart.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    derived: tuple[str, ...] = ()
    tail: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a layout sets before, between and behind the statements: a table's head, brackets."""

    opening: str = ""
    joint: str = "\n"
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a topical answer was made of: a model may word it anew from the same places.

    ``equals`` are the places that seemed about as fit, the one taken first among them.
    """

    question: Question
    finding: Finding
    search: Search
    equals: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the assistant means to say.

    ``related`` are clause numbers, never evidence; ``missing`` is what a refusal says is not there.
    """

    status: Status
    statements: tuple[Statement, ...]
    departments: tuple[Responsible, ...] = ()
    related: tuple[int, ...] = ()
    notice: str = ""
    lines: bool = False
    setting: Setting | None = None
    frames: tuple[str, ...] = field(default=())
    ground: Ground | None = field(default=None, compare=False)
    missing: str = ""

    @property
    def clauses(self) -> tuple[int, ...]:
        """Clauses that the statements cite, in their order."""
        cited = (e.clause for s in self.statements for e in s.evidence)
        return tuple(dict.fromkeys(c for c in cited if c))


@dataclass(frozen=True, slots=True)
class Rendered:
    """Text, citations and departments of a draft, citations numbered by first use.

    ``said`` holds every statement as a sentence of its own, with its marks.
    """

    text: str
    said: tuple[str, ...]
    citations: tuple[Citation, ...]
    departments: tuple[DepartmentRef, ...]


def bracket(task: Task) -> Evidence | None:
    """Evidence for a task's responsibility: its bracket."""
    duty = task.responsibility
    return Evidence(duty.start, duty.end, task.clause) if duty else None


def responsible(task: Task, names: Iterable[str] | None = None) -> tuple[Responsible, ...]:
    """Departments of a task, or those of ``names`` among them."""
    evidence = bracket(task)
    wanted = None if names is None else set(names)
    return tuple(
        Responsible(d.name, d.role, task.clause, evidence)
        for d in task.duties
        if evidence and (wanted is None or d.name in wanted)
    )


def render(draft: Draft, plan: Plan) -> Rendered:
    """Number the evidence and join the statements."""
    order = [e for s in draft.statements for e in s.evidence]
    order += [d.evidence for d in draft.departments]
    merged = _merged(order, plan)
    places = {e: n for n, e in enumerate(dict.fromkeys(merged[e] for e in order), 1)}
    numbers = {e: places[merged[e]] for e in order}
    setting = draft.setting or Setting(joint="\n" if draft.lines else "")
    marked = [(s, _marks(s, numbers)) for s in draft.statements]
    text = setting.opening + setting.joint.join(s.text + m + s.tail for s, m in marked)
    text += setting.closing
    # Brackets that prove the departments alone are marked at the end: every citation has its mark.
    shown = {numbers[e] for s in draft.statements for e in s.evidence}
    text += "".join(f"[{n}]" for n in places.values() if n not in shown)
    citations = tuple(cite(plan, e, n) for e, n in places.items())
    departments = tuple(
        dict.fromkeys(
            DepartmentRef(d.name, d.role, d.clause, numbers[d.evidence]) for d in draft.departments
        )
    )
    said = tuple((s.said or s.text) + m for s, m in marked)
    return Rendered(text, said, citations, _unique(departments))


def _unique(departments: tuple[DepartmentRef, ...]) -> tuple[DepartmentRef, ...]:
    """One entry for each department, role and clause."""
    seen = {(d.name, d.role, d.clause): d for d in reversed(departments)}
    return tuple(d for d in departments if seen[(d.name, d.role, d.clause)] is d)


def _marks(statement: Statement, numbers: dict[Evidence, int]) -> str:
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers[e] for e in statement.evidence))


def _merged(order: list[Evidence], plan: Plan) -> dict[Evidence, Evidence]:
    """A sentence and the responsibility bracket right behind it are cited as one."""
    brackets = _brackets(plan)
    at: dict[tuple[int, int | None], Evidence] = {(e.start, e.clause): e for e in order if e.clause}
    found = {e: e for e in order}
    for evidence in dict.fromkeys(order):
        after = at.get((evidence.end, evidence.clause))
        if after and after.start in brackets and evidence.start not in brackets:
            whole = evidence._replace(end=after.end)
            found[evidence] = found[after] = whole
    return found


@lru_cache(maxsize=4)
def _brackets(plan: Plan) -> frozenset[int]:
    """Where the responsibility brackets of a plan begin."""
    return frozenset(t.responsibility.start for t in plan.tasks() if t.responsibility)


def cite(plan: Plan, evidence: Evidence, number: int) -> Citation:
    """The citation of a piece of evidence."""
    quote = plan.quote(evidence.start, evidence.end)
    clause = plan.clause(evidence.clause) if evidence.clause else None
    chapter = plan.chapter(clause.chapter) if clause else None
    return Citation(
        number=number,
        plan_id=plan.id,
        part="clause" if clause else evidence.part,
        clause=clause.number if clause else None,
        label=clause.label if clause else "",
        title=clause.title if clause else "",
        chapter=chapter.text if chapter else "",
        quote=quote,
        start=evidence.start,
        end=evidence.end,
    )


def related(plan: Plan, numbers: Iterable[int]) -> tuple[Related, ...]:
    """Clauses near to a question, for a refusal."""
    found = []
    for number in dict.fromkeys(numbers):
        clause = plan.clause(number)
        chapter = plan.chapter(clause.chapter) if clause else None
        if clause and chapter:
            found.append(Related(plan.id, clause.number, clause.label, clause.title, chapter.text))
    return tuple(found)


def lacking(draft: Draft, missing: str) -> Draft:
    """An answer, and behind it what the plan does not say of what is asked."""
    unsaid = Statement(f"方案没有规定{missing}。")
    frames = (*draft.frames, unsaid.text)
    told = (*draft.statements, unsaid)
    return replace(draft, status=Status.PARTIAL, statements=told, frames=frames)
