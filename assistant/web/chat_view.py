"""What the chat page shows, as HTML: pure functions, all foreign text through ``text``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Citation, DepartmentRef, Related, Status
from assistant.cli.text import REFUSALS, place
from assistant.stream import Step
from assistant.web.markup import place_attributes, text
from assistant.web.tables import paragraphs
from assistant.web.transcript import answer_to_paste
from assistant.web.turn import Turn
from corpus.catalog import Dossier
from corpus.model import Plan, Role

_OPEN_CITATIONS = 4  # more than these are folded away: the marks in the answer open them too
_MARK = re.compile(r"\[(\d{1,3})\]")
_ROLE_NAMES = {Role.LEAD: ("牵头", "牵头部门"), Role.SHARED: ("分工", "按职责分工负责")}


# What each step is called while it runs.
_STEPS = {
    Step.UNDERSTAND: "理解问题",
    Step.FIND: "查找原文",
    Step.WRITE: "组织语言",
    Step.VERIFY: "逐项核对",
}


def conversation(
    turns: Sequence[Turn], dossier: Dossier, examples: Mapping[str, Sequence[str]]
) -> str:
    """All turns in order; before the first one, a welcome with examples to click."""
    plan = dossier.plan
    head = f'<div class="pa-talk" data-keep="{text(plan.id)}">'
    if not turns:
        return f"{head}{_welcome(examples)}</div>"
    last = len(turns) - 1
    shown = "".join(_turn(turn, dossier, n, n == last) for n, turn in enumerate(turns))
    return f"{head}{shown}</div>"


def _welcome(examples: Mapping[str, Sequence[str]]) -> str:
    groups = "".join(
        f"<section><h3>{text(who)}常问</h3><ul>{''.join(f'<li>{_ask(q)}</li>' for q in asked)}</ul>"
        "</section>"
        for who, asked in examples.items()
    )
    return (
        '<div class="pa-welcome"><h2>想了解方案里的什么？</h2>'
        "<p>用平常的话问就行。回答只取自方案原文，注明出自哪一条、由哪个部门负责；"
        "方案没有写的，会直接告诉您没有写。</p>"
        f'<div class="pa-examples">{groups}</div></div>'
    )


def _ask(question: str, shown: str = "") -> str:
    name = text(shown or question)
    return f'<button type="button" class="pa-ask" data-ask="{text(question)}">{name}</button>'


def _turn(turn: Turn, dossier: Dossier, n: int, last: bool) -> str:
    if turn.answer:
        reply = _answer(turn.answer, dossier)
        reply += _actions(turn, dossier.plan, n, last)
        reply += _follow_ups(turn.answer.follow_ups) if last else ""
    elif turn.fault:
        again = _ask(turn.question, "再问一次") if last and not turn.question.endswith("…") else ""
        reply = _card("fault", "出错了", f"<p>{text(turn.fault)}</p>{again}")
    else:
        reply = _pending(turn.steps)
    return (
        f'<article class="pa-turn" data-turn="{text(turn.kept())}">'
        f'<div class="pa-question"><span class="pa-sr">提问：</span>{text(turn.question)}</div>'
        f"{reply}</article>"
    )


def _pending(steps: Sequence[Step]) -> str:
    """What is being done now, and what is done already."""
    done = "".join(f'<li class="pa-done">{_STEPS[step]}</li>' for step in steps[:-1])
    now = f'<li class="pa-now">{_STEPS[steps[-1]]}</li>' if steps else ""
    return (
        '<div class="pa-pending" data-pending><p>正在查阅方案<i></i><i></i><i></i></p>'
        f"<ol>{done}{now}</ol></div>"
    )


def _answer(answer: Answer, dossier: Dossier) -> str:
    body = _direct(answer)
    if answer.notice:
        body += f'<p class="pa-notice"><b>提醒</b>{text(answer.notice)}</p>'
    if answer.status.has_evidence:
        body += _departments(answer) + _citations(answer.citations)
    else:
        body += _related(answer.related) + _turn_to(answer, dossier.contact)
    kind = {Status.ANSWERED: "answer", Status.PARTIAL: "partial"}.get(answer.status, "refusal")
    return _card(kind, REFUSALS.get(answer.status, ""), body)


def _actions(turn: Turn, plan: Plan, n: int, last: bool) -> str:
    """What can be done with an answer: copy it, judge it; under the last one, take all away."""
    assert turn.answer
    copied = text(answer_to_paste(turn.answer, plan))
    buttons = f'<button type="button" data-copy="{copied}">复制</button>'
    if turn.verdict is None:
        buttons += (
            f'<button type="button" data-verdict="helpful" data-n="{n}">有帮助</button>'
            f"<details><summary>有误</summary>{_complaint(n)}</details>"
        )
    else:
        thanks = f"已记下“{turn.verdict.text}”，谢谢您的反馈"
        buttons += f'<span class="pa-thanks" tabindex="-1">{thanks}</span>'
    if last:
        buttons += '<button type="button" class="pa-export" data-export>导出对话（Word）</button>'
    return f'<div class="pa-actions">{buttons}</div>'


def _complaint(n: int) -> str:
    return (
        f'<form class="pa-complaint" data-n="{n}"><label for="pa-why-{n}">哪里有误？（可不填）'
        f'</label><textarea id="pa-why-{n}" rows="3" maxlength="1000" '
        'placeholder="如：牵头部门不对，应为……"></textarea>'
        '<button type="submit" class="pa-button pa-main">提交</button></form>'
    )


def _card(kind: str, label: str, body: str) -> str:
    head = f'<p class="pa-status">{text(label)}</p>' if label else ""
    return f'<div class="pa-card pa-{kind}">{head}{body}</div>'


def _direct(answer: Answer) -> str:
    """The answer itself; ``[n]`` of a citation becomes a button, all else stays text."""
    numbers = {c.number: c for c in answer.citations}
    understood = ""
    if answer.standalone_question.strip() not in {"", answer.question.strip()}:
        understood = f'<p class="pa-understood">理解为：{text(answer.standalone_question)}</p>'

    def button(match: re.Match[str]) -> str:
        citation = numbers.get(int(match[1]))
        return _mark(citation) if citation else match[0]

    lines = [line for line in text(answer.answer).split("\n") if line.strip()]
    shown = paragraphs([_MARK.sub(button, line) for line in lines])
    return f'{understood}<div class="pa-direct">{shown}</div>'


def _mark(citation: Citation) -> str:
    n = citation.number
    return (
        f'<button type="button" class="pa-cite" {_where(citation)} '
        f'aria-label="[{n}] 查看依据：{text(place(citation))}">[{n}]</button>'
    )


def _where(citation: Citation) -> str:
    return place_attributes(citation.clause, citation.part, citation.start, citation.end)


def _departments(answer: Answer) -> str:
    proofs = {c.number: c for c in answer.citations}
    several = len({d.citation for d in answer.departments}) > 1
    rows = ""
    for role in (Role.LEAD, Role.SHARED):
        chips = "".join(
            _chip(d, proofs[d.citation], several) for d in answer.departments if d.role is role
        )
        short, long = _ROLE_NAMES[role]
        if chips:
            rows += (
                f'<div class="pa-role pa-{role}"><span class="pa-role-name" title="{long}">{short}'
                f"</span><ul>{chips}</ul></div>"
            )
    if answer.general_duty:
        rows += f'<p class="pa-general">{text(answer.general_duty)}</p>'
    return f'<section class="pa-block"><h3>责任部门</h3>{rows}</section>' if rows else ""


def _chip(department: DepartmentRef, proof: Citation, several: bool) -> str:
    n, name = department.citation, text(department.name)
    mark = f"<sup>[{n}]</sup>" if several else ""
    return (
        f'<li><button type="button" class="pa-chip" {_where(proof)} '
        f'title="{_ROLE_NAMES[department.role][1]}，点击查看依据[{n}]">{name}{mark}</button></li>'
    )


def _citations(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    rows = "".join(
        f'<li><button type="button" class="pa-row" {_where(c)}>'
        f'<span class="pa-n">{c.number}</span>'
        f"<span>{_place(c)}<q>{text(c.quote)}</q></span></button></li>"
        for c in citations
    )
    body = f"<ol>{rows}</ol>"
    if len(citations) > _OPEN_CITATIONS:
        body = f"<details><summary>共{len(citations)}处，展开查看</summary>{body}</details>"
    return f'<section class="pa-block"><h3>依据</h3>{body}</section>'


def _place(citation: Citation) -> str:
    if citation.clause is None:
        return f"<b>{text(place(citation))}</b>"
    return f"<b>{text(citation.label + citation.title)}</b><small>{text(citation.chapter)}</small>"


def _related(related: Sequence[Related]) -> str:
    if not related:
        return ""
    rows = "".join(
        f'<li><button type="button" class="pa-row" '
        f"{place_attributes(r.clause, 'clause')}><span><b>{text(r.label + r.title)}</b>"
        f"<small>{text(r.chapter)}</small></span></button></li>"
        for r in related
    )
    return (
        '<section class="pa-block"><h3>相近的条款<small>供参考，不是对这个问题的回答</small></h3>'
        f"<ul>{rows}</ul></section>"
    )


def _turn_to(answer: Answer, contact: str) -> str:
    if answer.status is Status.UNCLEAR or not contact or contact in answer.answer:
        return ""
    return f'<p class="pa-contact"><b>可以向谁了解</b>{text(contact)}。</p>'


def _follow_ups(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    rows = "".join(f"<li>{_ask(q)}</li>" for q in questions)
    return f'<nav class="pa-next" aria-label="接着问"><h3>接着问</h3><ul>{rows}</ul></nav>'
