"""A department said to have no part, and a clause said to be about something."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "柴油货车那条没有公安局的事吧？",
        "生物多样性保护轮不到市农业农村局管，对吧",
        "第十五条没有青岛海事局的责任，是这样吗",
        "施工扬尘管控里没有园林局什么事吧",
    ],
)
def test_a_department_with_a_part_is_not_denied_it(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).answer.startswith("不是。")


@pytest.mark.parametrize(
    "question",
    [
        "地下水那条没有市公安局的事，对吧",
        "第十五条不归市公安局管，对吧",
        "水土流失治理是不是没有市生态环境局的事",
        "重点海域治理那条有没有海事局的事？",
    ],
)
def test_a_part_is_told_as_it_is(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).answer.startswith("是的。")


def test_a_clause_is_held_against_its_title(assistant: Assistant) -> None:
    assert assistant.ask("第十四条说的是饮用水，对不对").answer.startswith("是的。第（十四）条")
    answer = assistant.ask("第九条讲的是臭氧吧？")
    assert answer.answer.startswith("不是。第（九）条“着力打好消除重污染天气攻坚战”")
    assert "第（十）条" in answer.answer
