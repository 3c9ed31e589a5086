"""Where a clause stands, with what else is asked of it: its place in the chapter, its owners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import chapter_of, gist, title
from assistant.compose.draft import Draft, Statement, responsible
from assistant.compose.frames import FRAMES
from assistant.compose.owners import owners_of
from assistant.understand.question import Asked, Question
from corpus.model import Clause, Plan

# 第五条在本章排第几
_WITHIN = re.compile(
    r"(?:[本该这那]|同一?|所[在属])(?:一个?|的)*(?:章|部分)(?:里面?|中|内|当中)?[^，。？]{0,4}?(?:第几|排几|老几)"
)
# What a clause says, not what it is called: 在哪一章，讲什么.
_CONTENT = re.compile(r"(?:讲|说|写|谈|规定)(?:的|了)*(?:是|些|有)*(?:什么|啥|哪些)|(?:主要)?内容")
_QUOTED = re.compile(r"[“\"「][^”\"」]*[”\"」]")
_SO_MANY = re.compile(r"(?:几|多少)(?:个|家)")
_PLACE = re.compile(r"在本章排第\d+。")
_ROOM = 150


def located(plan: Plan, clauses: list[Clause], question: Question, words: Sequence[str]) -> Draft:
    """第（十一）条“…”，在第三章“…”。 Of one clause with its owners or its gist, where asked for."""
    lines = [chapter_of(plan, clause) for clause in clauses]
    found = tuple(d for c in clauses for t in c.tasks for d in responsible(t))
    if len(clauses) == 1:
        lines += _told(plan, clauses[0], question, words)
    # A place is counted; no words of the plan tell it.
    counted = (s.text for s in lines if _PLACE.fullmatch(s.text))
    return Draft(Status.ANSWERED, tuple(lines), found, lines=True, frames=(*FRAMES, *counted))


def _told(plan: Plan, clause: Clause, question: Question, words: Sequence[str]) -> list[Statement]:
    """What is asked of a clause besides the chapter it stands in."""
    said = list[Statement]()
    if _WITHIN.search(question.text) and (place := _place(plan, clause)):
        said.append(place)
    if _CONTENT.search(_QUOTED.sub("", question.text)):
        said += gist(clause, clause.tasks, _ROOM, words)[1:]
    if question.asks(Asked.WHO) and not _SO_MANY.search(question.text):
        owners = owners_of([clause], question, words).statements
        said += (s if s.evidence else replace(s, evidence=(title(clause),)) for s in owners)
    return said


def _place(plan: Plan, clause: Clause) -> Statement | None:
    """在本章排第3。"""
    chapter = plan.chapter(clause.chapter)
    if not chapter:
        return None
    return Statement(f"在本章排第{chapter.clauses.index(clause) + 1}。", (title(clause),))
