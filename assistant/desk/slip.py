"""The transfer slip (转办单) of an inquiry, as a Word document."""

from __future__ import annotations

from assistant.records.basis import Basis
from assistant.records.model import Inquiry
from assistant.word import Paper
from corpus.model import Plan, Role

_NONE = "方案未分工，待核实"


def slip(inquiry: Inquiry, plan: Plan) -> bytes:
    """The slip; ``plan`` is the one the inquiry was routed by."""
    document = plan.document
    paper = Paper("群众来件转办单", f"办件 {inquiry.number}")
    day = inquiry.created_at.astimezone()
    paper.paragraph(f"编号：{inquiry.number}", indent=False, right=True)
    lead, shared = (_names(inquiry, role) for role in (Role.LEAD, Role.SHARED))
    paper.form(
        [
            ("登记时间", f"{day.year}年{day.month}月{day.day}日 {day:%H:%M}"),
            ("经办人", inquiry.operator or "　"),
            ("办理状态", inquiry.status.text),
            ("来件内容", inquiry.question),
            *([("牵头部门", lead)] if lead else []),
            *([("分工部门", shared)] if shared else []),
            *([("转办部门", _NONE)] if not (lead or shared) else []),
            ("转办理由", inquiry.reason),
            ("依据原文", "\n".join(map(_basis, inquiry.basis)) or "　"),
            ("拟答复", inquiry.reply),
            *([("备注", inquiry.note)] if inquiry.note else []),
            ("部门意见", "\n\n　　　　　　　　　签名：　　　　　　年　　月　　日"),
        ]
    )
    paper.paragraph(
        f"依据：《{document.title}》（{document.number}）。引用时请以正式印发的文件为准。",
        indent=False,
    )
    return paper.data()


def _names(inquiry: Inquiry, role: Role) -> str:
    return "、".join(dict.fromkeys(d.name for d in inquiry.departments if d.role is role))


def _basis(basis: Basis) -> str:
    where = f"第{basis.label}条“{basis.title}”：" if basis.label else ""
    return f"{where}“{basis.quote.strip()}”"
