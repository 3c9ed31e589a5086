"""Questions buried in rambling messages."""

from __future__ import annotations

import pytest

from assistant.dialogue.buried import Digger
from assistant.engine import Assistant


@pytest.fixture(scope="module")
def dig(assistant: Assistant) -> Digger:
    return assistant._listener.dig


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("早上出门忘带伞淋了一路对了绿地率要多少", "绿地率要多少"),
        ("老师布置了一堆作业我就想知道造林多少亩", "造林多少亩"),
        ("领导催得急你们多担待就是那个绿地率目标多少", "绿地率目标多少"),
        (
            "前天老丈人来家喝酒，喝着喝着吵起来了，他非说我不懂，湿地保护率2025年到底要达到多少，"
            "还把杯子摔了",
            "湿地保护率2025年到底要达到多少",
        ),
    ],
)
def test_what_is_told_around_the_question_is_left_out(
    dig: Digger, text: str, question: str
) -> None:
    assert dig(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "我们村的黑臭水体又冒泡了我想问归谁管",  # the matter stands before the point
        "早上出门忘带伞淋了一路对了谢谢啊",  # nothing is asked behind it
        "对了绿地率多少",
        "绿地率多少",
        "",
        "各区（市）建成区的黑臭水体哪一年清零，由哪些部门负责？",
        "文件里说湿地保护率要到七成，这个数对不对，是写在方案里的吗？",
    ],
)
def test_all_is_kept_where_it_may_matter(dig: Digger, text: str) -> None:
    assert dig(text) == text


def test_what_narrows_the_question_stays(dig: Digger) -> None:
    text = "我老家在济南，上周刚回去过一趟，那边亲戚问我，黑臭水体哪一年全部清零"
    assert "济南" in dig(text)


def test_the_buried_question_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("昨晚加班到半夜腰酸背疼的对了建成区绿地率那个目标是多少")
    assert "36%" in answer.answer
    assert {c.clause for c in answer.citations} == {24}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("昨晚同学聚会吃饭有人问了我一句说那个化肥利用率到多少", "化肥利用率到多少"),
        ("督察组问：入海排污口整治由谁牵头", "入海排污口整治由谁牵头"),
        ("市水务管理局核对：雨污分流谁牵头", "市水务管理局核对：雨污分流谁牵头"),
    ],
)
def test_who_asks_is_left_out_unless_a_department_is_named(
    dig: Digger, text: str, kept: str
) -> None:
    assert dig(text) == kept
