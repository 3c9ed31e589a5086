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
        "谁从来没和生态环境局同框",
        "园林和林业局跟农业农村局不同时出现的条款",
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


SEA, TRADE, PLANS = "市海洋发展局", "市工业和信息化局", "市发展改革委"


def of_brackets(*bodies: str, barred: str) -> list[int]:
    tasks = (t for t in PLAN.tasks() if t.duties)
    held = [(t.clause, {d.name for d in t.duties}) for t in tasks]
    return sorted({n for n, who in held if set(bodies) <= who and barred not in who})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("哪些条写了水务局，但没写生态环境局", [c for c in OWNED if WATER in names(c)]),
        ("带水务局不带生态环境局的条款是哪些", [c for c in OWNED if WATER in names(c)]),
        ("既有水务局又没有生态环境局的条款", [c for c in OWNED if WATER in names(c)]),
        ("水务局参与、生态环境局没参与的条款有哪些", [c for c in OWNED if WATER in names(c)]),
    ],
)
def test_what_stands_behind_a_denial_is_denied(
    assistant: Assistant, question: str, wanted: list[Clause]
) -> None:
    answer = assistant.ask(question)
    assert sorted({c.clause for c in answer.citations}) == without(wanted, ENVIRONMENT)


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("有没有哪个责任括号写了发改委、工信局，却没写生态环境局？在哪条", (PLANS, TRADE)),
        ("有没有哪条的责任括号里有市海洋发展局但没有市生态环境局", (SEA,)),
    ],
)
def test_brackets_with_some_and_without_others(
    assistant: Assistant, question: str, bodies: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    wanted = of_brackets(*bodies, barred=ENVIRONMENT)
    assert sorted({c.clause for c in answer.citations}) == wanted


def bodies_of(*chapters: int) -> list[set[str]]:
    return [{n for c in within(x) for n in names(c)} for x in chapters]


def test_places_that_departments_must_not_stand_in(assistant: Assistant) -> None:
    third, fourth = bodies_of(3, 4)
    everyone = {n for c in OWNED for n in names(c)}
    for question, wanted in (
        ("哪几个部门在第三章出现却没在第四章出现", third - fourth),
        ("没在第三章出现、但在第四章出现的部门", fourth - third),
        ("第三章和第四章都没出现的部门", everyone - third - fourth),
    ):
        answer = assistant.ask(question).answer
        assert f"共{len(wanted)}个：" in answer, question
        assert all(n in answer for n in wanted), question


def test_targets_of_other_years(assistant: Assistant) -> None:
    rows = [(c.number, t.due_year) for c in PLAN.clauses for s in c.sentences for t in s.targets]
    others = sorted({n for n, y in rows if y and y != 2025})
    for question in ("2025年以外到期的目标有哪些", "不在2025年到期的目标有几个"):
        cited = sorted({c.clause for c in assistant.ask(question).citations})
        assert cited == others, question
    alone = {n for n, _ in rows if {y for m, y in rows if m == n and y} == {2025}}
    answer = assistant.ask("只有2025年目标的条款有哪些")
    assert {c.clause for c in answer.citations} == alone
    assert assistant.ask("全文有没有提到2030年").answer == "没有。"
