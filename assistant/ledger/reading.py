"""Reading a question to the ledger: every word is placed, or there is no such question."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.ledger.ask import Act, Ask, Scope
from assistant.ledger.asking import Asking
from assistant.ledger.denials import NOT_BOTH
from assistant.ledger.kinds import Kind
from assistant.ledger.placing import PLACES, RANKS, Unread
from assistant.ledger.slots import Slot, Token
from assistant.ledger.tokens import tokens_of
from assistant.understand.question import Question
from corpus.model import Plan

_BRACKET = re.compile(
    r"(?:单个|同一个?|[某一每]个|一处)(?:责任)?括号|括号里?一口气"
    r"|括号[里内中](?:面)?[^。？]{0,8}(?:部门|单位)[^，。？]{0,3}最"
    r"|(?:部门|单位)[^，。？]{0,4}最长[^，。？]{0,8}括号"
)
# 涉及几个部门，分别是谁: the names of those counted, not clause by clause.
_NAMED = re.compile(r"分别(?:都)?(?:是|有|叫)(?:谁|哪|什么|啥)")
_MEANING = re.compile("什么叫|何谓|何为|什么意思|[的下个]定义")  # no clause is asked for
_MEASURE = {
    Kind.CHAPTERS: Kind.CLAUSES,
    Kind.CLAUSES: Kind.DEPARTMENTS,
    Kind.TASKS: Kind.DEPARTMENTS,
    Kind.DEPARTMENTS: Kind.TASKS,
    Kind.YEARS: Kind.AIMS,
    Kind.AIMS: Kind.TASKS,
}


@lru_cache(maxsize=256)
def read_ask(question: Question, plan: Plan) -> Ask | None:
    """The question as an :class:`Ask`; None when a word of it has no place."""
    if question.reference.missing or question.reference.task is not None:
        return None
    if NOT_BOTH.search(question.text) or _MEANING.search(question.text):
        return None
    tokens = None if question.places else tokens_of(question, plan)
    if tokens is None or not agree(tokens, question):
        return None
    valued = any(t.slot is Slot.VALUE for t in tokens)
    if not valued and any(f.unit[0] == "%" for f in question.figures):
        return None
    try:
        return Reading(tokens, question, plan).ask()
    except Unread:
        return None


def words_placed(question: Question, plan: Plan) -> tuple[Token, ...]:
    """The words of a question that say something to the ledger; none when one has no slot."""
    tokens = () if question.places else tokens_of(question, plan) or ()
    return tuple(t for t in tokens if t.slot is not Slot.FILL)


def agree(tokens: tuple[Token, ...], question: Question) -> bool:
    """Whether numbers of clauses, chapters and years are those that the reader read."""
    reference = question.reference
    said = {s: {n for t in tokens if t.slot is s for n in t.numbers} for s in PLACES}
    quoted = "".join(n for t in tokens if t.slot is Slot.QUOTED for n in t.names)
    years = any(t.slot in (Slot.YEAR, Slot.BASE) for t in tokens) or all(
        f"{y}年" in quoted for y in question.years
    )
    if not reference:
        located = any(t.slot is Slot.WHICH and t.text.startswith("第几") for t in tokens)
        return years and not (said[Slot.CLAUSE] and located)
    return years and said == {
        Slot.CLAUSE: set(reference.clauses), Slot.CHAPTER: set(reference.chapters)
    }  # fmt: skip


class Reading(Asking):
    """The words of one question being placed."""

    def ask(self) -> Ask:
        """Place every word, or raise."""
        ends = any(t.slot is Slot.CLAUSE and t.text[0] in "最末首" for t in self.words)
        single = any(t.slot is Slot.CLAUSE and len(t.numbers) == 1 for t in self.words)
        named = self.has(Slot.EXISTS) and single
        if self.has(Slot.CHECK) or named or self._whose() or (ends and self.has(Slot.DEPARTMENT)):
            raise Unread
        if same := self._alike():
            return same
        self._beside_named()
        firsts = self._firsts()
        self._sole()
        self._values()
        self._text()
        self._sizes()
        self._excepted()
        self._negated()
        if firsts:
            return self._of_order(firsts)
        by = self._group()
        measure = self._measured()
        asked = self._asked()
        act = self._act(asked)
        select = self._selected(asked, by, measure)
        select, by, measure = self._weights(act, asked, select, by, measure)
        if select is Kind.AIMS and measure is Kind.YEARS and self._of_one_clause():
            act = Act.LIST  # told in the order of their years
        self._placed(select)
        if act is not Act.RANK and self.unit is Kind.DEPARTMENTS and select is not self.unit:
            act, by = Act.LIST, self.unit
        by = self._told_by(by, act, select)
        if act is Act.RANK and not measure:
            measure = self._counted(asked, select)
        self._settled(act, select, measure)
        self._not_the_same(measure)
        if act in (Act.RANK, Act.COMPARE):
            measure = measure or self._counted(asked, select) or self.unit or _MEASURE[select]
        top, nth, ordered = self._order()
        equal = self.has(Slot.EQUAL) and not (top or nth)  # 最多的有没有并列: the first alone
        ends = act is Act.RANK and self._both_ends()
        gap = act is not Act.COMPARE and self.has(Slot.MORE)
        return Ask(
            act, select, self.scope, by, measure, top, nth, ordered, equal, self.roles, gap, ends,
            self.after,
        )  # fmt: skip

    def _weights(
        self,
        act: Act,
        asked: tuple[Token, Kind] | None,
        select: Kind,
        by: Kind | None,
        measure: Kind | None,
    ) -> tuple[Kind, Kind | None, Kind | None]:
        """What is put in order, what the answer is told by, and what the order is made by."""
        measure = None if measure is select else measure
        if act is Act.RANK and self._of_years() and not self.has(*RANKS):
            return Kind.YEARS, None, select if select is Kind.CLAUSES else Kind.AIMS
        if act is Act.RANK and (first := self._first_kind(asked, select)):
            return first, by, select  # 排名前五的部门各参与多少条
        each = asked is not None and asked[0].slot is Slot.HOW_MANY and not measure
        if act is Act.RANK and by and by is not select and each:
            return by, None, select  # 各部门牵头几项，按多少排
        if act is Act.COMPARE:
            measure = measure or self.unit or self._weighed()
        return select, by, measure

    def _placed(self, select: Kind) -> None:
        """Roles, departments, places and dates."""
        self._roles(select)
        self._departments(select)
        self._where(select)
        self._dues(select)

    def _of_order(self, firsts: tuple[int, ...]) -> Ask:
        """头一个不是X牵头的: the first or last of what is picked, with whose it is and where."""
        select = self._first_of()
        self._placed(select)
        if self.scope == Scope():
            raise Unread
        return Ask(Act.LIST, select, self.scope, firsts=firsts)

    def _selected(
        self, asked: tuple[Token, Kind] | None, by: Kind | None, measure: Kind | None
    ) -> Kind:
        select = self._not_measure(self._select(asked, by, measure), measure)
        if select in (Kind.TASKS, Kind.YEARS) and (self.of(Slot.YEAR) or self._valued()):
            select = Kind.AIMS
        if select is Kind.YEARS and self._of_one_clause():
            self.narrow(dated=True)
            select = Kind.AIMS  # 第16条里的时间节点
        ranked = self.has(*RANKS) and _BRACKET.search(self.question.text)
        if select is Kind.CLAUSES and (said := self._put_in_order()):
            select = said
        if select is Kind.CLAUSES and (ranked or self._of_bracket()):
            select = Kind.TASKS  # of one bracket, not of all that a clause has
        beside = self.scope.barred and self.of(Slot.DEPARTMENT)
        if select is Kind.CLAUSES and beside and self._in_brackets():
            select = Kind.TASKS  # 哪条的括号里有A没有B
        if select is Kind.DEPARTMENTS and ranked and self._bracket_holds(asked):
            select = Kind.TASKS  # 单个括号最多多少家单位
        by_clauses = measure is Kind.CLAUSES and self.has(*RANKS)  # 哪章提到“海”的条款最多
        if self._spread_over(select):
            return Kind.CLAUSES
        if select is Kind.CHAPTERS and self.scope.words and not by_clauses:
            raise Unread
        if select is Kind.DEPARTMENTS and any(s.kind is select for s in self.scope.sizes):
            select = Kind.CLAUSES  # 责任单位只有两家的条款，分别是哪两家
        self._bar_excepted(select)
        return select

    def _told_by(self, by: Kind | None, act: Act, select: Kind) -> Kind | None:
        """What the answer is grouped by; one clause alone is no group."""
        by = Kind.CHAPTERS if self.spread else None if by is select else by
        by = by or self._apart(act, select)
        if (
            select is Kind.DEPARTMENTS
            and act is Act.LIST
            and (self.scope.titles or self.scope.words)
        ):
            by = by or Kind.CLAUSES
        if by is Kind.DEPARTMENTS and len(frozenset().union(*self.scope.groups, ())) == 1:
            return None
        one = len(frozenset().union(*self.scope.places)) == 1 if self.scope.places else False
        return None if by is Kind.CLAUSES and (one or self.scope.groups) else by

    def _settled(self, act: Act, select: Kind, measure: Kind | None) -> None:
        """Nothing may be left over, nor too little said (谁负责)."""
        left = [t for t in self.words if t.slot is Slot.KIND and t not in self.used]
        left = [t for t in left if act is not Act.RANK or t.kind is not measure]  # said again
        bare = not any(t.slot in (Slot.KIND, Slot.PERCENT) for t in self.words)
        open_ = self.scope in (Scope(), Scope(role=self.scope.role))
        if (left and not self._idle(left, select)) or (act is Act.LIST and bare and open_):
            raise Unread
        headed = self.scope.headed and select is not Kind.CLAUSES
        ranked = act is Act.RANK and measure is None and select is not Kind.AIMS
        counted = headed or (ranked and self.scope.words)
        if (self.roles and act is not Act.COMPARE) or counted:
            raise Unread  # 出现“大沽河”最多的是哪条: how often is not counted
        if act is Act.COUNT and select is Kind.CLAUSES and open_ and self._of_a_word():
            raise Unread
        if select is Kind.CHAPTERS and self.has(Slot.CLAUSE) and not self.has(*RANKS, Slot.NEG):
            raise Unread  # 第十一条属于哪一章 asks for one place

    def _act(self, asked: tuple[Token, Kind] | None) -> Act:
        if self.has(Slot.SHARE):
            return Act.SHARE
        if self.has(Slot.THAN, Slot.MORE) and len(self.of(Slot.DEPARTMENT, *PLACES)) > 1:
            return Act.COMPARE
        if self._of_roles():
            return Act.COMPARE
        if self._of_years() and not self.has(*RANKS):
            return Act.RANK
        ends = self.has(Slot.MOST) and self.has(Slot.LEAST, Slot.RANK)
        if self.has(Slot.MORE, Slot.THAN) and not (ends or self.apart):
            raise Unread
        if self.has(*RANKS):
            more = any(t.slot in (Slot.MOST, Slot.LEAST) and t.text[0] == "更" for t in self.words)
            several = len(self.of(Slot.DEPARTMENT, *PLACES)) > 1
            return Act.COMPARE if more and several else Act.RANK
        counted = asked is not None and asked[0].slot is Slot.HOW_MANY
        sized = any(t.slot is Slot.SIZE for t in self.words)
        return Act.COUNT if counted or sized else Act.LIST

    def _select(
        self, asked: tuple[Token, Kind] | None, by: Kind | None, measure: Kind | None
    ) -> Kind:
        act = self._act(asked)
        if act is Act.COMPARE:
            return self._compared(asked)
        if asked:
            return asked[1]
        first = next((t for t in self.words if t.slot is Slot.TOP and t.kind), None)
        top = first.kind if first else None
        # 涉及部门最多的10条: what stands before the rank is its measure.
        left = [
            t
            for t in self._kinds()
            if not first or (t.start > first.start and t.kind not in (measure, None))
        ]
        if left:
            self.used.add(left[-1])
            return left[-1].kind or Kind.CLAUSES
        if top or by:
            return top or by or Kind.CLAUSES
        if act is Act.RANK and (ranked := self._ranked(measure)):
            return ranked
        parts = any(t.slot is Slot.TITLE and t.text[0] in "小条" for t in self.words)
        if self.scope.titles or self.scope.words or (parts and self.of(Slot.CHAPTER)):
            return Kind.CLAUSES  # 第五章的小标题
        if self.scope.like:
            return Kind.DEPARTMENTS
        return Kind.TASKS if self._of_bracket() else self._unsaid()

    def _apart(self, act: Act, select: Kind) -> Kind | None:
        """第三章和第四章各有几条: told by those named."""
        if not self.apart or self.each_body:
            return Kind.DEPARTMENTS if self.each_body else None
        if len([t for t in self.words if t.slot is Slot.YEAR]) > 1:
            return Kind.YEARS
        if select is Kind.DEPARTMENTS and len(self.scope.places) == 1 and not self.scope.groups:
            named = act is Act.COUNT and _NAMED.search(self.question.text)
            return None if named else Kind.CLAUSES
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
