"""Departments of several clauses side by side: in all of them, in one but not the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Responsible, Statement, bracket, responsible
from assistant.compose.owners import without_role
from assistant.decide.find import Finder
from assistant.ledger.kinds import Kind
from assistant.ledger.query import Query
from assistant.ledger.subjects import plain, subject
from assistant.ledger.verdicts import NO, YES
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Role, Task

_TOGETHER = re.compile(
    r"(?:哪些|谁|哪几[个家]).{0,8}[还也]|共同|都|一起|同时|均|重合|交集|相同|共有|一样|两边|两头|重叠"
)
_UNLIKE = re.compile(
    r"多出来?|多了|多的|独有|特有|才有|(?:而|但|却|，)?[^，。]{0,6}(?:没有?|不在|未|不|缺)(?!有|是|同)"
)
_JOIN = re.compile(r"、|和|与|跟|以及|又(?:参[加与]|负责|管|在|干)?")
_FRAME = re.compile(
    r"(?:哪些?|哪几个?|什么|有)?的?(?:责任|牵头)?(?:部门|单位|局).*$|^.*?(?:同时|都|既|一起|均)"
    r"|(?:参[加与]|承担|负责|出现在?|涉及|管|在|里|中|干|两[个条项](?:任务|工作)?|这?两件事|任务|工作)"
)
_SHARED = re.compile(r"重合|重叠|交集|相同|共同|共有|同时|[两三]章都|都[有出]")
_SAME_LEAD = re.compile(r"牵头的?(?:单位|部门|局)?(?:是否|是不是|[是都])*(?:一样|相同|一致|同一)")
_UNSAID = "没有写明责任部门"
_SURE = 0.6


class Between:
    """Comparisons of who is responsible where."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self._dossier = dossier
        self._plan: Plan = dossier.plan
        self._finder = finder

    def clauses(self, question: Question) -> Draft | None:
        """Departments that numbered clauses have in common, or the first has and the rest lack."""
        found = [c for n in question.reference.clauses if (c := self._plan.clause(n))]
        asked = question.asks(Asked.WHO, Asked.LIST, Asked.WHICH_CLAUSE)
        if len(found) < 2 or not (asked or subject(question.text) is Kind.DEPARTMENTS):
            return None
        if _SAME_LEAD.search(question.text):
            return _leads(found)
        if _UNLIKE.search(question.text) and len(found) == 2 and not _SHARED.search(question.text):
            return self._missing(found[0], found[1])
        if _TOGETHER.search(question.text):
            return self._common([c.tasks for c in found])
        return None

    def topics(self, question: Question, query: Query) -> Draft | None:
        """Departments that have a part in each of several matters named by their words."""
        text = plain(question.topic)
        if query.select is not Kind.DEPARTMENTS or query.groups or not _TOGETHER.search(text):
            return None
        parts = [p for x in _JOIN.split(_FRAME.sub(" ", text)) if (p := x.strip(" ，。？?的"))]
        places = [self._place(p) for p in parts]
        if not 1 < len(places) < 4 or not all(places):
            return None
        sets = [p for p in places if p]
        return self._common(sets) if len({s[0].start for s in sets}) == len(sets) else None

    def _place(self, words: str) -> tuple[Task, ...]:
        """The tasks that a matter stands for: its whole clause when the title speaks of it."""
        content = self._finder.content(words)
        for clause in self._plan.clauses:
            if content and all(w in clause.title for w in content):
                return clause.tasks
        best = self._finder.search(words).best
        if not best or best.coverage < _SURE or not best.clause:
            return ()
        return (best.task,) if best.task else best.clause.tasks

    def _common(self, sets: Sequence[Sequence[Task]], names: Sequence[str] = ()) -> Draft:
        """Departments with a part in each set of tasks."""
        common = set.intersection(*({d.name for t in tasks for d in t.duties} for tasks in sets))
        tasks = [t for s in sets for t in s]
        labels = "和".join(names or [self._label(s[0].clause) for s in sets])
        if not common:
            text = f"{labels}没有共同的责任部门。"
            marks = tuple(e for t in tasks if (e := bracket(t)))
            return Draft(Status.ANSWERED, (Statement(text, marks),))
        ordered = [d for d in self._dossier.departments if d in common]
        found = tuple(d for t in tasks for d in responsible(t, ordered))
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{labels}共同的责任部门是{'、'.join(ordered)}。"
        return Draft(Status.ANSWERED, (Statement(text, marks),), found)

    def _missing(self, one: Clause, other: Clause) -> Draft:
        """Departments of one clause that the other does not name."""
        lacking = {d.name for t in other.tasks for d in t.duties}
        found = tuple(d for t in one.tasks for d in responsible(t) if d.name not in lacking)
        names = "、".join(dict.fromkeys(d.name for d in found))
        more = f"另有{names}" if names else "没有其他责任部门"
        there = "、".join(dict.fromkeys(d.name for t in other.tasks for d in t.duties))
        marks = [tuple(e for t in c.tasks if (e := bracket(t))) for c in (one, other)]
        said = (
            Statement(f"{one.label}{one.title}：{more}", marks[0]),
            Statement(f"{other.label}{other.title}的责任部门：{there}", marks[1]),
        )
        return Draft(Status.ANSWERED, said, found, lines=True)

    def _label(self, number: int) -> str:
        clause = self._plan.clause(number)
        return clause.label if clause else ""


def _leads(clauses: Sequence[Clause]) -> Draft:
    """Who leads each of the clauses; where all are led, also whether it is the same."""
    lines, every, frames = list[Statement](), list[Responsible](), [YES, NO, _UNSAID]
    names = list[tuple[str, ...]]()
    for clause in clauses:
        tasks = [t for t in clause.tasks if t.duties]
        own = [d for t in tasks for d in responsible(t) if d.role is Role.LEAD]
        names.append(tuple(dict.fromkeys(d.name for d in own)))
        if own:
            marks = tuple(dict.fromkeys(d.evidence for d in own))
            told = f"{clause.label}{clause.title}的牵头部门：{'、'.join(names[-1])}"
            lines.append(Statement(told, marks))
        elif tasks:
            draft = without_role(clause, tasks, Role.LEAD)
            lines += draft.statements
            own, frames = list(draft.departments), [*frames, *draft.frames]
        else:
            lines.append(Statement(f"{clause.label}{clause.title}{_UNSAID}", (title(clause),)))
        every += own
    same = all(set(n) == set(names[0]) for n in names)
    head = (Statement(f"{YES if same else NO}。"),) if all(names) else ()
    said, known = (*head, *lines), tuple(dict.fromkeys(frames))
    return Draft(Status.ANSWERED, said, tuple(every), lines=True, frames=known)
