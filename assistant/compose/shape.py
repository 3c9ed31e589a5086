"""The form asked for: the one thing wanted, within so many sentences or characters, laid out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.compose.alone import alone
from assistant.compose.brief import Brief, run
from assistant.compose.cells import bare_figure, targets_of
from assistant.compose.clauses import chapter_of, title
from assistant.compose.draft import Draft, Statement
from assistant.compose.frames import AMISS, NO, YES
from assistant.compose.headed import headed
from assistant.compose.noted import noted, owners_room
from assistant.compose.rows import laid_out
from assistant.compose.wider import widened
from assistant.understand.formed import Formed
from assistant.understand.layout import Column, Layout
from assistant.understand.verdicts import Verdicts
from assistant.understand.whereabouts import Place
from corpus.model import Plan

_CHAPTER = re.compile(r"第.{1,3}章")
_HEADED = (Column("before", "项目"), Column("after", "内容"))
_HELLO = "您好！"


def shaped(draft: Draft, formed: Formed, plan: Plan, weigh: Callable[[str], float]) -> Draft:
    """An answer in the form asked for; the same object where it stands in that form already."""
    told = _shaped(draft, formed, plan, weigh)
    return _judged(told, formed.verdicts) if formed.verdicts else told


def _judged(draft: Draft, words: Verdicts) -> Draft:
    """A verdict in the words that were asked for: √ instead of 是的."""
    first, *rest = draft.statements
    frame = next((f for f in (YES, NO, AMISS) if first.text.startswith(f)), "")
    if not frame:
        return draft
    said = f"{words.yes if frame == YES else words.no}。{first.text.removeprefix(frame)}"
    head = replace(first, text=said, said=first.said or first.text)
    return replace(draft, statements=(head, *rest))


def _shaped(draft: Draft, formed: Formed, plan: Plan, weigh: Callable[[str], float]) -> Draft:
    if not formed.formed:
        return _placed(draft, formed.placed, plan)
    form = formed.form
    plain = form.layout is Layout.PLAIN or not form.columns
    if form.only and plain and (one := alone(draft, formed, plan, weigh)):
        return one
    if form.heads and (told := headed(draft, formed, plan)):
        table = form.layout is Layout.TABLE and not form.columns
        named = replace(formed, form=replace(form, columns=_HEADED)) if table else formed
        return laid_out(told, named, plan) if table else told
    draft = widened(draft, formed, plan)
    if formed.limit:  # a greeting and those to be noted need room, too
        taken = len(_HELLO) * (form.greeted and not draft.lines)
        taken += owners_room(draft, plan) if formed.owned else 0
        formed = replace(formed, limit=max(formed.limit - taken, 1))
    draft = Brief(formed, plan, weigh).of(draft)
    if formed.owned and form.layout not in (Layout.TABLE, Layout.JSON, Layout.CSV):
        draft = noted(draft, plan, formed.apiece)
    if form.layout is not Layout.PLAIN or form.columns:
        return laid_out(draft, formed, plan)
    if form.joint and len(draft.statements) > 1:
        return run(draft, form.joint)
    draft = _placed(draft, formed.placed, plan)
    if form.bold:
        draft = _bold(draft, plan)
    if form.greeted and not draft.lines:
        draft = replace(draft, statements=(Statement(_HELLO), *draft.statements))
    return draft


def _placed(draft: Draft, place: Place, plan: Plan) -> Draft:
    """An answer with the clause or chapter that it stands in, where it names none yet."""
    numbers = draft.clauses if place is not Place.NONE else ()
    found = plan.clause(numbers[0]) if len(numbers) == 1 else None
    told = "".join(s.text for s in draft.statements)
    if not found or (found.label in told and (place is Place.CLAUSE or _CHAPTER.search(told))):
        return draft
    if place is Place.CLAUSE:
        said = Statement(f"见第{found.label}条“{found.title}”。", (title(found),))
    else:
        said = chapter_of(plan, found)
    return replace(draft, statements=(*draft.statements, said))


def _bold(draft: Draft, plan: Plan) -> Draft:
    """The figures of targets in bold."""
    said = []
    for statement in draft.statements:
        text = statement.text
        for target in (t for t in targets_of(statement, plan) if t.value):
            ways = (bare_figure(target), target.value + target.unit)
            figure = next((w for w in ways if w in text), "")
            if figure and f"**{figure}**" not in text:
                text = text.replace(figure, f"**{figure}**")
        said.append(replace(statement, text=text, said=statement.text))
    return replace(draft, statements=tuple(said))
