"""Follow-ups that turn from the answer to what stands around it, or set it aside."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        # the rest of the clause, its figures, the task of one department in it
        (["第三十八条讲了啥"], "除了有奖举报，还有什么要求？", 38, "全民行动"),
        (["第十四条讲什么"], "带数字的列出来", 14, "2025年"),
        (["第四条讲什么", "谁负责"], "里面有数字的挑出来", 4, "18.35万千瓦"),
        (["扬尘管控谁管"], "这条里农业农村局参与的是哪一项", 12, "秸秆"),
        # the department that was told, elsewhere
        (["水土流失治理谁牵头"], "除了这条，该局还管哪些条", 13, "共9项任务"),
        (["气候投融资试点归谁牵头"], "这个局在扬尘管控里也有份吗", 12, "是的。"),
        (["市商务局干什么"], "和它搭伙的是谁", 11, "市公安局"),
        (["再生水利用率要多少"], "把那项指标的责任单位补一下", 13, "市水务管理局"),
        # the same figure again, so much, in the same year
        (["秸秆综合利用率多少"], "数值和年份再报一遍", 12, "96%"),
        (["再生水归谁管"], "再生水利用率要达到哪条线", 13, "55%"),
        (["造林任务什么时候完成"], "湿地修复跟它是同一年吗", 15, "2025年"),
        (["滨海湿地修复什么时候完"], "岸线整治和它同年吗", 15, "2025年"),
        # the others of a row
        (["碳达峰重点领域有哪些"], "除了工业，同一句里还点了哪几个", 3, "其余是能源"),
        (["第十六条要对哪些河开展综合整治"], "另外三条河叫啥，我只记得风河", 16, "其余是墨水河"),
        # several things at once, the part it plays, the others responsible
        (["黑臭水体归谁管"], "雨污管网呢，时间和单位一起报", 13, "市水务管理局"),
        (["秸秆利用率多少"], "畜禽粪污的呢，目标和部门都说下", 17, "90%"),
        (["崂山湾要做什么"], "换成灵山湾，在那条里它充当什么角色", 26, "灵山湾"),
        (["环境公益诉讼归谁"], "其余两家呢", 28, "市司法局"),
        (["第二十三条谁负责"], "有林业局没", 23, "是的。"),
        # from the news to the plan
        (["新闻里说2022年农村清洁取暖改多少户"], "那到2023年正文要求多少户", 4, "24万户"),
    ],
)
def test_around_the_answer(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    response = assistant.ask(question, tuple(history), "t")
    assert response.status is Status.ANSWERED
    assert clause in {c.clause for c in response.citations}
    assert told in response.answer
    assert not violations(response)


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        ("PM2.5降到多少", "这个先搁一搁，方案哪天印发的", "2022年8月31日"),
        ("PM2.5降到多少", "先放一放这个吧，通知是谁发的", "青岛市生态环境委员会"),
        ("第十条讲什么", "撂下这个吧，文号多少", "青环委发〔2022〕4号"),
    ],
)
def test_set_aside_for_the_notice(
    assistant: Assistant, history: str, question: str, told: str
) -> None:
    response = assistant.ask(question, (history,), "t")
    assert told in response.answer


def test_no_date_is_lent_by_the_matter_before(assistant: Assistant) -> None:
    asked = "农村黑臭水体是跟它同一个期限吗"
    response = assistant.ask(asked, ("入海排污口整治哪年完成",), "t")
    assert response.status is Status.NOT_IN_PLAN


def test_several_departments_are_no_it(assistant: Assistant) -> None:
    asked = "它在扬尘管控里也有份吗"
    response = assistant.ask(asked, ("入海排污口整治谁负责",), "t")
    assert "参与扬尘" not in response.standalone_question
