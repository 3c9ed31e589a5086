"""A matter that is all a clause's title names, in every form; sums, owners, lengths in English."""

from __future__ import annotations

import pytest

from assistant.engine import Assistant
from assistant.understand.english_form import Length, length_of, without_length
from assistant.understand.form import FormReader

READER = FormReader()


def clauses(assistant: Assistant, text: str) -> set[int]:
    return {c.clause for c in assistant.ask(text).citations if c.clause}


@pytest.mark.parametrize(
    ("text", "number", "facts"),
    [
        ("给小区居民写条短信，说说方案倡导的绿色生活", 8, ("垃圾分类", "塑料污染")),
        ("发条微博，讲讲队伍建设", 37, ("激励", "执法用车")),
        ("讲给三年级小朋友听：方案要大家怎样绿色生活？", 8, ("垃圾分类", "快递包装")),
        ("生态系统质量写成宣传栏的小短文", 22, ("2万亩", "250平方公里")),
        ("用大白话讲讲第二十条“无废城市”要干啥", 20, ("建筑垃圾", "70%")),
    ],
)
def test_a_matter_that_is_a_title_is_told_by_its_points(
    assistant: Assistant, text: str, number: int, facts: tuple[str, ...]
) -> None:
    answer = assistant.ask(text).answer
    assert clauses(assistant, text) == {number}
    assert all(fact in answer for fact in facts)


def test_half_a_title_or_more_than_it_is_not_told_so(assistant: Assistant) -> None:
    assert "秸秆" not in assistant.ask("噪声").answer
    assert "返黑返臭" in assistant.ask("怎么保证臭水沟治好了不再变臭").answer
    assert "稳中向好" in assistant.ask("生态质量指数目标咋说").answer


@pytest.mark.parametrize("end", ["牵头的标出来", "把牵头的标出来", "牵头的加星号"])
def test_a_mark_for_who_leads_narrows_no_list(assistant: Assistant, end: str) -> None:
    found = clauses(assistant, f"市水务管理局出现在哪些条里，{end}")
    assert found == clauses(assistant, "市水务管理局出现在哪些条里")
    assert len(found) > 5
    assert clauses(assistant, "市水务管理局牵头的有哪些条") == {22}


def test_chapters_counted_apart_are_added_up_where_that_is_asked(assistant: Assistant) -> None:
    asked = "蓝天、碧水、净土三章各有几条，加起来几条？"
    assert "共13条。" in assistant.ask(asked).answer
    assert "共13条。" not in assistant.ask("蓝天、碧水、净土三章各有几条").answer
    assert "35个" in assistant.ask("所有责任单位（不算各区市），去掉重复的一共几家？").answer
    asked = "“维护生态环境安全”这一章总共涉及几个不同的责任部门？"
    assert "共6个" in assistant.ask(asked).answer


def test_whose_each_thing_is_stays_in_a_table(assistant: Assistant) -> None:
    asked = "做个对照表：绿色电价政策、胶州湾生态补偿制度，责任单位分别是谁"
    answer = assistant.ask(asked).answer
    assert all(name in answer for name in ("青岛证监局", "市财政局"))
    assert answer.startswith("|")


def test_the_numbers_of_a_clause_are_all_of_them_and_no_others(assistant: Assistant) -> None:
    answer = assistant.ask("只要数字：第17条的指标").answer
    assert all(f in answer for f in ("82处", "90%", "96%", "43%", "1099个", "70%"))
    assert "有效回收" not in answer
    assert assistant.ask("第37条的量化指标").answer == "（三十七）没有规定量化指标。"
    assert "1099" in assistant.ask("第17条里带数字的要求，一行一个").answer


def test_marks_left_out_of_a_quotation_make_no_other_name(assistant: Assistant) -> None:
    answer = assistant.ask("“全面禁止进口洋垃圾”写在哪一条？").answer
    assert answer.startswith("在第（三十二）条")
    assert "与方案不符" in assistant.ask("“蓝盾”自然保护地强化监督行动在哪条？").answer


@pytest.mark.parametrize(
    "text",
    ["JSON数组返回臭氧污染防治攻坚战的主要措施", "CSV输出第四条的目标", "编号列表写出第八条的任务"],
)
def test_a_layout_may_stand_before_its_verb(text: str) -> None:
    formed = READER.read(text)
    assert formed.form.layout != "plain"
    assert formed.text.endswith(text[-4:])
    assert not READER.read("清单列出的任务有哪些").formed


def test_lengths_in_english() -> None:
    assert length_of("Answer in three bullet points.") == Length(points=3)
    assert length_of("in one short sentence, who leads it") == Length(sentences=1)
    assert length_of("Explain clause 3 in no more than 50 words") == Length(limit=100)
    assert length_of("what happens in two bays") == Length()
    assert without_length("Summarize clause 15 in 3 bullets") == "clause 15"
    assert without_length("In one sentence, who leads it?") == "who leads it?"


def test_english_is_told_in_the_length_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("Summarize clause 15 in 3 bullets").answer
    assert answer.count("\n- ") == 3
    assert clauses(assistant, "Summarize clause 15 in 3 bullets") == {15}
    asked = "In one sentence, who leads the Three Lines One Permit work?"
    assert "市生态环境局牵头" in assistant.ask(asked).answer
