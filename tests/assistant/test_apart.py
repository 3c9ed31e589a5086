"""Several questions of different matters in one message: each is answered, none is dropped."""

from __future__ import annotations

import pytest

from assistant.understand.breaks import breaks
from assistant.engine import Assistant


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
