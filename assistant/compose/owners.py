"""Who is responsible for the tasks of numbered clauses, and what stands in their brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.clauses import head_of
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import duty_text, pairs, summary
from assistant.compose.responsibility import among, none_but_those
from assistant.ledger.query import excluded_only, read_query
from assistant.ledger.roles import read_role
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Role, Task
from corpus.numerals import to_han

FEW = re.compile(r"哪[两三四五几些]?(?:个|家)(?:部门|单位|局)?(?:管|负责|牵头|承担|来)")
# Each of several things named is asked of: a task of each, told by a word that only it has.
_EACH = re.compile(r"各(?:自|由|是|归)|分别")
_BESIDE, _MOSTLY = re.compile(r"[、和与及]"), 0.6
# What is to be done and who does it, both asked for: 要求和责任单位.
_THING = r"(?:内容|要求|措施|目标|任务|做法|要点|举措)"
_BODY = r"(?:(?:责任|牵头)?(?:部门|单位)|牵头)"
BOTH = re.compile(
    rf"{_THING}(?:和|及|与|以及|、|跟|加|[+＋]){_BODY}|{_BODY}(?:和|及|与|、|跟|[+＋]){_THING}"
)
# Every task of a clause by itself: 各段由谁牵头, 两个牵头单位各管什么.
EACH = re.compile(
    r"各[段部块项]|各管|各负责什么|[两三四2-4][个家]牵头|每[段项块个](?:任务|工作|内容)?由"
)
BRACKETS = re.compile(r"括号(?:里|内|中)?(?:写|是|有|的|[？?。]|$)")
# Characters of a clause told at once, whole or its sentences in short; its text is a click away.
# More where its content is asked for as such.
ROLES = {Role.LEAD: "牵头", Role.SHARED: "分工", None: "责任"}


def without_role(clause: Clause, tasks: Sequence[Task], role: Role) -> Draft:
    """（九）没有分工部门，由…牵头: nobody in the role asked for, so those in the other."""
    none = f"没有{ROLES[role]}部门"
    owners = "、".join(dict.fromkeys(duty_text(t) for t in tasks))
    marks = tuple(e for t in tasks if (e := bracket(t)))
    found = tuple(d for t in tasks for d in responsible(t))
    said = Statement(f"{clause.label}{none}，由{owners}。", marks)
    return Draft(Status.ANSWERED, (said,), found, frames=(none,))


def brackets_of(clauses: list[Clause], question: Question) -> Draft:
    """The responsibility brackets as written."""
    tasks = [t for c in clauses for t in chosen_tasks(c, question)]
    lines = [
        Statement(d.text, (Evidence(d.start, d.end, t.clause),))
        for t in tasks
        if (d := t.responsibility)
    ]
    found = tuple(d for t in tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def chosen_tasks(clause: Clause, question: Question, words: Sequence[str] = ()) -> tuple[Task, ...]:
    """The task asked for by number or by the words of its sentences; else all."""
    number = question.reference.task
    chosen = tuple(t for t in clause.tasks if t.number == number)
    hits = {t.number: sum(w in t.text for w in words) for t in clause.tasks}
    best = max(hits.values(), default=0)
    if not chosen and _EACH.search(question.text):
        only = [w for w in words if sum(w in t.text for t in clause.tasks) == 1]
        chosen = tuple(t for t in clause.tasks if any(w in t.text for w in only))
    if not chosen and _BESIDE.search(question.text):
        chosen = _beside(clause, words)
    if best and not chosen:
        chosen = tuple(t for t in clause.tasks if hits[t.number] == best)
    return chosen or clause.tasks


def _beside(clause: Clause, words: Sequence[str]) -> tuple[Task, ...]:
    """The tasks of several things named side by side, each of one task alone; else none."""
    found = dict[int, Task]()
    for word in words:
        shares = {t.number: _share(word, t) for t in clause.tasks}
        best = [t for t in clause.tasks if shares[t.number] == max(shares.values()) >= _MOSTLY]
        found |= {t.number: t for t in best if len(best) == 1}
    return tuple(t for _, t in sorted(found.items())) if len(found) > 1 else ()


def _share(word: str, task: Task) -> float:
    """Share of a word's pairs of characters that a task has: 激励机制 of 激励关怀机制."""
    own = pairs(word)
    return len(own & pairs(task.text)) / len(own) if own else 0.0


def task_lines(task: Task, question: Question) -> list[Statement]:
    """A task's sentences, in full where the original is asked for, and who does it."""
    full = question.asks(Asked.ORIGINAL)
    lines = [
        Statement(s.text if full else summary(s), (Evidence(s.start, s.end, task.clause),))
        for s in task.sentences
    ]
    evidence = bracket(task)
    if evidence and question.asks(Asked.LIST, Asked.ORIGINAL, Asked.WHO):
        lines.append(Statement(f"责任部门：{duty_text(task)}。", (evidence,)))
    return lines


def owners_of(clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    """Who is responsible for the tasks of the clauses that are meant."""
    words = () if EACH.search(question.text) else words
    tasks = [t for c in clauses for t in chosen_tasks(c, question, words)]
    role = read_role(question.text)[0] if question.role else None
    tasks = [t for t in tasks if role in {d.role for d in t.duties}] or tasks
    if excluded_only(question):
        return _others(tasks, read_query(question).barred)
    tasks = [t for t in among(tasks, question) if t.duties]
    lines = []
    for clause in clauses:
        own = [t for t in tasks if t.clause == clause.number]
        apart = len(own) > 1 or len(clauses) == 1
        label = clause.label if apart else f"{clause.label}{clause.title}："
        lines += task_owners(own, label if len(clauses) > 1 else "", apart and len(tasks) > 1)
    if not lines:
        labels = "、".join(c.label for c in clauses)
        text = f"方案没有为第{labels}条写明责任部门。"
        return Draft(
            Status.NOT_IN_PLAN, (Statement(text),), related=tuple(c.number for c in clauses)
        )
    return Draft(
        Status.ANSWERED, tuple(lines), tuple(d for t in tasks for d in responsible(t)), lines=True
    )


def task_owners(tasks: Sequence[Task], label: str, several: bool = True) -> list[Statement]:
    """Who is responsible for each task, told apart by its first words."""
    lines = []
    for task in tasks:
        evidence, first = bracket(task), task.sentences[0]
        head = f"{to_han(task.number)}是{head_of(first.text)}等：" if several else ""
        if evidence:
            marks = (Evidence(first.start, first.end, task.clause), evidence)
            lines.append(Statement(f"{label}{head}由{duty_text(task)}。", marks))
    return lines


def _others(tasks: list[Task], barred: frozenset[str]) -> Draft:
    """The departments of tasks but for those barred."""
    found = tuple(d for t in tasks for d in responsible(t) if d.name not in barred)
    names = "、".join(dict.fromkeys(d.name for d in found))
    marks = tuple(dict.fromkeys(e for t in tasks if (e := bracket(t))))
    if not names:
        return none_but_those(marks)
    return Draft(Status.ANSWERED, (Statement(f"还有{names}。", marks),), found)


def in_role(duty: Responsible, question: Question) -> bool:
    """Whether a duty is of the role that a question asks for."""
    return read_role(question.text)[0] in (None, duty.role)
