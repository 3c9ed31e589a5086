"""Whether a question is put to the ledger at all: its parts, its sizes."""

from __future__ import annotations

import re

from assistant.ledger.bounds import bound
from assistant.ledger.kinds import Kind
from assistant.ledger.measures import EXTREME, place, ranked
from assistant.ledger.subjects import asked_kind, plain
from assistant.understand.question import Question

# What a department has to do, asked openly.
_PART = re.compile(
    r"(?:做|干|管|承担|负责|牵头|参与|完成|落实|分管|领|扛|揽|挑|摊上|操心)(?:了|过|着|的|到)?(?:些|一些)?"
    r"(?:什么|啥|哪[些几件项样]|多少|几)"
    r"|(?:什么|啥|哪[些几]|多少|几[项条个])[^，。？]{0,4}(?:任务|职责|分工|角色|活)"
)
# Things that are counted by 条 as clauses are: rivers, roads.
_OF_THINGS = re.compile(r"(?:河|江|沟|渠|溪|路|街|航线|管线|岸线|生产线|鱼)(?![^？?]*条[款文])")


def measured(question: Question) -> bool:
    """Whether sizes are asked about: the most, the second, exactly three."""
    text = plain(question.text)
    return bool(EXTREME.search(text) or ranked(text) or any(place(text)) or bound(text))


def asks_ledger(question: Question) -> bool:
    """Whether a question asks for clauses, chapters or tasks, or a department's part, as such."""
    if question.mentions and _PART.search(question.text):
        return True
    asked = asked_kind(plain(question.text))
    if asked is Kind.CLAUSES and _OF_THINGS.search(question.text):
        return False
    return asked is not None and asked is not Kind.DEPARTMENTS
