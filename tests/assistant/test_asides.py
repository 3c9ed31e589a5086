"""Asides around a question are left out; what tells of the matter stays."""

from __future__ import annotations

import pytest

from assistant.dialogue.asides import Asides
from assistant.engine import Assistant
from corpus.words import load_lines


@pytest.fixture(scope="module")
def asides(assistant: Assistant) -> Asides:
    return assistant._listener._asides


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("我在赶一篇调研稿子，湿地保护率要达到多少？", "湿地保护率要达到多少？"),
        ("湿地保护率要达到多少，处长等着签字", "湿地保护率要达到多少"),
        ("@小助手 黑臭水体归谁管", "黑臭水体归谁管"),
    ],
)
def test_an_aside_is_left_out(asides: Asides, text: str, question: str) -> None:
    assert asides(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "湿地保护率要达到多少？",
        "我家楼下的河沟又黑又臭，归谁管",  # the matter itself
        "我刚调到市司法局，我们局有什么任务",  # the department that is meant
        "换个话题，绿地率要多少",  # a turn of the conversation
    ],
)
def test_what_is_no_aside_stays(asides: Asides, text: str) -> None:
    assert asides(text) == text


@pytest.mark.parametrize(
    "aside", ["我们校报下周就要付印了，", "局办催了三遍了，", "本人退休赋闲在家，"]
)
@pytest.mark.parametrize(
    "question", ["责任部门最多的是哪一条？", "山火烧秃的坡还种树不，种多少亩", "第十三条讲什么？"]
)
def test_an_aside_changes_no_answer(assistant: Assistant, aside: str, question: str) -> None:
    assert aside.strip("，") not in load_lines("asides")
    assert assistant.ask(aside + question).answer == assistant.ask(question).answer
