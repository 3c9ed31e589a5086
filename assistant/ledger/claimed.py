"""Claims read as the questions that they answer: so many there are, this one is the first."""

from __future__ import annotations

from dataclasses import replace

from assistant.ledger.ask import Ask
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.reading import Reading, agree
from assistant.ledger.slots import Slot, Token
from assistant.ledger.tokens import tokens_of
from assistant.understand.question import Question, Reference
from corpus.model import Plan


def read_counted(question: Question, plan: Plan) -> tuple[Ask, int, int] | None:
    """A number claimed, read as the question how many there are; with the least and the most."""
    tokens = None if question.places else tokens_of(question, plan)
    bounds = [t for t in tokens or () if t.slot is Slot.BOUND]
    if any(not any(m in b.text for b in bounds) for m in question.reference.missing):
        return None  # 是40条吗 claims a number; 第40条 is none
    if tokens is None or len(bounds) != 1 or not agree(tokens, question):
        return None
    asked = {
        **{t: replace(t, slot=Slot.HOW_MANY) for t in bounds},
        **{t: replace(t, slot=Slot.FILL) for t in tokens if t.slot in (Slot.CHECK, Slot.ONLY)},
    }
    try:
        ask = Reading(tuple(asked.get(t, t) for t in tokens), question, plan).ask()
    except Unread:
        return None
    low, high = bounds[0].numbers
    return ask, low, high


def read_picked(question: Question, plan: Plan) -> tuple[Ask, Token] | None:
    """最早出现在第六条吗: a clause or chapter said to be the first or to have most; the place.

    It is read as the question which one is.
    """
    item = question.reference.task is not None  # 第三条第一项任务 is one task, not the first of all
    tokens = None if question.places or item else tokens_of(question, plan)
    places = [t for t in tokens or () if t.slot in PLACES]
    ranked = any(t.slot in (Slot.FIRST, *RANKS) for t in tokens or ())
    if tokens is None or len(places) != 1 or len(places[0].numbers) != 1 or not ranked:
        return None
    place, free = places[0], replace(question, reference=Reference())
    kind = Kind.CLAUSES if place.slot is Slot.CLAUSE else Kind.CHAPTERS
    asked = {
        place: replace(place, slot=Slot.WHICH, kind=kind, numbers=()),
        **{t: replace(t, slot=Slot.FILL) for t in tokens if t.slot is Slot.CHECK},
    }
    try:
        return Reading(tuple(asked.get(t, t) for t in tokens), free, plan).ask(), place
    except Unread:
        return None
