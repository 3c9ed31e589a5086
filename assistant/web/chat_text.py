"""An answer as one message for chat programs, references included (Markdown, readable plain)."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.cli.text import REFUSALS, ROLES, place


def chat_text(answer: Answer) -> str:
    """The answer first, then who is responsible, what it rests on, and what is near to it."""
    return "\n\n".join(filter(None, (_direct(answer), *_blocks(answer))))


def _direct(answer: Answer) -> str:
    label = REFUSALS.get(answer.status)
    return f"【{label}】{answer.answer}" if label else answer.answer


def _blocks(answer: Answer) -> list[str]:
    notice = f"提醒：{answer.notice}" if answer.notice else ""
    duties = [f"- {d.name}（{ROLES[d.role]}）[{d.citation}]" for d in answer.departments]
    duties += [f"- {answer.general_duty}"] if answer.general_duty else []
    grounds = [f"- [{c.number}] {place(c)}：“{c.quote}”" for c in answer.citations]
    near = [f"- {r.chapter} {r.label}{r.title}" for r in answer.related]
    return [
        notice,
        _block("责任部门", duties),
        _block("依据", grounds),
        _block("相近的条款（不是依据）", near),
    ]


def _block(title: str, lines: list[str]) -> str:
    return "\n".join([f"**{title}**", "", *lines]) if lines else ""
