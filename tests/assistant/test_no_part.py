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


@pytest.mark.parametrize(
    ("asked", "verdict", "owners"),
    [
        ("市农业农村局是不是增强河湖自净能力的牵头部门", "不是。", "按职责分工负责"),
        ("推进城乡生活垃圾分类的牵头单位是市城市管理局没错吧", "不是。", "按职责分工负责"),
        ("开展海洋碳汇研究的牵头部门是市海洋发展局吧", "是的。", "由市海洋发展局牵头"),
        ("青岛证监局跟开展海洋碳汇研究有没有关系", "不是。", "由市海洋发展局牵头"),
        ("市海洋发展局跟开展海洋碳汇研究有关系吗", "是的。", "由市海洋发展局牵头"),
        ("严控化石能源消费，青岛证监局是牵头还是配合？", "与方案不符。", "由市发展改革委牵头"),
    ],
)
def test_a_part_or_a_lead_claimed_is_held_against_the_bracket(
    assistant: Assistant, asked: str, verdict: str, owners: str
) -> None:
    answer = assistant.ask(asked).answer
    assert answer.startswith(verdict)
    assert owners in answer


def test_of_two_bodies_set_to_choose_neither_is_denied(assistant: Assistant) -> None:
    answer = assistant.ask("水土流失是水务局牵头还是林业局牵头").answer
    assert answer.startswith("由市水务管理局牵头")


def test_rivers_behind_a_lead_are_no_clauses(assistant: Assistant) -> None:
    answer = assistant.ask("海洋局牵头8条国控入海河流的消劣吗")
    assert {c.clause for c in answer.citations} == {16}
    assert answer.answer.startswith("不是。")
