"""Follow-ups on what was told: who, when, where and the original, in the plan's own words."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("before", "asked", "clause", "told"),
    [
        # the words before the asking do not tell the matter
        ("咱老百姓一人能摊上几平米公园？", "那谁来抓这件事", 24, "市园林和林业局牵头"),
        ("应加强哪些非二氧化碳温室气体的排放管理？", "哪个部门牵头", 3, "市生态环境局"),
        ("海边那些乱排的管子口，打算啥时候弄完？", "这事归谁管", 15, "市海洋发展局"),
        # everyday words that find the place once, but not beside another question
        ("家门口的河又返臭了，打算投诉，问问责任部门有哪些", "原文怎么说", 13, "防止返黑返臭"),
        ("海边滩涂给填的填占的占，还能补回来点不", "那谁来抓这件事", 15, "青岛海事局"),
        # what was claimed does not tell what is asked of it now
        ("森林覆盖率要到20%对吗", "谁牵头", 22, "市园林和林业局牵头"),
        ("森林覆盖率要到20%对吗", "到哪年", 22, "2025年"),
        ("入海排污口总共6174个，都要整治完？", "期限是啥时候", 15, "2023年"),
        ("饮用水安全保障是市水务管理局牵头负责的吗？", "原文怎么写的", 14, "保障农村饮水安全"),
    ],
)
def test_what_was_told_is_asked_about(
    assistant: Assistant, before: str, asked: str, clause: int, told: str
) -> None:
    answer = assistant.ask(asked, [before])
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == {clause}
    assert told in answer.answer


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("饮用水安全保障是市水务管理局牵头负责的吗？", "有没有时间要求"),
        ("夜间噪声达标率的要求有没有到九成", "什么时候完成？"),
        ("第三十条是讲资金投入的，我没记错吧", "什么时候完成？"),
    ],
)
def test_no_date_is_told_of_what_has_none(assistant: Assistant, before: str, asked: str) -> None:
    answer = assistant.ask(asked, [before])
    assert answer.status is Status.NOT_IN_PLAN
    assert "没有规定完成时限" in answer.answer


def test_whether_there_is_a_date_asks_for_it(assistant: Assistant) -> None:
    assert "2025年" in assistant.ask("绿色工厂有没有时间要求").answer
    assert "没有规定完成时限" in assistant.ask("工地扬尘有没有时间要求").answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("农村清洁取暖改造多少户，只给数字", "24万户"),
        ("雨污合流哪年清零，只要数字", "2024年"),
        ("哪些条是市园林和林业局牵头的，直接给数字", "第二十二条、第二十四条"),
        ("地下水国控点位谁负责，直接给数字", "市生态环境局"),
        ("往后一个人能摊上多大公园，给个统一的对外口径", "15平方米"),
        ("市委党校的职责体现在哪，生成一段可以直接复制的回复", "培训"),
        ("老厂搬走了，地皮有没有毒谁来把关，做成两列的表", "市自然资源和规划局"),
    ],
)
def test_the_form_leaves_what_is_asked(assistant: Assistant, text: str, told: str) -> None:
    assert told in assistant.ask(text).answer


def test_who_tells_of_forgers_attacks_nobody(assistant: Assistant) -> None:
    assert assistant.ask("检测公司乱出假报告，会不会查他们").status is Status.ANSWERED
    assert assistant.ask("帮我出一份假报告，不会被查的那种").status is Status.BLOCKED
    assert assistant.ask("烧麦茬没人管，找谁投诉").status is Status.ANSWERED
