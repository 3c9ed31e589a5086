"""The ledger's rows, filtered the same way at every edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.catalog import Dossier
from corpus.ledger import rows
from corpus.model import Role, Task


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a task must meet, all of it; empty parts ask nothing.

    ``department`` may be any name of it; ``due`` is the year of one of the task's targets.
    """

    department: str = ""
    role: Role | None = None
    chapter: int | None = None
    clause: int | None = None
    due: int | None = None
    keyword: str = ""


def filtered(dossier: Dossier, wanted: TaskFilter) -> list[dict[str, Any]]:
    """Ledger rows of the tasks that meet the filter, in the order of the plan."""
    names = official_names(dossier, wanted.department) if wanted.department else frozenset()
    chapters = {c.number: c.chapter for c in dossier.plan.clauses}
    return [
        row
        for row, task in zip(rows(dossier.plan), dossier.plan.tasks(), strict=True)
        if (wanted.chapter is None or chapters[task.clause] == wanted.chapter)
        and (wanted.clause is None or task.clause == wanted.clause)
        and (wanted.due is None or _due(task, wanted.due))
        and _owned(task, wanted, names)
        and wanted.keyword.strip() in row["title"] + "\n" + row["text"]
    ]


def official_names(dossier: Dossier, name: str) -> frozenset[str]:
    """The departments that are called ``name``, by their official names."""
    name = name.strip()
    known = {d.name for d in dossier.registry.departments if name in d.names}
    return frozenset(known or {name})


def department_rows(dossier: Dossier) -> list[dict[str, Any]]:
    """Departments that have a task, with how many and where, in the order of the plan."""
    found: dict[str, dict[str, Any]] = {}
    for name in dossier.departments:
        known = dossier.registry.get(name)
        duties = [(t, d) for t in dossier.plan.tasks() for d in t.duties if d.name == name]
        found[name] = {
            "name": name,
            "full": known.full if known else name,
            "names": list(known.names) if known else [name],
            "tasks": len(duties),
            "lead": sum(d.role is Role.LEAD for _, d in duties),
            "shared": sum(d.role is Role.SHARED for _, d in duties),
            "clauses": list(dict.fromkeys(t.clause for t, _ in duties)),
        }
    return list(found.values())


def _owned(task: Task, wanted: TaskFilter, names: frozenset[str]) -> bool:
    duties = [d for d in task.duties if not wanted.department or d.name in names]
    if wanted.role is not None:
        duties = [d for d in duties if d.role is wanted.role]
    return bool(duties) or not (wanted.department or wanted.role)


def _due(task: Task, year: int) -> bool:
    return any(t.due_year == year for s in task.sentences for t in s.targets)
