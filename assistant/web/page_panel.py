"""The side panel of the chat page: a clause, or another part of the text, with the quote marked."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from assistant.answer import Answer
from assistant.cli.text import PARTS
from corpus.model import PartKind, Plan


def text(value: str) -> str:
    """Text as HTML; braces and dollars too, so that no template engine sees any of it."""
    return escape(value).replace("{", "&#123;").replace("$", "&#36;").replace("`", "&#96;")


def evidence(answer: Answer, plan: Plan, key: str) -> str:
    """Panels of every citation and related clause as inert data; ids ``<key>-1``, ``<key>-r13``."""
    panels = {
        f"{key}-{c.number}": (
            clause_panel(plan, c.clause, c.start, c.end)
            if c.clause is not None
            else part_panel(plan, c.part, c.start, c.end)
        )
        for c in answer.citations
        if c.plan_id == plan.id
    }
    panels |= {
        f"{key}-r{r.clause}": clause_panel(plan, r.clause)
        for r in answer.related
        if r.plan_id == plan.id
    }
    return "".join(_data(name, panel) for name, panel in panels.items())


def _data(name: str, panel: str) -> str:
    """In an attribute, where no template, script or reader of the page comes across it."""
    return f'<span hidden data-panel="{name}" data-html="{escape(panel)}"></span>'


def clause_panel(plan: Plan, number: int, start: int = 0, end: int = 0) -> str:
    """A clause under its chapter, one paragraph a task, ``source[start:end]`` marked."""
    clause = plan.clause(number)
    if clause is None:
        return ""
    chapter = plan.chapter(clause.chapter)
    cuts = [t.start for t in clause.tasks] or [clause.start]
    if start < cuts[0] and end > clause.start:
        cuts.insert(0, clause.start)
    duties = [(d.start, d.end) for t in clause.tasks if (d := t.responsibility)]
    paragraphs = "".join(
        _paragraph(plan.source, at, to, (start, end), duties)
        for at, to in zip(cuts, [*cuts[1:], clause.end], strict=True)
    )
    return _panel(
        plan,
        chapter.text if chapter else "",
        f'<span class="pa-label">{text(clause.label)}</span>{text(clause.title)}',
        paragraphs,
    )


def part_panel(plan: Plan, kind: str, start: int = 0, end: int = 0) -> str:
    """A part of the text outside the clauses, ``source[start:end]`` marked."""
    part = plan.part(PartKind(kind)) if kind in set(PartKind) else None
    if part is None:
        return ""
    lines = [
        (part.start + m.start(), part.start + m.end()) for m in re.finditer(r"[^\n]+", part.text)
    ]
    paragraphs = "".join(_paragraph(plan.source, at, to, (start, end), []) for at, to in lines)
    return _panel(plan, "条款之外", text(PARTS.get(kind, kind)), paragraphs)


def _panel(plan: Plan, crumb: str, heading: str, paragraphs: str) -> str:
    document = plan.document
    return (
        f'<p class="pa-crumb">{text(crumb)}</p>'
        f'<h2 id="pa-panel-title" tabindex="-1">{heading}</h2>'
        f'<div class="pa-clause">{paragraphs}</div>'
        f'<p class="pa-source">原文出自《{text(document.title)}》（{text(document.number)}）</p>'
    )


def _paragraph(
    source: str, at: int, to: int, quote: tuple[int, int], duties: list[tuple[int, int]]
) -> str:
    """``source[at:to]`` with the quote in ``<mark>`` and responsibility brackets set apart."""
    edges = {at, to, *quote, *(edge for duty in duties for edge in duty)}
    cuts = sorted(edge for edge in edges if at <= edge <= to)
    pieces = []
    for a, b in pairwise(cuts):
        piece = text(source[a:b].strip("\n"))
        if any(d[0] <= a and b <= d[1] for d in duties):
            piece = f'<span class="pa-duty">{piece}</span>'
        if quote[0] <= a and b <= quote[1]:
            piece = f"<mark>{piece}</mark>"
        pieces.append(piece)
    return f"<p>{''.join(pieces)}</p>"
