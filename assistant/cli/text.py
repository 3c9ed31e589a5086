"""Answers, plans and clauses as text for a terminal."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, Citation, Status

ROLES = {"lead": "牵头", "shared": "按职责分工负责", None: "方案未列明"}
REFUSALS = {
    Status.PARTIAL: "部分回答",
    Status.NOT_IN_PLAN: "方案没有写明",
    Status.OUT_OF_SCOPE: "不在本方案范围内",
    Status.UNCLEAR: "请把问题说得更具体一些",
    Status.BLOCKED: "无法回答",
}
PARTS = {
    "news": "新闻稿（不是方案内容）",
    "notice": "印发通知",
    "title": "方案标题",
    "preamble": "方案引言",
    "closing": "方案结语",
}


def answer_text(answer: Answer) -> str:
    """The answer first, then departments and evidence."""
    label = REFUSALS.get(answer.status)
    lines = [f"【{label}】{answer.answer}" if label else answer.answer]
    lines += [f"提醒：{answer.notice}"] if answer.notice else []
    if answer.departments:
        lines += ["", "责任部门："]
        lines += [f"  {d.name}（{ROLES[d.role]}）[{d.citation}]" for d in answer.departments]
    lines += [f"  {answer.general_duty}"] if answer.general_duty else []
    if answer.citations:
        lines += ["", "依据："]
        for citation in answer.citations:
            lines += [f"  [{citation.number}] {place(citation)}", f"      {citation.quote}"]
    if answer.related:
        lines += ["", "相近的条款（不是依据）："]
        lines += [f"  {r.chapter} {r.label}{r.title}" for r in answer.related]
    if answer.follow_ups:
        lines += ["", "还可以问："] + [f"  {q}" for q in answer.follow_ups]
    return "\n".join(lines)


def place(citation: Citation) -> str:
    """Where a citation stands, in words."""
    if citation.clause is None:
        return PARTS.get(citation.part, citation.part)
    return f"{citation.chapter} {citation.label}{citation.title}"


def plan_text(plan: dict[str, Any]) -> str:
    """A plan on two lines."""
    return (
        f"{plan['id']}  {plan['title']}\n"
        f"    {plan['number']}，{plan['issuer']}，{plan['date']}；"
        f"{plan['chapters']}章{plan['clauses']}条，{plan['tasks']}项任务，{plan['departments']}个部门"
    )


def clause_text(clause: dict[str, Any]) -> str:
    """A clause with its tasks and who carries them."""
    lines = [clause["chapter"], f"{clause['label']}{clause['title']}"]
    for task in clause["tasks"]:
        names = "、".join(task["departments"])
        duty = f"{names}　{ROLES[task['role']]}" if names else ROLES[None]
        lines += ["", f"任务{task['task']}：{task['text']}", f"    责任：{duty}"]
    return "\n".join(lines)
