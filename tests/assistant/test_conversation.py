"""Follow-ups are completed from the turns before them; a change of topic leaks nothing."""

from __future__ import annotations

from functools import lru_cache

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from tests.assistant.test_contract import same, violations

PLAN = load_dossier().plan


def clauses(answer: Answer) -> set[int | None]:
    return {c.clause for c in answer.citations}


def owners(answer: Answer) -> list[tuple[str, str]]:
    return [(d.name, d.role.value) for d in answer.departments]


def of_task(clause: int, number: int = 1) -> list[tuple[str, str]]:
    found = PLAN.clause(clause)
    assert found
    return [(d.name, d.role.value) for d in found.tasks[number - 1].duties]


# History, follow-up, the one clause cited, words of the answer.
FOLLOWED = [
    (["黑臭水体谁负责"], "什么时候清零？", 13, "到2024年"),
    (["入海排污口一共多少个"], "什么时候整治完", 15, "到2023年"),
    (["入海排污口一共多少个"], "由谁负责", 15, "市海洋发展局"),
    (["森林覆盖率的目标是多少"], "湿地保护率呢？", 22, "70%以上"),
    (["森林覆盖率的目标是多少", "湿地保护率呢？"], "由谁牵头？", 22, "由市园林和林业局牵头"),
    (["PM2.5的2025年目标是多少"], "优良天数比率呢？", 2, "88.8%"),
    (["秸秆综合利用率的目标是多少"], "由谁负责？", 12, "市农业农村局、市生态环境局"),
    (["第十三条讲什么"], "下一条呢？", 14, "巩固提升饮用水安全保障水平"),
    (["第十三条讲什么", "下一条呢？"], "再下一条呢？", 15, "重点海域综合治理"),
    (["第十三条讲什么"], "上一条呢？", 12, "加强大气面源和噪声污染治理"),
    (["第十三条讲什么"], "这一条由谁负责？", 13, "市水务管理局"),
    (["水土流失治理由哪个部门牵头"], "目标是多少？", 22, "250平方公里"),
    (["市公安局牵头哪些任务"], "市水务管理局呢", 22, "水土流失"),
    (["市公安局负责什么"], "它牵头哪些？", 32, "生态警长"),
    (["第三十八条讲什么"], "它前头那条呢", 37, "队伍建设"),
    (["第十五条讲什么"], "下下条说的啥", 17, "农业农村污染治理"),
    (["城市黑臭水体治理归哪些部门"], "最后一个部门叫啥", 13, "市农业农村局"),
    (["检察院在法治保障这条干什么"], "那公安局呢，做什么", 28, "联合执法"),
    (["第三十八条讲什么"], "往前数两条，内容发我看看", 36, "责任落实"),
    (
        ["溶剂型工业涂料使用比例要降多少"],
        "油墨呢？胶粘剂呢？",
        10,
        "15个百分点，溶剂型胶粘剂使用量下降20%",
    ),
    (["城市集中供暖面积每年至少新增多少"], "那农村呢？", 4, "24万户"),
    (["雨污合流管网哪年清零"], "那就是2025年之前咯？", 13, "到2024年"),
    (["声环境功能区夜间达标率到多少"], "你确定？我记得是80%", 12, "85%"),
    (["湿地保护率"], "水土流失也写在同一条吗", 22, "二十二"),
    (["生态警长谁牵头"], "来源是哪", 32, "三十二"),
    (["垃圾分类谁负责"], "各区也要负责吗", 3, "各区（市）"),
    (["重污染天数目标"], "具体有哪些举措", 9, "专项行动"),
    (["入海排污口谁负责"], "入河的归谁", 16, "市水务管理局"),
    (["中央督察反馈问题整改谁牵头"], "人大、政协那边有没有分工", 36, "市人大常委会"),
    (["水路货运量增速"], "搞错了，我想问铁路", 11, "0.5"),
    (["森林覆盖率的目标是多少", "谢谢"], "湿地那个呢？归哪个局？", 22, "市园林和林业局"),
    (["绿色工厂新增几家", "臭氧怎么治"], "回到我最早问的那个，谁牵头", 6, "市工业和信息化局"),
    (["丁字湾怎么整治", "生态警长谁牵头", "噪声谁管"], "前面第二个问题，再说一遍", 32, "市公安局"),
    (["第二十二条有哪些任务"], "倒数第二个谁负责", 22, "市自然资源和规划局"),
]


@pytest.mark.parametrize(("history", "question", "clause", "words"), FOLLOWED)
def test_follow_ups(
    assistant: Assistant, history: list[str], question: str, clause: int, words: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == {clause}
    assert words in answer.answer
    assert answer.question == question
    assert answer.standalone_question != question
    assert violations(answer) == []


@pytest.mark.parametrize(("history", "question", "clause", "words"), FOLLOWED)
def test_the_standalone_question_stands_alone(
    assistant: Assistant,
    history: list[str],
    question: str,
    clause: int,
    words: str,
) -> None:
    standalone = assistant.ask(question, history).standalone_question
    again = assistant.ask(standalone)
    assert clauses(again) == {clause}
    assert words in again.answer


def test_a_follow_up_alone_is_not_understood(assistant: Assistant) -> None:
    for text in ("谁负责？", "什么时候完成", "它牵头哪些？"):
        assert assistant.ask(text).status is Status.UNCLEAR, text


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["PM2.5的2025年目标是多少"], "2030年呢？"),
        (["PM2.5的2025年目标是多少"], "济南呢？"),
        (["PM2.5的2025年目标是多少"], "换成上海呢？"),
        (["市公安局负责什么"], "那民政局呢？"),
    ],
)
def test_a_follow_up_may_leave_the_plan(
    assistant: Assistant, history: list[str], question: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.NOT_IN_PLAN
    assert answer.citations == ()
    assert answer.departments == ()


def test_another_department(assistant: Assistant) -> None:
    answer = assistant.ask("那市财政局呢？", ["市公安局负责什么"])
    assert {d.name for d in answer.departments} == {"市财政局"}
    assert clauses(answer) == {11, 29, 30, 35, 37}


def test_a_refused_turn_hands_nothing_on(assistant: Assistant) -> None:
    answer = assistant.ask("黑臭水体谁负责", ["济南的PM2.5目标是多少"])
    assert same(answer, assistant.ask("黑臭水体谁负责"))


def test_empty_turns_are_nothing(assistant: Assistant) -> None:
    alone = assistant.ask("黑臭水体谁负责")
    assert same(assistant.ask("黑臭水体谁负责", ["", " ", "？"]), alone)


def test_history_may_be_any_sequence(assistant: Assistant) -> None:
    listed = assistant.ask("什么时候清零？", ["黑臭水体谁负责"])
    assert same(listed, assistant.ask("什么时候清零？", ("黑臭水体谁负责",)))


def test_only_the_last_topic_counts(assistant: Assistant) -> None:
    history = ["黑臭水体谁负责", "森林覆盖率的目标是多少"]
    answer = assistant.ask("由谁牵头？", history)
    assert owners(answer) == of_task(22, 5)


# --- a change of topic ---------------------------------------------------------------------------

TOPICS = [
    "PM2.5 2025年目标是多少",
    "黑臭水体谁负责",
    "水土流失治理由哪个部门牵头",
    "到2023年要淘汰哪些柴油货车",
    "第二十二条有哪些任务",
    "市公安局负责什么",
    "济南的PM2.5目标是多少",
    "入海排污口一共多少个什么时候整治完",
    "生态警长由谁牵头",
    "第五章有哪些条款",
    "全文共有多少条",
    "方案的文号是什么",
    "森林覆盖率的目标是多少",
    "今天天气怎么样",
    "黑臭水体由市生态环境局牵头吗",
]


@pytest.mark.parametrize("question", TOPICS)
def test_a_new_topic_is_answered_as_if_it_were_the_first(
    assistant: Assistant, question: str
) -> None:
    ask = lru_cache(assistant.ask)
    others = [t for t in TOPICS if t != question]
    leaks = [t for t in others if not same(assistant.ask(question, [t]), ask(question))]
    assert leaks == []


@pytest.mark.parametrize(
    "opening",
    [
        "换个话题，",
        "另外问一下，",
        "再问个别的，",
        "说个别的，",
        "不说这个了，",
    ],
)
def test_words_of_a_new_topic_are_dropped(assistant: Assistant, opening: str) -> None:
    answer = assistant.ask(f"{opening}湿地保护率的目标是多少", ["黑臭水体谁负责"])
    assert answer.standalone_question == "湿地保护率的目标是多少"
    assert clauses(answer) == {22}


def test_going_back_to_an_earlier_topic(assistant: Assistant) -> None:
    history = ["黑臭水体谁负责", "森林覆盖率的目标是多少"]
    answer = assistant.ask("说回黑臭水体，什么时候清零？", history)
    assert clauses(answer) == {13}
    assert "到2024年" in answer.answer


# --- what was answered is what a follow-up is about ---------------------------------------------


def test_the_countryside_is_meant_with_the_matter_before(assistant: Assistant) -> None:
    answer = assistant.ask("那农村呢？", ["黑臭水体谁负责"])
    assert "黑臭水体" in answer.standalone_question
    assert clauses(answer) == {17}
    assert owners(answer) == of_task(17)


def test_an_item_of_the_clause_talked_about(assistant: Assistant) -> None:
    answer = assistant.ask("第三项由谁负责？", ["第二十二条有哪些任务"])
    assert owners(answer) == of_task(22, 3)


def test_an_owner_that_the_plan_does_not_name(assistant: Assistant) -> None:
    answer = assistant.ask("谁负责？", ["PM2.5的2025年目标是多少"])
    assert "与方案不符" not in answer.answer
    assert clauses(answer) <= {2}
    assert answer.departments == ()


def test_a_follow_up_of_what_is_out_of_scope(assistant: Assistant) -> None:
    assert not assistant.ask("谁负责？", ["今天天气怎么样"]).status.has_evidence


def test_the_next_clause_of_none(assistant: Assistant) -> None:
    assert not assistant.ask("下一条呢？").status.has_evidence


def test_one_owner_of_the_last_two_matters(assistant: Assistant) -> None:
    answer = assistant.ask("牵头的是同一个单位吗", ["生态警长谁牵头", "有奖举报谁牵头"])
    assert clauses(answer) == {32, 38}
    assert owners(answer) == of_task(32, 2) + of_task(38)


def test_one_of_the_last_three_matters(assistant: Assistant) -> None:
    history = ["黑臭水体谁负责", "森林覆盖率", "绿色工厂几家"]
    answer = assistant.ask("这三个里面第一个是哪年完成", history)
    assert clauses(answer) == {13}


def test_a_telephone_is_no_share_in_a_task(assistant: Assistant) -> None:
    answer = assistant.ask("把城管局电话发我一下", ["餐饮油烟谁负责"])
    assert answer.status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (["森林覆盖率的目标", "湿地保护率呢"], "比一下，哪个更高", ("15%", "70%")),
        (["建成区绿地率多少", "人均公园绿地多少"], "把这俩数一并列给我", ("36%", "15平方米")),
        (["黑臭水体哪年清零", "排污口哪年整治完"], "这两个谁先完成", ("2024年", "2023年")),
        (["森林覆盖率的目标", "湿地保护率呢"], "两者差多少", ("相差55个百分点",)),
    ],
)
def test_what_earlier_turns_asked_is_set_side_by_side(
    assistant: Assistant, history: list[str], question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert all(part in answer.answer for part in said)


def test_another_world_takes_nothing_from_what_was_said(assistant: Assistant) -> None:
    answer = assistant.ask("那明天天气怎么样", ["重污染天数不超过几天"])
    assert answer.status is Status.OUT_OF_SCOPE
    assert "重污染" not in answer.standalone_question


@pytest.mark.parametrize(
    "text",
    ["上面第二点我没看懂，换个说法讲讲", "刚才那个第三条没听明白", "上一个回答里第一点是啥意思"],
)
def test_what_points_at_no_answer_is_unclear(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.UNCLEAR


@pytest.mark.parametrize(
    "text", ["第三条前面那条讲什么", "前面那条河臭得很，归谁管", "刚才新闻里说的24万户是谁管"]
)
def test_what_names_its_matter_points_at_nothing_else(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("history", "question", "verdict", "clauses"),
    [
        (
            ("湿地保护率多少？", "修复滨海湿地多少公顷？"),
            "牵头的是同一家吗？",
            "不是。",
            {22, 15},
        ),
        (
            ("餐饮油烟归谁管", "恶臭异味治理归谁管"),
            "这两个是同一批部门负责吗？",
            "是的。",
            {12},
        ),
        (("造林多少亩", "绿色矿山呢"), "两个是不是一个部门？", "不是。", {22}),
        ((), "餐饮油烟和黑臭水体是一家管吗", "不是。", {12, 13}),
    ],
)
def test_whether_two_are_ones_work_is_told(
    assistant: Assistant,
    history: tuple[str, ...],
    question: str,
    verdict: str,
    clauses: set[int],
) -> None:
    answer = assistant.ask(question, history)
    assert answer.answer.startswith(verdict)
    assert {c.clause for c in answer.citations} == clauses


@pytest.mark.parametrize(
    ("question", "clauses", "told"),
    [
        ("编号最大的那条讲了什么", {38}, "宣传引导"),
        ("哪些条没有标注责任单位", {1, 2}, "指导思想"),
        ("第六章的章名是什么，从第几条到第几条？", {22, 23, 24, 25, 26, 27}, "维护生态环境安全"),
        ("对门洗车行自己钻了眼井没日没夜抽地下水，哪个部门能整治他？", {21}, "市水务管理局"),
        ("垃圾焚烧为主是哪个条文里写的", {31}, "三十一"),
    ],
)
def test_a_clause_is_found_in_other_words(
    assistant: Assistant, question: str, clauses: set[int], told: str
) -> None:
    answer = assistant.ask(question)
    assert {c.clause for c in answer.citations} == clauses
    assert told in answer.answer


def test_what_was_told_can_be_asked_for_in_fewer_words(assistant: Assistant) -> None:
    whole = assistant.ask("第二十二条讲什么")
    short = assistant.ask("太长了，说短点", ("第二十二条讲什么",))
    assert {c.clause for c in short.citations} == {22}
    assert len(short.answer) < len(whole.answer) / 2
