"""All that clauses named by number aim at, and who is responsible where that is asked besides."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Statement, responsible
from assistant.compose.owners import task_owners
from assistant.ledger.aims import Aims
from assistant.ledger.query import Query, read_query
from assistant.ledger.roles import read_role
from assistant.understand.question import Question
from corpus.model import Plan, Role

# What clauses aim at, and no matter of its own: 第二十二条各项指标的数值.
_OF_CLAUSE = re.compile(
    r"条款?(?:里面?|中|内)?(?:都|写|定|提|设|列|规定|涉及|包含|包括)*了?(?:有|的)*(?:哪些|什么|哪几[个项])?"
    r"(?:到?20\d\d年(?:[和与、及]到?20\d\d年)*的?)?"
    r"(?:各[项个类]|主要|具体|量化|全部|所有|几[项个]|硬性|核心)*的?(?:数字|量化|具体)?(?:指标|目标|数值|数据|数字)"
    r"(?:[和与及、的]*(?:数[值字据]|目标[值数]?|指标|值|任务|期限|年份|完成时间|时限))*"
    r"(?:都|分别|各)?(?:是|有|为)?(?:什么|多少|哪些|啥)?[。？?！]*$"
)
# …和牵头单位: asked for besides.
_AND_OWNERS = re.compile(
    r"(?:[和与及、，]|以及|还有|连同)+(?:各自的?|对应的?|相应的?|其)?(?:由?谁)?(?:来|牵头|责任|负责|主管)+"
    r"(?:的?(?:单位|部门|方))?(?:都|分别|各)?(?:是|有|为)?(?:谁|哪些|哪几[个家]|哪个|什么)?[。？?！]*$"
)
# 第三十条的责任分工及完成时限: who is responsible first, and by when.
_OWNERS_AND = re.compile(
    r"条款?的?(?:责任|牵头)?(?:分工|单位|部门)(?:情况)?(?:[和与及、，]|以及|还有)+"
    r"(?:完成|到期|办结|各项|主要)*的?(?:时限|期限|时间(?:节点)?|年份)(?:要求)?"
    r"(?:分别|各|都)?(?:是|有)?(?:什么|啥|哪些|怎么(?:规定|写)的?)?[。？?]*$"
)
_UNDATED = "没有规定完成时限"


class NamedAims:
    """Targets of numbered clauses of one plan."""

    def __init__(self, plan: Plan, aims: Aims) -> None:
        self._plan = plan
        self._aims = aims

    def answer(self, question: Question, query: Query) -> Draft | None:
        """Every target of the clauses; of the years named alone."""
        if question.mentions or not _OF_CLAUSE.search(question.text):
            return None
        years = question.years
        return self._aims.picked(lambda t: not years or t.due_year in years, question, query)

    def with_owners(self, question: Question) -> Draft | None:
        """The same, and who is responsible for the tasks of the clauses."""
        if _OWNERS_AND.search(question.text) and len(question.reference.clauses) == 1:
            return self._owners_and_dates(question)
        owners = _AND_OWNERS.search(question.text)
        if not owners or not question.reference.clauses:
            return None
        plain = replace(question, text=question.text[: owners.start()])
        draft = self.answer(plain, read_query(plain))
        if draft is None:
            return None
        clauses = [c for n in question.reference.clauses if (c := self._plan.clause(n))]
        led = read_role(question.text)[0] is Role.LEAD
        told = list(draft.statements)
        for clause in clauses:
            tasks = [t for t in clause.tasks if t.duties]
            leading = [t for t in tasks if any(d.role is Role.LEAD for d in t.duties)]
            label = clause.label if len(clauses) > 1 else ""
            told += task_owners((led and leading) or tasks, label, len(clause.tasks) > 1)
        return replace(draft, statements=tuple(told))

    def _owners_and_dates(self, question: Question) -> Draft | None:
        """Who is responsible for each task of a clause, and what it has to be done by."""
        clause = self._plan.clause(question.reference.clauses[0])
        tasks = [t for t in clause.tasks if t.duties] if clause else []
        if not clause or not tasks or question.mentions or question.reference.task:
            return None
        told = task_owners(tasks, "", len(clause.tasks) > 1)
        found = tuple(d for t in tasks for d in responsible(t))
        dated = [
            (s, held) for s in clause.sentences if (held := [t for t in s.targets if t.due_year])
        ]
        told += [self._aims.line(clause, s, held) for s, held in dated]
        frames: tuple[str, ...] = ()
        if not dated:
            told.append(Statement(f"{clause.label}{_UNDATED}。", (title(clause),)))
            frames = (_UNDATED,)
        return Draft(Status.ANSWERED, tuple(told), found, lines=True, frames=frames)
