"""The lines of an answer as a table, as JSON, as points: each with the cells asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.cells import (
    CHAPTER,
    CLAUSE_HEAD,
    OWNED_BY,
    OWNERS,
    PAIR,
    Row,
    cell,
    targets_of,
    tasks_told,
)
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement, bracket
from assistant.compose.frames import AMISS, NO, SAYS, YES
from assistant.compose.keyed import keyed
from assistant.compose.phrase import duty_text, pairs
from assistant.compose.writers import HEAD, WRITERS, listed, point_rows, with_notes
from assistant.understand.formed import Formed
from assistant.understand.layout import Column, Layout
from corpus.model import Clause, Plan, Sentence, Target

_LABEL = re.compile(r"^（[一二三四五六七八九十]{1,4}）")
_TARGETS = re.compile(r"目标|指标|数值|数据|targets?", re.I)
_ITEMS = re.compile(r"[、，；：和与及跟]")
_EVERY = re.compile(r"[各每]|所有|全部")
_NEAR = 0.6  # share of an indicator's words by which it is asked for
_SHARED = 2  # pairs of characters that a thing asked for shares with the indicators told
_AIMED = frozenset(("indicator", "value", "due", "unit"))
_ENDS, _TITLED = "。；", "条款名称"
_COUNTED = re.compile(r"几|多少|个数|数量|总数|相?差|一共")


def laid_out(draft: Draft, formed: Formed, plan: Plan) -> Draft:
    """The lines of a draft in the layout asked for."""
    form = formed.form
    heads, rows = _rows(draft, plan)
    if not rows:
        return draft
    untold = [h.text for h in heads if not (h.evidence or h.derived or HEAD.search(h.text))]
    columns = form.columns
    if form.layout in (Layout.NUMBERED, Layout.POINTS, Layout.OFFICIAL) and not columns:
        return listed(draft, formed)
    heads, rows, apart = _owners_apart(heads, rows, columns)
    titles = [h for h in heads if CLAUSE_HEAD.match(h.text)] if not columns else []
    columns = _with_values(columns) or _fitting(rows, formed, bool(titles))
    if (formed.owned or apart) and not _OWNED & {c.kind for c in columns}:
        columns = (*columns, Column("owner", "责任单位"))
    if form.keys and (told := keyed(rows, formed, plan)):
        keyed_lines, setting = told
        return replace(draft, statements=keyed_lines, lines=True, setting=setting)
    if any(c.kind in _AIMED for c in columns):
        heads, rows = _figured_apart(heads, rows)
        every = any(c.kind == "content" for c in columns)
        rows = _by_target(rows, plan, every) or rows
        rows = rows if every else _asked_for(rows, formed.text)
    if form.layout is not Layout.JSON:  # its keys are the asker's own
        columns = _leading(_named(columns, rows))
    counted = [h for h in heads if h.derived]
    cells = [[cell(c, r) for c in columns] for r in rows]
    said = [_proved(r, columns) for r in rows]
    cells, said, rows = _merged(cells, said, rows)
    writer = WRITERS.get(form.layout, point_rows)
    statements, setting = writer([c.name for c in columns], cells, said)
    notes = _notes(draft, formed, counted) or titles[:1] * (form.layout is Layout.TABLE)
    setting = with_notes(setting, [n.text for n in notes], form.layout)
    if untold and form.layout in (Layout.TABLE, Layout.CSV):
        setting = replace(setting, closing="\n\n" + "".join(untold))
    derived = tuple(d for h in counted for d in h.derived)
    for evidence in _left(draft, heads, said):
        at = next((i for i, r in enumerate(rows) if evidence in map(bracket, r.tasks)), 0)
        held = dict.fromkeys((*statements[at].evidence, evidence))
        statements[at] = replace(statements[at], evidence=tuple(held))
    statements[0] = replace(statements[0], derived=(*statements[0].derived, *derived))
    status = Status.PARTIAL if any(c.kind == "unsaid" for c in columns) else draft.status
    return replace(draft, status=status, statements=tuple(statements), lines=True, setting=setting)


# --- rows and cells ------------------------------------------------------------------------------


def _rows(draft: Draft, plan: Plan) -> tuple[list[Statement], list[Row]]:
    """Heads (共3条：) and lines."""
    heads, rows = list[Statement](), list[Row]()
    for statement in draft.statements:
        if HEAD.search(statement.text) or not statement.evidence:
            heads.append(statement)
            continue
        label = _LABEL.match(statement.text)
        number = next((e.clause for e in statement.evidence if e.clause), None)
        clause = plan.clause(number) if number else None
        text = statement.text[label.end() :] if label else statement.text
        chapter = plan.chapter(clause.chapter) if clause else None
        named = chapter.text if chapter else ""
        tasks = tasks_told(statement, clause)
        for frame in (YES, NO, AMISS, SAYS):
            text = text.removeprefix(frame).strip()
        text = text.rstrip(_ENDS)
        rows.append(Row(statement, text, clause, tasks, named))
    return heads, rows


def _owners_apart(
    heads: list[Statement], rows: list[Row], columns: Sequence[Column]
) -> tuple[list[Statement], list[Row], bool]:
    """A line of owners alone is a column of the other lines."""
    rest = [r for r in rows if not OWNERS.match(r.text)]
    if not rest or len(rest) == len(rows) or (columns and not _OWNED & {c.kind for c in columns}):
        return heads, rows, False
    return [*heads, *(r.statement for r in rows if r not in rest)], rest, True


def _figured_apart(heads: list[Statement], rows: list[Row]) -> tuple[list[Statement], list[Row]]:
    """相差27.4个百分点: what is reckoned stands before the rows of what it is reckoned from."""
    rest = [r for r in rows if not r.statement.derived]
    if not rest:
        return heads, rows
    return [*heads, *(r.statement for r in rows if r not in rest)], rest


def _notes(draft: Draft, formed: Formed, counted: list[Statement]) -> list[Statement]:
    """What no row tells: the verdict, else what is counted, in JSON where that is asked for."""
    first = draft.statements[0]
    verdict = next((v for v in (YES, NO, AMISS) if first.text.startswith(v)), "")
    if formed.form.layout not in (Layout.TABLE, Layout.JSON):
        return []
    wanted = formed.form.layout is Layout.TABLE or _COUNTED.search(formed.text)
    return [replace(first, text=verdict)] if verdict else counted if wanted else []


def _by_target(rows: Sequence[Row], plan: Plan, every: bool = False) -> list[Row]:
    """A row for each target told; ``every`` keeps lines without one, where content is asked for."""
    told = [replace(r, target=t) for r in rows for t in targets_of(r.statement, plan)]
    if told and every:
        return [x for r in rows for x in [t for t in told if t.statement is r.statement] or [r]]
    return told or [
        replace(r, target=t, statement=replace(r.statement, evidence=(_sentence(s, c),)))
        for r in rows
        if (c := r.clause) and r.statement.evidence == (title(c),)
        for s in c.sentences
        for t in s.targets
    ]


def _asked_for(rows: Sequence[Row], asked: str) -> list[Row]:
    """The rows whose indicators are asked for by name, where those are all that is asked for."""
    wanted = pairs(asked)
    near = [
        len(own & wanted) / len(own) if r.target and (own := pairs(r.target.indicator)) else 0.0
        for r in rows
    ]
    named = [pairs(r.target.indicator) if r.target else set[str]() for r in rows]
    items = [pairs(item) for item in _ITEMS.split(asked)]
    most = [max((len(own & n) for n in named), default=0) for own in items]
    best = [any(m and len(own & n) == m for own, m in zip(items, most, strict=True)) for n in named]
    kept = [r for r, s, b in zip(rows, near, best, strict=True) if s >= _NEAR or b]
    names = set[str]().union(*(pairs(r.target.indicator) for r in kept if r.target))
    told = all(len(own & names) >= min(_SHARED, len(own)) for own in items if own)
    sure = told and max(near, default=0) >= _NEAR
    return kept if kept and sure and not _EVERY.search(asked) else list(rows)


def _sentence(sentence: Sentence, clause: Clause) -> Evidence:
    return Evidence(sentence.start, sentence.end, clause.number)


def _fitting(rows: Sequence[Row], formed: Formed, titled: bool) -> tuple[Column, ...]:
    """The columns where none are asked for, with the clause's title where it has no other place."""
    columns = _columns(rows, formed)
    if not titled or formed.form.layout not in (Layout.JSON, Layout.CSV):
        return columns
    return tuple(replace(c, name=_TITLED) if c.kind == "clause" else c for c in columns)


def _columns(rows: Sequence[Row], formed: Formed) -> tuple[Column, ...]:
    """The columns that fit where none are asked for."""
    names: tuple[tuple[str, str], ...]
    if all(OWNED_BY.search(r.text) for r in rows):
        names = (("clause", "条款"), ("content", "任务"), ("owner", "责任部门"))
    elif all(OWNERS.match(r.text) for r in rows):
        names = (("clause", "条款"), ("owner", "责任部门"))
    elif _TARGETS.search(formed.text) and any(re.search(r"\d", r.text) for r in rows if r.clause):
        names = (("indicator", "指标"), ("value", "目标"), ("due", "时限"), ("clause", "条款"))
    elif all(CHAPTER.match(r.text) for r in rows):
        names = (("part", "章"), ("rest", "内容"))
    elif all(PAIR.match(r.text) for r in rows):
        names = (("before", "项目"), ("after", "内容"))
        labelled = any(_LABEL.match(r.statement.text) for r in rows)
        names = (("clause", "条款"), *names) if labelled else names
    else:
        names = (("clause", "条款"), ("content", "内容"))
        names = names if any(r.clause for r in rows) else names[1:]
    return tuple(Column(kind, name) for kind, name in names)


def _with_values(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """指标、期限: an indicator is told with what it shall be, though no column is asked for it."""
    kinds = [c.kind for c in columns]
    if "indicator" not in kinds or {"value", "content"} & set(kinds):
        return columns
    at = kinds.index("indicator") + 1
    return (*columns[:at], Column("value", "目标"), *columns[at:])


_NAMES = frozenset(("indicator", "content", "title", "part", "before"))


def _named(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """目标、年份: of several rows it is told besides what each of them is about."""
    if not columns or len(rows) < 2 or _NAMES & {c.kind for c in columns}:
        return columns
    if any(c.kind in _AIMED for c in columns):
        return (Column("indicator", "指标"), *columns)
    return (Column("content", "事项"), *columns)


def _leading(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The column of who leads, which tells who shares where nobody does and no column is theirs."""
    if "shared" in {c.kind for c in columns}:
        return columns
    return tuple(replace(c, kind="leading") if c.kind == "lead" else c for c in columns)


_OWNED = frozenset(("owner", "lead", "leading", "shared", "role"))


def _proved(row: Row, columns: Iterable[Column]) -> Statement:
    """The evidence of a row, with the brackets that its owners stand in."""
    marks, said = row.statement.evidence, row.statement.text
    if row.target and row.clause:
        marks = (*_dated(row.target, row.clause), *marks)
        said = f"{row.target.due}，{row.target.text}" if row.target.due else row.target.text
    if any(c.kind in _OWNED for c in columns):
        marks = (*marks, *(e for t in row.tasks if (e := bracket(t))))
        said = "；".join(
            (said.rstrip(_ENDS), *dict.fromkeys(f"由{duty_text(t)}" for t in row.tasks))
        )
    return Statement("", tuple(dict.fromkeys(marks)), row.statement.derived, said=said)


def _dated(target: Target, clause: Clause) -> tuple[Evidence, ...]:
    """A sentence from the date that rules it on, where that stands in a sentence before."""
    sentence = next((s for s in clause.sentences if s.start <= target.start < s.end), None)
    at = clause.text.rfind(target.due, 0, target.start - clause.start) if target.due else -1
    if sentence is None or at < 0 or clause.start + at >= sentence.start:
        return ()
    return (Evidence(clause.start + at, sentence.end, clause.number),)


def _merged(
    cells: list[list[str]], said: list[Statement], rows: list[Row]
) -> tuple[list[list[str]], list[Statement], list[Row]]:
    """Rows that tell the same once, with all their evidence."""
    first: dict[tuple[str, ...], int] = {}
    kept: list[int] = []
    said = list(said)
    for i, row in enumerate(cells):
        at = first.setdefault(tuple(row), i)
        if at == i:
            kept.append(i)
            continue
        marks = dict.fromkeys((*said[at].evidence, *said[i].evidence))
        said[at] = replace(said[at], evidence=tuple(marks))
    return [cells[i] for i in kept], [said[i] for i in kept], [rows[i] for i in kept]


def _left(draft: Draft, heads: Sequence[Statement], said: Sequence[Statement]) -> list[Evidence]:
    """Evidence of heads and departments that no row holds: JSON has no place behind it."""
    held = {e for s in said for e in s.evidence}
    marks = [e for h in heads for e in h.evidence] + [d.evidence for d in draft.departments]
    return [e for e in dict.fromkeys(marks) if e not in held]
