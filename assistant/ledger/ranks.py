"""Ranks, comparisons and shares."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import title
from assistant.compose.draft import Draft, Responsible, Statement, bracket, responsible
from assistant.ledger.ask import Act, Ask, Scope
from assistant.ledger.counts import (
    UNITS,
    Row,
    load_figures,
    load_text,
)
from assistant.ledger.kinds import Kind
from assistant.ledger.orders import behind, ends, next_to
from assistant.ledger.saying import spoken
from assistant.ledger.values import PERCENT, Trend, size_of
from assistant.ledger.writing import Writing, filtered, none, query
from assistant.understand.question import Question
from corpus.model import Chapter, Role
from corpus.numerals import to_han

_OF_ITS_OWN = re.compile(
    r"占(?:了|到)?(?:它|其|自己|自身|本身|本局|该局)|的(?:任务|条款|工作)(?:里面?|当中|中|之中)[^，。？]{0,8}占"
)
_LISTED = re.compile(r"列|各条|分别|都有")  # all places are to be told besides


class Ranks(Writing):
    """What has the most, which of two has more, what part of the whole."""

    def _ranked(self, ask: Ask, question: Question) -> Draft | None:
        assert ask.measure
        if ask.roles:
            return self._of_roles(ask)
        if ask.select is Kind.YEARS:
            return self._years_ranked(ask)
        if ask.select is Kind.AIMS:
            return self._values_ranked(ask)
        if ask.select is ask.measure:
            return None
        scope = ask.scope if ask.act is Act.RANK else replace(ask.scope, every=False, across=False)
        rows = self._rows(ask.select, ask.measure, scope)
        if ask.act is Act.COMPARE:
            return self._compared(ask, rows)
        if ask.gap or ask.ends:
            return self._spread(ask, rows)
        every = rows
        rows = behind(ask, rows)
        rows = ends(rows, self._after_first(next_to(ask, rows), rows))
        if ask.scope.beside:
            return self._companions(ask, rows)
        if ask.select is Kind.CHAPTERS and ask.scope.words:
            return self._speaking(ask, rows)
        if ask.select is Kind.CHAPTERS and ask.scope.groups:
            told = ends(every, replace(ask, ordered=1)) if _LISTED.search(question.text) else rows
            return self._busiest(ask, told)
        slots = query(replace(ask, scope=replace(scope, groups=())), self._held(scope))
        draft = self._counts.listed(rows, ask.select, ask.measure, slots) if rows else None
        one = abs(ask.top) == 1 and len({r.size for r in rows}) == 1 < len(rows)
        return _tied(draft) if draft and one else draft

    def _speaking(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """The chapters most of whose clauses speak of something, with those clauses."""
        words, lines = ask.scope.words, list[Statement]()
        for row in rows:
            if not isinstance(row.item, Chapter):
                continue
            held = [c for c in self._relation.clauses(ask.scope) if c.chapter == row.item.number]
            where = f"第{to_han(row.item.number)}章“{row.item.title}”"
            text = f"{where}，提到{'、'.join(f'“{w}”' for w in words)}的共{len(held)}条"
            figures = (str(len(held)), str(row.item.number))
            lines.append(Statement(text, tuple(map(title, held)), figures))
        frames = spoken(words)
        return Draft(Status.ANSWERED, tuple(lines), lines=True, frames=frames) if lines else None

    def _busiest(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """The chapters where departments have most to do, each with what they have there."""
        assert ask.measure
        drafts = [
            (self._duties.by_chapter(own, query(ask)), row)
            for row in rows
            if isinstance(row.item, Chapter)
            and (own := [t for t in self._relation.tasks(ask.scope) if t.clause in _held(row.item)])
        ]
        unit = UNITS[ask.measure]
        lines = [
            replace(s, text=f"{s.text}，共{r.size}{unit}", derived=(*s.derived, str(r.size)))
            for d, r in drafts
            for s in d.statements
        ]
        found = tuple(d for draft, _ in drafts for d in draft.departments)
        return Draft(Status.ANSWERED, tuple(lines), found, lines=True) if lines else None

    def _companions(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """和X一起出现最多的: how often each shares a task with X, not all that it has."""
        assert ask.measure
        lines, found = list[Statement](), list[Responsible]()
        for row in rows:
            own = [
                d
                for t in self._relation.rows(ask.scope, str(row.item))
                for d in responsible(t, (str(row.item),))
            ]
            size, unit = str(row.size), UNITS[ask.measure]
            marks = tuple(dict.fromkeys(d.evidence for d in own))
            lines.append(Statement(f"{row.item}：共同的共{size}{unit}", marks, (size,)))
            found += own
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else None

    def _after_first(self, ask: Ask, rows: list[Row]) -> Ask:
        """除了那一家，第二多的是谁: the one set aside is the first; the second leads the rest."""
        if ask.nth < 2 or len(ask.scope.excepted) != 1 or ask.select is not Kind.DEPARTMENTS:
            return ask
        assert ask.measure
        every = self._rows(ask.select, ask.measure, replace(ask.scope, excepted=frozenset()))
        first = max(every, key=lambda r: r.size, default=None)
        aside = first is not None and first.item in ask.scope.excepted
        return replace(ask, nth=ask.nth - 1) if aside else ask

    def _of_roles(self, ask: Ask) -> Draft:
        """Tasks led beside those shared, and the difference."""
        sized = []
        names = tuple(n for g in ask.scope.groups for n in g)
        unit = UNITS[ask.select]
        for role, said in ((Role.LEAD, "牵头负责的"), (Role.SHARED, "按职责分工负责的")):
            scope = replace(ask.scope, role=role)
            tasks = self._relation.tasks(scope)
            size = len({t.clause for t in tasks}) if ask.select is Kind.CLAUSES else len(tasks)
            marks = tuple(e for t in tasks if (e := bracket(t))) if names else ()
            found = tuple(d for t in tasks for d in responsible(t, names)) if names else ()
            sized.append((size, Statement(f"{said}共{size}{unit}。", marks, (str(size),)), found))
        sized.sort(key=lambda row: -row[0])
        gap = str(sized[0][0] - sized[1][0])
        more = sized[0][1].text.partition("共")[0] + "更多，" if gap != "0" else ""
        last = Statement(f"{more}相差{gap}{unit}。", (), (gap,))
        departments = tuple(d for _, _, found in sized for d in found)
        return Draft(Status.ANSWERED, (*(s for _, s, _ in sized), last), departments, lines=True)

    def _compared(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """Each with its size, and the difference of two."""
        assert ask.measure
        named = {n for g in ask.scope.groups for n in g}
        rows = [r for r in rows if not named or r.item in named]
        ordered = sorted(rows, key=lambda r: -r.size)
        slots = query(replace(ask, scope=replace(ask.scope, groups=())), self._held(ask.scope))
        draft = self._counts.listed(ordered, ask.select, ask.measure, slots)
        if draft is None or len(ordered) != 2:
            return draft
        gap = str(ordered[0].size - ordered[1].size)
        return replace(draft, statements=(*draft.statements, _apart(gap, UNITS[ask.measure])))

    def _spread(self, ask: Ask, rows: list[Row]) -> Draft | None:
        """The most, the least, and how far they are apart where that is asked."""
        assert ask.measure
        sizes = [r.size for r in rows if r.size]
        order = sorted(set(sizes), reverse=True)
        if not order or ask.nth > len(order):
            return None
        low = order[ask.nth - 1] if ask.nth else order[-1]  # 最多的比第二多的多几项
        outer = [r for s in (order[0], low) for r in rows if r.size == s]
        slots = query(replace(ask, scope=replace(ask.scope, groups=())), self._held(ask.scope))
        draft = self._counts.listed(outer, ask.select, ask.measure, slots)
        if draft is None or not ask.gap:
            return draft
        gap = _apart(str(order[0] - low), UNITS[ask.measure])
        return replace(draft, statements=(gap, *draft.statements))

    def _values_ranked(self, ask: Ask) -> Draft | None:
        """The targets with the highest or lowest figure of a kind: per cent where none is told."""
        falls = set(ask.scope.trends) & {Trend.FALL, Trend.RISE}
        found = [
            (c, s, t)
            for c, s, ts in self._relation.targets(ask.scope)
            for t in ts
            if size_of(t) is not None
            and not (falls and t.comparator.partition("…")[0].endswith(("到", "至")))
            and (ask.scope.units or (t.unit in PERCENT if falls else t.unit == "%"))
        ]
        sizes = sorted(
            {size_of(t) or 0 for _, _, t in found}, reverse=ask.top >= 0 and ask.ordered >= 0
        )
        if not sizes or ask.nth > len(sizes) or abs(ask.top) > len(sizes):
            return None
        first = len(sizes) if ask.ordered else abs(ask.top) or 1
        wanted = {sizes[ask.nth - 1]} if ask.nth else set(sizes[:first])
        wanted |= {sizes[-1]} if ask.ends else set()
        kept = [(c, s, t) for c, s, t in found if (size_of(t) or 0) in wanted]
        kept.sort(key=lambda x: sizes.index(size_of(x[2]) or 0))
        lines = [self._aims.line(c, s, [t]) for c, s, t in kept]
        return self._aims.drawn([(c, s) for c, s, _ in kept], lines)

    def _years_ranked(self, ask: Ask) -> Draft | None:
        kind = ask.measure or Kind.AIMS
        sized = []
        for year in self._relation.due_years(ask.scope):
            found = self._relation.targets(replace(ask.scope, years=frozenset((year,))))
            targets = sum(len(ts) for _, _, ts in found)
            size = len({c.number for c, _, _ in found}) if kind is Kind.CLAUSES else targets
            sized.append(Row(str(year), size))
        rows = ends(sized, ask)
        lines = [s for r in rows if (s := self._of_year(int(str(r.item)), kind, ask.scope))]
        return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else None

    def _of_own(self, ask: Ask) -> Draft | None:
        """What a department leads, of all that it has: both stand in what is said of it."""
        every = replace(ask.scope, role=None)
        names = tuple(n for g in ask.scope.groups for n in g)
        if len(names) != 1 or ask.select is not Kind.TASKS:
            return None
        tasks = self._relation.tasks(every)
        figures = load_figures(names[0], tasks)
        marks = tuple(e for t in tasks if (e := bracket(t)))
        found = tuple(d for t in tasks for d in responsible(t, names))
        said = Statement(f"{load_text(names[0], figures)}。", marks, figures)
        return Draft(Status.ANSWERED, (said,), found, lines=True)

    def _share(self, ask: Ask, question: Question) -> Draft | None:
        """A part of all tasks or clauses, with the whole beside it."""
        if ask.select not in (Kind.TASKS, Kind.CLAUSES):
            return None
        if ask.scope.groups and _OF_ITS_OWN.search(question.text):
            return self._of_own(ask)
        alone = not filtered(ask.scope)
        whole = Scope() if alone else Scope(places=ask.scope.places, outside=ask.scope.outside)
        if ask.select is Kind.TASKS:
            part, every = self._relation.tasks(ask.scope), self._relation.tasks(whole)
            held = len(part), len(every)
        else:
            clauses = [
                c for c in self._relation.clauses(whole) if alone or any(t.duties for t in c.tasks)
            ]
            own = {c.number for c in self._relation.clauses(ask.scope)}
            held = len(own), len(clauses)
            part = tuple(t for t in self._relation.tasks(ask.scope) if t.clause in own)
        if not all(held):
            return none()
        unit = UNITS[ask.select]
        names = tuple(n for g in ask.scope.groups for n in g)
        said_of = {Role.LEAD: "牵头负责的", Role.SHARED: "按职责分工负责的", None: "所问的"}
        who = "、".join(names) or said_of[ask.scope.role]
        marks = tuple(dict.fromkeys(e for t in part if (e := bracket(t)))) if names else ()
        first = Statement(f"{who}共{held[0]}{unit}。", marks, (str(held[0]),))
        of = "全文" if alone else "写明责任部门的"
        whole_ = Statement(f"{of}共{held[1]}{unit}。", (), (str(held[1]),))
        said = [whole_] if len(names) == 1 else [first, whole_]
        if len(names) == 1:
            figures = load_figures(names[0], part)
            load = load_text(names[0], figures, ask.scope.role)
            said.insert(0, Statement(f"{load}。", marks, figures))
        found = tuple(d for t in part for d in responsible(t, names)) if names else ()
        return Draft(Status.ANSWERED, tuple(said), found, lines=True)


def _held(chapter: Chapter) -> frozenset[int]:
    return frozenset(c.number for c in chapter.clauses)


def _apart(gap: str, unit: str) -> Statement:
    same = "一样多，" if gap == "0" else ""
    return Statement(f"{same}相差{gap}{unit}。", (), (gap,))


_TIED = "并列"


def _tied(draft: Draft) -> Draft:
    """The answer with a word that several are the first."""
    head = Statement(f"{_TIED}：")
    return replace(draft, statements=(head, *draft.statements), frames=(*draft.frames, _TIED))
