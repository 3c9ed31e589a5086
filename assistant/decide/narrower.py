"""One sentence of a clause instead of all of it, or the sentence of the year asked for."""

from __future__ import annotations

import re

from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.judge import Judge
from assistant.understand.question import Asked, Question
from corpus.model import Sentence

_BROAD = re.compile(
    r"哪些|措施|怎么做|怎么治|怎么管|怎么整|做什么|干什么|干啥|干些|主要|内容|概括|总结|介绍|列|分点|要点|梳理|全部|整体|总体|这(?:一)?条|那(?:一)?条|几方面|如何"
)
# Of the question a sentence of the year asked for may speak so much less of.
_LEAST, _LESS = 0.1, 0.4


class Narrower:
    """Narrows a finding to what a question is about."""

    def __init__(self, finder: Finder, judge: Judge) -> None:
        self._finder = finder
        self._judge = judge

    def narrow(self, question: Question, search: Search, finding: Finding) -> Finding:
        """One sentence of the clause instead of all of it, when the question is about that much."""
        clause = finding.clause
        dated = self._of_year(question, search, finding)
        if dated:
            return dated
        if not finding.whole_clause or clause is None or _BROAD.search(question.text):
            return finding
        inside = [f for f in search.findings if f.clause is clause and f.sentence]
        best = max(inside, key=lambda f: (round(self._own(question, f), 2), f.score), default=None)
        if best is None:
            return finding
        bar = 0.75 if question.asks(Asked.WHO) and not question.mentions else 0.0
        return finding if self._own(question, best) < bar else best

    def _of_year(self, question: Question, search: Search, finding: Finding) -> Finding | None:
        """The sentence of the same clause that speaks of the year asked for, if not the best."""
        clause = finding.clause
        if clause is None or not question.years or question.asks(Asked.WHEN):
            return None
        if finding.sentence and any(
            str(y) in self._judge.full_text(finding) for y in question.years
        ):
            return None
        inside = [f for f in search.findings if f.clause is clause and f.sentence]
        asked = set(question.years)
        near = finding.coverage - (_LEAST if question.asks(Asked.CHECK) else _LESS)
        inside = [f for f in inside if f.coverage >= near]
        dated = [f for f in inside if f.sentence and _dues(f.sentence) & asked]
        return max(dated, key=lambda f: f.score, default=None)

    def _own(self, question: Question, finding: Finding) -> float:
        """Share of the question's content that stands in the sentence's own words."""
        terms = frozenset(self._finder.tokenizer.terms(self._judge.full_text(finding)))
        content = self._finder.content(question.topic)
        known = [w for w in content if self._finder.is_known(w)] or content
        words = [(self._finder.weight(w), w) for w in known]
        total = sum(w for w, _ in words)
        return sum(w * self._finder.covered(t, terms) for w, t in words) / total if total else 0.0


def _dues(sentence: Sentence) -> set[int | None]:
    return {t.due_year for t in sentence.targets}
