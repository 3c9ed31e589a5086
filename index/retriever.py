"""The fused retriever: BM25 over the plan's text and people's questions, and dense vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import PrivateAttr

from corpus.lexicon import Lexicon
from index.build import QUESTION_KINDS, TEXT_KINDS, Generation
from index.errors import RerankerError, StoreError
from index.tokens import Tokenizer
from index.units import Unit, UnitKind

_DENSE = 24
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


@dataclass(frozen=True, slots=True)
class Hit:
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
    """Result of a search: units best first; near ``gaps`` (what the plan does not say) apart."""

    hits: tuple[Hit, ...]
    gaps: tuple[Hit, ...]
    fault: str = ""


class PlanRetriever(BaseRetriever):
    """Finds titles, tasks and sentences of a plan; a LangChain retriever like any other."""

    k: int = 8
    _index: Generation = PrivateAttr()
    _lexicon: Lexicon = PrivateAttr()
    _weights: Weights = PrivateAttr()
    _texts: tuple[Unit, ...] = PrivateAttr()
    _questions: tuple[Unit, ...] = PrivateAttr()
    _owner: np.ndarray = PrivateAttr()
    _position: dict[str, int] = PrivateAttr()
    _asked_at: dict[str, int] = PrivateAttr()
    _parents: np.ndarray = PrivateAttr()
    _reranker: Scorer | None = PrivateAttr()

    def __init__(
        self,
        index: Generation,
        lexicon: Lexicon,
        weights: Weights | None = None,
        k: int = 8,
        reranker: Scorer | None = None,
    ) -> None:
        super().__init__(k=k)
        self._reranker = reranker
        self._index, self._lexicon, self._weights = index, lexicon, weights or Weights()
        self._texts = tuple(u for u in index.units if u.kind in TEXT_KINDS)
        self._questions = tuple(u for u in index.units if u.kind in QUESTION_KINDS)
        self._position = {u.id: i for i, u in enumerate(self._texts)}
        self._asked_at = {u.id: i for i, u in enumerate(self._questions)}
        self._owner = np.array([self._owner_of(u) for u in self._questions], dtype=np.int64)
        groups: dict[tuple[str, int | None], int] = {}
        self._parents = np.array(
            [groups.setdefault((u.part, u.clause), len(groups)) for u in self._texts]
        )

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
        """The best units for ``query``, at most ``limit``, and the nearest gaps."""
        terms, extra = self._terms(query)
        weights = self._weights
        texts = self._index.texts.scores(terms, extra, weights.expansion)
        bags = self._index.bags.scores(terms, extra, weights.expansion)
        asked = self._index.questions.scores(terms, extra, weights.expansion)
        dense, fault = self._dense(query)
        near = self._add(asked * weights.questions, dense, self._asked_at)
        scores = self._add(texts * weights.texts + bags * weights.bags, dense, self._position)
        best, which = self._best_question(near)
        scores = scores + best
        # Sums of floats differ in their last digits between processors, and would order equals.
        scores = np.round(scores + weights.parent * self._parent_best(scores), _DIGITS)
        order = np.argsort(-scores, kind="stable")[:limit]
        hits = tuple(
            self._hit(int(i), float(scores[i]), int(which[i]), asked)
            for i in order
            if scores[i] > 0
        )
        hits, slip = self._reranked(query, hits)
        return Found(hits, self._gaps(near, asked), fault or slip)

    def _terms(self, query: str) -> tuple[list[str], list[str]]:
        """Terms of a query, and those that the lexicon adds."""
        tokenizer = self._index.tokenizer
        if not self._weights.expansion:
            return tokenizer.terms(query), []
        words = (o for _, official in self._lexicon.find(query) for o in official)
        return tokenizer.terms(query), [t for word in words for t in tokenizer.terms(word)]

    def _add(self, scores: np.ndarray, dense: dict[str, float], at: dict[str, int]) -> np.ndarray:
        for name, similarity in dense.items():
            if name in at:
                scores[at[name]] += similarity * self._weights.dense
        return scores

    def _dense(self, query: str) -> tuple[dict[str, float], str]:
        """Cosine similarity by unit id; empty, with the fault told, when there are no vectors."""
        nearest = self._index.nearest
        if not self._weights.dense:
            return {}, ""
        if nearest is None:
            return {}, self._index.fault
        return dict(nearest.search(self._index.embedder.embed_query(query), _DENSE)), ""

    def check(self) -> None:
        """Nothing, when the index was opened with its vectors.

        Raises:
            StoreError: Chroma did not answer then; only words are searched.
        """
        if self._index.nearest is None:
            raise StoreError(self._index.fault)

    def store_fault(self) -> str:
        """What is wrong with Chroma now; it is needed again when the index is next opened."""
        try:
            if self._index.vectors:
                self._index.vectors.count()
        except StoreError as error:
            return str(error)
        return self._index.fault

    def _best_question(self, near: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each text unit the score of the known question nearest to the one put, and which."""
        best = np.zeros(len(self._texts), dtype=np.float64)
        which = np.full(len(self._texts), -1)
        order = np.argsort(near, kind="stable")
        owners = self._owner[order]
        mine = owners >= 0
        # Later assignments win, so ascending order leaves the best question of each unit.
        which[owners[mine]] = order[mine]
        found = which >= 0
        best[found] = near[which[found]]
        return best, which

    def _parent_best(self, scores: np.ndarray) -> np.ndarray:
        best = np.zeros(int(self._parents.max()) + 1)
        np.maximum.at(best, self._parents, scores)
        mine: np.ndarray = best[self._parents]
        return mine

    def _hit(self, i: int, score: float, question: int, asked: np.ndarray) -> Hit:
        if question < 0:
            return Hit(self._texts[i], score)
        known = self._questions[question]
        span = (known.start, known.end)
        return Hit(self._texts[i], score, known.text, float(asked[question]), span)

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that the index was built with."""
        return self._index.tokenizer

    @property
    def index(self) -> Generation:
        """The generation searched."""
        return self._index

    def vocabularies(self) -> list[tuple[Unit, frozenset[str]]]:
        """Every text unit with its own terms and those of the questions asked for it."""
        return list(zip(self._texts, self._index.bags.vocabularies(), strict=True))

    def known(self, word: str) -> bool:
        """Whether the plan's text or a question asked for it holds the word."""
        return self._index.bags.has(word)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a word among known questions."""
        return self._index.questions.idf(word)

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
            replace(h, score=h.score * (1 + weight * (float(fit) - 0.5)))
            for h, fit in zip(first, fits, strict=True)
        ]
        return tuple(sorted((*moved, *hits[_RERANKED:]), key=lambda h: -h.score)), ""

    def _gaps(self, near: np.ndarray, asked: np.ndarray) -> tuple[Hit, ...]:
        positions = np.flatnonzero(self._owner < 0)
        if not len(positions):
            return ()
        order = positions[np.argsort(-near[positions], kind="stable")][:3]
        return tuple(
            Hit(self._questions[i], float(near[i]), self._questions[i].text, float(asked[i]))
            for i in order
        )

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [_document(hit) for hit in self.search(query, self.k).hits]


def _document(hit: Hit) -> Document:
    unit = hit.unit
    return Document(
        id=unit.id,
        page_content=unit.text,
        metadata={
            "plan_id": unit.plan_id,
            "part": unit.part,
            "clause": unit.clause,
            "kind": unit.kind.value,
            "start": unit.start,
            "end": unit.end,
            "score": hit.score,
        },
    )


def without(weights: Weights, **parts: float) -> Weights:
    """Weights with some ways changed, for comparisons."""
    return replace(weights, **parts)
