"""Fused ranking: BM25 over the plan's text and people's questions, and dense vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

import numpy as np

from corpus.lexicon import Lexicon
from index.build import QUESTION_KINDS, TEXT_KINDS, Generation
from index.errors import RerankerError, StoreError
from index.lexical import Joined
from index.signals import Groups, Place, Signals
from index.tokens import Tokenizer
from index.units import Unit, UnitKind

_DENSE = 24
_ASKED = 20  # known questions whose places are told
_RERANKED = 12
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """What each way of searching adds; zero switches it off (see evals/baselines)."""

    texts: float = 0.5
    bags: float = 1.2
    questions: float = 1.6
    dense: float = 0.6
    parent: float = 0.35
    expansion: float = 0.7
    rerank: float = 0.6


class Scorer(Protocol):
    """What reads question and passages together."""

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """How well each passage fits, 0 … 1."""


class Hit(NamedTuple):
    """A found unit.

    ``asked`` is the known question nearest to the one put (``likeness`` 0 … 1) and ``span`` the
    stretch of the source that answers it.
    """

    unit: Unit
    score: float
    asked: str = ""
    likeness: float = 0.0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search: units best first; the nearest ``gap`` (not said by the plan) apart."""

    hits: tuple[Hit, ...]
    gap: Hit | None
    signals: Signals = field(compare=False)
    fault: str = ""


class Ranker:
    """Ranks titles, tasks and sentences of a plan for a query."""

    def __init__(
        self,
        index: Generation,
        lexicon: Lexicon,
        weights: Weights | None = None,
        reranker: Scorer | None = None,
    ) -> None:
        self.index = index
        self.tokenizer: Tokenizer = index.tokenizer
        self._lexicon, self._weights, self._reranker = lexicon, weights or Weights(), reranker
        self._words = Joined((index.texts, index.bags, index.questions))
        self._texts = tuple(u for u in index.units if u.kind in TEXT_KINDS)
        self._questions = tuple(u for u in index.units if u.kind in QUESTION_KINDS)
        owner = np.array([self._owner_of(u) for u in self._questions], dtype=np.int64)
        self._owned, self._unanswered = Groups(owner, len(self._texts)), np.flatnonzero(owner < 0)
        self._own = np.arange(len(self._texts))
        self._places: dict[Place, int] = {}
        self._place = np.array(
            [self._places.setdefault((u.part, u.clause), len(self._places)) for u in self._texts]
        )
        self._texts_of = Groups(self._place, len(self._places))
        self._asked_at = np.where(owner < 0, -1, self._place[owner])
        self._asked_of = Groups(self._asked_at, len(self._places))

    def _owner_of(self, question: Unit) -> int:
        """Position of the text unit that answers a question; -1 for a gap."""
        if question.kind is UnitKind.GAP:
            return -1
        for kind in (UnitKind.SENTENCE, UnitKind.TITLE, UnitKind.TASK):
            for i, unit in enumerate(self._texts):
                if unit.kind is kind and unit.start <= question.start < unit.end:
                    return i
        return -1

    def search(self, query: str, limit: int = 12) -> Found:
        """The best units for ``query``, at most ``limit``, and the nearest gap."""
        terms, extra = self._terms(query)
        weights = self._weights
        texts, bags, asked = self._words.scores(terms, extra, weights.expansion)
        cosines, fault = self._cosines(query)
        known = self._known_near(cosines[len(texts) :])
        similar = self._similar(cosines, known[0])
        near = asked * weights.questions + similar[len(texts) :]
        scores = texts * weights.texts + bags * weights.bags + similar[: len(texts)]
        scores = scores + self._best_asked(near)
        # Sums of floats differ in their last digits between processors, and would order equals.
        scores = np.round(scores + weights.parent * self._best_beside(scores), _DIGITS)
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(
            self._hit(i, score, near, asked)
            for i, score in zip(order.tolist(), scores[order].tolist(), strict=True)
            if score > 0
        )
        hits, slip = self._reranked(query, hits)
        signals = self._signals(texts, bags, asked, cosines, known)
        return Found(hits, self._gap(near, asked), signals, fault or slip)

    def _signals(
        self,
        texts: np.ndarray,
        bags: np.ndarray,
        asked: np.ndarray,
        cosines: np.ndarray,
        known: tuple[np.ndarray, np.ndarray],
    ) -> Signals:
        vectors, none = bool(len(cosines)), np.zeros(len(self._places))
        near_texts, near_asked = cosines[: len(texts)], cosines[len(texts) :]
        scores = np.stack(
            [
                self._texts_of.best(texts),
                self._texts_of.best(bags),
                self._asked_of.best(asked),
                self._texts_of.best(near_texts) if vectors else none,
                self._asked_of.best(near_asked) if vectors else none,
            ]
        )
        gaps = near_asked[self._unanswered] if vectors else near_asked
        gap = float(gaps.max(initial=-1.0)) if len(gaps) else 0.0
        rows, near = (found[:_ASKED] for found in known)
        scores = np.round(scores, _DIGITS)
        return Signals(
            self._places, scores, round(gap, _DIGITS), vectors, self._asked_at[rows], near
        )

    def _terms(self, query: str) -> tuple[list[str], list[str]]:
        """Terms of a query, and those that the lexicon adds."""
        terms = self.tokenizer.terms
        if not self._weights.expansion:
            return terms(query), []
        words = (o for _, official in self._lexicon.find(query) for o in official)
        return terms(query), [t for word in words for t in terms(word)]

    def _cosines(self, query: str) -> tuple[np.ndarray, str]:
        """Cosine similarity of every unit; none, with the fault told, when there are no vectors."""
        nearest = self.index.nearest
        if not self._weights.dense:
            return np.zeros(0), ""
        if nearest is None:
            return np.zeros(0), self.index.fault
        return nearest.cosines(self.index.embedder.encode([query])[0], len(self._texts)), ""

    def _known_near(self, cosines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the nearest known questions, best first, and their cosines."""
        if self.index.nearest and len(cosines):
            return self.index.nearest.best(cosines, max(_DENSE, _ASKED))
        return np.zeros(0, dtype=np.int64), np.zeros(0)

    def _similar(self, cosines: np.ndarray, known: np.ndarray) -> np.ndarray:
        """What similarity adds to the score of every unit: something for the nearest only.

        ``known`` are the nearest known questions: no others are among the nearest units.
        """
        added, nearest = np.zeros(len(self.index.units), dtype=np.float32), self.index.nearest
        if nearest and len(cosines):
            units = np.concatenate((self._own, np.sort(known) + len(self._own)))
            rows, near = nearest.best(cosines[units], _DENSE)
            added[units[rows]] = near.astype(np.float64) * self._weights.dense
        return added

    def check(self) -> None:
        """Nothing, when the index was opened with its vectors.

        Raises:
            StoreError: Chroma did not answer then; only words are searched.
        """
        if self.index.nearest is None:
            raise StoreError(self.index.fault)

    def store_fault(self) -> str:
        """What is wrong with Chroma now; it is needed again when the index is next opened."""
        try:
            if self.index.vectors:
                self.index.vectors.count()
        except StoreError as error:
            return str(error)
        return self.index.fault

    def _best_asked(self, near: np.ndarray) -> np.ndarray:
        """For each text unit the score of the known question nearest to the one put."""
        return self._owned.best(near)

    def _best_beside(self, scores: np.ndarray) -> np.ndarray:
        """For each text unit the best score in its clause, or its part of the text."""
        best: np.ndarray = self._texts_of.best(scores)[self._place]
        return best

    def _hit(self, i: int, score: float, near: np.ndarray, asked: np.ndarray) -> Hit:
        rows = self._owned.rows(i)[::-1]  # of equals the last one counts
        if not len(rows):
            return Hit(self._texts[i], score)
        row = rows[near.take(rows).argmax()]
        known = self._questions[row]
        return Hit(self._texts[i], score, known.text, float(asked[row]), (known.start, known.end))

    def vocabularies(self) -> list[tuple[Unit, frozenset[str]]]:
        """Every text unit with its own terms and those of the questions asked for it."""
        return list(zip(self._texts, self.index.bags.vocabularies(), strict=True))

    def known(self, word: str) -> bool:
        """Whether the plan's text or a question asked for it holds the word."""
        return self.index.bags.has(word)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a word among known questions."""
        return self.index.questions.idf(word)

    def _reranked(self, query: str, hits: tuple[Hit, ...]) -> tuple[tuple[Hit, ...], str]:
        """The first hits in the cross-encoder's order, as far as it outweighs their scores.

        Its opinion moves a score up or down by a part of it; when it fails, nothing moves.
        """
        if not self._reranker or not hits:
            return hits, ""
        first, weight = hits[:_RERANKED], self._weights.rerank
        try:
            fits = self._reranker.scores(query, [h.unit.text for h in first])
        except RerankerError as error:
            return hits, str(error)
        moved = [
            h._replace(score=h.score * (1 + weight * (float(fit) - 0.5)))
            for h, fit in zip(first, fits, strict=True)
        ]
        return tuple(sorted((*moved, *hits[_RERANKED:]), key=lambda h: -h.score)), ""

    def _gap(self, near: np.ndarray, asked: np.ndarray) -> Hit | None:
        rows = self._unanswered
        if not len(rows):
            return None
        row = rows[near.take(rows).argmax()]
        known = self._questions[row]
        return Hit(known, float(near[row]), known.text, float(asked[row]))


def without(weights: Weights, **parts: float) -> Weights:
    """Weights with some ways changed, for comparisons."""
    return replace(weights, **parts)
