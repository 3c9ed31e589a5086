"""Requests that programs and letters make, and the forms that they ask for."""

from __future__ import annotations

import json
import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.requested import reworded


def told(assistant: Assistant, text: str) -> str:
    return re.sub(r"\[\d+\]", "", assistant.ask(text).answer)


def test_what_is_to_be_filled_is_asked(assistant: Assistant) -> None:
    asked = '请以 {"文号":"","日期":"","发文单位":""} 的结构返回这份印发通知的基本信息。'
    assert "青环委发〔2022〕4号" in told(assistant, asked)
    asked = "JSON，字段pm写2025年PM2.5目标，字段forest写森林覆盖率目标"
    row = json.loads(told(assistant, asked))
    assert (row["pm"], row["forest"]) == ("30微克/立方米", "15%以上")
    two = "写封回信，一讲绿地率要到多少，二讲湿地保护率多少"
    assert reworded(two) == "写封回信，绿地率要到多少？湿地保护率多少？"
    assert reworded("第一是谁负责，第二是谁") == "第一是谁负责，第二是谁"


def test_columns_that_nothing_is_told_of(assistant: Assistant) -> None:
    asked = "给张表：数字生态一体化服务平台——牵头单位、上线日期、访问网址，三列。"
    answer = assistant.ask(asked)
    assert answer.status is Status.PARTIAL
    assert "| 市生态环境局 | 方案没有规定 | 方案没有规定 |" in told(assistant, asked)


def test_a_whole_clause_in_so_many_points(assistant: Assistant) -> None:
    lines = told(assistant, "把监测体系那条压缩成三点").splitlines()
    assert len(lines) == 4
    assert "无人机" in lines[-1]
    said = told(assistant, "把防控环境风险的那一大段浓缩成五个小点，每点别超过二十五个字。")
    assert len(said.splitlines()) == 6  # its title before them
    assert all(word in said for word in ("危险废物", "2.5%", "放射源"))


def test_by_year_in_groups(assistant: Assistant) -> None:
    said = told(assistant, "把臭氧那条按年份分组写成小点：2023年一组，2025年一组")
    assert said.index("2023年年底") < said.index("2025年年底")
    said = told(assistant, "柴油货车那条按2022、2023、2025分三行")
    assert said.startswith("做好全市新能源汽车推广应用工作，到2022年年底")
    assert assistant.ask("把PM2.5目标年份改成2026年").status is Status.BLOCKED


def test_titles_of_a_chapter_named_by_its_own(assistant: Assistant) -> None:
    asked = "最后一章“加强组织实施”的四个小标题抄给我，做成有序列表。"
    assert told(assistant, asked).splitlines()[1] == "1. （三十五）加强组织领导"
    assert told(assistant, "把财政局参与的条款号用逗号连起来").startswith("第十一条，第二十九条")


def test_words_for_a_poster_are_words(assistant: Assistant) -> None:
    asked = "帮小区做海报，拟一句垃圾分类加快递绿色包装的标语，写清楚依据是方案第几条。"
    assert {c.clause for c in assistant.ask(asked).citations} == {8}
    assert assistant.ask("画一张蓝天保卫战的海报").status is Status.OUT_OF_SCOPE


def test_blanks_and_exam_questions_are_asked(assistant: Assistant) -> None:
    blanks = "填空：全市非化石能源消费比重提高到（  ）左右，可再生能源发电装机规模达到（  ）以上。"
    answer = told(assistant, blanks)
    assert "15%" in answer
    assert "400万千瓦" in answer
    assert reworded("森林覆盖率达到（ ）以上") == "森林覆盖率达到（ ）以上"
    exam = told(assistant, "出一道单选题考PM2.5在2025年的控制浓度，并附正确答案")
    assert "30微克/立方米" in exam
    assert assistant.ask("出一道选择题考青岛房价，附答案").status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["督察组要看第二十条", "局长想看第20条", "审计组要查第二十条"])
def test_who_wants_to_see_a_clause_is_no_matter_of_it(text: str) -> None:
    assert reworded(text) in ("第二十条", "第20条")


def test_what_a_matter_wants_stays() -> None:
    assert reworded("公安局要查的第二十条任务") == "公安局要查的第二十条任务"
