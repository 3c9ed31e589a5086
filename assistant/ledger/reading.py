"""Reading a question to the ledger: every word is placed, or there is no such question."""

from __future__ import annotations

from functools import lru_cache

from assistant.ledger.ask import Act, Ask, Scope
from assistant.ledger.grammar import Kind
from assistant.ledger.parts import Parts
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.tokens import Slot, Token, tokens_of
from assistant.understand.question import Question
from corpus.model import Plan

# What may stand between a word of asking and the kind asked for: 几个百分比指标, 哪些下降类指标.
_BETWEEN = (Slot.LEAD, Slot.SHARED, Slot.PERCENT, Slot.FALL, Slot.RISE, Slot.GAIN, Slot.VALUE)
_WHO = frozenset(("谁", "哪个", "哪家", "哪一", "哪章", "哪条", "哪种", "哪样"))
_EXTRA = frozenset(("多出来", "多出", "多了", "多出来了"))
_MEASURE = {
    Kind.CHAPTERS: Kind.CLAUSES,
    Kind.CLAUSES: Kind.DEPARTMENTS,
    Kind.TASKS: Kind.DEPARTMENTS,
    Kind.DEPARTMENTS: Kind.TASKS,
    Kind.YEARS: Kind.AIMS,
    Kind.AIMS: Kind.TASKS,
}


def read_ask(question: Question, plan: Plan) -> Ask | None:
    """The question as an :class:`Ask`; None when a word of it has no place."""
    if question.reference.missing or question.reference.task is not None:
        return None
    tokens = None if question.places else tokens_of(question, plan)
    if tokens is None or not _agree(tokens, question):
        return None
    valued = any(t.slot is Slot.VALUE for t in tokens)
    if not valued and any(f.unit[0] == "%" for f in question.figures):
        return None
    try:
        return _Reading(tokens, question, plan).ask()
    except Unread:
        return None


def _agree(tokens: tuple[Token, ...], question: Question) -> bool:
    """Whether numbers of clauses, chapters and years are those that the reader read."""
    reference = question.reference
    said = {s: {n for t in tokens if t.slot is s for n in t.numbers} for s in PLACES}
    years = not question.years or any(t.slot in (Slot.YEAR, Slot.BASE) for t in tokens)
    if not reference:
        located = any(t.slot is Slot.WHICH and t.text.startswith("第几") for t in tokens)
        return years and not (said[Slot.CLAUSE] and located)
    return years and said == {
        Slot.CLAUSE: set(reference.clauses), Slot.CHAPTER: set(reference.chapters)
    }  # fmt: skip


class _Reading(Parts):
    """The words of one question being placed."""

    def ask(self) -> Ask:
        """Place every word, or raise."""
        ends = any(t.slot is Slot.CLAUSE and t.text[0] in "最末首" for t in self.words)
        named = self.has(Slot.EXISTS) and self.has(Slot.CLAUSE)
        if self.has(Slot.CHECK) or named or (ends and self.has(Slot.DEPARTMENT)):
            raise Unread
        self._sole()
        self._values()
        self._text()
        self._sizes()
        self._excepted()
        self._negated()
        by = self._group()
        measure = self._measured()
        asked = self._asked()
        act = self._act(asked)
        select = self._selected(asked, by, measure)
        if act is Act.COMPARE:
            measure = measure or self.unit or self._weighed()
        self._roles(select)
        self._departments(select)
        self._where(select)
        self._dues(select)
        by = self._told_by(by, act, select)
        self._settled(act, select)
        if act in (Act.RANK, Act.COMPARE):
            measure = measure or self._counted(asked, select) or _MEASURE[select]
        top, nth, ordered = self._order()
        equal = self.has(Slot.EQUAL)
        gap = act is not Act.COMPARE and self.has(Slot.MORE)
        return Ask(act, select, self.scope, by, measure, top, nth, ordered, equal, self.roles, gap)

    def _selected(
        self, asked: tuple[Token, Kind] | None, by: Kind | None, measure: Kind | None
    ) -> Kind:
        select = self._select(asked, by, measure)
        if select in (Kind.TASKS, Kind.YEARS) and (self.of(Slot.YEAR) or self._valued()):
            select = Kind.AIMS
        if select is Kind.CHAPTERS and self.scope.words:
            raise Unread
        if self.lacking and select is not Kind.DEPARTMENTS:
            self._bar(self.lacking)
            self.narrow(excepted=frozenset())
        return select

    def _valued(self) -> bool:
        """Whether targets are told by what they say."""
        scope = self.scope
        return bool(scope.figures or scope.trends or scope.units or scope.base or scope.topics)

    def _told_by(self, by: Kind | None, act: Act, select: Kind) -> Kind | None:
        """What the answer is grouped by; one clause alone is no group."""
        by = (None if by is select else by) or self._apart(act, select)
        if (
            select is Kind.DEPARTMENTS
            and act is Act.LIST
            and (self.scope.titles or self.scope.words)
        ):
            by = by or Kind.CLAUSES
        one = len(frozenset().union(*self.scope.places)) == 1 if self.scope.places else False
        return None if by is Kind.CLAUSES and (one or self.scope.groups) else by

    def _settled(self, act: Act, select: Kind) -> None:
        """Nothing may be left over, nor too little said (谁负责)."""
        left = [t for t in self.words if t.slot is Slot.KIND and t not in self.used]
        bare = not any(t.slot is Slot.KIND for t in self.words)
        open_ = self.scope in (Scope(), Scope(role=self.scope.role))
        if (left and not self._idle(left, select)) or (act is Act.LIST and bare and open_):
            raise Unread
        if self.roles and act is not Act.COMPARE:
            raise Unread

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
                continue  # measured by it
            self.used.add(after)
            return after.kind
        return None

    def _measured(self) -> Kind | None:
        """What an extreme or an order is measured by."""
        if not self.has(*RANKS):
            return None
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
        if self.has(Slot.MOST, Slot.LEAST) and len({k for _, k in found}) > 1:
            found = self._ranked_alone(found)
        if self.apart and len({k for _, k in found}) > 1:
            found = [(t, k) for t, k in found if k is not Kind.DEPARTMENTS]
        roles = self.of(Slot.LEAD, Slot.SHARED)
        apart = len(found) > 1 and roles and not any(self._either(t) for t in roles)
        if len({k for _, k in found}) > 1 or apart:
            raise Unread
        return found[0] if found else None

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
        if self._valued() or self.has(Slot.PERCENT):
            return Kind.AIMS
        if told and told.slot is Slot.DEPARTMENT and token.slot is Slot.WHICH:
            return Kind.DEPARTMENTS
        several = token.text[:2] in ("哪些", "哪几")
        located = told is not None and told.slot is Slot.CLAUSE and several
        return Kind.CLAUSES if located or self.scope.words else None

    def _before(self, token: Token) -> Kind | None:
        """The kind that stands before a bare 有哪些, 有多少."""
        held = [t for t in self._kinds() if t.start < token.start]
        if held:
            self.used.add(held[-1])
            return held[-1].kind
        return None

    def _act(self, asked: tuple[Token, Kind] | None) -> Act:
        if self.has(Slot.SHARE):
            return Act.SHARE
        if self.has(Slot.THAN, Slot.MORE) and len(self.of(Slot.DEPARTMENT, *PLACES)) > 1:
            return Act.COMPARE
        if self._of_roles():
            return Act.COMPARE
        ends = self.has(Slot.MOST) and self.has(Slot.LEAST)
        if self.has(Slot.MORE, Slot.THAN) and not (ends or self.apart):
            raise Unread
        if self.has(*RANKS):
            more = any(t.slot in (Slot.MOST, Slot.LEAST) and t.text[0] == "更" for t in self.words)
            several = len(self.of(Slot.DEPARTMENT, *PLACES)) > 1
            return Act.COMPARE if more and several else Act.RANK
        counted = asked is not None and asked[0].slot is Slot.HOW_MANY
        sized = any(t.slot is Slot.SIZE for t in self.words)
        return Act.COUNT if counted or sized else Act.LIST

    def _weighed(self) -> Kind | None:
        """谁的条数多, 哪个参与的条款多: the kind that more or less is said of."""
        for token in self._kinds():
            behind = self.beside(token, 1)
            if behind and behind.slot in (Slot.SIZE, Slot.MORE) and behind.text not in _EXTRA:
                return self._take(token)
        return None

    def _counted(self, asked: tuple[Token, Kind] | None, select: Kind) -> Kind | None:
        if asked and asked[1] is not select:
            return asked[1]
        left = self._kinds()
        if left:
            self.used.add(left[-1])
            return left[-1].kind
        return None

    def _select(
        self, asked: tuple[Token, Kind] | None, by: Kind | None, measure: Kind | None
    ) -> Kind:
        act = self._act(asked)
        if act is Act.COMPARE:
            return self._compared(asked)
        if asked:
            return asked[1]
        top = next((t.kind for t in self.words if t.slot is Slot.TOP and t.kind), None)
        left = self._kinds()
        if left:
            self.used.add(left[-1])
            return left[-1].kind or Kind.CLAUSES
        if top or by:
            return top or by or Kind.CLAUSES
        if act is Act.RANK and measure in (Kind.TASKS, Kind.CLAUSES):
            return Kind.DEPARTMENTS
        if self.scope.titles or self.scope.words:
            return Kind.CLAUSES
        if self.scope.like:
            return Kind.DEPARTMENTS
        if act is Act.RANK and self.has(Slot.PART, Slot.LEAD, Slot.SHARED):
            return Kind.DEPARTMENTS
        raise Unread

    def _compared(self, asked: tuple[Token, Kind] | None) -> Kind:
        """What is compared: roles by their tasks, departments, chapters or clauses."""
        if self.has(Slot.LEAD) and self.has(Slot.SHARED):
            self.used.update(self._kinds())
            return asked[1] if asked else Kind.TASKS
        slots = {t.slot for t in self.of(Slot.DEPARTMENT, *PLACES)}
        if Slot.DEPARTMENT in slots:
            return Kind.DEPARTMENTS
        return Kind.CHAPTERS if Slot.CHAPTER in slots else Kind.CLAUSES

    def _apart(self, act: Act, select: Kind) -> Kind | None:
        """第三章和第四章各有几条: told by those named."""
        if not self.apart:
            return None
        if len([t for t in self.words if t.slot is Slot.YEAR]) > 1:
            return Kind.YEARS
        if select is Kind.DEPARTMENTS and len(self.scope.places) == 1 and not self.scope.groups:
            return Kind.CLAUSES
        bodies = max((len(g) for g in self.scope.groups), default=0) > 1
        if (len(self.scope.groups) > 1 or bodies) and select is not Kind.DEPARTMENTS:
            return Kind.DEPARTMENTS
        chapters = [t for t in self.words if t.slot is Slot.CHAPTER]
        if chapters and select is not Kind.CHAPTERS and len(self.scope.places) > 1:
            return Kind.CHAPTERS
        clauses = [n for t in self.words if t.slot is Slot.CLAUSE for n in t.numbers]
        if len(clauses) > 1 and select is not Kind.CLAUSES:
            return Kind.CLAUSES
        return None

    def _idle(self, left: list[Token], select: Kind) -> bool:
        """Kinds that say nothing new: 条款里的部门, 有2025年目标的条款, 部门的任务."""
        for token in left:
            if token.kind is Kind.AIMS and select is not Kind.AIMS:
                self.narrow(aimed=True)
            elif token.kind is Kind.YEARS and select is Kind.AIMS:
                self.narrow(dated=True)
            elif token.kind is Kind.TASKS and select is not Kind.TASKS:
                if self.scope.groups or self.scope.role or self.scope.places:
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
            return bool(self.scope.barred)  # 责任单位里没有市生态环境局
        narrowed = self.scope != Scope(role=self.scope.role)
        held = token.kind in (Kind.CLAUSES, Kind.CHAPTERS)
        return held and select is Kind.DEPARTMENTS and narrowed

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


read_ask = lru_cache(maxsize=256)(read_ask)
