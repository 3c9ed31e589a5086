"""Sizes in the ledger: totals, extremes, ranks, bounds (恰好三个部门) and comparisons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.lookup import title
from assistant.compose.phrase import pieces
from assistant.ledger.scope import Kind, Scope, bound, excluded_only, kinds, measure, subject
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, Plan, Role, Task
from corpus.numerals import to_han, to_int

_EXTREME = re.compile(
    r"最(?P<which>[多重大细忙累广]|[少轻小])|(?P<most>数量?(?:居首|第一))|哪(?:个|家).{0,12}(?P<more>更?多|更?重)"
)
_TOP = re.compile(
    r"(?:前|头)(?P<n>[一二三四五六七八九十两\d]+)(?:名|位|家|个)?|(?:第|排第)(?P<rank>[二三四五六七八九十\d]+)(?:名|位|多)"
)
_RANK = re.compile(
    r"从多到少|由多到少|从高到低|排名|排序|排个?序|排行|排一下|前(?:几|[一二三四五六七八九十两\d]+)名"
)
_SAME = re.compile(r"一样多|同样多|相同数量|数量?相同|数量?一样|条款?数.{0,4}(?:相同|一样)")
_MORE = re.compile(
    r"(?:谁|哪个|哪家|哪边).{0,14}(?:多|少|重|轻)|更[多少重]|差(?:多少|几)|多(?:几|多少)(?:条|项)|对比|比较|比一比|相比"
)
_UNITS = {Kind.CLAUSES: "条", Kind.TASKS: "项任务", Kind.DEPARTMENTS: "个责任部门"}
Item = Chapter | Clause | Task | str


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

    def sized(self, question: Question, scope: Scope) -> Draft | None:
        """Extremes, ranks, bounds and equals: what has the most, exactly three, as many …"""
        text = question.text
        of = subject(text)
        if _SAME.search(text) and of:
            return self._equal(of, measure(text, of) or Kind.CLAUSES, scope)
        limit = bound(text)
        if limit and not _EXTREME.search(text) and not scope.groups and kinds(text):
            return self._bounded(limit.kind, (limit.low, limit.high), of, question, scope)
        extreme = _EXTREME.search(text)
        if not of or scope.groups or not (extreme or _RANK.search(text)):
            return None
        by = measure(text, of) or _by_default(of)
        rows = self._rows(of, by, question, scope)
        many = not (extreme and extreme["which"] and extreme["which"] in "少轻小")
        return self.listed(_ends_of(rows, many, text), of, by, scope)

    def compared(self, question: Question, scope: Scope) -> Draft | None:
        """Which of several departments has more."""
        if (
            len(scope.groups) < 2
            or not _MORE.search(question.text)
            or not re.search(r"多|少|重|轻|任务量|条数", question.text)
        ):
            return None
        by = measure(question.text, Kind.DEPARTMENTS) or Kind.TASKS
        rows = [
            r for r in self._rows(Kind.DEPARTMENTS, by, question, scope) if r.item in scope.names
        ]
        if not rows:
            return None
        return self.listed(sorted(rows, key=lambda r: -r.size), Kind.DEPARTMENTS, by, scope)

    # --- rows ------------------------------------------------------------------------------------

    def _rows(self, of: Kind, by: Kind, question: Question, scope: Scope) -> list[Row]:
        if of is Kind.CHAPTERS:
            chapters = [
                c for c in self._plan.chapters if not scope.chapters or c.number in scope.chapters
            ]
            return [Row(c, self.size(c.clauses, by, scope)) for c in chapters]
        if of is Kind.CLAUSES:
            return [Row(c, self.size((c,), by, scope)) for c in scope.clauses(self._plan)]
        if of is Kind.TASKS:
            return [
                Row(t, len(t.duties))
                for c in scope.clauses(self._plan)
                for t in c.tasks
                if t.duties
            ]
        return [
            r for n in self.pool(question, scope) if (r := Row(n, self._load(n, by, scope))).size
        ]

    def pool(self, question: Question, scope: Scope) -> list[str]:
        """Departments to choose from: none barred (除…外), none with the role ruled out."""
        out = scope.barred if excluded_only(question) else frozenset[str]()
        ruled = {d.name for t in self._plan.tasks() for d in t.duties if d.role is scope.without}
        return [n for n in self._departments if n not in out | ruled]

    def size(self, clauses: tuple[Clause, ...], by: Kind, scope: Scope) -> int:
        """How many clauses, tasks or departments some clauses have."""
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if by is Kind.CLAUSES:
            return len(clauses)
        if by is Kind.TASKS:
            return sum(any(scope.role in (None, d.role) for d in t.duties) for t in tasks)
        return len({d.name for t in tasks for d in t.duties if scope.role in (None, d.role)})

    def _load(self, name: str, by: Kind, scope: Scope) -> int:
        tasks = self.of(name, scope)
        return len({t.clause for t in tasks}) if by is Kind.CLAUSES else len(tasks)

    def of(self, name: str, scope: Scope) -> list[Task]:
        """The tasks of a department within the scope."""
        return [
            t
            for c in scope.clauses(self._plan)
            for t in c.tasks
            if any(d.name == name and scope.role in (None, d.role) for d in t.duties)
        ]

    # --- answers ---------------------------------------------------------------------------------

    def _bounded(
        self, by: Kind, limits: tuple[int, int], of: Kind | None, question: Question, scope: Scope
    ) -> Draft | None:
        if of is None or of is by:
            named = [k for k in kinds(question.text) if k is not by and k is not Kind.CHAPTERS]
            of = named[0] if named else Kind.DEPARTMENTS if by is Kind.CLAUSES else Kind.CLAUSES
        if (of is Kind.TASKS and limits[1] == 0) or (
            of is Kind.DEPARTMENTS and by is Kind.DEPARTMENTS
        ):
            of = Kind.CLAUSES
        rows = [r for r in self._rows(of, by, question, scope) if limits[0] <= r.size <= limits[1]]
        if not rows:
            return None
        return self.listed(rows, of, by, scope, head=len(rows) > 1, bare=limits[1] == 0)

    def _equal(self, of: Kind, by: Kind, scope: Scope) -> Draft | None:
        if of is not Kind.CHAPTERS:
            return None
        sizes = [(c, self.size(c.clauses, by, scope)) for c in self._plan.chapters]
        seen = [s for _, s in sizes]
        rows = [Row(c, s) for c, s in sizes if seen.count(s) > 1]
        return self.listed(sorted(rows, key=lambda r: -r.size), of, by, scope)

    def listed(
        self,
        rows: list[Row],
        of: Kind,
        by: Kind,
        scope: Scope,
        head: bool = False,
        bare: bool = False,
    ) -> Draft | None:
        """An answer with one line for each row; ``head`` tells their number, ``bare`` no sizes."""
        if not rows:
            return None
        if of is Kind.DEPARTMENTS:
            return self._departments_of(rows, scope)
        lines = [self._line(r, by, bare) for r in rows]
        if head:
            count, unit = (
                str(len(rows)),
                {Kind.CLAUSES: "条", Kind.TASKS: "项任务", Kind.CHAPTERS: "章"}[of],
            )
            lines.insert(0, Statement(f"共{count}{unit}：", (), (count,)))
        tasks = [t for r in rows for t in _tasks_in(r.item)]
        found = tuple(d for t in tasks for d in responsible(t)) if of is not Kind.CHAPTERS else ()
        return Draft(Status.ANSWERED, tuple(lines), found, lines=True)

    def _line(self, row: Row, by: Kind, bare: bool) -> Statement:
        item, size = row.item, str(row.size)
        if isinstance(item, Chapter):
            return chapter_line(
                item, "" if by is Kind.CLAUSES else f"，{size}{_UNITS[by]}", (size,)
            )
        if isinstance(item, Clause):
            said = "" if bare else f"：{size}{_UNITS[by]}"
            return Statement(f"{item.label}{item.title}{said}", (title(item),), (size,))
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

    def _departments_of(self, rows: list[Row], scope: Scope) -> Draft:
        """One line for each; all brackets prove up to three, the first of each more."""
        lines, found = list[Statement](), list[Responsible]()
        for row in rows:
            name = str(row.item)
            tasks = self.of(name, scope)
            own = [
                d for t in tasks for d in responsible(t, (name,)) if scope.role in (None, d.role)
            ]
            shown = own if len(rows) <= 3 else own[:1]
            figures = _load_figures(name, tasks)
            marks = tuple(dict.fromkeys(d.evidence for d in shown))
            said = (
                f"牵头{figures[2]}项、分工{figures[3]}项"
                if scope.role is None
                else _said(scope.role, figures)
            )
            text = f"{name}：涉及{figures[0]}条、{figures[1]}项任务（{said}）"
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
    rows = [r for r in rows if r.size]
    ordered = sorted(rows, key=lambda r: -r.size if many else r.size)
    sizes = list(dict.fromkeys(r.size for r in ordered))
    top = _TOP.search(text)
    if top and top["rank"] and (rank := to_int(top["rank"])) and rank <= len(sizes):
        return [r for r in ordered if r.size == sizes[rank - 1]]
    n = (
        to_int(top["n"])
        if (top and top["n"] and _RANK.search(text)) or (top and top["n"] and "名" in text)
        else None
    )
    if n and n > 1 and len(ordered) >= n:
        return [
            r
            for r in ordered
            if (r.size >= ordered[n - 1].size) == many or r.size == ordered[n - 1].size
        ]
    if _RANK.search(text) and not _EXTREME.search(text):
        return ordered
    return [r for r in ordered if r.size == sizes[0]] if sizes else []


def _by_default(of: Kind) -> Kind:
    return {Kind.CHAPTERS: Kind.CLAUSES, Kind.DEPARTMENTS: Kind.TASKS}.get(of, Kind.DEPARTMENTS)


def _tasks_in(item: Item) -> tuple[Task, ...]:
    return item.tasks if isinstance(item, Clause) else (item,) if isinstance(item, Task) else ()


def _load_figures(name: str, tasks: list[Task]) -> tuple[str, str, str, str]:
    lead = sum(any(d.name == name and d.role is Role.LEAD for d in t.duties) for t in tasks)
    return (str(len({t.clause for t in tasks})), str(len(tasks)), str(lead), str(len(tasks) - lead))


def _said(role: Role, figures: tuple[str, str, str, str]) -> str:
    return f"牵头{figures[1]}项" if role is Role.LEAD else f"分工{figures[1]}项"
