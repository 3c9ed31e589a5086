"""Who is responsible for the tasks found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.excerpt import head_of
from assistant.compose.frames import FRAMES, NO, YES
from assistant.compose.phrase import duty_text
from assistant.ledger.query import excluded_only, read_query
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Duty, Task

_LIMIT = 140
# Bodies of one kind among those responsible: 责任单位里，海事机构是哪两家.
_AMONG = re.compile(r"[里中](?:面|头|间)?[，,]?(?:的|属于?|是|有)*$")


def among(tasks: Sequence[Task], question: Question) -> tuple[Task, ...]:
    """The tasks with those bodies alone that are asked for: all but some, or one kind."""
    if not question.asks(Asked.WHO) or question.asks(Asked.CHECK):
        return tuple(tasks)
    barred = read_query(question).barred if excluded_only(question) else frozenset()
    of_kind = frozenset(
        d.name
        for m in question.mentions
        if len(m.departments) > 1 and _AMONG.search(question.text[: m.start])
        for d in m.departments
    )

    def only(task: Task, duties: Iterable[Duty]) -> Task:
        told = task.responsibility
        return replace(task, responsibility=told and replace(told, duties=tuple(duties)))

    rest = [only(t, (d for d in t.duties if d.name not in barred)) for t in tasks]
    own = [only(t, (d for d in t.duties if d.name in of_kind)) for t in rest]
    return tuple([t for t in own if t.duties] or rest)


def none_but_those(marks: tuple[Evidence, ...]) -> Draft:
    """Nobody but those left out is responsible."""
    none = "没有其他责任部门"
    return Draft(Status.ANSWERED, (Statement(f"{none}。", marks),), frames=(none,))


def owned(
    clause: Clause | None,
    tasks: Sequence[Task],
    opening: str,
    fact: Statement | None = None,
    topic: str = "",
) -> Draft:
    """Who carries each of the tasks; behind one task the ``fact`` as well, where there is room."""
    nobody = tuple(e for t in tasks if t.responsibility and not t.duties and (e := bracket(t)))
    if nobody and len(nobody) == len(tasks):
        return none_but_those(nobody)
    assigned = [(t, proof) for t in tasks if t.duties and (proof := bracket(t))]
    if not assigned:
        name, place = (clause.label + clause.title, (title(clause),)) if clause else ("", ())
        told = Statement(f"{opening}方案没有为{name}写明责任部门。", place)
        return Draft(Status.PARTIAL, (told, fact) if fact else (told,), frames=FRAMES)
    several, lines = len(assigned) > 1, list[Statement]()
    for task, proof in assigned:
        head = ""
        marks: tuple[Evidence, ...] = (proof,)
        if several:
            piece, sentence = head_of(task, topic)
            head = f"{piece.text}："
            marks = (Evidence(sentence.start, sentence.end, task.clause), proof)
        lines.append(Statement(f"{opening}{head}由{duty_text(task)}。", marks))
        opening = ""
    room = _LIMIT - sum(len(s.text) for s in lines)
    if fact and not several and len(fact.text) <= room:
        lines.append(fact)
    departments = tuple(dict.fromkeys(d for t in tasks for d in responsible(t)))
    return Draft(Status.ANSWERED, tuple(lines), departments, lines=several, frames=FRAMES)


def same_owners(drafts: Sequence[Draft]) -> list[Draft]:
    """Who is responsible for each of several things, behind whether it is the same for all."""
    owners = {frozenset((d.name, d.role) for d in draft.departments) for draft in drafts}
    first, *rest = drafts
    if frozenset() in owners or not all(d.status.has_evidence for d in drafts):
        return list(drafts)
    opened = replace(
        first.statements[0], text=f"{NO if len(owners) > 1 else YES}{first.statements[0].text}"
    )
    told = (opened, *first.statements[1:])
    return [replace(first, statements=told, frames=(*first.frames, *FRAMES)), *rest]


def duty_lines(tasks: Sequence[Task]) -> list[Statement]:
    """One line for each task that has a bracket."""
    return [Statement(f"由{duty_text(t)}。", (proof,)) for t in tasks if (proof := bracket(t))]


def counted(draft: Draft) -> Draft:
    """Who is responsible, with how many they are before it."""
    count = str(len({d.name for d in draft.departments}))
    first = draft.statements[0]
    if first.text.startswith((YES, *FRAMES)) or not draft.departments:
        return draft
    head = replace(first, text=f"共{count}个部门，{first.text}", derived=(*first.derived, count))
    return replace(draft, statements=(head, *draft.statements[1:]))
