"""Finding the place of the plan that a question is about, and how well it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from corpus.catalog import Dossier
from corpus.model import Clause, Part, Sentence, Task
from corpus.words import load_words
from index.ranker import Found, Hit
from index.retriever import PlanRetriever
from index.signals import Signals
from index.tokens import Tokenizer, bigrams
from index.units import Unit, UnitKind

_Place = tuple[Clause | None, Task | None, Sentence | None, Part | None]

# Words that every question about a plan may hold; they tell nothing of its topic.
GENERIC = frozenset(load_words("generic"))


FLOOR = 0.4
_HELD = 0.5  # share of a word from which a place speaks of it
# Words of a compound that stand apart say nearly what it says.
_COMPOUND = 0.95
_PART = re.compile(r"[，,。；;：:！!？?（）()\n—]+")
# Lumps of asking that the tokenizer keeps whole: 归谁管, 怎么办.
_ASKED = re.compile(r"谁|哪|啥|什么|多少|怎|咋|如何")
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|负责|牵头")


@dataclass(frozen=True, slots=True)
class Finding:
    """A place of the plan: a whole clause, one of its sentences, or a sentence of another part.

    ``coverage`` is the share (0 … 1) of the question's content, by weight, that the place and the
    ways people ask for it speak of; ``missing`` the content words it does not.
    """

    score: float
    likeness: float
    coverage: float
    missing: tuple[str, ...]
    clause: Clause | None
    task: Task | None
    sentence: Sentence | None
    part: Part | None
    span: tuple[int, int]
    asked: str

    @property
    def whole_clause(self) -> bool:
        """Whether the clause as a whole is meant."""
        return self.sentence is None and self.clause is not None

    @property
    def number(self) -> int | None:
        """The clause number; None outside the clauses."""
        return self.clause.number if self.clause else None


@dataclass(frozen=True, slots=True)
class Search:
    """All findings for a topic, best first, and the nearest question the plan does not answer.

    ``signals`` tells how each way of searching likes each clause.
    """

    topic: str
    findings: tuple[Finding, ...]
    gap: Hit | None
    fault: str
    signals: Signals = field(compare=False)

    @property
    def best(self) -> Finding | None:
        """The best finding."""
        return self.findings[0] if self.findings else None


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a text may speak of a word: by its official terms, its character pairs, its parts.

    ``official`` holds each term with its pairs; ``parts`` are those of a compound (科技|攻关).
    """

    official: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: tuple[str, ...]
    parts: tuple[str, ...]


class Finder:
    """Turns retrieved units into places of the plan."""

    def __init__(self, dossier: Dossier, retriever: PlanRetriever) -> None:
        self.dossier = dossier
        self._ranker = retriever.ranker
        self.tokenizer: Tokenizer = retriever.ranker.tokenizer
        self._vocabulary = self._vocabularies()
        self.search = lru_cache(maxsize=2048)(self._search)
        self._place = lru_cache(maxsize=4096)(self._place_of)
        self.content = lru_cache(maxsize=2048)(self._content)
        self.strong = lru_cache(maxsize=2048)(self._strong)
        self.weight = lru_cache(maxsize=8192)(self._weight)
        self._weighed = lru_cache(maxsize=256)(self._weights)
        self._forms = lru_cache(maxsize=8192)(self._forms_of)

    def _search(self, topic: str, limit: int = 10) -> Search:
        found = self._ranker.search(topic, limit + 6)
        findings = [
            self._finding(hit, topic) for hit in found.hits if hit.unit.kind is not UnitKind.TASK
        ]
        findings.sort(key=lambda f: -f.score)
        return Search(topic, tuple(findings[:limit]), _gap(found), found.fault, found.signals)

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

    def _content(self, topic: str) -> tuple[str, ...]:
        """Content words of a topic, each once."""
        words = [w for w in dict.fromkeys(self.tokenizer.words(topic)) if w not in GENERIC]
        words = [w for w in words if not w.isdecimal() and not _ASKED.search(w)]
        # Foreign words that nothing here knows are words of asking (“Answer in English”).
        native = [w for w in words if not w.isascii() or self._ranker.known(w) or w in self.matters]
        return tuple(native or words)

    def gist(self, topic: str) -> str:
        """The parts of a rambling topic that speak of the plan's field; all when none does."""
        parts = [p for p in _PART.split(topic) if p.strip()]
        kept = [p for p in parts if self.strong(p)]
        return "，".join(kept) if kept else topic

    def _strong(self, topic: str) -> tuple[str, ...]:
        """Content words that stand in the plan's text or belong to its field."""
        words = (w for w in self.content(topic) if len(w) > 1 and not _ASKING.search(w))
        return tuple(w for w in words if any(map(self._is_term, self.tokenizer.parts(w))))

    def _is_term(self, word: str) -> bool:
        return len(word) > 1 and (word in self.terms or word in self._plan_parts)

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
        words += self._named(topic)
        names = (w for w in dict.fromkeys(words) if len(w) > 1 and not self._is_lay(w))
        return tuple(w for w in names if self.covered(w, vocabulary) < 0.5)

    def foreign(self, topic: str) -> tuple[str, ...]:
        """Names of matters in the topic of which neither the plan nor any known question speaks."""
        words = [w for w in self.content(topic) if w in self.matters]
        words += self._named(topic)
        official = self.dossier.lexicon.official
        return tuple(
            w
            for w in dict.fromkeys(words)
            if len(w) > 1 and not any(self.is_known(f) for f in (w, *official(w)))
        )

    def _is_lay(self, word: str) -> bool:
        """Whether a word is everybody's for several things, and the plan's for none (砸墙)."""
        official = self.dossier.lexicon.official(word)
        return bool(official) and not word.isascii() and word not in self.dossier.plan.source

    def is_known(self, word: str) -> bool:
        """Whether the plan, or a question known for it, holds the word."""
        return self._ranker.known(word) or word in self.dossier.plan.source

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

    def named(self, topic: str) -> list[str]:
        """Names of matters in a text."""
        words = (w for w in self.content(topic) if len(w) > 1 and w in self.matters)
        return [*words, *self._named(topic)]

    def _named(self, topic: str) -> list[str]:
        """Names of matters that the lexicon finds in a topic, unless they cut a word (中|水质)."""
        cut = set[int]()
        at = 0
        for word in self.tokenizer.cut(topic):
            cut |= {at, at + len(word)}
            at += len(word)
        found = [w for w, _ in self.dossier.lexicon.find(topic) if w in self.matters]
        folded = topic.lower()
        return [w for w in found if any(folded.startswith(w, i) and i + len(w) in cut for i in cut)]

    def coverage(self, topic: str, span: tuple[int, int]) -> tuple[float, tuple[str, ...]]:
        """Share of the topic's content that the place speaks of, and the words it does not."""
        vocabulary, (weights, total) = self.vocabulary(span), self._weighed(topic)
        covered, missing = 0.0, []
        for word, weight in weights:
            if word in vocabulary:
                covered += weight
                continue
            share = self.covered(word, vocabulary)
            covered += weight * share
            if share < _HELD:
                missing.append(word)
        return (covered / total if total else 0.0), tuple(missing)

    def _weights(self, topic: str) -> tuple[tuple[tuple[str, float], ...], float]:
        """The content words of a topic with their weights, and the sum of these."""
        weights = tuple((word, self.weight(word)) for word in self.content(topic))
        return weights, sum(weight for _, weight in weights)

    def _weight(self, word: str) -> float:
        """How telling a word is: its inverse frequency in the questions and in general Chinese."""
        frequency = self.tokenizer.frequency(word)
        common = 1.0 if frequency < 2000 else 0.6 if frequency < 8000 else 0.3
        return self._ranker.rarity(word) * common * (1.0 if len(word) > 1 else 0.4)

    def covered(self, word: str, vocabulary: frozenset[str]) -> float:
        """How far a vocabulary speaks of a word, itself or by its official terms; 0 … 1."""
        if word in vocabulary:
            return 1.0
        forms = self._forms(word)
        for form, pairs in forms.official:
            if form in vocabulary or (pairs and vocabulary.issuperset(pairs)):
                return 1.0
        pairs, parts, held = forms.pairs, forms.parts, vocabulary.__contains__
        share = sum(map(held, pairs)) / len(pairs) if pairs else 0.0
        apart = _COMPOUND * sum(map(held, parts)) / len(parts) if parts else 0.0
        return max(share, apart)

    def _forms_of(self, word: str) -> _Forms:
        official = self.dossier.lexicon.official(word)
        parts = tuple(p for p in self.tokenizer.parts(word) if p != word)
        compound = len(parts) > 1 and sum(map(len, parts)) == len(word)
        return _Forms(
            tuple((form, tuple(bigrams(form))) for form in official),
            tuple(bigrams(word)),
            parts if compound else (),
        )

    def _vocabularies(self) -> dict[tuple[int, int], frozenset[str]]:
        """What :meth:`vocabulary` gives for every indexed text, from the index."""
        frames = {c.number: self._frame(c) for c in self.dossier.plan.clauses}
        found: dict[tuple[int, int], frozenset[str]] = {}
        for unit, tokens in self._ranker.vocabularies():
            title, text = frames.get(unit.clause or 0, (frozenset(), frozenset()))
            whole = unit.kind is UnitKind.TITLE
            found[unit.start, unit.end] = tokens | title | (text if whole else frozenset())
        return found

    def _frame(self, clause: Clause) -> tuple[frozenset[str], frozenset[str]]:
        """Terms of a clause's headings and of its text."""
        chapter = self.dossier.plan.chapter(clause.chapter)
        headings = f"{clause.title}。{chapter.title if chapter else ''}"
        terms = self.tokenizer.terms
        return frozenset(terms(headings)), frozenset(terms(clause.text))

    def vocabulary(self, span: tuple[int, int]) -> frozenset[str]:
        """Terms of a stretch of the plan, its clause's title, and the questions asked for it."""
        if span not in self._vocabulary:
            texts = [self.dossier.plan.quote(*span), *self._context(span)]
            terms = (t for text in texts for t in self.tokenizer.terms(text))
            self._vocabulary[span] = frozenset(terms)
        return self._vocabulary[span]

    def _context(self, span: tuple[int, int]) -> list[str]:
        plan, (start, end) = self.dossier.plan, span
        clause = next((c for c in plan.clauses if c.start <= start < c.end), None)
        texts = [clause.title] if clause else []
        if clause and start == clause.title_start:
            texts.append(clause.text)
        chapter = plan.chapter(clause.chapter) if clause else None
        texts += [chapter.title] if chapter else []
        asked = (p for p in self.dossier.paraphrases if p.start < end and p.end > start)
        return texts + [q for p in asked for q in p.questions]

    @property
    def fault(self) -> str:
        """Why vectors are not searched at present; "" when they are."""
        return self._ranker.index.fault

    @cached_property
    def field_terms(self) -> frozenset[str]:
        """Terms of the field: the lexicon's official words and the words people use for them."""
        return frozenset(w.lower() for w in self.dossier.lexicon.terms)

    @cached_property
    def matters(self) -> frozenset[str]:
        """Words that name one matter: the lexicon's, and those of the plan's indicators."""
        indicators = {
            t.indicator for c in self.dossier.plan.clauses for s in c.sentences for t in s.targets
        }
        named = {
            w
            for i in indicators
            for w in self.tokenizer.words(i)
            if len(w) > 1 and w not in GENERIC
        }
        return self.dossier.lexicon.matters | named

    @cached_property
    def terms(self) -> frozenset[str]:
        """Terms of the plan's own text and of its field."""
        return self.plan_terms | self.field_terms

    @cached_property
    def _plan_parts(self) -> frozenset[str]:
        """Words within the plan's compounds: 噪声 of 噪声污染."""
        parts = (p for w in self.plan_terms for p in self.tokenizer.parts(w))
        return frozenset(p for p in parts if len(p) > 1 and p not in GENERIC)

    @cached_property
    def plan_terms(self) -> frozenset[str]:
        """Words of the plan's own text."""
        return frozenset(w for c in self.dossier.plan.clauses for w in self.tokenizer.words(c.text))


def _gap(found: Found) -> Hit | None:
    return found.gaps[0] if found.gaps else None
