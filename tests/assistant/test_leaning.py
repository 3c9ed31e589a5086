"""What a follow-up leans on: a claim that was checked, a rambling question, or nothing at all."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("history", "question", "opening"),
    [
        # a department, after a claim that was wrong or a rambling question
        (["森林覆盖率目标三成？"], "园林局有份吗", "是的。"),
        (["森林覆盖率目标三成？"], "城管局管不管", "不是。"),
        (["海洋碳汇是不是由市生态环境局牵头的？"], "海洋局牵头，对吧", "是的。"),
        (["对面工地天天挖土不盖网，谁来管？"], "所以是环保局牵头的？", "不是。"),
        (["今后生活垃圾处理，是以填埋打头还是以焚烧打头"], "牵头的是环保局没错吧", "不是。"),
        (["国控入海河流消劣的是不是8条", "由谁负责"], "就水务局一家吗", "不是。"),
        # a bare value, or a year that nobody asked for
        (["往大海里偷着排脏水的那些管口子，一共查出来多少个要弄？"], "不是6181吗", "不是。"),
        (["夜间噪声达标率的要求有没有到九成"], "所以是85，没错吧", "是的。"),
        (["大拆大建砖渣利用归哪些单位管"], "2026年之前，没错吧", "不是。"),
    ],
)
def test_what_is_claimed_of_an_answer_is_checked_in_the_words_of_the_plan(
    assistant: Assistant, history: list[str], question: str, opening: str
) -> None:
    assert assistant.ask(question, history).answer.startswith(opening)


@pytest.mark.parametrize(
    ("history", "question", "clause"),
    [
        (["农药包装废弃物啥时候有效回收"], "方案里怎么写的", 17),
        (["楼下烧烤店油烟直往屋里钻，哪个部门管？"], "条款号多少", 12),
        (["环境公益诉讼制度由谁来落实？"], "出处呢", 28),
        (["受污染耕地的安全利用率，2025年的数是多少？"], "这个在第几条", 18),
        (["美丽海湾建设的责任单位"], "有问题找谁", 26),
        (["有奖举报在哪一条"], "谁来发奖", 38),
        (["污水处理厂都要提标改造吗"], "只有沿海的吗", 31),
        (["黑臭水体谁管"], "是联合负责吗", 13),
        (["各区每年向谁报告攻坚情况？"], "人大政协那一句，责任单位怎么列的", 36),
    ],
)
def test_what_is_asked_of_an_answer_stays_in_its_clause(
    assistant: Assistant, history: list[str], question: str, clause: int
) -> None:
    answer = assistant.ask(question, history)
    assert {c.clause for c in answer.citations} == {clause}


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("PM2.5目标多少", "山上以前采石头留下的大坑，打算什么时候给填补好？"),
        ("绿色工厂要新增几家", "家门口那种小公园，按人头一个人能摊多少平？"),
        ("生态保护红线划了多少平方公里？", "2023年到期的任务涉及哪些条？"),
        ("强制性清洁生产审核谁来管", "锅包肉怎么做才酥"),
        ("强制性清洁生产审核谁来管", "这则新闻是哪家网站发的？"),
    ],
)
def test_a_message_that_leans_on_nothing_is_answered_as_it_stands(
    assistant: Assistant, before: str, question: str
) -> None:
    alone, after = assistant.ask(question), assistant.ask(question, [before])
    assert (after.status, after.answer) == (alone.status, alone.answer)


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["PM2.5目标是多少"], "这个数比2020年降了多少"),
        (["PM2.5目标是多少"], "比2020年下降几个百分点"),
        (["到2025年重污染天最多允许几天？"], "换成2023年呢？"),
    ],
)
def test_a_year_that_the_plan_does_not_measure_against_has_no_value(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert assistant.ask(question, history).status is Status.NOT_IN_PLAN


def test_a_matter_named_again_is_put_beside_the_last_one(assistant: Assistant) -> None:
    history = ["秸秆禁烧谁管", "农村厕所呢"]
    answer = assistant.ask("这个跟刚才的秸秆禁烧是一家牵头吗", history)
    assert {c.clause for c in answer.citations} == {12, 17}
