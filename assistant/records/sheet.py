"""Inquiries for people and programs: CSV, Excel, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from assistant.records.basis import pack
from assistant.records.model import Inquiry
from corpus import workbook
from corpus.model import Role
from corpus.workbook import Column

_COLUMNS = (
    Column("编号", 14),
    Column("登记时间", 18),
    Column("状态", 10),
    Column("来件内容", 50),
    Column("牵头部门", 24),
    Column("分工部门", 36),
    Column("依据条款", 30),
    Column("依据原文", 60),
    Column("答复", 60),
    Column("备注", 30),
    Column("经办人", 12),
    Column("最后修改", 18),
    Column("方案", 16),
    Column("方案版本", 16),
)


def to_csv(inquiries: Iterable[Inquiry]) -> str:
    """CSV with a byte order mark."""
    return workbook.to_csv(_COLUMNS, _rows(inquiries))


def to_xlsx(inquiries: Iterable[Inquiry]) -> bytes:
    """An Excel workbook."""
    return workbook.to_xlsx("办件", _COLUMNS, _rows(inquiries))


def _rows(inquiries: Iterable[Inquiry]) -> Iterator[list[str | int]]:
    for one in inquiries:
        yield [
            one.number,
            moment(one.created_at),
            one.status.text,
            one.question,
            _names(one, Role.LEAD),
            _names(one, Role.SHARED),
            "、".join(dict.fromkeys(f"{b.label}{b.title}" for b in one.basis)),
            "\n".join(b.quote for b in one.basis),
            one.reply,
            one.note,
            one.operator,
            moment(one.updated_at),
            one.plan_id,
            one.plan_version[:12],
        ]


def _names(inquiry: Inquiry, role: Role) -> str:
    return "、".join(dict.fromkeys(d.name for d in inquiry.departments if d.role is role))


def moment(at: datetime) -> str:
    """A time on this machine's clock, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def inquiry_object(inquiry: Inquiry) -> dict[str, Any]:
    """An inquiry as JSON."""
    return {
        "number": inquiry.number,
        "created_at": inquiry.created_at.isoformat(timespec="seconds"),
        "updated_at": inquiry.updated_at.isoformat(timespec="seconds"),
        "version": inquiry.version,
        "status": inquiry.status.value,
        "question": inquiry.question,
        "outcome": inquiry.outcome,
        "departments": pack(inquiry.departments),
        "basis": pack(inquiry.basis),
        "reason": inquiry.reason,
        "reply": inquiry.reply,
        "note": inquiry.note,
        "operator": inquiry.operator,
        "plan_id": inquiry.plan_id,
        "plan_version": inquiry.plan_version,
    }
