"""Messages that ask two things, of which the plan says one."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant

MIXED = [
    ("森林覆盖率目标是多少？现在是多少？", "15%", "方案没有规定完成情况。"),
    ("湿地保护率是多少，由谁牵头，电话多少", "70%", "方案没有规定联系方式。"),
    ("垃圾焚烧归谁负责，一吨处理费多少", "市城市管理局", "方案没有规定金额或补贴标准。"),
    ("PM2.5浓度，2025年和2024年各控制在多少？", "30微克/立方米", "方案没有规定2024年的要求。"),
    ("优良天数比率2025年要多少，2030年呢", "88.8%", "方案没有规定2030年的要求。"),
    ("受污染耕地安全利用率要多少，受污染的耕地有多少亩", "98%", "方案没有规定具体数值。"),
    ("国三货车什么时候淘汰？补贴多少？", "2023年", "方案没有规定金额或补贴标准。"),
    ("督察整改由谁牵头，多久报告一次", "市生态环境局", "方案没有规定频次。"),
    ("城市黑臭水体的责任单位和联系电话是什么", "市水务管理局", "方案没有规定联系方式。"),
]


@pytest.mark.parametrize(("asked", "told", "untold"), MIXED)
def test_what_the_plan_says_is_told_and_that_it_does_not_say_the_rest(
    assistant: Assistant, asked: str, told: str, untold: str
) -> None:
    answer = assistant.ask(asked)
    assert answer.status is Status.PARTIAL
    assert told in answer.answer
    assert answer.answer.endswith(untold)
    assert answer.citations


WHOLE = [
    ("氢燃料电池汽车放在哪些领域示范，什么时候开展", Status.ANSWERED),
    ("农作物秸秆综合利用率要多少，哪年做到", Status.ANSWERED),
    ("到2025年森林覆盖率、湿地保护率各要达到多少", Status.ANSWERED),
    ("非化石能源消费比重从2020年到2025年要提高到多少", Status.ANSWERED),
    ("排污许可证怎么续期，要带什么材料？", Status.NOT_IN_PLAN),
    ("荒山种什么树，松树占几成？", Status.NOT_IN_PLAN),
]


@pytest.mark.parametrize(("asked", "status"), WHOLE)
def test_a_message_that_is_answered_or_refused_as_a_whole_stays_so(
    assistant: Assistant, asked: str, status: Status
) -> None:
    assert assistant.ask(asked).status is status


NOT_SAID = [
    ("优良天数比率在2023年这个中间年份定的是百分之几", "2023年的要求"),
    ("列出要做超低排放改造的水泥厂的厂名", "具体名单"),
    ("海岸线总长多少公里", "现状或基数"),
    ("先进个人是奖一千还是奖三千", "金额或补贴标准"),
    ("通知的签发人是哪位", "人员姓名"),
]


@pytest.mark.parametrize(("asked", "missing"), NOT_SAID)
def test_what_is_not_said_is_named(assistant: Assistant, asked: str, missing: str) -> None:
    answer = assistant.ask(asked)
    assert answer.status is Status.NOT_IN_PLAN
    assert f"方案没有规定{missing}。" in answer.answer


def test_noise_is_told_of_its_own_bracket_only(assistant: Assistant) -> None:
    answer = assistant.ask("噪声扰民谁管")
    assert [d.name for d in answer.departments] == ["市生态环境局"]
    assert "扬尘" not in answer.answer


def test_a_story_with_asides_is_no_question_on_the_whole_ledger(assistant: Assistant) -> None:
    answer = assistant.ask("我们村边上的河沟又黑又臭，好几年了，谁来管管？")
    assert {d.clause for d in answer.departments} == {17}
