"""What of one clause holds the words asked for: 第三条里凡是叫“试点”或“探索”的事."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.compose.clauses import GIST
from assistant.compose.draft import Draft, Evidence, Statement, bracket, responsible
from assistant.compose.phrase import telling
from assistant.understand.question import Asked, Question
from corpus.model import Plan

_OR = r"(?:、|，|/|和|与|及|或者?|还是)?"
_HOLDS = r"(?:凡是?|带有?|含有?|叫|出现|提[到及]了?|写[有着到]了?|用了|(?<![没哪])有)"
_QUOTED = re.compile(rf"{_HOLDS}[^，。“”]{{0,4}}(?P<q>(?:“[^”]{{2,10}}”{_OR})+)")
_PLAIN = re.compile(
    r"(?:提[到及]|带有?|含有?|出现)了?(?P<w>[^，。的“”有哪几]{2,8})的"
    r"(?:有哪|是哪|句|内容|地方|工作|任务|事|部分|都|全|$)"
)
_WORD = re.compile(r"“([^”]+)”")
_CLOSED = (Asked.CHECK, Asked.WHO, Asked.COUNT, Asked.WHY, Asked.WHEN, Asked.HOW_MUCH)


def holding(question: Question, plan: Plan) -> Draft | None:
    """All sentences of a clause with one of the words; None where none or all of it has them."""
    numbers = question.reference.clauses
    clause = plan.clause(numbers[0]) if len(numbers) == 1 else None
    if clause is None or question.asks(*_CLOSED) or question.reference.task:
        return None
    quoted, named = _QUOTED.search(question.text), _PLAIN.search(question.text)
    words = _WORD.findall(quoted["q"]) if quoted else [named["w"]] if named else []
    held = [(s, t) for t in clause.tasks for s in t.sentences if any(w in s.text for w in words)]
    if not held or len(held) == len(clause.sentences):
        return None
    told = (
        Statement(
            f"{s.text.rstrip('；。')}。" if len(s.text) <= GIST else telling(s, words, GIST),
            (Evidence(s.start, s.end, clause.number), *((e,) if (e := bracket(t)) else ())),
        )
        for s, t in held
    )
    found = tuple(d for t in dict.fromkeys(t for _, t in held) for d in responsible(t))
    return Draft(Status.ANSWERED, tuple(told), found, lines=len(held) > 1)
