"""Courtesies get a word, and do not disturb the conversation."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("message", "status", "words"),
    [
        ("你好！", Status.UNCLEAR, "您好"),
        ("您好，在吗", Status.UNCLEAR, "您好"),
        ("Thank you", Status.UNCLEAR, "不客气"),
        ("好的，谢谢啊", Status.UNCLEAR, "不客气"),
        ("你是谁？", Status.OUT_OF_SCOPE, "方案问答助手"),
        ("再见", Status.UNCLEAR, "再见"),
    ],
)
def test_a_courtesy_is_returned(
    assistant: Assistant, message: str, status: Status, words: str
) -> None:
    answer = assistant.ask(message)
    assert answer.status is status
    assert words in answer.answer
    assert answer.citations == ()


def test_a_greeting_before_a_question_is_only_a_greeting(assistant: Assistant) -> None:
    assert assistant.ask("你好，水土流失谁负责").status is Status.ANSWERED


def test_thanks_in_between_leave_the_topic_as_it_was(assistant: Assistant) -> None:
    plain = assistant.ask("到什么时候？", ("城市黑臭水体谁负责",))
    polite = assistant.ask("到什么时候？", ("城市黑臭水体谁负责", "谢谢"))
    assert plain.status is Status.ANSWERED
    assert polite.answer == plain.answer
