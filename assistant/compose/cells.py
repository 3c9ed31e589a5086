"""Cells of a table's rows: what the ledger knows of the clause, tasks and target of a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.compose.draft import Statement, bracket
from assistant.understand.layout import Column
from corpus.model import Clause, Plan, Role, Target, Task

_DIGIT, _YEAR = re.compile(r"\d"), re.compile(r"20\d\d")
_LEADING = re.compile(
    r"^(?:稳定|保持|控制|提高(?=到)|均|完成|现有|全部|提标|达到?|建立|在|到|关停退出|整治|修复)+(?=至少|\d)"
)
EMPTY, UNSAID = "—", "方案没有规定"
_IN_FULL = ("各条", "每条", "条款名称")
PAIR = re.compile(r"^(?P<a>[^：，。]{2,30})：(?P<b>.+)$")
# 一是…等：由…牵头: the task before, its owners behind.
OWNED_BY = re.compile(r"^(?:[一二三四五六七八九]是)?(?P<task>[^：]+?)等?：由[^：]+(?:牵头|负责)$")
OWNERS = re.compile(r"^(?:共\d+个部门，)?由[^：，。]+(?:，[^：，。]+)?(?:牵头|负责)$")
CLAUSE_HEAD = re.compile(r"^（[^）]{1,4}）[^：。]+：$")
CHAPTER = re.compile(r"^(?P<a>第[一二三四五六七八九十]+章“[^”]+”)[，：](?P<b>.+)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what its cells are read from."""

    statement: Statement
    text: str
    clause: Clause | None
    tasks: tuple[Task, ...]
    chapter: str = ""
    target: Target | None = None


def tasks_told(statement: Statement, clause: Clause | None) -> tuple[Task, ...]:
    """The tasks that a line tells of: those of its evidence, all where that is a title."""
    if clause is None:
        return ()
    own = tuple(
        t
        for t in clause.tasks
        if any(t.start <= e.start < t.end or e == bracket(t) for e in statement.evidence)
    )
    return own or clause.tasks


def targets_of(statement: Statement, plan: Plan) -> list[Target]:
    """The targets whose words stand in a statement, within its evidence."""
    found = []
    for number in dict.fromkeys(e.clause for e in statement.evidence if e.clause):
        clause = plan.clause(number)
        spans = [(e.start, e.end) for e in statement.evidence if e.clause == number]
        for sentence in clause.sentences if clause else ():
            if not any(a < sentence.end and sentence.start < b for a, b in spans):
                continue
            found += [t for t in sentence.targets if t.text in statement.text]
    return found


def figure_of(target: Target) -> str:
    """提高到15%左右, 下降20%, 全部清零: what an indicator shall be or do."""
    before, _, after = target.comparator.removeprefix("分别").partition("…")
    if not _DIGIT.search(target.value):
        stated = target.value.startswith(before) or not target.value
        return (target.value or before) if stated else before + target.value
    if before in ("以上", "以下"):
        before, after = "", before
    return f"{before}{target.value}{target.unit}{after}"


def bare_figure(target: Target) -> str:
    """30微克/立方米, 15%以上, 下降20%: the figure without words that only lead to it."""
    if not _DIGIT.search(target.value):
        return target.text
    return _LEADING.sub("", figure_of(target))


def due_of(target: Target) -> str:
    """2025年, 2023年年底, 2021年到2023年."""
    return target.due.removeprefix("到").removeprefix("至")


def cell(column: Column, row: Row) -> str:
    """What a column tells of a row; 各条 wants more than the numbers of clauses."""
    if column.kind == "clause" and row.clause and column.name in _IN_FULL:
        return f"{row.clause.label}{row.clause.title}"
    if column.kind == "value" and row.target and not _of_year(column.name, row.target):
        return EMPTY
    return (_CELLS[column.kind](row) or EMPTY).replace("\n", " ")


def _of_year(name: str, target: Target) -> bool:
    """Whether a target falls due in the year that a column is named by: 2025年数值."""
    year = _YEAR.search(name)
    return not year or target.due_year == int(year.group())


def _names(row: Row, role: Role | None = None) -> str:
    named = dict.fromkeys(d.name for t in row.tasks for d in t.duties if role in (None, d.role))
    return "、".join(named)


def _roles(row: Row) -> str:
    said = {Role.LEAD: "牵头", Role.SHARED: "分工"}
    return "、".join(dict.fromkeys(said[d.role] for t in row.tasks for d in t.duties))


def _owners(row: Row) -> str:
    lead, shared = _names(row, Role.LEAD), _names(row, Role.SHARED)
    return f"{lead}（牵头）{'；' if shared else ''}{shared}" if lead and shared else lead or shared


def _leading(row: Row) -> str:
    """Who leads; where nobody does, who shares the task, told as such."""
    shared = _names(row, Role.SHARED)
    return _names(row, Role.LEAD) or (f"{shared}（分工）" if shared else "")


def _content(row: Row) -> str:
    owned = OWNED_BY.search(row.text)
    return owned["task"] if owned else row.text


def _pair(row: Row, part: str, pattern: re.Pattern[str] = PAIR) -> str:
    match = pattern.match(row.text)
    return match[part] if match else ""


_CELLS: dict[str, Callable[[Row], str]] = {
    "clause": lambda r: r.clause.label if r.clause else "",
    "title": lambda r: r.clause.title if r.clause else "",
    "chapter": lambda r: r.chapter,
    "indicator": lambda r: r.target.indicator if r.target else r.text,
    "value": lambda r: figure_of(r.target) if r.target else "",
    "unit": lambda r: r.target.unit if r.target else "",
    "due": lambda r: due_of(r.target) if r.target else "",
    "lead": lambda r: _names(r, Role.LEAD),
    "leading": _leading,
    "shared": lambda r: _names(r, Role.SHARED),
    "owner": _owners,
    "role": _roles,
    "content": _content,
    "unsaid": lambda r: UNSAID,
    "blank": lambda r: "",
    "part": lambda r: _pair(r, "a", CHAPTER),
    "rest": lambda r: _pair(r, "b", CHAPTER),
    "before": lambda r: _pair(r, "a"),
    "after": lambda r: _pair(r, "b"),
}
