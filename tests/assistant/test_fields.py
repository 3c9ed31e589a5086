"""Aims asked for by field, clauses named by a wrong number, claims put right in part."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.decide.duties import owner_missing
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("question", "clauses", "told"),
    [
        ("2025年大气环境的主要目标有哪些", {2}, ("30微克/立方米", "88.8%")),
        ("列出空气和水环境方面的主要目标", {2}, ("88.8%", "71.4%")),
        ("海洋领域的量化指标有哪些", {2, 15, 16}, ("98.8%", "6174个", "46公顷")),
        ("固废的目标是什么", {20}, ("70%",)),
    ],
)
def test_the_aims_of_a_field(
    assistant: Assistant, question: str, clauses: set[int], told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert clauses <= {c.clause for c in answer.citations}
    assert all(t in answer.answer for t in told)
    assert violations(answer) == []


def test_a_field_is_not_taken_for_one_of_its_indicators(assistant: Assistant) -> None:
    assert assistant.ask("臭氧浓度的目标是多少").status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("第七条里写的森林覆盖率要到多少", 22, "15%"),
        ("第二十条的生态警长由谁牵头", 32, "市公安局"),
    ],
)
def test_what_stands_in_another_clause_than_the_one_named(
    assistant: Assistant, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == {clause}
    assert answer.answer.startswith("与方案不符。在第")
    assert told in answer.answer
    assert violations(answer) == []


def test_what_stands_in_the_clause_named_is_told_plainly(assistant: Assistant) -> None:
    answer = assistant.ask("第三十二条的生态警长由谁牵头")
    assert answer.answer.startswith("由市公安局牵头")


def test_what_is_asked_for_by_kind_is_told_from_the_sentence_that_lists_it(
    assistant: Assistant,
) -> None:
    assert "钢铁、水泥、平板玻璃" in assistant.ask("“两高”项目的重点行业都有哪些").answer


@pytest.mark.parametrize("question", ["你们这套系统是谁开发的", "今晚五四广场有灯光秀没"])
def test_another_world_takes_nothing_of_the_talk(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, ["人均公园绿地要达到多少"])
    assert answer.standalone_question == question
    assert not answer.status.has_evidence


def test_beside_a_claim_put_right_a_sum_of_money_is_not_in_the_plan(assistant: Assistant) -> None:
    answer = assistant.ask("国三营运柴油货车拖到2025年才全部淘汰，一辆补贴多少钱")
    assert answer.status is Status.PARTIAL
    assert answer.answer.startswith("与方案不符")
    assert "2023年" in answer.answer
    assert "没有规定金额或补贴标准" in answer.answer


def test_a_text_without_brackets_says_who_is_responsible_only_where_it_names_a_body(
    assistant: Assistant,
) -> None:
    finder, read = assistant._finder, assistant._reader.read
    found = next(f for f in finder.search("农村地区新增清洁取暖改造户数").findings if f.part)
    clause = next(f for f in finder.search("农村地区新增清洁取暖改造户数").findings if f.clause)
    who, what = read("清洁取暖改造谁牵头"), read("清洁取暖改造多少户")
    assert owner_missing(who, found, "清洁取暖率提高5个百分点以上。")
    assert not owner_missing(who, found, "市住房城乡建设局负责清洁取暖改造。")
    assert not owner_missing(what, found, "清洁取暖率提高5个百分点以上。")
    assert not owner_missing(who, clause, "清洁取暖率提高5个百分点以上。")


@pytest.mark.parametrize(
    "question", ["按部门分组，列出第40条的任务", "按牵头单位分组，列出第四十二条的任务"]
)
def test_how_it_is_to_be_told_is_no_question_beside_a_missing_clause(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_PLAN
    assert answer.answer.startswith("方案没有第")
