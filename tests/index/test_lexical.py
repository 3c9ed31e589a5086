"""BM25: scores as shares of the query, saved and loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Joined, LexicalIndex

DOCUMENTS = [
    ["黑臭", "水体", "整治"],
    ["水体", "监测", "公布"],
    ["化肥", "施用量", "减少", "化肥"],
    [],
]
TOKENS = [*sorted({t for d in DOCUMENTS for t in d}), "渔船"]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(DOCUMENTS)


@given(st.lists(st.sampled_from(TOKENS)))
def test_scores_are_shares(query: list[str]) -> None:
    scores = LexicalIndex.build(DOCUMENTS).scores(query)
    assert scores.shape == (len(DOCUMENTS),)
    assert np.all((scores >= 0) & (scores <= 1))
    assert scores[3] == 0


def test_best_is_what_covers_most(index: LexicalIndex) -> None:
    scores = index.scores(["黑臭", "水体"])
    assert scores[0] > scores[1] > scores[2] == 0


def test_said_twice_counts_once(index: LexicalIndex) -> None:
    assert np.array_equal(index.scores(["水体", "水体"]), index.scores(["水体"]))


def test_unseen_tokens_count_against_all(index: LexicalIndex) -> None:
    assert not index.has("渔船")
    assert index.idf("渔船") == max(map(index.idf, TOKENS))
    assert index.scores(["水体", "渔船"])[1] < index.scores(["水体"])[1]
    assert not index.scores(["渔船"]).any()
    assert not index.scores([]).any()


def test_rare_tokens_weigh_more(index: LexicalIndex) -> None:
    assert index.idf("黑臭") > index.idf("水体") > 0


def test_added_tokens_weigh_less_than_own(index: LexicalIndex) -> None:
    own, added = index.scores(["整治", "监测"]), index.scores(["整治"], ["监测"], 0.5)
    assert own[0] == pytest.approx(own[1])
    assert added[0] > added[1] > 0
    assert np.array_equal(index.scores(["整治"], ["监测"], 0.0), index.scores(["整治"]))
    assert np.array_equal(index.scores(["整治"], ["整治"], 0.5), index.scores(["整治"]))


@given(st.lists(st.sampled_from(TOKENS)), st.lists(st.sampled_from(TOKENS)))
def test_joined_indexes_score_as_each_alone(query: list[str], extra: list[str]) -> None:
    both = [LexicalIndex.build(DOCUMENTS), LexicalIndex.build(DOCUMENTS[1:])]
    joined = Joined(both).scores(query, extra, 0.7)
    for one, scores in zip(both, joined, strict=True):
        assert np.array_equal(scores, one.scores(query, extra, 0.7))


def test_saved_and_loaded_it_is_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    assert not LexicalIndex.stands(tmp_path)
    index.save(tmp_path)
    assert LexicalIndex.stands(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    assert loaded.size == index.size
    for query in (["黑臭", "水体"], ["化肥"], ["渔船", "公布"], []):
        assert np.array_equal(
            loaded.scores(query, ["监测"], 0.7), index.scores(query, ["监测"], 0.7)
        )
    assert [loaded.idf(t) for t in TOKENS] == [index.idf(t) for t in TOKENS]
