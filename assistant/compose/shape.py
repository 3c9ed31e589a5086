"""The form asked for: the one thing wanted, within so many sentences or characters, laid out."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.alone import alone, targets_asked
from assistant.compose.cells import CLAUSE_HEAD, bare_figure, due_of, targets_of
from assistant.compose.clauses import chapter_of, title
from assistant.compose.draft import Draft, Setting, Statement
from assistant.compose.headed import headed
from assistant.compose.phrase import is_due, pairs, pieces
from assistant.compose.noted import noted, owners_room
from assistant.compose.rows import laid_out
from assistant.compose.wider import widened
from assistant.understand.formed import Formed
from assistant.understand.layout import Column, Layout
from assistant.understand.whereabouts import Place
from corpus.model import Plan

# A sentence that someone reads at one go.
_SENTENCE = 80
_FIGURE = re.compile(r"\d")
_OWNED = re.compile(r"由[^，。：]+(?:牵头|负责)")
_AIMS = re.compile(r"目标|指标")
_CHAPTER = re.compile(r"第.{1,3}章")
_HEADED = (Column("before", "项目"), Column("after", "内容"))
_HELLO = "您好！"


def shaped(draft: Draft, formed: Formed, plan: Plan) -> Draft:
    """An answer in the form asked for; the same object where it stands in that form already."""
    if not formed.formed:
        return _placed(draft, formed.placed, plan)
    form = formed.form
    plain = form.layout is Layout.PLAIN or not form.columns
    if form.only and plain and (one := alone(draft, formed, plan)):
        return one
    if form.heads and (told := headed(draft, formed, plan)):
        table = form.layout is Layout.TABLE and not form.columns
        named = replace(formed, form=replace(form, columns=_HEADED)) if table else formed
        return laid_out(told, named, plan) if table else told
    draft = widened(draft, formed, plan)
    if formed.owned and formed.limit:  # those to be noted need room, too
        formed = replace(formed, limit=max(formed.limit - owners_room(draft, plan), 1))
    draft = _brief(draft, formed, plan)
    if formed.owned and form.layout not in (Layout.TABLE, Layout.JSON, Layout.CSV):
        draft = noted(draft, plan, formed.apiece)
    if form.layout is not Layout.PLAIN or form.columns:
        return laid_out(draft, formed, plan)
    if form.joint and len(draft.statements) > 1:
        return _run(draft, form.joint)
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


# --- length --------------------------------------------------------------------------------------


def _brief(draft: Draft, formed: Formed, plan: Plan) -> Draft:
    """Within the length asked for: a clause in short, the first lines that fit, fewer sentences."""
    limit = formed.limit or formed.sentences * _SENTENCE
    lines = draft.statements
    if not (limit or formed.points) or not lines:
        return draft
    gist = len(lines) > 1 and CLAUSE_HEAD.match(lines[0].text)
    if limit and gist and not any(CLAUSE_HEAD.match(s.text) for s in lines[1:]):
        room = limit - len(lines[0].text) * bool(formed.limit)
        kept = _within(lines, room, pairs(formed.text) - pairs(lines[0].text))
        said = [lines[0], *(replace(s, text=_joined(s.text, s is kept[-1])) for s in kept)]
        return replace(draft, statements=tuple(said), lines=False)
    if formed.points and len(lines) > formed.points and not formed.limit:
        return _pointed(draft, formed.points)
    if formed.limit and sum(len(s.text) for s in lines) > limit and not draft.lines:
        return replace(draft, statements=_short(draft, formed, plan))
    several = len(lines) > formed.sentences and (formed.sentences == 1 or draft.lines)
    return _run(draft, "；") if formed.sentences and several else draft


def _short(draft: Draft, formed: Formed, plan: Plan) -> tuple[Statement, ...]:
    """Statements within the characters asked for: who is responsible beside what is aimed at."""
    owner, *rest = draft.statements
    if rest and _OWNED.match(owner.text) and not _FIGURE.search(owner.text):
        told = replace(draft, statements=tuple(rest))
        left = replace(formed, limit=formed.limit - len(owner.text))
        short = _short(told, left, plan) if left.limit > 0 else ()
        if short and sum(len(s.text) for s in short) <= left.limit:
            return (*short, owner)
    if compact := _compact(draft, formed, plan):
        return (compact,)
    return _fitting(draft.statements, formed.limit, formed.text)


def _pointed(draft: Draft, many: int) -> Draft:
    """So many lines of a clause in short, those with figures first; counted lists stay whole."""
    head = [s for s in draft.statements if CLAUSE_HEAD.match(s.text)]
    rest = [s for s in draft.statements if s not in head]
    if len(head) != 1 or len(rest) <= many:
        return draft
    order = sorted(range(len(rest)), key=lambda i: (not _FIGURE.search(rest[i].text), i))
    kept = [rest[i] for i in sorted(order[:many])]
    return replace(draft, statements=(*head, *kept))


def _fitting(lines: tuple[Statement, ...], limit: int, asked: str) -> tuple[Statement, ...]:
    """The first statement and those after it that fit; the first by its telling pieces."""
    first, room = lines[0], limit - len(lines[0].text)
    figured = next((s for s in lines[1:] if _FIGURE.search(s.text)), None)
    if figured and not _FIGURE.search(first.text) and room < len(figured.text):
        left = limit - len(figured.text)  # the first in short leaves room for the one with figures
        short = _clipped(first.text, left, asked)
        if len(short) <= left:
            return replace(first, text=short), figured
    if room < 0:
        return (replace(first, text=_clipped(first.text, limit, asked)),)
    kept = [first]
    for line in lines[1:]:
        if len(line.text) <= room:
            kept.append(line)
            room -= len(line.text)
    return tuple(kept)


def _compact(draft: Draft, formed: Formed, plan: Plan) -> Statement | None:
    """2025年受污染耕地安全利用率98%以上。 where sentences have no room for dates; else None."""
    first = draft.statements[0]
    chosen = [(s, t) for s, t in targets_asked(draft, formed, plan) if t.value and t.due]
    for told in (chosen, [(s, t) for s, t in chosen if s is first]):
        short = _clipped(first.text, formed.limit, formed.text)
        if not told or all(t.value in short and due_of(t) in short for _, t in told):
            return None
        dues = list(dict.fromkeys(due_of(t) for _, t in told))
        if len(dues) == 1 and dues[0][:4] in formed.text:
            return None  # whoever says the year needs it not
        own = {due: [t for _, t in told if due_of(t) == due] for due in dues}
        said = "；".join(
            f"{due}{'，'.join(f'{t.indicator}{bare_figure(t)}' for t in own[due])}" for due in dues
        )
        if len(said) - said.count("，") - said.count("；") <= formed.limit:
            proof = "；".join(f"{d}，{'，'.join(t.text for t in own[d])}" for d in dues)
            marks = dict.fromkeys(e for s, _ in told for e in s.evidence)
            return replace(first, text=f"{said}。", evidence=tuple(marks), said=f"{proof}。")
    return None


def _clipped(text: str, limit: int, asked: str) -> str:
    """The pieces of a text that share most with what is asked, in their order, within a length."""
    parts = pieces(text, 0)
    dated = next((i for i, p in enumerate(parts) if is_due(p)), len(parts))
    aimed = [bool(_AIMS.search(asked)) and i > dated for i in range(len(parts))]
    weight = [
        0
        if is_due(p)
        else 1 + len(pairs(p.text) & pairs(asked)) + bool(_FIGURE.search(p.text)) + aim
        for p, aim in zip(parts, aimed, strict=True)
    ]
    order = sorted(range(len(parts)), key=lambda i: (-weight[i], i))
    chosen, size = {order[0]}, len(parts[order[0]].text) + 1
    due = next((i for i in range(order[0], -1, -1) if is_due(parts[i])), None)
    for i in [*([due] if due is not None else []), *order[1:]]:
        if i not in chosen and (weight[i] or i == due) and size + len(parts[i].text) + 1 <= limit:
            chosen.add(i)
            size += len(parts[i].text) + 1
    return "，".join(parts[i].text for i in sorted(chosen)) + "。"


def _within(lines: tuple[Statement, ...], limit: int, asked: set[str]) -> list[Statement]:
    """The lines that fit, at least one, in their order: of what is asked, with figures, short."""
    room, chosen = limit, set[int]()
    sizes = [len(s.text) for s in lines]
    figured = [bool(_FIGURE.search(s.text)) for s in lines]
    order = sorted(
        range(1, len(lines)),
        key=lambda i: (-len(asked & pairs(lines[i].text)), not figured[i], sizes[i]),
    )
    for i in order:
        if not chosen or sizes[i] <= room:
            chosen.add(i)
            room -= sizes[i]
    return [lines[i] for i in sorted(chosen)]


def _joined(text: str, last: bool) -> str:
    return text if last else text.rstrip("。；") + "；"


def _run(draft: Draft, joint: str) -> Draft:
    """All lines as one run of text."""
    lines = [replace(s, text=_unended(s.text)) for s in draft.statements]
    joints = ["" if s.text.endswith("：") else joint for s in lines[:-1]]
    lines = [*(replace(s, tail=j) for s, j in zip(lines, joints, strict=False)), lines[-1]]
    return replace(draft, statements=tuple(lines), lines=False, setting=Setting("", "", "。"))


def _unended(text: str) -> str:
    return text if text.endswith("：") else text.rstrip("。；").replace("。", "；")


def _bold(draft: Draft, plan: Plan) -> Draft:
    """The figures of targets in bold."""
    said = []
    for statement in draft.statements:
        text = statement.text
        for figure in {t.value + t.unit for t in targets_of(statement, plan) if t.value}:
            text = text.replace(figure, f"**{figure}**")
        said.append(replace(statement, text=text, said=statement.text))
    return replace(draft, statements=tuple(said))
