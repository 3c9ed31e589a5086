"""Follow-ups that point past the answer, take a turn back up, or lean with nothing but an act."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("history", "question", "clause", "told"),
    [
        (["人大和政协在方案里有没有活儿"], "那句话后面的括号里都列了谁", 36, "市中级法院"),
        (["垃圾分类归谁管"], "那个括号总共几家单位", 8, "7个"),
        (["大沽河在哪条提到"], "除了这条还有哪条", 26, "大沽河"),
        (["净土保卫战那一章包括哪几条"], "按顺序第三条主要管什么地", 19, "建设用地"),
        (["全文最后一条叫什么"], "往前倒三条，标题念一下", 35, "加强组织领导"),
        (["美国白蛾谁管"], "怎么治理", 23, "美国白蛾"),
        (["生物多样性调查在哪里做"], "哪些海湾", 23, "丁字湾"),
        (["绿色金融由哪些单位负责"], "里面哪些是金融口的", 29, "由市地方金融监管局、人民银行"),
        (["第十七条有哪些数字目标"], "其中哪个是2023年的", 17, "农膜"),
        (["空气质量到2025年有哪两个主要目标"], "第二个呢，是多少", 2, "88.8%"),
        (["快递包装谁管", "塑料呢"], "也是这几家？", 8, "市委党校"),
        (["2025年前力争新增多少家绿色工厂"], "谁负责", 6, "市工业和信息化局牵头"),
        (["生活垃圾处理以什么为主"], "不问垃圾了，问问噪声，夜里达标率多少", 12, "85%"),
        (["绿地率多少", "公交哪年换"], "扯远了，还是说那个公园绿地，人均多少", 24, "15平方米"),
        (["碳达峰行动重点行业"], "一句话概括下", 3, "钢铁"),
        (["总氮2025年什么要求，主要入海河流的"], "那2022年要做到哪一步", 16, "精准溯源"),
    ],
)  # fmt: skip
def test_a_follow_up_is_understood(
    assistant: Assistant, history: list[str], question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED, answer.answer
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ("焦化和水泥的超低排放改造哪年完成", "钢铁呢，也是那年？"),
        ("入海排污口一共要整治多少个", "入河的呢？也有具体个数吗？"),
        ("造林2万亩由谁负责", "这个负责人的手机号有没有"),
        ("互花米草谁管", "怎么补偿"),
        ("PM2.5到2025年多少", "2035年呢"),
    ],
)
def test_what_the_plan_does_not_say_stays_unsaid(
    assistant: Assistant, history: str, question: str
) -> None:
    assert assistant.ask(question, [history]).status is Status.NOT_IN_PLAN


def test_one_target_is_not_summed_with_itself(assistant: Assistant) -> None:
    answer = assistant.ask("国控入海河流和8条国控入海河流加起来一共几条")
    assert "16条" not in answer.answer


def test_what_stands_in_which_clause(assistant: Assistant) -> None:
    assert "（三十五）" in assistant.ask("党政同责一岗双责是那条提的").answer
    assert "（三十四）" in assistant.ask("EOD模式 which 条 mention了").answer


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        (["造林多少亩", "森林质量提升多少亩"], "加起来呢", "7万亩"),
        (["国控入海河流有几条要消劣", "另外的入海河流呢"], "加起来一共几条", "22条"),
    ],
)
def test_what_the_last_turns_asked_is_summed(
    assistant: Assistant, history: list[str], question: str, told: str
) -> None:
    assert told in assistant.ask(question, history).answer


@pytest.mark.parametrize(
    ("history", "question", "clauses", "said"),
    [
        ("崂山生物多样性调查是谁做", "那区市呢？", {3}, "各区（市）党委、政府落实"),
        ("崂山生物多样性调查是谁做", "到了区（市）这一层谁来落实？", {3}, "各区（市）"),
        ("第七章一共几条", "最后一条叫什么", {34}, "构建服务型科技创新体系"),
        ("黑臭水体谁负责", "最后一条叫什么", {38}, "强化宣传引导"),
        ("自然保护地监管有啥专项行动", "参与的一共几家，分别是", {25}, "共6个"),
    ],
)
def test_what_a_follow_up_points_at(
    assistant: Assistant, history: str, question: str, clauses: set[int], said: str
) -> None:
    answer = assistant.ask(question, [history])
    assert {c.clause for c in answer.citations} == clauses
    assert said in answer.answer


def test_both_matters_before_and_after(assistant: Assistant) -> None:
    before = ["新建“两高”项目归谁管", "强制性清洁生产审核呢"]
    answer = assistant.ask("所以前后两件事的责任单位是不是一模一样", before)
    assert {c.clause for c in answer.citations} == {5, 6}
