"""Headings and numerals; texts that are no plan are refused with line and reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import load_dossier
from corpus.errors import PlanError
from corpus.headings import CHAPTER, CLAUSE
from corpus.numerals import HAN_DIGITS, to_int, to_label
from corpus.structure import parse_plan


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PlanError) as caught:
        parse_plan("bad", text)
    for problem in caught.value.problems:
        assert re.search("[\u4e00-\u9fff]", problem.message)
        assert str(problem) in str(caught.value)
    return [(p.line, p.message) for p in caught.value.problems]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "只有一段话。", "一、总体要求\n没有条款。", "1. 甲\n2. 乙"]
)
def test_no_clauses(text: str) -> None:
    [(line, message)] = problems(text)
    assert line == 0
    assert "没有找到条款" in message


@pytest.mark.parametrize(
    "text", ["某方案\n\n（一）甲。做事。", "前言\n\n（一）甲。做事。\n一、章\n（二）乙。做事。"]
)
def test_a_clause_before_any_chapter(text: str) -> None:
    [(line, message)] = problems(text)
    assert line == 3
    assert "章标题" in message


def test_a_number_twice() -> None:
    text = "一、章\n（一）甲。\n（二）乙。\n\n（二）丙。\n（三）丁。"
    assert problems(text) == [(5, "编号重复：第2条出现了不止一次。")]


def test_a_gap_in_the_numbers() -> None:
    text = "一、章\n（一）甲。\n三、章\n（二）乙。\n（五）丙。\n（六）丁。"
    assert problems(text) == [
        (3, "编号不连续：应为第2章，实为第3章。"),
        (5, "编号不连续：应为第3条，实为第5条。"),
    ]


def test_numbers_that_do_not_begin_at_one() -> None:
    assert problems("一、章\n（二）甲。\n（三）乙。") == [(2, "编号不连续：应为第1条，实为第2条。")]


@pytest.mark.parametrize(
    ("line", "bracket"),
    [
        ("（一）甲。做事。（市公安局牵头", "（"),
        ("（一）甲。做事。市公安局牵头）", "）"),
        ("（一）甲。做事。〔市公安局牵头）", "）"),
        ("（一）甲。做事。（市公安局，各区（市）负责", "（"),
        ("（一）甲。做事。（市公安局牵头)", ")"),
    ],
)
def test_an_unclosed_bracket(line: str, bracket: str) -> None:
    [(number, message)] = problems(f"一、章\n\n{line}\n（二）乙。做事。（市财政局负责）")
    assert number == 3
    assert f"“{bracket}”" in message


def test_an_enumerator_is_no_open_bracket() -> None:
    plan = parse_plan("x", "一、章\n（一）甲\n1）做事。\n二）再做。\na) 又做。（县公安局牵头）")
    assert [len(t.sentences) for t in plan.tasks()] == [3]


def test_all_problems_are_reported_at_once() -> None:
    text = "（一）甲。\n二、章\n（三）乙（丙。\n（三）丁。\n四、章"
    assert [line for line, _ in problems(text)] == [1, 2, 3, 3, 4, 5]


def test_a_broken_copy_of_the_real_plan() -> None:
    broken = (
        load_dossier()
        .plan.source.replace("（二十二）", "（二十一）")
        .replace("（市水务管理局牵头）", "（市水务管理局牵头")
    )
    found = problems(broken)
    assert [line for line, _ in found] == [81, 81, 83]
    assert {message[:2] for _, message in found} == {"编号", "括号"}


# Numerals and headings


def test_labels_round_trip() -> None:
    for number in range(1, 1000):
        assert to_int(to_label(number)[1:-1]) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("38", 38),
        ("三十八", 38),
        ("〇", 0),
        ("一百〇二", 102),
        ("甲", None),
        ("", None),
        ("十x", None),
    ],
)
def test_to_int(text: str, number: int | None) -> None:
    assert to_int(text) == number


def test_headings_need_a_line_of_their_own() -> None:
    assert not CHAPTER.search("其中，一、总体要求")
    assert not CLAUSE.search("见（三）项")
    assert not CHAPTER.search("一、这是一句话。后面还有。")


@given(st.text(alphabet=HAN_DIGITS, max_size=8) | st.text(max_size=4))
def test_any_text_has_a_number_or_none(text: str) -> None:
    number = to_int(text)
    assert number is None or number >= 0
