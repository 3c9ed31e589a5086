"""What a question takes the make-up of the plan to be: 全文共40条对吗, 第35条属于第七章吧."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.answer import Status
from assistant.compose.clauses import chapter_of
from assistant.compose.draft import Draft, Statement
from assistant.ledger.ask import Act, Ask
from assistant.ledger.claimed import read_counted, read_picked
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES
from assistant.ledger.reading import words_placed
from assistant.ledger.relation import Relation
from assistant.ledger.reply import Replies
from assistant.ledger.slots import Slot, Token
from assistant.ledger.verdicts import NO, YES
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan

_WHOLE = "全文"
_IN = (Slot.PART, Slot.CHECK, Slot.DUE, Slot.NEG)


class Claims:
    """Claims about one plan's make-up."""

    def __init__(self, dossier: Dossier, replies: Replies) -> None:
        self._plan: Plan = dossier.plan
        self._relation, self._replies = Relation(dossier), replies
        self.wrong = lru_cache(maxsize=64)(self._wrong)

    def answer(self, question: Question) -> Draft | None:
        """Whether what is claimed is so, with what the ledger holds."""
        if not question.asks(Asked.CHECK):
            return None
        if picked := self._picked(question):
            return picked
        return None if question.mentions else self._placed(question) or self._counted(question)

    def _picked(self, question: Question) -> Draft | None:
        """A clause or chapter said to be the first, the last, or to have most."""
        read = read_picked(question, self._plan)
        told = self._replies.answer(read[0], question) if read else None
        if not read or not told or told.status is not Status.ANSWERED:
            return None
        held = {e.clause for s in told.statements for e in s.evidence}
        number = read[1].numbers[0]
        if read[1].slot is Slot.CHAPTER:
            held = {c.chapter for n in held if n and (c := self._plan.clause(n))}
        head = Statement(f"{YES if number in held else NO}。")
        frames = (*told.frames, YES, NO)
        return replace(told, statements=(head, *told.statements), lines=True, frames=frames)

    def _wrong(self, question: Question) -> Draft | None:
        """What the ledger holds against a number said in passing: 一共九章，…."""
        draft = None if question.asked or question.mentions else self._counted(question)
        if draft is None or not draft.statements[0].text.startswith(NO):
            return None
        head, told, *_ = draft.statements
        text = told.text.partition("（（")[0].rstrip("：。")
        # Of the whole plan the number is counted; its first and last clause prove nothing more.
        proof = () if text.startswith(_WHOLE) else told.evidence
        said = replace(told, text=f"{text}。", evidence=proof)
        return replace(draft, statements=(head, said), departments=())

    def _counted(self, question: Question) -> Draft | None:
        """So many chapters, clauses, tasks, departments or targets."""
        read = read_counted(question, self._plan)
        if not read or read[0].act is not Act.COUNT or read[0].by:
            return None
        ask, low, high = read
        size = self.size(ask)
        if ask.select is Kind.AIMS and (low <= size <= high) != (
            low <= len(self._relation.targets(ask.scope)) <= high
        ):
            return None  # one sentence with several targets: so many by one count alone
        told = self._replies.answer(ask, question) if size else None
        if size and not told and ask.select is Kind.TASKS:
            told = self._replies.task_total(ask.scope)
        if told is None:
            return None
        head = Statement(f"{YES if low <= size <= high else NO}。")
        frames = (*told.frames, YES, NO)
        return replace(told, statements=(head, *told.statements), lines=True, frames=frames)

    def size(self, ask: Ask) -> int:
        """How many there are of what is asked for."""
        relation, scope = self._relation, ask.scope
        if ask.select is Kind.CHAPTERS:
            return len(relation.chapters(scope))
        if ask.select is Kind.CLAUSES:
            return len(relation.clauses(scope))
        if ask.select is Kind.TASKS:
            return len(relation.tasks(scope))
        if ask.select is Kind.DEPARTMENTS:
            return len(relation.names(scope))
        if ask.select is Kind.YEARS:
            return len(relation.due_years(scope))
        return sum(len(targets) for _, _, targets in relation.targets(scope))

    def _placed(self, question: Question) -> Draft | None:
        """A clause said to stand in a chapter."""
        tokens = [self._by_title(t) for t in words_placed(question, self._plan)]
        places = [t for t in tokens if t.slot in PLACES]
        others = [
            t for t in tokens if t.slot not in (*PLACES, *_IN) and t.kind is not Kind.CHAPTERS
        ]
        slots = {t.slot for t in places}
        if others or len(places) != 2 or len(slots) != 2:
            return None
        numbers = [n for t in places if t.slot is Slot.CLAUSE for n in t.numbers]
        clause = self._plan.clause(numbers[0]) if len(numbers) == 1 else None
        chapters = {n for t in places if t.slot is Slot.CHAPTER for n in t.numbers}
        if clause is None:
            return None
        denied = any(t.slot is Slot.NEG for t in tokens)
        said = YES if (clause.chapter in chapters) is not denied else NO
        line = chapter_of(self._plan, clause)
        return Draft(Status.ANSWERED, (Statement(f"{said}。"), line), lines=True, frames=(YES, NO))

    def _by_title(self, token: Token) -> Token:
        """“主要目标”属于“总体要求”那一章: a title in quotes is the place it names."""
        if token.slot is not Slot.QUOTED or len(token.names) != 1:
            return token
        name, plan = token.names[0], self._plan
        for slot, pool in ((Slot.CLAUSE, plan.clauses), (Slot.CHAPTER, plan.chapters)):
            numbers = tuple(c.number for c in pool if c.title == name)
            if numbers:
                return replace(token, slot=slot, numbers=numbers)
        return token
