"""The retriever: LangChain's socket, ways switched off, and obvious things found."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from corpus.catalog import Dossier
from index.build import Generation
from index.ranker import Weights, without
from index.retriever import PlanRetriever
from index.units import TEXT_KINDS

OBVIOUS = [
    ("黑臭水体整治到什么时候完成", 2, "到2026年年底，完成12条黑臭水体整治。"),
    ("臭水沟归谁管", 2, "到2026年年底，完成12条黑臭水体整治。"),
    ("沿河垃圾清运频次", 2, "及时清运沿河垃圾，每周不少于2次。"),
    ("化肥施用量减少多少", 4, "到2027年，主要农作物化肥施用量减少5%。"),
    ("饮用水水源保护区设置界标", 3, "划定饮用水水源保护区，设置界标和警示牌。"),
    ("老旧渔船怎么淘汰", 5, "引导渔民淘汰老旧渔船，给予补助。"),
    ("国控断面优良水体比例", 1, "国控断面优良水体比例达到85%"),
]
NOTHING = Weights(**{f.name: 0.0 for f in fields(Weights)})
WAYS = ["texts", "bags", "questions", "dense"]


@pytest.mark.parametrize(("asked", "clause", "text"), OBVIOUS)
def test_obvious_things_are_found(
    retriever: PlanRetriever, asked: str, clause: int, text: str
) -> None:
    found = retriever.search(asked)
    best = found.hits[0].unit
    assert (best.clause, found.fault) == (clause, "")
    assert text in best.text or best.text in text


def test_hits_are_texts_best_first(retriever: PlanRetriever) -> None:
    hits = retriever.search("黑臭水体整治", 5).hits
    assert len(hits) == 5
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert {h.unit.kind for h in hits} <= set(TEXT_KINDS)


def test_the_known_question_and_its_span_are_told(
    retriever: PlanRetriever, dossier: Dossier
) -> None:
    best = retriever.search("河边的垃圾多久拉一次").hits[0]
    assert best.asked == "河边的垃圾多久拉一次"
    assert 0.3 < best.likeness <= 1
    assert best.span
    assert dossier.plan.quote(*best.span) == "及时清运沿河垃圾，每周不少于2次。"


def test_gaps_are_told_apart(retriever: PlanRetriever) -> None:
    found = retriever.search("淘汰一条渔船补助多少钱")
    assert found.gap
    assert found.gap.unit.missing == "补助标准"
    assert found.gap.likeness > 0.3
    assert all(not h.unit.missing for h in found.hits)


def test_it_is_a_langchain_retriever(retriever: PlanRetriever, dossier: Dossier) -> None:
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("化肥施用量减少多少")
    assert len(documents) == retriever.k
    for document in documents:
        meta = document.metadata
        assert set(meta) == {"plan_id", "part", "clause", "kind", "start", "end", "score"}
        assert dossier.plan.quote(meta["start"], meta["end"]) == document.page_content
    assert documents[0].metadata["clause"] == 4
    assert documents[0].id == retriever.search("化肥施用量减少多少").hits[0].unit.id


def test_it_runs_in_a_chain(retriever: PlanRetriever) -> None:
    def first(documents: list[Document]) -> str:
        return documents[0].page_content

    answers = (retriever | first).batch(["化肥施用量减少多少", "沿河垃圾清运"])
    assert answers[0].endswith("化肥施用量减少5%。")
    assert "垃圾" in answers[1]


def test_k_limits_what_langchain_gets(generation: Generation, dossier: Dossier) -> None:
    assert len(PlanRetriever(generation, dossier.lexicon, k=2).invoke("黑臭水体整治")) == 2


@pytest.mark.parametrize("way", WAYS)
def test_each_way_finds_alone(generation: Generation, dossier: Dossier, way: str) -> None:
    alone = PlanRetriever(generation, dossier.lexicon, without(NOTHING, **{way: 1.0}))
    assert alone.search("黑臭水体整治的时限和数量").hits[0].unit.clause == 2


def test_all_ways_off_find_nothing(generation: Generation, dossier: Dossier) -> None:
    assert PlanRetriever(generation, dossier.lexicon, NOTHING).search("黑臭水体整治").hits == ()


def test_dense_search_off_needs_no_chroma(generation: Generation, dossier: Dossier) -> None:
    lost = replace(generation, vectors=None, nearest=None, fault="向量库不可用")
    lexical = PlanRetriever(lost, dossier.lexicon, without(Weights(), dense=0.0)).search("黑臭水体")
    assert lexical.hits
    assert lexical.fault == ""
    fused = PlanRetriever(lost, dossier.lexicon).search("黑臭水体")
    assert fused.fault == "向量库不可用"
    assert fused.hits == lexical.hits


def test_the_lexicon_bridges_words(generation: Generation, dossier: Dossier) -> None:
    texts = without(NOTHING, texts=1.0)
    asked = "黑水河"
    assert PlanRetriever(generation, dossier.lexicon, texts).search(asked).hits == ()
    bridged = PlanRetriever(generation, dossier.lexicon, without(texts, expansion=0.7))
    assert bridged.search(asked).hits[0].unit.clause == 2


@pytest.mark.parametrize("asked", ["", "？", "zzzz", "的", "龘" * 2000])
def test_what_has_no_words_finds_nothing_and_does_not_fail(
    retriever: PlanRetriever, asked: str
) -> None:
    assert retriever.search(asked).fault == ""


def test_searching_twice_finds_the_same(retriever: PlanRetriever) -> None:
    assert retriever.search("黑臭水体整治") == retriever.search("黑臭水体整治")


def test_the_places_of_the_nearest_known_questions_are_told(retriever: PlanRetriever) -> None:
    signals = retriever.search("河边的垃圾多久拉一次").signals
    assert signals.asked_at[0] == signals.places["clause", 2]
    assert signals.asked_near[0] == pytest.approx(1.0, abs=1e-3)
    assert list(signals.asked_near) == sorted(signals.asked_near, reverse=True)
    assert len(signals.asked_at) == len(signals.asked_near)
    unanswered = retriever.search("淘汰一条渔船补助多少钱").signals
    assert unanswered.asked_at[unanswered.asked_near.argmax()] == -1


def test_without_vectors_no_known_question_is_near(
    generation: Generation, dossier: Dossier
) -> None:
    blind = PlanRetriever(generation, dossier.lexicon, without(Weights(), dense=0.0))
    assert not len(blind.search("河边的垃圾多久拉一次").signals.asked_at)
