"""Departments that have a part in each clause of a place."""

from __future__ import annotations

from assistant.ledger.filters import Filters
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import Unread
from assistant.ledger.slots import Slot, Token


class Everywhere(Filters):
    """Places words that ask for a part in every clause."""

    def _everywhere(self, select: Kind, places: tuple[frozenset[int], ...]) -> bool:
        """条条都有份的部门, 四条全都参与的单位: each clause of the places must be met."""
        told = self.of(Slot.EVERY)
        self.used.update(told)
        if told and select is not Kind.DEPARTMENTS:
            raise Unread
        if not told and not (select is Kind.DEPARTMENTS and self._all_told()):
            return False
        numbers = frozenset().union(*places) or {c.number for c in self.plan.clauses}
        each = tuple(frozenset((n,)) for n in sorted(numbers))
        self.narrow(places=each, across=True)
        return True

    def _all_told(self) -> bool:
        """四条全都参与的: all clauses of a chapter named by their number, and a part in all."""
        if self.whole is not Kind.CLAUSES or self.has(Slot.EACH):
            return False
        for token in self.of(Slot.TOGETHER):
            part = self.beside(token, 1)
            last = self.beside(part, 1) if part and part.slot in (Slot.PART, Slot.LEAD) else part
            if part and last is not part and not (last and last.slot is Slot.WHICH):
                return True
            if part and last is not part and self._linked_on(part):
                return True
        return False

    def _linked_on(self, token: Token) -> bool:
        """Whether 的 follows a word at once."""
        return self.question.text.strip()[token.end :].startswith("的")
