"""What is asked of a list besides, ties, single brackets and words as they are written."""

from __future__ import annotations

import re

import pytest

from assistant.engine import Assistant


def clauses(assistant: Assistant, text: str) -> set[int]:
    return {c.clause for c in assistant.ask(text).citations if c.clause}


@pytest.mark.parametrize(
    ("text", "numbers", "told"),
    [
        ("检察院露面的条款有哪几条，有没有牵头？", {28, 36}, "牵头0项"),
        ("教育局出现在第几条，是牵头还是参与？", {8}, "牵头0项、分工1项"),
        ("公安部门一共出现在几条里，牵头什么工作？", {11, 28, 32}, "生态警长"),
        ("公安局出现在三条里，其中牵头的机制叫什么？", {32}, "生态警长"),
    ],
)
def test_a_role_asked_besides_narrows_no_list(
    assistant: Assistant, text: str, numbers: set[int], told: str
) -> None:
    assert clauses(assistant, text) == numbers
    assert told in assistant.ask(text).answer
    assert clauses(assistant, "市公安局牵头哪几条") == {32}


def test_the_first_with_their_ties_and_no_others(assistant: Assistant) -> None:
    answer = assistant.ask("责任括号最多的是哪条？有没有并列的？").answer
    assert answer.startswith("并列：")
    assert clauses(assistant, "责任括号最多的是哪条？有没有并列的？") == {3, 22}
    answer = assistant.ask("有哪些部门刚好都在7条里露面，打成平手？").answer
    assert answer.startswith("共3个部门")


def test_the_departments_of_one_bracket(assistant: Assistant) -> None:
    for text in ("单个括号最多多少家单位？", "单独一个括号里塞进单位最多的是第几条，有几家？"):
        assert "共10个责任部门" in assistant.ask(text).answer
        assert clauses(assistant, text) == {11}
    assert assistant.ask("有没有两家一起牵头的任务？").answer == "没有。"


def test_a_date_as_it_is_written(assistant: Assistant) -> None:
    assert clauses(assistant, "写了“2023年年底”的是哪几条？") == {10}
    asked = "明确写“2025年年底”而不是笼统“2025年”的，有哪几条？"
    assert clauses(assistant, asked) == {10, 14, 15, 24}


def test_words_that_clauses_name(assistant: Assistant) -> None:
    assert clauses(assistant, "大沽河被点名的条款总共几条，分别第几条？") == {16, 26, 27}
    assert clauses(assistant, "点到水泥行业的条款有哪几条？") == {5, 10}
    both = "丁字湾出现在哪几条？崂山湾呢？两个湾都提到的是哪条？"
    assert clauses(assistant, both) == {15, 23, 26}


def test_which_is_greater_and_by_how_much(assistant: Assistant) -> None:
    answer = assistant.ask("造林任务和森林质量精准提升任务，哪个面积大？差多少？").answer
    assert answer.startswith("最大的是森林质量精准提升，相差3万亩。")
    asked = "“按职责分工负责”的括号比“牵头”的多还是少，各多少处？"
    assert "按职责分工负责的更多，相差6项任务" in assistant.ask(asked).answer


def test_a_part_of_all_is_counted_over_all(assistant: Assistant) -> None:
    answer = assistant.ask("按职责分工负责的任务占全部任务的百分之多少？").answer
    assert re.findall(r"\d+", answer) == ["35", "64"]
    answer = assistant.ask("市生态环境局牵头的任务占它全部任务的几成？").answer
    assert "49项任务（牵头17项" in answer


def test_the_chapter_with_most_of_a_department(assistant: Assistant) -> None:
    asked = "列一下市交通运输局出现的各条，看哪一章里最多。"
    assert assistant.ask(asked).answer.startswith("第三章")
    assert clauses(assistant, asked) == {4, 11, 12, 15}


@pytest.mark.parametrize(
    "besides", ["？在哪些条", "，分别在哪些条", "？是哪几条？", "，写在第几条"]
)
def test_where_so_many_stand_is_asked_of_those(assistant: Assistant, besides: str) -> None:
    assert clauses(assistant, f"市住房城乡建设局牵头的任务一共有几项{besides}") == {3, 4}


def test_a_task_of_no_clause_is_one_of_the_plan(assistant: Assistant) -> None:
    assert "推动能源清洁低碳转型" in assistant.ask("第4项任务的名称").answer
    within = assistant.ask("第二项任务谁负责", ["第二十二条讲什么"])
    assert {d.clause for d in within.departments} == {22}


def test_whose_a_sentence_is_is_asked_of_its_bracket_alone(assistant: Assistant) -> None:
    answer = assistant.ask("“推进生态工业园区创建”的责任单位有哪些？")
    assert [d.role.value for d in answer.departments] == ["shared"] * 3
