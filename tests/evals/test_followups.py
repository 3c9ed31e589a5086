"""Conversations: what is asked next, and what counts as right."""

from __future__ import annotations

from assistant.answer import Status
from corpus.catalog import load_dossier
from evals.cases import Case, ExpectedDepartment
from evals.followups import followups, of_clauses, of_departments, of_matters


def case(name: str, clause: int, *owners: str) -> Case:
    return Case(
        id=name,
        category="department",
        question=f"{name}谁管？",
        status=(Status.ANSWERED,),
        clauses=(clause,),
        departments=tuple(ExpectedDepartment(name=o, role="shared", clause=clause) for o in owners),
        facts=((name,),),
    )


def test_what_comes_back_to_a_case_must_hold_what_the_case_does() -> None:
    made = {c.note: c for c in of_matters([case("甲", 1, "市水务管理局"), case("乙", 2)])}
    switched = made["switch"]
    assert switched.clauses == made["doubt"].clauses
    assert switched.facts[0][0] in switched.question
    assert switched.facts[0][0] not in switched.history[0]


def test_what_no_plan_tells_must_be_refused() -> None:
    made = [c for c in of_matters([case("甲", 1), case("乙", 2)]) if c.note == "lacking"]
    assert all(c.refusal for c in made)


def test_matters_of_one_clause_are_not_set_beside_each_other() -> None:
    kinds = {c.note for c in of_matters([case("甲", 1), case("乙", 1)])}
    assert kinds == {"doubt", "lacking", "refused-where"}


def test_truth_is_that_of_the_ledger() -> None:
    dossier = load_dossier()
    for made in of_departments(dossier):
        name = next(d for d in dossier.departments if d in made.history[0])
        own = {t.clause for t in dossier.plan.tasks() for d in t.duties if d.name == name}
        assert set(made.clauses) <= own
    for made in of_clauses(dossier.plan):
        assert made.clauses
        assert all(dossier.plan.clause(n) for n in made.clauses)


def test_conversations_do_not_depend_on_the_order_of_the_cases() -> None:
    dossier, cases = load_dossier(), [case(str(n), n, "市财政局") for n in range(1, 6)]
    assert list(followups(cases, dossier)) == list(followups(reversed(cases), dossier))
