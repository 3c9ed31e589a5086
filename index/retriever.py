"""The ranker as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import PrivateAttr

from corpus.lexicon import Lexicon
from index.generation import Generation
from index.ranker import Found, Hit, Ranker, Scorer, Weights
from index.tokens import Tokenizer


class PlanRetriever(BaseRetriever):
    """Finds titles, tasks and sentences of a plan; a LangChain retriever like any other."""

    k: int = 8
    _ranker: Ranker = PrivateAttr()

    def __init__(
        self,
        index: Generation,
        lexicon: Lexicon,
        weights: Weights | None = None,
        k: int = 8,
        reranker: Scorer | None = None,
    ) -> None:
        super().__init__(k=k)
        self._ranker = Ranker(index, lexicon, weights, reranker)

    @property
    def ranker(self) -> Ranker:
        """What ranks: plain, for what asks often."""
        return self._ranker

    @property
    def index(self) -> Generation:
        """The generation searched."""
        return self._ranker.index

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that the index was built with."""
        return self._ranker.tokenizer

    def search(self, query: str, limit: int = 12) -> Found:
        """The best units for ``query``, at most ``limit``, and the nearest gap."""
        return self._ranker.search(query, limit)

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
