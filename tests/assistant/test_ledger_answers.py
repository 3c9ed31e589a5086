"""Counts, lists and departments' tasks: they come from the parsed plan, whole and exact."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Chapter, Role
from corpus.numerals import to_han
from tests.assistant.test_contract import violations

DOSSIER = load_dossier()
PLAN = DOSSIER.plan
OWNED = [t for t in PLAN.tasks() if t.duties]
LEADS = sorted({d.name for t in OWNED for d in t.duties if d.role is Role.LEAD})
SHARERS = sorted(set(DOSSIER.departments) - set(LEADS))


def clauses(answer: Answer) -> list[int]:
    return sorted({c.clause for c in answer.citations if c.clause})


def tasks(name: str, role: Role | None = None) -> list[tuple[int, int]]:
    return [
        (t.clause, t.number)
        for t in OWNED
        if any(d.name == name and role in (None, d.role) for d in t.duties)
    ]


def figures(answer: Answer) -> set[int]:
    return {int(n) for n in re.findall(r"\d+", re.sub(r"\[\d+\]", "", answer.answer))}


def test_the_plan_in_figures() -> None:
    sizes = (len(PLAN.chapters), len(PLAN.clauses), len(OWNED), len(DOSSIER.departments))
    assert sizes == (8, 38, 64, 35)


# --- departments ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LEADS)
def test_tasks_led(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"{name}牵头哪些任务")
    assert answer.status is Status.ANSWERED
    assert {(d.name, d.role) for d in answer.departments} == {(name, Role.LEAD)}
    assert clauses(answer) == sorted({c for c, _ in tasks(name, Role.LEAD)})
    assert "分工）" not in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize("name", SHARERS)
def test_departments_that_lead_nothing(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"{name}牵头哪些任务")
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("没有")
    assert answer.departments == ()
    assert name in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize("name", DOSSIER.departments)
def test_how_many_tasks_a_department_has(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"{name}一共负责几项任务")
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == sorted({c for c, _ in tasks(name)})
    if len(tasks(name)) > 1:
        assert f"{len(tasks(name))}项任务" in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("住建局", "市住房城乡建设局"),
        ("发改委", "市发展改革委"),
        ("环保局", "市生态环境局"),
        ("林业局", "市园林和林业局"),
        ("城管局", "市城市管理局"),
        ("工信局", "市工业和信息化局"),
        ("公安局", "市公安局"),
        ("农业局", "市农业农村局"),
        ("水务局", "市水务管理局"),
        ("交通局", "市交通运输局"),
    ],
)
def test_informal_names(assistant: Assistant, said: str, name: str) -> None:
    answer = assistant.ask(f"{said}负责什么")
    official = assistant.ask(f"{name}负责什么")
    assert answer.departments == official.departments
    assert {d.name for d in answer.departments} == {name}
    assert answer.answer == official.answer


@pytest.mark.parametrize("name", ["市应急管理局", "市民政局", "市体育局"])
def test_bureaus_without_a_task(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"{name}负责什么")
    assert answer.status is Status.NOT_IN_PLAN
    assert name in answer.answer
    assert answer.departments == ()


SOME = ("市水务管理局", "市财政局", "市公安局", "市司法局", "市海洋发展局")
PAIRS = [pair for pair in combinations(SOME, 2) if set(tasks(pair[0])) & set(tasks(pair[1]))]


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_tasks_in_common(assistant: Assistant, pair: tuple[str, str]) -> None:
    answer = assistant.ask(f"{pair[0]}和{pair[1]}共同负责哪些任务")
    common = set(tasks(pair[0])) & set(tasks(pair[1]))
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == sorted({c for c, _ in common})
    assert {d.name for d in answer.departments} == set(pair)
    assert violations(answer) == []


# --- totals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("全文共有多少条", 38),
        ("方案一共几章", 8),
        ("全文分几个部分", 8),
        ("一共有多少项任务", 64),
        ("一共涉及多少个部门", 35),
        ("有多少个责任单位", 35),
    ],
)
def test_totals(assistant: Assistant, question: str, figure: int) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert figure in figures(answer), answer.answer
    assert violations(answer) == []


def test_tasks_by_role(assistant: Assistant) -> None:
    lead = sum(t.responsibility.role is Role.LEAD for t in OWNED if t.responsibility)
    said = figures(assistant.ask("一共有多少项任务"))
    assert {64, lead, 64 - lead} <= said
    assert lead in figures(assistant.ask("牵头的任务一共多少项"))


@pytest.mark.parametrize(("said", "size"), [("十二", 12), ("12", 12)])
def test_more_than_ten_of_the_first(assistant: Assistant, said: str, size: int) -> None:
    answer = assistant.ask(f"参与任务最多的{said}个部门有哪些")
    held = Counter(d.name for t in PLAN.tasks() for d in t.duties)
    least = sorted(held.values())[-size]
    told = {name for name in held if f"{name}：" in answer.answer}
    assert told == {name for name, tasks in held.items() if tasks >= least}


@pytest.mark.parametrize("pair", [(9, 10), (3, 9), (5, 18), (1, 9)])
def test_whether_two_clauses_have_the_same_lead(
    assistant: Assistant, pair: tuple[int, int]
) -> None:
    answer = assistant.ask(f"第{pair[0]}条和第{pair[1]}条的牵头单位是否相同")
    lead = [
        {d.name for t in PLAN.clauses[n - 1].tasks for d in t.duties if d.role is Role.LEAD}
        for n in pair
    ]
    assert all(name in answer.answer for names in lead for name in names)
    assert answer.answer.startswith("是的") == (lead[0] == lead[1])
    assert answer.answer.startswith("不是") == (lead[0] != lead[1] and all(lead))
    assert set(pair) == {c.clause for c in answer.citations}


def test_a_table_of_contents(assistant: Assistant) -> None:
    answer = assistant.ask("把方案的目录列一下")
    assert all(c.title in answer.answer for c in (*PLAN.chapters, *PLAN.clauses))


def test_all_departments_are_listed(assistant: Assistant) -> None:
    answer = assistant.ask("方案涉及哪些责任部门")
    assert answer.status is Status.ANSWERED
    assert all(name in answer.answer for name in DOSSIER.departments)
    assert "35个" in answer.answer
    assert violations(answer) == []


@pytest.mark.parametrize("chapter", PLAN.chapters, ids=lambda c: str(c.number))
def test_clauses_of_every_chapter(assistant: Assistant, chapter: Chapter) -> None:
    answer = assistant.ask(f"第{to_han(chapter.number)}章有哪些条款")
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == [c.number for c in chapter.clauses]
    places = [answer.answer.find(f"{c.label}{c.title}") for c in chapter.clauses]
    assert -1 not in places
    assert places == sorted(places)
    assert violations(answer) == []
    count = assistant.ask(f"第{chapter.number}章有几条")
    assert len(chapter.clauses) in figures(count), count.answer


def test_extremes(assistant: Assistant) -> None:
    most = assistant.ask("牵头任务最多的部门是哪个")
    counts = {n: len(tasks(n, Role.LEAD)) for n in LEADS}
    top = max(counts, key=lambda n: counts[n])
    assert {d.name for d in most.departments} == {top}
    assert counts[top] in figures(most)
    longest = max(PLAN.chapters, key=lambda c: len(c.clauses))
    answer = assistant.ask("哪一章的条款最多")
    assert longest.title in answer.answer
    assert len(longest.clauses) in figures(answer)


@pytest.mark.parametrize("number", sorted({t.clause for t in OWNED}))
def test_tasks_counted_in_a_clause(assistant: Assistant, number: int) -> None:
    clause = PLAN.clause(number)
    assert clause
    answer = assistant.ask(f"第{number}条有几项任务")
    assert f"共{sum(bool(t.duties) for t in clause.tasks)}项" in answer.answer
    assert clauses(answer) == [number]
    assert violations(answer) == []


# --- words ---------------------------------------------------------------------------------------


NAMED = ["河长制", "丁字湾", "VOCs", "氢燃料电池", "一湾一策", "碳汇", "秸秆"]


@pytest.mark.parametrize("word", NAMED)
def test_clauses_that_mention_a_word(assistant: Assistant, word: str) -> None:
    answer = assistant.ask(f"哪些条款提到“{word}”")
    assert answer.status is Status.ANSWERED
    assert clauses(answer) == [c.number for c in PLAN.clauses if word in c.text]
    assert violations(answer) == []


def test_lists_do_not_depend_on_the_search(assistant: Assistant) -> None:
    answer = assistant.ask("市生态环境局负责什么")
    assert clauses(answer) == sorted({c for c, _ in tasks("市生态环境局")})
    assert len(clauses(answer)) > 25


# --- conditions together -------------------------------------------------------------------------


def named(number: int) -> set[str]:
    clause = PLAN.clause(number)
    assert clause
    return {d.name for t in clause.tasks for d in t.duties}


def cites(assistant: Assistant, question: str) -> list[int]:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, question
    assert violations(answer) == [], question
    return clauses(answer)


def test_a_department_outside_a_chapter(assistant: Assistant) -> None:
    found = cites(assistant, "除了第八章，财政局还出现在哪些条")
    own = {c for c, _ in tasks("市财政局")}
    assert found == sorted(c.number for c in PLAN.clauses if c.number in own and c.chapter != 8)


def test_departments_and_nobody_else(assistant: Assistant) -> None:
    pair = {"市生态环境局", "市农业农村局"}
    found = cites(assistant, "生态环境局、农业农村局两家（没有其他单位）共同负责的是哪一条")
    assert found == sorted({t.clause for t in OWNED if {d.name for d in t.duties} == pair})


def test_what_one_clause_has_and_another_lacks(assistant: Assistant) -> None:
    answer = assistant.ask("25条比23条多出来的单位")
    assert named(25) - named(23) == {d.name for d in answer.departments}


def test_a_list_counted_once_or_with_the_lead_marked(assistant: Assistant) -> None:
    named_once = {d.name for t in PLAN.tasks() if t.clause in (35, 36, 37, 38) for d in t.duties}
    answer = assistant.ask("第八章总共牵扯几个单位（重复的算一次）").answer
    assert f"共{len(named_once)}个" in answer
    own = {t.clause for t in PLAN.tasks() for d in t.duties if d.name == "市园林和林业局"}
    assert cites(assistant, "市园林和林业局全部任务条款，牵头的单独标出来") == sorted(own)
    assert cites(assistant, "净土保卫战这章里担任“牵头”的是哪些部门") == [18, 20]


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("标题以“加快”打头的条款", lambda t: t.startswith("加快")),
        ("列出所有带“行动”字样的标题", lambda t: "行动" in t),
        (
            "标题里出现“污染”但不是攻坚战的是哪些条",
            lambda t: "污染" in t and "攻坚战" not in t,
        ),
    ],
)
def test_titles(assistant: Assistant, question: str, fits) -> None:  # type: ignore[no-untyped-def]
    assert cites(assistant, question) == [c.number for c in PLAN.clauses if fits(c.title)]


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("不是“市”字头的责任单位有哪些", lambda n: not n.startswith("市")),
        ("以青岛开头的责任单位", lambda n: n.startswith("青岛")),
        ("名字最后是“委”的责任单位", lambda n: n.endswith("委")),
    ],
)
def test_names(assistant: Assistant, question: str, fits) -> None:  # type: ignore[no-untyped-def]
    answer = assistant.ask(question)
    assert {n for n in DOSSIER.departments if n in answer.answer} == {
        n for n in DOSSIER.departments if fits(n)
    }


def test_a_year_and_a_value(assistant: Assistant) -> None:
    found = cites(assistant, "到2025年要达到100%的指标有哪些")
    wanted = {
        c.number
        for c in PLAN.clauses
        for s in c.sentences
        for t in s.targets
        if t.due_year == 2025 and (t.value, t.unit) == ("100", "%")
    }
    assert found == sorted(wanted)


def test_several_bodies_by_one_word(assistant: Assistant) -> None:
    bodies = {"市公安局", "市检察院", "市中级法院"}
    found = cites(assistant, "公检法三家都出现的条款")
    assert found == [c.number for c in PLAN.clauses if named(c.number) >= bodies]


def test_text_before_and_behind_the_clauses(assistant: Assistant) -> None:
    for question, part in (("前言部分怎么写的", "preamble"), ("方案最后一段说什么", "closing")):
        assert {c.part for c in assistant.ask(question).citations} == {part}


def test_every_title(assistant: Assistant) -> None:
    assert cites(assistant, "把38条标题全列出来") == [c.number for c in PLAN.clauses]


def test_the_most_and_the_least_are_both_told(assistant: Assistant) -> None:
    answer = assistant.ask("哪章条款最多、哪章最少")
    sizes = [len(c.clauses) for c in PLAN.chapters]
    told = {c.title for c in PLAN.chapters if f"“{c.title}”" in answer.answer}
    assert told == {c.title for c in PLAN.chapters if len(c.clauses) in (max(sizes), min(sizes))}


# --- words, ends, sums ---------------------------------------------------------------------------


def test_how_often_a_word_occurs_is_told_with_its_clauses(assistant: Assistant) -> None:
    for text in ("大沽河先后现身三处，分别要干什么？", "出现“大沽河”的条款各说了什么？"):
        answer = assistant.ask(text)
        assert clauses(answer) == [16, 26, 27]
        assert "一河一策一图" in answer.answer


def test_a_class_named_by_one_of_its_row(assistant: Assistant) -> None:
    assert clauses(assistant.ask("钢铁行业在哪几条里被点到？")) == [3, 5, 6]
    assert clauses(assistant.ask("水泥行业在哪几条出现")) == [5, 10]


def test_whole_clauses_of_one_department(assistant: Assistant) -> None:
    alone = [7, 9, 10, 14, 27, 33, 38]
    for text in (
        "整条只由市生态环境局一家牵头、没有别的部门的，数出来有哪些？",
        "整条都归市生态环境局一家牵头的，一共几条？",
    ):
        assert clauses(assistant.ask(text)) == alone
    assert clauses(assistant.ask("请找出没有标注责任单位的条款。")) == [1, 2]


def test_ends_among_those_named(assistant: Assistant) -> None:
    text = "森林覆盖率、湿地保护率、建成区绿地率三个目标，谁最高谁最低？"
    assert assistant.ask(text).answer.startswith("最高的是湿地保护率，最低的是森林覆盖率。")
    text = "全市16处水源地、82处农村黑臭、6174个排污口，这三个数谁最大谁最小？"
    assert {6174, 82, 16} <= figures(assistant.ask(text))
    for text in (
        "82处农村黑臭水体、16处水源地，哪个更多？",
        "15处水源地、82处黑臭水体，哪个数最大？",
    ):
        assert "不符" not in assistant.ask(text).answer


def test_those_and_the_others(assistant: Assistant) -> None:
    for text in (
        "国控的加上其他的，纳入要求的入海河流总共多少条？",
        "国控和非国控的入海河流合在一起几条？",
    ):
        assert "22条" in assistant.ask(text).answer


def test_sentences_of_a_clause_with_a_word(assistant: Assistant) -> None:
    answer = assistant.ask("第二十七条里带“专项”的要求有哪些").answer
    assert "专项排查整治" in answer
    assert "专项检查" in answer
    assert "放射源在线" not in answer
