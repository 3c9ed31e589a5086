"""Answers to questions about a matter: find the place, decide whether it says it, word it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.clauses import title
from assistant.compose.complete import joined
from assistant.compose.composer import Composer
from assistant.compose.document import ways
from assistant.compose.draft import Draft, Ground, Statement
from assistant.compose.frames import AMISS, FRAMES
from assistant.compose.reported import Reported
from assistant.decide.decider import Decider, Decision
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.refuse import LEANING, Refuser
from assistant.dialogue.conversation import Completed
from assistant.understand.parts import pieces
from assistant.understand.question import Asked, Figure, Question
from assistant.understand.reader import Reader
from corpus.catalog import Dossier

# A finding that good settles which clause is meant; one this close to the best may replace it.
_GOOD, _EQUAL, _NEAR = 0.7, 0.6, 0.35
_YEAR = re.compile(r"20\d\d年")
_NEWS_UP = 1.6
_VERBATIM = 1.5
_SAME_YEAR, _SAME_PLACE = 0.2, 0.5
_OPEN = (Asked.WHO, Asked.HOW_MUCH, Asked.WHEN, Asked.WHICH_CLAUSE, Asked.LIST, Asked.COUNT)
# A clause named by its number, not so many (8条河流).
_NUMBERED = re.compile(r"第.{1,4}条")
_TOLD, _ALIKE = 0.9, 0.8
_TOLD_OF, _FIGURED = 0.7, 0.6


class Topics:
    """Answers questions about matters of one plan."""

    def __init__(
        self,
        dossier: Dossier,
        finder: Finder,
        refuser: Refuser,
        decider: Decider,
        composer: Composer,
        reader: Reader,
    ) -> None:
        self.dossier = dossier
        self._finder = finder
        self._refuser = refuser
        self._decider = decider
        self._composer = composer
        self._reader = reader
        self._reported = Reported(finder)
        told, year = ways().told, _YEAR.match(dossier.plan.document.date)
        this_year = f"{year.group()}|" if year else ""
        self._news = re.compile(this_year + told["reported"].pattern)
        self._told = told["unnumbered"]

    def answer(self, question: Question, completed: Completed) -> Draft:
        """The answer from the best place found, or a refusal that says what is missing."""
        if reported := self._reported.answer(question, completed.part):
            return reported
        if self._refuser.surely_elsewhere(question) or (
            self._refuser.of_elsewhere(question) and not self._well_known(question)
        ):
            return self._refuser.scope()
        if not self._topic_given(question):
            return self._refuser.unclear()
        if completed.terms and self._nowhere(completed.terms):
            return self._refuser.missing(question.topic)
        search = self._with_figures(question, self._search(question, completed))
        own = completed.focus is not None or self._finder.quoted(question.text)
        refusal = None if own else self._refuser.off_field(question, search)
        if refusal:
            return refusal
        equals, siblings = self._ranked(question, search, completed.focus)
        if not equals:
            return self._refuser.nothing(question, search)
        finding, decision = self._settled(question, search, equals, siblings)
        if decision.refusal:
            amiss = self._amiss(question) or self._of_another(question, search)
            return amiss or self._refuser.refused(question, search, finding, decision.refusal)
        verdict = decision.verdict
        untold = question.figures and not (verdict.figured or verdict.figures)
        if untold and (other := self._of_another(question, search)):
            return other
        draft = self._composer.compose(question, finding, decision, search.findings)
        if completed.focus is None:  # else the number may be of the turn before
            draft = self._placed(question, finding, draft)
        return replace(draft, ground=Ground(question, finding, search, tuple(equals)))

    def _placed(self, question: Question, finding: Finding, draft: Draft) -> Draft:
        """An answer from another clause than the one named, with a word that it is another."""
        plan, numbers = self.dossier.plan, question.reference.clauses
        named = plan.clause(numbers[0]) if len(numbers) == 1 else None
        there = finding.clause
        if not named or not there or named is there or not _NUMBERED.search(question.text):
            return draft
        said = Statement(f"{AMISS}在第{there.label}条“{there.title}”。", (title(there),))
        frames = (*draft.frames, *FRAMES)
        return replace(draft, statements=(said, *draft.statements), frames=frames)

    def _amiss(self, question: Question) -> Draft | None:
        """The correction of a wrong figure or year that part of a question takes for granted."""
        for text in pieces(question.text):
            told = self._reader.read(text)
            if not (told.figures or told.years) or told.asks(*_OPEN) or told.reference:
                continue
            near = self._finder.search(told.topic)
            if near.best is None or near.best.coverage < _TOLD_OF:
                continue
            finding = self._decider.narrow(told, near, near.best)
            decision = self._decider.decide(told, near, finding)
            if not decision.refusal and (decision.verdict.figures or decision.verdict.years):
                return self._composer.compose(told, finding, decision)
        return None

    def _of_another(self, question: Question, search: Search) -> Draft | None:
        """The correction of a figure that the plan gives of another thing (城区82处 for 农村)."""
        for finding in search.findings:
            if not question.figures or not finding.sentence or finding.coverage < _FIGURED:
                continue
            decision = self._decider.decide(question, search, finding)
            verdict = decision.verdict
            if not decision.refusal and verdict.figured and verdict.things:
                return self._composer.compose(question, finding, decision)
        return None

    def composed_at(self, ground: Ground, finding: Finding) -> Draft | None:
        """The answer from another place that was about as fit; None when it does not answer."""
        question, search = ground.question, ground.search
        narrowed, decision = self._tried(question, search, finding)
        if decision.refusal:
            return None
        draft = self._composer.compose(question, narrowed, decision, search.findings)
        return replace(draft, ground=replace(ground, finding=narrowed))

    def _well_known(self, question: Question) -> bool:
        """Whether people ask for a place of the plan in just these words (呛得咳嗽)."""
        best = self._finder.search(question.topic).best if question.topic else None
        named = best and best.coverage >= 0.65 and self._finder.strong(question.topic)
        known = best and best.coverage >= 0.8
        return bool((named or known) and len(self._finder.content(question.topic)) > 2)

    def _topic_given(self, question: Question) -> bool:
        """Whether a question says what it is about: a term of the field, or words enough."""
        content = [w for w in self._finder.content(question.topic) if w not in LEANING]
        strong = [w for w in self._finder.strong(question.topic) if w not in LEANING]
        named = question.mentions or question.places or question.districts
        near = named or self._refuser.near_field(question)
        return bool(strong or len(content) > 1 or (content and near))

    def _settled(
        self,
        question: Question,
        search: Search,
        equals: Sequence[Finding],
        siblings: Sequence[Finding],
    ) -> tuple[Finding, Decision]:
        """The first place that answers, siblings only for want of a detail; else the first."""
        first = self._tried(question, search, equals[0])
        if not first[1].refusal:
            return first
        more = (*equals[1:], *(siblings if first[1].soft else ()))
        tried = (self._tried(question, search, f) for f in more)
        if first[1].verdict.figured:  # a figure of the question stands there: it is meant
            tried = (t for t in tried if t[1].verdict.figured)
        return next((t for t in tried if not t[1].refusal), first)

    def _tried(
        self, question: Question, search: Search, finding: Finding
    ) -> tuple[Finding, Decision]:
        narrowed = self._decider.narrow(question, search, finding)
        return narrowed, self._decider.decide(question, search, narrowed)

    def _search(self, question: Question, completed: Completed) -> Search:
        """Findings for the topic; in a follow-up also for it together with what was said before."""
        search = self._finder.search(question.topic or question.text)
        if completed.held:
            within = (f for f in search.findings if _within(f.span, completed.held))
            return replace(search, findings=tuple(within) or search.findings)
        if completed.terms:
            kept = tuple(f for f in search.findings if self._speaks_of(f, completed.terms))
            return replace(search, findings=kept or search.findings)
        if not completed.context:
            return search
        joint = self._finder.search(f"{completed.context} {question.topic}")
        scores: dict[tuple[int, int], Finding] = {}
        for found, weight in ((search, 1.0), (joint, 0.6)):
            for f in found.findings:
                key = f.span if not f.sentence else (f.sentence.start, f.sentence.end)
                old = scores.get(key)
                scores[key] = replace(
                    old or f, score=(old.score if old else 0.0) + weight * f.score
                )
        ordered = sorted(scores.values(), key=lambda f: -f.score)
        return replace(search, findings=tuple(ordered))

    def _with_figures(self, question: Question, search: Search) -> Search:
        """Findings with the sentences that hold a telling figure or words quoted."""
        told = [f.text for f in question.figures if _telling(f)]
        told += self._finder.quoted(question.text)
        known = {f.sentence.start for f in search.findings if f.sentence}
        more = [f for t in told for f in self._finder.holding(t, question.topic)]
        added = tuple(f for f in more if f.sentence and f.sentence.start not in known)
        return replace(search, findings=(*search.findings, *added)) if added else search

    def _nowhere(self, terms: tuple[str, ...]) -> bool:
        """Whether the plan has none of these words, nor what they are called officially."""
        forms = {f for t in terms for f in (t, *self.dossier.lexicon.official(t))}
        return not any(form in self.dossier.plan.source for form in forms)

    def _speaks_of(self, finding: Finding, terms: tuple[str, ...]) -> bool:
        """Whether a place speaks of the word that a follow-up put for another."""
        vocabulary = self._finder.vocabulary(finding.span)
        return any(self._finder.covered(t, vocabulary) >= 0.5 for t in terms)

    def _ranked(
        self, question: Question, search: Search, focus: int | None
    ) -> tuple[list[Finding], list[Finding]]:
        """The best finding with its equals, and other sentences of its clause.

        News yields to the plan; the clause talked about leads.
        """
        news = bool(self._news.search(question.text))
        told = bool(self._told.search(question.text))
        quoted = self._finder.quoted(question.text)

        def rank(finding: Finding) -> float:
            score = finding.score
            if finding.part:
                score *= _NEWS_UP if told else 1.0 if news else 0.8
            if question.asks(Asked.WHO) and not told and not (finding.task and finding.task.duties):
                score *= 0.7
            text = self._finder.text_of(finding)
            score += max((_telling(f) for f in question.figures if f.text in text), default=0.0)
            score += _VERBATIM * any(q in text for q in quoted)
            if any(str(y) in text for y in question.years):
                score += _SAME_YEAR
            if any(d.rstrip("市区") in text for d in question.districts):
                score += _SAME_PLACE
            if focus is not None and finding.number == focus:
                score += 0.5
            return score

        ordered = sorted(((rank(f), f) for f in search.findings), key=lambda p: p[0], reverse=True)
        if numbers := question.reference.clauses:
            # Another place leads only where it speaks of far more than the clause named.
            least = min(_GOOD, max(f.coverage for _, f in ordered) / 2) if ordered else 0.0
            ordered.sort(key=lambda p: p[1].number not in numbers or p[1].coverage < least)
        if not ordered:
            return [], []
        high, best = ordered[0]
        bar, close = best.coverage - 0.05, _EQUAL * high
        equals = [f for r, f in ordered[:6] if f is best or (f.coverage >= bar and r >= close)]
        if question.asks(Asked.WHO) and best.coverage < _GOOD and not joined(question):
            # A story's own words tell of another place: 海边的塑料垃圾 of the sea, not of plastics.
            near = {f for r, f in ordered if f.task and f.task.duties and r >= _ALIKE * high}
            full = {f for f in near if f.coverage >= _TOLD and f.number != best.number}
            equals.sort(key=lambda f: f not in full)
        inside = [f for _, f in ordered if f.clause and f.clause is best.clause and f.sentence]
        least = max(best.coverage - _NEAR, best.coverage / 2)
        return equals, [f for f in inside if f.coverage >= least]


def _within(span: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in stretches)


def _telling(figure: Figure) -> float:
    """How far a figure alone tells which passage is meant: 6174个 does, 5% does not."""
    digits = len(figure.value.replace(".", ""))
    return 1.5 if digits > 3 else 0.5 if digits > 2 or "." in figure.value else 0.0
