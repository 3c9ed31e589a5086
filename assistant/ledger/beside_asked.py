"""What is told with what is asked for in any case, though it is asked for by itself."""

from __future__ import annotations

from assistant.ledger.implied import Implied
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token

HIGH = frozenset(("最高", "最低", "最大", "最小"))
_LAST = frozenset(("垫底", "居首", "榜首", "末位", "首位"))
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

    def _not_measure(self, select: Kind, measure: Kind | None) -> Kind:
        """部门最多的条款比最少的多几家: the number asked for is the measure's; clauses have it."""
        if select is Kind.TASKS and self.has(Slot.PERCENT) and self._by_height():
            return Kind.AIMS  # 百分数最高的是哪项
        ends = [t for t in self.words if t.slot in (Slot.MOST, Slot.LEAST)]
        after = [(t, k) for t in ends if (k := self.beside(t, 1)) and k.slot is Slot.KIND]
        headed = next((k for t, k in after if self._linked(t, k)), None)
        if not headed or not headed.kind or not self.has(Slot.MORE) or headed.kind is select:
            return select
        self.used.add(headed)
        return headed.kind

    def _spread_over(self, select: Kind) -> bool:
        """标题里有“攻坚战”的条款分布在哪几章: clauses, told chapter by chapter."""
        clauses = [t for t in self._kinds() if t.kind is Kind.CLAUSES]
        told = self.scope.titles or self.scope.words
        self.spread = select is Kind.CHAPTERS and bool(clauses and told) and not self.has(*RANKS)
        self.used.update(clauses if self.spread else ())
        return self.spread

    def _by_height(self) -> bool:
        """Whether the highest or lowest is asked for, which figures have; no bracket or task."""
        ends = [t for t in self.words if t.slot in (Slot.MOST, Slot.LEAST)]
        bodies = any(t.kind is Kind.DEPARTMENTS for t in self.words)
        return not bodies and any(t.text in HIGH or t.text in _LAST for t in ends)

    def _both_ends(self) -> bool:
        """Whether the most and the least are asked for: 最多的一章和最少的一章."""
        ways = {t.numbers[0] > 0 for t in self.words if t.slot is Slot.TOP}
        return (self.has(Slot.MOST) and self.has(Slot.LEAST)) or len(ways) > 1
