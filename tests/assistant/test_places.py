"""Where clauses, words and departments stand: asked for, and claimed; held against the plan."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Chapter, Clause, Role
from corpus.numerals import to_han

PLAN = load_dossier().plan
CLAUSES = [c for c in PLAN.clauses if any(t.duties for t in c.tasks)][::4]


def clauses(answer: Answer) -> set[int]:
    return {c.clause for c in answer.citations if c.clause}


def chapter(clause: Clause) -> Chapter:
    found = PLAN.chapter(clause.chapter)
    assert found
    return found


def held(name: str, role: Role | None = None) -> list[int]:
    found = (
        t.clause
        for t in PLAN.tasks()
        for d in t.duties
        if d.name == name and role in (None, d.role)
    )
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: str(c.number))
def test_where_it_stands_with_whose_it_is(assistant: Assistant, clause: Clause) -> None:
    answer = assistant.ask(f"第{to_han(clause.number)}条叫什么、在哪章、哪些部门管")
    names = {d.name for t in clause.tasks for d in t.duties}
    assert clauses(answer) == {clause.number}
    assert clause.title in answer.answer
    assert chapter(clause).title in answer.answer
    assert all(n in answer.answer for n in names)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: str(c.number))
def test_a_place_within_the_chapter(assistant: Assistant, clause: Clause) -> None:
    place = chapter(clause).clauses.index(clause) + 1
    answer = assistant.ask(f"第{to_han(clause.number)}条在本章排第几")
    assert f"排第{place}。" in answer.answer
    ranked = assistant.ask(f"第{to_han(clause.chapter)}章排第{to_han(place)}的条款是哪条")
    assert clauses(ranked) == {clause.number}


def test_neighbours_of_what_is_quoted_and_of_chapters(assistant: Assistant) -> None:
    five = assistant.ask("写着“五个减量替代”的那条，紧跟在它后面的是哪条？")
    assert clauses(five) == {6}
    assert clauses(assistant.ask("紧接着“指导思想”的是哪条")) == {2}
    for one, following in zip(PLAN.chapters, PLAN.chapters[1:], strict=False):
        answer = assistant.ask(f"第{to_han(one.number)}章的下一章叫什么")
        assert following.title in answer.answer
        assert one.title not in answer.answer
    half = len(PLAN.clauses) // 2
    assert clauses(assistant.ask("全文正中间的两条叫什么")) == {half, half + 1}


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: str(c.number))
def test_claims_of_a_clause(assistant: Assistant, clause: Clause) -> None:
    other = next(c for c in PLAN.clauses if c.chapter != clause.chapter)
    label = f"第{to_han(clause.number)}条"
    for title, verdict in ((clause.title, "是的。"), (other.title, "不是。")):
        answer = assistant.ask(f"{label}的标题是“{title}”，对吗")
        assert answer.answer.startswith(verdict)
        assert clause.title in answer.answer
    for place, verdict in ((chapter(clause), "是的。"), (chapter(other), "不是。")):
        asked = f"听说“{clause.title}”属于“{place.title}”那一章，是真的吗"
        assert assistant.ask(asked).answer.startswith(verdict)


@pytest.mark.parametrize("name", ["市财政局", "市水务管理局", "市住房城乡建设局"])
def test_claims_of_a_department(assistant: Assistant, name: str) -> None:
    numbers = held(name)
    absent = next(c.number for c in CLAUSES if c.number not in numbers)
    for number, verdict in ((numbers[0], "是的。"), (absent, "不是。")):
        asked = (
            f"第{to_han(number)}条有{name}，是这样吗",
            f"我记得{name}最早出现在第{to_han(number)}条，没错吧",
        )
        assert all(assistant.ask(q).answer.startswith(verdict) for q in asked)
    for size, verdict in ((len(numbers), "是的，"), (len(numbers) + 2, "不是，")):
        answer = assistant.ask(f"{name}一共涉及{size}条，对吗").answer
        assert answer.startswith(verdict)
        assert f"涉及{len(numbers)}条" in answer


def test_words_said_to_stand_elsewhere(assistant: Assistant) -> None:
    for place in ("第十四条", "第三章"):
        answer = assistant.ask(f"{place}里写了“扩大城市集中供热范围”，是这样吗")
        assert answer.answer.startswith("不是。")
        assert clauses(answer) == {4}
    right = assistant.ask("第四条里写了“扩大城市集中供热范围”，是这样吗")
    assert not right.answer.startswith("不是")


@pytest.mark.parametrize("name", ["市财政局", "市水务管理局", "市住房城乡建设局"])
def test_companions_and_shares(assistant: Assistant, name: str) -> None:
    tasks = [t for t in PLAN.tasks() if any(d.name == name for d in t.duties)]
    others = {d.name for t in tasks for d in t.duties} - {name}
    for asked in (f"和{name}在同一个括号里出现过的部门有哪些", f"{name}都跟哪些单位搭过班子"):
        answer = assistant.ask(asked)
        assert all(n in answer.answer for n in others)
    assert clauses(assistant.ask(f"{name}只参与不牵头的是哪几条")) == set(held(name, Role.SHARED))
    both = assistant.ask(f"{name}第一次出现在第几条，最后一次在第几条")
    assert clauses(both) == {held(name)[0], max(held(name))}


def test_none_is_none(assistant: Assistant) -> None:
    for asked in ("2022年的百分比目标有哪些", "第17至21条里提到“海”的有哪几条"):
        answer = assistant.ask(asked)
        assert answer.status is Status.ANSWERED
        assert answer.answer == "没有。"


def test_the_chapter_that_says_a_word_most(assistant: Assistant) -> None:
    sizes = {c.number: [x.number for x in c.clauses if "海" in x.text] for c in PLAN.chapters}
    most = max(map(len, sizes.values()))
    answer = assistant.ask("哪一章提到“海”的条款最多")
    assert clauses(answer) == {n for ns in sizes.values() if len(ns) == most for n in ns}
    assert f"共{most}条" in answer.answer
