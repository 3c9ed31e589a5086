"""The one home of Chroma: embedded and persistent, or a server by URL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI as ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from index.errors import StoreError
from index.nearest import Nearest
from index.units import Unit

_BATCH = 1000


class VectorStore:
    """One collection of units in Chroma, through LangChain's store.

    Raises:
        StoreError: Chroma cannot be reached, or has no such collection and is not to ``create`` it.
    """

    def __init__(
        self, client: ClientAPI, collection: str, embedder: Embeddings, create: bool = False
    ) -> None:
        self.client = client
        self.collection = collection
        with _told():
            if not create:  # LangChain would put an empty collection where one was lost
                client.get_collection(collection, embedding_function=None)
            self.chroma = Chroma(
                collection_name=collection,
                embedding_function=embedder,
                client=client,
                collection_configuration={"hnsw": {"space": "cosine", "ef_search": 64}},
            )

    def add(
        self, units: Sequence[Unit], vectors: np.ndarray, progress: Callable[[int], None]
    ) -> None:
        """Write units with their vectors; ``progress`` gets the number written so far."""
        for at in range(0, len(units), _BATCH):
            part = units[at : at + _BATCH]
            with _told():
                self.chroma._collection.upsert(
                    ids=[u.id for u in part],
                    documents=[u.text for u in part],
                    embeddings=vectors[at : at + _BATCH],
                    metadatas=[_metadata(u) for u in part],
                )
            progress(at + len(part))

    def nearest(self, order: Sequence[str]) -> Nearest:
        """All vectors for exact search in memory, in the ``order`` of unit ids.

        Raises:
            StoreError: Chroma cannot be reached, or lacks some of them.
        """
        with _told():
            rows = self.chroma._collection.get(include=["embeddings"])
            row = {name: i for i, name in enumerate(rows["ids"])}
            vectors = np.asarray(rows["embeddings"], dtype=np.float32)
            if missing := [name for name in order if name not in row]:
                raise ValueError(f"{len(missing)} vectors are missing")
            return Nearest(order, vectors[[row[name] for name in order]])

    def vectors(self) -> dict[str, np.ndarray]:
        """Stored vectors by the digest of their text."""
        with _told():
            rows = self.chroma._collection.get(include=["embeddings", "metadatas"])
        pairs = zip(rows["metadatas"] or (), np.asarray(rows["embeddings"]), strict=True)
        return {str(meta["digest"]): vector for meta, vector in pairs}

    def count(self) -> int:
        """Units in the collection."""
        return count(self.client, self.collection)


def embedded(folder: Path) -> ClientAPI:
    """A persistent Chroma in ``folder``."""
    with _told():
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(folder), settings=_settings())


def server(url: str) -> ClientAPI:
    """A Chroma server, e.g. http://127.0.0.1:8000.

    Raises:
        StoreError: the URL is malformed or nobody answers there.
    """
    host, port, secure = _address(url)
    with _told():
        return chromadb.HttpClient(host=host, port=port, ssl=secure, settings=_settings())


def _address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether the connection is encrypted."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _malformed(url) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _malformed(url)
    secure = parts.scheme == "https"
    return parts.hostname, port or (443 if secure else 80), secure


def _malformed(url: str) -> StoreError:
    return StoreError(f"PLAN_CHROMA_URL“{url}”不是有效地址，应形如 http://127.0.0.1:8000。")


def count(client: ClientAPI, collection: str) -> int:
    """Units in a collection.

    Raises:
        StoreError: Chroma cannot be reached, or has no such collection.
    """
    with _told():
        return client.get_collection(collection, embedding_function=None).count()


def drop(client: ClientAPI, collections: Iterable[str]) -> None:
    """Delete those of ``collections`` that exist."""
    for name in collections:
        with _told(), suppress(NotFoundError):
            client.delete_collection(name)


def _settings() -> Settings:
    """New ones for each client: Chroma writes into them what kind of client they are for."""
    return Settings(anonymized_telemetry=False)


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


@contextmanager
def _told() -> Iterator[None]:
    """Chroma's and the network's faults as one error in Chinese."""
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            f"向量库（Chroma）不可用：{type(error).__name__}。"
            "请检查 PLAN_CHROMA_URL 指向的服务或 var/ 目录；"
            "不设置 PLAN_CHROMA_URL 则使用内嵌向量库。"
        ) from error
