"""All that clauses named by number aim at, and who is responsible where that is asked besides."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose.draft import Draft
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
