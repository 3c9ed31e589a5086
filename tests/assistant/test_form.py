"""Requests for form: taken out wherever they stand, and nothing else."""

from __future__ import annotations

import time

import pytest

from assistant.understand.form import FormReader

READER = FormReader()

ASKED = {
    "帮写条140字以内的微博，介绍美丽海湾目标": "介绍美丽海湾目标",
    "以公文口吻拟一小段答复政协委员的话，说明财政投入机制": "说明财政投入机制",
    "只要名称不要介绍：推行哪些治理模式": "推行哪些治理模式",
    "声环境质量监测这块，完整展开说，不要省略": "声环境质量监测这块",
    "把绿化目标写成一句口语给居民听": "绿化目标",
    "森林覆盖率，只回数字，别的一个字不要": "森林覆盖率",
    "用一句话说明应急预案要怎么修订": "应急预案要怎么修订",
    "麻烦50字以内说说地下水这块干什么": "地下水这块干什么",
    "部门名称用顿号隔开就行：海域综合治理": "海域综合治理由谁负责",
    "第二十二条每项任务一行，写明牵头或负责部门": "第二十二条由谁负责",
    "园林和林业局牵头哪些条？内容简要带一下。": "园林和林业局牵头哪些条",
    "给领导写一页纸的一小段：黑臭水体治理的指标，三句话。": "黑臭水体治理的指标",
    "请做个表格：噪声治理措施": "列出噪声治理措施",
}


@pytest.mark.parametrize("text", ASKED, ids=lambda t: t[:8])
def test_what_is_asked_is_left(text: str) -> None:
    assert READER.read(text).asked == ASKED[text]


@pytest.mark.parametrize(
    "text",
    [
        "上面太长了，只留数字就行",
        "改成一句话的短信，我要发给村干部",
        "就用一句话回答，行吗",
        "说详细点",
        "能再说一遍吗",
    ],
)
def test_a_message_may_ask_for_nothing_but_a_form(text: str) -> None:
    found = READER.read(text)
    assert (found.formed, found.asked) == (True, "")


@pytest.mark.parametrize(
    "text",
    [
        "排污清单由谁编制",
        "第三条讲了什么",
        "对铁军作风的要求是哪五个字",
        "三十条说了什么钱的事",
        "我要举报，打哪个号码",
        "自然岸线保有率有没有数",
        "信息公开和简报由谁发布",
        "写一首赞美大海的七律",
    ],
)
def test_what_is_no_request_for_form_stays(text: str) -> None:
    assert not READER.read(text).formed


@pytest.mark.parametrize(
    "text",
    [
        "请" * 2000,
        "给领导看" * 500 + "吗",
        "用简短的" * 500 + "吗",
        "写成一份给领导看的" * 200,
        "写一段" * 25,
    ],
    ids=lambda t: t[:4],
)
def test_the_longest_message_is_read_in_time(text: str) -> None:
    began = time.perf_counter()
    READER.read(text)
    assert time.perf_counter() - began < 2.0


@pytest.mark.parametrize(
    "form",
    [
        "？带出处", "？后面标条款号", "？不带条号", "？电话口径，直接念的", "？微信群里发，别太长",
        "，发朋友圈用，50字内", "？我要写进汇报材料", "？做成工作台账", "？用、分隔",
        "？牵头的排前面", "？一行一个部门", "？字数不超过50", "？语气亲切点", "？用“答：”开头",
        "？责任单位也写上", "？别用列表，写成一段话",
    ],
)  # fmt: skip
def test_ways_to_ask_for_a_form(form: str) -> None:
    for asked in ("餐饮油烟归谁管", "市财政局参与了哪几条", "是不是要求2025年消除劣Ⅴ类水体"):
        assert READER.read(asked + form).asked.rstrip("？") == asked


def test_what_looks_like_a_form_is_asked() -> None:
    for asked in (
        "餐饮油烟，责任单位？",
        "能在微信上发举报吗",
        "公告栏里贴了什么",
        "哪些要求写进了汇报材料",
    ):
        assert READER.read(asked).asked == asked
