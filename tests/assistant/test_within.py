"""Follow-ups that stay within what was talked about, or step from it by a known measure."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        ("8条国控入海河流到2025年要怎样", "另外那14条呢？", 16, "基本消劣"),
        ("督察反馈问题整改谁牵头", "同一条里人大、政协那句由谁负责？", 36, "市政协"),
        ("第二十九条第一组责任单位有谁", "第二组呢？", 29, "市财政局"),
        ("2023年秸秆综合利用率要稳定在多少", "两年后呢？", 17, "96%"),
        ("第三十条由哪些单位负责", "再往后一条呢？", 31, "市水务管理局"),
        ("第二十九条的标题是什么", "下一条呢", 30, "资金投入机制"),
        ("联合执法和案件移交是哪条讲的", "公安局在里面干啥？", 28, "联合执法"),
        ("“一企一库”的“企”指什么企业", "“库”呢？", 21, "尾矿库"),
        ("受污染农用地那条第一段重金属源头防治谁牵头", "另一个由谁牵头？", 18, "市农业农村局"),
        ("绿色金融由谁负责", "补偿那一段，换了哪些部门？", 29, "市财政局"),
        ("净土保卫战是第几章", "它的前一章共几条？", 13, "4条"),
        ("城里的黑臭水体是2024年清零吧", "那农村的呢，一共多少处？", 17, "82处"),
        ("黑臭水体什么时候清零", "农村的呢", 17, "82处农村黑臭水体"),
    ],
)
def test_a_follow_up_is_answered_from_there(
    assistant: Assistant, history: str, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, (history,))
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ("入海排污口总数是6174个对吧", "入河的呢，总共多少个？"),
        ("2025年PM2.5是30微克，对吧", "那2023年呢？"),
    ],
)
def test_a_figure_is_not_carried_over_to_another_thing(
    assistant: Assistant, history: str, question: str
) -> None:
    assert assistant.ask(question, (history,)).status is Status.NOT_IN_PLAN


@pytest.mark.parametrize("question", ["这条呢", "就上次你们说的那个，还作数吗"])
def test_what_points_at_nothing_said_is_unclear(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.UNCLEAR
