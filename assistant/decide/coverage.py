"""How far a place of the plan speaks of the words of a topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from corpus.catalog import Dossier
from corpus.model import Clause
from index.ranker import Ranker
from index.tokens import Tokenizer, bigrams
from index.units import UnitKind

_HELD = 0.5  # share of a word from which a place speaks of it
# Words of a compound that stand apart say nearly what it says.
_COMPOUND = 0.95


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a text may speak of a word: by its official terms, its character pairs, its parts.

    ``official`` holds each term with its pairs; ``parts`` are those of a compound (科技|攻关);
    what holds none of ``signs`` speaks of it in no way.
    """

    official: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: tuple[str, ...]
    parts: tuple[str, ...]
    signs: frozenset[str]

    def share(self, vocabulary: frozenset[str]) -> float:
        """How far a vocabulary without the word itself speaks of it; 0 … 1."""
        if vocabulary.isdisjoint(self.signs):
            return 0.0
        for form, pairs in self.official:
            if form in vocabulary or (pairs and vocabulary.issuperset(pairs)):
                return 1.0
        pairs, parts, held = self.pairs, self.parts, vocabulary.__contains__
        share = sum(map(held, pairs)) / len(pairs) if pairs else 0.0
        apart = _COMPOUND * sum(map(held, parts)) / len(parts) if parts else 0.0
        return max(share, apart)


class Coverage:
    """Weighs the ``content`` words of a topic against what is said of each place of one plan."""

    def __init__(
        self, dossier: Dossier, ranker: Ranker, content: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._dossier, self._ranker, self._content = dossier, ranker, content
        self._tokenizer: Tokenizer = ranker.tokenizer
        self._indexed = self._vocabularies()
        self._vocabulary = dict(self._indexed)  # grows by what is asked, in several threads
        self.weight = lru_cache(maxsize=8192)(self._weight)
        self._weighed = lru_cache(maxsize=256)(self._weights)
        self._forms = lru_cache(maxsize=8192)(self._forms_of)

    def of(self, topic: str, span: tuple[int, int]) -> tuple[float, tuple[str, ...]]:
        """Share of the topic's content that the place speaks of, and the words it does not."""
        vocabulary, (weights, total) = self.vocabulary(span), self._weighed(topic)
        covered, missing = 0.0, []
        for word, weight, forms in weights:
            share = 1.0 if word in vocabulary else forms.share(vocabulary)
            covered += weight * share
            if share < _HELD:
                missing.append(word)
        return (covered / total if total else 0.0), tuple(missing)

    def _weights(self, topic: str) -> tuple[tuple[tuple[str, float, _Forms], ...], float]:
        """The content words of a topic with their weights and forms, and the sum of the weights."""
        weights = tuple((w, self.weight(w), self._forms(w)) for w in self._content(topic))
        return weights, sum(weight for _, weight, _ in weights)

    def _weight(self, word: str) -> float:
        """How telling a word is: its inverse frequency in the questions and in general Chinese."""
        frequency = self._tokenizer.frequency(word)
        common = 1.0 if frequency < 2000 else 0.6 if frequency < 8000 else 0.3
        return self._ranker.rarity(word) * common * (1.0 if len(word) > 1 else 0.4)

    def covered(self, word: str, vocabulary: frozenset[str]) -> float:
        """How far a vocabulary speaks of a word, itself or by its official terms; 0 … 1."""
        return 1.0 if word in vocabulary else self._forms(word).share(vocabulary)

    def _forms_of(self, word: str) -> _Forms:
        official = self._dossier.lexicon.official(word)
        told = tuple((form, tuple(bigrams(form))) for form in official)
        pairs = tuple(bigrams(word))
        parts = tuple(p for p in self._tokenizer.parts(word) if p != word)
        compound = len(parts) > 1 and sum(map(len, parts)) == len(word)
        parts = parts if compound else ()
        signs = frozenset((*official, *(p for _, ps in told for p in ps), *pairs, *parts))
        return _Forms(told, pairs, parts, signs)

    def vocabulary(self, span: tuple[int, int]) -> frozenset[str]:
        """Terms of a stretch of the plan, its clause's title, and the questions asked for it."""
        if span not in self._vocabulary:
            self._vocabulary[span] = self._of_clause(span) or self._terms_of(span)
        return self._vocabulary[span]

    def _of_clause(self, span: tuple[int, int]) -> frozenset[str]:
        """What is said of a whole clause: all that is said of its parts; empty for another span."""
        if not any((c.start, c.end) == span for c in self._dossier.plan.clauses):
            return frozenset()
        inside = (v for (a, b), v in self._indexed.items() if span[0] <= a and b <= span[1])
        return frozenset().union(*inside)

    def _terms_of(self, span: tuple[int, int]) -> frozenset[str]:
        texts = (self._dossier.plan.quote(*span), *self._context(span))
        return frozenset(t for text in texts for t in self._tokenizer.terms(text))

    def _vocabularies(self) -> dict[tuple[int, int], frozenset[str]]:
        """What :meth:`vocabulary` gives for every indexed text, from the index."""
        frames = {c.number: self._frame(c) for c in self._dossier.plan.clauses}
        found: dict[tuple[int, int], frozenset[str]] = {}
        for unit, tokens in self._ranker.vocabularies():
            title, text = frames.get(unit.clause or 0, (frozenset(), frozenset()))
            whole = unit.kind is UnitKind.TITLE
            found[unit.start, unit.end] = tokens | title | (text if whole else frozenset())
        return found

    def _frame(self, clause: Clause) -> tuple[frozenset[str], frozenset[str]]:
        """Terms of a clause's headings and of its text."""
        chapter = self._dossier.plan.chapter(clause.chapter)
        headings = f"{clause.title}。{chapter.title if chapter else ''}"
        terms = self._tokenizer.terms
        return frozenset(terms(headings)), frozenset(terms(clause.text))

    def _context(self, span: tuple[int, int]) -> list[str]:
        plan, (start, end) = self._dossier.plan, span
        clause = next((c for c in plan.clauses if c.start <= start < c.end), None)
        texts = [clause.title] if clause else []
        if clause and start == clause.title_start:
            texts.append(clause.text)
        chapter = plan.chapter(clause.chapter) if clause else None
        texts += [chapter.title] if chapter else []
        asked = (p for p in self._dossier.paraphrases if p.start < end and p.end > start)
        return texts + [q for p in asked for q in p.questions]
