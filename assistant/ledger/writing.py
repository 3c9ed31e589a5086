"""What the writers of ledger answers share: rows with sizes, places and labels in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import duty_text
from assistant.ledger.aims import Aims
from assistant.ledger.ask import Ask, Scope
from assistant.ledger.counts import Counts, Row
from assistant.ledger.criteria import met
from assistant.ledger.duties import Duties
from assistant.ledger.kinds import Kind
from assistant.ledger.query import Query
from assistant.ledger.relation import Relation
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Task
from corpus.numerals import to_han

NONE = "没有"
_ROW = 5  # clauses named one by one


class Writing:
    """Rows of one plan's ledger, told."""

    def __init__(self, dossier: Dossier, counts: Counts, duties: Duties, aims: Aims) -> None:
        self._plan: Plan = dossier.plan
        self._relation = Relation(dossier)
        self._counts, self._duties, self._aims = counts, duties, aims

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
        if of is not Kind.DEPARTMENTS:
            return []
        return [
            Row(n, self._relation.load(self._relation.rows(scope, n), by))
            for n in self._relation.names(scope)
        ]

    def _of_year(self, year: int, kind: Kind, scope: Scope) -> Statement | None:
        """（四）、（十）：8条，2023年; a date right before other words would be their due date."""
        found = self._relation.targets(replace(scope, years=frozenset((year,))))
        clauses = list(dict.fromkeys(c for c, _, _ in found))
        if not clauses:
            return None
        size = str(len(clauses) if kind is Kind.CLAUSES else sum(len(ts) for _, _, ts in found))
        unit = "条" if kind is Kind.CLAUSES else "项"
        labels = "、".join(c.label for c in clauses)
        marks = tuple(e for c, s, ts in found for e in self._aims.line(c, s, ts).evidence)
        return Statement(f"{labels}：{size}{unit}，{year}年", marks, (size, str(year)))

    def _by_clause(self, ask: Ask) -> Draft | None:
        if ask.select not in (Kind.DEPARTMENTS, Kind.TASKS):
            return None
        lines, found = list[Statement](), list[Responsible]()
        for clause in self._relation.inside(ask.scope):
            tasks = [t for t in clause.tasks if t.duties and met(t, ask.scope)]
            if not tasks:
                continue
            said = "；".join(dict.fromkeys(duty_text(t) for t in tasks))
            marks = tuple(e for t in tasks if (e := bracket(t)))
            lines.append(Statement(f"{clause.label}{clause.title}：{said}", marks))
            found += [d for t in tasks for d in responsible(t) if ask.scope.role in (None, d.role)]
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else none()

    def task_total(self, scope: Scope) -> Draft:
        """How many tasks there are, led and shared."""
        tasks = self._relation.tasks(scope)
        where, numbers = self._place(scope)
        led = sum(t.responsibility.role is Role.LEAD for t in tasks if t.responsibility)
        figures = tuple(map(str, (len(tasks), led, len(tasks) - led)))
        detail = "" if scope.role else f"，其中牵头{figures[1]}项、分工{figures[2]}项"
        said = {Role.LEAD: "牵头负责的", Role.SHARED: "按职责分工负责的", None: "写明责任部门的"}
        held = list(dict.fromkeys(t.clause for t in tasks))
        marks = tuple(title(c) for n in held if (c := self._plan.clause(n))) if scope.places else ()
        what = "符合条件的" if scope.barred and not scope.role else said[scope.role]
        text = f"{where}{what}任务共{figures[0]}项{detail}。"
        return Draft(Status.ANSWERED, (Statement(text, marks, (*figures, *numbers)),))

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
        if len(numbers) > _ROW and numbers[-1] - numbers[0] == len(numbers) - 1:
            return f"{labels[0]}至{labels[-1]}", (str(numbers[0]), str(numbers[-1]))
        return "、".join(labels), tuple(map(str, numbers))


def filtered(scope: Scope) -> bool:
    """Whether clauses are picked by more than their place."""
    return replace(scope, places=(), outside=frozenset()) != Scope()


def none() -> Draft:
    """The answer that there is no such thing."""
    return Draft(Status.ANSWERED, (Statement(f"{NONE}。"),), frames=(NONE,))


def query(ask: Ask, held: Sequence[Clause] | None = None) -> Query:
    """The slots that the writers of lines look at."""
    return Query(
        select=ask.select,
        groups=ask.scope.groups,
        role=ask.scope.role,
        numbers=tuple(c.number for c in held) if held is not None else (),
    )
