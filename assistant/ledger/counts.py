"""Sizes in the ledger: totals, extremes, ranks, bounds (恰好三个部门) and comparisons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import pieces
from assistant.ledger.bounds import Bound
from assistant.ledger.kinds import Kind, kinds
from assistant.ledger.measures import EXTREME, distributed, measure, place, ranked
from assistant.ledger.query import Query
from assistant.ledger.roles import LEAD
from assistant.ledger.subjects import asked_kind, besides, plain, single  # fmt: skip
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, Plan, Role, Task
from corpus.numerals import to_han

_SAME = re.compile(r"一样多|同样多|相同数量|数量?相同|数量?一样|条款?数.{0,4}(?:相同|一样)")
UNITS = {
    Kind.CLAUSES: "条",
    Kind.TASKS: "项任务",
    Kind.DEPARTMENTS: "个责任部门",
    Kind.AIMS: "项目标",
    Kind.CHAPTERS: "章",
    Kind.YEARS: "个年份",
    Kind.SIGNS: "个字",
}
_ONLY_LED = re.compile(rf"[只仅光][^，。？]{{0,2}}(?:{LEAD})")
_LENGTH = re.compile(r"字数|字[最更]|最[长短]|篇幅")
Item = Chapter | Clause | Task | str
_FEW = 6  # so many clauses are told with the names of their departments


@dataclass(frozen=True, slots=True)
class Row:
    """One thing counted and its size."""

    item: Item
    size: int


class Counts:
    """Counts of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._departments = tuple(dossier.departments)
        self._plan: Plan = dossier.plan

    def sized(self, question: Question, query: Query) -> Draft | None:
        """Extremes, ranks, bounds and equals: what has the most, exactly three, as many …"""
        text, of = single(plain(question.text)), query.select
        if _LENGTH.search(text):
            return None  # 标题字数最少的: no departments are counted
        if _SAME.search(text) and of:
            return self._equal(of, besides(text, of) or Kind.CLAUSES, query)
        extreme, each = EXTREME.search(text), distributed(plain(question.text))
        apart = each and each is not asked_kind(text) and not question.years
        if each and apart and not query.groups and not extreme:
            by = next((k for k in kinds(text) if k is not each), _by_default(each))
            return self.listed(self._rows(each, by, query), each, by, query)
        told = question.asks(Asked.CHECK) and query.size and kinds(text) == (query.size.kind,)
        told = told or bool(question.years)  # 2024年只在一条里出现: the year's
        roles = query.role or query.without or query.both or query.sole
        told = told or bool(
            _ONLY_LED.search(text) and not roles
        )  # 只牵头一项: a role that was not read
        if query.size and not told and not extreme and not query.groups and kinds(text):
            return self._bounded(query.size, text, query)
        if of is None and not query.chapters and measure(text) in (Kind.TASKS, Kind.CLAUSES):
            of = Kind.DEPARTMENTS  # 牵头任务数量排名前三
        if not of or query.groups or not (extreme or ranked(text) or any(place(text))):
            return None
        by = measure(text) or besides(text, of) or _by_default(of)
        rows = self._rows(of, by, query)
        many = not (extreme and extreme["least"])
        return self.listed(_ends_of(rows, many, text), of, by, query)

    # --- rows ------------------------------------------------------------------------------------

    def _rows(self, of: Kind, by: Kind, query: Query) -> list[Row]:
        if of is Kind.CHAPTERS:
            chapters = [c for c in self._plan.chapters if query.in_chapter(c.number)]
            return [Row(c, self.size(c.clauses, by, query)) for c in chapters]
        if of is Kind.CLAUSES:
            return [Row(c, self.size((c,), by, query)) for c in query.clauses(self._plan)]
        if of is Kind.TASKS:
            return [
                Row(t, len(t.duties))
                for c in query.clauses(self._plan)
                for t in c.tasks
                if t.duties
            ]
        return [r for n in self.pool(query) if (r := Row(n, self._load(n, by, query))).size]

    def pool(self, query: Query) -> list[str]:
        """Departments to choose from: none barred (除…外), none with the role ruled out."""
        inside = {c.number for c in query.clauses(self._plan)}
        tasks = [t for t in self._plan.tasks() if t.duties]
        pool = [n for n in self._departments if query.fits(n, tasks)]
        if not query.confined or not (query.chapters or query.numbers):
            return pool
        outside = {d.name for t in tasks if t.clause not in inside for d in t.duties}
        return [n for n in pool if n not in outside]

    def size(self, clauses: tuple[Clause, ...], by: Kind, query: Query) -> int:
        """How many clauses, tasks or departments some clauses have."""
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if by is Kind.CLAUSES:
            return len(clauses)
        if by is Kind.AIMS:
            return sum(len(s.targets) for c in clauses for s in c.sentences)
        if by is Kind.TASKS:
            return sum(any(query.role in (None, d.role) for d in t.duties) for t in tasks)
        return len({d.name for t in tasks for d in t.duties if query.role in (None, d.role)})

    def _load(self, name: str, by: Kind, query: Query) -> int:
        tasks = self.of(name, query)
        if by is Kind.CHAPTERS:
            return len({c.chapter for t in tasks if (c := self._plan.clause(t.clause))})
        return len({t.clause for t in tasks}) if by is Kind.CLAUSES else len(tasks)

    def of(self, name: str, query: Query) -> list[Task]:
        """The tasks of a department within the query."""
        return [
            t
            for c in query.clauses(self._plan)
            for t in c.tasks
            if any(d.name == name and query.role in (None, d.role) for d in t.duties)
        ]

    # --- answers ---------------------------------------------------------------------------------

    def _bounded(self, size: Bound, text: str, query: Query) -> Draft | None:
        """What has a number of departments, tasks or clauses within bounds."""
        of, by = query.select, size.kind
        if of is None or of is by:
            named = [k for k in kinds(text) if k is not by and k is not Kind.CHAPTERS]
            of = named[0] if named else Kind.DEPARTMENTS if by is Kind.CLAUSES else Kind.CLAUSES
        if (of is Kind.TASKS and size.high == 0) or (of is by is Kind.DEPARTMENTS):
            of = Kind.CLAUSES
        # A clause of one department alone counts everybody in it, whatever the role.
        alone = of is Kind.CLAUSES and query.sole
        rows = self._rows(of, by, replace(query, role=None, without=None) if alone else query)
        rows = [r for r in rows if size.low <= r.size <= size.high and self._roled(r, query)]
        if not rows:
            return None
        head = len(rows) > 1 or query.counted
        return self.listed(rows, of, by, query, head=head, bare=size.high == 0)

    def _roled(self, row: Row, query: Query) -> bool:
        return not (isinstance(row.item, Clause) and query.role and row.size) or any(
            d.role is query.role for t in _tasks_in(row.item) for d in t.duties
        )

    def _equal(self, of: Kind, by: Kind, query: Query) -> Draft | None:
        if of is not Kind.CHAPTERS:
            return None
        sizes = [(c, self.size(c.clauses, by, query)) for c in self._plan.chapters]
        seen = [s for _, s in sizes]
        rows = [Row(c, s) for c, s in sizes if seen.count(s) > 1]
        return self.listed(sorted(rows, key=lambda r: -r.size), of, by, query)

    def listed(
        self,
        rows: list[Row],
        of: Kind,
        by: Kind,
        query: Query,
        head: bool = False,
        bare: bool = False,
    ) -> Draft | None:
        """An answer with one line for each row; ``head`` tells their number, ``bare`` no sizes."""
        if not rows:
            return None
        if of is Kind.DEPARTMENTS:
            return self._departments_of(rows, by, query, head)
        lines = [self._line(r, by, bare, query, len(rows)) for r in rows]
        if head:
            count, unit = (
                str(len(rows)),
                {Kind.CLAUSES: "条", Kind.TASKS: "项任务", Kind.CHAPTERS: "章"}[of],
            )
            lines.insert(0, Statement(f"共{count}{unit}：", (), (count,)))
        tasks = [t for r in rows for t in _tasks_in(r.item)]
        found = tuple(d for t in tasks for d in responsible(t)) if of is not Kind.CHAPTERS else ()
        return Draft(Status.ANSWERED, tuple(lines), found, lines=True)

    def _named(self, clause: Clause, by: Kind, query: Query, many: int) -> str:
        """The departments counted in a clause, where a few clauses are told."""
        if by is not Kind.DEPARTMENTS or many > _FEW:
            return ""
        duties = (d for t in clause.tasks for d in t.duties if query.role in (None, d.role))
        return f"（{'、'.join(dict.fromkeys(d.name for d in duties))}）"

    def _line(self, row: Row, by: Kind, bare: bool, query: Query, many: int) -> Statement:
        item, size, placed = row.item, str(row.size), query.placed
        if isinstance(item, Chapter):
            return chapter_line(item, "" if by is Kind.CLAUSES else f"，{size}{UNITS[by]}", (size,))
        if isinstance(item, Clause):
            said = "" if bare else f"：{size}{UNITS[by]}{self._named(item, by, query, many)}"
            chapter = self._plan.chapter(item.chapter) if placed else None
            where = f"，在第{to_han(chapter.number)}章“{chapter.title}”" if chapter else ""
            figures = (size, str(item.chapter)) if placed else (size,)
            marks = tuple(e for t in item.tasks if "（" in said and (e := bracket(t)))
            text = f"{item.label}{item.title}{said}{where}"
            return Statement(text, (title(item), *marks), figures)
        assert isinstance(item, Task)
        clause, mark = self._plan.clause(item.clause), bracket(item)
        assert clause is not None
        assert mark is not None
        names = "、".join(d.name for d in item.duties)
        text = (
            f"{clause.label}{clause.title}{task_gist(item, clause)}：共{size}个责任部门（{names}）"
        )
        first = item.sentences[0]
        return Statement(text, (Evidence(first.start, first.end, item.clause), mark), (size,))

    def _departments_of(self, rows: list[Row], by: Kind, query: Query, head: bool) -> Draft:
        """One line for each; all brackets prove up to three, the first of each more."""
        count, found = str(len(rows)), list[Responsible]()
        lines = [Statement(f"共{count}个部门：", (), (count,))] if head else []
        for row in rows:
            name = str(row.item)
            tasks = self.of(name, query)
            own = [
                d for t in tasks for d in responsible(t, (name,)) if query.role in (None, d.role)
            ]
            shown = own if len(rows) <= 3 else own[:1]
            figures = load_figures(name, tasks)
            marks = tuple(dict.fromkeys(d.evidence for d in shown))
            text = load_text(name, figures, query.role)
            if by is Kind.CHAPTERS:
                text, figures = f"{text}，分布在{row.size}章", (*figures, str(row.size))
            elif by is Kind.AIMS:
                text, figures = f"{text}，{row.size}项目标", (*figures, str(row.size))
            lines.append(Statement(text, marks, figures))
            found += shown
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True)


def chapter_line(
    chapter: Chapter, more: str, derived: tuple[str, ...], brief: bool = False
) -> Statement:
    """第四章“…”，共4条（（十三）至（十六））; all its clauses, or the first alone, as evidence."""
    count, first, last = str(len(chapter.clauses)), chapter.clauses[0], chapter.clauses[-1]
    span = "" if brief else f"（{first.label}至{last.label}）"
    text = f"第{to_han(chapter.number)}章“{chapter.title}”，共{count}条{span}{more}"
    marks = (title(first),) if brief else tuple(map(title, chapter.clauses))
    return Statement(text, marks, (count, str(chapter.number), *derived))


def task_gist(task: Task, clause: Clause) -> str:
    """A few words telling a task from the others of its clause; none with figures."""
    if len(clause.tasks) == 1:
        return ""
    parts = pieces(task.sentences[0].text, task.sentences[0].start)
    text = next((p.text for p in parts if not re.search(r"[\d一二三四五六七八九十]", p.text)), "")
    return f"：{text}" if text else ""


def _ends_of(rows: list[Row], many: bool, text: str) -> list[Row]:
    """The first rows asked for: the extreme with its ties, the top five, the second."""
    ordered = sorted((r for r in rows if r.size), key=lambda r: -r.size if many else r.size)
    sizes = list(dict.fromkeys(r.size for r in ordered))
    n, rank = place(text)
    if rank and rank <= len(sizes):
        return [r for r in ordered if r.size == sizes[rank - 1]]
    if n and n > 1 and ordered:
        last = ordered[min(n, len(ordered)) - 1].size
        return [r for r in ordered if (r.size >= last if many else r.size <= last)]
    if ranked(text) and not EXTREME.search(text):
        return ordered
    return [r for r in ordered if r.size == sizes[0]] if sizes else []


def _by_default(of: Kind) -> Kind:
    return {Kind.CHAPTERS: Kind.CLAUSES, Kind.DEPARTMENTS: Kind.TASKS}.get(of, Kind.DEPARTMENTS)


def _tasks_in(item: Item) -> tuple[Task, ...]:
    return item.tasks if isinstance(item, Clause) else (item,) if isinstance(item, Task) else ()


def load_figures(name: str, tasks: Sequence[Task]) -> tuple[str, ...]:
    """Clauses, tasks, those led and those shared."""
    lead = sum(any(d.name == name and d.role is Role.LEAD for d in t.duties) for t in tasks)
    return (str(len({t.clause for t in tasks})), str(len(tasks)), str(lead), str(len(tasks) - lead))


def load_text(name: str, figures: tuple[str, ...], role: Role | None = None) -> str:
    """市公安局：涉及3条、3项任务（牵头1项、分工2项）."""
    lead, shared = f"牵头{figures[2]}项", f"分工{figures[3]}项"
    said = {Role.LEAD: lead, Role.SHARED: shared, None: f"{lead}、{shared}"}[role]
    return f"{name}：涉及{figures[0]}条、{figures[1]}项任务（{said}）"
