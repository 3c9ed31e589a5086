"""A question to the ledger as typed slots: what is selected, where, and what is done with it.

The reader places every word of the question; where one has no place there is no such question.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from assistant.ledger.grammar import Kind
from assistant.ledger.tokens import Slot, Token, tokens_of
from assistant.understand.question import Question
from corpus.model import Plan, Role


class Act(StrEnum):
    """What is done with what is selected."""

    LIST = "list"
    COUNT = "count"
    RANK = "rank"
    COMPARE = "compare"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Size:
    """A wanted number of ``kind``: at least ``low``, at most ``high``."""

    kind: Kind
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of the ledger are meant.

    ``places`` are sets of clause numbers, all of them allowed (``across``: each must be met);
    ``nowhere`` are clauses that a department must not stand in. ``groups`` are departments by
    any of their names, ``every`` of them wanted, ``joint`` in one task.
    """

    places: tuple[frozenset[int], ...] = ()
    across: bool = False
    confined: bool = False
    outside: frozenset[int] = frozenset()
    nowhere: frozenset[int] = frozenset()
    groups: tuple[tuple[str, ...], ...] = ()
    every: bool = False
    joint: bool = False
    sole: bool = False
    barred: frozenset[str] = frozenset()
    excepted: frozenset[str] = frozenset()
    role: Role | None = None
    without: Role | None = None
    both: bool = False
    years: frozenset[int] = frozenset()
    dated: bool = False
    undated: bool = False
    percent: bool = False
    aimed: bool = False
    words: tuple[str, ...] = ()
    every_word: bool = False
    unsaid: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    initial: bool = False
    final: bool = False
    sizes: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question understood: ``by`` groups the answer, ``measure`` is what ranks are made by.

    ``top`` is how many of the first (negative: of the last), ``nth`` one rank alone, ``ordered``
    the whole order (1 falling, -1 rising).
    """

    act: Act
    select: Kind
    scope: Scope = field(default_factory=Scope)
    by: Kind | None = None
    measure: Kind | None = None
    top: int = 0
    nth: int = 0
    ordered: int = 0
    equal: bool = False
    roles: bool = False


_MEASURE = {
    Kind.CHAPTERS: Kind.CLAUSES,
    Kind.CLAUSES: Kind.DEPARTMENTS,
    Kind.TASKS: Kind.DEPARTMENTS,
    Kind.DEPARTMENTS: Kind.TASKS,
    Kind.YEARS: Kind.AIMS,
    Kind.AIMS: Kind.TASKS,
}
_RANKS = frozenset(
    (
        Slot.MOST, Slot.LEAST, Slot.TOP, Slot.RANK, Slot.ORDER, Slot.DESCENDING, Slot.ASCENDING,
        Slot.EQUAL,
    )
)  # fmt: skip
_PLACES = (Slot.CLAUSE, Slot.CHAPTER)
_ALONE = frozenset(("独家", "单独", "独自", "独力", "自己", "独此"))
_TOLD = (Slot.TITLE, Slot.NAME, Slot.SAID, Slot.STARTS, Slot.ENDS, Slot.PART)


def read_ask(question: Question, plan: Plan) -> Ask | None:
    """The question as an :class:`Ask`; None when a word of it has no place."""
    if question.reference.missing or question.reference.task is not None:
        return None
    if question.places or any(f.unit[0] == "%" for f in question.figures):
        return None
    tokens = tokens_of(question, plan)
    if tokens is None or not _agree(tokens, question):
        return None
    try:
        return _Reading(tokens, question, plan).ask()
    except _Unread:
        return None


def _agree(tokens: tuple[Token, ...], question: Question) -> bool:
    """Whether numbers of clauses, chapters and years are those that the reader read."""
    reference = question.reference
    said = {s: {n for t in tokens if t.slot is s for n in t.numbers} for s in _PLACES}
    years = any(t.slot is Slot.YEAR for t in tokens) == bool(question.years)
    if not reference:
        located = any(t.slot is Slot.WHICH and t.text.startswith("第几") for t in tokens)
        return years and not (said[Slot.CLAUSE] and located)
    return years and said == {
        Slot.CLAUSE: set(reference.clauses), Slot.CHAPTER: set(reference.chapters)
    }  # fmt: skip


class _Unread(Exception):
    """A word has no place."""


class _Reading:
    """The words of one question being placed."""

    def __init__(self, tokens: tuple[Token, ...], question: Question, plan: Plan) -> None:
        self.plan = plan
        self.question = question
        self.all = tokens
        self.words = [t for t in tokens if t.slot is not Slot.FILL]
        self.used: set[Token] = set()
        self.scope = Scope()
        self.roles = False
        self.lacking = list[Token]()
        self.apart = any(t.slot is Slot.APART for t in self.words)

    # --- helpers ---------------------------------------------------------------------------------

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
        """Whether nothing but a role or 个 stands between two words."""
        between = [t for t in self.all if one.end <= t.start < other.start]
        return all(
            t.slot in (Slot.LEAD, Slot.SHARED) or t.text in ("个", "家", "责任") for t in between
        )

    def narrow(self, **slots: object) -> None:
        """Set slots of the scope."""
        self.scope = replace(self.scope, **slots)  # type: ignore[arg-type]

    # --- the way ---------------------------------------------------------------------------------

    def ask(self) -> Ask:
        """Place every word, or raise."""
        ends = any(t.slot is Slot.CLAUSE and t.text[0] in "最末首" for t in self.words)
        named = self.has(Slot.EXISTS) and self.has(Slot.CLAUSE)
        if self.has(Slot.CHECK) or named or (ends and self.has(Slot.DEPARTMENT)):
            raise _Unread
        self._sole()
        self._text()
        self._sizes()
        self._excepted()
        self._negated()
        by = self._group()
        measure = self._measured()
        asked = self._asked()
        act = self._act(asked)
        select = self._selected(asked, by, measure)
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
        return Ask(act, select, self.scope, by, measure, top, nth, ordered, equal, self.roles)

    def _selected(
        self, asked: tuple[Token, Kind] | None, by: Kind | None, measure: Kind | None
    ) -> Kind:
        select = self._select(asked, by, measure)
        if select in (Kind.TASKS, Kind.YEARS) and self.of(Slot.YEAR):
            select = Kind.AIMS
        if select is Kind.CHAPTERS and self.scope.words:
            raise _Unread
        if self.lacking and select is not Kind.DEPARTMENTS:
            self._bar(self.lacking)
            self.narrow(excepted=frozenset())
        return select

    def _told_by(self, by: Kind | None, act: Act, select: Kind) -> Kind | None:
        """What the answer is grouped by; one clause alone is no group."""
        by = (None if by is select else by) or self._apart(act, select)
        one = len(frozenset().union(*self.scope.places)) == 1 if self.scope.places else False
        return None if by is Kind.CLAUSES and (one or self.scope.groups) else by

    def _settled(self, act: Act, select: Kind) -> None:
        """Nothing may be left over, nor too little said (谁负责)."""
        left = [t for t in self.words if t.slot is Slot.KIND and t not in self.used]
        bare = not any(t.slot is Slot.KIND for t in self.words)
        open_ = self.scope in (Scope(), Scope(role=self.scope.role))
        if (left and not self._idle(left, select)) or (act is Act.LIST and bare and open_):
            raise _Unread
        if self.roles and act is not Act.COMPARE:
            raise _Unread

    def _sole(self) -> None:
        if self.has(Slot.SOLE):
            self.narrow(sole=True)

    def _text(self) -> None:
        """Words looked for in the text, in titles, in names of departments."""
        for token in self.of(Slot.QUOTED, Slot.TERM):
            before = [t for t in self.words if t.start < token.start]
            told = next(
                (
                    t
                    for t in reversed(before)
                    if t.slot in (Slot.TITLE, Slot.NAME, Slot.SAID, Slot.KIND)
                ),
                None,
            )
            after = self.beside(token, 1)
            if token.slot is Slot.QUOTED and told is None and not (after and after.slot in _TOLD):
                raise _Unread
            negated = self._denied(token, before)
            word = token.names[0]
            self.used.add(token)
            ends = {t.slot for t in self.words if t.slot in (Slot.STARTS, Slot.ENDS)}
            titled = self.has(Slot.TITLE)
            named = self._of_names(token)
            if titled and not named:
                key = "untitled" if negated else "titles"
            elif named:
                key = "unlike" if negated else "like"
            else:
                key = "unsaid" if negated else "words"
            self.narrow(**{key: (*getattr(self.scope, key), word)})
            self.narrow(initial=Slot.STARTS in ends, final=Slot.ENDS in ends)
        marks = self.has(Slot.TITLE, Slot.NAME, Slot.STARTS, Slot.ENDS)
        if marks and not (
            self.scope.titles or self.scope.untitled or self.scope.like or self.scope.unlike
        ):
            raise _Unread
        if self.scope.words:
            self.narrow(every_word=self.has(Slot.TOGETHER) and len(self.scope.words) > 1)

    def _of_names(self, token: Token) -> bool:
        """Whether a quoted word is part of names of departments, not of the text."""
        named = any(
            t.slot in (Slot.NAME, Slot.STARTS, Slot.ENDS) or t.text == "名称" for t in self.words
        )
        bodies = any(t.slot is Slot.KIND and t.kind is Kind.DEPARTMENTS for t in self.words)
        clauses = any(
            t.slot is Slot.KIND
            and t.kind in (Kind.CLAUSES, Kind.CHAPTERS)
            and t.start < token.start
            for t in self.words
        )
        contains = self.beside(token, -1)
        held = contains is not None and contains.slot is Slot.SAID and contains.text[0] in "带含"
        return bodies and not clauses and (named or held) and token.slot is Slot.QUOTED

    def _denied(self, token: Token, before: list[Token]) -> bool:
        said = before[-1] if before else None
        if said is not None and said.slot in (Slot.SAID, Slot.TITLE, Slot.PART):
            before = before[:-1]
        last = before[-1] if before else None
        if last is not None and (last.slot is Slot.NEG or last.text in ("不含", "不包括")):
            self.used.add(last)
            return True
        return False

    def _sizes(self) -> None:
        """Bounds with the kind they count."""
        for token in self.of(Slot.BOUND):
            last, following = self.beside(token, -1), self.beside(token, 1)
            if last and last.slot is Slot.DEPARTMENT and self._apposed(token, last, following):
                continue
            kind = token.kind
            if (last and last.slot is Slot.CLAUSE) or self._restated(token, following):
                raise _Unread
            if self._total(token) or self._whole(token, last):
                self.used.add(token)
                continue
            if (
                following
                and following.slot is Slot.KIND
                and (self.touching(token, following) or self._asked_before(token, kind, following))
            ):
                kind = following.kind
                self.used.add(following)
            elif kind is None:
                held = self.beside(token, -1, (Slot.SIZE, Slot.TOGETHER, Slot.PART))
                if held and held.slot is Slot.KIND and held.kind and held not in self.used:
                    kind = held.kind
                    self.used.add(held)
            if kind is None:
                raise _Unread
            self.used.add(token)
            size = Size(kind, *token.numbers)
            self.narrow(sizes=(*self.scope.sizes, size))

    def _restated(self, token: Token, following: Token | None) -> bool:
        """参与的三条, 这一条, 一条都没有: no size is asked for."""
        before = self.question.text[: token.start].rstrip()
        alone = following is None or following.slot is not Slot.KIND
        return (
            (alone and before.endswith("的"))
            or before[-1:] in tuple("这那该")
            or bool(following and following.slot is Slot.TOGETHER and token.numbers == (1, 1))
        )

    def _total(self, token: Token) -> bool:
        """八章里, 38条中: all there are."""
        whole = {Kind.CHAPTERS: len(self.plan.chapters), Kind.CLAUSES: len(self.plan.clauses)}
        return token.kind is not None and token.numbers == (whole.get(token.kind),) * 2

    def _whole(self, token: Token, last: Token | None) -> bool:
        """第四章四条: all the clauses of the chapter just named."""
        if last is None or last.slot is not Slot.CHAPTER or token.kind is not Kind.CLAUSES:
            return False
        return token.numbers == (len(self._numbers(last)),) * 2

    def _asked_before(self, token: Token, kind: Kind | None, following: Token) -> bool:
        """哪些部门涉及5个以上的条款: what is counted stands behind 的."""
        asked = [t for t in self.words if t.slot is Slot.WHICH and t.start < token.start]
        return bool(asked) and kind in (None, following.kind)

    def _apposed(self, token: Token, last: Token, following: Token | None) -> bool:
        """水务局、海洋局两家单位: the number of those just named."""
        row, at = 0, self.words.index(last)
        while at >= 0 and self.words[at].slot in (Slot.DEPARTMENT, Slot.AND):
            row += len(self.words[at].groups)
            at -= 1
        if token.numbers != (row, row):
            return False
        self.used.add(token)
        if following and following.kind is Kind.DEPARTMENTS and self.touching(token, following):
            self.used.add(following)
        return True

    def _row(self, token: Token, slots: tuple[Slot, ...]) -> list[Token]:
        """A word and those joined to it."""
        found, at = [token], self.words.index(token) + 1
        while at + 1 < len(self.words) and self.words[at].slot is Slot.AND:
            if self.words[at + 1].slot not in slots:
                break
            found.append(self.words[at + 1])
            at += 2
        return found

    def _excepted(self) -> None:
        """除了X以外, X以外的, 其他…: departments and places that do not count."""
        for token in self.of(Slot.EXCEPT):
            first = self.beside(token, 1)
            if first is None or first.slot not in (Slot.DEPARTMENT, *_PLACES):
                raise _Unread
            row = self._row(first, (Slot.DEPARTMENT, *_PLACES))
            if token.text[:2] == "不含" or token.text[:3] == "不包括":
                self.lacking += [t for t in row if t.slot is Slot.DEPARTMENT]
            self._leave_out(row)
        if self.has(Slot.EXCEPT):
            return
        for token in self.of(Slot.OUTSIDE):
            last = self.beside(token, -1)
            if last is None or last.slot not in (Slot.DEPARTMENT, *_PLACES) or last in self.used:
                raise _Unread
            row, at = [last], self.words.index(last)
            while at >= 2 and self.words[at - 1].slot is Slot.AND:
                at -= 2
                row.append(self.words[at])
            self._leave_out(row)

    def _leave_out(self, row: list[Token]) -> None:
        for token in row:
            self.used.add(token)
            if token.slot is Slot.DEPARTMENT:
                self.narrow(excepted=self.scope.excepted | set(token.names))
            else:
                self.narrow(outside=self.scope.outside | self._numbers(token))

    def _numbers(self, token: Token) -> frozenset[int]:
        if token.slot is Slot.CLAUSE:
            return frozenset(token.numbers)
        return frozenset(c.number for c in self.plan.clauses if c.chapter in token.numbers)

    def _negated(self) -> None:
        """What must not be: a role, a department, a place, a kind, a year."""
        for token in self.of(Slot.NEG, Slot.ABSENT):
            after = self.beside(token, 1, (Slot.PART, Slot.TOGETHER, Slot.DUE))
            before = self.beside(token, -1, (Slot.TOGETHER, Slot.PART))
            self.used.add(token)
            role = token.slot is Slot.NEG and after and after.slot in (Slot.LEAD, Slot.SHARED)
            if after and role:
                self._without(after)
            elif not (self._unmet(before, True) or self._unmet(after, False)):
                if token.slot is not Slot.NEG or after is None:
                    raise _Unread
                self._lacking(token, after)

    def _without(self, role: Token) -> None:
        """没有牵头单位: a role that must not occur; neither role means nobody at all."""
        if self.scope.without:
            nobody = Size(Kind.DEPARTMENTS, 0, 0)
            self.narrow(without=None, sizes=(*self.scope.sizes, nobody))
            self.used.add(role)
            return
        self.narrow(without=Role.LEAD if role.slot is Slot.LEAD else Role.SHARED)
        self.used.add(role)
        body = self.beside(role, 1)
        joined = body and body.kind is Kind.DEPARTMENTS and self.touching(role, body)
        if body and joined and self._several():
            self.used.add(body)

    def _unmet(self, token: Token | None, first: bool) -> bool:
        """A place or a department that must not be met, beside the word of denial."""
        if token is None or token in self.used:
            return False
        if token.slot in _PLACES and (first or not self.of(Slot.DEPARTMENT)):
            self.used.add(token)
            self.narrow(nowhere=self.scope.nowhere | self._numbers(token))
            return True
        if token.slot is Slot.DEPARTMENT:
            self._bar([token] if first else self._row(token, (Slot.DEPARTMENT,)))
            return True
        return False

    def _lacking(self, token: Token, after: Token) -> None:
        """没有任务, 没写2030年: a kind or a year that must be missing."""
        if after.slot is Slot.YEAR:
            self.used.add(after)
            self.narrow(undated=True, years=self.scope.years | set(after.numbers))
            return
        if after.kind is None or after.slot is not Slot.KIND or not self._several():
            raise _Unread
        if token.text in ("不", "非"):
            raise _Unread
        self.used.add(after)
        if after.kind is Kind.YEARS:
            self.narrow(undated=True)
        else:
            self.narrow(sizes=(*self.scope.sizes, Size(after.kind, 0, 0)))

    def _bar(self, row: list[Token]) -> None:
        for token in row:
            self.used.add(token)
            self.narrow(barred=self.scope.barred | set(token.names))

    def _several(self) -> bool:
        """Whether more than one kind is named or asked for."""
        asked = [t for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY) and t.kind]
        return len(self._kinds()) + len(asked) > 1 or self.has(Slot.WHICH)

    def _kinds(self) -> list[Token]:
        return self.of(Slot.KIND)

    def _group(self) -> Kind | None:
        """每章, 各部门, 按年份: what the answer is told by."""
        for token in self.of(Slot.EACH):
            after = self.beside(token, 1, (Slot.LEAD, Slot.SHARED, Slot.PART))
            self.used.add(token)
            if not after or after.slot is not Slot.KIND or after.kind is None:
                if token.text[0] in "各每":
                    if token.text[0] == "各":
                        self.apart = True
                    continue
                raise _Unread
            behind = self.beside(after, 1)
            sized = behind is not None and behind.slot is Slot.SIZE
            if token.text[0] in "按以" and (sized or self.has(*_RANKS)):
                continue  # measured by it
            self.used.add(after)
            return after.kind
        return None

    def _measured(self) -> Kind | None:
        """What an extreme or an order is measured by."""
        if not self.has(*_RANKS):
            return None
        for token in self.words:
            if token.slot is Slot.EACH and token.text[0] == "按":
                after = self.beside(token, 1, (Slot.LEAD, Slot.SHARED, Slot.PART))
                if after and after.slot is Slot.KIND and after not in self.used:
                    return self._take(after)
        for token in self.words:
            if token.slot in _RANKS and (found := self._next_to(token)):
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

    def _linked(self, one: Token, other: Token) -> bool:
        """Whether 的 stands between: 最多的部门."""
        return any(t.text == "的" for t in self.all if one.end <= t.start < other.start)

    def _asked(self) -> tuple[Token, Kind] | None:
        """The word of asking and the kind it asks for."""
        found: list[tuple[Token, Kind]] = []
        by = any(t.slot is Slot.EACH and t.text[0] == "按" for t in self.words)
        for token in self.of(Slot.WHICH, Slot.HOW_MANY):
            self.used.add(token)
            if by and token.text == "多少" and self.has(*_RANKS):
                continue  # 按部门多少排
            after = self.beside(token, 1, (Slot.LEAD, Slot.SHARED))
            kind = token.kind
            if (
                after and after.slot is Slot.KIND and after.kind and after not in self.used
                and kind is not Kind.DEPARTMENTS
                and (kind is None or self.touching(token, after))
                and (self.touching(token, after) or not self._linked(token, after))
            ):  # fmt: skip
                kind = after.kind
                self.used.add(after)
            if kind is None:
                kind = self._before(token)
            if kind is None and token.text[:2] in ("哪些", "哪几"):
                told = self.beside(token, -1)
                kind = Kind.CLAUSES if told and told.slot is Slot.CLAUSE else None
            if kind is None:
                raise _Unread
            found.append((token, kind))
        roles = self.of(Slot.LEAD, Slot.SHARED)
        apart = len(found) > 1 and roles and not any(self._either(t) for t in roles)
        if len({k for _, k in found}) > 1 or apart:
            raise _Unread
        return found[0] if found else None

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
        if self.has(Slot.THAN, Slot.MORE) and len(self.of(Slot.DEPARTMENT, *_PLACES)) > 1:
            return Act.COMPARE
        if self.has(Slot.LEAD) and self.has(Slot.SHARED) and self.has(Slot.THAN):
            return Act.COMPARE
        if self.has(Slot.MORE, Slot.THAN):
            raise _Unread
        if self.has(*_RANKS):
            more = any(t.slot in (Slot.MOST, Slot.LEAST) and t.text[0] == "更" for t in self.words)
            several = len(self.of(Slot.DEPARTMENT, *_PLACES)) > 1
            return Act.COMPARE if more and several else Act.RANK
        counted = asked is not None and asked[0].slot is Slot.HOW_MANY
        sized = any(t.slot is Slot.SIZE for t in self.words)
        return Act.COUNT if counted or sized else Act.LIST

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
        raise _Unread

    def _compared(self, asked: tuple[Token, Kind] | None) -> Kind:
        """What is compared: roles by their tasks, departments, chapters or clauses."""
        if self.has(Slot.LEAD) and self.has(Slot.SHARED):
            self.used.update(self._kinds())
            return asked[1] if asked else Kind.TASKS
        slots = {t.slot for t in self.of(Slot.DEPARTMENT, *_PLACES)}
        if Slot.DEPARTMENT in slots:
            return Kind.DEPARTMENTS
        return Kind.CHAPTERS if Slot.CHAPTER in slots else Kind.CLAUSES

    def _roles(self, select: Kind) -> None:
        leads = self.of(Slot.LEAD, Slot.SHARED)
        named = {t.slot for t in leads}
        if len(named) > 1 and self.has(Slot.THAN) and select in (Kind.TASKS, Kind.CLAUSES):
            self.roles = True
            return
        if len(named) > 1:
            if not self.has(Slot.TOGETHER, Slot.AND):
                raise _Unread
            self.narrow(both=self.has(Slot.TOGETHER))
            return
        if not named or any(self._either(t) for t in leads):
            return
        role, other = (Role.LEAD, Role.SHARED) if Slot.LEAD in named else (Role.SHARED, Role.LEAD)
        self.narrow(role=role)
        for token in self.of(Slot.ONLY, Slot.TOGETHER):
            if self.beside(token, 1, (Slot.PART,)) in leads:
                self._only_in(token, select, other)

    def _only_in(self, token: Token, select: Kind, other: Role) -> None:
        """只牵头, 全是牵头: the other role must not occur; 单独牵头: nobody else."""
        alone, named = token.text in _ALONE, bool(self.of(Slot.DEPARTMENT))
        if named or self.scope.sizes:
            if named and token.slot is Slot.ONLY and not alone:
                self.narrow(without=other)
                self.used.add(token)
            return
        if alone and select is not Kind.DEPARTMENTS:
            self.narrow(sizes=(Size(Kind.DEPARTMENTS, 1, 1),))
        elif not alone and (token.slot is Slot.ONLY or token.text[0] in "都均全"):
            self.narrow(without=other)
        self.used.add(token)

    def _either(self, role: Token) -> bool:
        """牵头或责任单位; 牵头几项、参与几项: any role."""
        after, then = self.beside(role, 1), None
        if after and after.slot in (Slot.OR, Slot.AND):
            then = self.beside(after, 1)
        joined = then is not None and (then.slot is Slot.PART or then.kind is Kind.DEPARTMENTS)
        asked = [t for t in self.words if t.slot in (Slot.WHICH, Slot.HOW_MANY)]
        parts = any(t.text[:2] == "参与" for t in self.words if t.slot is Slot.PART)
        return joined or (len(asked) > 1 and parts)

    def _departments(self, select: Kind) -> None:
        groups = tuple(dict.fromkeys(g for t in self.of(Slot.DEPARTMENT) for g in t.groups))
        only = self.of(Slot.ONLY)
        if not groups:
            if only and not self.scope.sizes and not self._confining():
                after = self.beside(only[0], 1)
                if only[0].text not in _ALONE and not (after and after.slot is Slot.YEAR):
                    raise _Unread
                self.narrow(sole=only[0].text in _ALONE)
            if self.scope.sole and not self.scope.sizes and select is not Kind.DEPARTMENTS:
                self.narrow(sizes=(Size(Kind.DEPARTMENTS, 1, 1),))
            return
        every = len(groups) > 1 and not self.has(Slot.OR) and self.has(Slot.TOGETHER)
        every = every and not self.apart
        joint = every and (select is not Kind.CLAUSES or self._jointly())
        sole = bool(only) and not self.scope.sizes and not self._confining()
        self.narrow(groups=groups, every=every, joint=joint, sole=self.scope.sole or sole)

    def _jointly(self) -> bool:
        """共同负责: sharing one task, not only one clause."""
        for token in self.words:
            after = self.beside(token, 1)
            tied = token.slot is Slot.TOGETHER and token.text in ("共同", "一起", "联合", "联手")
            if tied and after and after.text in ("负责", "承担", "牵头", "承办", "落实"):
                return True
        return False

    def _confining(self) -> bool:
        """只出现在第八章: nowhere else."""
        for token in self.of(Slot.ONLY):
            after = self.beside(token, 1, (Slot.PART, Slot.DUE))
            if after and after.slot in _PLACES:
                return True
        return False

    def _where(self, select: Kind) -> None:
        places = self.of(*_PLACES)
        if not places:
            return
        sets = tuple(self._numbers(t) for t in places)
        across = (
            len(sets) > 1 and select is Kind.DEPARTMENTS and self.has(Slot.TOGETHER)
            and not self.apart
        )  # fmt: skip
        self.narrow(places=sets, across=across, confined=self._confining())

    def _dues(self, select: Kind) -> None:
        years = frozenset(y for t in self.of(Slot.YEAR) for y in t.numbers)
        if years:
            self.narrow(years=years)
        if self.has(Slot.PERCENT):
            self.narrow(percent=True)

    def _apart(self, act: Act, select: Kind) -> Kind | None:
        """第三章和第四章各有几条: told by those named."""
        if not self.apart:
            return None
        if len([t for t in self.words if t.slot is Slot.YEAR]) > 1:
            return Kind.YEARS
        if len(self.scope.groups) > 1 and select is not Kind.DEPARTMENTS:
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
            elif token.kind is select:
                continue
            else:
                return False
        return True

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
