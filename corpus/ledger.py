"""The ledger: every task of a plan as a row, for programs (JSON, CSV) and for people (Excel)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from corpus import workbook
from corpus.model import Plan, Target, Task
from corpus.workbook import Column

Rows = Sequence[dict[str, Any]]
_COLUMNS = {
    "chapter": Column("章", 24),
    "clause": Column("条", 6),
    "label": Column("编号", 10),
    "title": Column("标题", 28),
    "task": Column("任务", 6),
    "text": Column("任务内容", 80),
    "departments": Column("责任部门", 36),
    "role": Column("责任方式", 14),
    "targets": Column("目标", 44),
}
_ROLES = {"lead": "牵头", "shared": "按职责分工负责", None: "方案未列明"}


def rows(plan: Plan) -> list[dict[str, Any]]:
    """Every task as the contract's ledger object, in the order of the plan."""
    chapters = {c.number: c.text for c in plan.chapters}
    return [
        _row(plan.id, chapters[clause.chapter], clause.label, clause.title, task)
        for clause in plan.clauses
        for task in clause.tasks
    ]


def _row(plan_id: str, chapter: str, label: str, title: str, task: Task) -> dict[str, Any]:
    return {
        "plan_id": plan_id,
        "chapter": chapter,
        "clause": task.clause,
        "label": label,
        "title": title,
        "task": task.number,
        "text": task.text,
        "start": task.start,
        "end": task.end,
        "departments": [d.name for d in task.duties],
        "role": task.responsibility.role.value if task.responsibility else None,
        "targets": [_target(t) for s in task.sentences for t in s.targets],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value,
        "unit": target.unit,
        "due": target.due,
        "scope": target.scope,
        "text": target.text,
        "start": target.start,
        "end": target.end,
    }


def to_json(plan: Plan) -> str:
    """The ledger as a JSON array."""
    return json.dumps(rows(plan), ensure_ascii=False, indent=2)


def to_csv(plan: Plan, chosen: Rows | None = None) -> str:
    """The ledger, or the chosen rows of it, as CSV with a byte order mark for Excel."""
    return workbook.to_csv(
        tuple(_COLUMNS.values()), _cells(rows(plan) if chosen is None else chosen)
    )


def to_xlsx(plan: Plan, chosen: Rows | None = None, by_department: bool = False) -> bytes:
    """The ledger, or the chosen rows of it, as an Excel workbook.

    ``by_department`` adds a sheet for each department, in the order of the plan.
    """
    found = rows(plan) if chosen is None else chosen
    sheets = {"任务台账": _cells(found)}
    if by_department:
        names = dict.fromkeys(name for row in found for name in row["departments"])
        sheets |= {
            name: _cells([row for row in found if name in row["departments"]]) for name in names
        }
    return workbook.to_sheets(tuple(_COLUMNS.values()), sheets)


def _cells(found: Rows) -> Iterator[list[str | int]]:
    for row in found:
        yield [_cell(key, row[key]) for key in _COLUMNS]


def _cell(key: str, value: Any) -> str | int:
    """A value as people read it."""
    if key == "departments":
        return "、".join(value)
    if key == "role":
        return _ROLES[value]
    if key == "targets":
        return "\n".join(t["text"] for t in value)
    return value if isinstance(value, int) else str(value)
