"""Answers by number: clauses, chapters and tasks, and facts about the document itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.phrase import duty_text, headline, summary
from assistant.question import Asked, Question
from assistant.scope import read_role
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, PartKind, Plan, Task
from corpus.numerals import to_han

_MANY = 3
_COUNT = re.compile(
    r"(?:几|多少)(?:个|项|家|处)?(?:责任|牵头|具体)?(?:任务|部门|单位|括号)|(?:几|多少)(?:项|家)"
)
_BRACKETS = re.compile(r"括号(?:里|内|中)?(?:写|是|有|的)|〔")
# Characters of a clause told in short; its whole text is a click away.
GIST = 150


def by_number(question: Question, dossier: Dossier, words: Sequence[str] = ()) -> Draft | None:
    """The answer to a question that names clauses or chapters by number.

    ``words`` are those of a matter of its own: they tell which tasks of a clause are meant.
    """
    plan, reference = dossier.plan, question.reference
    if reference.missing and not reference.clauses:
        return _no_such(plan, reference.missing)
    clauses = [c for n in reference.clauses if (c := plan.clause(n))]
    if clauses:
        return _no_task(clauses, question) or _clauses(plan, clauses, question, words)
    chapters = [c for n in reference.chapters if (c := plan.chapter(n))]
    if not chapters:
        return None
    found = [clause for chapter in chapters for clause in chapter.clauses]
    return _list_clauses(plan, found, question)


def _no_such(plan: Plan, missing: tuple[str, ...]) -> Draft:
    chapters, clauses = str(len(plan.chapters)), str(len(plan.clauses))
    text = f"方案没有{missing[0]}。全文共{chapters}章、{clauses}条，编号从（一）到{plan.clauses[-1].label}。"
    return Draft(Status.NOT_IN_PLAN, (Statement(text, (), (chapters, clauses)),))


def _no_task(clauses: list[Clause], question: Question) -> Draft | None:
    """A task number beyond the tasks of the one clause named."""
    number, clause = question.reference.task, clauses[0]
    if number is None or len(clauses) > 1 or 0 < number <= len(clause.tasks):
        return None
    text = f"{clause.label}没有第{to_han(number)}项任务，只有{len(clause.tasks)}项。"
    return Draft(Status.NOT_IN_PLAN, (Statement(text),), related=(clause.number,))


def _clauses(plan: Plan, clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    if (
        question.asks(Asked.WHICH_CLAUSE)
        and not question.asks(Asked.ORIGINAL, Asked.COUNT)
        and question.reference.task is None
    ):
        return _located(plan, clauses)
    if question.asks(Asked.TITLE) or len(clauses) > _MANY:
        return _list_clauses(plan, clauses, question)
    if _COUNT.search(question.text):
        return _counted(clauses, question)
    if _BRACKETS.search(question.text) and not question.reference.task:
        return _brackets(clauses)
    matter = re.search(r"内容|讲|说什么|干什么|做什么|(?:任务|项|条)是(?:什么|啥)", question.text)
    if question.asks(Asked.WHO) and not matter:
        return _duties(clauses, question, words)
    statements, departments = list[Statement](), list[Task]()
    for clause in clauses:
        tasks = _chosen(clause, question)
        departments += tasks
        statements.append(Statement(f"{clause.label}{clause.title}：", (title(clause),)))
        statements += [s for t in tasks for s in _task_lines(t, question)]
    found = tuple(d for t in departments for d in responsible(t))
    if not question.asks(Asked.LIST, Asked.ORIGINAL) and _size(statements) > GIST:
        statements = [
            s for c in clauses for s in gist(c, _chosen(c, question), GIST // len(clauses))
        ]
        if question.reference.task and question.asks(Asked.WHO):
            statements += [
                Statement(f"由{duty_text(t)}。", (e,)) for t in departments if (e := bracket(t))
            ]
    return Draft(Status.ANSWERED, tuple(statements), found, lines=True)


def _located(plan: Plan, clauses: list[Clause]) -> Draft:
    """第（十一）条“…”，在第三章“…”。"""
    lines = []
    for clause in clauses:
        chapter = plan.chapter(clause.chapter)
        where = f"，在第{to_han(chapter.number)}章“{chapter.title}”" if chapter else ""
        number = f"第{clause.label}条“{clause.title}”{where}。"
        lines.append(Statement(number, (title(clause),), (str(clause.chapter),)))
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def _counted(clauses: list[Clause], question: Question) -> Draft:
    """How many tasks or departments a clause has."""
    lines, found = list[Statement](), list[Responsible]()
    for clause in clauses:
        tasks = [t for t in clause.tasks if t.duties]
        duties = [d for t in tasks for d in responsible(t) if _in_role(d, question)]
        names = tuple(dict.fromkeys(d.name for d in duties))
        marks: tuple[Evidence, ...]
        if re.search(r"部门|单位|谁|家", question.text):
            size, said = len(names), f"个责任部门：{'、'.join(names)}"
            marks = tuple(dict.fromkeys(d.evidence for d in duties))
        else:
            size, said = len(tasks), "项任务"
            marks = (title(clause), *(e for t in tasks if (e := bracket(t))))
        lines.append(
            Statement(f"{clause.label}共{size}{said}。", marks or (title(clause),), (str(size),))
        )
        found += duties
    return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True)


def _brackets(clauses: list[Clause]) -> Draft:
    """The responsibility brackets as written."""
    tasks = [t for c in clauses for t in c.tasks]
    lines = [
        Statement(d.text, (Evidence(d.start, d.end, t.clause),))
        for t in tasks
        if (d := t.responsibility)
    ]
    found = tuple(d for t in tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def _size(statements: list[Statement]) -> int:
    return sum(len(s.text) for s in statements)


def gist(clause: Clause, tasks: tuple[Task, ...], limit: int) -> list[Statement]:
    """A clause in few words: its title, what has a figure, then how each task begins."""
    sentences = [s for t in tasks for s in t.sentences]
    short = {s.start: headline(s) for s in sentences}
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
    lines = []
    for task in tasks:
        evidence = bracket(task)
        first = task.sentences[0]
        head = f"{to_han(task.number)}是{_head(first.text)}等：" if len(tasks) > 1 else ""
        label = (
            next((c.label for c in clauses if c.number == task.clause), "")
            if len(clauses) > 1
            else ""
        )
        if evidence:
            marks = (Evidence(first.start, first.end, task.clause), evidence)
            lines.append(Statement(f"{label}{head}由{duty_text(task)}。", marks))
    if not lines:
        labels = "、".join(c.label for c in clauses)
        text = f"方案没有为第{labels}条写明责任部门。"
        return Draft(
            Status.NOT_IN_PLAN, (Statement(text),), related=tuple(c.number for c in clauses)
        )
    return Draft(
        Status.ANSWERED, tuple(lines), tuple(d for t in tasks for d in responsible(t)), lines=True
    )


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
            lines += [Statement(f"{c.label}{c.title}", (title(c),)) for c in chapter.clauses]
    if by_chapter:
        return Draft(Status.ANSWERED, tuple(lines), lines=True)
    lines = [Statement(f"{c.label}{c.title}", (title(c),)) for c in clauses]
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True)


def chapter_line(chapter: Chapter) -> Statement:
    """第四章“…”，共4条（（十三）至（十六））."""
    count, first, last = str(len(chapter.clauses)), chapter.clauses[0], chapter.clauses[-1]
    text = f"第{to_han(chapter.number)}章“{chapter.title}”，共{count}条（{first.label}至{last.label}）："
    return Statement(text, (title(first), title(last)), (count,))


def title(clause: Clause) -> Evidence:
    """A clause's label and title as evidence."""
    return Evidence(clause.start, clause.title_start + len(clause.title), clause.number)


DOCUMENT_FRAMES = (
    "文号是",
    "印发日期是",
    "由",
    "印发",
    "发给",
    "全称是",
    "依据",
    "结合本市实际制定",
)
_DOCUMENT = (
    (
        "number",
        re.compile(r"文号|发文字号|(?:文件|方案|通知)(?:的)?编号|编号是|几号文|什么号|红头.*号"),
    ),
    (
        "date",
        re.compile(
            r"(?:印发|发布|下发|出台|签发|发文|成文|公布).{0,8}(?:时间|日期|日子|哪天|几号|几月|何时|什么时候|啥时候|哪年|哪一天)|(?:什么时候|何时|啥时候|哪天|哪年|几月几号|几号).{0,8}(?:印发|发布|下发|出台|发的|公布|发文)|发文日期|落款.{0,8}(?:几|日期|时间|哪)|几月几号|印发日期|成文日期"
        ),
    ),
    (
        "issuer",
        re.compile(
            r"(?:谁|哪个|哪家|什么|啥).{0,8}(?:印发|发布|下发|出台|发文|制发|发的)|(?:印发|发文|发布|制发|出台)(?:机关|单位|部门|方)|由谁印发|落款(?:是|单位|的)?.{0,4}(?:哪|谁|什么)|谁发的"
        ),
    ),
    (
        "addressees",
        re.compile(
            r"(?:发|印发|下发|通知)(?:给|到)(?:了)?(?:谁|哪|什么|哪些)|主送|抄送|收文单位(?:是|有)|发给"
        ),
    ),
    (
        "basis",
        re.compile(
            r"(?:依据|根据|按照|贯彻|落实|照着)(?:了|的)?(?:是)?(?:什么|哪些|哪个|哪份|啥)(?:上级|中央|省里)?(?:文件|意见|精神|政策|上位|制定|出台|来|$)|(?:制定|编制|出台)(?:的)?(?:依据|根据)|上位文件|上级文件|依据什么|编制依据|依据(?:是)?(?:什么|哪些)(?:文件)?"
        ),
    ),
    (
        "title",
        re.compile(
            r"(?:方案|文件|通知)(?:的)?(?:全称|全名|名称|正式名|标题|叫什么)|^(?:这|本|该)?(?:个|份)?(?:方案|文件)?全称"
        ),
    ),
)


def about_document(question: Question, dossier: Dossier) -> Draft | None:
    """The answer to a question about the document: number, date, issuer, addressees, basis."""
    text = question.text
    kinds = [kind for kind, pattern in _DOCUMENT if pattern.search(text)]
    if not kinds or question.reference or question.mentions or _elsewhere(text):
        return None
    statements = [s for kind in kinds if (s := _fact(kind, dossier))]
    return Draft(Status.ANSWERED, tuple(statements), frames=DOCUMENT_FRAMES) if statements else None


def _elsewhere(text: str) -> bool:
    """Asks for another document or for the news item."""
    return bool(re.search(r"新闻|报道|消息|媒体|另一份|秋冬季|哪位|签字|局长|市长", text))


def _fact(kind: str, dossier: Dossier) -> Statement | None:
    plan = dossier.plan
    document, notice = plan.document, plan.part(PartKind.NOTICE)
    if kind == "basis":
        preamble = plan.part(PartKind.PREAMBLE)
        if not preamble or not document.basis:
            return None
        books = "".join(f"《{b}》" for b in document.basis)
        evidence = Evidence(preamble.start, preamble.end, None, PartKind.PREAMBLE.value)
        return Statement(f"依据{books}，结合本市实际制定。", (evidence,))
    if not notice:
        return None
    value = {
        "number": document.number,
        "date": document.date,
        "issuer": document.issuer,
        "addressees": document.addressees,
        "title": document.title,
    }[kind]
    said = {
        "number": "文号是{}。",
        "date": "印发日期是{}。",
        "issuer": "由{}印发。",
        "addressees": "发给{}。",
        "title": "全称是《{}》。",
    }[kind]
    if not value or value not in notice.text:
        return None
    evidence = Evidence(notice.start, notice.end, None, PartKind.NOTICE.value)
    return Statement(said.format(value), (evidence,))
