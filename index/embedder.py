"""Embedders: the default one fitted on the corpus, or any sentence-transformers model.

The default is latent semantic analysis as a real SentenceTransformer: a StaticEmbedding module
whose token weights are IDF × the right singular vectors of the corpus' TF-IDF matrix.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer as HfTokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from index.errors import EmbedderError

DIMENSIONS = 192
_UNKNOWN = "[UNK]"
# What loading raises for a name that nobody has, no network, a folder of something else, or a
# broken file.
UNLOADABLE = (
    OSError,
    ValueError,
    RuntimeError,
    ImportError,
    KeyError,
    TypeError,
    SafetensorError,
)


class Terms(Protocol):
    """What makes terms of a text."""

    @property
    def terms(self) -> Callable[[str], list[str]]:
        """The terms of a text."""


class Embedder(Embeddings):
    """A SentenceTransformer as LangChain embeddings; vectors have length one.

    ``tokenizer`` makes the terms that a default embedder looks up; a transformer needs none.
    ``key`` tells embedders apart; ``chunk`` is a fit number of texts for one :meth:`encode`.
    """

    def __init__(
        self, model: SentenceTransformer, key: str, tokenizer: Terms | None = None
    ) -> None:
        self.model = model
        self.key = key
        self._tokenizer = tokenizer
        # Looking up terms costs little memory; a transformer's does grow with the batch.
        self._batch, self.chunk = (1024, 1024) if tokenizer else (32, 256)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (n, dimensions), float32."""
        if self._tokenizer:
            texts = [" ".join(self._tokenizer.terms(text)) or _UNKNOWN for text in texts]
        vectors = self.model.encode(
            list(texts),
            batch_size=self._batch,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain: vectors of documents."""
        return self.encode(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """LangChain: vector of a question."""
        if self._tokenizer and (table := self._table):
            return table.vector(self._tokenizer.terms(text)).tolist()  # type: ignore[no-any-return]
        return self.encode([text])[0].tolist()  # type: ignore[no-any-return]

    @cached_property
    def _table(self) -> _Table | None:
        """The default model's table, to be read without a batch of one being made; else None."""
        first = self.model[0]
        if not isinstance(first, StaticEmbedding):
            return None
        weights = first.embedding.weight.detach().cpu().numpy()
        return _Table(first.tokenizer.get_vocab(), weights)


@dataclass(frozen=True, slots=True)
class _Table:
    """Token weights, shape (tokens, dimensions), float32; the first row is that of the unknown."""

    rows: Mapping[str, int]
    weights: np.ndarray

    def vector(self, terms: Sequence[str]) -> np.ndarray:
        """The mean of the terms' rows, of length one; zero when no term is known."""
        total = self.weights[[self.rows.get(t, 0) for t in terms] or [0]].sum(axis=0)
        size = float(np.linalg.norm(total))
        found: np.ndarray = total / size if size else total
        return found


def fit_default(
    documents: Sequence[Sequence[str]], tokenizer: Terms, dimensions: int = DIMENSIONS
) -> Embedder:
    """The default embedder, fitted on ``documents`` (each in parts) in a few seconds."""
    tfidf = TfidfVectorizer(
        analyzer=lambda parts: [t for part in parts for t in tokenizer.terms(part)],
        sublinear_tf=True,
    )
    matrix = tfidf.fit_transform(documents)
    size = max(2, min(dimensions, min(matrix.shape) - 1))
    # In three iterations nothing can overflow: normalising would only double the time.
    svd = TruncatedSVD(size, random_state=0, n_iter=3, power_iteration_normalizer="none")
    svd.fit(matrix)
    weights = (svd.components_ * tfidf.idf_).T.astype(np.float32)
    vocabulary = {_UNKNOWN: 0, **{term: i + 1 for term, i in tfidf.vocabulary_.items()}}
    # Unknown tokens add nothing to the mean; a text of them alone becomes the zero vector.
    weights = np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights])
    words = HfTokenizer(WordLevel(vocabulary, unk_token=_UNKNOWN))
    words.pre_tokenizer = WhitespaceSplit()
    table = StaticEmbedding(words, embedding_weights=weights)
    model = SentenceTransformer(modules=[table, Normalize()], device="cpu")
    return Embedder(model, default_key(documents, dimensions), tokenizer)


def default_key(documents: Sequence[Sequence[str]], dimensions: int = DIMENSIONS) -> str:
    """Identity of a default embedder: what it is fitted on."""
    data = json.dumps([dimensions, *map("。".join, documents)], ensure_ascii=False)
    return "lsa-" + hashlib.sha256(data.encode()).hexdigest()[:16]


def load_default(folder: Path, key: str, tokenizer: Terms) -> Embedder:
    """A default embedder saved with its index."""
    return Embedder(SentenceTransformer(str(folder), device="cpu"), key, tokenizer)


def load_model(name: str) -> Embedder:
    """Any sentence-transformers model, by local path or hub name.

    Raises:
        EmbedderError: the model cannot be loaded; the message names the way out.
    """
    try:
        model = SentenceTransformer(name)
    except UNLOADABLE as error:
        raise EmbedderError(
            f"无法加载向量模型“{name}”（{type(error).__name__}）。"
            "请检查 PLAN_EMBEDDING_MODEL：应为本地模型目录，"
            "或可联网下载的模型名（如 BAAI/bge-small-zh-v1.5）；"
            "不设置该变量则使用内置模型，无需下载。"
        ) from error
    return Embedder(model, f"model-{_fingerprint(name, model)}")


def _fingerprint(name: str, model: SentenceTransformer) -> str:
    """Name and weights: a model replaced under the same path is another model."""
    digest = hashlib.sha256(name.encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key}{tuple(tensor.shape)}{float(tensor.double().sum()):.6f}".encode())
    return digest.hexdigest()[:16]
