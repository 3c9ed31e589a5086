"""Answers by number: clauses, chapters and tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import (
    CONTENT,
    GIST,
    chapter_line,
    chief_line,
    gist,
    title,
    title_line,
)
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.frames import FRAMES
from assistant.compose.located import located
from assistant.compose.often import how_often
from assistant.compose.owners import (
    BOTH,
    BRACKETS,
    FEW,
    ROLES,
    brackets_of,
    chosen_tasks,
    in_role,
    owners_of,
    task_lines,
    task_owners,
    without_role,
)
from assistant.compose.phrase import duty_text, telling
from assistant.compose.years import unmeasured
from assistant.ledger.roles import read_role
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Clause, Plan, Task
from corpus.numerals import to_han

_MANY = 3
_COUNT = re.compile(
    r"(?:几|多少)(?:个|项|家|处|组|批|拨)?(?:责任|牵头|具体)?(?:任务|部门|单位|括号)|(?:几|多少)组|(?<!哪)(?:几|多少)(?:项|家|块|个?部分)"
)
_SO_MANY = re.compile(r"(?<!第)(?:几|多少)")
_CHAPTER = re.compile(r"(?:第几|哪一?个?)大?(?:章|部分|板块|保卫战)")
_NAMED = re.compile(r"叫(?:什么|啥)|什么名|条款?的?(?:名字|名称)")
# 标题和量化指标分别是什么: the title stands before what is told of a clause.
_WITH_AIMS = re.compile(r"(?:标题|名称|题目)(?:和|及|与|、|以及)[^，。？]{0,8}(?:指标|目标|数字)")
_WITH_TEXT = re.compile(r"标题(?:和|与|及|、|以及)(?:它的|主要|具体)?(?:内容|正文|任务|要求|措施)")
_QUOTED = re.compile(r"[“\"「][^”\"」]*谁[^”\"」]*[”\"」]")
_WORDS = re.compile(r"[“\"「]([^”\"」]{2,12})[”\"」]")
_TASKS = re.compile(
    r"(?:几|多少)(?:个|项|块)?(?:责任|具体)?(?:任务|括号|块|部分)|(?:几|多少)[组批拨]"
)
# 我要第三十五条，全部; 第六章第三条，请展示
_SHOWN = re.compile(r"全部(?:内容|条文)?[。！!]*$|展示(?:一下|出来)?[。！!]*$|完整(?:内容|条文|版)")
_CLAUSE, _CALLED = re.compile(r"条(?!理)"), re.compile(r"名称|名字|叫(?:什么|啥)")
_SUMMED = re.compile(r"概括|总结|归纳|概述|提炼|主要内容|(?:每|各)条.{0,4}一?句|一句话")


# What something is the main thing of: 以什么为核心.
_MAIN = re.compile(
    r"[以把拿](?:什么|啥|哪[些个几]?[^，。？]{0,4}|何)(?:作|当)?[为作](核心|重点|主体?|目标|指导|统领)"
)
# Kinds of things that a clause may list.
KIND = re.compile(r"(?:重点|涉及)?(行业|领域|区域|场景|部位|环节)")


def by_number(question: Question, dossier: Dossier, words: Sequence[str] = ()) -> Draft | None:
    """The answer to a question that names clauses or chapters by number.

    ``words`` are those of a matter of its own: they tell which tasks of a clause are meant.
    """
    plan, reference = dossier.plan, question.reference
    if reference.missing and not reference.clauses:
        return _no_such(plan, reference.missing, reference.chapters)
    clauses = [c for n in reference.clauses if (c := plan.clause(n))]
    if clauses:
        no_task = _no_task(clauses, question)
        return (
            no_task
            or _sentence(clauses[0], question)
            or _of_kind(clauses, question, words)
            or how_often(clauses, question, words)
            or unmeasured(clauses, question)
            or _clauses(plan, clauses, question, words)
        )
    found = [c for c in plan.clauses if c.chapter in reference.chapters]
    if not found:
        return None
    return _list_clauses(plan, found, question)


def _no_such(plan: Plan, missing: tuple[str, ...], inside: tuple[int, ...] = ()) -> Draft:
    chapters, clauses = str(len(plan.chapters)), str(len(plan.clauses))
    chapter = plan.chapter(inside[0]) if len(inside) == 1 else None
    if chapter and missing[0].startswith(where := f"第{to_han(chapter.number)}章"):
        first, last = chapter.clauses[0], chapter.clauses[-1]
        size = str(len(chapter.clauses))
        text = f"方案没有{missing[0]}。{where}共{size}条，从{first.label}到{last.label}。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text, (), (size, str(chapter.number))),))
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
    at, tasks = question.reference.sentence, chosen_tasks(clause, question)
    sentences = [(s, t) for t in tasks for s in t.sentences]
    if not at:
        return None
    if abs(at) > len(sentences):
        size = str(len(sentences))
        text = f"{clause.label}没有第{to_han(at)}句，只有{size}句。"
        return Draft(Status.NOT_IN_PLAN, (Statement(text, (), (size,)),), related=(clause.number,))
    sentence, task = sentences[at - 1 if at > 0 else at]
    said = Statement(sentence.text, (Evidence(sentence.start, sentence.end, clause.number),))
    proof = bracket(task) if question.asks(Asked.WHO) else None
    owners = (Statement(f"由{duty_text(task)}。", (proof,)),) if proof else ()
    return Draft(Status.ANSWERED, (*owners, said), tuple(responsible(task)))


def _of_kind(clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft | None:
    """第三条涉及哪些行业, 以什么为核心: sentences that list the kind or tell the main thing."""
    mains = [f"为{w}" for w in _MAIN.findall(question.text)]
    named = [w for w in words if not any(w in m for m in mains)]
    asked = {m[1] for w in named if (m := KIND.fullmatch(w))}
    if len(clauses) > 1 or not (asked or mains) or (asked and not all(map(KIND.fullmatch, named))):
        return None
    lists = re.compile(rf"、[^，。]+(?:{'|'.join(asked)})" if asked else "|".join(mains))
    chosen = [(s, t) for t in clauses[0].tasks for s in t.sentences if lists.search(s.text)]
    if not chosen or question.asks(Asked.ORIGINAL, Asked.WHO):
        return None
    number = clauses[0].number
    told = (
        Statement(
            s.text if len(s.text) <= GIST else telling(s, mains, GIST),
            (Evidence(s.start, s.end, number),),
        )
        for s, _ in chosen
    )
    tasks = dict.fromkeys(t for _, t in chosen)
    found = tuple(d for t in tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(told), found, lines=len(chosen) > 1)


def _titled(question: Question, clauses: list[Clause]) -> bool:
    """Whether titles are asked for; of one clause, not with its text beside it."""
    if len(clauses) == 1 and _WITH_TEXT.search(question.text):
        return False
    return question.asks(Asked.TITLE) or bool(_NAMED.search(question.text))


def _clauses(plan: Plan, clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    counted = question.asks(Asked.COUNT) and (
        question.asks(Asked.WHAT) or _SO_MANY.search(question.text)
    )
    told = (question.asks(Asked.ORIGINAL) or counted) and not _CHAPTER.search(question.text)
    placed = question.asks(Asked.WHICH_CLAUSE) or _CHAPTER.search(question.text)
    if placed and not told and question.reference.task is None:
        return located(plan, clauses, question, words)
    named = _titled(question, clauses)
    # 提到的“谁执法谁普法”，整条原文是什么: who is only quoted.
    owners = question.asks(Asked.WHO) and not _COUNT.search(question.text)
    owners = owners and (not question.asks(Asked.ORIGINAL) or not _QUOTED.search(question.text))
    if named and owners and len(clauses) == 1:
        return _called(clauses[0], question, words)
    aimed = len(clauses) == 1 and _WITH_AIMS.search(question.text)
    if (named and not aimed) or (len(clauses) > _MANY and not owners):
        return _list_clauses(plan, clauses, question)
    if _COUNT.search(question.text) and not (question.reference.task and question.asks(Asked.LIST)):
        return _counted(clauses, question)
    if BRACKETS.search(question.text) and not question.asks(Asked.WHO):
        return brackets_of(clauses, question)
    matter = BOTH.search(question.text) or re.search(
        r"内容|[讲说谈写](?:的|了)?(?:是|些|有)?(?:什么|啥|哪)|讲讲|说什么|干什么|做什么|(?:任务|项|条)是(?:什么|啥)",
        question.text,
    )
    if (owners or FEW.search(question.text)) and not matter:
        return owners_of(clauses, question, words)
    statements, departments = list[Statement](), list[Task]()
    for clause in clauses:
        tasks = chosen_tasks(clause, question)
        departments += tasks
        statements.append(Statement(f"{clause.label}{clause.title}：", (title(clause),)))
        statements += [s for t in tasks for s in task_lines(t, question)]
    found = tuple(d for t in departments for d in responsible(t))
    if not (question.asks(Asked.ORIGINAL) or _SHOWN.search(question.text)):
        room = _room(question) // len(clauses)
        quoted = [w for q in _WORDS.findall(question.text) for w in re.split(r"[/、和与]", q)]
        statements = [
            s
            for c in clauses
            for s in gist(c, chosen_tasks(c, question), room, quoted or words, quoted)
        ]
        if (question.reference.task or BOTH.search(question.text)) and question.asks(Asked.WHO):
            statements += [
                Statement(f"由{duty_text(t)}。", (e,)) for t in departments if (e := bracket(t))
            ]
    return Draft(Status.ANSWERED, tuple(statements), found, lines=True)


def _called(clause: Clause, question: Question, words: Sequence[str]) -> Draft:
    """What a clause is called and who is responsible, or that nobody is."""
    draft = owners_of([clause], question, words)
    head = Statement(f"{clause.label}{clause.title}", (title(clause),))
    if draft.status is not Status.NOT_IN_PLAN:
        return replace(draft, statements=(head, *draft.statements), lines=True)
    status = Status.ANSWERED if question.asks(Asked.CHECK) else Status.PARTIAL
    nobody = (replace(s, evidence=head.evidence) for s in draft.statements)
    return Draft(status, (head, *nobody), lines=True, frames=FRAMES)


def _room(question: Question) -> int:
    """How much is told of a clause: more where its content or a list of it is asked for."""
    if question.asks(Asked.CHECK, Asked.HOW_MUCH):
        return GIST
    return (
        2 * CONTENT if question.asks(Asked.LIST) else CONTENT if question.asks(Asked.WHAT) else GIST
    )


def _counted(clauses: list[Clause], question: Question) -> Draft:
    """How many tasks or departments a clause has."""
    lines, found, frames = list[Statement](), list[Responsible](), list[str]()
    role = read_role(question.text)[0]
    kind = ROLES[role]
    for clause in clauses:
        of_tasks = _TASKS.search(question.text)
        chosen = clause.tasks if of_tasks else chosen_tasks(clause, question)
        tasks = [t for t in chosen if t.duties]
        duties = [d for t in tasks for d in responsible(t) if in_role(d, question)]
        names = tuple(dict.fromkeys(d.name for d in duties))
        marks: tuple[Evidence, ...]
        if re.search(r"部门|单位|谁|家", question.text) and not of_tasks:
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
        if of_tasks and question.reference.task:  # 几个括号，最后一个是谁
            told = [t for t in chosen_tasks(clause, question) if t in tasks]
            lines += [Statement(f"由{duty_text(t)}。", (e,)) for t in told if (e := bracket(t))]
            duties = [d for t in told for d in responsible(t)]
        elif size == len(tasks) and size > 1 and question.asks(Asked.WHO, Asked.LIST):
            lines += task_owners(tasks, "")
        found += duties
    return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True, frames=tuple(frames))


def _list_clauses(plan: Plan, clauses: list[Clause], question: Question) -> Draft:
    lines, chapters = list[Statement](), question.reference.chapters
    named = question.asks(Asked.TITLE) or _CALLED.search(question.text)
    if len(chapters) > 1 and named and not _CLAUSE.search(question.text):
        of = (chapter_line(c) for n in chapters if (c := plan.chapter(n)))
        heads = tuple(replace(s, text=f"{s.text.rstrip('：')}。") for s in of)
        return Draft(Status.ANSWERED, heads, lines=True)
    by_chapter = not question.reference.clauses
    for number in chapters if by_chapter else ():
        chapter = plan.chapter(number)
        if chapter:
            lines.append(chapter_line(chapter))
            told = chief_line if _SUMMED.search(question.text) else title_line
            lines += [told(c) for c in chapter.clauses]
    if by_chapter:
        return Draft(Status.ANSWERED, tuple(lines), lines=True)
    lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)
