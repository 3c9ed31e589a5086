"""Matters in a row, forms to be filled in, and tables of several matters."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.requested import reworded


def told(assistant: Assistant, text: str) -> str:
    return re.sub(r"\[\d+\]", "", assistant.ask(text).answer)


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        ("用表格列出燃煤机组关停、供电煤耗、集中供暖、清洁取暖的数字", ("302", "24万户")),
        ("按时间先后列出：入海排污口整治、黑臭水体清零、重金属减排，各到哪年", ("2.5%", "6174个")),
        ("做对照表：城市黑臭水体和农村黑臭水体的目标、年份、责任单位", ("2024年", "82处")),
        ("表格对比入海排污口和入河排污口整治：数量、时限、责任单位", ("6174个", "入河排污口整治")),
    ],
)
def test_each_of_a_row_is_told(assistant: Assistant, asked: str, facts: tuple[str, ...]) -> None:
    answer = told(assistant, asked)
    assert all(f in answer for f in facts)


def test_what_a_row_has_that_the_plan_has_not(assistant: Assistant) -> None:
    answer = assistant.ask("三行的表：2025年森林覆盖率、湿地保护率、森林蓄积量。")
    assert answer.status is Status.PARTIAL
    assert answer.answer.endswith("方案没有规定“森林蓄积量”的有关内容。")
    answer = assistant.ask("PM2.5浓度、优良天数比率、臭氧浓度2025年的目标分别是多少")
    assert answer.answer.endswith("方案没有规定“臭氧浓度”的目标。")
    assert assistant.ask("森林覆盖率和湿地保护率2025年各是多少").status is Status.ANSWERED


def test_a_form_to_be_filled_in(assistant: Assistant) -> None:
    rows = told(assistant, "给我填张督办单：事项=入海排污口整治；数量=？时限=？责任单位=？")
    assert rows.splitlines()[0] == "| 数量 | 时限 | 责任单位 | 依据 |"
    assert "| 完成全部6174个 | 2023年 | 市海洋发展局、" in rows
    one = "填空：任务：绿色工厂；牵头单位：（ ）"
    assert reworded(one) == "绿色工厂由谁牵头"
    blank = "填空题：到2025年，受污染耕地安全利用率达到____以上，由____牵头。"
    assert reworded(blank).endswith("达到多少以上？由谁牵头？")
    assert {"98%", "由市农业农村局牵头"} <= set(
        re.findall(r"98%|由市农业农村局牵头", told(assistant, blank))
    )


def test_tasks_of_what_is_named_within_a_clause(assistant: Assistant) -> None:
    assert {d.name for d in assistant.ask("碳达峰行动里海洋碳汇由谁牵头").departments} == {
        "市海洋发展局"
    }
    both = assistant.ask("第37条执法用车、激励机制的责任单位").departments
    assert {"市机关事务服务中心", "市人力资源社会保障局"} <= {d.name for d in both}


def test_tables_of_clauses_and_roles(assistant: Assistant) -> None:
    rows = told(assistant, "做个表格：蓝天保卫战四条的条号、标题、责任部门。").splitlines()
    assert sum(r.startswith("| （") for r in rows) == 4
    rows = told(assistant, "用表格列出第三十四条四组责任单位，分清牵头与分工。").splitlines()
    assert rows[0] == "| 任务 | 牵头部门 | 分工部门 | 依据 |"
    assert any("| — | 市生态环境局、市科技局 |" in r for r in rows)
    assert "深入打好净土保卫战" in told(assistant, "列个目录：各大部分的标题，一行一个。")


def test_short_with_its_date(assistant: Assistant) -> None:
    said = told(assistant, "20字以内说明受污染耕地安全利用率的目标和年份。")
    assert said == "2025年受污染耕地安全利用率98%以上"
    said = told(assistant, "不超过50字，说说重污染天气攻坚的目标和牵头单位。")
    assert "市生态环境局牵头" in said
    assert "不超过1天" in said


def test_a_verdict_and_where_it_stands(assistant: Assistant) -> None:
    said = told(assistant, "只回答“是”或“否”并附条号：方案是不是全面禁止进口“洋垃圾”？")
    assert said.startswith("是的。")
    assert "第（三十二）条" in said
    assert told(assistant, "请以“是/否”开头回答：湿地保护率目标是70%以上吗").startswith("是。")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Reply with the year only: by when should the sea outfalls be treated?", "2023年"),
        ("Reply with a number only: what is the PM2.5 target for 2025?", "30微克/立方米"),
        ("Which clause sets green finance? Reply with the number only.", "第29条"),
        ("Name the department only: who leads forest coverage?", "市园林和林业局"),
    ],
)
def test_one_thing_alone_in_english(assistant: Assistant, asked: str, answer: str) -> None:
    assert told(assistant, asked) == answer


def test_keys_stay_as_they_are(assistant: Assistant) -> None:
    said = told(assistant, "以JSON输出，字段为task、deadline、department：水土流失综合治理")
    assert '"deadline": "2025年", "department": "市水务管理局"' in said


def test_what_stands_in_brackets_is_of_one_matter(assistant: Assistant) -> None:
    answer = assistant.ask("扬尘管控（工地、道路、堆场、裸露土地、港口码头）的责任部门")
    assert {d.clause for d in answer.departments} == {12}


def test_the_base_year_of_one_target_is_none_of_another(assistant: Assistant) -> None:
    assert assistant.ask("PM2.5的基准年是哪年").status is Status.NOT_IN_PLAN
    assert "2020年" in assistant.ask("重金属减排的基准年是哪年").answer
