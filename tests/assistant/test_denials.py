"""Lists asked for by what they must not have: read as such, or not answered at all."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Clause, Role

PLAN = load_dossier().plan
ENVIRONMENT, FARMING, WATER = "市生态环境局", "市农业农村局", "市水务管理局"
OWNED = [c for c in PLAN.clauses if any(t.duties for t in c.tasks)]


def names(clause: Clause, role: Role | None = None) -> set[str]:
    return {d.name for t in clause.tasks for d in t.duties if role in (None, d.role)}


def parts(clause: Clause) -> int:
    return sum(bool(t.duties) for t in clause.tasks)


def within(chapter: int) -> list[Clause]:
    return [c for c in OWNED if c.chapter == chapter]


def without(held: list[Clause], *bodies: str) -> list[int]:
    return [c.number for c in held if not names(c) & set(bodies)]


LEFT_OUT = {
    "净土保卫战那一章，哪几条跟市农业农村局没关系？": without(within(5), FARMING),
    "第六章里与市园林和林业局毫无关系的条款是哪几条？": without(within(6), "市园林和林业局"),
    "第二章哪些条款与市发展改革委不相干？": without(within(2), "市发展改革委"),
    "哪几条市水务管理局和市农业农村局都没有份？": without(OWNED, WATER, FARMING),
    "第八章里哪几条和市委组织部一点关系都没有？": without(within(8), "市委组织部"),
    "从第三条往后数，哪些条的责任括号里压根没有市生态环境局的名字？": without(OWNED, ENVIRONMENT),
    "全文哪些条款压根没提市生态环境局？": without(OWNED, ENVIRONMENT),
}
NOT_LED = {
    "第七章哪几条不是市生态环境局牵头的？": [
        c.number for c in within(7) if ENVIRONMENT not in names(c, Role.LEAD)
    ],
    "哪几条的牵头不是市生态环境局？": [
        c.number for c in OWNED if names(c, Role.LEAD) and ENVIRONMENT not in names(c, Role.LEAD)
    ],
}
IN_SEVERAL = {
    "第七章里，哪几条的责任不是一个括号包圆、而是分成几段写的？": within(7),
    "哪些条不止一个责任括号？": OWNED,
    "第二章哪几条是分成多段分别标责任的？": within(2),
}


@pytest.mark.parametrize("question", [*LEFT_OUT, *NOT_LED, *IN_SEVERAL])
def test_what_is_denied_is_read(assistant: Assistant, question: str) -> None:
    several = [c.number for c in IN_SEVERAL.get(question, ()) if parts(c) > 1]
    wanted = {**LEFT_OUT, **NOT_LED}.get(question, several)
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert sorted({c.clause for c in answer.citations if c.clause}) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "海洋部门不管的碧水条款有哪些？",
        "市农业农村局管不着的净土保卫战条款有哪几条？",
        "不是市级部门的责任单位有哪些？",
        "2025年之外没有别的年份的条款是哪些？",
    ],
)
def test_what_is_not_read_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.UNCLEAR


@pytest.mark.parametrize(
    "question",
    [
        "我是科技局的，翻了半天没找到我们局的任务，帮忙找找",
        "小区垃圾桶分了跟没分一样，这事儿摊到哪些部门头上",
        "科技局好像没几项任务，都在哪几条？",
        "商务局没牵头，那它参与了哪几条？",
    ],
)
def test_what_is_denied_by_the_way_is_no_list(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.ANSWERED


def test_targets_against_a_year_that_fall(assistant: Assistant) -> None:
    answer = assistant.ask("以2020年为基数、要求往下降的指标有哪些，各降多少？")
    fallen = {
        c.number
        for c in PLAN.clauses
        for s in c.sentences
        for t in s.targets
        if "比2020年下降" in t.text
    }
    assert {c.clause for c in answer.citations} == fallen


def test_whose_task_it_is_among_several(assistant: Assistant) -> None:
    answer = assistant.ask("需要法院、检察院出面的条款有哪几条？")
    assert "市检察院分工" in answer.answer
    assert "市中级法院" in answer.answer


def test_names_that_share_their_end(assistant: Assistant) -> None:
    text = "畜禽粪污、秸秆、化肥农药、受污染耕地这四个“利用率”，目标值谁最高谁最低？"
    assert "最高的是受污染耕地利用率，最低的是化肥农药利用率。" in assistant.ask(text).answer
