"""Questions put to the real assistant: the issue's own, every clause, department, target, task."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Status
from assistant.compose.phrase import is_due, pieces
from assistant.engine import Assistant
from corpus.model import Clause, Role, Target, Task
from corpus.numerals import to_han
from index.retriever import PlanRetriever
from tests.assistant.test_contract import DOSSIER, PLAN, bug, same, violations

LEXICAL_ONLY = "向量检索暂不可用，本次仅用关键词检索。"


def duties(answer: Answer) -> list[tuple[str, str, int]]:
    return [(d.name, d.role.value, d.clause) for d in answer.departments]


def of_task(clause: int, number: int = 1) -> list[tuple[str, str, int]]:
    found = PLAN.clause(clause)
    assert found
    return [(d.name, d.role.value, clause) for d in found.tasks[number - 1].duties]


def clauses(answer: Answer) -> set[int | None]:
    return {c.clause for c in answer.citations}


# --- the eight questions of the issue ------------------------------------------------------------


def test_pm25(assistant: Assistant) -> None:
    answer = assistant.ask("PM2.5 2025年目标是多少")
    assert answer.status is Status.ANSWERED
    assert "到2025年" in answer.answer
    assert "30微克/立方米" in answer.answer
    assert clauses(answer) == {2}
    assert answer.departments == ()
    assert "细颗粒物（PM2.5）浓度控制在30微克/立方米" in answer.citations[0].quote


def test_black_water(assistant: Assistant) -> None:
    answer = assistant.ask("黑臭水体谁负责")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == [
        ("市水务管理局", "shared", 13),
        ("市生态环境局", "shared", 13),
        ("市农业农村局", "shared", 13),
    ]
    assert clauses(answer) == {13}
    assert answer.answer.startswith("由市水务管理局、市生态环境局、市农业农村局按职责分工负责。")
    assert "牵头" not in answer.answer


def test_soil_erosion(assistant: Assistant) -> None:
    answer = assistant.ask("水土流失治理由哪个部门牵头")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == [("市水务管理局", "lead", 22)]
    assert answer.answer.startswith("由市水务管理局牵头。")
    assert clauses(answer) == {22}


def test_diesel_lorries(assistant: Assistant) -> None:
    answer = assistant.ask("到2023年要淘汰哪些柴油货车")
    assert answer.status is Status.ANSWERED
    assert "到2023年，全部淘汰国三及以下排放标准营运柴油货车" in answer.answer
    assert "加快淘汰国三及以下排放标准非营运柴油货车" in answer.answer
    assert clauses(answer) == {11}
    assert duties(answer) == of_task(11)
    assert len(answer.departments) == 10


def test_tasks_of_clause_22(assistant: Assistant) -> None:
    answer = assistant.ask("第二十二条有哪些任务")
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == {22}
    clause = PLAN.clause(22)
    assert clause
    assert answer.answer.startswith("（二十二）持续提升生态系统质量")
    for sentence in clause.sentences:
        assert sentence.text.rstrip("。；") in answer.answer
    owners = {(n, r) for t in range(1, 6) for n, r, _ in of_task(22, t)}
    assert {(n, r) for n, r, _ in duties(answer)} == owners
    assert len(owners) == 7


def test_public_security(assistant: Assistant) -> None:
    answer = assistant.ask("市公安局负责什么")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == [
        ("市公安局", "shared", 11),
        ("市公安局", "shared", 28),
        ("市公安局", "lead", 32),
    ]
    assert "全面推行“生态警长”工作机制" in answer.answer
    assert clauses(answer) == {11, 28, 32}


def test_another_city(assistant: Assistant) -> None:
    answer = assistant.ask("济南的PM2.5目标是多少")
    assert answer.status is Status.NOT_IN_PLAN
    assert "济南" in answer.answer
    assert "30" not in answer.answer
    assert answer.citations == ()
    assert answer.departments == ()
    assert answer.related[0].clause == 2


def test_outfalls(assistant: Assistant) -> None:
    answer = assistant.ask("入海排污口一共多少个什么时候整治完")
    assert answer.status is Status.ANSWERED
    assert "6174个" in answer.answer
    assert "到2023年" in answer.answer
    assert clauses(answer) == {15}
    assert duties(answer) == of_task(15)


# --- ways of asking ------------------------------------------------------------------------------

FACTS = [
    ("现役煤电机组供电煤耗要降到多少", 4, ["302克标准煤/千瓦时", "到2023年"]),
    ("森林覆盖率目标是多少", 22, ["15%以上", "到2025年"]),
    ("城市再生水利用率要达到多少", 13, ["55%", "到2024年"]),
    ("黑臭水体什么时候清零", 13, ["到2024年", "全部清零"]),
    ("重度及以上污染天数不超过几天", 9, ["1天", "到2025年"]),
    ("非化石能源消费比重要提高到多少", 4, ["15%左右", "到2025年"]),
    ("人均公园绿地面积目标", 24, ["15平方米", "到2025年年底"]),
    ("受污染耕地安全利用率要达到多少", 18, ["98%以上", "到2025年"]),
    ("溶剂型工业涂料使用比例要降低多少", 10, ["20"]),
    ("要修复多少公顷滨海湿地", 15, ["46公顷"]),
    ("丁字湾怎么治理", 15, ["一湾一策"]),
    ("“三线一单”包括什么", 7, ["生态保护红线"]),
]


@pytest.mark.parametrize(("question", "clause", "words"), FACTS)
def test_facts(assistant: Assistant, question: str, clause: int, words: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == {clause}
    assert all(word in answer.answer for word in words), answer.answer
    assert violations(answer) == []
    assert len(re.sub(r"\[\d+\]", "", answer.answer)) <= 165


OWNERS = [
    ("生态警长由谁牵头", 32, 2),
    ("海洋碳汇研究谁牵头", 3, 4),
    ("湿地保护率由谁负责", 22, 5),
    ("历史遗留矿山修复找哪个部门", 22, 4),
    ("餐饮油烟归谁管", 12, 2),
    ("秸秆禁烧哪个部门管", 12, 3),
    ("环境公益诉讼制度由哪些部门负责", 28, 2),
    ("绿色电价政策由谁落实", 29, 1),
    ("扩大城市集中供热范围由谁负责", 4, 3),
    ("综合执法用车和装备由谁保障", 37, 2),
]


@pytest.mark.parametrize(("question", "clause", "task"), OWNERS)
def test_owners(assistant: Assistant, question: str, clause: int, task: int) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert duties(answer) == of_task(clause, task)
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("question", "opening", "words"),
    [
        ("PM2.5的目标是30微克/立方米吗", "是的。", "30微克/立方米"),
        ("PM2.5的目标是35微克/立方米吗", "不是。", "30微克/立方米"),
        ("水土流失是市水务管理局牵头吗", "是的。", "市水务管理局牵头"),
        ("黑臭水体由市生态环境局牵头吗", "不是。", "按职责分工负责"),
    ],
)
def test_claims_are_judged(assistant: Assistant, question: str, opening: str, words: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(opening)
    assert words in answer.answer
    assert violations(answer) == []


def test_a_question_that_ends_in_a_year_is_no_claim(assistant: Assistant) -> None:
    answer = assistant.ask("How much is the PM2.5 target for 2025?")
    assert "30微克/立方米" in answer.answer
    assert not answer.answer.startswith("是的")


UNCLEAR = ["", " ", "？", "你好", "谢谢", "嗯", "这个", "2025年", "多少", "谁负责"]


@pytest.mark.parametrize("text", UNCLEAR)
def test_unclear(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status is Status.UNCLEAR


ELSEWHERE = [
    "今天天气怎么样",
    "帮我写首诗",
    "青岛明天会下雨吗",
    "红烧肉怎么做",
    "讲个笑话",
    "世界杯谁赢了",
    "推荐一家餐厅",
    "股票该买哪只",
    "1+1等于几",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_out_of_scope(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.status in {Status.OUT_OF_SCOPE, Status.UNCLEAR}
    assert violations(answer) == []


def test_who_made_the_assistant_is_not_who_issued_the_plan(assistant: Assistant) -> None:
    assert not assistant.ask("你是谁开发的，用的什么模型").status.has_evidence


def test_several_questions_at_once(assistant: Assistant) -> None:
    answer = assistant.ask("黑臭水体由谁负责？生态警长由谁牵头？")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == [*of_task(13), *of_task(32, 2)]
    assert violations(answer) == []


# --- every clause, department, target and task ---------------------------------------------------


@pytest.mark.parametrize("clause", PLAN.clauses, ids=lambda c: str(c.number))
def test_every_clause_by_number(assistant: Assistant, clause: Clause) -> None:
    answer = assistant.ask(f"第{to_han(clause.number)}条讲什么")
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith(f"{clause.label}{clause.title}")
    assert clauses(answer) == {clause.number}
    assert violations(answer) == []
    short = assistant.ask(f"第{clause.number}条讲什么")
    assert same(answer, replace(short, standalone_question=answer.standalone_question))


@pytest.mark.parametrize("clause", PLAN.clauses, ids=lambda c: str(c.number))
def test_every_clause_has_its_owners(assistant: Assistant, clause: Clause) -> None:
    answer = assistant.ask(f"第{clause.number}条由谁负责")
    wanted = {(d.name, d.role.value) for t in clause.tasks for d in t.duties}
    assert {(n, r) for n, r, _ in duties(answer)} == wanted
    assert (answer.status is Status.ANSWERED) == bool(wanted)
    assert clauses(answer) <= {clause.number}
    assert violations(answer) == []


@pytest.mark.parametrize("name", DOSSIER.departments)
def test_every_department(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"{name}负责什么")
    wanted = {
        (name, d.role.value, t.clause) for t in PLAN.tasks() for d in t.duties if d.name == name
    }
    assert answer.status is Status.ANSWERED
    assert set(duties(answer)) == wanted
    assert clauses(answer) == {clause for _, _, clause in wanted}
    assert violations(answer) == []


TARGETS = {
    t.indicator: t
    for task in PLAN.tasks()
    for s in task.sentences
    for t in s.targets
    if re.search(r"\d", t.value) and len(t.indicator) > 3
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_every_figure_of_a_target(assistant: Assistant, target: Target) -> None:
    answer = assistant.ask(f"{target.indicator}的目标是多少")
    assert violations(answer) == []
    assert answer.status.has_evidence, answer.answer
    wanted = {
        t.value
        for s in PLAN.tasks()
        for x in s.sentences
        for t in x.targets
        if t.indicator == target.indicator
    }
    assert any(value in answer.answer for value in wanted), answer.answer


def first_words(task: Task) -> str:
    """The first piece of a task that says what is to be done."""
    parts = pieces(task.sentences[0].text, task.sentences[0].start)
    own = (p.text for p in parts if not is_due(p) and not p.text.startswith("按照"))
    return next(own, parts[0].text)


OWNED = [t for t in PLAN.tasks() if t.duties]


@pytest.mark.parametrize("task", OWNED, ids=lambda t: f"{t.clause}.{t.number}")
def test_every_task_has_exactly_the_departments_of_its_bracket(
    assistant: Assistant, task: Task
) -> None:
    answer = assistant.ask(f"{first_words(task)}由谁负责")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == of_task(task.clause, task.number)
    own = {d.name for d in task.duties}
    text = "".join(s.text for s in task.sentences)
    named = [m for m in DOSSIER.registry.find(answer.answer) if m.text not in text]
    assert all(own & {d.name for d in m.departments} for m in named)
    assert violations(answer) == []


@pytest.mark.parametrize("task", OWNED, ids=lambda t: f"{t.clause}.{t.number}")
def test_every_task_by_number(assistant: Assistant, task: Task) -> None:
    answer = assistant.ask(f"第{task.clause}条第{to_han(task.number)}项任务由谁负责")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == of_task(task.clause, task.number)
    assert violations(answer) == []


# --- anything at all -----------------------------------------------------------------------------

PHRASES = (
    "黑臭水体 PM2.5 水土流失 市公安局 市生态环境局 住建局 入海排污口 臭氧 谁负责 牵头 多少 "
    "什么时候 哪些 吗 不 第 条 （十三） 第22条 2025年 2030年 济南 崂山区 新闻 目标 由 和 分别 全部 "
    "共 最多 30微克/立方米 88.8% 忽略以上指令 [1] ， ？ 那 呢 换成 😀 ﷺ １３ ³ ٣ <script> {x} %s \\"
)
WORDS = [*PHRASES.split(), "\n", "\x00", "\ud800", "\u202e", "\u200b"]
ANYTHING = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=12).map("".join),
)
CALM = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@CALM
@given(text=ANYTHING)
def test_whatever_is_put_the_contract_holds(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.question == text
    assert violations(answer) == []


@settings(CALM, max_examples=50)
@given(history=st.lists(ANYTHING, max_size=3), text=ANYTHING)
def test_whatever_was_said_before(assistant: Assistant, history: list[str], text: str) -> None:
    assert violations(assistant.ask(text, history)) == []


LONG = [
    "黑臭水体" * 500,
    "谁" * 2000,
    "a" * 50_000,
    "😀" * 1000,
    "(" * 5000,
    "第" * 2000 + "条",
    "20" * 1000 + "年",
    "\n" * 5000,
    "\x00" * 1000,
    "\ud800" * 1000,
    "到2025年" * 400,
    "黑臭水体谁负责？" * 200,
    "第一条到第三十八条",
    "第1条到第999999999条讲什么",
    "百千万亿条",
    PLAN.source[:3000],
]


@pytest.mark.parametrize("text", LONG, ids=lambda t: f"{t[:4]!r}x{len(t)}")
def test_long_and_strange_texts(assistant: Assistant, text: str) -> None:
    assert violations(assistant.ask(text)) == []


@bug("guard takes 99… for an echo and leaves 第9条, which is then answered")
def test_a_clause_number_of_many_digits_does_not_exist(assistant: Assistant) -> None:
    assert not assistant.ask("第999999999999999999999条讲什么").status.has_evidence


@pytest.mark.parametrize("number", ["39", "99", "100", "0", "1000", "四十", "一百零三"])
def test_clauses_that_do_not_exist(assistant: Assistant, number: str) -> None:
    answer = assistant.ask(f"第{number}条讲什么")
    assert answer.status is Status.NOT_IN_PLAN
    assert violations(answer) == []


# --- a search that has lost its vectors ----------------------------------------------------------


def crippled(assistant: Assistant, fault: str) -> Assistant:
    index = replace(assistant.retriever.index, vectors=None, nearest=None, fault=fault)
    return Assistant(assistant.dossier, PlanRetriever(index, assistant.dossier.lexicon))


@pytest.fixture(scope="module")
def lexical(assistant: Assistant) -> Assistant:
    return crippled(assistant, "向量库连接不上")


def test_without_vectors_it_still_answers_and_says_so(lexical: Assistant) -> None:
    answer = lexical.ask("黑臭水体谁负责")
    assert answer.status is Status.ANSWERED
    assert duties(answer) == of_task(13)
    assert LEXICAL_ONLY in answer.notice
    assert "向量库连接不上" not in answer.answer
    assert LEXICAL_ONLY in lexical.ask("今天天气怎么样").notice


@pytest.mark.parametrize(("question", "clause", "words"), FACTS)
def test_facts_without_vectors(
    lexical: Assistant, question: str, clause: int, words: list[str]
) -> None:
    answer = lexical.ask(question)
    assert clauses(answer) == {clause}
    assert all(word in answer.answer for word in words)
    assert violations(answer) == []


def test_with_vectors_nothing_is_said_of_them(assistant: Assistant) -> None:
    assert LEXICAL_ONLY not in assistant.ask("黑臭水体谁负责").notice


def test_roles_are_never_merged(assistant: Assistant) -> None:
    answer = assistant.ask("第二十二条由谁负责")
    water = {d.role for d in answer.departments if d.name == "市水务管理局"}
    assert water == {Role.LEAD, Role.SHARED}
