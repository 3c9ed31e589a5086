"""BM25 over token lists (bm25s), scores scaled to the share of the query that is covered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
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
        self._unseen = max(idf.values(), default=1.0)

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]]) -> LexicalIndex:
        """Index of tokenised documents."""
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        engine.index([list(d) or ["∅"] for d in documents] or [["∅"]], show_progress=False)
        return cls(engine, _idf(documents), len(documents))

    def scores(
        self, tokens: Sequence[str], extra: Sequence[str] = (), weight: float = 0.0
    ) -> np.ndarray:
        """Score of every document, shape (size,), 0 … 1; see :meth:`Joined.scores`."""
        return self._alone.scores(tokens, extra, weight)[0]

    @cached_property
    def _alone(self) -> Joined:
        return Joined((self,))

    def postings(self) -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray]:
        """The tokens; then the token, the document and the value of every posting, by position."""
        rows = self._engine.vocab_dict
        tokens = tuple(t for t in self._idf if t in rows)
        at = np.full(len(self._engine.scores["indptr"]), -1)
        at[[rows[t] for t in tokens]] = np.arange(len(tokens))
        token = np.repeat(at[:-1], np.diff(self._engine.scores["indptr"]))
        kept = token >= 0
        scores = self._engine.scores
        return tokens, token[kept], scores["indices"][kept], scores["data"][kept]

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


class Joined:
    """Several indexes searched together: each token of a query is looked up once for all."""

    def __init__(self, indexes: Sequence[LexicalIndex]) -> None:
        self._rows: dict[str, int] = {}
        self._ends = np.cumsum([i.size for i in indexes]).tolist()
        found = [i.postings() for i in indexes]
        rows = [[self._rows.setdefault(t, len(self._rows)) for t in f[0]] for f in found]
        token = np.concatenate([np.array(r, int)[f[1]] for r, f in zip(rows, found, strict=True)])
        starts = (0, *self._ends[:-1])
        document = np.concatenate([f[2] + at for at, f in zip(starts, found, strict=True)])
        order = np.argsort(token, kind="stable")
        bounds = np.searchsorted(token[order], np.arange(len(self._rows) + 1)).tolist()
        self._stretches = tuple(map(slice, bounds, bounds[1:]))
        self._documents = document[order]
        self._values = np.concatenate([f[3] for f in found])[order]
        # The last row is that of tokens nothing holds.
        self._idf = np.array([[i.idf(t) for i in indexes] for t in (*self._rows, "")])

    def scores(
        self, tokens: Sequence[str], extra: Sequence[str] = (), weight: float = 0.0
    ) -> list[np.ndarray]:
        """For each index the score of every document, shape (size,), 0 … 1.

        A score is the covered share of the query's weight: a token that stands once in a document
        of mean length counts 1 / (1 + K1), so what says the query word for word scores about 0.45.

        Tokens no document has weigh as much as the rarest ones: they count against all documents.
        ``extra`` are tokens added by the lexicon, each counting ``weight`` of a token of the query.
        """
        own = dict.fromkeys(tokens)
        added = [t for t in dict.fromkeys(extra) if t not in own] if weight else []
        scores, ideal = self._sums(list(own))
        if added:
            more, most = self._sums(added)
            scores, ideal = scores + weight * more, ideal + weight / 2 * most
        starts = (0, *self._ends)
        return [
            scores[start:end] / (whole or 1.0)
            for start, end, whole in zip(starts, self._ends, ideal.tolist(), strict=False)
        ]

    def _sums(self, tokens: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """What all documents get of the tokens, and what would be the most in each index."""
        last = len(self._rows)
        at = [self._rows.get(t, last) for t in tokens]
        sums = np.zeros(self._ends[-1], dtype=np.float32)
        if found := [self._stretches[i] for i in at if i < last]:
            documents = np.concatenate([self._documents[f] for f in found])
            np.add.at(sums, documents, np.concatenate([self._values[f] for f in found]))
        return sums, self._idf[at].sum(axis=0)


def _idf(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for document in documents:
        for token in set(document):
            counts[token] = counts.get(token, 0) + 1
    n = len(documents)
    return {t: float(np.log1p((n - c + 0.5) / (c + 0.5))) for t, c in counts.items()}
