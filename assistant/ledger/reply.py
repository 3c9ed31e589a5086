"""Answers to what was asked of the ledger: lists, counts, ranks, groups, comparisons, shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.lookup import task_owners, title
from assistant.compose.phrase import duty_text, summary
from assistant.ledger.aims import Aims
from assistant.ledger.ask import Act, Ask, Scope
from assistant.ledger.counts import (
    UNITS,
    Counts,
    Row,
    chapter_line,
    load_figures,
    load_text,
    task_gist,
)
from assistant.ledger.duties import Duties
from assistant.ledger.grammar import Kind
from assistant.ledger.mentions import head
from assistant.ledger.query import Query
from assistant.ledger.relation import Relation
from assistant.understand.question import Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Task
from corpus.numerals import to_han

_NONE = "没有"
_MANY, _FEW = 12, 6
_ROLES = {Role.LEAD: "牵头部门", Role.SHARED: "分工部门", None: "责任部门"}
_LOADS = {Role.LEAD: "牵头的", Role.SHARED: "分工的", None: ""}


_SEVERAL = re.compile(r"[几哪][个些项几一二三]|多少[个项年]|共|所有|全部|都有|列|总数")


class Replies:
    """Answers of one plan's ledger."""

    def __init__(self, dossier: Dossier, counts: Counts, duties: Duties, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._relation = Relation(dossier)
        self._counts, self._duties, self._aims = counts, duties, aims

    def answer(self, ask: Ask, question: Question) -> Draft | None:
        """The answer; None where the words are better read another way."""
        named = {n for g in ask.scope.groups for n in g}
        if named and not named & {d.name for t in self._plan.tasks() for d in t.duties}:
            return None
        if ask.act is Act.SHARE:
            return self._share(ask)
        if ask.act in (Act.RANK, Act.COMPARE):
            return self._ranked(ask)
        if ask.by:
            return self._grouped(ask, question)
        return {
            Kind.CHAPTERS: self._chapters,
            Kind.CLAUSES: self._clauses,
            Kind.TASKS: self._tasks,
            Kind.DEPARTMENTS: self._departments,
            Kind.AIMS: self._targets,
            Kind.YEARS: self._years,
        }[ask.select](ask, question)

    # --- plain lists and counts ------------------------------------------------------------------

    def _chapters(self, ask: Ask, question: Question) -> Draft | None:
        found = self._relation.chapters(ask.scope)
        if not found:
            return _none()
        if ask.scope.groups and not ask.scope.sizes:
            tasks = self._relation.tasks(replace(ask.scope, sizes=()))
            return self._duties.by_chapter(tasks, _query(ask))
        whole = len(found) == len(self._plan.chapters)
        head = Statement(f"共{len(found)}章：", (), (str(len(found)),))
        if whole:
            size = str(len(self._plan.clauses))
            head = Statement(f"全文共{len(found)}章、{size}条：", (), (str(len(found)), size))
        lines = [chapter_line(c, "", (), brief=whole) for c in found]
        told = ask.act is Act.COUNT or whole or len(found) > 1
        return Draft(Status.ANSWERED, (*[head] * told, *lines), lines=True)

    def _clauses(self, ask: Ask, question: Question) -> Draft | None:
        scope = ask.scope
        found = self._relation.clauses(scope)
        if not found:
            return _none() if _structural(scope) else None
        if not _filtered(scope) and ask.act is Act.LIST and not self._chapters_of(scope):
            return None
        if scope.groups:
            return self._of_departments(ask, question, found)
        if scope.words:
            return self._worded(ask, found)
        if ask.act is Act.COUNT and not _filtered(scope):
            return self._total(found, scope)
        if scope.years or scope.percent or scope.aimed:
            rows = [r for r in self._relation.targets(scope) if r[0] in found]
            lines = [self._aims.line(c, s, ts) for c, s, ts in rows]
            count = str(len(found))
            head = Statement(f"共涉及{count}条：", (), (count,))
            return self._aims.listed([(c, s) for c, s, _ in rows], [head, *lines], question, "")
        size = next((s for s in scope.sizes if s.high), None)
        by = size.kind if size else Kind.TASKS
        rows_ = [Row(c, self._relation.size((c,), by, scope)) for c in found]
        head_ = len(found) > 1 or ask.act is Act.COUNT
        draft = self._counts.listed(
            rows_, Kind.CLAUSES, by, _query(ask, found), head=head_, bare=size is None
        )
        plain = not (
            _filtered(scope) and (scope.role or scope.sizes or scope.both or scope.without)
        )
        return replace(draft, departments=()) if draft and plain and not scope.titles else draft

    def _of_departments(self, ask: Ask, question: Question, found: list[Clause]) -> Draft:
        """Clauses of departments: the tasks that they have there."""
        numbers = {c.number for c in found}
        scope = replace(ask.scope, sizes=(), words=(), every=ask.scope.joint)
        if ask.scope.sole:
            held = self._relation.tasks(scope)
        else:
            held = self._relation.tasks(replace(scope, barred=frozenset()))
        tasks = [t for t in held if t.clause in numbers]
        return self._duties.lines(tasks, question, _query(ask))

    def _worded(self, ask: Ask, found: list[Clause]) -> Draft:
        """Clauses with the sentence that holds the word."""
        words = ask.scope.words
        lines = list(head(found, list(words), "" if ask.act is Act.LIST else "几条"))
        tasks = list[Task]()
        for clause in found:
            held = [s for s in clause.sentences if any(w in s.text for w in words)][:2]
            marks = tuple(Evidence(s.start, s.end, clause.number) for s in held)
            said = f"：{summary(held[0], 60)}" if held and len(found) == 1 else ""
            lines.append(
                Statement(f"{clause.label}{clause.title}{said}", marks or (title(clause),))
            )
            tasks += [t for t in clause.tasks if any(w in t.text for w in words)]
        one = len(found) == 1
        departments = tuple(d for t in tasks for d in responsible(t)) if one else ()
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)

    def _total(self, found: list[Clause], scope: Scope) -> Draft:
        count = str(len(found))
        where, numbers = self._place(scope)
        where = where or ("其余各章" if scope.outside else "")
        run = not scope.outside and found[-1].number - found[0].number == len(found) - 1
        span = f"（{found[0].label}至{found[-1].label}）" if run and len(found) > 1 else ""
        marks = tuple(map(title, found if scope.places else (found[0], found[-1])))
        text = f"{where or '全文'}共{count}条{span}。"
        return Draft(Status.ANSWERED, (Statement(text, marks, (count, *numbers)),))

    def _tasks(self, ask: Ask, question: Question) -> Draft | None:
        tasks = self._relation.tasks(ask.scope)
        if not tasks:
            return None
        if not _filtered(ask.scope) and not self._chapters_of(ask.scope):
            return None
        if ask.scope.groups:
            return self._duties.lines(tasks, question, _query(ask))
        if ask.act is Act.COUNT and not ask.scope.sizes:
            return self._task_total(tasks, ask.scope)
        rows = [Row(t, len(t.duties)) for t in tasks]
        return self._counts.listed(rows, Kind.TASKS, Kind.DEPARTMENTS, _query(ask), head=True)

    def _task_total(self, tasks: list[Task], scope: Scope) -> Draft:
        where, numbers = self._place(scope)
        lead = sum(t.responsibility.role is Role.LEAD for t in tasks if t.responsibility)
        figures = (str(len(tasks)), str(lead), str(len(tasks) - lead))
        detail = "" if scope.role else f"，其中牵头{figures[1]}项、分工{figures[2]}项"
        said = {Role.LEAD: "牵头负责的", Role.SHARED: "按职责分工负责的", None: "写明责任部门的"}
        held = list(dict.fromkeys(t.clause for t in tasks))
        marks = tuple(title(c) for n in held if (c := self._plan.clause(n))) if scope.places else ()
        text = f"{where}{said[scope.role]}任务共{figures[0]}项{detail}。"
        return Draft(Status.ANSWERED, (Statement(text, marks, (*figures, *numbers)),))

    def _departments(self, ask: Ask, question: Question) -> Draft | None:
        scope = ask.scope
        if scope.groups and any(len(g) == 1 for g in scope.groups):
            return None
        if scope.nowhere and not self._chapters_of(scope):
            return None
        owners = replace(scope, places=()) == Scope() and not self._chapters_of(scope)
        if owners and ask.act is Act.LIST:
            return self._owners(scope)
        names = self._relation.names(scope)
        if not names:
            return _none() if _structural(scope) else None
        if scope.sizes:
            by = scope.sizes[0].kind
            rows = [Row(n, self._relation.load(self._relation.rows(scope, n), by)) for n in names]
            return self._counts.listed(
                rows, Kind.DEPARTMENTS, by, _query(ask, self._held(scope)), head=True
            )
        tasks: dict[int, Task] = {}
        for name in names:
            own = self._relation.rows(scope, name)
            tasks |= {t.start: t for t in (own if _placed(scope) or len(names) < _FEW else own[:1])}
        ordered = [tasks[k] for k in sorted(tasks)]
        found = [d for t in ordered for d in responsible(t, names) if scope.role in (None, d.role)]
        where, numbers = self._place(scope)
        held = {c.chapter for d in found if (c := self._plan.clause(d.clause))}
        if where.startswith("第") and not {int(n) for n in numbers} <= held:
            where, numbers = "", ()  # a chapter that gives no evidence is not told
        rest = "其余" if scope.excepted else ""
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        count = str(len(names))
        text = f"{where}{rest}{_ROLES[scope.role]}共{count}个：{'、'.join(names)}。"
        kept = tuple(found) if _placed(scope) or len(names) < _MANY else ()
        return Draft(Status.ANSWERED, (Statement(text, marks, (count, *numbers)),), kept)

    def _owners(self, scope: Scope) -> Draft | None:
        """Who is responsible for each task of the clauses named."""
        clauses = self._relation.inside(scope)
        tasks = [t for c in clauses for t in c.tasks if t.duties]
        if len(clauses) > 1 or not tasks:
            return self._by_clause(Ask(Act.LIST, Kind.DEPARTMENTS, scope)) if tasks else None
        lines = task_owners(tasks, "", len(tasks) > 1)
        found = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), found, lines=True)

    def _targets(self, ask: Ask, question: Question) -> Draft | None:
        if not _filtered(ask.scope) and not _SEVERAL.search(question.text):
            return None  # 那个指标是多少 asks for a value
        found = self._relation.targets(ask.scope)
        if not found:
            return _none() if ask.scope.dated else None
        lines = [self._aims.line(c, s, ts) for c, s, ts in found]
        names = tuple(n for g in ask.scope.groups for n in g)
        if ask.act is Act.COUNT:
            count = str(len(lines))
            lines.insert(0, Statement(f"共{count}项：", (), (count,)))
        return self._aims.listed([(c, s) for c, s, _ in found], lines, question, "", names)

    def _years(self, ask: Ask, question: Question) -> Draft | None:
        if not _filtered(ask.scope) and not _SEVERAL.search(question.text):
            return None
        found = self._relation.due_years(ask.scope)
        lines = [s for y in found if (s := self._of_year(y, Kind.CLAUSES, ask.scope))]
        return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else _none()

    # --- groups ----------------------------------------------------------------------------------

    def _grouped(self, ask: Ask, question: Question) -> Draft | None:
        """One line for each chapter, clause, department or year."""
        if ask.act is Act.COUNT:
            return self._sizes_of(ask)
        if ask.by is Kind.CLAUSES:
            return self._by_clause(ask)
        if ask.by is Kind.DEPARTMENTS:
            return self._by_department(ask)
        if ask.by is Kind.CHAPTERS:
            return self._by_chapter(ask)
        if ask.by is Kind.YEARS and ask.select in (Kind.AIMS, Kind.CLAUSES, Kind.TASKS):
            return self._by_year(ask, question)
        return None

    def _sizes_of(self, ask: Ask) -> Draft | None:
        scope, by = ask.scope, ask.by
        assert by
        if by is Kind.YEARS:
            years = self._relation.due_years(scope)
            lines = [s for y in years if (s := self._of_year(y, ask.select, scope))]
            return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else None
        rows = self._rows(by, ask.select, scope)
        return self._counts.listed(rows, by, ask.select, _query(ask, self._held(scope)))

    def _of_year(self, year: int, kind: Kind, scope: Scope) -> Statement | None:
        """（四）、（十）：8条，2023年; a date right before other words would be their due date."""
        found = self._relation.targets(replace(scope, years=frozenset((year,))))
        clauses = list(dict.fromkeys(c for c, _, _ in found))
        if not clauses:
            return None
        size = str(len(clauses) if kind is Kind.CLAUSES else len(found))
        unit = "条" if kind is Kind.CLAUSES else "项"
        labels = "、".join(c.label for c in clauses)
        marks = tuple(e for c, s, ts in found for e in self._aims.line(c, s, ts).evidence)
        return Statement(f"{labels}：{size}{unit}，{year}年", marks, (size, str(year)))

    def _by_clause(self, ask: Ask) -> Draft | None:
        if ask.select not in (Kind.DEPARTMENTS, Kind.TASKS):
            return None
        lines, found = list[Statement](), list[Responsible]()
        for clause in self._relation.inside(ask.scope):
            tasks = [t for t in clause.tasks if t.duties and self._relation.met(t, ask.scope)]
            if not tasks:
                continue
            said = "；".join(dict.fromkeys(duty_text(t) for t in tasks))
            marks = tuple(e for t in tasks if (e := bracket(t)))
            lines.append(Statement(f"{clause.label}{clause.title}：{said}", marks))
            found += [d for t in tasks for d in responsible(t) if ask.scope.role in (None, d.role)]
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else _none()

    def _by_department(self, ask: Ask) -> Draft | None:
        names = self._relation.names(ask.scope)
        lines, found = list[Statement](), list[Responsible]()
        for name in names:
            own = self._relation.rows(ask.scope, name)
            labels = self._labels(own, short=bool(ask.scope.years))
            held = {t.clause for t in own}
            clause = self._plan.clause(next(iter(held))) if len(held) == 1 else None
            if clause and ask.select is Kind.TASKS and len(clause.tasks) > 1:
                gists = (task_gist(t, clause).removeprefix("：") for t in own)
                labels = clause.label + "；".join(g for g in gists if g)
            mine = [
                d for t in own for d in responsible(t, (name,)) if ask.scope.role in (None, d.role)
            ]
            told = clause and ask.select is Kind.TASKS and len(clause.tasks) > 1
            firsts = [t.sentences[0] for t in own] if told else []
            shown = tuple(Evidence(s.start, s.end, own[0].clause) for s in firsts)
            marks = tuple(dict.fromkeys(d.evidence for d in mine))
            lines.append(Statement(f"{name}：{labels}", (*shown, *marks)))
            found += mine
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else None

    def _by_chapter(self, ask: Ask) -> Draft | None:
        lines, found = list[Statement](), list[Responsible]()
        names = tuple(n for g in ask.scope.groups for n in g)
        for chapter in self._plan.chapters:
            own = [c for c in self._relation.clauses(ask.scope) if c.chapter == chapter.number]
            if not own:
                continue
            tasks = [
                t for c in own for t in c.tasks if t.duties and self._relation.met(t, ask.scope)
            ]
            if ask.select is Kind.DEPARTMENTS:
                duties = [
                    d for t in tasks for d in responsible(t) if ask.scope.role in (None, d.role)
                ]
                said = "、".join(dict.fromkeys(d.name for d in duties)) or _NONE
                marks = tuple(dict.fromkeys(d.evidence for d in duties)) or (title(own[0]),)
                found += duties
            else:
                said = "、".join(c.label + c.title for c in own)
                marks = tuple(map(title, own))
                if names:
                    marks = tuple(e for t in tasks if (e := bracket(t)))
                    found += [d for t in tasks for d in responsible(t, names)]
            text = f"第{to_han(chapter.number)}章“{chapter.title}”：{said}"
            lines.append(Statement(text, marks, (str(chapter.number),)))
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else _none()

    def _by_year(self, ask: Ask, question: Question) -> Draft | None:
        found = self._relation.targets(ask.scope)
        dated = [
            (y, c, s, [t for t in ts if t.due_year == y])
            for y in self._relation.due_years(ask.scope)
            for c, s, ts in found
            if any(t.due_year == y for t in ts)
        ]
        lines = [self._aims.line(c, s, ts) for _, c, s, ts in dated]
        held = [(c, s) for _, c, s, _ in dated]
        return self._aims.listed(held, lines, question, "") if lines else _none()

    # --- ranks, comparisons, shares --------------------------------------------------------------

    def _ranked(self, ask: Ask) -> Draft | None:
        assert ask.measure
        if ask.roles:
            return self._of_roles(ask)
        if ask.select is Kind.YEARS:
            return self._years_ranked(ask)
        if ask.select is ask.measure or ask.select is Kind.AIMS:
            return None
        scope = ask.scope if ask.act is Act.RANK else replace(ask.scope, every=False, across=False)
        rows = self._rows(ask.select, ask.measure, scope)
        if ask.act is Act.COMPARE:
            return self._compared(ask, rows)
        rows = _ends(rows, ask)
        query = _query(replace(ask, scope=replace(scope, groups=())), self._held(scope))
        return self._counts.listed(rows, ask.select, ask.measure, query) if rows else None

    def _of_roles(self, ask: Ask) -> Draft:
        """Tasks led beside those shared, and the difference."""
        sized = []
        names = tuple(n for g in ask.scope.groups for n in g)
        unit = UNITS[ask.select]
        for role, said in ((Role.LEAD, "牵头负责的"), (Role.SHARED, "按职责分工负责的")):
            scope = replace(ask.scope, role=role)
            tasks = self._relation.tasks(scope)
            size = len({t.clause for t in tasks}) if ask.select is Kind.CLAUSES else len(tasks)
            marks = tuple(e for t in tasks if (e := bracket(t))) if names else ()
            found = tuple(d for t in tasks for d in responsible(t, names)) if names else ()
            sized.append((size, Statement(f"{said}共{size}{unit}。", marks, (str(size),)), found))
        sized.sort(key=lambda row: -row[0])
        gap = str(sized[0][0] - sized[1][0])
        last = Statement(f"相差{gap}{unit}。", (), (gap,))
        departments = tuple(d for _, _, found in sized for d in found)
        return Draft(Status.ANSWERED, (*(s for _, s, _ in sized), last), departments, lines=True)

    def _compared(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """Each with its size, and the difference of two."""
        assert ask.measure
        named = {n for g in ask.scope.groups for n in g}
        rows = [r for r in rows if not named or r.item in named]
        ordered = sorted(rows, key=lambda r: -r.size)
        query = _query(replace(ask, scope=replace(ask.scope, groups=())), self._held(ask.scope))
        draft = self._counts.listed(ordered, ask.select, ask.measure, query)
        if draft is None or len(ordered) != 2:
            return draft
        gap = str(ordered[0].size - ordered[1].size)
        same = "一样多，" if gap == "0" else ""
        said = f"{same}相差{gap}{UNITS[ask.measure]}。"
        return replace(draft, statements=(*draft.statements, Statement(said, (), (gap,))))

    def _years_ranked(self, ask: Ask) -> Draft | None:
        kind = ask.measure or Kind.AIMS
        sized = []
        for year in self._relation.due_years(ask.scope):
            found = self._relation.targets(replace(ask.scope, years=frozenset((year,))))
            size = len({c.number for c, _, _ in found}) if kind is Kind.CLAUSES else len(found)
            sized.append(Row(str(year), size))
        rows = _ends(sized, ask)
        lines = [s for r in rows if (s := self._of_year(int(str(r.item)), kind, ask.scope))]
        return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else None

    def _rows(self, of: Kind, by: Kind, scope: Scope) -> list[Row]:
        if of is Kind.CHAPTERS:
            met = self._relation.clauses(replace(scope, role=None))
            own = {c: [x for x in met if x.chapter == c.number] for c in self._plan.chapters}
            return [Row(c, self._relation.size(held, by, scope)) for c, held in own.items() if held]
        if of is Kind.CLAUSES:
            held = self._relation.clauses(scope)
            return [Row(c, self._relation.size((c,), by, scope)) for c in held]
        if of is Kind.TASKS:
            return [Row(t, len(t.duties)) for t in self._relation.tasks(scope)]
        return [
            Row(n, self._relation.load(self._relation.rows(scope, n), by))
            for n in self._relation.names(scope)
        ]

    def _share(self, ask: Ask) -> Draft | None:
        """A part of all tasks or clauses, with the whole beside it."""
        if ask.select not in (Kind.TASKS, Kind.CLAUSES):
            return None
        alone = not _filtered(ask.scope)
        whole = Scope() if alone else Scope(places=ask.scope.places, outside=ask.scope.outside)
        if ask.select is Kind.TASKS:
            part, every = self._relation.tasks(ask.scope), self._relation.tasks(whole)
            held = len(part), len(every)
        else:
            clauses = [
                c for c in self._relation.clauses(whole) if alone or any(t.duties for t in c.tasks)
            ]
            held = len(self._relation.clauses(ask.scope)), len(clauses)
            part = self._relation.tasks(ask.scope)
        if not all(held):
            return _none()
        unit = UNITS[ask.select]
        names = tuple(n for g in ask.scope.groups for n in g)
        said_of = {Role.LEAD: "牵头负责的", Role.SHARED: "按职责分工负责的", None: "所问的"}
        who = "、".join(names) or said_of[ask.scope.role]
        marks = tuple(dict.fromkeys(e for t in part if (e := bracket(t)))) if names else ()
        first = Statement(f"{who}共{held[0]}{unit}。", marks, (str(held[0]),))
        of = "全文" if alone else "写明责任部门的"
        whole_ = Statement(f"{of}共{held[1]}{unit}。", (), (str(held[1]),))
        said = [whole_] if len(names) == 1 else [first, whole_]
        if len(names) == 1:
            figures = load_figures(names[0], part)
            load = load_text(names[0], figures, ask.scope.role)
            said.insert(0, Statement(f"{load}。", marks, figures))
        found = tuple(d for t in part for d in responsible(t, names)) if names else ()
        return Draft(Status.ANSWERED, tuple(said), found, lines=True)

    # --- words -----------------------------------------------------------------------------------

    def _held(self, scope: Scope) -> list[Clause] | None:
        if not (scope.places or scope.outside or scope.titles or scope.words):
            return None
        return self._relation.inside(scope)

    def _labels(self, tasks: Sequence[Task], short: bool = False) -> str:
        numbers = dict.fromkeys(t.clause for t in tasks)
        return "、".join(
            c.label + ("" if short else c.title) for n in numbers if (c := self._plan.clause(n))
        )

    def _chapters_of(self, scope: Scope) -> bool:
        """Whether the places are whole chapters, or all there is."""
        numbers = frozenset().union(*scope.places) if scope.places else frozenset()
        chapters = [{x.number for x in c.clauses} for c in self._plan.chapters]
        return numbers == frozenset().union(*(c for c in chapters if c <= numbers))

    def _place(self, scope: Scope) -> tuple[str, tuple[str, ...]]:
        """第三章、第四章 or （十）、（十一）, with the figures in it."""
        if not scope.places or scope.across:
            return "", ()
        numbers = sorted(frozenset().union(*scope.places) - scope.outside)
        chapters = [c for c in self._plan.chapters if {x.number for x in c.clauses} <= set(numbers)]
        if sum(len(c.clauses) for c in chapters) == len(numbers):
            names = "、".join(f"第{to_han(c.number)}章" for c in chapters)
            return names, tuple(str(c.number) for c in chapters)
        labels = [c.label for n in numbers if (c := self._plan.clause(n))]
        return "、".join(labels), tuple(map(str, numbers))


def _structural(scope: Scope) -> bool:
    """Whether "none" is an answer of the ledger: departments, roles and sizes are all in it."""
    return bool(
        scope.groups
        or scope.barred
        or scope.without
        or scope.sizes
        or scope.nowhere
        or scope.untitled
    )


def _filtered(scope: Scope) -> bool:
    """Whether clauses are picked by more than their place."""
    return replace(scope, places=(), outside=frozenset()) != Scope()


def _placed(scope: Scope) -> bool:
    return bool(scope.places or scope.titles or scope.words or scope.years)


def _none() -> Draft:
    return Draft(Status.ANSWERED, (Statement(f"{_NONE}。"),), frames=(_NONE,))


def _query(ask: Ask, held: Sequence[Clause] | None = None) -> Query:
    """The slots that the writers of lines look at."""
    return Query(
        select=ask.select,
        groups=ask.scope.groups,
        role=ask.scope.role,
        numbers=tuple(c.number for c in held) if held is not None else (),
    )


def _ends(rows: list[Row], ask: Ask) -> list[Row]:
    """The first or last rows asked for with their ties, one rank alone, or all in order."""
    many = ask.top >= 0 and ask.ordered >= 0
    ordered = sorted((r for r in rows if r.size), key=lambda r: -r.size if many else r.size)
    if not ordered or ask.ordered:
        return ordered
    if ask.equal:
        every = [r.size for r in ordered]
        return [r for r in ordered if every.count(r.size) > 1]
    sizes = list(dict.fromkeys(r.size for r in ordered))
    if ask.nth:
        return [r for r in ordered if len(sizes) >= ask.nth and r.size == sizes[ask.nth - 1]]
    last = ordered[min(abs(ask.top), len(ordered)) - 1].size
    return [r for r in ordered if (r.size >= last if many else r.size <= last)]
