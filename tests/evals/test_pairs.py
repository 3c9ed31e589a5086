"""Two questions in one message: what the pairs are made of, and what counts as right."""

from __future__ import annotations

from assistant.answer import Status
from evals.cases import Case
from evals.pairs import JOINS, pairs, plain


def case(name: str, clause: int, question: str = "水土流失谁牵头？") -> Case:
    return Case(
        id=name,
        category="fact",
        question=question,
        status=(Status.ANSWERED,),
        clauses=(clause,),
        facts=((name,),),
    )


def test_each_pair_asks_for_all_that_both_cases_do() -> None:
    (pair,) = pairs([case("a", 1, "甲谁管？"), case("b", 2, "乙多少？")])
    assert pair.question == pair.note.format(a="甲谁管", b="乙多少") or (
        pair.question == pair.note.format(a="乙多少", b="甲谁管")
    )
    assert pair.note == JOINS[0]
    assert set(pair.clauses) == {1, 2}
    assert set(pair.facts) == {("a",), ("b",)}


def test_questions_of_one_clause_make_no_pair() -> None:
    assert not list(pairs([case("a", 1), case("b", 1)]))


def test_pairs_do_not_depend_on_the_order_of_the_cases() -> None:
    cases = [case(str(n), n) for n in range(1, 9)]
    assert list(pairs(cases)) == list(pairs(reversed(cases)))


def test_only_short_questions_of_one_clause_are_set_beside_others() -> None:
    assert plain(case("a", 1))
    assert not plain(case("a", 1).model_copy(update={"history": ("前一问",)}))
    assert not plain(case("a", 1).model_copy(update={"clauses": (1, 2)}))
    assert not plain(case("a", 1, "很长" * 20))
