"""What must not be met: a role, a department, a place, a kind, a year."""

from __future__ import annotations

import re

from assistant.ledger.ask import Size
from assistant.ledger.everywhere import Everywhere
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token
from corpus.model import Role

# 没写市生态环境局: nothing but a verb of standing there between a denial and a department.
_HELD = re.compile(
    r"(?:在|于|写[上明进]?|列[上入出]?|提[到及]?|标[明注]?|带|含|见|看到|出现)?(?:了|过|有)?"
)

_FIGURES = re.compile(r"量化|数值|数字|具体|数据")


class Denying(Everywhere):
    """Places words of denial."""

    def _negated(self) -> None:
        """What must not be: a role, a department, a place, a kind, a year."""
        for token in self.of(Slot.NEG, Slot.ABSENT):
            after = self.beside(token, 1, (Slot.PART, Slot.TOGETHER, Slot.DUE))
            if after and after.slot is Slot.SAID:  # 带A不带B
                after = self.beside(after, 1)
            before = self.beside(token, -1, (Slot.TOGETHER, Slot.PART))
            self.used.add(token)
            role = token.slot is Slot.NEG and after and after.slot in (Slot.LEAD, Slot.SHARED)
            apart = after and after.slot is Slot.PERCENT and self._told_apart(after)
            elsewhere = not role and not apart and self._not_led_by(token, before, after)
            if after and role:
                self._without(after)
            elif apart or elsewhere or self._not_there(token, after):
                pass
            elif before and before.slot in PLACES and after and after.slot is Slot.DEPARTMENT:
                self._unmet(after, False)  # 后五条中没有市财政局的
            elif before and before.slot in PLACES and after and after.slot is Slot.YEAR:
                self._lacking(token, after)  # 第二章中没有出现2025年的条款
            elif after and self._but_not(token, before, after):
                self._bar_all(after)
            elif not (self._unmet(before, True) or self._unmet(after, False)):
                if after is None:
                    raise Unread
                self._lacking(token, after)

    def _not_led_by(self, token: Token, before: Token | None, after: Token | None) -> bool:
        """不是财政局牵头的, 牵头的不是财政局: who may stand there, but not in that role."""
        if token.slot is not Slot.NEG or not after or after.slot is not Slot.DEPARTMENT:
            return False
        row = self._row(after, (Slot.DEPARTMENT,))
        behind, ahead = self.beside(row[-1], 1), before
        if ahead and ahead.kind is Kind.DEPARTMENTS:
            ahead = self.beside(ahead, -1)
        role = next((t for t in (behind, ahead) if t and t.slot in (Slot.LEAD, Slot.SHARED)), None)
        if role is None:
            return False
        if role is behind:
            self.used.add(role)
        self._bar(row)
        self.narrow(barred_as=Role.LEAD if role.slot is Slot.LEAD else Role.SHARED)
        return True

    def _not_there(self, token: Token, after: Token | None) -> bool:
        """牵头且不在第七章的条款: a place that what is picked must not stand in."""
        held = (Kind.CLAUSES, Kind.TASKS, Kind.AIMS)
        said = [
            t for t in self.words if t.kind and t.slot in (Slot.KIND, Slot.WHICH, Slot.HOW_MANY)
        ]
        if after is None or after.slot not in PLACES or not all(t.kind in held for t in said):
            return False
        if self.question.text[token.end : after.start].strip() not in ("在", "属于", "是"):
            return False
        self.used.add(after)
        self.narrow(outside=self.scope.outside | self._numbers(after))
        return True

    def _but_not(self, token: Token, before: Token | None, after: Token | None) -> bool:
        """市交通运输局参与却没有市公安局的, 写了A没写B: the one behind must not be met."""
        if not (before and after) or not any(
            before.slot in kind and after.slot in kind for kind in ((Slot.DEPARTMENT,), PLACES)
        ):
            return False
        beside, between = self.beside(token, -1), self.question.text[token.end : after.start]
        parted = beside is not None and beside.slot is Slot.PART
        return parted or _HELD.fullmatch(between.strip()) is not None

    def _without(self, role: Token) -> None:
        """没有牵头单位: a role that must not occur; neither role means nobody at all."""
        self.used.add(role)
        body = self.beside(role, 1)
        joined = body and body.kind is Kind.DEPARTMENTS and self.touching(role, body)
        if body and joined and self._several():
            self.used.add(body)
        if self.scope.without:
            nobody = Size(Kind.DEPARTMENTS, 0, 0)
            self.narrow(without=None, sizes=(*self.scope.sizes, nobody))
        else:
            self.narrow(without=Role.LEAD if role.slot is Slot.LEAD else Role.SHARED)

    def _bar_all(self, token: Token) -> None:
        """A department or a place, and those joined to it, that must not be met."""
        if token.slot is Slot.DEPARTMENT:
            return self._bar(self._row(token, (Slot.DEPARTMENT,)))
        for place in self._row(token, PLACES):
            self.used.add(place)
            self.narrow(nowhere=self.scope.nowhere | self._numbers(place))

    def _unmet(self, token: Token | None, first: bool) -> bool:
        """A place or a department that must not be met, beside the word of denial."""
        if token is None or token in self.used:
            return False
        if token.slot in PLACES and (first or not self.of(Slot.DEPARTMENT)):
            for place in self._all_of(token) if first else [token]:
                self.used.add(place)
                self.narrow(nowhere=self.scope.nowhere | self._numbers(place))
            return True
        if token.slot is Slot.DEPARTMENT:
            self._bar(self._all_of(token) if first else self._row(token, (Slot.DEPARTMENT,)))
            return True
        return False

    def _all_of(self, token: Token) -> list[Token]:
        """财政局、公安局都没参与: all those before 都; else the one beside the denial."""
        after = self.beside(token, 1)
        row, at = [token], self.words.index(token)
        if after is None or after.slot is not Slot.TOGETHER or after.text[0] not in "都均全也":
            return row
        while at >= 2 and self.words[at - 1].slot is Slot.AND:
            at -= 2
            if self.words[at].slot is not token.slot:
                break
            row.append(self.words[at])
        return row

    def _lacking(self, token: Token, after: Token) -> None:
        """没有任务, 没写2030年: a kind or a year that must be missing."""
        if after.slot is Slot.PERCENT or (after.kind is Kind.AIMS and self._of_places()):
            self.narrow(bare=True)
            self.used.update(t for t in self._kinds() if t.kind is Kind.AIMS)
            return
        if after.slot is Slot.YEAR and not self._of_places() and not self._bodies():
            self.used.add(after)  # 不在2025年到期的目标: those of the other years
            return self.narrow(years=self._years() - set(after.numbers))
        if after.slot is Slot.YEAR:
            self.used.add(after)
            self.narrow(undated=True, years=self.scope.years | set(after.numbers))
            return
        if after.kind is None or after.slot is not Slot.KIND or not self._several():
            raise Unread
        if token.text in ("不", "非"):
            raise Unread
        self.used.add(after)
        if after.kind is Kind.YEARS and self.has(Slot.YEAR):
            raise Unread  # 2025年之外没有别的年份
        if after.kind is Kind.YEARS:
            self.narrow(undated=True)
        else:
            self.narrow(sizes=(*self.scope.sizes, Size(after.kind, 0, 0)))

    def _told_apart(self, percent: Token) -> bool:
        """不带百分比的目标: those with another figure; 没有百分比目标的条款 are clauses."""
        aims = self.beside(percent, 1)
        told = aims is not None and aims.kind is Kind.AIMS and self._linked(percent, aims)
        if not told and self._of_places():
            return False
        figures = _FIGURES.search(self.question.text)
        if self.has(Slot.HOW_MANY) and not figures:
            raise Unread  # with those that have no figure at all, or without?
        self.words.remove(percent)
        self.narrow(counted=True)
        return True

    def _bodies(self) -> bool:
        return any(t.kind is Kind.DEPARTMENTS for t in self.words)

    def _of_places(self) -> bool:
        """Whether clauses or chapters are asked for, which may lack targets."""
        return any(t.kind in (Kind.CLAUSES, Kind.CHAPTERS) for t in self.words if t.kind)

    def _bar(self, row: list[Token]) -> None:
        for token in row:
            self.used.add(token)
            self.narrow(barred=self.scope.barred | set(token.names))

    def _bar_excepted(self, select: Kind) -> None:
        """单个部门牵头的条款，除X外: of clauses, those that X leads do not count."""
        if self.lacking and select is not Kind.DEPARTMENTS:
            self._bar(self.lacking)
            self.narrow(excepted=frozenset())
        scope, told = self.scope, self.has(Slot.LEAD) or self.scope.sole
        bare = not self.of(Slot.DEPARTMENT) and not self.has(*RANKS)
        if scope.excepted and told and bare and select in (Kind.CLAUSES, Kind.TASKS):
            role = Role.LEAD if self.has(Slot.LEAD) else None
            self.narrow(barred=scope.excepted, barred_as=role, excepted=frozenset())
