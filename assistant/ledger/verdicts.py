"""Yes or no about departments in the ledger; always with the figures."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.draft import Draft, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import duty_text
from assistant.decide.duties import part_denied
from assistant.ledger.counts import load_figures, load_text
from assistant.ledger.kinds import SLOTS, Kind
from assistant.ledger.measures import EXTREME, measure
from assistant.ledger.query import Query
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Duty, Plan, Role, Task
from corpus.numerals import HAN_DIGITS, to_int

_OPEN = re.compile(r"哪|什么|啥|谁|多少|几(?!乎)|列|清单|名单|怎么|如何|第几")
_LEADS = re.compile(r"(?:是|算|来|单位)牵头|牵头(?:单位|部门)?[吗么吧]")
# 气象局是配合单位，它配合做什么: taken for granted.
_STATED = re.compile(
    r"(?:是|为|作为)(?:牵头|责任|配合|参与|主管)(?:单位|部门)(?!吗)|(?:牵头|主抓|负责)的第.{1,4}条(?!.{0,6}吗)"
)
_ALONE = re.compile(r"一家|包办|包揽|独家|独自|单独|一手")
_OR = re.compile(r"还是")
_SAME = re.compile(r"一样|(?:完全|都)?相同(?!的)|一致|没区别|有区别|不同吗|同样")
_HAS = re.compile(r"有没有|有无|是否有|有[^，。？]{1,20}[吗么]")
_PART = re.compile(
    r"责任|负责|参[与加]|分工|有份|名单|部门|单位|有没有|(?:有|包括|包含|涉及|写到|提到)[^，。？]{0,12}[吗么没]"
)
_TAG = re.compile(r"吧|对[吗么不]|是[吗吧么]|对吧|没错|是不是|是这样|属实")
_NO_TASK = re.compile(
    r"(?:没有?|无|未)(?:安排|分到|承担|任何|什么)*(?:任务|事项|职责|条款|份)(?!吗)"
)
_NOT_ONE = re.compile(r"一[项条个][^，。？]{0,4}[都也]?(?:没|未|不)")
_DENIED = re.compile(r"没有?(?:任何|一起|共同|合作|交集|重合|同)|不(?:在|会|共同|一起|重合)")
_CLAIM = re.compile(rf"(?P<n>\d{{1,3}}|[{HAN_DIGITS}]{{1,3}})(?P<unit>项|条|个(?=任务|事项))")
_LEAST = re.compile(r"(?:至少|起码|最少|不少于|不低于|怎么也)[^，。？]{0,8}$")
_ALL_TASKS = re.compile(r"(?:所有|全部|每一?[项个])的?(?:牵头)?(?:任务|事项)")
# 只负责供热: limited to a matter that the ledger does not name.
_LIMITED = re.compile(r"(?:只|仅|光)(?:负责|管|参与|干|做|抓)")
_EVERY = re.compile(r"(?:所有|每一?个?|各|全部)的?(?P<of>章|条)")
_TOGETHER = re.compile(
    r"重合|重叠|共有|相同|同一?[条项个]|一起|共同|同时|搭|碰|交集|联合|合作|联手|并肩|一块"
)
# 第五条有财政局; 财政局在第五条里出现
_HOLDS = re.compile(
    r"条(?:款)?的?(?:责任)?(?:括号)?[里中内]?(?:面|头)?(?:也|还|都)?(?:没?有|列了|写了|提到了?|出现了?)$"
)
_APPEARS = re.compile(
    r"(?:也|还|都)?(?:在|出现|列|写)[在于]?第?[^，。？]{1,4}条(?:里面?|中|上)?(?:也|还)?"
    r"(?:出现|露面|上榜|有名)?[了过]?[，,吗吧么？?]"
)
YES, NO, NONE, SOME = "是的", "不是", "没有", "有"


class Verdicts:
    """Yes or no about departments of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._plan: Plan = dossier.plan

    def answer(self, question: Question, query: Query) -> Draft | None:
        """Whether departments have tasks, lead, only share, meet."""
        if not query.groups:
            return None
        either = _OR.search(question.text)
        if _OPEN.search(question.text) or not (either or question.asks(Asked.CHECK)):
            return None
        if len(query.groups) > 1:
            return self._several(question.text, query)
        return self._one(question.text[: either.start()] if either else question.text, query)

    def _several(self, text: str, query: Query) -> Draft | None:
        """Whether several departments have the same tasks, or any together."""
        if _SAME.search(text):
            return self._same(query)
        if not _TOGETHER.search(text):
            return None
        denied = bool(_TAG.search(text) and _DENIED.search(text))
        return self._meeting(replace(query, together=True), denied)

    def _one(self, text: str, query: Query) -> Draft | None:
        """Whether one department is confined to a place, is everywhere, has most, leads …"""
        if query.confined and (query.chapters or query.numbers):
            return self._confined(query)
        if every := _EVERY.search(text):
            return self._every(query, every["of"] == "章")
        if EXTREME.search(text):
            return self._most(query, text)
        if _LIMITED.search(text) and not (query.sole or _CLAIM.search(text)):
            return None
        return self._role(query, text)

    def numbered(self, question: Question, query: Query) -> Draft | None:
        """Whether a department has a part in a numbered clause: who is responsible there."""
        simple, task = len(query.numbers) == len(query.groups) == 1, question.reference.task
        stated = _STATED.search(question.text) and not query.tasks(self._plan)
        asked = question.asks(Asked.CHECK) and not _OPEN.search(question.text)
        if not simple or not (asked or stated):
            return None
        role = query.role or (Role.LEAD if _LEADS.search(question.text) else None)
        denied = part_denied(question)
        said = _PART.search(question.text) or _ALONE.search(question.text)
        part = role or denied or said or _stands(question)
        if not part or (query.without and not denied) or _OR.search(question.text):
            return None
        every = [
            t
            for c in query.clauses(self._plan)
            for t in c.tasks
            if t.duties and task in (None, t.number)
        ]
        if not every:
            return None
        own = [t for t in replace(query, role=role).tasks(self._plan) if t in every]
        if _ALONE.search(question.text):
            own = [t for t in own if len(t.duties) == 1]
        told = (
            own or [t for t in replace(query, role=None).tasks(self._plan) if t in every] or every
        )
        head = Statement(f"{YES if bool(own) is not denied else NO}。")
        lines = [Statement(f"由{duty_text(t)}。", (e,)) for t in told if (e := bracket(t))]
        found = tuple(d for t in told for d in responsible(t))
        return Draft(Status.ANSWERED, (head, *lines), found, lines=True, frames=(YES, NO))

    def _confined(self, query: Query) -> Draft | None:
        """Whether a department stands in the clauses or chapters named, and nowhere else."""
        every = replace(query, chapters=(), numbers=(), confined=False).tasks(self._plan)
        if not every:
            return None
        inside = {c.number for c in query.clauses(self._plan)}
        verdict = YES if all(t.clause in inside for t in every) else NO
        numbers = dict.fromkeys(t.clause for t in every)
        labels = "、".join(c.label + c.title for n in numbers if (c := self._plan.clause(n)))
        text = f"{verdict}，{'、'.join(query.names)}出现在{labels}。"
        return self._stated(text, every, query)

    def _same(self, query: Query) -> Draft:
        """Whether departments have a part in the very same tasks."""
        sets = [replace(query, groups=(g,)).tasks(self._plan) for g in query.groups]
        starts = [{t.start for t in ts} for ts in sets]
        head = Statement(f"{YES if all(s == starts[0] for s in starts) else NO}。")
        said, found = [head], list[Responsible]()
        for group, tasks in zip(query.groups, sets, strict=True):
            marks = tuple(dict.fromkeys(e for t in tasks if (e := bracket(t))))
            figures = load_figures(group[0], tasks)
            said.append(Statement(f"{load_text(group[0], figures)}。", marks, figures))
            found += [d for t in tasks for d in responsible(t, group)]
        return Draft(Status.ANSWERED, tuple(said), tuple(found), lines=True, frames=(YES, NO))

    def _every(self, query: Query, chapters: bool) -> Draft:
        """Whether a department stands in every chapter, or every clause."""
        own = query.tasks(self._plan)
        pool = query.clauses(self._plan)
        held = {t.clause for t in own}
        every = {c.chapter if chapters else c.number for c in pool}
        met = {c.chapter if chapters else c.number for c in pool if c.number in held}
        n, of = str(len(met)), str(len(every))
        unit = "章" if chapters else "条"
        verdict = YES if met == every else NO
        text = f"{verdict}，共{of}{unit}，{'、'.join(query.names)}在其中{n}{unit}有任务。"
        return self._stated(text, own, query, (n, of))

    def _meeting(self, query: Query, denied: bool) -> Draft:
        """Whether several departments stand in one clause, or in one task."""
        tasks = query.tasks(self._plan)
        if not tasks:
            return self._apart(query, YES if denied else NONE)
        numbers = dict.fromkeys(t.clause for t in tasks)
        labels = "、".join(c.label + c.title for n in numbers if (c := self._plan.clause(n)))
        return self._stated(
            f"{NO if denied else SOME}，共{len(numbers)}条：{labels}。",
            tasks,
            query,
            (str(len(numbers)),),
        )

    def _apart(self, query: Query, verdict: str) -> Draft:
        """Departments that never meet: what each has."""
        said = [Statement(f"{verdict}。")]
        for name in query.names:
            own = replace(query, groups=((name,),), together=False).tasks(self._plan)
            figures = load_figures(name, own)
            marks = tuple(dict.fromkeys(e for t in own if (e := bracket(t))))
            if own:
                said.append(Statement(f"{load_text(name, figures)}。", marks, figures))
        return Draft(Status.ANSWERED, tuple(said), lines=True, frames=(verdict,))

    def _role(self, query: Query, text: str) -> Draft | None:
        """Whether a department leads, only shares, has a part at all, or so many."""
        every = replace(query, role=None, without=None, sole=False).tasks(self._plan)
        if not every:
            return None
        wanted, without = query.role, query.without
        if without is None and wanted is None and re.search(_LED, text):
            wanted = Role.LEAD
        if without is Role.SHARED and _HAS.search(text):
            wanted, without = Role.LEAD, None
        role = without or wanted
        held = [t for t in every if role is None or _has(t, query, role)]
        if query.sole:
            held = [t for t in held if len(t.duties) == 1]
        figures = load_figures(query.names[0], every)
        said = f"{load_text('、'.join(query.names), figures)}。"
        claimed = self._claimed(held, query, text)
        if claimed is None and without is None and role is None and _NO_TASK.search(text):
            claimed = not held
        if claimed is None and without:
            claimed = not held
        if claimed is not None:
            verdict = f"{YES if claimed else NO}，{said}"
            return self._stated(verdict, held or every, query, figures)
        if not held:
            return self._stated(f"{NONE}：{said}", every, query, figures, listed=False)
        yes = YES if _TAG.search(text) else SOME
        return self._stated(f"{yes}，{said}", held, query, figures)

    def _claimed(self, held: list[Task], query: Query, text: str) -> bool | None:
        """Whether a figure claimed (有5项吧) or a whole (所有任务都) is that of the ledger."""
        if _NOT_ONE.search(text):
            return not held
        if _ALL_TASKS.search(text):
            return len(held) == len(replace(query, groups=(), role=None).tasks(self._plan))
        claim = _CLAIM.search(text)
        number = to_int(claim["n"]) if claim else None
        if claim is None or number is None:
            return None
        so_many = len({t.clause for t in held} if claim["unit"] == "条" else held)
        if not _LEAST.search(text[: claim.start()]):
            return number == so_many
        return so_many >= number if held else None  # 至少一项 of nothing: 没有

    def _most(self, query: Query, text: str) -> Draft | None:
        """Whether a department is the one with the most, or the fewest; who is."""
        clauses = measure(text) is Kind.CLAUSES
        sizes: dict[str, set[int]] = {}
        for task in replace(query, groups=()).tasks(self._plan):
            for duty in task.duties:
                if _in(duty, query):
                    sizes.setdefault(duty.name, set()).add(task.clause if clauses else task.start)
        if not sizes:
            return None
        extreme = EXTREME.search(text)
        best = (max if extreme and extreme["most"] else min)(map(len, sizes.values()))
        first = [n for n, held in sizes.items() if len(held) == best]
        right = set(query.names) <= set(first)
        shown = query.names if right else (first[0], *query.names)
        said, found = [Statement(f"{YES if right else NO}。")], list[Responsible]()
        for name in shown:
            own = replace(query, groups=((name,),)).tasks(self._plan)
            marks = tuple(dict.fromkeys(e for t in own if (e := bracket(t))))
            figures = load_figures(name, own)
            said.append(Statement(f"{load_text(name, figures, query.role)}。", marks, figures))
            found += [d for t in own for d in responsible(t, (name,))]
        return Draft(Status.ANSWERED, tuple(said), tuple(found), lines=True, frames=(YES, NO))

    def _stated(
        self,
        text: str,
        tasks: list[Task],
        query: Query,
        figures: tuple[str, ...] = (),
        more: Statement | None = None,
        listed: bool = True,
    ) -> Draft:
        marks = tuple(dict.fromkeys(e for t in tasks if (e := bracket(t))))
        found = tuple(d for t in tasks for d in responsible(t, query.names)) if listed else ()
        frames = (YES, NO, NONE, SOME)
        said = (Statement(text, marks, figures), *([more] if more else []))
        return Draft(Status.ANSWERED, said, found, frames=frames)


_LED = SLOTS["lead"]


def _stands(question: Question) -> bool:
    """第五条有财政局，对吗; 财政局在第五条里出现吗: said of the department itself."""
    text, named = question.text, question.mentions[0]
    return bool(_HOLDS.search(text[: named.start]) or _APPEARS.match(text[named.end :]))


def _in(duty: Duty, query: Query) -> bool:
    return query.role in (None, duty.role)


def _has(task: Task, query: Query, role: Role) -> bool:
    return any(d.name in query.names and d.role is role for d in task.duties)
