"""Answers from the ledger: what a department does, counts, lists, filters and extremes.

Every list comes from the parsed plan, never from what happened to be retrieved.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answer import Status
from assistant.compose.draft import Draft, Statement, bracket, responsible
from assistant.decide.find import Finder
from assistant.ledger.aims import Aims
from assistant.ledger.counts import Counts
from assistant.ledger.duties import Duties
from assistant.ledger.indicators import Indicators
from assistant.ledger.mentions import Mentions
from assistant.ledger.scope import read_scope
from assistant.ledger.totals import Totals
from assistant.understand.question import Asked, Question
from corpus.catalog import Dossier
from corpus.model import Plan
from corpus.words import load_words

_TOGETHER = re.compile(r"共同|都|一起|同时|均|重合|交集|相同|共有|一样")
_LEDGER = re.compile(
    r"(?:按|职责|分工|负责|牵头|责任|部门|单位|任务|条款|高于|低于|超过|达到|以上|以下|指标|目标"
    r"|要求|综合|数值|承担|参与|共同)+"
)
_LEDGER_WORDS = frozenset(load_words("ledgerwords"))


class Tally:
    """Ledger answers about one plan."""

    def __init__(self, dossier: Dossier, finder: Finder) -> None:
        self.dossier = dossier
        self.plan: Plan = dossier.plan
        self._finder = finder
        self._own = dossier.plan.document.title
        counts = Counts(dossier)
        self._aims = Aims(dossier)
        self._counts = counts
        self._totals = Totals(dossier, counts)
        self._duties = Duties(dossier, self._totals)
        self._indicators = Indicators(dossier, self._aims)
        self._mentions = Mentions(dossier)

    def answer(self, question: Question) -> Draft | None:
        """The ledger's answer, or None when the question is of another kind."""
        scope = read_scope(question)
        if question.reference.clauses:
            return self._shared_by_clauses(question)
        bare = not self.content(question)
        ways: tuple[tuple[bool, Callable[[], Draft | None]], ...] = (
            (bare, lambda: self._counts.sized(question, scope)),
            (bare, lambda: self._counts.compared(question, scope)),
            (bare and not scope.barred, lambda: self._duties.answer(question, scope)),
            (
                bare and bool(scope.groups or scope.barred),
                lambda: self._duties.filtered(question, scope),
            ),
            (bare, lambda: self._aims.without_figures(question, scope)),
            (bare, lambda: self._aims.by_base(question, scope)),
            (bare and not scope.groups, lambda: self._aims.by_year(question, scope)),
            (bare, lambda: self._aims.first_and_last(question, scope)),
            (bare, lambda: self._aims.by_value(question, scope)),
            (not scope.groups, lambda: self._mentions.answer(question, scope)),
            (not scope.groups, lambda: self._indicators.answer(question)),
            (
                bare and not question.years and not scope.groups,
                lambda: self._totals.answer(question, scope),
            ),
        )
        return next((draft for fits, way in ways if fits and (draft := way())), None)

    def content(self, question: Question) -> tuple[str, ...]:
        """Words of a topic of its own: terms of the plan or field, its title's words apart."""
        known = self._finder.plan_terms | self._finder.field_terms
        words = (w for w in self._finder.content(question.topic) if len(w) > 1 and w in known)
        said = "".join(m.text for m in question.mentions)
        words = (
            w for w in words if w not in self._own and w not in said and w not in _LEDGER_WORDS
        )
        return tuple(w for w in words if not _LEDGER.fullmatch(w))

    # --- clauses ---------------------------------------------------------------------------------

    def _shared_by_clauses(self, question: Question) -> Draft | None:
        """Departments that several numbered clauses have in common."""
        clauses = [c for n in question.reference.clauses if (c := self.plan.clause(n))]
        if len(clauses) < 2 or not _TOGETHER.search(question.text) or not question.asks(Asked.WHO):
            return None
        common = set.intersection(*({d.name for t in c.tasks for d in t.duties} for c in clauses))
        tasks = [t for c in clauses for t in c.tasks]
        labels = "和".join(c.label for c in clauses)
        if not common:
            marks = tuple(e for t in tasks if (e := bracket(t)))
            return Draft(Status.ANSWERED, (Statement(f"{labels}没有共同的责任部门。", marks),))
        ordered = [d for d in self.dossier.departments if d in common]
        found = tuple(d for t in tasks for d in responsible(t, ordered))
        marks = tuple(dict.fromkeys(d.evidence for d in found))
        text = f"{labels}共同的责任部门是{'、'.join(ordered)}。"
        return Draft(Status.ANSWERED, (Statement(text, marks),), found)
