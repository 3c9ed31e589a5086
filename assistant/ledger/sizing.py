"""Numbers in a question: bounds on sizes, and those that only repeat what is named."""

from __future__ import annotations

from assistant.ledger.ask import Size
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, Unread, Words
from assistant.ledger.slots import Slot, Token

_NAMES = (Slot.DEPARTMENT, Slot.YEAR)


class Sizing(Words):
    """Places numbers and what is compared by them."""

    def _sizes(self) -> None:
        """Bounds with the kind they count."""
        for token in self.of(Slot.BOUND):
            last, following = self.beside(token, -1), self.beside(token, 1)
            if last and last.slot in _NAMES and self._apposed(token, last, following):
                continue
            if self._none_at_all(token) or self._so_named(token, last, following):
                continue
            kind = token.kind
            if (
                self._times(token)
                or self._total(token, following)
                or self._whole(token, last)
                or self._remaining(token)
                or self._so_many_told(token, last)
                or self._most_of_all(token, following)
                or (following and following.slot is Slot.VALUE)  # 三个70%以上的指标
                or self._of_unit(last, following)
            ):
                self.used.add(token)
                continue
            if (last and last.slot is Slot.CLAUSE) or self._restated(token, following):
                raise Unread
            following = self._of_role(token, following)
            if (
                following
                and following.slot is Slot.KIND
                and (self.touching(token, following) or self._asked_before(token, kind, following))
            ):
                kind = following.kind
                self.used.add(following)
            elif kind is None:
                kind = self._of_kind(token)
            if kind is None:
                raise Unread
            self._bounded(token, kind, last)

    def _bounded(self, token: Token, kind: Kind, last: Token | None) -> None:
        """The scope with a number of a kind."""
        named = [t for t in (last,) if t and t.slot is Slot.KIND and t.kind is kind]
        self.used.update((token, *named))  # 任务在5到9项之间
        if kind is Kind.TASKS and "括号" in self.question.text[token.start :][:8]:
            self.narrow(entire=self._role_apart(token))
        size = Size(kind, token.numbers[0], self._at_most(token, kind))
        self.narrow(sizes=(*self.scope.sizes, size))
        if size.low == size.high:  # 都在7条里，打成平手: all of that size
            self.words = [t for t in self.words if t.slot is not Slot.EQUAL]

    def _of_role(self, token: Token, following: Token | None) -> Token | None:
        """只有一个牵头单位: the kind counted, behind its role."""
        counted = self.beside(token, 1, (Slot.LEAD, Slot.SHARED))
        bodies = counted is not None and counted.kind is Kind.DEPARTMENTS
        return counted if bodies and not token.kind and counted else following

    def _role_apart(self, token: Token) -> bool:
        """只有一个责任括号、又是牵头的: all brackets are counted; the role is told besides."""
        beside = (
            self.beside(token, -1),
            self.beside(token, 1),
            self.beside(token, 1, (Slot.KIND,)),
        )
        return not any(t and t.slot in (Slot.LEAD, Slot.SHARED) for t in beside)

    def _at_most(self, token: Token, kind: Kind) -> int:
        """在五个章里都有任务: five or more; in five chapters: as many as are told."""
        after = self.beside(token, 1, (Slot.KIND,))
        every = kind is Kind.CHAPTERS and after is not None and after.slot is Slot.TOGETHER
        return 999 if every else token.numbers[1]

    def _of_kind(self, token: Token) -> Kind | None:
        """The kind before a bare number; 只出现过一次的单位 are those of one task."""
        held = self.beside(token, -1, (Slot.SIZE, Slot.TOGETHER, Slot.PART))
        if held and held.slot is Slot.KIND and held.kind and held not in self.used:
            self.used.add(held)
            return held.kind
        bodies = any(t.kind is Kind.DEPARTMENTS for t in self.words)
        named = self.has(Slot.DEPARTMENT)  # 市生态环境局在一条里分两处牵头
        times = "次回处" if named and self.has(Slot.LEAD, Slot.SHARED) else "次回"
        return Kind.TASKS if (bodies or named) and token.text[-1] in times else None

    def _none_at_all(self, token: Token) -> bool:
        """没出现过一个年份: one after a denial is no size."""
        last = self.beside(token, -1, (Slot.PART, Slot.SAID))
        if token.numbers != (1, 1) or not last or last.slot is not Slot.NEG:
            return False
        self.words.remove(token)
        return True

    def _so_named(self, token: Token, *beside: Token | None) -> bool:
        """两个海事局, 海事局有两家: as many as the word beside it stands for."""
        many = {len(t.names) for t in beside if t and t.slot is Slot.DEPARTMENT} - {1}
        after, counted = beside[-1], token.numbers in {(n, n) for n in many}
        named = after is not None and after.slot is Slot.DEPARTMENT and after.start == token.end
        if many and token.kind is Kind.DEPARTMENTS and named and not counted:
            raise Unread  # 三家金融监管单位, where the word stands for four
        if not counted:
            return False
        self.used.add(token)
        return True

    def _so_many_told(self, token: Token, last: Token | None) -> bool:
        """条款不止一条，是哪两条; 条款有七条，条号多少: how many are told, no size of one."""
        kind = last.kind if last and last.slot is Slot.KIND else None
        behind = self.question.text.strip()[token.end :][:1]
        same = token.kind is kind or (token.kind is None and token.text[-1:] in tuple("个处"))
        if kind not in (Kind.CLAUSES, Kind.AIMS) or not same or behind not in tuple("，,。；？?吧"):
            return False
        asked = [t for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY)]
        kinds = {t.kind or (a.kind if (a := self.beside(t, 1)) else None) for t in asked}
        return kinds <= {None, kind}

    def _of_unit(self, *beside: Token | None) -> bool:
        """一个用公顷计、一个用平方公里计: the one that a unit tells."""
        return any(t and t.slot is Slot.UNIT for t in beside)

    def _most_of_all(self, token: Token, following: Token | None) -> bool:
        """单位最多的那一个括号: the one that the extreme picks."""
        that = self.question.text[: token.start].rstrip()[-1:] in tuple("这那")
        kind = following is not None and following.slot is Slot.KIND
        return that and kind and token.numbers == (1, 1) and self.has(Slot.MOST, Slot.LEAST)

    def _restated(self, token: Token, following: Token | None) -> bool:
        """参与的三条, 这一条, 一条都没有: no size is asked for."""
        before = self.question.text[: token.start].rstrip()
        alone = following is None or following.slot is not Slot.KIND
        return (
            (alone and before.endswith("的"))
            or before[-1:] in tuple("这那该")
            or bool(following and following.slot is Slot.TOGETHER and token.numbers == (1, 1))
        )

    def _total(self, token: Token, following: Token | None) -> bool:
        """八章里, 38条中, 八个部分: all there are, or all with departments."""
        owned = sum(any(t.duties for t in c.tasks) for c in self.plan.clauses)
        whole = {
            Kind.CHAPTERS: {len(self.plan.chapters)},
            Kind.CLAUSES: {len(self.plan.clauses), owned},
        }
        kind = token.kind
        if kind is None and following and following.slot is Slot.KIND:
            kind = following.kind if self.touching(token, following) else None
        first = token.numbers[0] if len(set(token.numbers)) == 1 else 0
        if kind is None or first not in whole.get(kind, ()):
            return False
        if token.kind is None and following:
            self.used.add(following)
        self.whole = kind
        return True

    def _whole(self, token: Token, last: Token | None) -> bool:
        """第四章四条: all the clauses of the chapter just named."""
        after = self.beside(token, 1)  # 最后一章的四个小标题
        titled = token.kind is None and after is not None and after.slot is Slot.TITLE
        if last is None or last.slot is not Slot.CHAPTER:
            return False
        if token.kind is not Kind.CLAUSES and not titled:
            return False
        if token.numbers != (len(self._numbers(last)),) * 2:
            return False
        self.whole = Kind.CLAUSES
        return True

    def _asked_before(self, token: Token, kind: Kind | None, following: Token) -> bool:
        """哪些部门涉及5个以上的条款: what is counted stands behind 的."""
        asked = [t for t in self.words if t.slot is Slot.WHICH and t.start < token.start]
        return bool(asked) and kind in (None, following.kind)

    def _apposed(self, token: Token, last: Token, following: Token | None) -> bool:
        """水务局、海洋局两家单位, 2023和2025两个年份: the number of those just named."""
        row, at, slot = 0, self.words.index(last), last.slot
        while at >= 0 and self.words[at].slot in (slot, Slot.AND):
            row += len(self.words[at].groups or self.words[at].numbers)
            at -= 1
        if token.numbers != (row, row):
            return False
        self.used.add(token)
        kinds = (Kind.DEPARTMENTS if slot is Slot.DEPARTMENT else Kind.YEARS,)
        if following and following.kind in kinds and self.touching(token, following):
            self.used.add(following)
        return True

    def _bracket_holds(self, asked: tuple[Token, Kind] | None) -> bool:
        """Whether the departments of one bracket are counted, and none is told by name."""
        held = (Kind.TASKS, Kind.DEPARTMENTS)
        kinds = [t for t in self.words if t.kind in held and t.slot is Slot.KIND]
        brackets = [t for t in kinds if t.kind is Kind.TASKS]
        self.used.update(kinds)
        return bool(brackets and asked and asked[0].slot is Slot.HOW_MANY)

    def _compared(self, asked: tuple[Token, Kind] | None) -> Kind:
        """What is compared: roles by their tasks, departments, chapters or clauses."""
        if self.has(Slot.LEAD) and self.has(Slot.SHARED):
            self.used.update(self._kinds())
            return asked[1] if asked else Kind.TASKS
        slots = {t.slot for t in self.of(Slot.DEPARTMENT, *PLACES)}
        if Slot.DEPARTMENT in slots:
            return Kind.DEPARTMENTS
        return Kind.CHAPTERS if Slot.CHAPTER in slots else Kind.CLAUSES

    def _counted(self, asked: tuple[Token, Kind] | None, select: Kind) -> Kind | None:
        if asked and asked[1] is not select:
            return asked[1]
        left = [t for t in self._kinds() if t.kind is not select]
        if left:
            self.used.add(left[-1])
            return left[-1].kind
        return None
