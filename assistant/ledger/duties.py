"""What departments do: their tasks, together or each, and who else has a part in them."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.lookup import title
from assistant.compose.phrase import summary
from assistant.ledger.counts import task_gist
from assistant.ledger.scope import Scope, excluded_only
from assistant.ledger.totals import Totals
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Task

_OTHERS = re.compile(
    r"(?:合作|搭档|搭伙|(?:共同|一起|联合)(?:负责|承担|参与)?)的(?:其他)?(?:部门|单位)"
    r"|(?:另外|还|其他|其它|别的|其余|此外).{0,6}(?:谁|部门|单位|哪)|(?:和|与|跟)谁|搭档"
    r"|(?:一起|共同|联合|合作).{0,8}的?(?:是|有|还有)?(?:谁|哪些?(?:部门|单位|家))"
)
_KINDS = (
    Asked.WHICH_CLAUSE, Asked.WHAT, Asked.LIST, Asked.COUNT, Asked.HOW_MUCH, Asked.CHECK, Asked.WHO
)  # fmt: skip


class Duties:
    """Department answers of one plan."""

    def __init__(self, dossier: Dossier, totals: Totals) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._totals = totals

    def answer(self, question: Question, scope: Scope) -> Draft | None:
        """The tasks of the departments a question names."""
        if not scope.groups:
            return None
        if question.asks(*_KINDS) or len(question.text) < 24:
            return self.of_departments(question, scope)
        return None

    def filtered(self, question: Question, scope: Scope) -> Draft | None:
        """Clauses without a department; departments of a chapter but for one."""
        if excluded_only(question) and not scope.groups:
            return self._totals.answer(question, scope) if question.asks(Asked.WHO) else None
        tasks = scope.tasks(self.plan)
        if scope.groups:
            return self.of_departments(question, scope)
        clauses = [c for c in scope.clauses(self.plan) if any(t in tasks for t in c.tasks)]
        return self._titles(clauses) if clauses else None

    def of_departments(self, question: Question, scope: Scope) -> Draft:
        """Tasks of departments: of all together when the question says so, else of any."""
        tasks = scope.tasks(self.plan)
        if not tasks:
            return self._nothing(scope)
        if _OTHERS.search(question.text):
            return self._others(tasks, scope)
        lines = [self._line(t, scope.names, len(tasks)) for t in tasks]
        if question.asks(Asked.COUNT) or len(tasks) > 3 or re.search(r"数|统计|共", question.text):
            lines.insert(0, self._headline(tasks, scope.names))
        departments = tuple(d for t in tasks for d in responsible(t, scope.names))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, scope.role), lines=True)

    def _others(self, tasks: list[Task], scope: Scope) -> Draft:
        """Who else has a part in the tasks of departments."""
        lines = []
        for task in tasks:
            clause, mark = self.plan.clause(task.clause), bracket(task)
            others = [d.name for d in task.duties if d.name not in scope.names]
            if clause and mark and others:
                gist = task_gist(task, clause)
                first = task.sentences[0]
                shown = (Evidence(first.start, first.end, task.clause),) if gist else ()
                text = f"{clause.label}{clause.title}{gist}：另有{'、'.join(others)}"
                lines.append(Statement(text, (*shown, mark)))
        if not lines:
            marks = tuple(e for t in tasks if (e := bracket(t)))
            lines = [Statement("没有其他责任部门。", marks)]
        departments = tuple(d for t in tasks for d in responsible(t))
        return Draft(Status.ANSWERED, tuple(lines), departments, lines=True)

    def _nothing(self, scope: Scope) -> Draft:
        known = [n for n in scope.names if n in self.dossier.departments]
        who = "、".join(scope.names)
        if known and (scope.role or scope.chapters or scope.barred) and not scope.together:
            kind = {Role.LEAD: "牵头的", Role.SHARED: "分工负责的", None: "的"}[scope.role]
            numbers = [
                t.clause for t in self.plan.tasks() if any(d.name in known for d in t.duties)
            ]
            text = f"在所问范围内，方案没有安排{who}{kind}任务。"
            return Draft(
                Status.NOT_IN_PLAN, (Statement(text),), related=tuple(dict.fromkeys(numbers))[:3]
            )
        text = f"方案没有给{who}安排任务，责任分工中未出现该部门。"
        if known:
            text = f"方案没有{who}共同承担的任务。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text),))

    def _headline(self, tasks: list[Task], names: tuple[str, ...]) -> Statement:
        clauses = {t.clause for t in tasks}
        lead = sum(any(d.name in names and d.role is Role.LEAD for d in t.duties) for t in tasks)
        figures = (str(len(tasks)), str(len(clauses)), str(lead), str(len(tasks) - lead))
        text = (
            f"共{figures[0]}项任务、涉及{figures[1]}条（牵头{figures[2]}项、分工{figures[3]}项）："
        )
        return Statement(text, (), figures)

    def _line(self, task: Task, names: tuple[str, ...], total: int) -> Statement:
        clause, evidence = self.plan.clause(task.clause), bracket(task)
        assert clause is not None
        roles = {d.role for d in task.duties if d.name in names}
        role = "牵头" if Role.LEAD in roles else "分工"
        marks = (evidence,) if evidence else ()
        if total > 6:
            gist = task_gist(task, clause)
            first = task.sentences[0]
            shown = (Evidence(first.start, first.end, task.clause),) if gist else ()
            return Statement(f"{clause.label}{clause.title}（{role}）{gist}", (*shown, *marks))
        sentences = task.sentences[:3]
        text = "".join(summary(s, 40) for s in sentences)
        proof = tuple(Evidence(s.start, s.end, task.clause) for s in sentences)
        return Statement(f"{clause.label}{clause.title}（{role}）：{text}", (*proof, *marks))

    def _titles(self, clauses: list[Clause]) -> Draft:
        count = str(len(clauses))
        head = (Statement(f"共{count}条：", (), (count,)),) if len(clauses) > 1 else ()
        lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
        departments = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
        return Draft(Status.ANSWERED, (*head, *lines), departments, lines=True)


def _in_role(departments: tuple[Responsible, ...], role: Role | None) -> tuple[Responsible, ...]:
    return tuple(d for d in departments if role in (None, d.role))
