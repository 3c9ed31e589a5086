"""What is asked for though no kind is named: 丁字湾出现几次, 降幅最小的是哪个, 牵头的有哪些."""

from __future__ import annotations

import re

from assistant.ledger.alike import Alike
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS
from assistant.ledger.slots import Slot, Token

_PARTS = (Slot.PART, Slot.LEAD, Slot.SHARED)
_WHO = frozenset(("谁", "哪个", "哪家", "哪一", "哪章", "哪条", "哪种", "哪样"))
_WHOSE = {Slot.QUOTED, Slot.PART, Slot.WHICH}  # “生态警长”归谁: of that matter, no list
_OF_ALL = re.compile(r"的[那这]?一?[个项条]?")  # 最多的那个括号
_EXTRA = frozenset(("多出来", "多出", "多了", "多出来了"))


class Implied(Alike):
    """Reads words of asking that stand alone."""

    def _take(self, token: Token) -> Kind | None:
        self.used.add(token)
        return token.kind

    def _weighed(self) -> Kind | None:
        """谁的条数多, 哪个参与的条款多: the kind that more or less is said of."""
        for token in self._kinds():
            behind = self.beside(token, 1)
            if behind and behind.slot in (Slot.SIZE, Slot.MORE) and behind.text not in _EXTRA:
                return self._take(token)
        return None

    def _ranked(self, measure: Kind | None) -> Kind | None:
        """What is put in order though no kind of it is named."""
        if self.whole not in (None, measure):
            return self.whole
        part = self.has(Slot.PART, Slot.LEAD, Slot.SHARED)
        told = part and not (self.scope.titles or self.scope.words)
        return Kind.DEPARTMENTS if measure in (Kind.TASKS, Kind.CLAUSES) or told else None

    def _first_kind(self, asked: tuple[Token, Kind] | None, select: Kind) -> Kind | None:
        """前五的部门: the kind behind 前五, where another one is counted."""
        top = next((t for t in self.words if t.slot is Slot.TOP and not t.kind), None)
        kind = self.beside(top, 1) if top else None
        counted = asked is not None and asked[0].slot is Slot.HOW_MANY
        if not counted or kind is None or kind.slot is not Slot.KIND or kind.kind is select:
            return None
        return self._take(kind)

    def _valued(self) -> bool:
        """Whether targets are told by what they say."""
        scope = self.scope
        return bool(scope.figures or scope.trends or scope.units or scope.base or scope.topics)

    def _aside(self, token: Token) -> bool:
        """A word of asking that names nothing to count: 按部门多少排, 谁的条数多, 多几条."""
        by = any(t.slot is Slot.EACH and t.text[0] == "按" for t in self.words)
        if by and token.text == "多少" and self.has(*RANKS):
            return True
        before = self.beside(token, -1)
        if self._measures(token) or (token.kind is None and self._of_roles()):
            return True  # 分工和牵头哪个多
        if token.text[-1] in "次回" and self.has(Slot.MOST, Slot.LEAST):
            return True  # 参与最多的是谁，几次
        each = before and before.slot is Slot.KIND and self.beside(before, -1)
        counted = token.slot is Slot.HOW_MANY and each and each.slot is Slot.EACH
        if before and each and counted and self.has(*RANKS):
            self.used.update((each, before))
            return True  # 最多的有哪些条，每条几个
        if before and before.slot is Slot.EACH and token.text == "几个" and self.has(*RANKS):
            return True  # 排第二的是哪几家，各几个
        if before and before.slot is Slot.MORE and token.slot is Slot.HOW_MANY:
            after = self.beside(token, 1)
            if after and after.slot is Slot.KIND:
                return False
            self.unit = token.kind
            return self._pair() or self.apart or (self.has(Slot.MOST) and self.has(Slot.LEAST))
        if before and before.slot in (Slot.FALL, Slot.RISE) and token.text == "多少":
            return True
        more = self.has(Slot.MORE) or any(t.text[:1] == "更" for t in self.words)
        if token.slot is Slot.HOW_MANY:
            return token.text == "多少" and self.apart and self._pair() and more
        bare = token.slot is Slot.WHICH and token.text[:2] in _WHO
        return bare and more and (self._pair() or self._of_roles())

    def _measures(self, token: Token) -> bool:
        """按出现在多少条里排名: the number that the order is made by."""
        before = self.beside(token, -1, (Slot.PART, Slot.LEAD, Slot.SHARED))
        by = before is not None and before.slot is Slot.EACH and before.text[0] == "按"
        if not (by and token.kind and token.slot is Slot.HOW_MANY and self.has(*RANKS)):
            return False
        self.unit = token.kind
        return True

    def _of_roles(self) -> bool:
        """牵头任务和分工任务，哪种多: roles beside each other."""
        both = self.has(Slot.LEAD) and self.has(Slot.SHARED)
        return both and self.has(Slot.THAN, Slot.MORE) and not self.has(Slot.DEPARTMENT)

    def _pair(self) -> bool:
        """Whether two departments, chapters or clauses are named, or two years."""
        named = [t for t in self.words if t.slot in (Slot.DEPARTMENT, *PLACES)]
        return len(named) > 1 or self._of_years()

    def _of_years(self) -> bool:
        """2023年和2025年到期的目标，哪个多: years beside each other."""
        return len([t for t in self.words if t.slot is Slot.YEAR]) > 1 and self.has(Slot.MORE)

    def _implied(self, token: Token) -> Kind | None:
        """What is asked for though no kind is named: 丁字湾出现几次, 降幅最小的是哪个."""
        told = self.beside(token, -1)
        if any("括号" in t.text for t in self.words if t.slot is Slot.TOGETHER):
            return Kind.TASKS  # 同列一个括号的是哪些
        if any(self._lacks(t) for t in self._kinds()):
            return Kind.CLAUSES
        if self._valued() or self.has(Slot.PERCENT):
            return Kind.AIMS
        if told and told.slot is Slot.DEPARTMENT and token.slot is Slot.WHICH:
            doing = self.question.text[told.end : token.start].rstrip()[-1:] in ("干", "做")
            return Kind.TASKS if doing else Kind.DEPARTMENTS  # 金融监管局干什么
        if token.text[-1] in "处次回" and self.has(Slot.LEAD, Slot.SHARED):
            return Kind.TASKS  # 标明“牵头”的有几处
        several = token.text[:2] in ("哪些", "哪几", "哪两", "哪三")
        led = told is not None and told.slot in (Slot.LEAD, Slot.SHARED)
        if led and several and any(t.slot is Slot.DEPARTMENT for t in self.words):
            return Kind.TASKS  # 住建局牵头的有哪些
        if self.whole and several and told and told.slot in _PARTS:
            return self.whole  # 净土保卫战五条当中，财政局参加了哪些
        located = told is not None and told.slot is Slot.CLAUSE and several
        if self.scope.words and (held := [t for t in self._kinds() if t.start > token.start]):
            return self._take(held[0])  # 有几个“全部清零”的目标
        if self.scope.titles and not self.has(Slot.NEG, Slot.ABSENT):  # 条名里带“加强”的有哪些
            chapters = any(t.slot is Slot.TITLE and t.text[0] == "章" for t in self.all)
            return Kind.CHAPTERS if chapters else Kind.CLAUSES
        return Kind.CLAUSES if located or self.scope.words else None

    def _lacks(self, kind: Token) -> bool:
        """责任单位没写市生态环境局的: departments that are only said to lack one."""
        after = self.beside(kind, 1)
        denied = after is not None and after.slot in (Slot.NEG, Slot.ABSENT)
        return denied and bool(self.scope.barred and self.of(*PLACES))

    def _before(self, token: Token) -> Kind | None:
        """The kind that stands before a bare 有哪些, 有多少."""
        held = [t for t in self._kinds() if t.start < token.start and not self._lacks(t)]
        if held:
            self.used.add(held[-1])
            return held[-1].kind
        return None

    def _put_in_order(self) -> Kind | None:
        """责任部门最多的任务在哪条: what the extreme is said of, though its clause is asked for."""
        asked = any(t.slot is Slot.WHICH and t.kind is Kind.CLAUSES for t in self.words)
        for token in self.words if asked else ():
            kind = self.beside(token, 1) if token.slot in (Slot.MOST, Slot.LEAST) else None
            between = self.question.text.strip()[token.end : kind.start] if kind else ""
            if kind and kind.slot is Slot.KIND and _OF_ALL.fullmatch(between):
                return kind.kind
        return None

    def _whose(self) -> bool:
        """Whether only the departments of what is quoted are asked for: “生态警长”归谁.

        Or its one clause; of several (“湿地”写在第几条) the ledger tells all.
        """
        if self._of_several():
            return False
        bodies = Kind.DEPARTMENTS if self.has(Slot.QUOTED) else None
        said = [t for t in self.words if t.slot is not Slot.FILL]
        return _WHOSE.issuperset(t.slot for t in said if not (bodies and t.kind is bodies))
