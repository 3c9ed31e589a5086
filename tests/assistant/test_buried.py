"""Questions buried in rambling messages."""

from __future__ import annotations

import pytest

from assistant.dialogue.buried import unburied
from assistant.engine import Assistant

TERMS = ("黑臭水体", "绿地率", "造林", "目标")


def terms(text: str) -> list[str]:
    return [t for t in TERMS if t in text]


def read(text: str) -> str:
    return unburied(text, terms, terms, lambda t: "多少" in t or "谁" in t)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("早上出门忘带伞淋了一路对了绿地率要多少", "绿地率要多少"),
        ("老师布置了一堆作业我就想知道造林多少亩", "造林多少亩"),
        ("领导催得急你们多担待就是那个绿地率目标多少", "绿地率目标多少"),
    ],
)
def test_what_is_told_before_the_point_is_left_out(text: str, question: str) -> None:
    assert read(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "我们村的黑臭水体又冒泡了我想问归谁管",  # the matter stands before the point
        "早上出门忘带伞淋了一路对了谢谢啊",  # nothing is asked behind it
        "早上出门忘带伞淋了一路对了油价多少",  # and nothing of the field
        "对了绿地率多少",
        "绿地率多少",
        "",
    ],
)
def test_all_is_kept_where_it_may_matter(text: str) -> None:
    assert read(text) == text


def test_the_buried_question_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("昨晚加班到半夜腰酸背疼的对了建成区绿地率那个目标是多少")
    assert "36%" in answer.answer
    assert {c.clause for c in answer.citations} == {24}
