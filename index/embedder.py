"""Embedders: the default one fitted on the corpus, or any sentence-transformers model.

The default is latent semantic analysis as a real SentenceTransformer: a StaticEmbedding module
whose token weights are IDF × the right singular vectors of the corpus' TF-IDF matrix. It is saved
as one and used as the table that it is: torch costs seconds to import and 250 MB, so only who
names a model loads it.
"""

from __future__ import annotations

import hashlib
import json
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer as HfTokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from index.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DIMENSIONS = 192
_UNKNOWN = "[UNK]"
_NORMALIZE = "1_Normalize"
_MODULES = "sentence_transformers.sentence_transformer.modules"
# What makes a folder with a table and its tokens a SentenceTransformer.
_PARTS: dict[str, Any] = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": _NORMALIZE, "type": f"{_MODULES}.Normalize"},
    ],
    "config_sentence_transformers.json": {"similarity_fn_name": "cosine"},
    f"{_NORMALIZE}/config.json": {},
}
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
    """What makes vectors of length one of texts; also LangChain's embeddings.

    ``key`` tells embedders apart; ``chunk`` is a fit number of texts for one :meth:`encode`.
    """

    key: str
    chunk: int

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (n, dimensions), float32."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain: vectors of documents."""
        return self.encode(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        """LangChain: vector of a question."""
        return self.encode([text])[0].tolist()  # type: ignore[no-any-return]


class ModelEmbedder(Embedder):
    """Any SentenceTransformer."""

    chunk = 256  # its memory grows with the batch

    def __init__(self, model: SentenceTransformer, key: str) -> None:
        self.model = model
        self.key = key

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (n, dimensions), float32."""
        vectors = self.model.encode(
            list(texts),
            batch_size=32,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


class TableEmbedder(Embedder):
    """The default: a text is the mean of its terms' weights, of length one.

    ``rows`` gives each term's row of ``weights``, shape (terms, dimensions), float32; the first
    row is that of unknown terms and zero, so that a text of them alone is the zero vector.
    """

    chunk = 1024

    def __init__(
        self, rows: Mapping[str, int], weights: np.ndarray, key: str, tokenizer: Terms
    ) -> None:
        self.rows = rows
        self.weights = weights
        self.key = key
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (n, dimensions), float32."""
        return np.vstack([self._vector(self._tokenizer.terms(text)) for text in texts])

    def _vector(self, terms: Sequence[str]) -> np.ndarray:
        total = self.weights[[self.rows.get(t, 0) for t in terms] or [0]].sum(axis=0)
        size = float(np.linalg.norm(total))
        found: np.ndarray = total / size if size else total
        return found

    def save(self, folder: Path) -> None:
        """Save it as a SentenceTransformer, for :func:`load_default` and whoever wants one."""
        (folder / _NORMALIZE).mkdir(parents=True)
        words = HfTokenizer(WordLevel(dict(self.rows), unk_token=_UNKNOWN))
        words.pre_tokenizer = WhitespaceSplit()
        words.save(str(folder / "tokenizer.json"), pretty=False)
        save_file({"embedding.weight": self.weights}, folder / "model.safetensors")
        for name, told in _PARTS.items():
            (folder / name).write_text(json.dumps(told), "utf-8")


def fit_default(
    documents: Sequence[Sequence[str]], tokenizer: Terms, dimensions: int = DIMENSIONS
) -> TableEmbedder:
    """The default embedder, fitted on ``documents`` (each in parts) in a few seconds."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

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
    rows = {_UNKNOWN: 0, **{term: i + 1 for term, i in tfidf.vocabulary_.items()}}
    weights = np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights])
    return TableEmbedder(rows, weights, default_key(documents, dimensions), tokenizer)


def default_key(documents: Sequence[Sequence[str]], dimensions: int = DIMENSIONS) -> str:
    """Identity of a default embedder: what it is fitted on."""
    data = json.dumps([dimensions, *map("。".join, documents)], ensure_ascii=False)
    return "lsa-" + hashlib.sha256(data.encode()).hexdigest()[:16]


def load_default(folder: Path, key: str, tokenizer: Terms) -> TableEmbedder:
    """A default embedder saved with its index."""
    (weights,) = load_file(folder / "model.safetensors").values()
    rows = HfTokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    return TableEmbedder(rows, weights, key, tokenizer)


def load_model(name: str) -> ModelEmbedder:
    """Any sentence-transformers model, by local path or hub name.

    Raises:
        EmbedderError: the model cannot be loaded; the message names the way out.
    """
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name)
    except UNLOADABLE as error:
        raise EmbedderError(
            f"无法加载向量模型“{name}”（{type(error).__name__}）。"
            "请检查 PLAN_EMBEDDING_MODEL：应为本地模型目录，"
            "或可联网下载的模型名（如 BAAI/bge-small-zh-v1.5）；"
            "不设置该变量则使用内置模型，无需下载。"
        ) from error
    return ModelEmbedder(model, f"model-{_fingerprint(name, model)}")


def _fingerprint(name: str, model: SentenceTransformer) -> str:
    """Name and weights: a model replaced under the same path is another model."""
    digest = hashlib.sha256(name.encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key}{tuple(tensor.shape)}{float(tensor.double().sum()):.6f}".encode())
    return digest.hexdigest()[:16]
