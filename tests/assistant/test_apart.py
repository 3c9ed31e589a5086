"""Several questions of different matters in one message: each is answered, none is dropped."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.breaks import breaks


def texts(message: str) -> list[str]:
    return [s.text for s in breaks(message)]


@pytest.mark.parametrize(
    "message",
    [
        "两个问题：一、水土流失谁牵头；二、噪声达标率多少",
        "1.水土流失谁牵头 2.噪声达标率多少",
        "我想问水土流失谁牵头，顺便问问噪声达标率多少",
        "水土流失谁牵头？再问一下噪声达标率多少",
        "水土流失谁牵头，还有噪声达标率多少",
    ],
)
def test_a_message_is_cut_where_another_question_begins(message: str) -> None:
    first, second = texts(message)
    assert first.endswith(("水土流失谁牵头", "水土流失谁牵头？"))
    assert second == "噪声达标率多少"


@pytest.mark.parametrize(
    "message", ["到2025年降到2.5%吗", "第1.2节讲什么", "焦化和水泥，还有别的吗", "PM2.5多少"]
)
def test_what_is_no_break_stays(message: str) -> None:
    assert len(breaks(message)) == 1


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        ("放射源弄丢了有没有法子盯住？海边岸线说要修，修多长？", {27, 15}),
        ("网购纸箱太多，市里想过少用点没？顺便问问水土流失谁牵头", {8, 22}),
        ("1.建筑垃圾要再利用到几成 2.无人机配不配", {20, 33}),
        ("两个问题：一、公园绿地人均多少；二、码头上船能不能插电", {24, 11}),
        ("俺村的臭水沟归哪几个局管，港口的氢燃料电池汽车哪年能见着", {17, 11}),
        ("环保普法实行的是什么责任制，以及举报污染有没有奖励", {28, 38}),
    ],
)
def test_each_question_is_answered_from_its_own_clause(
    assistant: Assistant, message: str, clauses: set[int]
) -> None:
    answer = assistant.ask(message)
    assert {c.clause for c in answer.citations} == clauses


@pytest.mark.parametrize(
    ("message", "clause"),
    [
        ("装修砸墙的碎砖头能再利用吗？要利用到几成？", 20),
        ("自然保护地整合优化预案要不要完善？市财政局管这块吗", 25),
        ("水土流失谁牵头？到2025年新增治理多少？", 22),
        ("碳达峰行动重点是哪几个行业？钢铁之外还有什么", 3),
        ("第三十三条要求关闭所有自动监测站改人工，监测人员够吗", 33),
        ("医院用过的针头纱布，都拉哪去，体系上怎么个完善法？", 31),
        ("一天拉出去几十车砖头瓦块，埋了怪可惜。这些东西到2025年要利用几成", 20),
    ],
)
def test_a_second_question_of_the_same_matter_leads_nowhere_else(
    assistant: Assistant, message: str, clause: int
) -> None:
    assert {c.clause for c in assistant.ask(message).citations} == {clause}


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("市生态环境局牵头的任务一共多少项？按职责分工的又是多少项？", ("共17项", "共32项")),
        ("没有写市生态环境局的任务条款有哪些？总体要求那两条除外", ("共2条",)),
    ],
)
def test_a_role_alone_and_what_is_excepted_lean_on_the_question_before(
    assistant: Assistant, message: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(message).answer
    assert all(t in answer for t in told)
    assert "第一章" not in answer


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        ("楼下油烟大，另外没几棵树，这俩事分别找谁", {12, 24}),
        ("村里厕所没人管，海边垃圾也多，这两件事该哪个部门管", {17, 15}),
        ("餐饮油烟、臭水沟、放射源分别归谁管", {12, 13, 27}),
        ("三个问题：一是噪声达标率多少，二是水土流失谁牵头，三是人均公园绿地几平米", {12, 22, 24}),
        ("饭店排烟味儿冲，归哪家部门，还有谁家偷抽地下水，哪几家管这个", {12, 21}),
        ("快递盒子太多有没有人管，河里又黑又臭哪年能清干净", {8, 13}),
    ],
)
def test_several_matters_share_one_asking_or_stand_between_commas(
    assistant: Assistant, message: str, clauses: set[int]
) -> None:
    answer = assistant.ask(message)
    assert {c.clause for c in answer.citations} == clauses


@pytest.mark.parametrize(
    ("message", "clause", "unsaid"),
    [
        ("入海排污口整治谁负责？河长电话多少？", 15, "方案没有规定联系方式"),
        ("噪声达标率多少；湿地保护补贴一亩多少钱", 12, "方案没有规定金额"),
        ("PM2.5要降到多少，帮我查一下明天天气", 2, "不在"),
    ],
)
def test_what_the_plan_lacks_stands_beside_what_it_tells(
    assistant: Assistant, message: str, clause: int, unsaid: str
) -> None:
    answer = assistant.ask(message)
    assert answer.status is Status.PARTIAL
    assert {c.clause for c in answer.citations} == {clause}
    assert unsaid in answer.answer


def test_a_question_that_names_little_stays_with_the_matter_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("县级以上饮用水水源地几处，水质要求达到哪一类")
    assert {c.clause for c in answer.citations} == {14}


@pytest.mark.parametrize(
    ("message", "told"),
    [("今后生活垃圾主要用什么办法处理", "焚烧为主"), ("大宗货物通过什么方式转运", "公转铁")],
)
def test_by_what_means_is_answered_where_the_plan_tells_it(
    assistant: Assistant, message: str, told: str
) -> None:
    assert told in assistant.ask(message).answer
    assert assistant.ask("工业固废用什么办法处理").status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    "question",
    ["工程师证书补办找谁，还有餐饮油烟归谁管", "餐饮油烟归谁管，还有驾驶证丢了找谁补"],
)
def test_one_of_another_world_beside_ours_is_told_so(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert "市城市管理局" in answer.answer
