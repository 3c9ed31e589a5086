"""The news and the notice, asked for as such."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "part", "fact"),
    [
        ("新闻里说2022年农村新增清洁取暖改造几万户", "news", "13.07万户"),
        ("那篇报道还提到另一份方案，叫什么", "news", "秋冬季大气污染防治工作方案"),
        ("报道里说的清洁取暖方针是哪几个字", "news", "居民可承受"),
        ("通知的最后嘱咐各单位什么要求", "notice", "抓好贯彻落实"),
    ],
)
def test_the_part_named_answers(assistant: Assistant, question: str, part: str, fact: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.answer
    assert {c.part for c in answer.citations} == {part}


def test_a_follow_up_stays_in_the_part(assistant: Assistant) -> None:
    answer = assistant.ask("城区供热面积呢", ["新闻里2022年农村清洁取暖改造多少户"])
    assert "600万平方米" in answer.answer
    assert {c.part for c in answer.citations} == {"news"}


def test_what_the_news_does_not_say_is_not_taken_from_it(assistant: Assistant) -> None:
    answer = assistant.ask("新闻里说的湿地保护率是多少")
    assert {c.part for c in answer.citations} <= {"clause"}
    assert assistant.ask("报道里说清洁取暖补贴多少钱").status is Status.NOT_IN_PLAN
