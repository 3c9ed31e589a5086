"""Which of the places found is tried first, and which others may answer as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.compose.complete import joined
from assistant.compose.document import ways
from assistant.compose.phrase import alike
from assistant.decide.duties import UNOWNED, attributed
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.matters import WHERE, Matters
from assistant.decide.measure import asked_kind, kinds_in
from assistant.decide.things import OF_KIND
from assistant.decide.values import UNNUMBERED
from assistant.understand.question import Asked, Figure, Question
from corpus.model import Sentence

# A finding that good settles which clause is meant; one this close to the best may replace it.
_GOOD, _EQUAL, _NEAR, _LEAST = 0.7, 0.6, 0.35, 0.05
_WHOLLY = 0.99  # of the question, spoken of by a clause that is meant as a whole
_YEAR = re.compile(r"20\d\d年")
# The plan itself, not the news of it.
_OF_PLAN = re.compile(r"(?:方案|条款|正文)(?:里|中|内|上)")
_BODY = re.compile(r"方案的?正文|(?<![知的])正文(?:里|中|内|上)")
_NEWS_UP, _NEWS, _NEWS_DOWN = 1.6, 1.0, 0.8
# Of several aims named the news tells many in one sentence, where the plan tells each in its own.
_NEWS_OF_SEVERAL = 0.5
_OWNERLESS, _APART, _AIMED, _AIMS_ALONE = 0.7, 0.6, 1.15, 0.8
_SEVERAL, _ALL_TOLD = 2, 0.5  # matters named, and how nearly as fit a place with all is
_WHEN = re.compile(r"什么时候|何时|啥时候?|哪(?:一)?年|哪天|几时")
_AIM = re.compile(r"目标|指标")
# 提标到什么标准: a place that says so, and to what.
_REACHED = re.compile(
    r"([\u4e00-\u9fff]{2}到)(?:什么|啥|几|多少|哪[一个种]?(?:类|级|档|水平|程度))"
)
_REACHES = 1.4
_VERBATIM, _SAME_CLAUSE = 1.5, 0.5
# Characters that are the plan's own words when they stand there in a row, and what they count.
_STRETCH, _WORD_FOR_WORD = 7, 0.1
_SAME_YEAR, _SAME_PLACE = 0.2, 0.5
_LIKE = 3  # pairs of characters that an indicator shares with the topic
_SAME_MATTER = 0.45  # of what the best place speaks of, one for another year speaks of so much
# A place that speaks of so much more of a story, and is found nearly as well, goes first.
_TOLD, _ALIKE = 0.9, 0.8

_WATER = re.compile("(?=([\u4e00-\u9fff]{2,3}[河湾湖岛山]))")

_Ranked = list[tuple[float, Finding]]


class Ranking:
    """Orders places of one plan."""

    def __init__(self, finder: Finder, matters: Matters) -> None:
        self._finder = finder
        self._matters = matters
        told, year = ways().told, _YEAR.match(finder.dossier.plan.document.date)
        this_year = f"{year.group()}|" if year else ""
        self._news = re.compile(this_year + told["reported"].pattern)
        self._unnumbered = told["unnumbered"]

    def with_figures(self, question: Question, search: Search) -> Search:
        """Findings with the sentences that hold a telling figure or words quoted."""
        told = [f.text for f in question.figures if telling(f)]
        told += self._finder.quoted(question.text)
        known = {f.sentence.start for f in search.findings if f.sentence}
        more = [f for t in told for f in self._finder.holding(t, question.topic)]
        added = tuple(f for f in more if f.sentence and f.sentence.start not in known)
        search = replace(search, findings=(*search.findings, *added)) if added else search
        return self._of_bare_figures(question, search)

    def _of_bare_figures(self, question: Question, search: Search) -> Search:
        """Findings that hold a figure claimed of no matter: 新闻里写了600万平方米吗."""
        figures, words = question.figures, self._finder.strong(question.topic)
        named = any(not any(w in f.text for f in figures) for w in words)
        if not figures or not question.asks(Asked.CHECK) or named:
            return search
        held = [f for q in figures for f in self._finder.holding(q.text, question.topic)]
        if _OF_PLAN.search(question.text) and not self._news.search(question.text):
            held = [f for f in held if not f.part] or [f for f in search.findings if not f.part]
        return replace(search, findings=tuple(held)) if held else search

    def order(
        self, question: Question, search: Search, focus: int | None
    ) -> tuple[list[Finding], list[Finding]]:
        """The best finding with its equals, and other sentences of its clause.

        News yields to the plan; the clause talked about (``focus``) leads.
        """
        weigh, quoted = self._weigher(question), self._finder.quoted(question.text)
        found = search.findings
        if _BODY.search(question.text) and not self._news.search(question.text):
            found = tuple(f for f in found if not f.part)
        found = _of_body(question, found)
        rated = ((self._rate(question, f, focus, weigh(f), quoted), f) for f in found)
        ordered = sorted(rated, key=lambda p: p[0], reverse=True)
        if numbers := question.reference.clauses:
            # Another place leads only where it speaks of far more than the clause named.
            least = min(_GOOD, max(f.coverage for _, f in ordered) / 2) if ordered else 0.0
            ordered.sort(key=lambda p: p[1].number not in numbers or p[1].coverage < least)
        if not ordered:
            return [], []
        ordered = self._together(question, ordered)
        best = ordered[0][1]
        inside = [f for _, f in ordered if f.clause and f.clause is best.clause and f.sentence]
        least = max(best.coverage - _NEAR, best.coverage / 2)
        return _equals(question, ordered), [f for f in inside if f.coverage >= least]

    def _together(self, question: Question, ordered: _Ranked) -> _Ranked:
        """Places of a task that has all the matters named go before one that has only some."""
        words = self._finder.strong(question.topic) if joined(question) else ()

        def has_all(finding: Finding) -> bool:
            if not finding.task or not finding.task.duties:
                return False
            terms = frozenset(self._finder.tokenizer.terms(finding.task.text))
            return all(self._finder.covered(w, terms) == 1.0 for w in words)

        if len(words) < _SEVERAL or ordered[0][1].part or has_all(ordered[0][1]):
            return ordered
        least = _ALL_TOLD * ordered[0][0]
        first = [p for p in ordered if p[0] >= least and has_all(p[1])]
        return [*first, *(p for p in ordered if p not in first)]

    def dated(self, question: Question, search: Search, best: Finding) -> list[Finding]:
        """Places that speak of the matter and of the year asked for, which the best has not."""
        year, least = question.years[0], best.coverage * _SAME_MATTER
        near = (f for f in search.findings if f.sentence and f.coverage >= least)
        return [f for f in near if f.sentence and _due(f.sentence, year, question.topic)]

    def others(
        self, question: Question, search: Search, best: Finding, missing: str
    ) -> list[Finding]:
        """Places that speak of the matter and give what the best lacks: owners, or a figure.

        A figure counts where it is of the kind asked for (几天, 多少亩), or is of what is named.
        """
        if missing not in (UNOWNED, UNNUMBERED):
            return []
        kind = asked_kind(question.plain) if missing == UNNUMBERED else ""
        least = best.coverage * _SAME_MATTER
        near = [f for f in search.findings if f.coverage >= least]
        owned = [f for f in near if f.task and f.task.duties]
        if missing == UNOWNED:
            return owned
        if not kind:
            own = (f for f in owned if f.task is best.task)
            return [f for f in own if _aims(f.sentence, question.topic)]
        kept = (f for f in near if (f.task and f.task.duties) or (f.part and f.score >= best.score))
        return [f for f in kept if f.sentence and kind in kinds_in(f.sentence.text)]

    def _rate(
        self,
        question: Question,
        finding: Finding,
        focus: int | None,
        weight: float,
        quoted: Sequence[str],
    ) -> float:
        score, text = finding.score * weight, self._finder.text_of(finding)
        score += max((telling(f) for f in question.figures if f.text in text), default=0.0)
        score += _VERBATIM * any(q in text for q in quoted)
        score += _WORD_FOR_WORD * said_in(question.topic, text)
        score += _SAME_YEAR * any(str(y) in text for y in question.years)
        score += _SAME_PLACE * any(d.rstrip("市区") in text for d in question.districts)
        score += _SAME_PLACE * any(w in text for w in self._waters(question.text))
        return score + _SAME_CLAUSE * (focus is not None and finding.number == focus)

    def _waters(self, text: str) -> list[str]:
        """The plan's rivers and bays that a text names: 李村河."""
        names = (m[1] for m in _WATER.finditer(text))
        source = self._finder.dossier.plan.source
        return [name for name in names if name in source and not OF_KIND.search(name)]

    def _weigher(self, question: Question) -> Callable[[Finding], float]:
        """What a place of that kind counts for to such a question."""
        told = bool(self._unnumbered.search(question.text))
        news = bool(self._news.search(question.text))
        of_news = _NEWS_UP if told else _NEWS if news else _NEWS_DOWN
        aims, who = bool(_AIM.search(question.text)), question.asks(Asked.WHO) and not told
        reached = found[1] if (found := _REACHED.search(question.text)) else ""
        where = bool(WHERE.search(question.text))
        if of_news is _NEWS_DOWN and joined(question) and (aims or question.asks(Asked.HOW_MUCH)):
            of_news = _NEWS_OF_SEVERAL
        when = bool(_WHEN.search(question.text)) and not aims and not question.figures

        def weigh(finding: Finding) -> float:
            weight = of_news if finding.part else 1.0
            if aims and finding.clause and _aimed(finding):
                weight *= _AIMED
            if reached and reached in self._finder.text_of(finding):
                weight *= _REACHES
            if who and not _owned(finding):
                weight *= _OWNERLESS
            if when and finding.clause and not any(t.duties for t in finding.clause.tasks):
                weight *= _AIMS_ALONE  # what is done by then stands in a clause of its own
            claimed = any(f.text in self._finder.text_of(finding) for f in question.figures)
            if where and not claimed and self._matters.apart(question, finding):
                weight *= _APART  # of the town, where the village is asked about
            return weight

        return weigh


def _owned(finding: Finding) -> bool:
    """Whether it is told who carries a place; a clause that is one task, as a whole."""
    whole = finding.clause.tasks if finding.whole_clause and finding.clause else ()
    named = len(whole) == 1 and finding.coverage > _WHOLLY
    tasks = whole if named else (finding.task,)
    return any(t.duties for t in tasks if t)


def _aimed(finding: Finding) -> bool:
    """Whether a place has targets; a clause where any sentence of it has."""
    clause = finding.clause if finding.whole_clause else None
    held = clause.sentences if clause else (finding.sentence,)
    return any(s.targets for s in held if s)


def _aims(sentence: Sentence | None, topic: str) -> bool:
    """Whether a sentence gives the value of what a topic names: 造林2万亩."""
    given = (t for t in sentence.targets if t.value) if sentence else ()
    return any(t.indicator in topic or alike(topic, t.indicator) >= _LIKE for t in given)


def _due(sentence: Sentence, year: int, topic: str) -> bool:
    """Whether a sentence has a target like the topic that falls due in a year."""
    due = (t for t in sentence.targets if t.due_year == year)
    return any(alike(topic, t.indicator) >= _LIKE for t in due)


def _equals(question: Question, ordered: _Ranked) -> list[Finding]:
    """The best finding and those about as fit."""
    high, best = ordered[0]
    bar, close = best.coverage - _LEAST, _EQUAL * high
    equals = [f for r, f in ordered[:6] if f is best or (f.coverage >= bar and r >= close)]
    if best.coverage < _GOOD and not joined(question):
        # A story's own words tell of another place: 海边的塑料垃圾 of the sea, not of plastics.
        near = {f for r, f in ordered if f.task and f.task.duties and r >= _ALIKE * high}
        full = {f for f in near if f.coverage >= _TOLD and f.number != best.number}
        equals.sort(key=lambda f: f not in full)
    return equals


def said_in(topic: str, text: str) -> bool:
    """Whether most of what is asked about stands in a text word for word."""
    pieces = _stretches(topic)
    return bool(pieces) and sum(p in text for p in pieces) * 2 >= len(pieces)


@lru_cache(maxsize=16)  # every place is rated by the same ones
def _stretches(topic: str) -> tuple[str, ...]:
    return tuple(topic[at : at + _STRETCH] for at in range(len(topic) - _STRETCH + 1))


def telling(figure: Figure) -> float:
    """How far a figure alone tells which passage is meant: 6174个 does, 5% does not."""
    digits = len(figure.value.replace(".", ""))
    return 1.5 if digits > 3 else 0.5 if digits > 2 or "." in figure.value else 0.0


def _of_body(question: Question, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Where a department's tasks are asked for, the places that it has a part in, if any."""
    names = {d.name for m in question.mentions for d in m.departments}
    listed = question.asks(Asked.WHICH_CLAUSE) and not question.asks(Asked.WHO, Asked.CHECK)
    if not names or not listed or attributed(question):
        return found
    return tuple(f for f in found if any(d.name in names for d in f.duties)) or found
