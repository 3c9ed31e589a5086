"""A conversation to take away: as plain text for pasting, as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Answer
from assistant.cli.text import PARTS, REFUSALS, ROLES
from assistant.cli.text import place as _place
from assistant.web.tables import Table, blocks
from assistant.web.turn import Turn
from assistant.word import Paper
from corpus.model import Plan


def answer_to_paste(answer: Answer, plan: Plan) -> str:
    """The answer with departments and numbered sources, one paragraph each."""
    lines = [_labelled(answer)]
    lines += [f"提醒：{answer.notice}"] if answer.notice else []
    lines += [f"责任部门：{_departments(answer)}"] if answer.departments else []
    if answer.citations:
        lines += ["依据："]
        lines += [
            f"[{c.number}] {_source(plan)}{_where(c.clause, c.part, c.label, c.title)}：“{c.quote}”"
            for c in answer.citations
        ]
    return "\n".join(lines)


def conversation_paper(turns: Sequence[Turn], plan: Plan, today: date) -> bytes:
    """The turns that were answered, as a Word document."""
    paper = Paper("方案问答记录", plan.document.title)
    told = f"依据{_source(plan)}（{plan.document.number}）整理，{today:%Y年%m月%d日}导出。"
    paper.paragraph(told, indent=False)
    answered = ((t.question, t.answer) for t in turns if t.answer)
    for n, (question, answer) in enumerate(answered, 1):
        paper.heading(f"{n}. {question}")
        lines = "\n".join(_lines(answer)).splitlines()
        for block in blocks(lines):
            if isinstance(block, Table):
                paper.table(block.head, block.rows)
            else:
                paper.paragraph(block)
    paper.paragraph("")
    paper.paragraph("回答依据方案原文自动整理；引用时请以正式印发的文件为准。", indent=False)
    return paper.data()


def _lines(answer: Answer) -> Iterator[str]:
    yield _labelled(answer)
    if answer.notice:
        yield f"提醒：{answer.notice}"
    if answer.departments:
        yield f"责任部门：{_departments(answer)}"
    if answer.general_duty:
        yield answer.general_duty
    for c in answer.citations:
        yield f"[{c.number}] {_place(c)}：“{c.quote}”"
    if answer.related:
        near = "；".join(f"{r.label}{r.title}" for r in answer.related)
        yield f"相近的条款（供参考，不是依据）：{near}"


def _labelled(answer: Answer) -> str:
    """What is said under the name of its status; a table begins on a line of its own."""
    label = REFUSALS.get(answer.status, "")
    apart = "\n" if answer.answer.startswith("|") else ""
    return f"【{label}】{apart}{answer.answer}" if label else answer.answer


def _departments(answer: Answer) -> str:
    return "、".join(f"{d.name}（{ROLES[d.role]}）[{d.citation}]" for d in answer.departments)


def _source(plan: Plan) -> str:
    return f"《{plan.document.title}》"


def _where(clause: int | None, part: str, label: str, title: str) -> str:
    return f"{label}{title}" if clause is not None else PARTS.get(part, part)
