"""Every rule of strict grading: a reply that keeps it, and one that breaks it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Answer, Citation, DepartmentRef, Status
from corpus.catalog import load_dossier
from corpus.model import Plan, Role
from evals.cases import Case, ExpectedDepartment
from evals.metrics import Rule, allowed_extra, grade, length, read_reply

QUOTE = "全市声环境功能区夜间达标率"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_dossier().plan


def cite(plan: Plan, clause: int | None, number: int = 1, part: str = "clause") -> Citation:
    home = plan.clause(clause) if clause else plan.parts[0]
    assert home
    end = home.start + 12
    quote = plan.source[home.start : end]
    return Citation(number, plan.id, part, clause, "", "", "", quote, home.start, end)


def answered(plan: Plan, *clauses: int, text: str = "由甲局牵头，30微克/立方米。[1]") -> Answer:
    citations = tuple(cite(plan, c, n) for n, c in enumerate(clauses, 1))
    owners = (DepartmentRef("甲局", Role.LEAD, clauses[0], 1),)
    return Answer("a", "问", "问", Status.ANSWERED, text, citations, owners)


def case(**changes: Any) -> Case:
    base = Case(
        id="fact-1",
        category="fact",
        question="问",
        status=(Status.ANSWERED,),
        clauses=(2,),
        departments=(ExpectedDepartment(name="甲局", role=Role.LEAD, clause=2),),
        facts=(("30微克/立方米", "30微克每立方米"),),
        forbidden=("35微克",),
    )
    return base.model_copy(update=changes)


def broken(case: Case, answer: Answer, plan: Plan) -> set[Rule]:
    return {r.rule for r in grade(case, read_reply(answer.to_dict()), plan)}


def test_a_right_reply_breaks_nothing(plan: Plan) -> None:
    assert broken(case(), answered(plan, 2), plan) == set()


def test_status(plan: Plan) -> None:
    refused = Answer("a", "问", "问", Status.NOT_IN_PLAN, "方案没有规定。")
    assert broken(case(), refused, plan) == {Rule.STATUS}
    assert broken(case(status=(Status.NOT_IN_PLAN,), clauses=(), facts=()), refused, plan) == set()


def test_a_debatable_refusal_needs_no_evidence(plan: Plan) -> None:
    refused = Answer("a", "问", "问", Status.NOT_IN_PLAN, "方案没有规定。")
    assert broken(case(status=(Status.ANSWERED, Status.NOT_IN_PLAN)), refused, plan) == set()


def test_a_debatable_answer_to_a_refusal_case_is_not_graded_for_evidence(plan: Plan) -> None:
    both = case(status=(Status.UNCLEAR, Status.ANSWERED), clauses=(), departments=(), facts=())
    assert broken(both, answered(plan, 2), plan) == set()


def test_required_clauses_are_cited(plan: Plan) -> None:
    assert Rule.CITATION_MISSING in broken(case(clauses=(2, 3)), answered(plan, 2), plan)
    assert broken(case(clauses=(2, 3)), answered(plan, 2, 3), plan) == set()


def test_required_parts_are_cited(plan: Plan) -> None:
    news = case(clauses=(), parts=("news",), departments=None)
    assert Rule.CITATION_MISSING in broken(news, answered(plan, 2), plan)
    cited = replace(answered(plan, 2), citations=(cite(plan, None, 1, "news"),))
    assert broken(news, cited, plan) == set()


def test_no_clause_beyond_the_expected_ones(plan: Plan) -> None:
    assert broken(case(), answered(plan, 2, 4), plan) == {Rule.CITATION_EXTRA}
    assert broken(case(also=(4,)), answered(plan, 2, 4), plan) == set()


@pytest.mark.parametrize(("clauses", "extra"), [(1, 0), (4, 0), (5, 0), (9, 0), (10, 1), (38, 3)])
def test_extra_clauses_forgiven_are_a_tenth_of_long_lists(clauses: int, extra: int) -> None:
    assert allowed_extra(clauses) == extra


def test_counts_are_not_graded_for_citations(plan: Plan) -> None:
    count = case(category="aggregate", clauses=(), departments=None)
    assert broken(count, answered(plan, 7, 9), plan) == set()


@pytest.mark.parametrize(
    ("name", "role", "clause"), [("乙局", "lead", 2), ("甲局", "shared", 2), ("甲局", "lead", 3)]
)
def test_departments_with_role_and_clause(plan: Plan, name: str, role: str, clause: int) -> None:
    other = (DepartmentRef(name, Role(role), clause, 1),)
    wrong = replace(answered(plan, 2), departments=other)
    assert broken(case(), wrong, plan) == {Rule.DEPARTMENT_MISSING, Rule.DEPARTMENT_EXTRA}
    assert broken(case(departments=None), wrong, plan) == set()


def test_a_department_too_many(plan: Plan) -> None:
    right = answered(plan, 2)
    more = (*right.departments, DepartmentRef("乙局", Role.LEAD, 2, 1))
    assert broken(case(), replace(right, departments=more), plan) == {Rule.DEPARTMENT_EXTRA}


def test_each_group_of_facts_is_there(plan: Plan) -> None:
    assert broken(case(), answered(plan, 2, text="由甲局牵头。[1]"), plan) == {Rule.FACT}
    assert broken(case(), answered(plan, 2, text="30 微克\n每立方米[1]"), plan) == set()


def test_facts_are_compared_in_nfkc_and_without_marks(plan: Plan) -> None:
    assert broken(case(), answered(plan, 2, text="３０微克[1]/立方米[1]"), plan) == set()


def test_nothing_forbidden(plan: Plan) -> None:
    text = "不是35 微克，是30微克/立方米。[1]"
    assert broken(case(), answered(plan, 2, text=text), plan) == {Rule.FORBIDDEN}


def test_a_false_claim_is_not_confirmed_nor_a_true_one_denied(plan: Plan) -> None:
    yes = answered(plan, 2, text="是的。由甲局牵头，30微克/立方米。[1]")
    no = answered(plan, 2, text="不是。由甲局牵头，30微克/立方米。[1]")
    assert broken(case(claim=False), yes, plan) == {Rule.VERDICT}
    assert broken(case(claim=True), no, plan) == {Rule.VERDICT}
    assert broken(case(claim=True), yes, plan) == set()
    assert broken(case(claim=False), no, plan) == set()
    assert broken(case(), no, plan) == set()


def test_short_where_one_fact_is_asked(plan: Plan) -> None:
    text = "30微克/立方米。" + "长" * 150 + "[1]"
    long = answered(plan, 2, text=text)
    assert broken(case(), long, plan) == {Rule.LENGTH}
    assert broken(case(category="format"), long, plan) == set()
    assert broken(case(question="第二条的原文是什么"), long, plan) == set()


def test_marks_and_white_space_have_no_length() -> None:
    assert length("一二 三[1][12]\n四") == 4


def test_quotes_are_exact(plan: Plan) -> None:
    right = answered(plan, 2)
    bent = replace(right.citations[0], quote=QUOTE)
    assert broken(case(), replace(right, citations=(bent,)), plan) == {Rule.INTEGRITY}
    empty = replace(right.citations[0], quote="", end=right.citations[0].start)
    assert broken(case(), replace(right, citations=(empty,)), plan) == {Rule.INTEGRITY}


def test_marks_have_citations(plan: Plan) -> None:
    text = "30微克/立方米。[1][2]"
    assert broken(case(), answered(plan, 2, text=text), plan) == {Rule.INTEGRITY}


def test_departments_have_citations(plan: Plan) -> None:
    astray = (DepartmentRef("甲局", Role.LEAD, 2, 9),)
    assert broken(case(), replace(answered(plan, 2), departments=astray), plan) == {Rule.INTEGRITY}


def test_refusals_carry_no_evidence(plan: Plan) -> None:
    refusal = case(status=(Status.NOT_IN_PLAN,), clauses=(), departments=(), facts=())
    dressed = replace(answered(plan, 2), status=Status.NOT_IN_PLAN)
    assert broken(refusal, dressed, plan) == {Rule.INTEGRITY}


def test_a_crash_is_a_failure(plan: Plan) -> None:
    raw = answered(plan, 2).to_dict() | {"error": "ValueError engine.py:1"}
    assert [r.rule for r in grade(case(), read_reply(raw), plan)] == [Rule.CRASH]


def test_reasons_are_told_in_words(plan: Plan) -> None:
    reply = read_reply(answered(plan, 4).to_dict())
    words = [str(r) for r in grade(case(), reply, plan)]
    assert "缺少应引条款：2" in words
    assert "多引条款：4" in words
