"""What departments do: their tasks, together or each, and who else has a part in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import headline, summary
from assistant.ledger.counts import load_figures, load_text, task_gist
from assistant.ledger.kinds import Kind
from assistant.ledger.near import Near
from assistant.ledger.query import Query
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan, Role, Task
from corpus.numerals import to_han

# So many tasks are told by three sentences each, so many by their chief one; more by a few words.
_FEW, _MANY = 6, 24
_BRIEF, _ONLY = 40, 60  # characters of each sentence; of one task alone more
_OTHERS = re.compile(
    r"(?:合作|搭档|搭伙|(?:共同|一起|联合)(?:负责|承担|参与)?)的(?:其他)?(?:部门|单位)"
    r"|(?:另外|还|其他|其它|别的|其余|此外).{0,6}(?:谁|部门|单位|哪)|(?:和|与|跟)谁|搭档"
    r"|(?:一起|共同|联合|合作).{0,8}的?(?:是|有|还有)?(?:谁|哪些?(?:部门|单位|家))"
    r"|(?:和|(?<!参)与|跟|同)(?:哪|什么)[些几两三个家]*(?:部门|单位|局|家)?"
)
_OPEN = re.compile(r"哪|什么|啥|几|多少|列|梳理|找[一出]|所有|全部")
# 一共几条 wants no more than their titles; 几条，都是什么 does.
_TOLD_OF = re.compile(r"哪|什么|啥|列|分别|内容|说说|讲讲|介绍|干|做")
_SIZED = re.compile(r"数|统计|共|(?<!第)几|多少")
_PART = re.compile(
    r"(?:在|对|就)[^，。？]{2,16}?(?:中|里|方面|上|工作|方面)[^，。？]{0,4}(?:负责|承担|做|干|管|有|要|需要)[^，。？]{0,4}(?:什么|啥|哪些)"
)
# What is a body's own part: 负责哪一项, 有什么任务.
_OWN_PART = re.compile(
    r"(?:负责|承担|参[与加]|牵头|分到|领到|管|做|干|有|完成)(?:的|了|着|过)?[^，。？]{0,4}?(?:什么|啥|哪[些几一]?|几|多少)"
    r"|(?:任务|职责|工作|责任|角色)(?:清单)?(?:是|有|$|[？?])"
)
_FIELD = re.compile(r"方面|领域|这块|这一块")
BUT_TASK = re.compile(r"除了?(?P<what>[^，。？]{3,16}?)(?:以外|之外|外)?(?=，|还|以外|之外|外)")
_NO_SUCH = "没有"
_APART = re.compile(r"各(?!项|类|条款)|分别|逐个|各自|每个")
_KINDS = (
    Asked.WHICH_CLAUSE, Asked.WHAT, Asked.LIST, Asked.COUNT, Asked.HOW_MUCH, Asked.CHECK, Asked.WHO,
    Asked.WHERE, Asked.TITLE,
)  # fmt: skip


class Duties:
    """Department answers of one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._near = Near(dossier)

    def answer(self, question: Question, query: Query) -> Draft | None:
        """The tasks of the departments a question names."""
        if question.asks(*_KINDS) or _OPEN.search(question.text) or len(question.text) < 24:
            return self.of_departments(question, query)
        return None

    def absent(self, question: Question, query: Query) -> Draft | None:
        """What a department has to do that the plan names nowhere: nothing, whatever the matter."""
        named = {d.name for t in self.plan.tasks() for d in t.duties}
        if not query.groups or named & set(query.names) or not _OWN_PART.search(question.text):
            return None
        return None if question.asks(Asked.CHECK, Asked.WHO) else self._nothing(query)

    def of_departments(self, question: Question, query: Query) -> Draft:
        """Tasks of departments: of all together when the question says so, else of any."""
        tasks = query.tasks(self.plan)
        if not tasks:
            return self._nothing(query)
        if query.select is Kind.CHAPTERS and question.asks(Asked.WHICH_CLAUSE, Asked.LIST):
            return self.by_chapter(tasks, query)
        if len(query.groups) > 1 and not query.together and _APART.search(question.text):
            return self._each(tasks, query)
        if _OTHERS.search(question.text) and query.select in (None, Kind.DEPARTMENTS):
            return self._others(tasks, query)
        return self.lines(tasks, question, query)

    def lines(self, tasks: Sequence[Task], question: Question, query: Query) -> Draft:
        """A line for each task; a head with their number where there are many or it is asked."""
        kind = len(query.names) > 1 and len(tasks) <= _FEW  # 驻青单位: whose each task is
        several = len(query.groups) > 1 or kind
        counted = question.asks(Asked.COUNT) and not _TOLD_OF.search(question.text)
        total = _MANY + 1 if counted and len(tasks) > 1 else len(tasks)
        # Of whom it is told: a follow-up (第二个部门还牵头什么) need not name it.
        asked = question.unnamed
        lines = [
            self._line(t, query.names, total, several or not n, asked) for n, t in enumerate(tasks)
        ]
        if question.asks(Asked.COUNT) or len(tasks) > 3 or _SIZED.search(question.text):
            lines.insert(0, self._headline(tasks, query.names, query.role))
        departments = tuple(d for t in tasks for d in responsible(t, query.names))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, query.role), lines=True)

    def told(self, tasks: Sequence[Task], names: tuple[str, ...]) -> tuple[Statement, ...]:
        """A line for each of a few tasks; none where there are many."""
        few = tasks if len(tasks) <= _FEW else []
        return tuple(self._line(t, names, len(few)) for t in few)

    def _others(self, tasks: Sequence[Task], query: Query) -> Draft:
        """Who else has a part in the tasks of departments."""
        lines = []
        for task in tasks:
            clause, mark = self.plan.clause(task.clause), bracket(task)
            others = [d.name for d in task.duties if d.name not in query.names]
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

    def besides(self, question: Question, query: Query) -> Draft | None:
        """The tasks of departments but for one told by its words (除了选拔干部还管什么)."""
        match = BUT_TASK.search(question.topic)
        tasks = query.tasks(self.plan)
        if not match or not tasks:
            return None
        pairs = {match["what"][i : i + 2] for i in range(len(match["what"]) - 1)}
        hits = {t.start: sum(p in t.text for p in pairs) for t in tasks}
        best = max(hits.values())
        rest = [t for t in tasks if hits[t.start] < best or best < 2]
        return self.lines(rest, question, query) if rest else None

    def about(self, words: tuple[str, ...], question: Question, query: Query) -> Draft | None:
        """The one or two tasks of departments in a role that speak of all the words."""
        words = tuple(_FIELD.sub("", w) for w in words)
        tasks = [t for t in query.tasks(self.plan) if all(self._speaks(t, w) for w in words)]
        titled = [t for t in tasks if all(w in self._title(t) for w in words)]
        tasks = titled or tasks
        hits = {t.start: sum(t.text.count(w) for w in words) for t in tasks}
        tasks = [t for t in tasks if hits[t.start] == max(hits.values())]
        if question.asks(Asked.HOW_MUCH) and not question.asks(Asked.WHAT, Asked.LIST):
            return None  # a value is asked for, not the task
        told = query.role or _FIELD.search(question.text) or _PART.search(question.text)
        if not told or not 0 < len(tasks) < 3 or question.asks(Asked.CHECK, Asked.WHO):
            return None
        return self.lines(tasks, question, query)

    def _speaks(self, task: Task, word: str) -> bool:
        """Whether a task, or its clause's title, holds a word."""
        clause = self.plan.clause(task.clause)
        return word in task.text or bool(clause and word in clause.title)

    def _title(self, task: Task) -> str:
        clause = self.plan.clause(task.clause)
        return clause.title if clause else ""

    def _each(self, tasks: Sequence[Task], query: Query) -> Draft:
        """One line for each department: the clauses it stands in."""
        lines = []
        for name in query.names:
            own = [t for t in tasks if any(d.name == name for d in t.duties)]
            found = [
                d for t in own for d in responsible(t, (name,)) if query.role in (None, d.role)
            ]
            marks = tuple(dict.fromkeys(d.evidence for d in found))
            if marks:
                text = f"{name}：{self._labels(own)}"
                lines.append(Statement(text, marks))
        departments = tuple(d for t in tasks for d in responsible(t, query.names))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, query.role), lines=True)

    def by_chapter(self, tasks: Sequence[Task], query: Query) -> Draft:
        """One line for each chapter in which departments have tasks."""
        lines = []
        for chapter in self.plan.chapters:
            own = [t for t in tasks if any(t.clause == c.number for c in chapter.clauses)]
            marks = tuple(e for t in own if (e := bracket(t)))
            if own:
                text = f"第{to_han(chapter.number)}章“{chapter.title}”：{self._labels(own)}"
                lines.append(Statement(text, marks, (str(chapter.number),)))
        departments = tuple(d for t in tasks for d in responsible(t, query.names))
        return Draft(Status.ANSWERED, tuple(lines), _in_role(departments, query.role), lines=True)

    def _labels(self, tasks: Sequence[Task]) -> str:
        numbers = dict.fromkeys(t.clause for t in tasks)
        return "、".join(c.label + c.title for n in numbers if (c := self.plan.clause(n)))

    def _nothing(self, query: Query) -> Draft:
        """The ledger shows none: what the departments have instead, if anything."""
        who = "、".join(query.names)
        tasks = [t for t in self.plan.tasks() if any(d.name in query.names for d in t.duties)]
        if not tasks:
            text = f"方案没有给{who}安排任务，责任分工中未出现该部门。"
            return Draft(Status.NOT_IN_PLAN, (Statement(text),))
        said = []
        for name in query.names:
            own = [t for t in tasks if any(d.name == name for d in t.duties)]
            if own:
                marks = tuple(e for t in own if (e := bracket(t)))
                figures = load_figures(name, own)
                text = f"{_NO_SUCH}：{load_text(name, figures)}。"
                said.append(Statement(text, marks, figures))
        return Draft(Status.ANSWERED, tuple(said), lines=True, frames=(_NO_SUCH,))

    def _headline(
        self, tasks: Sequence[Task], names: tuple[str, ...], asked: Role | None
    ) -> Statement:
        """How many; of a role asked for alone, since 分工0项 would deny what was not asked."""
        clauses = {t.clause for t in tasks}
        lead = sum(any(d.name in names and d.role is Role.LEAD for d in t.duties) for t in tasks)
        figures = (str(len(tasks)), str(len(clauses)), str(lead), str(len(tasks) - lead))
        parts = {Role.LEAD: f"牵头{figures[2]}项", Role.SHARED: f"分工{figures[3]}项"}
        said = parts[asked] if asked else "、".join(parts.values())
        return Statement(f"共{figures[0]}项任务、涉及{figures[1]}条（{said}）：", (), figures)

    def _line(
        self,
        task: Task,
        names: tuple[str, ...],
        total: int,
        several: bool = False,
        asked: str = "",
    ) -> Statement:
        """A task with the role in it; of ``several`` departments asked about, with whose it is."""
        clause, evidence = self.plan.clause(task.clause), bracket(task)
        assert clause is not None
        roles = {d.role for d in task.duties if d.name in names}
        role = "牵头" if Role.LEAD in roles else "分工"
        if several:
            role = _each_role(task, names)
        marks = (evidence,) if evidence else ()
        if total > _MANY:
            gist = task_gist(task, clause)
            first = task.sentences[0]
            shown = (Evidence(first.start, first.end, task.clause),) if gist else ()
            return Statement(f"{clause.label}{clause.title}（{role}）{gist}", (*shown, *marks))
        if total > _FEW:
            chief = next((s for s in task.sentences if any(t.value for t in s.targets)), None)
            held = chief or task.sentences[0]
            text = headline(held).rstrip("。")
            mark = Evidence(held.start, held.end, task.clause)
            return Statement(f"{clause.label}{clause.title}（{role}）：{text}", (mark, *marks))
        sentences = self._near.sentences(task, names, asked)
        told = self._near.told(asked)
        limit = _ONLY if total == 1 else _BRIEF
        text = "".join(summary(s, limit, told) for s in sentences)
        proof = tuple(Evidence(s.start, s.end, task.clause) for s in sentences)
        return Statement(f"{clause.label}{clause.title}（{role}）：{text}", (*proof, *marks))


def _each_role(task: Task, names: tuple[str, ...]) -> str:
    """Who of those asked about leads a task, and who has a share in it."""
    said = {Role.LEAD: "牵头", Role.SHARED: "分工"}
    held = {r: [d.name for d in task.duties if d.name in names and d.role is r] for r in said}
    return "，".join(f"{'、'.join(held[r])}{said[r]}" for r in said if held[r])


def _in_role(departments: tuple[Responsible, ...], role: Role | None) -> tuple[Responsible, ...]:
    return tuple(d for d in departments if role in (None, d.role))
