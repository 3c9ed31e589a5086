"""Brackets: which assign responsibility, to whom and in which role."""

from __future__ import annotations

import pytest

from corpus.brackets import read_responsibility, top_level, unclosed
from corpus.model import Piece


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（市公安局牵头）", "市公安局:lead"),
        ("（由市公安局牵头负责）", "市公安局:lead"),
        ("（市公安局、市民政局共同牵头）", "市公安局:lead 市民政局:lead"),
        ("（市公安局负责）", "市公安局:shared"),
        ("（市公安局牵头，市民政局、市财政局配合）",
         "市公安局:lead 市民政局:shared 市财政局:shared"),
        ("（市公安局牵头，市民政局）", "市公安局:lead 市民政局:shared"),
        ("（市公安局、市民政局，按职责分工负责）", "市公安局:shared 市民政局:shared"),
        ("（市公安局、市民政局等按照职责分工负责）", "市公安局:shared 市民政局:shared"),
        ("（市公安局、市民政局等部门按各自职责分工落实）", "市公安局:shared 市民政局:shared"),
        ("（市公安局根据职责分工负责）", "市公安局:shared"),
        ("（责任单位：市公安局、市民政局）", "市公安局:shared 市民政局:shared"),
        ("（责任单位：市公安局，市民政局）", "市公安局:shared 市民政局:shared"),
        ("（牵头单位：市公安局；配合单位：市民政局）", "市公安局:lead 市民政局:shared"),
        ("〔牵头部门:市公安局；责任部门:市民政局、市财政局〕",
         "市公安局:lead 市民政局:shared 市财政局:shared"),
        ("（市工业和信息化局和市自然资源和规划局负责）",
         "市工业和信息化局:shared 市自然资源和规划局:shared"),
        ("（市公安局会同市民政局负责）", "市公安局:shared 市民政局:shared"),
        ("（市水务局牵头，各县（市、区）人民政府负责落实）", "市水务局:lead"),
        ("（市水务局、各区（市）党委、政府按职责分工负责）", "市水务局:shared"),
        ("（市水务局、市有关部门负责）", "市水务局:shared"),
        ("（各县（市、区）人民政府负责）", "各县（市、区）人民政府:shared"),
        ("（崂山区、即墨区负责）", "崂山区:shared 即墨区:shared"),
        ("（人民银行青岛市中心支行牵头）", "人民银行青岛市中心支行:lead"),
    ],
)  # fmt: skip
def test_responsibility_brackets(text: str, expected: str) -> None:
    found = read_responsibility(Piece(text, 7, 7 + len(text)))
    assert found is not None
    assert " ".join(f"{d.name}:{d.role.value}" for d in found.duties) == expected
    assert (found.text, found.start, found.end) == (text, 7, 7 + len(text))


@pytest.mark.parametrize(
    "text",
    ["（鼓励公众参与）", "（动员全社会参与）", "（企业负责）", "（由市场主体负责）", "（负责）",
     "（市公安局）", "（以下简称市公安局）", "（）", "（VOCs）", "（占20%，由市公安局负责）"],
)  # fmt: skip
def test_remarks_are_no_responsibility(text: str) -> None:
    assert read_responsibility(Piece(text, 0, len(text))) is None


def test_outermost_groups_only() -> None:
    text = "甲（乙（丙）丁）戊〔己〕（庚"
    found = [(p.text, p.start, p.end) for p in top_level(text)]
    assert found == [("（乙（丙）丁）", 1, 8), ("〔己〕", 9, 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("（）〔〕[]()【】", None),
        ("（", "（"),
        ("）", "）"),
        ("（〔）", "）"),
        ("（(", "（"),
    ],
)
def test_unclosed(text: str, expected: str | None) -> None:
    assert unclosed(text) == expected
