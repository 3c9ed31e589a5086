"""What is asked for: the kind, what it is grouped by, what ranks are measured by, their order."""

from __future__ import annotations

from assistant.ledger.ask import Scope
from assistant.ledger.kinds import Kind
from assistant.ledger.order import Order
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token

# What may stand between a word of asking and the kind asked for: 几个百分比指标, 哪些下降类指标.
_BETWEEN = (Slot.LEAD, Slot.SHARED, Slot.PERCENT, Slot.FALL, Slot.RISE, Slot.GAIN, Slot.VALUE)
_LYING = frozenset(("在", "分布", "分散在", "散在", "散落在", "涉及", "落在", "分布在"))
_PARTS = (Slot.PART, Slot.LEAD, Slot.SHARED)
_WHO = frozenset(("谁", "哪个", "哪家", "哪一", "哪章", "哪条", "哪种", "哪样"))


class Asking(Order):
    """Places the words of asking."""

    def _valued(self) -> bool:
        """Whether targets are told by what they say."""
        scope = self.scope
        return bool(scope.figures or scope.trends or scope.units or scope.base or scope.topics)

    def _of_one_clause(self) -> bool:
        """Whether one clause is named, and nothing else."""
        named = [t for t in self.words if t.slot in PLACES]
        return len(named) == 1 and named[0].slot is Slot.CLAUSE and len(named[0].numbers) == 1

    def _group(self) -> Kind | None:
        """每章, 各部门, 按年份: what the answer is told by."""
        for token in self.of(Slot.EACH):
            after = self.beside(token, 1, (Slot.LEAD, Slot.SHARED, Slot.PART, Slot.DUE))
            self.used.add(token)
            if after and after.slot in (Slot.DESCENDING, Slot.ASCENDING):
                continue  # 按数值从高到低
            if not after or after.slot is not Slot.KIND or after.kind is None:
                if token.text[0] in "各每":
                    if token.text[0] == "各":
                        self.apart = True
                    continue
                raise Unread
            behind = self.beside(after, 1)
            sized = behind is not None and behind.slot is Slot.SIZE
            if token.text[0] in "按以" and (sized or self.has(*RANKS)):
                measured = self.beside(after, 1, (Slot.SIZE,))
                if measured and measured.slot is Slot.KIND:
                    self.used.add(after)  # 按章数条目: measured by the second
                continue  # measured by it
            self._take_groups(after)
            return after.kind
        return None

    def _take_groups(self, kind: Token) -> None:
        """按部门分组，列各部门的任务: what the answer is told by, said twice."""
        skip, named = (Slot.LEAD, Slot.SHARED, Slot.PART), list[tuple[Token, Token]]()
        for token in self.words:
            after = self.beside(token, 1, skip) if token.slot is Slot.EACH else None
            if after is kind or (after and after.kind is kind.kind and after.slot is Slot.KIND):
                named.append((token, after))
        for token, after in named:
            self.used.update((token, after))
            if len(named) > 1:  # 按牵头部门分组，列各部门负责的: all that they do
                between = self.words[self.words.index(token) + 1 : self.words.index(after)]
                self.words = [t for t in self.words if t not in between]

    def _measured(self) -> Kind | None:
        """What an extreme or an order is measured by."""
        if not self.has(*RANKS):
            return None
        if any(t.slot in RANKS and t.text[1:2] in tuple("长短") for t in self.words):
            return self._length()
        for token in self.words:
            if token.slot is Slot.EACH and token.text[0] == "按":
                after = self.beside(token, 1, (Slot.LEAD, Slot.SHARED, Slot.PART))
                if after and after.slot is Slot.KIND and after not in self.used:
                    return self._take(after)
        for token in self.words:
            if token.slot in RANKS and (found := self._next_to(token)):
                return self._take(found)
        for token in self.of(Slot.SIZE):
            before = self.beside(token, -1)
            if before and before.slot is Slot.KIND and before not in self.used:
                return self._take(before)
        return None

    def _length(self) -> Kind:
        """最长的一条: by the characters of clauses or chapters, not of their titles."""
        if self.has(Slot.TITLE, Slot.NAME, Slot.DEPARTMENT):
            raise Unread
        return Kind.SIGNS

    def _take(self, token: Token) -> Kind | None:
        self.used.add(token)
        return token.kind

    def _next_to(self, rank: Token) -> Token | None:
        """The kind that an extreme counts: 任务最多, 最多部门."""
        before = self.beside(rank, -1, (Slot.SIZE, Slot.TOGETHER, Slot.ORDER))
        if before and before.slot is Slot.KIND and before not in self.used:
            asked = self.beside(before, -1, (Slot.LEAD, Slot.SHARED))
            told = asked and asked.slot in (Slot.WHICH, Slot.HOW_MANY) and self._asks(asked, before)
            others = len(self._kinds()) + self.has(Slot.WHICH) + self.has(Slot.EACH)
            if not told and others > 1:
                return before
        after = self.beside(rank, 1) if rank.slot in (Slot.MOST, Slot.LEAST) else None
        free = after and after.slot is Slot.KIND and after not in self.used
        return after if after and free and not self._linked(rank, after) else None

    def _asks(self, asked: Token, kind: Token) -> bool:
        return asked.kind is None or asked.kind is kind.kind or asked.text[-1] in "些个"

    def _asked(self) -> tuple[Token, Kind] | None:
        """The word of asking and the kind it asks for."""
        found: list[tuple[Token, Kind]] = []
        for token in self.of(Slot.WHICH, Slot.HOW_MANY):
            self.used.add(token)
            if self._aside(token):
                continue
            after = self.beside(token, 1, _BETWEEN)
            kind = token.kind
            if (
                after and after.slot is Slot.KIND and after.kind and after not in self.used
                and kind is not Kind.DEPARTMENTS
                and (kind is None or self.touching(token, after))
                and (self.touching(token, after) or not self._linked(token, after))
            ):  # fmt: skip
                kind = after.kind
                self.used.add(after)
            kind = kind or self._before(token) or self._implied(token)
            if kind is None:
                raise Unread
            found.append((token, kind))
        if self._bodies_and_places({k for _, k in found}):
            self.unit = Kind.DEPARTMENTS
            self.used.update(t for t in self._kinds() if t.kind is Kind.DEPARTMENTS)
            found = [(t, k) for t, k in found if k is not Kind.DEPARTMENTS]
        if len(found) > 1 and self._placed_besides(found):
            found = found[:1]
        if (
            self.has(Slot.MOST, Slot.LEAST, Slot.RANK, Slot.BEHIND)
            and len({k for _, k in found}) > 1
        ):
            found = self._ranked_alone(found)
        if self.apart and len({k for _, k in found}) > 1:
            found = [(t, k) for t, k in found if k is not Kind.DEPARTMENTS]
        roles = self.of(Slot.LEAD, Slot.SHARED)
        apart = len(found) > 1 and roles and not any(self._either(t) for t in roles)
        if len({k for _, k in found}) > 1 or apart:
            raise Unread
        return found[0] if found else None

    def _bodies_and_places(self, kinds: set[Kind | None]) -> bool:
        """海事部门有几家，在哪些条: departments of a kind, each with its clauses."""
        of_kind = any(len(g) > 1 for t in self.of(Slot.DEPARTMENT) for g in t.groups)
        apart = kinds in ({Kind.DEPARTMENTS, Kind.CLAUSES}, {Kind.DEPARTMENTS, Kind.TASKS})
        return apart and not self.has(*RANKS) and (of_kind or bool(self.scope.like))

    def _placed_besides(self, found: list[tuple[Token, Kind]]) -> bool:
        """牵头的任务共几项，在哪些条: tasks, which are told with their clauses."""
        if [k for _, k in found] != [Kind.TASKS, Kind.CLAUSES] or not self.of(Slot.DEPARTMENT):
            return False
        where = found[1][0]
        before = [t for t in self.all if t.end <= where.start]
        return (
            bool(before)
            and before[-1].text in _LYING
            and self.question.text[before[-1].end : where.start].strip() == ""
        )

    def _ranked_alone(self, found: list[tuple[Token, Kind]]) -> list[tuple[Token, Kind]]:
        """哪一章条数最多，有几条: the number asked for besides is what is measured."""
        which = [(t, k) for t, k in found if t.slot is Slot.WHICH]
        sizes = {k for t, k in found if t.slot is Slot.HOW_MANY}
        if len({k for _, k in which}) != 1 or len(sizes) > 1:
            raise Unread
        self.unit = self.unit or next(iter(sizes), None)
        return which

    def _aside(self, token: Token) -> bool:
        """A word of asking that names nothing to count: 按部门多少排, 谁的条数多, 多几条."""
        by = any(t.slot is Slot.EACH and t.text[0] == "按" for t in self.words)
        if by and token.text == "多少" and self.has(*RANKS):
            return True
        before = self.beside(token, -1)
        if token.kind is None and self._of_roles():
            return True  # 分工和牵头哪个多
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

    def _of_roles(self) -> bool:
        """牵头任务和分工任务，哪种多: roles beside each other."""
        both = self.has(Slot.LEAD) and self.has(Slot.SHARED)
        return both and self.has(Slot.THAN, Slot.MORE) and not self.has(Slot.DEPARTMENT)

    def _pair(self) -> bool:
        """Whether two departments, chapters or clauses are named."""
        return len([t for t in self.words if t.slot in (Slot.DEPARTMENT, *PLACES)]) > 1

    def _implied(self, token: Token) -> Kind | None:
        """What is asked for though no kind is named: 丁字湾出现几次, 降幅最小的是哪个."""
        told = self.beside(token, -1)
        if any(self._lacks(t) for t in self._kinds()):
            return Kind.CLAUSES
        if self._valued() or self.has(Slot.PERCENT):
            return Kind.AIMS
        if told and told.slot is Slot.DEPARTMENT and token.slot is Slot.WHICH:
            return Kind.DEPARTMENTS
        several = token.text[:2] in ("哪些", "哪几", "哪两", "哪三")
        if self.whole and several and told and told.slot in _PARTS:
            return self.whole  # 净土保卫战五条当中，财政局参加了哪些
        located = told is not None and told.slot is Slot.CLAUSE and several
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

    def _so_many(self) -> int:
        """哪三个部门最多: three; one where no number is told."""
        return next((t.numbers[0] for t in self.words if t.slot is Slot.WHICH and t.numbers), 1)

    def _order(self) -> tuple[int, int, int]:
        top = nth = ordered = 0
        for token in self.words:
            if token.slot is Slot.TOP:
                top = token.numbers[0]
            elif token.slot is Slot.RANK:
                nth = token.numbers[0]
            elif token.slot is Slot.MOST and not top:
                top = self._so_many()
            elif token.slot is Slot.LEAST and not top:
                top = -self._so_many()
            elif token.slot is Slot.ASCENDING:
                ordered = -1
            elif token.slot is Slot.DESCENDING:
                ordered = 1
        if self.has(Slot.ORDER) and not (top or nth or ordered):
            ordered = 1
        if self.has(Slot.LEAST) and top > 0:
            top = -top
        return top, nth, ordered

    def _idle(self, left: list[Token], select: Kind) -> bool:
        """Kinds that say nothing new: 条款里的部门, 有2025年目标的条款, 部门的任务."""
        for token in left:
            if token.kind is Kind.AIMS and select is not Kind.AIMS:
                self.narrow(aimed=True)
            elif token.kind is Kind.YEARS and select is Kind.AIMS:
                self.narrow(dated=True)
            elif token.kind is Kind.TASKS and select is not Kind.TASKS:
                scope = self.scope
                if scope.groups or scope.role or scope.places or scope.years or scope.barred:
                    continue
                return False
            elif token.kind is select or self._owned(token, select):
                continue
            else:
                return False
        return True

    def _owned(self, token: Token, select: Kind) -> bool:
        """标题含…的条款由谁负责: the clauses whose departments are asked for."""
        if token.kind is Kind.DEPARTMENTS:
            named = self.beside(token, -1, (Slot.PART,))  # 金融系统的单位; 单位里没有生态环境局
            after = self.beside(token, 1)  # 写责任单位的括号
            of_tasks = select is Kind.TASKS and after is not None and after.kind is Kind.TASKS
            sized = after is not None and after.slot is Slot.BOUND and after.kind is token.kind
            return bool(
                sized or of_tasks or self.scope.barred or (named and named.slot is Slot.DEPARTMENT)
            )
        narrowed = self.scope != Scope(role=self.scope.role)
        held = token.kind in (Kind.CLAUSES, Kind.CHAPTERS)
        return held and select is Kind.DEPARTMENTS and narrowed
