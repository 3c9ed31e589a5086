"""Answers by number: clauses, chapters and tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import duty_text, headline, summary
from assistant.ledger.query import excluded_only, read_query
from assistant.ledger.roles import read_role
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, Plan, Role, Task
from corpus.numerals import to_han

_MANY = 3
_COUNT = re.compile(
    r"(?:几|多少)(?:个|项|家|处)?(?:责任|牵头|具体)?(?:任务|部门|单位|括号)|(?:几|多少)(?:项|家|块|个?部分)"
)
_CHAPTER = re.compile(r"(?:第几|哪一?个?)大?(?:章|部分|板块)")
_FEW = re.compile(r"哪[两三四五几些]?(?:个|家)(?:部门|单位|局)?(?:管|负责|牵头|承担|来)")
_NAMED = re.compile(r"叫(?:什么|啥)|什么名")
_QUOTED = re.compile(r"[“\"「][^”\"」]*谁[^”\"」]*[”\"」]")
_TASKS = re.compile(r"(?:几|多少)(?:个|项|块)?(?:责任|具体)?(?:任务|括号|块|部分)")
# What is to be done and who does it, both asked for: 要求和责任单位.
_THING, _BODY = r"(?:内容|要求|措施|目标|任务|做法)", r"(?:(?:责任|牵头)?(?:部门|单位)|牵头)"
_BOTH = re.compile(
    rf"{_THING}(?:和|及|与|以及|、|跟|加|[+＋]){_BODY}|{_BODY}(?:和|及|与|、|跟|[+＋]){_THING}"
)
_BRACKETS = re.compile(r"括号(?:里|内|中)?(?:写|是|有|的|[？?。]|$)")
# Characters of a clause told at once, whole or its sentences in short; its text is a click away.
# More where its content is asked for as such.
ROLES = {Role.LEAD: "牵头", Role.SHARED: "分工", None: "责任"}
GIST, CONTENT = 150, 320


_LINE = 60
_SUMMED = re.compile(r"概括|总结|归纳|概述|提炼|主要内容|(?:每|各)条.{0,4}一?句|一句话")


def by_number(question: Question, dossier: Dossier, words: Sequence[str] = ()) -> Draft | None:
    """The answer to a question that names clauses or chapters by number.

    ``words`` are those of a matter of its own: they tell which tasks of a clause are meant.
    """
    plan, reference = dossier.plan, question.reference
    if reference.missing and not reference.clauses:
        return _no_such(plan, reference.missing)
    clauses = [c for n in reference.clauses if (c := plan.clause(n))]
    if clauses:
        no_task = _no_task(clauses, question)
        return (
            no_task or _sentence(clauses[0], question) or _clauses(plan, clauses, question, words)
        )
    found = [c for c in plan.clauses if c.chapter in reference.chapters]
    if not found:
        return None
    return _list_clauses(plan, found, question)


def _no_such(plan: Plan, missing: tuple[str, ...]) -> Draft:
    chapters, clauses = str(len(plan.chapters)), str(len(plan.clauses))
    span = f"编号从（一）到{plan.clauses[-1].label}"
    text = f"方案没有{missing[0]}。全文共{chapters}章、{clauses}条，{span}。"
    return Draft(Status.NOT_IN_PLAN, (Statement(text, (), (chapters, clauses)),))


def _no_task(clauses: list[Clause], question: Question) -> Draft | None:
    """A task number beyond the tasks of the one clause named."""
    number, clause = question.reference.task, clauses[0]
    if number is None or len(clauses) > 1 or 0 < number <= len(clause.tasks):
        return None
    text = f"{clause.label}没有第{to_han(number)}项任务，只有{len(clause.tasks)}项。"
    return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=(clause.number,))


def _sentence(clause: Clause, question: Question) -> Draft | None:
    """第十条第三句: one sentence of a clause, or of its task, as it is written."""
    at, tasks = question.reference.sentence, _chosen(clause, question)
    sentences = [(s, t) for t in tasks for s in t.sentences]
    if not at:
        return None
    if abs(at) > len(sentences):
        size = str(len(sentences))
        text = f"{clause.label}没有第{to_han(at)}句，只有{size}句。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text, (), (size,)),), related=(clause.number,))
    sentence, task = sentences[at - 1 if at > 0 else at]
    said = Statement(sentence.text, (Evidence(sentence.start, sentence.end, clause.number),))
    return Draft(Status.ANSWERED, (said,), tuple(responsible(task)))


def _clauses(plan: Plan, clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    told = question.asks(Asked.ORIGINAL, Asked.COUNT) and not _CHAPTER.search(question.text)
    located = question.asks(Asked.WHICH_CLAUSE) or _CHAPTER.search(question.text)
    if located and not told and question.reference.task is None:
        return _located(plan, clauses)
    named = question.asks(Asked.TITLE) or _NAMED.search(question.text)
    # 提到的“谁执法谁普法”，整条原文是什么: who is only quoted.
    owners = question.asks(Asked.WHO) and not _COUNT.search(question.text)
    owners = owners and (not question.asks(Asked.ORIGINAL) or not _QUOTED.search(question.text))
    if named or (len(clauses) > _MANY and not owners):
        return _list_clauses(plan, clauses, question)
    if _COUNT.search(question.text) and not (question.reference.task and question.asks(Asked.LIST)):
        return _counted(clauses, question)
    if _BRACKETS.search(question.text) and not question.asks(Asked.WHO):
        return _brackets(clauses, question)
    matter = _BOTH.search(question.text) or re.search(
        r"内容|[讲说谈写](?:的|了)?(?:是|些|有)?(?:什么|啥|哪)|讲讲|说什么|干什么|做什么|(?:任务|项|条)是(?:什么|啥)",
        question.text,
    )
    if (owners or _FEW.search(question.text)) and not matter:
        return _duties(clauses, question, words)
    statements, departments = list[Statement](), list[Task]()
    for clause in clauses:
        tasks = _chosen(clause, question)
        departments += tasks
        statements.append(Statement(f"{clause.label}{clause.title}：", (title(clause),)))
        statements += [s for t in tasks for s in _task_lines(t, question)]
    found = tuple(d for t in departments for d in responsible(t))
    if not question.asks(Asked.ORIGINAL):
        room = _room(question) // len(clauses)
        statements = [s for c in clauses for s in gist(c, _chosen(c, question), room)]
        if (question.reference.task or _BOTH.search(question.text)) and question.asks(Asked.WHO):
            statements += [
                Statement(f"由{duty_text(t)}。", (e,)) for t in departments if (e := bracket(t))
            ]
    return Draft(Status.ANSWERED, tuple(statements), found, lines=True)


def _room(question: Question) -> int:
    """How much is told of a clause: more where its content or a list of it is asked for."""
    if question.asks(Asked.CHECK, Asked.HOW_MUCH):
        return GIST
    return (
        2 * CONTENT if question.asks(Asked.LIST) else CONTENT if question.asks(Asked.WHAT) else GIST
    )


def _located(plan: Plan, clauses: list[Clause]) -> Draft:
    """第（十一）条“…”，在第三章“…”。"""
    lines = [chapter_of(plan, clause) for clause in clauses]
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def chapter_of(plan: Plan, clause: Clause) -> Statement:
    """第（十一）条“…”，在第三章“…”。"""
    chapter = plan.chapter(clause.chapter)
    where = f"，在第{to_han(chapter.number)}章“{chapter.title}”" if chapter else ""
    text = f"第{clause.label}条“{clause.title}”{where}。"
    return Statement(text, (title(clause),), (str(clause.chapter),))


def _counted(clauses: list[Clause], question: Question) -> Draft:
    """How many tasks or departments a clause has."""
    lines, found, frames = list[Statement](), list[Responsible](), list[str]()
    role = read_role(question.text)[0]
    kind = ROLES[role]
    for clause in clauses:
        tasks = [t for t in _chosen(clause, question) if t.duties]
        duties = [d for t in tasks for d in responsible(t) if _in_role(d, question)]
        names = tuple(dict.fromkeys(d.name for d in duties))
        marks: tuple[Evidence, ...]
        if re.search(r"部门|单位|谁|家", question.text) and not _TASKS.search(question.text):
            size, said = len(names), f"个{kind}部门：{'、'.join(names)}"
            marks = tuple(dict.fromkeys(d.evidence for d in duties))
        else:
            size, said = len(tasks), "项任务"
            marks = (title(clause), *(e for t in tasks if (e := bracket(t))))
        if not size and role and tasks:
            none = without_role(clause, tasks, role)
            lines, found = [*lines, *none.statements], [*found, *none.departments]
            frames += none.frames
            continue
        lines.append(
            Statement(f"{clause.label}共{size}{said}。", marks or (title(clause),), (str(size),))
        )
        if size == len(tasks) and size > 1 and question.asks(Asked.WHO, Asked.LIST):
            lines += task_owners(tasks, "")
        found += duties
    return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True, frames=tuple(frames))


def without_role(clause: Clause, tasks: Sequence[Task], role: Role) -> Draft:
    """（九）没有分工部门，由…牵头: nobody in the role asked for, so those in the other."""
    none = f"没有{ROLES[role]}部门"
    owners = "、".join(dict.fromkeys(duty_text(t) for t in tasks))
    marks = tuple(e for t in tasks if (e := bracket(t)))
    found = tuple(d for t in tasks for d in responsible(t))
    said = Statement(f"{clause.label}{none}，由{owners}。", marks)
    return Draft(Status.ANSWERED, (said,), found, frames=(none,))


def _brackets(clauses: list[Clause], question: Question) -> Draft:
    """The responsibility brackets as written."""
    tasks = [t for c in clauses for t in _chosen(c, question)]
    lines = [
        Statement(d.text, (Evidence(d.start, d.end, t.clause),))
        for t in tasks
        if (d := t.responsibility)
    ]
    found = tuple(d for t in tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def gist(clause: Clause, tasks: tuple[Task, ...], limit: int) -> list[Statement]:
    """A clause within ``limit`` characters: whole, its sentences in short, or the chief of them."""
    sentences = [s for t in tasks for s in t.sentences]
    short = {s.start: s.text for s in sentences}
    for form in (summary, headline):
        if sum(map(len, short.values())) + len(clause.title) + 6 > limit:
            short = {s.start: form(s) for s in sentences}
    firsts = {t.sentences[0].start for t in tasks}
    order = sorted(sentences, key=lambda s: (not s.targets, s.start not in firsts, s.start))
    chosen, room = set[int](), limit - len(clause.title) - 6
    for sentence in order:
        if len(short[sentence.start]) <= room:
            chosen.add(sentence.start)
            room -= len(short[sentence.start])
    lines = [Statement(f"{clause.label}{clause.title}：", (title(clause),))]
    return lines + [
        Statement(short[s.start], (Evidence(s.start, s.end, clause.number),))
        for s in sentences
        if s.start in chosen
    ]


def _chosen(clause: Clause, question: Question, words: Sequence[str] = ()) -> tuple[Task, ...]:
    """The task asked for by number or by the words of its sentences; else all."""
    number = question.reference.task
    chosen = tuple(t for t in clause.tasks if t.number == number)
    hits = {t.number: sum(w in t.text for w in words) for t in clause.tasks}
    best = max(hits.values(), default=0)
    if best and not chosen:
        chosen = tuple(t for t in clause.tasks if hits[t.number] == best)
    return chosen or clause.tasks


def _task_lines(task: Task, question: Question) -> list[Statement]:
    full = question.asks(Asked.ORIGINAL)
    lines = [
        Statement(s.text if full else summary(s), (Evidence(s.start, s.end, task.clause),))
        for s in task.sentences
    ]
    evidence = bracket(task)
    if evidence and question.asks(Asked.LIST, Asked.ORIGINAL, Asked.WHO):
        lines.append(Statement(f"责任部门：{duty_text(task)}。", (evidence,)))
    return lines


def _duties(clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    tasks = [t for c in clauses for t in _chosen(c, question, words)]
    role = read_role(question.text)[0] if question.role else None
    tasks = [t for t in tasks if role in {d.role for d in t.duties}] or tasks
    if excluded_only(question):
        return _others(tasks, read_query(question).barred)
    lines = []
    for clause in clauses:
        own = [t for t in tasks if t.clause == clause.number]
        lines += task_owners(own, clause.label if len(clauses) > 1 else "", len(tasks) > 1)
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
        head = f"{to_han(task.number)}是{_head(first.text)}等：" if several else ""
        if evidence:
            marks = (Evidence(first.start, first.end, task.clause), evidence)
            lines.append(Statement(f"{label}{head}由{duty_text(task)}。", marks))
    return lines


def _others(tasks: list[Task], barred: frozenset[str]) -> Draft:
    """The departments of tasks but for those barred."""
    found = tuple(d for t in tasks for d in responsible(t) if d.name not in barred)
    names = "、".join(dict.fromkeys(d.name for d in found))
    marks = tuple(dict.fromkeys(e for t in tasks if (e := bracket(t))))
    text = f"还有{names}。" if names else "没有其他责任部门。"
    return Draft(Status.ANSWERED, (Statement(text, marks),), found)


def _in_role(duty: Responsible, question: Question) -> bool:
    return read_role(question.text)[0] in (None, duty.role)


def _head(text: str) -> str:
    piece = re.split(r"[，。；：]", text)
    return next((p for p in piece if len(p) > 6), piece[0])


def _list_clauses(plan: Plan, clauses: list[Clause], question: Question) -> Draft:
    lines, chapters = list[Statement](), question.reference.chapters
    by_chapter = not question.reference.clauses
    for number in chapters if by_chapter else ():
        chapter = plan.chapter(number)
        if chapter:
            lines.append(chapter_line(chapter))
            told = _chief if _SUMMED.search(question.text) else _title_line
            lines += [told(c) for c in chapter.clauses]
    if by_chapter:
        return Draft(Status.ANSWERED, tuple(lines), lines=True)
    lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def _title_line(clause: Clause) -> Statement:
    return Statement(f"{clause.label}{clause.title}", (title(clause),))


def _chief(clause: Clause) -> Statement:
    """A clause in one sentence: its title, and its first sentence with an aim, else the first."""
    sentences = [s for t in clause.tasks for s in t.sentences] or list(clause.sentences)
    first = next((s for s in sentences if s.targets), sentences[0] if sentences else None)
    if first is None:
        return _title_line(clause)
    proof = Evidence(first.start, first.end, clause.number)
    return Statement(
        f"{clause.label}{clause.title}：{summary(first, _LINE)}", (title(clause), proof)
    )


def chapter_line(chapter: Chapter) -> Statement:
    """第四章“…”，共4条（（十三）至（十六））."""
    count, first, last = str(len(chapter.clauses)), chapter.clauses[0], chapter.clauses[-1]
    span = f"（{first.label}至{last.label}）"
    text = f"第{to_han(chapter.number)}章“{chapter.title}”，共{count}条{span}："
    return Statement(text, (title(first), title(last)), (count,))


def title(clause: Clause) -> Evidence:
    """A clause's label and title as evidence."""
    return Evidence(clause.start, clause.title_start + len(clause.title), clause.number)
