"""The ledger as one relation: which clauses, tasks, departments and targets a scope picks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.ledger.ask import Scope
from assistant.ledger.criteria import (
    aims,
    fit,
    met,
    named,
    owned,
    placed,
    ruled_out,
    sized,
    valued,
    worded,
)
from assistant.ledger.kinds import Kind
from corpus.catalog import Dossier
from corpus.model import Chapter, Clause, Plan, Role, Sentence, Target, Task


class Relation:
    """Selections from one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self.plan: Plan = dossier.plan
        # Where each department stands, in the order of the plan: clauses, and its roles there.
        self._stand: dict[str, set[tuple[int, Role]]] = {}
        for task in self.plan.tasks():
            for duty in task.duties:
                self._stand.setdefault(duty.name, set()).add((task.clause, duty.role))
        self.tasks = lru_cache(maxsize=64)(self._tasks)

    # --- clauses and chapters --------------------------------------------------------------------

    def inside(self, scope: Scope) -> list[Clause]:
        """Clauses of the places named, with the words asked for in text and title."""
        return [c for c in self.plan.clauses if placed(c, scope) and worded(c, scope)]

    def clauses(self, scope: Scope) -> list[Clause]:
        """Clauses that meet everything."""
        if scope.sole and scope.groups:
            # A clause of these departments alone, where there is one; else of their tasks alone.
            ours = {d for g in scope.groups for d in g}
            found = self.clauses(replace(scope, sole=False, every=True, joint=True))
            alone = [c for c in found if {d.name for t in c.tasks for d in t.duties} <= ours]
            tasks = {t.clause for t in self.tasks(scope)}
            return alone or [c for c in found if c.number in tasks]
        return [
            c
            for c in self.inside(scope)
            if c.number not in scope.nowhere
            and owned(c, scope)
            and self._dated(c, scope)
            and self._of_size((c,), _alone(scope))
        ]

    def chapters(self, scope: Scope) -> list[Chapter]:
        """Chapters that have a clause within the scope; none of what is barred in any."""
        bare = replace(scope, barred=frozenset(), without=None, sizes=(), titles=(), untitled=())
        found = []
        for chapter in self.plan.chapters:
            own = [c for c in self.clauses(bare) if c.chapter == chapter.number]
            if (scope.bare or scope.undated) and len(own) < len(chapter.clauses):
                continue
            duties = [d for c in chapter.clauses for t in c.tasks for d in t.duties]
            if not own or ruled_out(duties, scope) or scope.without in {d.role for d in duties}:
                continue
            if any(w in c.text for w in scope.unsaid for c in chapter.clauses):
                continue
            if self._of_size(own, scope):
                found.append(chapter)
        titled = [c for c in found if all(named(c.title, w, scope) for w in scope.titles)]
        return [c for c in titled if not any(w in c.title for w in scope.untitled)]

    def _of_size(self, clauses: Iterable[Clause], scope: Scope) -> bool:
        held = list(clauses)
        return sized(scope.sizes, lambda k: self.size(held, k, scope))

    def _dated(self, clause: Clause, scope: Scope) -> bool:
        targets = [t for s in clause.sentences for t in s.targets]
        if scope.undated:
            wanted = scope.years
            return not any(t.due_year in wanted if wanted else t.due_year for t in targets)
        if scope.only_years and any(t.due_year not in (None, *scope.years) for t in targets):
            return False
        told = scope.years or scope.percent or scope.aimed or scope.bare
        if not (told or valued(scope)):
            return True
        if scope.every_year:
            return all(
                self.targets(replace(scope, years=frozenset((y,))), (clause,)) for y in scope.years
            )
        return bool(self.targets(scope, (clause,))) is not scope.bare

    # --- tasks and departments -------------------------------------------------------------------

    def _tasks(self, scope: Scope) -> tuple[Task, ...]:
        """Tasks of the scope's clauses that meet departments, roles and words."""
        found = [
            t
            for c in self.inside(replace(scope, words=(), unsaid=()))
            for t in c.tasks
            if t.duties and met(t, scope) and not ruled_out(t.duties, scope)
        ]
        if scope.words:
            found = [t for t in found if any(w in t.text for w in scope.words)]
        found = [t for t in found if not any(w in t.text for w in scope.unsaid)]
        if scope.years or scope.percent or valued(scope):
            found = [t for t in found if aims(t.sentences, scope) and self._about(t, scope)]
        return tuple(t for t in found if fit(t, scope))

    def _about(self, task: Task, scope: Scope) -> bool:
        """Whether the title of a task's clause speaks of the field asked for."""
        clause = self.plan.clause(task.clause)
        return clause is not None and all(w in clause.title for w in scope.topics)

    def rows(self, scope: Scope, name: str) -> list[Task]:
        """The tasks of a department within the scope, in the role asked for."""
        bare = replace(scope, groups=(), sizes=(), without=None, both=False, sole=False)
        return [
            t
            for t in self.tasks(bare)
            if any(d.name == name and scope.role in (None, d.role) for d in t.duties)
        ]

    def names(self, scope: Scope) -> list[str]:
        """Departments with a part in the scope, in the order of the plan."""
        return [n for n in self._stand if self._fits(n, scope) and self._stands(n, scope)]

    def _fits(self, name: str, scope: Scope) -> bool:
        """Whether a department may be told, wherever it stands: by its name and its roles."""
        roles = {role for _, role in self._stand[name]}
        if name in scope.excepted or scope.without in roles:
            return False
        if scope.both and len(roles) < len(Role):
            return False
        if scope.groups and not any(name in g for g in scope.groups):
            return False
        like = all(named(name, w, scope) for w in scope.like)
        return like and not any(named(name, w, scope) for w in scope.unlike)

    def _stands(self, name: str, scope: Scope) -> bool:
        """Whether a department stands where it must, nowhere that it must not, and so often."""
        own = self.rows(scope, name)
        if not own and not any(s.low == 0 for s in scope.sizes):
            return False
        every = {clause for clause, _ in self._stand[name]}
        allowed = frozenset().union(*scope.places) if scope.places else frozenset()
        if every & scope.nowhere or (scope.confined and every - allowed):
            return False
        held = {t.clause for t in own}
        if scope.across and not all(held & p for p in scope.places):
            return False
        return sized(scope.sizes, lambda k: self.load(own, k))

    def load(self, tasks: Sequence[Task], kind: Kind) -> int:
        """How many tasks, clauses or chapters some tasks make."""
        if kind is Kind.TASKS:
            return len(tasks)
        if kind is Kind.AIMS:
            return sum(len(s.targets) for t in tasks for s in t.sentences)
        if kind is Kind.YEARS:
            return len(_years(s for t in tasks for s in t.sentences))
        if kind is Kind.DEPARTMENTS:
            return len({d.name for t in tasks for d in t.duties})
        clauses = [c for n in {t.clause for t in tasks} if (c := self.plan.clause(n))]
        return len({c.chapter for c in clauses}) if kind is Kind.CHAPTERS else len(clauses)

    # --- targets ---------------------------------------------------------------------------------

    def targets(
        self, scope: Scope, clauses: Iterable[Clause] | None = None
    ) -> list[tuple[Clause, Sentence, list[Target]]]:
        """Sentences with the targets asked for."""
        found = []
        held = self.inside(scope) if clauses is None else clauses
        for clause in held:
            if not all(w in clause.title for w in scope.topics):
                continue
            for task in clause.tasks:
                if scope.barred & {d.name for d in task.duties}:
                    continue
                if (scope.groups or scope.role) and not (task.duties and met(task, scope)):
                    continue
                found += [(clause, s, own) for s in task.sentences if (own := aims((s,), scope))]
        return found

    def due_years(self, scope: Scope) -> list[int]:
        """Years in which targets of the scope fall due."""
        return sorted({t.due_year for _, _, ts in self.targets(scope) for t in ts if t.due_year})

    # --- sizes -----------------------------------------------------------------------------------

    def size(self, clauses: Iterable[Clause], kind: Kind, scope: Scope) -> int:
        """How many clauses, tasks, departments, targets, years or characters some clauses have."""
        held = list(clauses)
        tasks = [t for c in held for t in c.tasks if t.duties]
        if kind is Kind.CLAUSES:
            return len(held)
        if kind is Kind.AIMS:
            return sum(len(ts) for _, _, ts in self.targets(scope, held))
        if kind is Kind.TASKS:
            return sum(met(t, replace(scope, sole=False)) for t in tasks)
        if kind is Kind.CHAPTERS:
            return len({c.chapter for c in held})
        if kind is Kind.YEARS:
            return len(_years(s for c in held for s in c.sentences))
        if kind is Kind.SIGNS:
            return sum(len(c.title if scope.headed else c.text) for c in held)
        return len({d.name for t in tasks for d in t.duties if scope.role in (None, d.role)})


def _years(sentences: Iterable[Sentence]) -> set[int]:
    """The years in which targets of some sentences fall due."""
    return {t.due_year for s in sentences for t in s.targets if t.due_year}


def _alone(scope: Scope) -> Scope:
    """A clause of one department alone counts everybody in it, whatever the role."""
    sole = any(s.kind is Kind.DEPARTMENTS and s.high < 2 for s in scope.sizes)
    return replace(scope, role=None) if sole or scope.entire else scope
