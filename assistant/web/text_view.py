"""The whole plan as HTML. Each ``data-at`` element holds exactly the source text from that offset.

shell.js relies on it to mark any stretch of the source, in this tab and in the side panel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.cli.text import PARTS
from assistant.web.markup import anchor, text
from corpus.model import Chapter, Clause, PartKind, Plan, Responsibility, Role, Target

_DUTIES = {Role.LEAD: ("pa-duty-lead", "牵头"), Role.SHARED: ("pa-duty-shared", "按职责分工负责")}
_PARTS_BEFORE = (PartKind.NOTICE, PartKind.PREAMBLE)
_PARTS_AFTER = (PartKind.CLOSING, PartKind.NEWS)


def whole_text(plan: Plan, word: str = "目标") -> str:
    """Search box with a ``word`` as an example, legend, contents and the text with its anchors."""
    body = "".join(_part(plan, kind) for kind in _PARTS_BEFORE)
    body += "".join(_chapter(plan, chapter) for chapter in plan.chapters)
    body += "".join(_part(plan, kind) for kind in _PARTS_AFTER)
    return (
        f'<div class="pt">{_tools(word)}<div class="pt-columns"><details class="pt-toc" open>'
        f"<summary>目录</summary>{_contents(plan)}</details>"
        f'<div class="pt-text"><h2>{text(plan.document.title)}</h2>{body}</div></div></div>'
    )


def _tools(word: str) -> str:
    return (
        '<div class="pt-tools" role="search"><div class="pt-find">'
        '<label class="pa-sr" for="pt-words">在原文中查找</label>'
        '<input id="pt-words" type="search" autocomplete="off" maxlength="60" '
        f'placeholder="在原文中查找，如 {text(word)}">'
        '<span class="pt-count" role="status"></span>'
        '<button type="button" class="pa-button" data-go="-1" aria-label="上一处">‹</button>'
        '<button type="button" class="pa-button" data-go="1" aria-label="下一处">›</button></div>'
        '<p class="pt-legend"><span class="pa-duty-lead">（牵头）</span>'
        '<span class="pa-duty-shared">（按职责分工负责）</span>'
        '<span class="pa-duty-all">〔各区（市）均需落实〕</span>'
        '<u class="pa-target">目标</u></p></div>'
    )


def _contents(plan: Plan) -> str:
    def item(name: str, shown: str) -> str:
        return f'<li><a href="#{name}">{shown}</a></li>'

    def part(kind: PartKind) -> str:
        return item(anchor(None, kind), text(PARTS[kind])) if plan.part(kind) else ""

    def chapter(found: Chapter) -> str:
        rows = "".join(item(anchor(c.number), text(c.label + c.title)) for c in found.clauses)
        name = f'<a href="#chapter-{found.number}">{text(found.text)}</a>'
        return f"<li>{name}<ul>{rows}</ul></li>"

    rows = "".join(map(part, _PARTS_BEFORE)) + "".join(map(chapter, plan.chapters))
    rows += "".join(map(part, _PARTS_AFTER))
    return f'<nav aria-label="目录"><ul>{rows}</ul></nav>'


def _chapter(plan: Plan, chapter: Chapter) -> str:
    clauses = "".join(_clause(plan, chapter, clause) for clause in chapter.clauses)
    return (
        f'<h3 class="pt-chapter" id="chapter-{chapter.number}">{text(chapter.text)}</h3>{clauses}'
    )


def _clause(plan: Plan, chapter: Chapter, clause: Clause) -> str:
    cuts = [t.start for t in clause.tasks] or [clause.end]
    paragraphs = "".join(
        _paragraphs(plan, at, to) for at, to in zip(cuts, [*cuts[1:], clause.end], strict=True)
    )
    heading = plan.source[clause.start : cuts[0]].rstrip("\n")
    return (
        f'<section class="pt-place" id="{anchor(clause.number)}" '
        f'data-crumb="{text(chapter.text)}" tabindex="-1">'
        f'<h4 data-at="{clause.start}">{text(heading)}</h4>{paragraphs}</section>'
    )


def _part(plan: Plan, kind: PartKind) -> str:
    part = plan.part(kind)
    if part is None:
        return ""
    paragraphs = _paragraphs(plan, part.start, part.end)
    return (
        f'<section class="pt-place pt-part" id="{anchor(None, kind)}" data-crumb="条款之外" '
        f'tabindex="-1"><h4>{text(PARTS[kind])}</h4>{paragraphs}</section>'
    )


def _paragraphs(plan: Plan, at: int, to: int) -> str:
    """``source[at:to]``, one paragraph a line."""
    lines = re.finditer(r"[^\n]+", plan.source[at:to])
    return "".join(_paragraph(plan, at + m.start(), at + m.end()) for m in lines)


def _paragraph(plan: Plan, at: int, to: int) -> str:
    """``source[at:to]`` to the letter, with brackets and targets told apart."""
    spans = list(_spans(plan, at, to))
    cuts = sorted({at, to, *(edge for a, b, *_ in spans for edge in (a, b) if at < edge < to)})
    pieces = []
    for a, b in pairwise(cuts):
        piece = text(plan.source[a:b])
        for start, end, before, after in spans:
            if start <= a and b <= end:
                piece = f"{before}{piece}{after}"
        pieces.append(piece)
    return f'<p data-at="{at}">{"".join(pieces)}</p>'


def _spans(plan: Plan, at: int, to: int) -> Iterator[tuple[int, int, str, str]]:
    """What is told apart within ``source[at:to]``: start, end, opening and closing tag."""
    for task in plan.tasks():
        if task.start < to and at < task.end:
            for sentence in task.sentences:
                yield from map(_target, sentence.targets)
            if task.responsibility:
                yield _duty(task.responsibility)
    duty = plan.general_duty
    if duty and at <= duty.start < to:
        yield duty.start, duty.end, '<span class="pa-duty-all">', "</span>"


def _target(target: Target) -> tuple[int, int, str, str]:
    due = f"，{target.due}" if target.due else ""
    title = text(f"目标：{target.indicator}{due}")
    return target.start, target.end, f'<u class="pa-target" title="{title}">', "</u>"


def _duty(duty: Responsibility) -> tuple[int, int, str, str]:
    kind, name = _DUTIES[duty.role]
    return duty.start, duty.end, f'<span class="{kind}" title="{name}">', "</span>"
