"""A department's own tasks: by role, by the place of its name, by what is told of the others."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


def clauses(assistant: Assistant, text: str) -> set[int]:
    return {c.clause for c in assistant.ask(text).citations if c.clause}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("市园林和林业局列在头一位的是哪几条？", {22, 24}),
        ("排位第二的是市工业和信息化局的那些条款有哪几条？", {3, 4, 5}),
        ("公安局打头的括号，对应哪个机制？", {32}),
        ("市司法局的名字在哪个括号里排最后？", {28}),
        ("青岛证监局排在括号最末，它那段讲的是什么政策？", {29}),
        ("市城管局排第二位的任务在哪几条？", {12, 20}),
    ],
)
def test_tasks_by_the_place_of_a_name(assistant: Assistant, text: str, numbers: set[int]) -> None:
    assert clauses(assistant, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("市园林和林业局不含分工的话，牵头哪几件？", {22, 24}),
        ("自规局除去分工的，剩下牵头的任务是什么？", {22}),
        ("农业农村局绝大部分是分工，就一回是牵头，那回管什么？", {18}),
        ("公安局两处分工一处牵头，牵头的是哪件？", {32}),
        ("水务局凡是跟人合伙的先撇开，它独自牵头的是什么事？", {22}),
        ("市园林和林业局牵头和参与的条款有哪些", {12, 15, 22, 23, 24, 25, 29}),
    ],
)
def test_a_role_set_aside_is_not_asked_for(
    assistant: Assistant, text: str, numbers: set[int]
) -> None:
    assert clauses(assistant, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("检察院两次露面，一次讲公益诉讼，另一次在哪条？", {36}),
        ("组织部的名字有两处，一处跟生活方式有关，另一处跟什么有关？", {37}),
        ("除了柴油货车，青岛海事局还要管哪一块？", {15}),
        ("机关事务服务中心除开公务用车，另外还在哪几条有份？", {4, 37}),
        ("党校被放进哪个主题里了？", {8}),
        ("市市场监管局被编进了哪个攻坚战？", {11}),
    ],
)
def test_what_is_told_is_not_told_again(assistant: Assistant, text: str, numbers: set[int]) -> None:
    assert clauses(assistant, text) == numbers


def test_tasks_of_one_clause_in_their_order(assistant: Assistant) -> None:
    answer = assistant.ask("发改委在第三十四条里管哪两段？").answer
    assert "节能环保产业" in answer
    assert "第三方治理" in answer
    assert "数字生态" not in answer
    assert "绿色城市" in assistant.ask("住建局牵头两件事，第一件是集中供热，第二件是什么？").answer


def test_the_sentence_asked_for_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("教育局的名字出现在哪一条，那条的绿色消费激励机制是怎么说的？")
    assert "绿色消费激励机制" in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "商务局参与的加油站改造任务是哪条？",
        "教育局牵头的校车更新是哪一条？",
        "市教育局在海洋垃圾治理中承担什么职责",
        "市司法局负责的律师考试是哪一项？",
    ],
)
def test_what_is_no_task_of_a_department_stays_refused(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.NOT_IN_PLAN


def test_a_part_denied_is_told_with_the_part_there_is(assistant: Assistant) -> None:
    answer = assistant.ask("卫健委参不参与“无废城市”建设方案的制定？它管的是哪一段？")
    assert answer.answer.startswith("不是")
    assert "建筑垃圾" in answer.answer


def test_a_bracket_behind_words_of_a_clause(assistant: Assistant) -> None:
    answer = assistant.ask("写着“环保管家”的那条，后面括号里是哪些单位？")
    assert {d.name for d in answer.departments} >= {"市生态环境局", "市发展改革委"}
