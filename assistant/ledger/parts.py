"""Departments, roles, places and dates asked for."""

from __future__ import annotations

import re

from assistant.ledger.ask import Size
from assistant.ledger.denying import Denying
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, Unread
from assistant.ledger.roles import told_besides
from assistant.ledger.slots import Slot, Token
from assistant.ledger.values import Trend, figure_of
from corpus.model import Role

# 括号里只有两家, 一个括号里正好六家: of one bracket; not of all that a clause has together.
_IN_BRACKET = re.compile(
    r"括号[里内中](?!.{0,8}(?:合|加)(?:并|起来|在?一起))|(?:家|单位|部门)[^，。？]{0,6}的(?:责任)?括号"
    r"|括号(?:就|只|都)?(?:列|写|有|含|挂|标|点|塞|装)(?:了|着|有|出|明)?(?:了)?(?=[^，。？]{0,4}\d?[家个])"
)
_MET = re.compile(r"[^，。？哪几多少谁]{1,4}的")  # 都出现过的, 都有的
_ALONE = frozenset(("独家", "单独", "独自", "独力", "自己", "独此"))


class Parts(Denying):
    """Places words of departments and roles, of places and dates."""

    def _of_bracket(self) -> bool:
        """括号里只有两家单位的条款: the number is one bracket's, and 一个括号 is no other."""
        sizes = [s for s in self.scope.sizes if s.kind is Kind.DEPARTMENTS and s.high]
        if not sizes or not _IN_BRACKET.search(self.question.text):
            return False
        if any((s.low, s.high) != (1, 1) for s in self.scope.sizes if s not in sizes):
            return False
        if self._of_one_bracket():
            return False
        self.narrow(sizes=tuple(sizes))
        self.used.update(t for t in self._kinds() if t.kind is Kind.CLAUSES)
        return True

    def _of_one_bracket(self) -> bool:
        """整条只有一个括号，括号里就两家: the whole clause has but one; no bracket among others."""
        ones = [t for t in self.words if t.slot is Slot.BOUND and t.numbers == (1, 1)]
        for token in ones:
            kind, before = self.beside(token, 1), self.beside(token, -1, (Slot.PART,))
            if kind and kind.kind is Kind.TASKS and before and before.slot is Slot.ONLY:
                self.used.update(t for t in self._kinds() if t.text.endswith("括号"))
                return True
        return False

    def _roles(self, select: Kind) -> None:
        leads = self.of(Slot.LEAD, Slot.SHARED)
        named = {t.slot for t in leads}
        if (
            len(named) > 1
            and self.has(Slot.THAN, Slot.MORE)
            and select in (Kind.TASKS, Kind.CLAUSES)
        ):
            self.roles = True
            return
        if len(named) > 1:
            if not self.has(Slot.TOGETHER, Slot.AND):
                raise Unread
            self.narrow(both=self.has(Slot.TOGETHER))
            return
        if not named or any(self._either(t) for t in leads) or self._besides(leads):
            return
        role, other = (Role.LEAD, Role.SHARED) if Slot.LEAD in named else (Role.SHARED, Role.LEAD)
        self.narrow(role=role)
        for token in self.of(Slot.ONLY, Slot.TOGETHER):
            if self.beside(token, 1, (Slot.PART, Slot.SAID)) in leads:
                self._only_in(token, select, other)

    def _besides(self, leads: list[Token]) -> bool:
        """出现在哪几条，有没有自己牵头的: roles are told with each task listed."""
        if not self.of(Slot.DEPARTMENT) or not told_besides(self.question.text):
            return False
        self.used.update(t for t in self.of(Slot.ONLY) if self.beside(t, 1) in leads)
        return True

    def _only_in(self, token: Token, select: Kind, other: Role) -> None:
        """只牵头, 全是牵头: the other role must not occur; 单独牵头: nobody else."""
        alone, named = token.text in _ALONE, bool(self.of(Slot.DEPARTMENT))
        if named and alone and other is Role.SHARED:  # 自己牵头的: who leads a task does so alone
            return self.used.add(token)
        if named or self.scope.sizes:
            before = self.beside(token, -1)
            counted = before is not None and before.slot is Slot.BOUND
            whole = not named and token.text[0] == "全" and not counted
            if (named and token.slot is Slot.ONLY and not alone) or whole:
                self.narrow(without=other)
                self.used.add(token)
            return
        if alone and select is not Kind.DEPARTMENTS:
            self.narrow(sizes=(Size(Kind.DEPARTMENTS, 1, 1),))
        elif not alone and (token.slot is Slot.ONLY or token.text[0] in "都均全"):
            self.narrow(without=other)
        self.used.add(token)

    def _either(self, role: Token) -> bool:
        """牵头或责任单位; 参与或牵头; 牵头几项、参与几项: any role."""
        before = self.beside(role, -1)
        if before and before.slot is Slot.OR:
            other = self.beside(before, -1)
            if other and other.slot is Slot.PART:
                return True
        after, then = self.beside(role, 1), None
        if after and after.slot in (Slot.OR, Slot.AND):
            then = self.beside(after, 1)
        joined = then is not None and (then.slot is Slot.PART or then.kind is Kind.DEPARTMENTS)
        asked = [t for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY)]
        parts = any(t.text[:2] == "参与" for t in self.words if t.slot is Slot.PART)
        return joined or (len(asked) > 1 and parts)

    def _departments(self, select: Kind) -> None:
        groups = tuple(dict.fromkeys(g for t in self.of(Slot.DEPARTMENT) for g in t.groups))
        asked = (Slot.WHICH, Slot.HOW_MANY)  # 到期的只有哪几条
        only = [
            t for t in self.of(Slot.ONLY) if not (b := self.beside(t, 1)) or b.slot not in asked
        ]
        if not groups:
            if only and not self.scope.sizes and not self._confining():
                after = self.beside(only[0], 1)
                if only[0].text not in _ALONE and not (after and after.slot is Slot.YEAR):
                    raise Unread
                self.narrow(sole=only[0].text in _ALONE)
            if self.scope.sole and not self.scope.sizes and select is not Kind.DEPARTMENTS:
                self.narrow(sizes=(Size(Kind.DEPARTMENTS, 1, 1),))
            return
        tied = self.has(Slot.TOGETHER) or self.scope.barred or self._in_brackets()
        every = len(groups) > 1 and not self.has(Slot.OR) and bool(tied)
        every = every and not self.apart
        if select is Kind.DEPARTMENTS and self._with_whom():
            self.narrow(
                beside=groups, excepted=self.scope.excepted | {n for g in groups for n in g}
            )
            return
        joint = every and (select is not Kind.CLAUSES or self._jointly())
        sole = bool(only) and not self.scope.sizes and not self._confining()
        sole = sole and not self._shares_alone(only)
        sole = sole and not self.scope.barred  # 只有A没有B: A without B, whoever else is there
        self.narrow(groups=groups, every=every, joint=joint, sole=self.scope.sole or sole)

    def _shares_alone(self, only: list[Token]) -> bool:
        """住建局只参与不牵头的: not alone, but without the lead."""
        after = [self.beside(t, 1) for t in only]
        shared = any(t and t.slot in (Slot.PART, Slot.SHARED) for t in after)
        return shared and self.scope.without is Role.LEAD

    def _with_whom(self) -> bool:
        """谁和生态环境局一起出现, 和X合作最多的部门: the others in the tasks of those named."""
        if self.has(Slot.MOST, Slot.LEAST, Slot.TOP, Slot.RANK) and self.has(Slot.TOGETHER):
            return self._of_one_department()
        for token in self.words:
            ends = self.beside(token, -1, (Slot.TOGETHER,)), self.beside(token, 1)
            slots = {t.slot for t in ends if t}
            if token.slot is Slot.AND and not ends[0] and slots == {Slot.DEPARTMENT}:
                return self.has(Slot.TOGETHER) and self._of_one_department()  # 和X搭过伙的部门
            if token.slot is Slot.AND and slots == {Slot.WHICH, Slot.DEPARTMENT}:
                return self.has(Slot.TOGETHER)
        return False

    def _of_one_department(self) -> bool:
        """Whether one department is named, those apart that do not count."""
        return len(self.of(Slot.DEPARTMENT)) == 1

    def _in_brackets(self) -> bool:
        """哪个括号写了A、B: brackets that hold them all."""
        return any(t.kind is Kind.TASKS and "括号" in t.text for t in self.words)

    def _jointly(self) -> bool:
        """共同负责, 同在一个括号: sharing one task, not only one clause."""
        for token in self.words:
            if token.slot is Slot.TOGETHER and ("括号" in token.text or "名单" in token.text):
                return True
            after = self.beside(token, 1)
            tied = token.slot is Slot.TOGETHER and token.text in ("共同", "一起", "联合", "联手")
            if tied and after and after.text in ("负责", "承担", "牵头", "承办", "落实"):
                return True
        return False

    def _where(self, select: Kind) -> None:
        places = [t for t in self.of(*PLACES) if not self._holds_next(t)]
        if not places:
            if self.has(Slot.ELSEWHERE):
                raise Unread  # elsewhere than where?
            self._everywhere(select, ())
            return
        each = select is Kind.DEPARTMENTS and self._in_all()
        sets = tuple(n for t in places for n in self._sets(t, each))
        if self._everywhere(select, sets):
            return
        across = (
            len(sets) > 1 and select is Kind.DEPARTMENTS and self.has(Slot.TOGETHER)
            and not self.apart
        )  # fmt: skip
        beyond = self._beyond(frozenset().union(*sets))
        nowhere = self.scope.nowhere | beyond
        self.narrow(places=sets, across=across, confined=self._confining(), nowhere=nowhere)

    def _holds_next(self, chapter: Token) -> bool:
        """第八章最后一条: the clause alone is meant, which stands in the chapter."""
        clause = self.beside(chapter, 1) if chapter.slot is Slot.CHAPTER else None
        held = clause and clause.slot is Slot.CLAUSE
        return bool(clause and held and set(clause.numbers) <= self._numbers(chapter))

    def _in_all(self) -> bool:
        """第二、三、四章都出现过的部门: each place of a row must be met."""
        text, ends = self.question.text.strip(), [t.end for t in self.of(Slot.TOGETHER)]
        return any(_MET.match(text, at) for at in ends)

    def _sets(self, token: Token, each: bool = False) -> list[frozenset[int]]:
        """The clauses of a place; one by one where each is asked about."""
        if each and token.slot is Slot.CLAUSE:
            return [frozenset((n,)) for n in token.numbers]
        if token.slot is not Slot.CHAPTER or not (self.apart or each):
            return [self._numbers(token)]
        return [
            frozenset(c.number for c in self.plan.clauses if c.chapter == n) for n in token.numbers
        ]

    def _dues(self, select: Kind) -> None:
        years = frozenset(y for t in self.of(Slot.YEAR) for y in t.numbers)
        if years:
            only = [self.beside(t, 1, (Slot.DUE,)) for t in self.words if t.slot is Slot.ONLY]
            alone = select is Kind.CLAUSES and any(t and t.slot is Slot.YEAR for t in only)
            alone = alone or self.scope.only_years
            self.narrow(years=years, only_years=alone)  # 只有2025年目标的条款
        if self.has(Slot.PERCENT) and not self.has(Slot.SHARE):
            self.narrow(percent=True)
        if len([t for t in self.of(Slot.YEAR) if t.text]) > 1 and select is not Kind.AIMS:
            self.narrow(every_year=self.has(Slot.TOGETHER))

    def _as_written(self, value: Token) -> tuple[str, ...]:
        """三个70%以上的指标: so many are written so, not all that reach it."""
        before, (sign, number, unit, *rest) = self.beside(value, -1), value.names
        counted = before is not None and before.slot is Slot.BOUND
        if counted and sign == "≥" and value.text.endswith("以上"):
            return "“", number, f"{unit}以上"
        return sign, number, unit, *rest

    def _own_units(self) -> list[Token]:
        """用公顷计的、用平方公里计的面积目标: the units named; not all that measure the same."""
        told = self.of(Slot.UNIT)
        return [t for t in told if not any(set(o.names) < set(t.names) for o in told)]

    def _values(self) -> None:
        """Targets by figure, unit, direction and base year."""
        said = [figure_of(self._as_written(t)) for t in self.of(Slot.VALUE)]
        if len(said) > 1 and self.apart and {f.sign for f in said} <= set("≥≤><"):
            raise Unread  # 70%以上和90%以上的各有几个
        trends = tuple(Trend(t.slot) for t in self.of(*(Slot(t) for t in Trend)))
        units = tuple(dict.fromkeys(n for t in self._own_units() for n in t.names))
        self.narrow(topics=tuple(n for t in self.of(Slot.TOPIC) for n in t.names))
        base = next((t.numbers[0] for t in self.of(Slot.BASE)), 0)
        self.narrow(
            figures=tuple(said), trends=tuple(dict.fromkeys(trends)), units=units, base=base
        )
