"""A question in doubt is answered as one asked before, or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Status
from assistant.decide.precedents import (
    WEIGHTS,
    Features,
    Told,
    is_doubtful,
    load_model,
    may_replace,
    same_things,
)
from assistant.decide.trees import Node, Trees, load_trees, save_trees
from assistant.dialogue.turns import Completed
from assistant.engine import Assistant
from assistant.recall import Recall
from corpus.precedents import Precedent
from index.lexical import LexicalIndex
from index.similar import Similar, grams

ALWAYS = Trees(Features._fields, 9.0, (), 0.5)


def told(status: Status = Status.ANSWERED, *cited: str, digest: str = "") -> Told:
    return Told(status, frozenset(cited), digest)


def recall(assistant: Assistant, *precedents: Precedent, model: Trees = ALWAYS) -> Recall:
    """The assistant's recall with these precedents alone, and a model that says yes."""
    texts = [p.question for p in precedents]
    similar = Similar(texts, LexicalIndex.build([grams(t) for t in texts]))
    return Recall(precedents, similar, assistant._reader, assistant._finder, model)


def meant(assistant: Assistant, question: str, *precedents: Precedent) -> str:
    """The question that one which was refused is answered as; empty for none."""
    asked, answer = Completed(question), assistant._responder.answer
    draft = assistant._refuser.missing("所问内容")
    found = recall(assistant, *precedents).meant(asked, draft, answer)
    return found.text if found else ""


def test_a_refused_question_is_answered_as_one_asked_before(assistant: Assistant) -> None:
    known = Precedent("黑臭水体由谁负责？", "answered", ("13",), "")
    assert meant(assistant, "黑臭水体到底谁负责", known) == known.question


def test_a_reply_that_is_no_longer_the_right_one_counts_for_nothing(assistant: Assistant) -> None:
    outgrown = Precedent("黑臭水体由谁负责？", "answered", ("14",), "")
    assert not meant(assistant, "黑臭水体到底谁负责", outgrown)


@pytest.mark.parametrize(
    "question",
    [
        "黑臭水体市公安局负责吗，谁负责",
        "2023年黑臭水体谁负责",
        "第十四条黑臭水体谁负责",
        "黑臭水体不是谁负责",
        "黑臭水体哪年清零",
    ],
)
def test_what_names_or_asks_something_else_is_another_question(
    assistant: Assistant, question: str
) -> None:
    known = Precedent("黑臭水体由谁负责？", "answered", ("13",), "")
    assert not meant(assistant, question, known)


def test_without_precedents_nothing_is_recalled(assistant: Assistant) -> None:
    assert not meant(assistant, "黑臭水体到底谁负责")


@pytest.mark.parametrize(
    ("own", "other", "may"),
    [
        (told(Status.NOT_IN_PLAN), told(Status.ANSWERED, "13"), True),
        (told(Status.NOT_IN_PLAN), told(Status.NOT_IN_PLAN), False),
        (told(Status.ANSWERED, "1", "2"), told(Status.NOT_IN_PLAN), False),
        (told(Status.ANSWERED, "1", "2"), told(Status.ANSWERED, "1"), False),
        (told(Status.ANSWERED, "1", "2"), told(Status.ANSWERED, "1", "2", "3"), False),
        (told(Status.ANSWERED, "1", "2"), told(Status.ANSWERED, "3"), True),
    ],
)
def test_what_may_stand_in_the_place_of_a_reply(own: Told, other: Told, may: bool) -> None:
    assert may_replace(own, other) is may


def test_attacks_and_what_is_told_from_one_place_are_in_no_doubt() -> None:
    assert not is_doubtful(told(Status.BLOCKED))
    assert not is_doubtful(told(Status.ANSWERED, "13"))
    assert is_doubtful(told(Status.ANSWERED, "13", "14"))
    assert is_doubtful(told(Status.NOT_IN_PLAN))


def test_to_ask_whether_denies_nothing(assistant: Assistant) -> None:
    read = assistant._reader.read
    plain = read("市公安局牵头的任务")
    assert same_things(read("有没有市公安局牵头的任务"), plain)
    assert not same_things(read("不是市公安局牵头的任务"), plain)


def test_a_model_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("trees") / "m.json"
    tree = (Node(0, 0.5, 1, 2, 0.0), Node(-1, 0, 0, 0, -2.0), Node(-1, 0, 0, 0, 2.0))
    save_trees(Trees(("a",), 0.0, (tree,), 0.6), path)
    model = load_trees(path)
    assert model.trees == (tree,)
    assert model.probability([0.5]) < 0.5 < model.probability([0.6])


def test_a_model_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(load_trees(WEIGHTS), features=("a",))
    monkeypatch.setattr("assistant.decide.precedents.load_trees", lambda _: other)
    load_model.cache_clear()
    with pytest.raises(ValueError, match="evals precedents"):
        load_model()
    monkeypatch.undo()
    load_model.cache_clear()
