"""What is said in passing is put right; several things asked of one subject are all answered."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("第五章是蓝天保卫战，一共几条", ("第三章“深入打好蓝天保卫战”", "共4条"), "净土"),
        (
            "第四章叫净土保卫战，对不对",
            ("不是", "第四章“深入打好碧水保卫战”", "第五章“深入打好净土保卫战”"),
            "饮用水",
        ),
        ("文件是2021年3月印发的，PM2.5的目标是多少", ("2022年8月31日", "30微克"), "2021"),
        (
            "青环委发〔2021〕9号这份文件，餐饮油烟谁管",
            ("青环委发〔2022〕4号", "市城市管理局"),
            "9号",
        ),
        ("方案既然一共七章四十条，建筑垃圾资源化利用率要多少", ("38条", "70%"), "七章"),
    ],
)
def test_what_is_told_wrongly_in_passing_is_put_right_and_the_rest_answered(
    assistant: Assistant, question: str, told: tuple[str, ...], untold: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status.has_evidence
    assert all(t in answer.answer for t in told)
    assert untold not in answer.answer
    assert violations(answer) == []


def test_what_is_told_rightly_in_passing_is_no_part_of_the_question(assistant: Assistant) -> None:
    answer = assistant.ask("方案是市生态环境委员会2022年8月31日印发的，PM2.5的目标是多少")
    assert answer.answer.startswith("到2025年，细颗粒物")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("市城市管理局总共参与多少条？有没有牵头的？", ("涉及5条", "牵头0项")),
        ("市农业农村局共在多少条里有责任？单独牵头的是哪条？", ("涉及11条", "（十八）")),
        ("第二十二条有几个责任括号？几个不同单位？", ("共5项任务", "共5个")),
    ],
)
def test_two_questions_about_one_subject(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert all(t in answer.answer for t in told)
    assert violations(answer) == []


def test_both_roles_asked_for_one_after_the_other(assistant: Assistant) -> None:
    answer = assistant.ask("市海洋发展局牵头哪几项，配合哪几项")
    assert "牵头1项、分工6项" in answer.answer
    assert {d.role.value for d in answer.departments} == {"lead", "shared"}
    part = assistant.ask("市海洋发展局参与几项，其中牵头几项")
    assert "牵头1项" in part.answer
    assert violations(answer) == violations(part) == []


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("哪些条的责任括号里没有市生态环境局", {22, 24}),
        ("市交通运输局参与却没有市公安局的条款是哪几条", {4, 12, 15}),
        ("涉及丁字湾的有哪两条", {15, 23}),
        ("名字里带“攻坚战”的条款是哪几条", {9, 10, 11, 13, 15, 17}),
    ],
)
def test_lists_by_who_is_missing_and_by_words(
    assistant: Assistant, question: str, clauses: set[int]
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == clauses
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("化肥施用量要降百分之几", "量化数值"),
        ("制定“无废城市”建设方案的截止日期是几月几号", "具体日期"),
        ("焚烧秸秆的罚款由谁收", "罚款、补贴由谁收付"),
        ("想评绿色工厂，去哪个窗口交材料", "具体承办人员或机构"),
        ("现在还剩几条黑臭水体没治完", "完成情况"),
    ],
)
def test_the_refusal_names_what_is_missing(
    assistant: Assistant, question: str, missing: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_PLAN
    assert missing in answer.answer
    assert answer.related


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("碳排放总量控制为主、强度控制为辅，为什么这样设计", "强度控制为主"),
        ("为什么规定重污染天数不能超过3天", "不超过1天"),
        ("16处水源地水质都要求Ⅱ类以上，写在哪条", "Ⅲ类"),
        ("市教育局牵头的第九条让学校干什么", "由市生态环境局牵头"),
    ],
)
def test_premises_turned_round(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith(("与方案不符", "不是"))
    assert told in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("history", "question", "told"),
    [
        (("第六章讲什么",), "后面那一章有几条", "第七章共7条"),
        (("无废城市在哪一章",), "这章一共几条", "第五章共5条"),
        (("第三条涉及哪些部门",), "只挑牵头的单位", "牵头部门共3个"),
        (("市科技局参与哪条",), "那市公安局参与哪些条款", "市公安局"),
        (("扬尘由哪些部门管",), "油烟呢，也这么多家？", "市城市管理局、市生态环境局"),
    ],
)
def test_follow_ups_by_chapter_role_and_department(
    assistant: Assistant, history: tuple[str, ...], question: str, told: str
) -> None:
    answer = assistant.ask(question, history)
    assert told in answer.answer + answer.standalone_question
    assert "市科技局" not in answer.answer
    assert violations(answer) == []


def test_the_sea_and_the_village_are_told_from_the_rest(assistant: Assistant) -> None:
    shore = assistant.ask("海边捡到好多塑料垃圾，谁家的活")
    assert {c.clause for c in shore.citations} == {15}
    village = assistant.ask("俺村那条臭水沟，上头说要治多少处这样的")
    assert "82处" in village.answer


def test_a_matter_of_two_years_is_told_of_the_year_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("2023年农作物秸秆综合利用率")
    assert {c.clause for c in answer.citations} == {12}
    assert assistant.ask("听说到2025年碳排放就达峰了，是方案里写的？").answer[:2] != "是的"


@pytest.mark.parametrize(
    "question",
    [
        "返回格式：{答案, 条款号}。问题：建筑垃圾资源化利用率2025年是多少",
        "用“目标：…… 牵头：……”的固定格式回答建筑垃圾资源化利用率的要求",
    ],
)
def test_forms_as_programs_put_them(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "70%" in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("六大保卫战都有哪些？", "不是。共3章"),
        ("四大保卫战是哪四个", "不是。共3章"),
        ("三大保卫战有哪些", "第三章"),
        ("蓝天、碧水两大保卫战里各有几条", "第三章"),
    ],
)
def test_so_many_chapters_of_a_kind(assistant: Assistant, question: str, told: str) -> None:
    assert assistant.ask(question).answer.startswith(told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("方案四十二条里最后一条说的是什么？", ("不是。\n全文共38条", "（三十八）")),
        ("既然方案只写了六章，第二章叫什么名字？", ("全文共8章", "加快推动绿色低碳发展")),
        ("三十五条的方案里最后一条是什么", ("全文共38条", "（三十八）")),
        ("方案分为七章，对吗", ("不是。", "全文共8章")),
        ("这文件市政府发的，文号多少", ("青岛市生态环境委员会", "〔2022〕4号")),
        ("这份方案是2022年6月5日世界环境日那天发的吧，文号多少？", ("8月31日", "〔2022〕4号")),
        ("秋冬季方案的七项重点工作是哪七项", ("十二项",)),
    ],
)
def test_numbers_and_facts_said_in_passing_are_put_right(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("不是")
    assert all(t in answer.answer for t in told)


@pytest.mark.parametrize(
    "question",
    [
        "方案三十二条里的生态警长谁牵头",
        "方案一共8章，最后一章讲什么",
        "报道说有12项重点工作，都是什么",
    ],
)
def test_what_is_said_rightly_is_not_denied(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).answer.startswith("不是")
