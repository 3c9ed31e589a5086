"""Where in an order what is asked for stands: the first of the plan, next to another one."""

from __future__ import annotations

import re

from assistant.ledger.kinds import Kind
from assistant.ledger.parts import Parts
from assistant.ledger.placing import RANKS, Unread
from assistant.ledger.slots import Slot, Token
from corpus.model import Role

# What an order by size is told by; without it, names in a row may be meant.
_AMOUNT = re.compile(r"[数量次多忙重]")


class Order(Parts):
    """Places words that tell a place in an order."""

    def _behind(self) -> None:
        """排在X后面, 仅次于X: whom those asked for come next to; X is no part of the answer."""
        for token in self.of(Slot.BEHIND):
            sides = (self.beside(token, 1), self.beside(token, -1))
            bodies = (t for t in sides if t and t.slot is Slot.DEPARTMENT and len(t.names) == 1)
            named = next(bodies, None)
            if (
                named
                and "前" not in token.text
                and not self.after
                and _AMOUNT.search(self.question.text)
            ):
                self.after = named.names
                before = self.beside(named, -1)
                idle = {named, before} if before and before.slot is Slot.ORDER else {named}
                self.words = [t for t in self.words if t not in idle]
            elif named or not self.after:
                raise Unread  # nobody is named, or whose name stands behind is asked

    def _told_first(self) -> None:
        """最多的是X，第二多的是谁: whose rank is told is none of those asked for."""
        ranks = [t for t in self.words if t.slot is Slot.RANK and t.numbers[0] > 1]
        bodies = self.of(Slot.DEPARTMENT)
        if len(bodies) != 1 or not ranks or bodies[0].start > ranks[0].start:
            return
        ends = self.beside(bodies[0], -1, (Slot.KIND,)), self.beside(bodies[0], 1)
        if len(bodies[0].names) == 1 and any(t and t.slot is Slot.MOST for t in ends):
            self.words.remove(bodies[0])

    def _firsts(self) -> tuple[int, ...]:
        """头一个不是X牵头的, 最后一个牵头任务: 1 for the first of the plan, -1 for the last."""
        told = self.of(Slot.FIRST)
        if told and self.has(*RANKS):
            raise Unread  # 排第一个 is a rank
        self.used.update(told)
        return tuple(t.numbers[0] for t in told)

    def _first_of(self) -> Kind:
        """What the first is looked for among: clauses where they are picked as a whole."""
        whole = (Kind.CHAPTERS,) if self.scope.words else ()  # “湿地”最早出现在第几章
        self.used.update(t for t in self.words if t.slot is Slot.KIND)
        scope = self.scope
        held = (Kind.CLAUSES, Kind.TASKS, Kind.DEPARTMENTS, *whole)
        if any(t.kind not in held for t in self._said()):
            raise Unread
        if scope.barred and scope.barred_as is Role.LEAD:
            self.narrow(role=Role.LEAD)  # 头一个不是X牵头的: somebody else leads
        owned = any(t.kind is Kind.DEPARTMENTS for t in self._said())
        named = scope.words and not (scope.groups or scope.role or owned)
        return Kind.CLAUSES if named or scope.without or scope.sizes or scope.titles else Kind.TASKS

    def _said(self) -> list[Token]:
        """Kinds named or asked for."""
        slots = (Slot.KIND, Slot.WHICH, Slot.HOW_MANY)
        return [t for t in self.words if t.slot in slots and t.kind]
