"""The one home of Chroma: embedded and persistent, or a server by URL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from index.errors import StoreError
from index.units import Unit

_BATCH = 1000
_QUIET = Settings(anonymized_telemetry=False)
T = TypeVar("T")


class VectorStore:
    """One collection of units in Chroma, through LangChain's store."""

    def __init__(self, client: ClientAPI, collection: str, embedder: Embeddings) -> None:
        self.client = client
        self.collection = collection
        self.chroma = _guard(
            lambda: Chroma(
                collection_name=collection,
                embedding_function=embedder,
                client=client,
                collection_configuration={"hnsw": {"space": "cosine", "ef_search": 64}},
            )
        )

    def add(
        self, units: Sequence[Unit], vectors: np.ndarray, progress: Callable[[int], None]
    ) -> None:
        """Write units with their vectors; ``progress`` gets the number written so far."""
        target = self.chroma._collection
        for at in range(0, len(units), _BATCH):
            part = units[at : at + _BATCH]
            _guard(
                lambda at=at, part=part: target.upsert(  # type: ignore[misc]
                    ids=[u.id for u in part],
                    documents=[u.text for u in part],
                    embeddings=vectors[at : at + _BATCH],
                    metadatas=[_metadata(u) for u in part],
                )
            )
            progress(min(at + _BATCH, len(units)))

    def vectors(self) -> dict[str, np.ndarray]:
        """Stored vectors by the digest of their text."""
        rows = _guard(lambda: self.chroma._collection.get(include=["embeddings", "metadatas"]))
        pairs = zip(rows["metadatas"] or (), np.asarray(rows["embeddings"]), strict=True)
        return {str(meta["digest"]): vector for meta, vector in pairs}

    def count(self) -> int:
        """Units in the collection."""
        return _guard(self.chroma._collection.count)

    def search(self, vector: Sequence[float], limit: int) -> list[tuple[Document, float]]:
        """Nearest units with their cosine similarity, best first."""
        found = _guard(
            lambda: self.chroma.similarity_search_by_vector_with_relevance_scores(
                list(vector), k=limit
            )
        )
        return [(document, 1.0 - distance) for document, distance in found]


def embedded(folder: Path) -> ClientAPI:
    """A persistent Chroma in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    return _guard(lambda: chromadb.PersistentClient(str(folder), settings=_QUIET))


def server(url: str) -> ClientAPI:
    """A Chroma server, e.g. http://127.0.0.1:8000.

    Raises:
        StoreError: the URL is malformed or nobody answers there.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise StoreError(f"PLAN_CHROMA_URL“{url}”不是有效地址，应形如 http://127.0.0.1:8000。")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    host = str(parts.hostname)
    return _guard(lambda: chromadb.HttpClient(host=host, port=port, ssl=secure, settings=_QUIET))


def drop(client: ClientAPI, keep: Sequence[str], prefix: str) -> None:
    """Delete collections of ``prefix`` that are not to be kept."""
    for collection in _guard(client.list_collections):
        if collection.name.startswith(prefix) and collection.name not in keep:
            _guard(lambda name=collection.name: client.delete_collection(name))  # type: ignore[misc]


def _metadata(unit: Unit) -> dict[str, str | int]:
    return {
        "id": unit.id,
        "kind": unit.kind.value,
        "plan_id": unit.plan_id,
        "part": unit.part,
        "clause": unit.clause or 0,
        "start": unit.start,
        "end": unit.end,
        "digest": unit.digest,
    }


def _guard(call: Callable[[], T]) -> T:
    """Chroma's and the network's faults as one error in Chinese."""
    try:
        return call()
    except (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"向量库（Chroma）不可用：{type(error).__name__}。请检查 PLAN_CHROMA_URL 指向的服务或 var/ 目录；"
            "不设置 PLAN_CHROMA_URL 则使用内嵌向量库。"
        ) from error
