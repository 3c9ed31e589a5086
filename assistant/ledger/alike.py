"""Clauses whose departments are the very same: 哪些条款的责任单位完全一样."""

from __future__ import annotations

import re

from assistant.ledger.ask import Act, Ask, Scope, Size
from assistant.ledger.kinds import Kind
from assistant.ledger.order import Order
from assistant.ledger.placing import Unread
from assistant.ledger.slots import Slot

_WHOLLY = re.compile(
    r"一模一样|(?:完全|全都?|都|正好|恰好|丝毫)(?:是|不?差)?(?:一样|相同|一致|重合|雷同)(?!多|的?(?:个数|数量|数目))"
)
_NUMBER = re.compile(r"[数量多]")
# What may be said besides: which clauses, whether there are any, like which one.
_ALLOWED = frozenset(
    (
        Slot.KIND, Slot.WHICH, Slot.HOW_MANY, Slot.EXISTS, Slot.EQUAL, Slot.TOGETHER,
        Slot.CLAUSE, Slot.AND, Slot.PART, Slot.BOUND,
    )
)  # fmt: skip


def same_bodies(text: str) -> bool:
    """Whether departments are asked for that are the very same, not as many."""
    return bool(_WHOLLY.search(text)) and not _NUMBER.search(text)


class Alike(Order):
    """Places words that ask for the same departments."""

    def _alike(self) -> Ask | None:
        """Clauses with the same departments as one another, or as the clauses named."""
        kinds = {t.kind for t in self.words if t.slot is Slot.KIND}
        if Kind.DEPARTMENTS not in kinds or not same_bodies(self.question.text):
            return None
        pairs = all(t.kind in (None, Kind.CLAUSES) for t in self.words if t.slot is Slot.BOUND)
        bodies = [t for t in self._kinds() if t.kind is Kind.DEPARTMENTS]
        before = [(self.beside(t, -1), t) for t in bodies]
        if any(
            t
            and t.slot in (Slot.WHICH, Slot.HOW_MANY)
            and t.kind is None
            and self.touching(t, body)
            for t, body in before
        ):
            raise Unread  # 哪些部门参与的条款完全一样 asks for departments
        asked = {
            t.kind for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY, Slot.BOUND)
        } | kinds
        if Kind.CLAUSES not in asked or not asked <= {None, Kind.CLAUSES, Kind.DEPARTMENTS}:
            raise Unread
        if not pairs or any(t.slot not in _ALLOWED for t in self.words):
            raise Unread
        named = self.of(Slot.CLAUSE)
        if len([n for t in named for n in t.numbers]) > 1:
            raise Unread  # whether two are alike is a question of these two
        places = tuple(self._numbers(t) for t in named)
        return Ask(Act.LIST, Kind.CLAUSES, Scope(places=places), alike=True)

    def _beside_named(self) -> None:
        """What is asked for by its place or size beside something named."""
        self._behind()
        self._told_first()
        self._as_many()

    def _as_many(self) -> None:
        """与第十五条责任单位数量相同的条款: those of the size of the one named."""
        named, equal = self.of(Slot.CLAUSE), self.of(Slot.EQUAL)
        kinds = [t for t in self._kinds() if t.kind in (Kind.DEPARTMENTS, Kind.TASKS)]
        many = bool(equal) and (_NUMBER.search(equal[0].text) or self.has(Slot.SIZE))
        if len(named) != 1 or len(named[0].numbers) != 1 or len(kinds) != 1 or not many:
            return
        clause, kind = self.plan.clause(named[0].numbers[0]), kinds[0].kind
        if clause is None or kind is None:
            return
        tasks = [t for t in clause.tasks if t.duties]
        bodies = len({d.name for t in tasks for d in t.duties})
        size = bodies if kind is Kind.DEPARTMENTS else len(tasks)
        self.used.add(kinds[0])
        self.words = [t for t in self.words if t not in (*named, *equal)]
        self.narrow(sizes=(Size(kind, size, size),), outside=frozenset(named[0].numbers))
