"""What is asked for: the kind, what it is grouped by, what ranks are measured by, their order."""

from __future__ import annotations

import re

from assistant.ledger.ask import Scope
from assistant.ledger.beside_asked import HIGH, BesideAsked
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token

# What may stand between a word of asking and the kind asked for: 几个百分比指标, 哪些下降类指标.
_BETWEEN = (
    Slot.LEAD,
    Slot.SHARED,
    Slot.PERCENT,
    Slot.FALL,
    Slot.RISE,
    Slot.GAIN,
    Slot.VALUE,
    Slot.OR,
)
_WHAT = re.compile(r"[是指](?:的|些|了)*(?:什么|啥|哪)")


class Asking(BesideAsked):
    """Places the words of asking."""

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
            if after and after.slot is Slot.HOW_MANY and self.has(*RANKS):
                continue  # 按参与多少项任务排名
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
        if self.has(Slot.NAME, Slot.DEPARTMENT):
            raise Unread
        bodies = [t for t in self._kinds() if t.kind is Kind.DEPARTMENTS]
        if bodies and any(t.kind is Kind.TASKS for t in self._kinds()):
            return self._take(bodies[0]) or Kind.DEPARTMENTS  # 责任单位列得最长的括号
        self.used.update(t for t in self._kinds() if t.kind is Kind.SIGNS)  # 篇幅最短
        return Kind.SIGNS

    def _next_to(self, rank: Token) -> Token | None:
        """The kind that an extreme counts: 任务最多, 最多部门."""
        before = self.beside(rank, -1, (Slot.SIZE, Slot.TOGETHER, Slot.ORDER, Slot.PART))
        if before and before.kind is Kind.AIMS and rank.text in HIGH:
            return None  # 带“利用率”的指标里最低的: their figures are put in order
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
                kind = self._kind_of(token, after.kind)
                self.used.add(after)
            kind = kind or self._before(token) or self._implied(token)
            if kind is None:
                raise Unread
            found.append((token, self._kind_of(token, kind)))
        if self._bodies_and_places([k for _, k in found]):
            self.unit = Kind.DEPARTMENTS
            self.used.update(t for t in self._kinds() if t.kind is Kind.DEPARTMENTS)
            found = [(t, k) for t, k in found if k is not Kind.DEPARTMENTS]
        found = self._chief(found)
        roles = self.of(Slot.LEAD, Slot.SHARED)
        apart = len(found) > 1 and roles and not any(self._either(t) for t in roles)
        if len({k for _, k in found}) > 1 or apart:
            raise Unread
        return found[0] if found else None

    def _chief(self, found: list[tuple[Token, Kind]]) -> list[tuple[Token, Kind]]:
        """What is asked for, without what is told with it in any case."""
        if len(found) > 1 and (self._placed_besides(found) or self._led_of_all(found)):
            found = found[:1]
        if {k for _, k in found} == {Kind.CLAUSES, Kind.DEPARTMENTS} and self._of_one():
            found = [(t, k) for t, k in found if k is Kind.CLAUSES]  # told with its department
        if (
            self.has(Slot.MOST, Slot.LEAST, Slot.TOP, Slot.RANK, Slot.BEHIND)
            and len({k for _, k in found}) > 1
        ):
            found = self._ranked_alone(found)
        if len({k for _, k in found}) > 1 and (self.apart or found[-1][0].text == "谁"):
            (first, kind), *_, (last, _) = found
            bodies = kind is Kind.DEPARTMENTS and first.slot is Slot.WHICH
            self.each_body = bodies and last.slot is Slot.HOW_MANY
            found = [(t, k) for t, k in found if k is not Kind.DEPARTMENTS]
        return found

    def _kind_of(self, asked: Token, said: Kind) -> Kind:
        """共有几条任务 counts clauses, as 几条 says; of a department both are told.

        标了几回责任单位: how often, which is by task.
        """
        high = any(t.text in HIGH for t in self.words if t.slot in (Slot.MOST, Slot.LEAST))
        if asked.text == "谁" and high and any(t.kind is Kind.AIMS for t in self.words):
            return Kind.AIMS  # 带“覆盖率”的指标里谁最高
        if asked.slot is Slot.HOW_MANY and asked.text[-1] in "次回处" and said is Kind.DEPARTMENTS:
            return Kind.TASKS
        clauses = asked.kind is Kind.CLAUSES and said is Kind.TASKS
        return Kind.CLAUSES if clauses and not self.has(Slot.DEPARTMENT) else said

    def _unsaid(self) -> Kind:
        """What is asked for where no kind is named at all.

        有没有2024年到期的, 有没有提到2030年: what falls due then; where it is written.
        """
        years = self.of(Slot.YEAR)
        if years and self.has(Slot.DUE):
            return Kind.AIMS
        if not years and self.has(Slot.PERCENT) and self.of(*PLACES):
            return Kind.AIMS  # 第五章所有百分比
        valued = self.scope.figures or self.scope.units
        if not years and valued and _WHAT.search(self.question.text):
            return Kind.AIMS  # 5%和5.5%分别指什么
        if not (years and self.has(Slot.SAID)):
            raise Unread
        self.used.update(years)
        self.narrow(words=tuple(f"{n}年" for t in years for n in t.numbers))
        return Kind.CLAUSES

    def _not_the_same(self, measure: Kind | None) -> None:
        """责任单位完全一样: the same ones are asked for, not as many."""
        same = {t.text for t in self.of(Slot.EQUAL)} & {"一样", "相同"}
        if same and measure is Kind.DEPARTMENTS and not self.has(Slot.SIZE):
            raise Unread

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
            elif token.kind is Kind.YEARS and Kind.AIMS in (select, *(t.kind for t in left)):
                self.narrow(dated=True)  # 有年份目标的条款
            elif token.kind is Kind.YEARS and self.scope.years:
                continue  # 有2023年期限的条款
            elif token.kind is Kind.TASKS and select is not Kind.TASKS:
                scope = self.scope
                if scope.groups or scope.role or scope.places or scope.years or scope.barred:
                    continue
                if scope.sizes and not any(s.kind is Kind.TASKS for s in scope.sizes):
                    continue  # 在三章以上都有任务
                return False
            elif token.kind is Kind.CLAUSES and select is Kind.AIMS and self.scope.groups:
                continue  # 市农业农村局参与的条款中，2025年到期的目标
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
            inside = self.question.text.strip()[token.end :][:1] in tuple("里中内")
            if inside and self.scope.groups and select is not Kind.DEPARTMENTS:
                return True  # 责任单位里同时列着A和B
            of_tasks = select is Kind.TASKS and after is not None and after.kind is Kind.TASKS
            sized = after is not None and after.slot is Slot.BOUND and after.kind is token.kind
            return bool(
                sized or of_tasks or self.scope.barred or (named and named.slot is Slot.DEPARTMENT)
            )
        narrowed = self.scope != Scope(role=self.scope.role)
        held = token.kind in (Kind.CLAUSES, Kind.CHAPTERS)
        return held and select is Kind.DEPARTMENTS and narrowed
