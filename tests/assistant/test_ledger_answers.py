"""Counts, lists and departments' tasks: they come from the parsed plan, whole and exact."""

from __future__ import annotations

import re
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
