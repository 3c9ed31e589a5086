"""Whether the plan says what is asked: the near misses are refused here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.decide.complaints import is_complaint
from assistant.decide.duties import own_duty_missing, owner_missing
from assistant.decide.figures import bare_figures
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.fit import LITERAL, Fit, Model, load_model
from assistant.decide.invented import Invented
from assistant.decide.judge import Judge, Verdict
from assistant.decide.matters import MATTER, Matters, asks_whether_said
from assistant.decide.measure import asked_kind, asks_number, kinds_in
from assistant.decide.narrower import Narrower
from assistant.decide.premise import Premises
from assistant.decide.ranking import Ranking
from assistant.decide.things import Things
from assistant.decide.unsaid import Unsaid
from assistant.decide.values import UNDATED, UNNUMBERED, date_missing, value_missing, year_missing
from assistant.understand.question import Asked, Question
from assistant.understand.reader import kinds_of

# Wants of one sentence that another of the same clause may supply.
SOFT = (UNDATED, UNNUMBERED, "含义")
# So much of a story a place speaks of that is surely the one, and so many words make a story.
_ALL_OF, _FAR, _STORY = 0.95, 0.6, 2
UNFIT = "所问内容"
# So much of the question the place must speak of when it also holds a figure of it.
_FIGURED = 0.5
# A known question that the plan does not answer must be so near, and so much nearer.
_NEAR, _NEARER = 0.3, 0.08
_SAME = 0.6  # likeness of questions that differ in nothing that tells
_SPOKEN_OF = 0.5  # share of a word that a text which speaks of it covers
_NAME = 3  # characters of a word that names a matter
_INDICATOR = 5  # characters of an indicator that is told from others by its name
_AHEAD = re.compile("以后|今后|将来|往后|最多|允许|不超过")
_PAST = re.compile("去年|前年|往年|历史|现在|目前|以前|已经")
_ANSWERABLE = (Asked.CHECK, Asked.WHO, Asked.WHICH_CLAUSE)


@dataclass(frozen=True, slots=True)
class Decision:
    """``refusal`` says what is missing ("" when nothing is); ``verdict`` is on the claims made.

    ``untold`` is asked besides a wrong claim, and the plan does not say it; ``lacking`` is what a
    place that is not the one meant does not say either.
    """

    refusal: str
    verdict: Verdict
    untold: str = ""
    lacking: str = ""

    @property
    def soft(self) -> bool:
        """Whether another sentence of the same clause may supply what is missing."""
        return self.refusal in SOFT or self.refusal.endswith(MATTER)


class Decider:
    """Decides whether a finding answers a question."""

    def __init__(self, finder: Finder, model: Model | None = None) -> None:
        self._finder = finder
        self._model = model or load_model()
        self._fit = Fit(finder)
        things = Things(finder)
        self._judge = Judge(finder, things)
        self._matters = Matters(finder, things)
        self._invented = Invented(finder)
        self._premises = Premises(finder)
        self._unsaid = Unsaid(finder)
        self.never_said = self._unsaid.never_said
        self.narrow = Narrower(finder).narrow
        self.ranking = Ranking(finder, self._matters)

    def decide(self, question: Question, search: Search, finding: Finding) -> Decision:
        """Whether ``finding`` answers ``question``, and how its claims fare."""
        verdict = self._judge.verdict(question, finding)
        if verdict.opposed and self._named(question, finding):
            return Decision("", verdict, self._unsaid.besides(question, finding))
        figured = verdict.figured and finding.coverage >= _FIGURED
        if not figured and not self._fits(question, search, finding):
            return Decision(
                UNFIT, verdict, lacking=self._missing(question, search, finding, verdict)
            )
        apart = self._matters.act(question, finding) or self._matters.falling(question, finding)
        if apart:
            return Decision(apart, verdict)
        judged = self._unsaid.judged(question) or self._unsaid.unclaimed(question, finding)
        if (question.figures or bare_figures(question)) and self._finder.unheard(question.topic):
            return Decision(UNFIT, verdict)  # PM10降到70: no figure of PM2.5 denies it
        if not judged and self._premises.wrong(question, search, finding, verdict):
            return Decision("", verdict, self._unsaid.besides(question, finding))
        missing = self._missing(question, search, finding, verdict)
        if not missing and self._invented.measure(question, finding):
            return Decision(UNFIT, verdict)
        return Decision(missing, verdict)

    def _named(self, question: Question, finding: Finding) -> bool:
        """Whether a place speaks of a matter that is named: 互花米草 among other species."""
        terms = frozenset(self._finder.tokenizer.terms(self._finder.text_of(finding)))
        words = (w for w in self._finder.strong(question.topic) if len(w) >= _NAME)
        named = (w for w in words if w in self._finder.matters or self._finder.is_own(w))
        return any(self._finder.covered(w, terms) >= _SPOKEN_OF for w in named)

    def _fits(self, question: Question, search: Search, finding: Finding) -> bool:
        """Whether the place found is the one meant."""
        text = self._finder.text_of(finding)
        # The model was fitted on words and vectors together.
        return (
            not search.signals.vectors
            or self._literal(question, finding, text)
            or self._model.fits(self._fit.features(question, search, finding, text))
            or any(q in text for q in self._finder.quoted(question.text))
            or self._told_in_full(question, search, finding)
            or self._measured(question, finding)
            or self._matters.names_one(question, finding)
        )

    def _literal(self, question: Question, finding: Finding, text: str) -> bool:
        """What :func:`is_literal` tells, before all the other features are known."""
        if finding.missing:
            return False
        finder = self._finder
        weights = {w: finder.weight(w) for w in finder.content(question.topic)}
        return self._fit.share(weights, frozenset(finder.tokenizer.terms(text))) >= LITERAL

    def _told_in_full(self, question: Question, search: Search, finding: Finding) -> bool:
        """Whether the place speaks of all of a story that asks nothing but who, or when, if that.

        Of a short one no other clause may speak nearly as much.
        """
        named = question.told or self._finder.named(question.topic)
        plain = named and is_complaint(question)
        asked = question.asks(Asked.WHO, Asked.WHEN) or plain
        if finding.clause is None or not asked or finding.coverage < _ALL_OF:
            return False
        words = len(self._finder.content(question.topic))
        others = [f for f in search.findings if f.number != finding.number]
        alone = max((f.coverage for f in others), default=0.0) <= _FAR
        # Another clause that speaks of all of it and is found better is rather meant.
        first = all(f.score <= finding.score for f in others if f.coverage >= _ALL_OF)
        return (words > _STORY and first) or (words == _STORY and alone)

    def _measured(self, question: Question, finding: Finding) -> bool:
        """Whether a sentence gives a figure of the kind asked for of what is named: 造林几亩."""
        kind, sentence = asked_kind(question.plain), finding.sentence
        if not kind or not sentence or finding.coverage < _ALL_OF:
            return False
        named = any(w in sentence.text for w in self._finder.strong(question.topic))
        return named and kind in kinds_in(sentence.text)

    def _missing(
        self, question: Question, search: Search, finding: Finding, verdict: Verdict
    ) -> str:
        """What is asked for that the place does not give; "" when it gives all."""
        text = self._finder.text_of(finding)
        own = finding.sentence.text if finding.sentence else text
        if name := self._invented.name(question, text):
            return f"“{name}”{MATTER}"
        return (
            self._unsaid.place(question, finding)
            or self._unsaid.aspect(question, finding)
            or self._known_gap(question, search, finding)
            or ("" if _targeted(question, finding) else self._matters.missing(question, finding))
            or year_missing(question, verdict)
            or date_missing(question, finding, text, self._finder.content(question.topic))
            or value_missing(question, own)
            or own_duty_missing(question, verdict.duties)
            or owner_missing(question, finding, text)
        )

    def _known_gap(self, question: Question, search: Search, finding: Finding) -> str:
        """A known question that the plan does not answer is nearer than any that it does."""
        gap = search.gap
        if gap is None or gap.likeness < _NEAR or gap.likeness <= finding.likeness + _NEARER:
            return ""
        if _AHEAD.search(question.text) and _PAST.search(gap.unit.text):
            return ""  # 以后一年最多能有几天 is not 去年有几天
        # “Is it true” and “who” are no questions for a figure or a name that is not given.
        asked_there = kinds_of(gap.unit.text)
        plain = not asks_number(question) and not asks_whether_said(question)
        if plain and question.asks(*_ANSWERABLE) and not asked_there & set(_ANSWERABLE):
            return ""
        # When it comes (哪年示范) is not how much of it.
        dated = question.asks(Asked.WHEN) and not asks_number(question)
        if dated and Asked.HOW_MUCH in asked_there and Asked.WHEN not in asked_there:
            return ""
        # Whether there is any (有没有奖) is not how much of it (奖金多少).
        sized = Asked.HOW_MUCH in asked_there and not question.asks(Asked.HOW_MUCH)
        if sized and question.asks(Asked.CHECK):
            return ""
        # Most of what that question speaks of must be asked here as well.
        covered = self._finder.covered
        asked = frozenset(self._finder.tokenizer.terms(question.text))
        words = self._finder.content(gap.unit.text)
        met = [covered(w, asked) >= _SPOKEN_OF for w in words]
        if sum(met) * 2 <= len(words):
            return ""
        # What it asks that the place does not speak of must be asked here, too.
        there = frozenset(self._finder.tokenizer.terms(self._finder.text_of(finding)))
        apart = [m for w, m in zip(words, met, strict=True) if covered(w, there) < _SPOKEN_OF]
        known = any(apart) if apart else gap.likeness >= _SAME
        return gap.unit.missing if known else ""


def _targeted(question: Question, finding: Finding) -> bool:
    """Whether a target of the place is named in full, for its year: 秸秆综合利用率 of 2023.

    A word more (农作物秸秆综合利用率) does not make it another one.
    """
    targets = finding.sentence.targets if finding.sentence else ()
    due = (t for t in targets if t.due_year in question.years and len(t.indicator) >= _INDICATOR)
    return any(t.indicator in question.topic for t in due)
