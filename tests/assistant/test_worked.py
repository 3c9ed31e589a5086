"""Figures of the news worked out, and what stands beside words of the text."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2022年计划新增的集中供热面积比居住建筑节能改造多几何", "相差367万平方米"),
        ("农房节能改造和清洁取暖改造，两个户数差多少", "相差12.37万户"),
        ("农村2022年改了13.07万户之后，离24万户还差多少", "还剩10.93万户"),
        ("按新闻，2022年公建能效提升和居住建筑节能改造合计多少万平方米", "加起来301万平方米"),
        ("新闻里2022年的户数任务有两个，加一起多少万户", "加起来13.77万户"),
        ("2022年计划里面积最大的是哪一项", "最大的是计划新增集中供热面积600万平方米"),
        ("报道里带“户”的计划数有几个", "共2项"),
        ("2022年的四个面积任务从大到小排一下", "既有居住建筑节能改造233万平方米、"),
    ],
)
def test_figures_of_the_news_are_worked_out(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert told in answer.answer
    assert {c.part for c in answer.citations} == {"news"}


@pytest.mark.parametrize(
    "question",
    [
        "三年里农村清洁取暖一共要改多少万户",  # 24万户 holds what is planned for 2022
        "2021年到2023年这三年，乡下取暖总共要改多少户",
        "2022年供热面积比2021年多多少",
        "新闻里的几个数",
        "新闻里有几项重点工作",
    ],
)
def test_nothing_is_worked_out_that_is_not_asked(assistant: Assistant, question: str) -> None:
    told = assistant.ask(question).answer
    assert not any(w in told for w in ("加起来", "相差", "还剩", "共6项"))


@pytest.mark.parametrize(
    ("question", "cited", "fact"),
    [
        ("“先立后破”前面四个字是什么", None, "以供定改"),
        ("“党政同责”后面四个字是啥", 35, "一岗双责"),
        ("“天地空”一体化后面跟的是什么网络", 33, "监测网络"),
        ("报道里“民生工程”后面跟着什么工程", None, "民心工程"),
    ],
)
def test_what_stands_beside_words_is_told(
    assistant: Assistant, question: str, cited: int | None, fact: str
) -> None:
    answer = assistant.ask(question)
    assert fact in answer.answer
    assert {c.clause for c in answer.citations} == {cited}


@pytest.mark.parametrize(
    ("question", "parts", "fact"),
    [
        ("第一章前面那段话讲了什么", {"preamble"}, "获得感"),
        ("最后一段面向哪些单位", {"closing"}, "各区（市）"),
        ("前言和结尾各提了几份文件", {"preamble", "closing"}, "本实施方案"),
        ("引言提到的文件比结尾少了哪一份", {"closing"}, "本实施方案"),
        ("哪类区域用优质无烟煤", {"news"}, "无法覆盖的区域"),
        ("记者说煤炭消费占多大比重", {"news"}, "较大比重"),
        ("清洁取暖的方针怎么讲", {"news"}, "居民可承受"),
        ("两份文件里后印的那份叫什么", {"news"}, "秋冬季大气污染防治工作方案"),
        ("通知末尾署名的是哪家", {"notice"}, "由青岛市生态环境委员会印发"),
        ("文号里〔2022〕后面是多少号", {"notice"}, "4号"),
        ("新闻最后那句集中供暖面积的话，正文哪条也有一模一样的", {"news", "clause"}, "400万"),
    ],
)
def test_the_parts_without_numbers_in_other_words(
    assistant: Assistant, question: str, parts: set[str], fact: str
) -> None:
    answer = assistant.ask(question)
    assert fact in answer.answer
    assert {c.part for c in answer.citations} == parts


@pytest.mark.parametrize(
    ("question", "clause", "fact"),
    [
        ("湿地保护率的底线设在哪里", 22, "70%"),
        ("PM2.5浓度的上限卡在什么位置", 2, "30微克"),
        ("重点重金属减排2.5%，拿哪年的数当参照", 27, "2020年"),
        ("非道路移动机械用够几年就被列入淘汰的行列", 11, "15年"),
        ("VOCs这几个字母在方案里的中文叫什么", 10, "挥发性有机物"),
        ("交通结构调整中，铁路和水路的目标依次是多少", 11, "2%"),
        ("麻烦算一下，2025年溶剂型工业涂料的降幅比油墨多几个百分点", 10, "相差5个百分点"),
    ],
)
def test_idioms_of_a_threshold_a_base_a_field_and_letters(
    assistant: Assistant, question: str, clause: int, fact: str
) -> None:
    answer = assistant.ask(question)
    assert fact in answer.answer
    assert {c.clause for c in answer.citations} == {clause}


def test_what_comes_after_in_time_stands_beside_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("既然美丽青岛2030年就要基本建成，后面几年还有什么要做的")
    assert 26 not in {c.clause for c in answer.citations}


def test_letters_name_no_list(assistant: Assistant) -> None:
    assert assistant.ask("VOCs排放企业的全称是哪些").status is Status.NOT_IN_PLAN
