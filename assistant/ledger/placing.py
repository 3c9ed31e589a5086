"""The words of one question while they are being placed."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.ledger.ask import Scope
from assistant.ledger.kinds import Kind
from assistant.ledger.slots import Slot, Token
from assistant.understand.question import Question
from corpus.model import Plan

RANKS = frozenset(
    (
        Slot.MOST, Slot.LEAST, Slot.TOP, Slot.RANK, Slot.ORDER, Slot.DESCENDING, Slot.ASCENDING,
        Slot.EQUAL, Slot.BEHIND,
    )
)  # fmt: skip
_NARROWING = (Slot.LEAD, Slot.SHARED, Slot.PERCENT, Slot.FALL, Slot.RISE, Slot.GAIN)
_GROUPED = re.compile(r"分组|分类|归类")
_AGAIN = re.compile(r"20\d\d年的?呢")  # 2023年的有几项，2025年的呢
_PLAIN = frozenset(("个", "家", "大", "责任", "不同", "不同的"))
PLACES = (Slot.CLAUSE, Slot.CHAPTER)
# 前面都没出现过, 后面再没出现: on one side of the place named.
_SIDE = re.compile(r"[，,]?在?(?P<before>前面|前边|之前|此前)|[，,]?在?(?:后面|后边|之后|此后)")


class Unread(Exception):
    """A word has no place."""


class Words:
    """Words, which of them are placed, and the scope so far."""

    def __init__(self, tokens: tuple[Token, ...], question: Question, plan: Plan) -> None:
        self.plan = plan
        self.question = question
        self.all = tokens
        grouped = _GROUPED.search(question.text)  # 按年份分组排出来 asks for no order
        idle = {Slot.FILL, Slot.ORDER} if grouped else {Slot.FILL}
        self.words = [t for t in tokens if t.slot not in idle]
        self.used: set[Token] = set()
        self.scope = Scope()
        self.roles = False
        self.unit: Kind | None = None
        self.whole: Kind | None = None  # all of a kind are named: 八章怎么排序
        self.lacking = list[Token]()
        self.after: tuple[str, ...] = ()  # departments that those asked for come next to
        self.apart = any(t.slot is Slot.APART for t in self.words) or bool(
            _AGAIN.search(question.text)
        )
        self.spread = False  # clauses are told by the chapters asked for
        self.each_body = False  # 哪些部门牵头，各牵头几项: told department by department

    def of(self, *slots: Slot) -> list[Token]:
        """Words of these slots not yet placed."""
        return [t for t in self.words if t.slot in slots and t not in self.used]

    def has(self, *slots: Slot) -> bool:
        """Whether any word of these slots is there."""
        return any(t.slot in slots for t in self.words)

    def beside(self, token: Token, step: int, skip: tuple[Slot, ...] = ()) -> Token | None:
        """The next word before or behind one, some slots skipped."""
        at = self.words.index(token) + step
        while 0 <= at < len(self.words) and self.words[at].slot in skip:
            at += step
        return self.words[at] if 0 <= at < len(self.words) else None

    def touching(self, one: Token, other: Token) -> bool:
        """Whether nothing but what narrows the other, or 个, stands between two words."""
        between = [t for t in self.all if one.end <= t.start < other.start]
        return all(t.slot in _NARROWING or t.text in _PLAIN for t in between)

    def narrow(self, **slots: object) -> None:
        """Set slots of the scope."""
        self.scope = replace(self.scope, **slots)  # type: ignore[arg-type]

    def _row(self, token: Token, slots: tuple[Slot, ...]) -> list[Token]:
        """A word and those joined to it."""
        found, at = [token], self.words.index(token) + 1
        while at + 1 < len(self.words) and self.words[at].slot is Slot.AND:
            if self.words[at + 1].slot not in slots:
                break
            found.append(self.words[at + 1])
            at += 2
        return found

    def _numbers(self, token: Token) -> frozenset[int]:
        if token.slot is Slot.CLAUSE:
            return frozenset(token.numbers)
        return frozenset(c.number for c in self.plan.clauses if c.chapter in token.numbers)

    def _years(self) -> frozenset[int]:
        """All the years that something of the plan falls due in."""
        sentences = (s for c in self.plan.clauses for s in c.sentences)
        return frozenset(t.due_year for s in sentences for t in s.targets if t.due_year)

    def _kinds(self) -> list[Token]:
        return self.of(Slot.KIND)

    def _several(self) -> bool:
        """Whether more than one kind is named or asked for."""
        asked = [t for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY) and t.kind]
        return len(self._kinds()) + len(asked) > 1 or self.has(Slot.WHICH)

    def _times(self, token: Token) -> bool:
        """大沽河先后现身三处: how often a word occurs is told with the clauses."""
        before = self.beside(token, -1, (Slot.PART, Slot.SAID))
        return before is not None and before.slot in (Slot.TERM, Slot.QUOTED)

    def _remaining(self, token: Token) -> bool:
        """其余七章: how many are left."""
        last = self.beside(token, -1)
        return bool(last and last.slot is Slot.OUTSIDE and last.text[0] in "其别剩另")

    def _linked(self, one: Token, other: Token) -> bool:
        """Whether 的 stands between: 最多的部门."""
        return any(t.text == "的" for t in self.all if one.end <= t.start < other.start)

    def _beyond(self, places: frozenset[int]) -> frozenset[int]:
        """前面都没出现过: the clauses before those named; those behind for 后面."""
        found = set[int]()
        for token in self.of(Slot.ELSEWHERE) if places else ():
            self.used.add(token)
            side = _SIDE.match(token.text)
            for clause in self.plan.clauses if side else ():
                before = clause.number < min(places)
                if before if side and side["before"] else clause.number > max(places):
                    found.add(clause.number)
        return frozenset(found)

    def _confining(self) -> bool:
        """只出现在第八章, 别处都没有: nowhere else."""
        if any(_SIDE.match(t.text) is None for t in self.words if t.slot is Slot.ELSEWHERE):
            return True
        for token in self.of(Slot.ONLY):
            after = self.beside(token, 1, (Slot.PART, Slot.DUE))
            if after and after.slot in PLACES:
                return True
        return False
