"""Finding the place of the plan that a question is about, and how well it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.decide.coverage import Coverage
from assistant.decide.finding import Finding, Search
from assistant.decide.terms import Terms
from corpus.catalog import Dossier
from corpus.model import Clause, Part, Sentence, Task
from corpus.patterns import branching
from index.ranker import Hit
from index.retriever import PlanRetriever
from index.tokens import Tokenizer
from index.units import Unit, UnitKind

_Place = tuple[Clause | None, Task | None, Sentence | None, Part | None]

_BARE = branching(r"(?<![\d.])(?!20\d\d(?!\d))\d{4,}(?![\d年.])")
_QUOTED = re.compile(r"[“「]([^”」]{3,30})[”」]")
FLOOR = 0.4


class Finder:
    """Turns retrieved units into places of the plan, and tells what their words are."""

    def __init__(self, dossier: Dossier, retriever: PlanRetriever) -> None:
        self.dossier = dossier
        self._ranker = retriever.ranker
        self.tokenizer: Tokenizer = retriever.ranker.tokenizer
        self._terms = terms = Terms(dossier, retriever.ranker)
        self.content, self.strong, self.gist = terms.content, terms.strong, terms.gist
        self.named, self.foreign, self.is_known = terms.named, terms.foreign, terms.is_known
        self.unheard = terms.unheard
        self.tells, self.is_own = terms.tells, terms.is_own
        self._coverage = coverage = Coverage(dossier, retriever.ranker, terms.content)
        self.coverage, self.covered = coverage.of, coverage.covered
        self.weight, self.vocabulary = coverage.weight, coverage.vocabulary
        self.rarity = retriever.ranker.rarity
        self.search = lru_cache(maxsize=2048)(self._search)
        self._place = lru_cache(maxsize=4096)(self._place_of)
        self._begin = lru_cache(maxsize=4096)(self._begin_of)

    def _search(self, topic: str, limit: int = 10) -> Search:
        found = self._ranker.search(topic, limit + 6)
        findings = [
            self._finding(hit, topic) for hit in found.hits if hit.unit.kind is not UnitKind.TASK
        ]
        findings.sort(key=lambda f: -f.score)
        return Search(topic, tuple(findings[:limit]), found.gap, found.fault, found.signals)

    def _finding(self, hit: Hit, topic: str) -> Finding:
        unit = hit.unit
        clause, task, sentence, part = self._place(unit)
        coverage, missing = self.coverage(topic, (unit.start, unit.end))
        span = hit.span or (unit.start, unit.end)
        # What is found by one telling word yields to what speaks of the whole question.
        score = hit.score * (FLOOR + coverage)
        return Finding(
            score, hit.likeness, coverage, missing, clause, task, sentence, part, span, hit.asked
        )

    def _place_of(self, unit: Unit) -> _Place:
        """What of the plan a text unit is or stands in."""
        plan = self.dossier.plan
        clause = plan.clause(unit.clause) if unit.clause else None
        tasks = clause.tasks if clause else ()
        task = next((t for t in tasks if t.start <= unit.start < t.end), None)
        part = next((p for p in plan.parts if p.kind == unit.part), None) if not clause else None
        pool: Sequence[Sentence] = task.sentences if task else part.sentences if part else ()
        return clause, task, next((s for s in pool if s.start == unit.start), None), part

    def is_lay(self, word: str) -> bool:
        """Whether a word is everybody's word for something official."""
        return self._terms.is_lay(word)

    def official_missing(
        self,
        topic: str,
        span: tuple[int, int],
        more: str = "",
        strict: bool = False,
        also: frozenset[str] = frozenset(),
    ) -> tuple[str, ...]:
        """Names of matters in the topic of which the place, with ``more``, does not speak.

        ``strict`` takes every word of the plan's own text for a name, and so are those of ``also``.
        """
        vocabulary = self.vocabulary(span) | frozenset(self.tokenizer.terms(more))
        plan = self.plan_terms if strict else frozenset[str]()
        words = [w for w in self.content(topic) if w in self.matters or w in plan or w in also]
        words += self._terms.in_lexicon(topic)
        names = (w for w in dict.fromkeys(words) if len(w) > 1 and not self._terms.is_lay(w))
        return tuple(w for w in names if self.covered(w, vocabulary) < 0.5)

    def holding(self, text: str, topic: str) -> list[Finding]:
        """The sentences that hold ``text`` word for word."""
        plan = self.dossier.plan
        tasks = ((c, t, None, s) for c in plan.clauses for t in c.tasks for s in t.sentences)
        parts = ((None, None, p, s) for p in plan.parts for s in p.sentences)
        found = []
        for clause, task, part, s in (*tasks, *parts):
            if text not in s.text:
                continue
            span = (s.start, s.end)
            coverage, missing = self.coverage(topic, span)
            found.append(Finding(coverage, 0.0, coverage, missing, clause, task, s, part, span, ""))
        return found

    def quoted(self, text: str) -> list[str]:
        """Words in quotation marks, or long bare numbers, that stand at one place, just so."""
        source, said = self.dossier.plan.source, (*_QUOTED.findall(text), *_BARE.findall(text))
        return [q for q in said if source.count(q) == 1]

    def text_of(self, finding: Finding) -> str:
        """The sentence found with what governs it since the last 。; else the clause, or part."""
        if not finding.sentence:
            whole = finding.clause or finding.part
            return whole.text if whole else ""
        begin = self._begin(finding.sentence.start)
        if finding.task:  # a responsibility bracket may stand between
            begin = max(begin, finding.task.start)
        return self.dossier.plan.source[begin : finding.sentence.end]

    def _begin_of(self, start: int) -> int:
        """Where the text since the last 。 before an offset begins."""
        return max(self.dossier.plan.source.rfind(m, 0, start) for m in "。\n") + 1

    @property
    def fault(self) -> str:
        """Why vectors are not searched at present; "" when they are."""
        return self._ranker.index.fault

    @property
    def matters(self) -> frozenset[str]:
        """Words that name one matter: the lexicon's, and those of the plan's indicators."""
        return self._terms.matters

    @property
    def terms(self) -> frozenset[str]:
        """Terms of the plan's own text and of its field."""
        return self._terms.terms

    @property
    def field_terms(self) -> frozenset[str]:
        """Terms of the field: the lexicon's official words and the words people use for them."""
        return self._terms.field_terms

    @property
    def plan_terms(self) -> frozenset[str]:
        """Words of the plan's own text."""
        return self._terms.plan_terms
