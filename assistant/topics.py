"""Answers to questions about a matter: find the place, decide whether it says it, word it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.clauses import chapter_of, title
from assistant.compose.composer import Composer
from assistant.compose.draft import Draft, Ground, Statement, lacking
from assistant.compose.frames import AMISS, FRAMES, SAYS, YES
from assistant.compose.reported import Reported
from assistant.decide.complaints import is_complaint, waits_for_somebody
from assistant.decide.decider import UNFIT, Decider, Decision
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.premise import assumes
from assistant.decide.refuse import LEANING, Refuser
from assistant.decide.values import UNBASED, UNDATED, date_claimed, year_asked
from assistant.dialogue.conversation import Completed
from assistant.dialogue.wording import EMPTY
from assistant.room import within_room
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from corpus.catalog import Dossier
from corpus.model import Clause

_VERDICT = re.compile(f"{AMISS}|{YES}|{SAYS}")
_NUMBERED = re.compile(r"第.{1,4}条")  # not so many: 8条河流
# What is said to stand in a chapter, called by its number or its name.
_IN_PART = re.compile(
    r"(?:[章篇]|部分|板块|保卫战)[”」》]?(?:里|中|内|写|说|讲|规定|提|要求|的)"
    r"|[写放列排归收][在进到入].{0,12}(?:[章篇]|部分|板块|保卫战)"
)
_TOLD_OF, _FIGURED, _IN_FULL, _PARTLY, _ALL = 0.7, 0.6, 0.9, 0.5, 1.0


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
        self._ranking = decider.ranking

    def answer(self, question: Question, completed: Completed) -> Draft:
        """The answer from the best place found, or a refusal that says what is missing."""
        if reported := self._reported.answer(question, completed.part):
            return reported
        if self._refuser.surely_elsewhere(question) or (
            self._refuser.of_elsewhere(question) and not self._well_known(question)
        ):
            return self._refuser.scope()
        if not self._topic_given(question) or self._refuser.vague(question):
            return self._refuser.unclear()
        if completed.terms and self._nowhere(completed.terms):
            return self._refuser.missing(question.topic)
        search = self._ranking.with_figures(question, self._search(question, completed))
        own = completed.focus is not None or self._finder.quoted(question.text)
        if not own and (refusal := self._refuser.off_field(question, search)):
            return refusal
        equals, siblings = self._ranking.order(question, search, completed.focus)
        if not equals:
            return self._refuser.nothing(question, search)
        finding, decision = self._settled(question, search, equals, siblings)
        if decision.refusal:
            return (
                self._complaint(question, completed, decision)
                or self._as_told(question, completed, finding)
                or self._of_another(question, search)
                or self._undated(question, finding, decision)
                or self._refuser.refused(
                    question, search, finding, decision.lacking or decision.refusal
                )
            )
        verdict = decision.verdict
        untold = question.figures and not (verdict.figured or verdict.figures)
        if untold and (other := self._of_another(question, search)):
            return other
        draft = self._composer.compose(question, finding, decision, search.findings)
        if completed.focus is None:  # else the number may be of the turn before
            draft = self._placed(question, finding, draft)
        return replace(draft, ground=Ground(question, finding, search, tuple(equals)))

    def beside(self, question: Question) -> Draft | None:
        """What the news says beside the plan or its notice, where both are asked for."""
        return self._reported.beside(question)

    def _complaint(
        self, question: Question, completed: Completed, decision: Decision
    ) -> Draft | None:
        """The answer to the part of a complaint that names a matter: 河臭得很，夏天不敢开窗.

        What it does to those who complain is no other matter, unless they ask for something.
        """
        gist = self._finder.gist(question.topic)
        if not is_complaint(question) or decision.refusal != UNFIT or gist == question.topic:
            return None
        draft = self.answer(replace(question, topic=gist), completed)
        return draft if draft.status.has_evidence else None

    def _as_told(self, question: Question, completed: Completed, finding: Finding) -> Draft | None:
        """The figure that the same clause gives of what a story names: 湿地被填了，保护率多少."""
        if not (question.told and question.asks(Asked.HOW_MUCH) and finding.clause):
            return None
        topic = question.topic.replace(question.called, question.told)
        draft = self.answer(replace(question, topic=topic, told="", called=""), completed)
        there = draft.clauses == (finding.number,) and draft.status is Status.ANSWERED
        return draft if there else None

    def _undated(self, question: Question, finding: Finding, decision: Decision) -> Draft | None:
        """What is done at all, where a date is claimed, or asked in everybody's words, of none."""
        words, waits = self._finder.strong(question.topic), waits_for_somebody(question)
        lay = bool(words) and all(map(self._finder.is_lay, words))
        undated = decision.refusal == UNDATED and (lay or waits)
        claimed = date_claimed(question, decision.refusal, decision.verdict)
        full = finding.coverage >= (_TOLD_OF if claimed or waits else _IN_FULL)
        if not (undated or claimed) or not full or not finding.sentence:
            return None
        draft = self._composer.compose(question, finding, Decision("", decision.verdict))
        return lacking(draft, decision.refusal)

    def _placed(self, question: Question, finding: Finding, draft: Draft) -> Draft:
        """An answer from another clause or chapter than the one named, with a word that it is."""
        said = self._elsewhere(question, finding.clause) if finding.clause else None
        if not said:
            return draft
        # It is there, not here: no second verdict.
        plain = (_VERDICT.sub("", s.text) for s in draft.statements)
        told = [replace(s, text=t) for s, t in zip(draft.statements, plain, strict=True)]
        draft = replace(draft, statements=(said, *told), frames=(*draft.frames, *FRAMES))
        return within_room([draft])[0]

    def _elsewhere(self, question: Question, there: Clause) -> Statement | None:
        plan, reference = self.dossier.plan, question.reference
        named = plan.clause(reference.clauses[0]) if len(reference.clauses) == 1 else None
        if named and named is not there and _NUMBERED.search(question.text):
            return Statement(f"{AMISS}在第{there.label}条“{there.title}”。", (title(there),))
        chapters = reference.chapters if not reference.clauses else ()
        if len(chapters) != 1 or there.chapter in chapters or not _IN_PART.search(question.text):
            return None
        return replace(place := chapter_of(plan, there), text=f"{AMISS}{place.text}")

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
        enough = len(content) > 1 and (near or not self._refuser.points(question))
        return bool(strong or enough or (content and near))

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
            return self._of_its_year(question, search, first) or first
        more = (*equals[1:], *(siblings if first[1].soft else ()))
        if first[1].refusal == UNDATED and self._own_words(question, first[0]) == _ALL:
            here = first[0].clause
            more = tuple(f for f in more if f.clause is not here or self._own_words(question, f))
        if first[1].refusal == UNBASED:  # another matter's year is none of this one
            more = tuple(f for f in more if self._own_words(question, f))
        more = (*more, *self._ranking.others(question, search, equals[0], first[1].refusal))
        plain = not (question.asks(Asked.CHECK) or assumes(question))
        if plain and first[1].refusal == year_asked(question):
            more = (*more, *self._ranking.dated(question, search, equals[0]))
        tried = (self._tried(question, search, f) for f in more)
        if first[1].verdict.figured:  # a figure of the question stands there: it is meant
            tried = (t for t in tried if t[1].verdict.figured)
        if first[1].verdict.holds:  # what is true there is not put right elsewhere
            tried = (t for t in tried if not t[1].verdict.refuted)
        return next((t for t in tried if not t[1].refusal), first)

    def _own_words(self, question: Question, finding: Finding) -> float:
        """Share of the words of a matter that stand at a place itself, not in its clause's title.

        What a sentence says in full of a matter has no date in another that speaks of none of it.
        """
        content = self._finder.content(question.topic)
        words = [w for w in content if len(w) > 1 and w not in (EMPTY | LEANING)]
        vocabulary = frozenset(self._finder.tokenizer.terms(self._finder.text_of(finding)))
        held = sum(self._finder.covered(w, vocabulary) >= _PARTLY for w in words)
        return held / len(words) if words else 0.0

    def _of_its_year(
        self, question: Question, search: Search, first: tuple[Finding, Decision]
    ) -> tuple[Finding, Decision] | None:
        """The target for the year of a figure, where the place found first has another.

        What bears out the figure only yields to what bears out both.
        """
        claimed = first[1].verdict
        if not (claimed.years and question.figures):
            return None
        dated = self._ranking.dated(question, search, first[0])
        for finding, decision in (self._tried(question, search, f) for f in dated):
            verdict = decision.verdict
            wrong = verdict.figures and not claimed.figured
            if not (decision.refusal or verdict.years) and (verdict.figured or wrong):
                return finding, decision
        return None

    def _tried(
        self, question: Question, search: Search, finding: Finding
    ) -> tuple[Finding, Decision]:
        narrowed = self._decider.narrow(question, search, finding)
        decision = self._decider.decide(question, search, narrowed)
        clause = finding.clause if finding.whole_clause else None
        if decision.refusal != UNFIT or not clause or not question.asks(Asked.WHO):
            return narrowed, decision
        # A story told of a clause with one task, though of no one sentence of it.
        whole = self._decider.decide(question, search, finding) if len(clause.tasks) == 1 else None
        return (finding, whole) if whole and not whole.refusal else (narrowed, decision)

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
                score = (old.score if old else 0.0) + weight * f.score
                scores[key] = (old or f)._replace(score=score)
        ordered = sorted(scores.values(), key=lambda f: -f.score)
        return replace(search, findings=tuple(ordered))

    def _nowhere(self, terms: tuple[str, ...]) -> bool:
        """Whether the plan has none of these words, nor what they are called officially."""
        forms = {f for t in terms for f in (t, *self.dossier.lexicon.official(t))}
        return not any(form in self.dossier.plan.source for form in forms)

    def _speaks_of(self, finding: Finding, terms: tuple[str, ...]) -> bool:
        """Whether a place speaks of the word that a follow-up put for another."""
        vocabulary = self._finder.vocabulary(finding.span)
        text = self._finder.text_of(finding)
        return any(t in text or self._finder.covered(t, vocabulary) > _PARTLY for t in terms)


def _within(span: tuple[int, int], stretches: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in stretches)
