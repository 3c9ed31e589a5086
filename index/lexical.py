"""BM25 over token lists (bm25s), scores scaled to the share of the query that is covered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

K1, B = 1.2, 0.6
_IDF = "idf.json"


class LexicalIndex:
    """Scores of every document for a query; documents are known by position."""

    def __init__(self, engine: bm25s.BM25, idf: dict[str, float], size: int) -> None:
        self._engine = engine
        self._idf = idf
        self.size = size
        self._starts: list[int] = engine.scores["indptr"].tolist()
        self._documents: np.ndarray = engine.scores["indices"]
        self._values: np.ndarray = engine.scores["data"]
        self._unseen = max(idf.values(), default=1.0)

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> LexicalIndex:
        """Index of tokenised documents."""
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        engine.index([list(d) or ["∅"] for d in documents], show_progress=False)
        return cls(engine, _idf(documents), len(documents))

    def scores(
        self, tokens: Sequence[str], extra: Sequence[str] = (), weight: float = 0.0
    ) -> np.ndarray:
        """Score of every document, shape (size,), 0 … 1: covered share of the query's weight.

        A token that stands once in a document of mean length counts 1 / (1 + K1), so what says
        the query word for word scores about 0.45.

        Tokens no document has weigh as much as the rarest ones: they count against all documents.
        ``extra`` are tokens added by the lexicon, each counting ``weight`` of a token of the query.
        """
        own = dict.fromkeys(tokens)
        added = [t for t in dict.fromkeys(extra) if t not in own]
        idf, unseen = self._idf.get, self._unseen
        ideal = sum([idf(t, unseen) for t in own])
        ideal += weight / 2 * sum([idf(t, unseen) for t in added])
        scores = self._raw(list(own))
        if weight and added:
            scores = scores + weight * self._raw(added)
        return scores / (ideal or 1.0)

    def _raw(self, tokens: list[str]) -> np.ndarray:
        """What bm25s' ``get_scores`` gives, added up in one call instead of one for each token."""
        scores = np.zeros(self.size, dtype=np.float32)
        rows, starts = self._engine.vocab_dict, self._starts
        found = [rows[t] for t in tokens if t in self._idf]
        if found:
            columns = [slice(starts[i], starts[i + 1]) for i in found]
            at = np.concatenate([self._documents[c] for c in columns])
            np.add.at(scores, at, np.concatenate([self._values[c] for c in columns]))
        return scores

    def vocabularies(self) -> list[frozenset[str]]:
        """The tokens of every document, by position."""
        found: list[set[str]] = [set() for _ in range(self.size)]
        starts, documents = self._engine.scores["indptr"], self._engine.scores["indices"]
        for token, i in self._engine.vocab_dict.items():
            if token and i + 1 < len(starts):
                for document in documents[starts[i] : starts[i + 1]]:
                    found[document].add(token)
        return [frozenset(tokens) for tokens in found]

    def idf(self, token: str) -> float:
        """Inverse document frequency; that of the rarest token when unseen."""
        return self._idf.get(token, self._unseen)

    def has(self, token: str) -> bool:
        """Whether any document holds the token."""
        return token in self._idf

    def save(self, folder: Path) -> None:
        """Write the index to a folder."""
        self._engine.save(str(folder), show_progress=False)
        (folder / "idf.json").write_text(
            json.dumps([self.size, self._idf], ensure_ascii=False), "utf-8"
        )

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index written by :meth:`save`."""
        size, idf = json.loads((folder / _IDF).read_text("utf-8"))
        return cls(bm25s.BM25.load(str(folder), show_progress=False), idf, size)

    @staticmethod
    def stands(folder: Path) -> bool:
        """Whether an index was written to a folder in full."""
        return (folder / _IDF).is_file()


def _idf(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for document in documents:
        for token in set(document):
            counts[token] = counts.get(token, 0) + 1
    n = len(documents)
    return {t: float(np.log1p((n - c + 0.5) / (c + 0.5))) for t, c in counts.items()}
