"""“是的” is told only where the plan says just what is claimed."""

from __future__ import annotations

import pytest

from assistant.decide.proof import plain_duty, proves, turns
from assistant.engine import Assistant

TEXT = "到2023年，城市夜间噪声达标率提高到85%，全面禁止进口“洋垃圾”，油墨用量不低于3万吨。"


@pytest.mark.parametrize(
    "claim",
    [
        "夜间噪声达标率提高到85%，对吗？",
        "是不是全面禁止进口洋垃圾",
        "到2023年城市夜间噪声达标率85%吗",
    ],
)
def test_what_the_text_says_is_proved(claim: str) -> None:
    assert proves(claim, TEXT.replace("“", "").replace("”", ""))


@pytest.mark.parametrize(
    "claim",
    [
        "允许进口洋垃圾，对吗？",
        "只是城市夜间噪声达标率提高到85%吗",
        "到2025年夜间噪声达标率提高到85%，对吗",
        "油墨用量低于3万吨，是吗",
        "夜间扰民的事有人管吗",
        "85%达标率噪声夜间，对吗",
    ],
)
def test_other_words_another_year_or_a_negation_prove_nothing(claim: str) -> None:
    assert not proves(claim, TEXT)


def test_duty_with_more_claimed_than_who() -> None:
    assert plain_duty("烟尘是不是由市甲局牵头")
    assert not plain_duty("烟尘只由市甲局牵头吗")
    assert turns("必须降到302克，对吗")
    assert not turns("降到302克，对吗")


@pytest.mark.parametrize(
    "question", ["洋垃圾还允许少量进口，是吧？", "“绿盾”行动会停吗", "塑料袋还让用吗"]
)
def test_no_yes_to_what_the_plan_forbids_or_goes_on_with(
    assistant: Assistant, question: str
) -> None:
    assert not assistant.ask(question).answer.startswith("是的")


def test_a_true_figure_is_confirmed(assistant: Assistant) -> None:
    assert assistant.ask("优良天数比率的目标是88.8%，没错吧").answer.startswith("是的。")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("教育局参与快递包装绿色转型吗", "是的。"),
        ("海洋碳汇交易，市财政局参与吗", "不是。"),
        ("联合执法这一块，公安没参与进来，是吧？", "不是。"),
        ("海洋碳汇交易，市财政局没参与，对吧", "是的。"),
        ("所有建筑垃圾都归市城市管理局一个部门管，对不对", "不是。"),
        ("全部危险废物专项排查都是市生态环境局牵头，对吗", "是的。"),
    ],
)
def test_a_part_in_a_task_claimed_or_denied(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("第三条的责任括号有五个，是吧", "是的。"),
        ("第二十九条只有一个责任括号，没错吧", "不是。"),
        ("第四条有四项任务，对不对", "是的。"),
    ],
)
def test_how_many_tasks_a_clause_has_is_judged(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.ask(question).answer.startswith(verdict)


def test_ground_water_is_no_surface_water(assistant: Assistant) -> None:
    told = assistant.ask("地下水优良断面比例2025年要到71.4%，对不对").answer
    assert not told.startswith("是的")


def test_a_figure_of_something_else_denies_nothing(assistant: Assistant) -> None:
    assert not assistant.ask("氢能大巴要占到30%，对吧").answer.startswith("不是")
