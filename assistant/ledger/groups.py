"""Answers with one line for each chapter, clause, department or year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import chapter_of, title
from assistant.compose.draft import Draft, Evidence, Responsible, Statement, bracket, responsible
from assistant.compose.phrase import duty_text, headline, summary, telling
from assistant.ledger.ask import Act, Ask
from assistant.ledger.criteria import met
from assistant.ledger.kinds import Kind
from assistant.ledger.writing import NONE, Writing, none, query
from assistant.understand.question import Question
from corpus.model import Clause, Task
from corpus.numerals import to_han

_YEAR = re.compile(r"20\d\d年")
_SHORT = 60  # characters of a sentence told
# 各有几条，加起来几条: the sum besides, of what no two chapters share.
_SUMMED = re.compile(r"[加合](?:起来|在?一起|到一起|在?一块)|相加|合计|总计|总共|一共|之和")
_ADDED = {Kind.CLAUSES: "条", Kind.TASKS: "项任务", Kind.AIMS: "项目标"}


def _duties(tasks: Iterable[Task], names: tuple[str, ...], ask: Ask) -> list[Responsible]:
    """The part of departments in tasks, in the role asked for."""
    role = ask.scope.role
    return [d for t in tasks for d in responsible(t, names) if role in (None, d.role)]


def _dated(text: str) -> bool:
    return bool(_YEAR.search(text))


class Groups(Writing):
    """What is picked, group by group."""

    def _grouped(self, ask: Ask, question: Question) -> Draft | None:
        """One line for each chapter, clause, department or year."""
        one = len(frozenset().union(*ask.scope.places)) == 1
        if ask.act is Act.COUNT and not (one and ask.by is Kind.YEARS):
            return self._sizes_of(ask, bool(_SUMMED.search(question.text)))
        if ask.by is Kind.CLAUSES:
            return self._by_clause(ask)
        if ask.by is Kind.DEPARTMENTS:
            return self._by_department(ask)
        if ask.by is Kind.CHAPTERS:
            return self._by_chapter(ask)
        if ask.by is Kind.YEARS and ask.select in (Kind.AIMS, Kind.CLAUSES, Kind.TASKS):
            return self._by_year(ask, question)
        return None

    def _firsts(self, ask: Ask) -> Draft:
        """The first and the last of the tasks or clauses picked, with whose they are."""
        if ask.select is Kind.CLAUSES and ask.scope.words:
            return self._first_saying(ask)
        tasks = list(self._relation.tasks(replace(ask.scope, sizes=(), without=None)))
        if ask.select is Kind.CLAUSES:
            held = self._relation.clauses(ask.scope)
            tasks = [next(t for t in tasks if t.clause == c.number) for c in held]
        if not tasks:
            return none()
        lines, found = list[Statement](), list[Responsible]()
        for end in ask.firsts:
            task = tasks[0] if end > 0 else tasks[-1]
            clause, first, mark = self._plan.clause(task.clause), task.sentences[0], bracket(task)
            assert clause
            assert mark
            said = f"{clause.label}{clause.title}（{duty_text(task)}）：{summary(first)}"
            marks = (Evidence(first.start, first.end, clause.number), mark)
            lines.append(Statement(said, marks))
            found += responsible(task)
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True)

    def _first_saying(self, ask: Ask) -> Draft:
        """The first and the last clause that has a word, with the sentence and its chapter."""
        lines, held, words = list[Statement](), self._relation.clauses(ask.scope), ask.scope.words
        for end in ask.firsts if held else ():
            clause = held[0] if end > 0 else held[-1]
            said = [s for s in clause.sentences if any(w in s.text for w in words)]
            lines.append(chapter_of(self._plan, clause))
            if said:
                sentence = said[0] if end > 0 else said[-1]
                mark = Evidence(sentence.start, sentence.end, clause.number)
                lines.append(Statement(telling(sentence, words, _SHORT), (mark,)))
        return Draft(Status.ANSWERED, tuple(lines)) if lines else none()

    def _same_bodies(self, ask: Ask) -> Draft:
        """Clauses with the very same departments, a line for each set of these."""
        alike: dict[frozenset[str], list[Clause]] = {}
        for clause in self._plan.clauses:
            names = frozenset(d.name for t in clause.tasks for d in t.duties)
            alike.setdefault(names, []).append(clause)
        named = frozenset().union(*ask.scope.places)
        lines, found = list[Statement](), list[Responsible]()
        for names, clauses in alike.items():
            own = {c.number for c in clauses}
            if not names or len(own) < 2 or (named and not named & own):
                continue
            told = [d for c in clauses for t in c.tasks for d in responsible(t)]
            marks = tuple(dict.fromkeys(d.evidence for d in told))
            labels = "、".join(c.label + c.title for c in clauses)
            bodies = "、".join(dict.fromkeys(d.name for d in told))
            lines.append(Statement(f"{labels}：{bodies}", marks))
            found += told
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else none()

    def _sizes_of(self, ask: Ask, summed: bool) -> Draft | None:
        scope, by = ask.scope, ask.by
        assert by
        if by is Kind.YEARS:
            years = self._relation.due_years(scope)
            lines = [s for y in years if (s := self._of_year(y, ask.select, scope))]
            if ask.gap and len(lines) == 2:
                unit = "条" if ask.select is Kind.CLAUSES else "项"
                gap = str(abs(int(lines[0].derived[0]) - int(lines[1].derived[0])))
                lines.append(Statement(f"相差{gap}{unit}。", (), (gap,)))
            return Draft(Status.ANSWERED, tuple(lines), lines=True) if lines else None
        rows = self._rows(by, ask.select, scope)
        if by is Kind.DEPARTMENTS and scope.role and len(rows) < len(scope.groups):
            scope = replace(scope, role=None)  # one of them leads nothing: told with its share
            ask = replace(ask, scope=scope)
            rows = self._rows(by, ask.select, scope)
        told = self._counts.listed(rows, by, ask.select, query(ask, self._held(scope)))
        added = _ADDED.get(ask.select) if by is Kind.CHAPTERS and len(rows) > 1 else None
        if not (told and summed and added):
            return told
        total = str(sum(r.size for r in rows))
        marks = tuple(dict.fromkeys(e for s in told.statements for e in s.evidence))
        whole = Statement(f"共{total}{added}。", marks, (total,))
        return replace(told, statements=(*told.statements, whole))

    def _by_department(self, ask: Ask) -> Draft | None:
        rows = {
            n: tuple(self._relation.rows(ask.scope, n)) for n in self._relation.names(ask.scope)
        }
        held = {t.clause for own in rows.values() for t in own}
        clause = self._plan.clause(next(iter(held))) if len(held) == 1 else None
        if clause and ask.select is Kind.TASKS and len(clause.tasks) > 1:
            return self._of_one_clause(clause, rows, ask)
        lines, found = list[Statement](), list[Responsible]()
        for name, own in rows.items():
            labels = self._labels(own, short=bool(ask.scope.years))
            mine = _duties(own, (name,), ask)
            marks = tuple(dict.fromkeys(d.evidence for d in mine))
            lines.append(Statement(f"{name}：{labels}", marks))
            found += mine
        if (
            lines
            and len(lines) > 1
            and (ask.scope.like or any(len(g) > 1 for g in ask.scope.groups))
        ):
            count = str(len(lines))
            lines.insert(0, Statement(f"共{count}个部门：", (), (count,)))
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else None

    def _of_one_clause(self, clause: Clause, rows: dict[str, tuple[Task, ...]], ask: Ask) -> Draft:
        """What each department does in a clause; those who do the same stand in one line."""
        alike: dict[tuple[Task, ...], list[str]] = {}
        for name, own in rows.items():
            alike.setdefault(own, []).append(name)
        lines, found = list[Statement](), list[Responsible]()
        for own, names in alike.items():
            mine = _duties(own, tuple(names), ask)
            told = [s for t in own for s in t.sentences]
            # A date is said of all that follows it: what has none comes first.
            gists = sorted((headline(s).rstrip("。") for s in told), key=_dated)
            said = "；".join(gists)
            shown = tuple(Evidence(s.start, s.end, clause.number) for s in told)
            marks = tuple(dict.fromkeys((*shown, *(d.evidence for d in mine))))
            lines.append(Statement(f"{'、'.join(names)}：{clause.label}{said}", marks))
            found += mine
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True)

    def _by_chapter(self, ask: Ask) -> Draft | None:
        lines, found = list[Statement](), list[Responsible]()
        names = tuple(n for g in ask.scope.groups for n in g)
        for chapter in self._plan.chapters:
            own = [c for c in self._relation.clauses(ask.scope) if c.chapter == chapter.number]
            if not own:
                continue
            tasks = [t for c in own for t in c.tasks if t.duties and met(t, ask.scope)]
            if ask.select is Kind.DEPARTMENTS:
                duties = [
                    d for t in tasks for d in responsible(t) if ask.scope.role in (None, d.role)
                ]
                said = "、".join(dict.fromkeys(d.name for d in duties)) or NONE
                marks = tuple(dict.fromkeys(d.evidence for d in duties)) or (title(own[0]),)
                found += duties
            else:
                said = "、".join(c.label + c.title for c in own)
                marks = tuple(map(title, own))
                if names:
                    marks = tuple(e for t in tasks if (e := bracket(t)))
                    found += [d for t in tasks for d in responsible(t, names)]
            text = f"第{to_han(chapter.number)}章“{chapter.title}”：{said}"
            lines.append(Statement(text, marks, (str(chapter.number),)))
        return Draft(Status.ANSWERED, tuple(lines), tuple(found), lines=True) if lines else none()

    def _by_year(self, ask: Ask, question: Question) -> Draft | None:
        found = self._relation.targets(ask.scope)
        dated = [
            (y, c, s, [t for t in ts if t.due_year == y])
            for y in self._relation.due_years(ask.scope)
            for c, s, ts in found
            if any(t.due_year == y for t in ts)
        ]
        lines = [self._aims.line(c, s, ts) for _, c, s, ts in dated]
        held = [(c, s) for _, c, s, _ in dated]
        return self._aims.listed(held, lines, question, "") if lines else none()
