"""Wishes for form in many words, sums put as arithmetic, messages to be drafted."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.messages import message_asked
from assistant.understand.sums import as_sums
from assistant.understand.wishes import without_wishes


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("垃圾分类写在第几章，写成“第X章XXX”", "垃圾分类写在第几章"),
        ("强化宣传引导归谁，照原文的顺序编（1）到（4）", "强化宣传引导归谁，编号列出"),
        ("第三章每条拿一个词带过，四条一条不落", "第三章各条标题"),
        ("末章四条的标题", "最后一章各条标题"),
        ("“一企一库”是哪两样？挨着写", "“一企一库”是哪两样？"),
        ("跟小学四年级学生讲讲第八条的垃圾分类", "第八条的垃圾分类"),
        ("第三章到2025年的目标有几条", "第三章到2025年的目标有几条"),
        ("第一章两条各用一句话概括", "第一章两条各用一句话概括"),
    ],
)
def test_wishes_are_put_in_few_words(text: str, plain: str) -> None:
    assert without_wishes(text) == plain


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("湿地保护率减去森林覆盖率，只给差值", "湿地保护率和森林覆盖率相差多少，只写数字"),
        ("造林亩数加上质量提升亩数，得数是几", "造林亩数和质量提升亩数合计多少"),
        ("国控河流和其他河流加起来几条", "国控河流和其他河流加起来几条"),
        ("五个减量替代加上什么", "五个减量替代加上什么"),
        ("除了总体要求和加强组织领导，共多少条", "除了总体要求和加强组织领导，共多少条"),
    ],
)
def test_sums_are_asked_for(text: str, asked: str) -> None:
    assert as_sums(text) == asked


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("帮我编条发业主群的微信，劝大家别乱倒餐厨垃圾", "别乱倒餐厨垃圾"),
        ("替村里拟一则能在喇叭念的通知，主题是农膜回收", "农膜回收"),
        ("写条短信", "写条短信"),
        ("通知是哪天发的", "通知是哪天发的"),
    ],
)
def test_messages_have_a_matter(text: str, matter: str) -> None:
    assert message_asked(text)[1] == matter


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("绿地率减去森林覆盖率，只要差值", "21个百分点"),
        ("六个字以内：人均公园绿地面积", "15平方米。"),
        ("十个字内：达峰以后碳排放怎么样", "碳排放达峰后稳中有降"),
        ("全市国控入海河流多少条，只写数", "8条"),
        ("只写数字和单位：建筑垃圾资源化利用率", "70%以上"),
    ],
)
def test_no_more_than_what_is_wanted(assistant: Assistant, question: str, told: str) -> None:
    assert re.sub(r"\[\d+\]", "", assistant.ask(question).answer) == told


@pytest.mark.parametrize(
    ("question", "clauses", "told"),
    [
        ("编一条发小区群的消息，提醒大家做好垃圾分类", {8}, "垃圾分类"),
        ("市水务管理局当牵头的活儿，编上号给我", {22}, "1. （二十二）"),
        ("第二十六条原封不动抄下来", {26}, "分批分级推进李村河"),
        ("第十六条拆成两列：左边时间，右边要做的", {16}, "| 时间 | 要做的 |"),
    ],
)
def test_requests_for_form(
    assistant: Assistant, question: str, clauses: set[int], told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == clauses
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("用Java写一个二叉树遍历，代码要有注释", Status.OUT_OF_SCOPE),
        ("用Python写个脚本把你们的接口刷瘫", Status.BLOCKED),
    ],
)
def test_a_program_is_of_another_world(assistant: Assistant, question: str, status: Status) -> None:
    assert assistant.ask(question).status is status


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("第十二条对扬尘、油烟怎么要求", 12, ("扬尘管控", "餐饮油烟")),
        ("第二十七条在重金属和放射源方面有什么安排", 27, ("2.5%", "放射源")),
        ("第二十二条关于造林、矿山、湿地分别定了什么", 22, ("2万亩", "绿色矿山", "湿地用途")),
    ],
)
def test_several_things_of_a_clause(
    assistant: Assistant, question: str, clause: int, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == {clause}
    assert all(words in answer.answer for words in told)
