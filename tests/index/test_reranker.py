"""The cross-encoder: a tiny one made here, its effect on the order, and its failures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification, set_seed

from corpus.catalog import Dossier
from index.build import Generation
from index.errors import RerankerError
from index.reranker import load_reranker
from index.retriever import PlanRetriever

ASKED = "黑臭水体什么时候整治完"


class Scorer:
    """Takes passages with a word for the fittest."""

    def __init__(self, word: str) -> None:
        self.word = word

    def scores(self, question: str, passages: Sequence[str]) -> np.ndarray:
        if not self.word:
            raise RerankerError("坏了")
        return np.array([float(self.word in p) for p in passages])


@pytest.fixture(scope="module")
def tiny(transformer: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT cross-encoder of one layer with random weights."""
    return cross_encoder(transformer, tmp_path_factory.mktemp("cross"), 1)


def cross_encoder(transformer: str, folder: Path, labels: int) -> Path:
    words = AutoTokenizer.from_pretrained(transformer)
    set_seed(0)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def order(retriever: PlanRetriever) -> list[str]:
    return [hit.unit.id for hit in retriever.search(ASKED).hits]


def test_scores_lie_between_zero_and_one_and_repeat(tiny: Path) -> None:
    reranker = load_reranker(str(tiny))
    passages = ["完成12条黑臭水体整治", "减少化肥施用", "", "长" * 2000]
    scores = reranker.scores(ASKED, passages)
    assert scores.shape == (4,)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert len(set(scores.round(9))) > 1
    assert reranker.scores(ASKED, passages) == pytest.approx(scores)


def test_a_model_by_path_moves_scores(
    tiny: Path, dossier: Dossier, generation: Generation, retriever: PlanRetriever
) -> None:
    ranked = PlanRetriever(generation, dossier.lexicon, reranker=load_reranker(str(tiny)))
    assert set(order(ranked)) == set(order(retriever))
    mine, plain = ranked.search(ASKED).hits, retriever.search(ASKED).hits
    assert {h.score for h in mine} != {h.score for h in plain}
    assert [h.score for h in mine] == sorted((h.score for h in mine), reverse=True)


def test_what_it_takes_for_fit_gains(
    dossier: Dossier, generation: Generation, retriever: PlanRetriever
) -> None:
    last = retriever.search(ASKED).hits[-1].unit
    ranked = PlanRetriever(generation, dossier.lexicon, reranker=Scorer(last.text))
    plain = {h.unit.id: h.score for h in retriever.search(ASKED).hits}
    moved = {h.unit.id: h.score / plain[h.unit.id] for h in ranked.search(ASKED).hits}
    assert moved[last.id] > 1 > max(v for name, v in moved.items() if name[:15] != last.id[:15])


def test_when_it_fails_the_order_stays(
    dossier: Dossier, generation: Generation, retriever: PlanRetriever
) -> None:
    broken = PlanRetriever(generation, dossier.lexicon, reranker=Scorer(""))
    assert order(broken) == order(retriever)
    assert broken.search(ASKED).fault == "坏了"


def test_a_name_that_nobody_has(tmp_path: Path) -> None:
    with pytest.raises(RerankerError, match="PLAN_RERANKER_MODEL"):
        load_reranker(str(tmp_path))


def test_a_classifier_is_no_reranker(transformer: str, tmp_path: Path) -> None:
    with pytest.raises(RerankerError, match="只有一个输出"):
        load_reranker(str(cross_encoder(transformer, tmp_path, 3)))
