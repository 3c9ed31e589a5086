"""The ledger: every task of a plan as a row, for programs (JSON, CSV) and for people (Excel)."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from corpus.model import Plan, Target, Task

_COLUMNS = {
    "chapter": ("章", 24),
    "clause": ("条", 6),
    "label": ("编号", 10),
    "title": ("标题", 28),
    "task": ("任务", 6),
    "text": ("任务内容", 80),
    "departments": ("责任部门", 36),
    "role": ("责任方式", 14),
    "targets": ("目标", 44),
}
# What spreadsheets take for the start of a formula, full-width forms included.
_FORMULA = tuple("=+-@＝＋－＠")
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


def to_csv(plan: Plan) -> str:
    """The ledger as CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(title for title, _ in _COLUMNS.values())
    for row in rows(plan):
        writer.writerow(_cell(key, row[key]) for key in _COLUMNS)
    return "\ufeff" + out.getvalue()


def to_xlsx(plan: Plan) -> bytes:
    """The ledger as an Excel workbook: frozen header, filters, wrapped text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务台账"
    sheet.append([title for title, _ in _COLUMNS.values()])
    for row in rows(plan):
        sheet.append([_cell(key, row[key]) for key in _COLUMNS])
    for number, (_, width) in enumerate(_COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F3")
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(key: str, value: Any) -> str | int:
    """A value as people read it; a leading = + - @ is kept from being run as a formula."""
    if isinstance(value, int):
        return value
    if key == "departments":
        text = "、".join(value)
    elif key == "role":
        text = _ROLES[value]
    elif key == "targets":
        text = "\n".join(t["text"] for t in value)
    else:
        text = value
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA else text
