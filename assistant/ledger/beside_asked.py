"""What is told with what is asked for in any case, though it is asked for by itself."""

from __future__ import annotations

from assistant.ledger.implied import Implied
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token

_LYING = frozenset(("在", "分布", "分散在", "散在", "散落在", "涉及", "落在", "分布在"))


class BesideAsked(Implied):
    """Takes together the words of asking that one answer tells."""

    def _of_one(self) -> bool:
        """Whether one department alone is wanted."""
        return any(s.kind is Kind.DEPARTMENTS and s.high == 1 for s in self.scope.sizes)

    def _bodies_and_places(self, asked: list[Kind]) -> bool:
        """海事部门有几家，在哪些条; 第四章有哪些部门，分别在哪条: each with its clauses."""
        kinds = set(asked)
        of_kind = any(len(t.names) > 1 for t in self.of(Slot.DEPARTMENT))
        of_place = asked[:1] == [Kind.DEPARTMENTS] and bool(self.of(*PLACES)) and self.apart
        apart = kinds in ({Kind.DEPARTMENTS, Kind.CLAUSES}, {Kind.DEPARTMENTS, Kind.TASKS})
        told = of_kind or of_place or bool(self.scope.like)
        return apart and not self.has(*RANKS) and told

    def _placed_besides(self, found: list[tuple[Token, Kind]]) -> bool:
        """牵头的任务共几项，在哪些条; 目标有哪几个，各在第几条: told with their clauses."""
        kinds = [k for _, k in found]
        if kinds != [Kind.AIMS, Kind.CLAUSES] and (
            kinds != [Kind.TASKS, Kind.CLAUSES] or not self.of(Slot.DEPARTMENT)
        ):
            return False
        where = found[1][0]
        before = [t for t in self.all if t.end <= where.start]
        return (
            bool(before)
            and before[-1].text in _LYING
            and self.question.text[before[-1].end : where.start].strip() == ""
        )

    def _led_of_all(self, found: list[tuple[Token, Kind]]) -> bool:
        """一共几项，其中牵头的几项: the number of tasks is told with those that are led."""
        (first, kind), (second, other), *rest = found
        counted = first.slot is second.slot is Slot.HOW_MANY and kind is Kind.TASKS
        roles = [t for t in self.words if t.slot in (Slot.LEAD, Slot.SHARED)]
        behind = [t for t in roles if t.start > first.start]
        if rest or not counted or self.has(Slot.DEPARTMENT) or len(behind) != 1 or roles != behind:
            return False
        if other not in (Kind.TASKS, Kind.DEPARTMENTS):
            return False
        self.words = [t for t in self.words if t not in behind]
        return True

    def _ranked_alone(self, found: list[tuple[Token, Kind]]) -> list[tuple[Token, Kind]]:
        """哪一章条数最多，有几条: the number asked for besides is what is measured."""
        which = [(t, k) for t, k in found if t.slot is Slot.WHICH]
        sizes = {k for t, k in found if t.slot is Slot.HOW_MANY}
        if len({k for _, k in which}) != 1 or len(sizes) > 1:
            raise Unread
        self.unit = self.unit or next(iter(sizes), None)
        return which
