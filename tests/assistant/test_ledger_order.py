"""Questions to the ledger by an order or a kind: the first, next to another, everywhere, bays."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from corpus.catalog import load_dossier
from corpus.model import Role

PLAN = load_dossier().plan
OWNED = [t for t in PLAN.tasks() if t.duties]
CHIEF = "市生态环境局"


def led(name: str = "", other: str = "") -> list[tuple[int, str]]:
    found = [(t.clause, d.name) for t in OWNED for d in t.duties if d.role is Role.LEAD]
    return [(c, n) for c, n in found if name in n and n != other]


def cited(answer: Answer) -> list[int]:
    assert answer.status is Status.ANSWERED
    return sorted({c.clause for c in answer.citations if c.clause})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("第一个不由生态环境局牵头的任务是哪条？", led(other=CHIEF)[:1]),
        ("最后一个牵头任务是谁的，在第几条", led()[-1:]),
        (
            "头一个不是生态环境局牵头的和最后一个不是它牵头的，分别谁、第几条",
            [led(other=CHIEF)[0], led(other=CHIEF)[-1]],
        ),
        ("按条文顺序，第一个由水务局牵头的是哪条", led("水务")[:1]),
    ],
)
def test_first_and_last(assistant: Assistant, question: str, wanted: list[tuple[int, str]]) -> None:
    answer = assistant.ask(question)
    assert cited(answer) == sorted(c for c, _ in wanted)
    assert {d.name for d in answer.departments} == {n for _, n in wanted}


@pytest.mark.parametrize(
    "question",
    [
        "牵头括号数排在生态环境局后面、并列第二的是哪几家，各几个",
        "牵头次数仅次于生态环境局的是哪个部门",
        "牵头的次数，生态环境局后面是谁",
    ],
)
def test_next_to_another(assistant: Assistant, question: str) -> None:
    sizes = Counter(n for _, n in led())
    second = sorted(set(sizes.values()))[-2]
    names = {d.name for d in assistant.ask(question).departments}
    assert names == {n for n, size in sizes.items() if size == second}


@pytest.mark.parametrize(
    "question", ["任务数排在市公安局后面的有哪些", "任务量排在发改委前面的是谁"]
)
def test_an_order_that_is_not_read_lists_nobodys_tasks(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.UNCLEAR


@pytest.mark.parametrize(
    ("question", "chapter"),
    [
        ("碧水那一章四条，哪家单位一条都没缺席？", 4),
        ("净土这一章五条全都参与的单位是谁", 5),
        ("第三章哪个部门条条都有", 3),
        ("第二章每一条都参与的部门有吗", 2),
    ],
)
def test_a_part_in_every_clause(assistant: Assistant, question: str, chapter: int) -> None:
    own = [c for c in PLAN.clauses if c.chapter == chapter]
    sets = [{d.name for t in c.tasks for d in t.duties} for c in own]
    answer = assistant.ask(question)
    assert {d.name for d in answer.departments} == set.intersection(*sets)
    assert cited(answer) == [c.number for c in own]


def test_all_clauses_of_a_chapter_are_no_part_in_each(assistant: Assistant) -> None:
    answer = assistant.ask("第四章四条都涉及哪些部门")
    own = {d.name for c in PLAN.clauses if c.chapter == 4 for t in c.tasks for d in t.duties}
    assert {d.name for d in answer.departments} == own


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("用面积单位说话的指标（平方米、公顷、亩都算）在哪几条", [4, 15, 22, 24]),
        ("带长度单位的目标有哪些", [15]),
        ("用公顷作单位的目标有哪些", [15]),
        ("目标值在95%以上（含100%）的比率都收集给我", [2, 12, 15, 17, 18]),
        ("目标达到或超过98%的有哪些", [2, 12, 15, 18]),
        ("方案里提到了哪些湾？", [13, 15, 23, 26, 29]),
        ("带名字的河流都在哪几条", [16, 26, 27]),
        ("秸秆利用率方案里写了两次，数值冲突吗", [12, 17]),
        ("要在2024年交卷的只有哪一条", [13]),
    ],
)
def test_targets_and_names_of_a_kind(
    assistant: Assistant, question: str, numbers: list[int]
) -> None:
    assert cited(assistant.ask(question)) == numbers


def test_rivers_only_counted_have_no_names(assistant: Assistant) -> None:
    answer = assistant.ask("14条其他入海河流分别叫什么名字？")
    assert answer.status is Status.NOT_IN_PLAN


@pytest.mark.parametrize(
    "question",
    [
        "做责任台账要数行数：三十八条里写责任单位的括号总共有多少个？",
        "为了做台账，责任括号一共有多少个？",
    ],
)
def test_what_it_is_for_is_said_by_the_way(assistant: Assistant, question: str) -> None:
    assert str(len(OWNED)) in assistant.ask(question).answer


def test_a_matter_before_the_question_is_not(assistant: Assistant) -> None:
    assert cited(assistant.ask("整理垃圾分类材料，哪些部门负责")) == [8]


def test_a_long_task_is_told_by_the_departments_field(assistant: Assistant) -> None:
    assert "绿色金融" in assistant.ask("人民银行在这个方案里管什么").answer
    assert "绿色电价" in assistant.ask("第二十九条讲什么").answer


def test_ranked_by_how_many_and_next_to_another(assistant: Assistant) -> None:
    for question in (
        "按出现的条数排名，排在市生态环境局后面的是谁，有几条？",
        "如果按出现在多少条里排名，排在市生态环境局后面的第二名是谁，有几条？",
    ):
        told = assistant.ask(question).answer
        assert told.startswith("市农业农村局：涉及11条")
        assert "市生态环境局" not in told
    longest = assistant.ask("责任单位列得最长的是哪一条的括号，一共列了几家？").answer
    assert "共10个责任部门" in longest
    assert longest.startswith("（十一）")


def test_what_is_marked_beside_a_list(assistant: Assistant) -> None:
    told = assistant.ask("请把市公安局参与的条款都找出来，并指出它牵头的那项。")
    assert {c.clause for c in told.citations} == {11, 28, 32}
    assert "生态警长" in told.answer
    picked = assistant.ask("把期限写成2024年的条款挑出来，是不是只有一条")
    assert {c.clause for c in picked.citations} == {13}
    full = assistant.ask("有哪些“率”被要求做到100%？分别在哪条？")
    assert {c.clause for c in full.citations} == {12, 15}
    both = assistant.ask("秸秆综合利用率这个指标，方案里在哪两条都出现过？")
    assert {c.clause for c in both.citations} == {12, 17}
