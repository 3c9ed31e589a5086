"""Who is responsible, noted beside an answer that asks for something else: 末尾注明责任单位."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.cells import tasks_told
from assistant.compose.draft import Draft, Statement, bracket, responsible
from assistant.compose.phrase import duty_text
from corpus.model import Plan, Task

_ENDS = "。；"


def noted(draft: Draft, plan: Plan, apiece: bool) -> Draft:
    """The draft with those responsible for what it tells, behind each line or once at the end.

    The same where it names them all, or where what it tells of has nobody.
    """
    told = [_tasks(s, plan) for s in draft.statements]
    tasks = list(dict.fromkeys(t for own in told for t in own))
    if not draft.status.has_evidence or not missing(draft, tasks):
        return draft
    found = draft.departments or tuple(dict.fromkeys(d for t in tasks for d in responsible(t)))
    alike = len({duty_text(t) for t in tasks}) == 1
    if alike and not (apiece and draft.lines):
        return replace(draft, statements=(*draft.statements, _owners(tasks)), departments=found)
    lines = [_owned(s, own) for s, own in zip(draft.statements, told, strict=True)]
    return replace(draft, statements=tuple(lines), departments=found)


def owners_room(draft: Draft, plan: Plan) -> int:
    """How many characters :func:`noted` will take at the end of a draft."""
    tasks = list(dict.fromkeys(t for s in draft.statements for t in _tasks(s, plan)))
    return len(_owners(tasks).text) if missing(draft, tasks) else 0


def missing(draft: Draft, tasks: Sequence[Task]) -> bool:
    """Whether somebody responsible for the tasks is not named yet."""
    said = "".join(s.text for s in draft.statements)
    return any(d.name not in said for t in tasks for d in t.duties)


def _tasks(statement: Statement, plan: Plan) -> tuple[Task, ...]:
    """The tasks that a statement tells of, where somebody is responsible for them."""
    number = next((e.clause for e in statement.evidence if e.clause), None)
    clause = plan.clause(number) if number else None
    held = clause and any(e.start >= clause.tasks[0].start for e in statement.evidence)
    return tuple(t for t in tasks_told(statement, clause) if t.duties) if held else ()


def _owners(tasks: Sequence[Task]) -> Statement:
    """由…牵头。 with the brackets that say so."""
    marks = tuple(dict.fromkeys(e for t in tasks if (e := bracket(t))))
    return Statement(f"{'；'.join(dict.fromkeys(f'由{duty_text(t)}' for t in tasks))}。", marks)


def _owned(statement: Statement, tasks: Sequence[Task]) -> Statement:
    """A line with those responsible behind it in brackets."""
    if not tasks or all(d.name in statement.text for t in tasks for d in t.duties):
        return statement
    owners = _owners(tasks)
    text = f"{statement.text.rstrip(_ENDS)}（{owners.text.rstrip(_ENDS)}）。"
    marks = tuple(dict.fromkeys((*statement.evidence, *owners.evidence)))
    return replace(statement, text=text, evidence=marks)
