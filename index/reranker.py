"""A cross-encoder that reads question and passage together: slower than vectors, and finer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.embedder import UNLOADABLE
from index.errors import RerankerError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker:
    """Any sentence-transformers cross-encoder with one output."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        """How well each passage fits, 0 … 1, shape (n,), float64.

        Raises:
            RerankerError: the model cannot score them.
        """
        pairs = [(question, passage) for passage in passages]
        try:
            found = self._model.predict(pairs, batch_size=16, show_progress_bar=False)
        except (RuntimeError, ValueError, IndexError) as error:
            raise RerankerError(f"重排模型出错（{type(error).__name__}）。") from error
        scores = np.nan_to_num(np.asarray(found, dtype=np.float64))
        return np.clip(scores, 0.0, 1.0)


def load_reranker(name: str) -> Reranker:
    """A cross-encoder by local path or hub name.

    Raises:
        RerankerError: it cannot be loaded; the message names the way out.
    """
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name)
    except UNLOADABLE as error:
        raise RerankerError(
            f"无法加载重排模型“{name}”（{type(error).__name__}）。"
            "请检查 PLAN_RERANKER_MODEL：应为本地模型目录，"
            "或可联网下载的模型名（如 BAAI/bge-reranker-base）；不设置该变量则不重排。"
        ) from error
    if model.num_labels != 1:
        raise RerankerError(f"“{name}”不是重排模型：应只有一个输出，实有 {model.num_labels} 个。")
    return Reranker(model)
