"""Messages that ask of several matters at once, each of which has a clause of its own."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.understand.parts import side_by_side
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("text", "matters", "asked"),
    [
        ("农村和城市黑臭水体的目标对比", ["农村黑臭水体", "城市黑臭水体"], "农村黑臭水体的目标"),
        ("铁路占比和水路增速各提高多少", ["铁路占比", "水路增速"], "铁路占比提高多少"),
        ("油墨和胶粘剂分别怎么管", ["油墨", "胶粘剂"], "油墨怎么管"),
        ("胶州湾和丁字湾整治各由谁管", ["胶州湾整治", "丁字湾整治"], "胶州湾整治"),
        ("秸秆怎么处理", [], ""),
    ],
)
def test_matters_side_by_side(text: str, matters: list[str], asked: str) -> None:
    named, texts = side_by_side(text)
    assert named == matters
    assert (texts[0] if texts else "").startswith(asked)
    assert len(texts) == len(named)


@pytest.mark.parametrize(
    ("question", "clauses", "told"),
    [
        ("养殖场氨排放和重金属污染物排放分别要降低多少", {12, 27}, ("5%", "2.5%")),
        ("对比一下入海排污口和入河排污口的整治任务", {15, 16}, ("6174个", "入河排污口")),
        ("比较城市和农村黑臭水体的治理任务", {13, 17}, ("2024年", "82处")),
        ("绿色工厂新增几家，替代试点建几个", {6, 10}, ("10家", "50个")),
        (
            "第三条里海洋碳汇和低碳城市建设各归谁",
            {3},
            ("市海洋发展局牵头", "市住房城乡建设局牵头"),
        ),
    ],
)
def test_each_matter_is_told_from_its_own_clause(
    assistant: Assistant, question: str, clauses: set[int], told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == clauses
    assert all(t in answer.answer for t in told)
    assert violations(answer) == []


@pytest.mark.parametrize(
    "question",
    ["8条国控加上14条其他入海河流一共是几条", "8条国控和14条其他入海河流合在一起多少条"],
)
def test_what_the_plan_counts_as_it_counts_clauses_is_no_clause(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == {16}
    assert answer.answer.startswith("加起来22条")


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("我是水务局的，我们局要牵头什么任务", "水务局要牵头什么任务"),
        ("刚到司法局上班，本局参与哪些条款", "司法局参与哪些条款"),
        ("我们局要做什么", "我们局要做什么"),
    ],
)
def test_who_asks_is_the_department_that_is_meant(
    assistant: Assistant, question: str, read: str
) -> None:
    assert assistant.ask(question).standalone_question == read


def test_they_are_the_departments_named_before(assistant: Assistant) -> None:
    before = "节能环保产业发展规划由哪两个部门负责"
    answer = assistant.ask("这两个部门还一起负责哪些条款", [before])
    assert answer.standalone_question == "市发展改革委和市生态环境局共同负责哪些条款"
    assert {3, 4, 5} <= {c.clause for c in answer.citations}


def test_owners_are_counted_when_it_is_asked_how_many(assistant: Assistant) -> None:
    answer = assistant.ask("环境公益诉讼制度的责任部门有几个，都是谁")
    assert answer.answer.startswith("共3个部门，由")


def test_owners_of_clauses_with_one_task_each_stand_behind_their_titles(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("比较第十三条和第十七条的责任部门")
    assert answer.status is Status.ANSWERED
    assert {(d.name, d.clause) for d in answer.departments} >= {
        ("市水务管理局", 13),
        ("市住房城乡建设局", 17),
    }
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "clauses", "verdict"),
    [
        ("湿地保护率70%和建筑垃圾资源化利用率70%都对吗", {20, 22}, "是的"),
        ("再生水利用率55%、秸秆综合利用率92%这两个数对不对", {12, 13}, "不是"),
        ("第十三条2025年清零对吗", {13}, "不是"),
        ("第十三条是2024年清零对吧", {13}, "是的"),
    ],
)
def test_what_is_claimed_of_two_matters_or_of_a_clause_is_held_against_each(
    assistant: Assistant, question: str, clauses: set[int], verdict: str
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith(verdict)
    assert {c.clause for c in answer.citations} == clauses
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "clauses", "told"),
    [
        ("造林要完成多少亩，水土流失治理多少平方公里？", {22}, ("2万亩", "250平方公里")),
        ("农村黑臭水体治理多少处，城市黑臭水体哪年清零？", {13, 17}, ("82处", "2024年")),
        ("岸线要整治修复多长，渔港污水收集处置率要达到多少？", {15}, ("19.35公里", "100%")),
        ("生态警长是谁推行，互花米草由谁管？", {23, 32}, ("市公安局牵头", "市海洋发展局")),
        ("胶州湾生态补偿制度归谁管，绿色电价又归谁管？", {29}, ("市财政局", "青岛证监局")),
    ],
)
def test_questions_in_a_row_are_each_answered(
    assistant: Assistant, question: str, clauses: set[int], told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert {c.clause for c in answer.citations} == clauses
    assert all(t in answer.answer for t in told)


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("社会车辆用能清洁化比例，这个指标值是多少来着", {11}),
        ("近岸海域优良水质面积占比，十四五末要稳在什么水平？", {2}),
        ("再生水利用率55%，谁牵头，哪年完成？", {13}),
    ],
)
def test_what_leans_on_the_question_before_is_no_question_of_its_own(
    assistant: Assistant, question: str, clauses: set[int]
) -> None:
    assert {c.clause for c in assistant.ask(question).citations} == clauses


@pytest.mark.parametrize(
    ("text", "clause", "names"),
    [
        ("环境公益诉讼除检察院外还有哪些责任单位", 28, ["市司法局", "市生态环境局"]),
        ("柴油货车治理的责任单位里，海事机构是哪两家", 11, ["青岛海事局", "董家口海事局"]),
        ("有奖举报机制除了生态环境局还有谁负责", 38, []),
    ],
)
def test_those_left_out_and_those_of_one_kind(
    assistant: Assistant, text: str, clause: int, names: list[str]
) -> None:
    answer = assistant.ask(text)
    assert [d.name for d in answer.departments] == names
    assert {c.clause for c in answer.citations} == {clause}
    assert names or "没有其他责任部门" in answer.answer


def test_a_clause_named_by_its_title_goes_before_a_like_sentence(assistant: Assistant) -> None:
    assert {d.clause for d in assistant.ask("黑臭水体治理由谁负责").departments} == {13}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("海洋碳汇是海洋局牵头还是生态环境局牵头", "由市海洋发展局牵头。"),
        ("第十六条列了哪几条河", "墨水河、风河、北胶莱河、大沽河"),
        ("涉及“生态补偿”的条款标题", "（二十九）"),
    ],
)
def test_what_stands_at_the_beginning(assistant: Assistant, text: str, said: str) -> None:
    answer = assistant.ask(text)
    assert said in answer.answer
    assert "与方案不符" not in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "湿地用途管制哪家牵头？绿色矿山建设水平呢？",
            ("市园林和林业局牵头", "市自然资源和规划局牵头"),
        ),
        ("秸秆禁烧哪个部门管？那餐饮油烟呢？", ("市农业农村局", "市城市管理局")),
        ("移动源监管能力建设由公安局牵头，那“生态警长”归谁？", ("市生态环境局", "市公安局")),
    ],
)
def test_who_is_asked_of_both_matters(
    assistant: Assistant, question: str, told: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert all(t in answer.answer for t in told)
    assert violations(answer) == []


def test_what_names_no_matter_of_its_own_is_no_second_question(assistant: Assistant) -> None:
    answer = assistant.ask("农村黑臭水体谁治？城市的呢？")
    assert 24 not in {c.clause for c in answer.citations}
    owner = assistant.ask("“生态警长”归谁管？").answer
    assert owner.startswith("由市公安局牵头")
