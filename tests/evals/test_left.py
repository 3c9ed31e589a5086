"""What counts as right when a clause was taken out of the plan, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Status
from corpus.catalog import load_dossier
from corpus.model import Role
from evals.cases import Case, ExpectedDepartment
from evals.leave_one_out import without_clause
from evals.left import Left, Worth, answerable, eligible, worth
from evals.results import leave_one_out_json
from evals.run import Record
from tests.evals.conftest import case, quoting

LEAD = (ExpectedDepartment(name="市生态环境局", role=Role.LEAD, clause=13),)


def reply(asked: str, status: Status = Status.ANSWERED, text: str = "见原文。[1]") -> Record:
    found = replace(quoting(5, text), standalone_question=asked, status=status)
    return Record("a", 1.0, (), found.to_dict())


def valued(asked: Case, record: Record) -> Worth:
    dossier = load_dossier()
    cut = without_clause(dossier, asked.clauses[0])
    return worth(asked, record, dossier.plan, cut.plan)


def of(number: int, question: str, **more: Any) -> Case:
    return case("a", question, clauses=(number,), **more)


def told(question: str, number: int = 13, **more: Any) -> Worth:
    return valued(of(number, question, **more), reply(question))


def test_only_cases_of_one_clause_are_left_out() -> None:
    assert eligible(case("a"))
    assert not eligible(case("a", clauses=(2, 3)))
    assert not eligible(case("a", also=(4,)))
    assert not eligible(case("a", parts=("news",)))
    assert not eligible(case("a", status=(Status.NOT_IN_PLAN,)))


@pytest.mark.parametrize("status", [Status.NOT_IN_PLAN, Status.UNCLEAR, Status.OUT_OF_SCOPE])
def test_a_refusal_is_right(status: Status) -> None:
    assert valued(of(13, "问"), reply("问", status)) is Worth.REFUSED


def test_a_neighbours_text_and_a_crash_are_wrong() -> None:
    assert told("黑臭水体哪年清零") is Worth.ANSWERED
    broken = reply("问", Status.UNCLEAR)
    crashed = replace(broken, raw=broken.raw | {"error": "KeyError"})
    assert valued(of(13, "问"), crashed) is Worth.ANSWERED


def test_that_there_is_none_is_right() -> None:
    for text, found in (
        ("没有：市教育局：牵头0项。[1]", Worth.NONE),
        ("没有管网。[1]", Worth.ANSWERED),
    ):
        assert valued(of(13, "问"), reply("问", text=text)) is found


def test_that_no_department_is_named_is_right_where_one_is_asked_for() -> None:
    text = "方案没有为（二）主要目标写明责任部门。[1]"
    said = reply("谁负责", Status.PARTIAL, text)
    assert valued(of(13, "谁负责", departments=LEAD), said) is Worth.UNTOLD
    assert valued(of(13, "多少", departments=()), said) is Worth.ANSWERED
    named = said.raw | {"departments": [{"name": "市生态环境局"}]}
    assert valued(of(13, "谁负责", departments=LEAD), replace(said, raw=named)) is Worth.ANSWERED


def test_to_block_an_attack_is_right_and_to_block_a_question_is_not() -> None:
    blocked = reply("问", Status.BLOCKED)
    assert valued(of(13, "问", category="injection"), blocked) is Worth.BLOCKED
    assert valued(of(13, "问", category="fact"), blocked) is Worth.ANSWERED


def test_a_place_that_is_another_clauses_now_is_not_counted() -> None:
    for number, question in (
        (13, "第四章第一条讲什么"),
        (38, "最后一条写的啥"),
        (3, "第二章开头那条叫什么名字"),
    ):
        assert told(question, number) is Worth.RENUMBERED
    # The number of the clause itself names none any more, and that of another always did.
    assert told("第十三条讲什么") is Worth.ANSWERED
    assert told("第十四条写的黑臭水体哪年清零") is Worth.ANSWERED


def test_the_chapter_named_must_hold_the_other_clause() -> None:
    # 第三章 has three clauses without its fourth, and （四） stands elsewhere.
    assert told("第三章第四条的标题", 12) is Worth.ANSWERED


def test_a_question_over_all_clauses_is_not_counted() -> None:
    assert told("哪一条部门最多", category="aggregate") is Worth.OVER_ALL


def test_what_the_news_says_in_the_same_words_is_not_counted() -> None:
    plan = load_dossier().plan
    each = of(4, "集中供暖面积每年新增多少", facts=(("400万平方米",),))
    assert answerable(each, plan)
    assert valued(each, reply(each.question)) is Worth.SAID_ELSEWHERE
    # Other figures of the clause, the department, and a date alone are told by it only.
    assert told("非化石能源占多少", 4, facts=(("15%",),)) is Worth.ANSWERED
    both = (("400万平方米",), ("18.35万千瓦",))
    assert told("新增和关停多少", 4, facts=both) is Worth.ANSWERED
    assert told("400万平方米谁牵头", 4, facts=(("400万平方米",),)) is Worth.ANSWERED
    assert told("到哪年", 4, facts=(("2023年",),)) is Worth.ANSWERED


def test_the_same_figure_of_another_thing_is_counted() -> None:
    # 70 % of the villages and of the wetlands: said of other things in other words.
    assert told("多少村要治污水", 17, facts=(("70%",),)) is Worth.ANSWERED


def test_both_shares_and_all_outcomes_are_told() -> None:
    kinds = (Worth.REFUSED, Worth.NONE, Worth.ANSWERED, Worth.OVER_ALL)
    statuses = (Status.NOT_IN_PLAN, Status.ANSWERED, Status.ANSWERED, Status.ANSWERED)
    left = [
        Left(case("a"), 2, reply("问", status), kind)
        for kind, status in zip(kinds, statuses, strict=True)
    ]
    data = leave_one_out_json(left)
    assert (data["all"]["value"], data["all"]["count"]) == (2 / 3, 3)
    assert (data["strict"]["all"]["value"], data["strict"]["all"]["count"]) == (0.25, 4)
    assert data["outcomes"] == {k.value: int(k in kinds) for k in Worth}
