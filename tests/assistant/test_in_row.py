"""Follow-ups in a longer conversation: which matter, clause or department each leans on."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        # several matters asked about in a row: the one in that place
        (["造林多少亩", "绿地率多少"], "第一个谁牵头", 22, "市水务管理局"),
        (["造林多少亩", "绿地率多少"], "最后一个谁牵头", 24, "由市园林和林业局牵头"),
        (["黑臭水体谁管", "绿盾行动谁管"], "第一个什么时候完成", 13, "2024年"),
        (["造林多少亩", "绿地率多少"], "不对，我问的是前面那个", 22, "2万亩"),
        (["资金绩效有什么要求", "入河排污口什么时候整治完"], "第一个问题，在第几条", 30, "三十"),
        (["入海排污口整治多少个", "PM2.5多少"], "排污口归谁管", 15, "市海洋发展局"),
        # the clauses of a chapter, the tasks of a department
        (["第四章有哪些条"], "前两条谁负责", 14, "市水务管理局"),
        (["第三章有哪些条"], "倒数第二条归谁", 11, "市交通运输局"),
        (["市科技局有哪些任务"], "第一项还有谁参与", 34, "市生态环境局"),
        (["市公安局有哪些任务"], "第一项是哪条的", 11, "第（十一）条"),
        # whether it is the same department
        (["非化石能源比重谁牵头"], "可再生能源也是它一家牵头吗", 4, "不是。"),
        (["绿地率谁牵头"], "森林覆盖率也归它？", 22, "是的。"),
        (["危险废物专项排查谁牵头"], "辐射这块也是他们负责吗", 27, "是的。"),
        (["国三货车什么时候淘汰完", "公安管吗"], "交通呢", 11, "是的。"),
        (["第十五条谁负责"], "水务局在吗", 15, "不是。"),
        (["第十五条谁负责"], "第二十条也归他们吗", 20, "市卫生健康委"),
        (["“生态警长”是谁牵头的？"], "它还参加了哪几条的工作？", 28, "2项任务"),
        (["海洋碳汇谁牵头"], "它牵头几项", 3, "共1项任务"),
        # where it stands
        (["入海排污口整治多少个"], "第16条说的吧", 15, "不是。"),
        (["海洋碳汇交易有什么要求"], "是第三条，对吧", 3, "是的。"),
        (["生态警长有什么要求"], "原话是什么", 32, "全面推行“生态警长”工作机制"),
        (["环保专项资金使用有什么要求"], "条款依据是啥", 30, "第（三十）条"),
        (["绿色电价谁负责", "在第几条"], "碳达峰工作方案呢", 3, "第（三）条"),
        # only one slot is changed
        (["PM2.5到2025年控制在多少"], "水呢", 2, "71.4%"),
        (["城市黑臭水体什么时候清零"], "那农村的呢", 17, "82处"),
        (["城市集中供暖面积每年新增多少"], "那农村黑臭水体治理呢", 17, "82处"),
        (["第十五条谁负责"], "有2023年要完成的吗", 15, "6174"),
    ],
)
def test_leans_on_what_is_meant(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["PM2.5目标多少"], "现在是多少"),
        (["道路清扫率多少"], "农村的路呢"),
        (["国三货车什么时候淘汰完"], "国四的呢"),
    ],
)
def test_what_is_not_told_stays_untold(
    assistant: Assistant, history: list[str], question: str
) -> None:
    assert assistant.ask(question, history).status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("湿地保护率写在第二十三条，对吗", 22, "不是。"),
        ("秸秆综合利用率在第十七条对吧", 17, "是的。"),
        ("秸秆综合利用率在第十二条对吧", 12, "是的。"),
        ("海洋环境风险源排查在第几条", 16, "第（十六）条"),
        ("环境风险防控在第几条", 27, "第（二十七）条"),
        ("森林覆盖率原文怎么写的", 22, "15%"),
        ("入海排污口整治是哪些部门的活儿", 15, "市海洋发展局"),
        ("入海排污口整治一共几个部门一起干？报下名单", 15, "共7个部门"),
        ("第二十七条第一项任务由市生态环境局负责吗", 27, "是的。"),
        ("请把市公安局涉及的条款全部找出来，并指出它牵头的是哪件事。", 11, "生态警长"),
        ("市自然资源和规划局的条款编号及牵头事项", 12, "牵头2项"),
    ],
)
def test_alone(assistant: Assistant, question: str, clause: int, told: str) -> None:
    answer = assistant.ask(question)
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer


def test_the_next_bracket_of_a_clause(assistant: Assistant) -> None:
    told = assistant.ask("第二个括号呢", ["第二十九条第一个括号里有谁"])
    assert "市财政局" in told.answer
    assert told.standalone_question == "第二十九条第二个括号里有谁"


def test_tasks_of_a_department_are_looked_for_among_its_own(assistant: Assistant) -> None:
    told = assistant.ask("城管局跟垃圾沾边的任务散在哪几条")
    tasks = [t for c in load_dossier().plan.clauses for t in c.tasks]
    own = {t.clause for t in tasks for d in t.duties if d.name == "市城市管理局"}
    assert "不符" not in told.answer
    assert {c.clause for c in told.citations} <= own


@pytest.mark.parametrize(
    "question", ["市水务管理局有份的条号捋一遍", "请报出现市水务管理局的所有条款号"]
)
def test_numbers_of_a_departments_clauses(assistant: Assistant, question: str) -> None:
    tasks = [t for c in load_dossier().plan.clauses for t in c.tasks]
    own = {t.clause for t in tasks for d in t.duties if d.name == "市水务管理局"}
    assert {c.clause for c in assistant.ask(question).citations} == own
