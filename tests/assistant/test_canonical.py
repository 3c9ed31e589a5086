"""Questions to the ledger in any words: the canonical utterance that a fitted model picks."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Status
from assistant.canonical import Canonical, load_canonical
from assistant.decide.find import Finder
from assistant.engine import Assistant
from assistant.understand.ngrams import NgramModel
from assistant.understand.reader import Reader
from corpus.canonical import Utterance, load_utterances
from corpus.words import load_words

SLOTS = {
    "department": "市园林和林业局",
    "other": "市自然资源和规划局",
    "clause": "22",
    "another": "24",
    "chapter": "6",
    "year": "2025",
    "term": "湿地",
}


@pytest.fixture(scope="module")
def finder(assistant: Assistant) -> Finder:
    return Finder(assistant.dossier, assistant.retriever)


@pytest.fixture(scope="module")
def reader(finder: Finder) -> Reader:
    return Reader(finder.dossier, load_words("places"), finder.tokenizer.cut)


@pytest.mark.parametrize("utterance", load_utterances(), ids=lambda u: u.kind)
def test_every_utterance_is_answered_from_the_plan(
    assistant: Assistant, utterance: Utterance
) -> None:
    slots = SLOTS | ({"year": "2020"} if utterance.kind == "year.base" else {})
    answer = assistant.ask(utterance.text.format_map(slots))
    assert answer.status is Status.ANSWERED
    assert answer.citations or re.search(r"没有|\d", answer.answer)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("市公安局的大名撒在了哪些条款里？", "◇的大名撒在了哪些条款里？"),
        ("“生态警长”这仨字搁在哪个条目底下来着？", "□这仨字搁在哪个条目底下来着？"),
        ("第十三条到2024年要做到的是啥", "C到Y要做到的是啥"),
        ("第三章收尾的是哪条", "H收尾的是哪条"),
    ],
)
def test_a_frame_is_the_question_without_what_it_names(
    finder: Finder, reader: Reader, text: str, frame: str
) -> None:
    assert Canonical(finder).frame(reader.read(text)) == frame


def test_an_utterance_says_all_that_is_named(finder: Finder, reader: Reader) -> None:
    canonical = Canonical(finder)
    of_two = canonical.candidates(reader.read("市公安局和市司法局都在哪几条？"))
    assert of_two["departments.both"] == "市公安局和市司法局都在哪几条里？"
    assert not any(kind.startswith(("department.", "plan.")) for kind in of_two)
    three = "市公安局、市司法局、市检察院都在哪几条？"
    assert not canonical.candidates(reader.read(three))
    assert not canonical.candidates(reader.read("第四十条有哪些任务？"))


def test_nothing_is_picked_by_a_model_that_knows_nothing(finder: Finder, reader: Reader) -> None:
    kinds = tuple(u.kind for u in load_utterances())
    unlearnt = NgramModel(kinds, tuple(-8.0 for _ in kinds), {})
    reading = Canonical(finder, unlearnt).read(reader.read("市公安局在哪几条？"))
    assert reading is not None
    assert reading.chance < 0.01


def test_the_fitted_model_is_of_the_utterances() -> None:
    assert load_canonical().kinds == tuple(u.kind for u in load_utterances())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("市公安局的大名撒在了哪些条款里？", {11, 28, 32}),
        ("新来的同事想把市司法局挂名的条号抄全，麻烦给出来。", {28}),
        ("律师写意见书要引“环境有价、损害担责”，出处条号给一个。", {28}),
    ],
)
def test_words_that_no_grammar_knows(assistant: Assistant, text: str, clauses: set[int]) -> None:
    answer = assistant.ask(text)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == clauses


def test_what_is_quoted_is_listed_where_it_stands_in_several_clauses(
    assistant: Assistant,
) -> None:
    for text in ("“湿地”写在第几条？", "“湿地”在第几条？"):
        assert {c.clause for c in assistant.ask(text).citations} == {15, 16, 22, 29}
    assert {c.clause for c in assistant.ask("“生态警长”写在第几条？").citations} == {32}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("大沽河前前后后被写进了哪些条目？", {16, 26, 27}),
        ("胶州湾这仨字，翻遍全文在哪几处露脸？", {13, 15, 29}),
        ("除了大沽河，还有哪几条河要综合整治？", {16}),
    ],
)
def test_all_clauses_are_told_where_several_are_asked_for(
    assistant: Assistant, text: str, clauses: set[int]
) -> None:
    assert {c.clause for c in assistant.ask(text).citations} == clauses


def test_an_answer_keeps_to_the_clauses_of_the_department(assistant: Assistant) -> None:
    answer = assistant.ask("人民银行青岛市中心支行又不是管环保的，它分到了哪些事？")
    assert {c.clause for c in answer.citations} == {29}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("表格里只留了一格：城市再生水利用率要到多少？", "55%"),
        ("系统只收一个数：新增清洁取暖多少万户？", "24万户"),
    ],
)
def test_an_announcement_is_not_what_is_asked(assistant: Assistant, text: str, said: str) -> None:
    assert said in assistant.ask(text).answer


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("市公安局的办公电话是多少？", Status.NOT_IN_PLAN),
        ("市气象局在方案里领了哪几条？", Status.NOT_IN_PLAN),
        ("烟台市公安局的名字散落在哪些条款？", Status.NOT_IN_PLAN),
        ("牵头第二十七条的处长贵姓？", Status.NOT_IN_PLAN),
        ("帮我把第二章画成一张图", Status.OUT_OF_SCOPE),
    ],
)
def test_what_is_not_there_stays_refused(assistant: Assistant, text: str, status: Status) -> None:
    assert assistant.ask(text).status is status
