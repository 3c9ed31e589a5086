"""Generated questions, leave-one-out and the plain baselines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Answer, Status
from corpus.catalog import load_dossier
from evals.baselines import BestSentence, Unrefusing, chunks, clauses, query
from evals.bench import Bench
from evals.exhaustive import covered, exhaustive
from evals.leave_one_out import leave_one_out, without_clause
from evals.metrics import grade, read_reply
from evals.run import generate, score_one
from tests.evals.conftest import case, quoting

Make = Callable[..., Bench]


def test_every_kind_of_question_is_generated() -> None:
    cases = exhaustive(load_dossier())
    assert len({c.question for c in cases}) == len({c.id for c in cases}) == len(cases)
    counts = covered(cases)
    sentences = ("value", "due", "owner", "clause", "department")
    assert min(counts[f"exhaustive_{kind}"] for kind in sentences) >= 50
    ledger = ("number", "chapter", "part", "together", "shared", "count", "size", "year")
    assert min(counts[f"exhaustive_{kind}"] for kind in ledger) >= 10
    assert len(cases) >= 1500


def test_every_clause_with_a_bracket_and_every_department_is_asked_for() -> None:
    dossier = load_dossier()
    cases = exhaustive(dossier)
    asked = {
        d.name for c in cases if c.category == "exhaustive_department" for d in c.departments or ()
    }
    assert asked == set(dossier.departments)
    owned = {c.number for c in dossier.plan.clauses if any(t.duties for t in c.tasks)}
    assert {n for c in cases if c.category == "exhaustive_clause" for n in c.clauses} == owned


def test_figures_of_generated_questions_stand_in_their_place() -> None:
    plan = load_dossier().plan
    for c in exhaustive(load_dossier()):
        if c.category == "exhaustive_value":
            home = plan.clause(c.clauses[0]) if c.clauses else None
            text = home.text if home else plan.source
            assert all(any(f in text for f in group) for group in c.facts), c.id
            assert not any(f in c.question for group in c.facts for f in group), c.id


def test_a_clause_is_taken_out_with_all_that_belongs_to_it() -> None:
    full = load_dossier()
    cut = without_clause(full, 3)
    assert cut.plan.clause(3) is None
    assert len(cut.plan.clauses) == len(full.plan.clauses) - 1
    assert cut.plan.general_duty is None
    assert all(p.clause != 3 for p in cut.paraphrases)
    assert all(g.clause != 3 for g in cut.gaps)
    assert without_clause(full, 13).plan.general_duty == full.plan.general_duty


def test_leave_one_out_wants_refusals(bench_of: Make) -> None:
    def reply(question: str) -> Answer:
        refused = Answer("x", question, question, Status.NOT_IN_PLAN, "没有规定。")
        return refused if question == "拒" else quoting(4)

    asked = list[int]()

    def opener(number: int, dossier: object) -> Bench:
        asked.append(number)
        return bench_of(reply)

    cases = [case("a", "拒"), case("b", "答"), case("c", "拒", clauses=(5,))]
    left = list(leave_one_out(load_dossier(), cases, opener))
    assert asked == [2, 5]
    assert [(x.case.id, x.right) for x in left] == [("a", True), ("b", False), ("c", True)]
    assert len(list(leave_one_out(load_dossier(), cases, opener, sample=1))) in {1, 2}


def test_a_crash_is_no_refusal(bench_of: Make) -> None:
    def reply(question: str) -> Answer:
        raise KeyError(question)

    (left,) = leave_one_out(load_dossier(), [case("a")], lambda n, d: bench_of(reply))
    assert not left.right


@pytest.fixture(scope="module")
def best() -> BestSentence:
    return BestSentence(load_dossier())


def test_plain_methods_find_a_clause_by_its_words() -> None:
    dossier = load_dossier()
    asked = "城市再生水利用率达到多少"
    assert clauses(dossier)(asked)[0] == "13"
    assert clauses(dossier, with_bigrams=True)(asked)[0] == "13"
    assert "13" in chunks(dossier)(asked)[0].split("+")


def test_the_best_sentence_comes_with_its_bracket(best: BestSentence) -> None:
    asked = case("a", "城市再生水利用率达到多少", clauses=(13,))
    answer = best.ask(asked)
    assert "55%" in answer.answer
    assert answer.departments
    reply = read_reply(answer.to_dict())
    assert grade(asked.model_copy(update={"departments": None}), reply, load_dossier().plan) == ()


def test_without_refusal_the_best_sentence_stands_in(bench_of: Make, best: BestSentence) -> None:
    refusing = bench_of(lambda q: Answer("x", q, q, Status.NOT_IN_PLAN, "没有规定。"))
    (record,) = generate(refusing, [case("a", "城市再生水利用率")], Unrefusing(refusing, best).ask)
    assert record.raw["status"] == Status.ANSWERED
    assert not score_one(case("a"), record, load_dossier().plan).right


def test_plain_methods_see_the_question_before() -> None:
    assert query(case("a", "谁负责", history=("甲", "乙"))) == "乙 谁负责"
