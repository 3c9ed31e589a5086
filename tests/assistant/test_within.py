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
        ("2023年前哪几类地方的地下水要先查完", "没轮上的那些拖到啥时候", 21, "其他污染源"),
        ("国控入海河流有多少条要稳定消劣", "其他的几条？", 16, "14条"),
        ("8条国控入海河流2025年要怎样", "14条是指哪一类河？", 16, "其他入海河流"),
        ("督察反馈问题整改谁牵头", "人大政协那部分呢", 36, "市政协"),
        ("市委组织部都负责什么", "队伍建设那条里跟它一个括号的是谁", 37, "市人力资源社会保障局"),
        ("环保设施开放", "在哪一章", 38, "第八章"),
        ("城市绿化那条谁牵头", "他们还牵头别的吗", 22, "湿地保护率"),
        ("第十八条的内容", "说错了，十九，谁负责", 19, "市工业和信息化局"),
        ("第十六条里2022年要完成哪两件事", "第二个呢，什么时候完成", 16, "海洋环境风险源排查"),
        ("第二十四条有哪些量化指标", "后一个是多少", 24, "15平方米"),
        ("第十四条说了啥", "村里的呢", 14, "农村水源地"),
        ("建设用地土壤污染风险谁负责管控", "农用地呢", 18, "市农业农村局"),
        ("国三营运柴油货车什么时候淘汰完", "非营运的怎么说", 11, "加快淘汰"),
        ("修复滨海湿地多少公顷", "丁字湾那边有啥安排", 15, "一湾一策"),
        ("市公安局有哪些任务", "它牵头的那个机制叫什么，写在第几条", 32, "生态警长"),
        ("焦化水泥超低排放哪年", "涉及哪些单位", 10, "市生态环境局"),
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


def test_a_matter_spoken_of_elsewhere(assistant: Assistant) -> None:
    body = assistant.ask("这个单位在别的条里还露过脸没，哪几条", ["生态警长谁牵头"])
    assert {c.clause for c in body.citations} == {11, 28}
    bay = assistant.ask("这个湾在别处还出现过吗", ["丁字湾“一湾一策”写在哪条"])
    assert {c.clause for c in bay.citations} == {15, 23}


def test_a_clause_stepped_to_is_told_in_short(assistant: Assistant) -> None:
    answer = assistant.ask("往前翻一条", ["第二十二条讲什么"])
    assert {c.clause for c in answer.citations} == {21}
    assert len(answer.answer) < len(assistant.ask("第二十一条讲什么").answer)


def test_another_year_of_the_same_is_none_of_another_matter(assistant: Assistant) -> None:
    answer = assistant.ask("中间那年，就2024的呢", ["2025年PM2.5控制在多少"])
    assert answer.status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        (["绿色工厂力争新增几家"], "国家级还是省级？", 6, "省级以上"),
        (["地下水污染调查评估要分几步完成？"], "第一个时间点是什么时候？", 21, "2023年"),
        (["地下水调查评估分哪两步", "第一步哪年完？"], "第二个呢？到哪年完成？", 21, "2025年"),
        (["2024年再生水利用率要达到多少，污水厂要提标到几类？"], "前一个，只要数字", 13, "55%"),
        (["PM2.5要控制到多少", "优良天数比率呢", "国控断面水质优良比例呢"],
         "中间那个没记住，再报一遍", 2, "88.8%"),
        (["河长制写在哪条", "环保设施向公众开放写在哪条", "有奖举报写在哪条"],
         "后两个其实是同一条？", 38, "三十八"),
    ],
)  # fmt: skip
def test_which_of_several_is_meant(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert {c.clause for c in answer.citations} == {clause}
    assert told in answer.answer


def test_a_bare_question_behind_a_matter_is_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("建设用地呢？哪几家按职责分工？", ["农用地土壤归哪条？"])
    assert {c.clause for c in answer.citations} == {19}
    counted = assistant.ask("那它按职责分工参与的，一共几条", ["财政局有没有牵头的任务？"])
    assert "5条" in counted.answer
    assert len(counted.answer) < 200
