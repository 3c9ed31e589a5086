"""Wider questions to the ledger: sizes told by a clause, words in a row, units, loose words."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Clause, Role

PLAN = load_dossier().plan
CLAUSES = PLAN.clauses


def cited(answer: Answer) -> list[int]:
    assert answer.status is Status.ANSWERED
    return sorted({c.clause for c in answer.citations if c.clause})


def bodies(clause: Clause) -> set[str]:
    return {d.name for t in clause.tasks for d in t.duties}


def owned(clause: Clause) -> int:
    return sum(bool(t.duties) for t in clause.tasks)


def numbers(*clauses: Clause) -> list[int]:
    return [c.number for c in clauses]


@pytest.mark.parametrize("named", [15, 16, 20])
def test_as_many_as_the_clause_named(assistant: Assistant, named: int) -> None:
    clause = PLAN.clause(named)
    assert clause
    same = [c for c in CLAUSES if len(bodies(c)) == len(bodies(clause)) and c.number != named]
    assert cited(assistant.ask(f"责任单位跟第{named}条一样多的条款有哪些")) == numbers(*same)


@pytest.mark.parametrize("size", [2, 3])
def test_one_bracket_of_so_many(assistant: Assistant, size: int) -> None:
    """整条只有一个括号: the whole clause is meant, not each bracket of that size."""
    one = [c for c in CLAUSES if owned(c) == 1 and len(bodies(c)) == size]
    asked = f"全条只有一个责任括号、括号里就{size}家单位、没有牵头的条款"
    assert cited(assistant.ask(asked)) == numbers(*one)


@pytest.mark.parametrize(
    ("question", "size"),
    [("责任括号有4个的条款不止一条，都是哪些", 4), ("分成三个责任括号的条款有几条，是哪几条", 3)],
)
def test_how_many_are_told_is_no_size(assistant: Assistant, question: str, size: int) -> None:
    assert cited(assistant.ask(question)) == numbers(*(c for c in CLAUSES if owned(c) == size))


@pytest.mark.parametrize(
    "question",
    ["名称里有“保卫战”的那几章合起来多少条", "蓝天碧水净土三场保卫战凑一起共几条"],
)
def test_the_clauses_of_chapters_by_name(assistant: Assistant, question: str) -> None:
    held = [c for x in PLAN.chapters if "保卫战" in x.title for c in x.clauses]
    assert f"共{len(held)}条" in assistant.ask(question).answer


def test_clauses_by_the_chapters_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("标题里带“推进”的条款分布在哪些章")
    held = [c for c in CLAUSES if "推进" in c.title]
    assert cited(answer) == numbers(*held)
    assert all(f"“{c.title}”" in answer.answer for c in PLAN.chapters if set(c.clauses) & set(held))


@pytest.mark.parametrize("words", [("大沽河", "墨水河"), ("大沽河", "白沙河"), ("湿地", "岸线")])
def test_words_in_a_row(assistant: Assistant, words: tuple[str, str]) -> None:
    both = [c for c in CLAUSES if all(w in c.text for w in words)]
    first, last = words
    assert cited(assistant.ask(f"{first}、{last}都提到的是哪几条")) == numbers(*both)
    assert cited(assistant.ask(f"{first}和{last}写在同一条里的是第几条")) == numbers(*both)


@pytest.mark.parametrize(
    "question",
    ["以2020年作为基期的指标在哪几条", "拿2020年当对照的目标，列出所在条款"],
)
def test_measured_from_a_year(assistant: Assistant, question: str) -> None:
    assert cited(assistant.ask(question)) == [4, 12, 27]


def test_a_word_set_aside_behind(assistant: Assistant) -> None:
    answer = assistant.ask("标题含“推进”的条款有哪几条？“深入推进”那种不要算")
    held = [c for c in CLAUSES if "推进" in c.title and "深入推进" not in c.title]
    assert cited(answer) == numbers(*held)


@pytest.mark.parametrize("chapter", [2, 4])
def test_a_year_a_chapter_does_not_have(assistant: Assistant, chapter: int) -> None:
    """第二章中没有出现2025年的条款: of the chapter, not of all the others."""
    place = PLAN.chapter(chapter)
    assert place
    years = {c.number: {t.due_year for s in c.sentences for t in s.targets} for c in CLAUSES}
    unsaid = [c for c in place.clauses if 2025 not in years[c.number]]
    assert cited(assistant.ask(f"第{chapter}章里没出现过2025年的条款有哪些")) == numbers(*unsaid)


def test_whose_rank_is_told_is_not_asked_for(assistant: Assistant) -> None:
    led = Counter(d.name for t in PLAN.tasks() for d in t.duties if d.role is Role.LEAD)
    ((first, _),) = led.most_common(1)
    answer = assistant.ask(f"牵头任务最多的是{first}，第二多的有哪些部门")
    second = sorted(set(led.values()))[-2]
    assert {d.name for d in answer.departments} == {n for n in led if led[n] == second}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("部门最多的条款比部门最少的多出几家", "相差10个责任部门"),
        ("受污染耕地安全利用率和畜禽粪污综合利用率，这俩数差多远", "相差8个百分点"),
        ("国控河流跟其他入海河流拢共多少条", "加起来22条"),
        ("绿地率、湿地保护率和再生水利用率摆一起看，谁的门槛最低", "最低的是绿地率"),
        ("第十七条里百分数最高的是哪项", "96%"),
        ("单位分别是公顷和公里的目标各是多少", "19.35公里"),
    ],
)
def test_figures_in_loose_words(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).answer


def test_what_is_said_of_a_word(assistant: Assistant) -> None:
    answer = assistant.ask("哪些条款用了“鼓励”，各鼓励了什么")
    assert cited(answer) == numbers(*(c for c in CLAUSES if "鼓励" in c.text))
    assert "鼓励开发与碳排放权相关的金融产品与服务" in answer.answer


def test_rivers_with_a_name(assistant: Assistant) -> None:
    answer = assistant.ask("有名有姓的河全文一共几条？名字也列一下")
    assert cited(answer) == [16, 26, 27]
    assert "李村河" in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("牵头最多的单位比第二多的单位多几项任务", "相差15项任务"),
        ("排在市生态环境局之后参与条款最多的两家单位", "市水务管理局"),
        ("哪条的目标最密集", "（二）主要目标"),
    ],
)
def test_ranks_told_in_other_words(assistant: Assistant, question: str, told: str) -> None:
    assert told in assistant.ask(question).answer


@pytest.mark.parametrize("end", ["体系", "机制", "建设"])
def test_what_titles_end_with(assistant: Assistant, end: str) -> None:
    """标题以“体系”收尾的条款: 收尾的条 is no last clause there."""
    held = [c for c in CLAUSES if c.title.endswith(end)]
    assert cited(assistant.ask(f"标题以“{end}”收尾的条款")) == numbers(*held)
