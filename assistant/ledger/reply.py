"""Answers to what was asked of the ledger: lists, counts, ranks, groups, comparisons, shares."""

from __future__ import annotations

from assistant.compose.draft import Draft
from assistant.ledger.ask import Act, Ask
from assistant.ledger.groups import Groups
from assistant.ledger.kinds import Kind
from assistant.ledger.lists import Lists
from assistant.ledger.ranks import Ranks
from assistant.understand.question import Question


class Replies(Lists, Groups, Ranks):
    """Answers of one plan's ledger."""

    def answer(self, ask: Ask, question: Question) -> Draft | None:
        """The answer; None where the words are better read another way."""
        named = {n for g in ask.scope.groups for n in g}
        if named and not named & {d.name for t in self._plan.tasks() for d in t.duties}:
            return None
        if ask.act is Act.SHARE:
            return self._share(ask, question)
        if ask.act in (Act.RANK, Act.COMPARE):
            return self._ranked(ask, question)
        if ask.firsts:
            return self._firsts(ask)
        if ask.alike:
            return self._same_bodies(ask)
        if ask.by:
            return self._grouped(ask, question)
        return {
            Kind.CHAPTERS: self._chapters,
            Kind.CLAUSES: self._clauses,
            Kind.TASKS: self._tasks,
            Kind.DEPARTMENTS: self._departments,
            Kind.AIMS: self._targets,
            Kind.YEARS: self._years,
        }[ask.select](ask, question)
