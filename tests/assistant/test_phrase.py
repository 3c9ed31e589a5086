"""Words of an answer are cut from the plan's sentences without breaking what they say."""

from __future__ import annotations

import itertools
import re

import pytest

from assistant.compose.phrase import (
    SHORT,
    condense,
    duty_text,
    governing_due,
    headline,
    is_due,
    join,
    pieces,
    summary,
)
from corpus.catalog import load_dossier
from corpus.model import Piece, Role, Sentence
from tests.assistant.test_contract import bug

PLAN = load_dossier().plan
SENTENCES = [s for c in PLAN.clauses for s in c.sentences]


def sentence(words: str) -> Sentence:
    return next(s for s in SENTENCES if words in s.text)


def cut(text: str) -> list[str]:
    return [p.text for p in pieces(text, 0)]


def test_pieces_are_exact_stretches_of_the_source() -> None:
    for s in SENTENCES:
        parts = pieces(s.text, s.start)
        assert parts
        for p in parts:
            assert PLAN.source[p.start : p.end] == p.text
        assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
        left = s.text
        for p in parts:
            left = left.replace(p.text, "", 1)
        assert set(left) <= set("，；。")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲，乙；丙。", ["甲", "乙", "丙"]),
        ("甲（一，二）乙，丙", ["甲（一，二）乙", "丙"]),
        ("“甲，乙”丙。", ["“甲，乙”丙"]),
        ("《甲，〈乙〉》丙；丁", ["《甲，〈乙〉》丙", "丁"]),
        ("甲、乙", ["甲、乙"]),
        ("，，甲。。", ["甲"]),
        ("", []),
        ("。", []),
        ("甲）乙，丙", ["甲）乙", "丙"]),
    ],
)
def test_pieces(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("到2025年", True),
        ("到2025年年底", True),
        ("到2025年年底前", True),
        ("2022年", True),
        ("到2023年年底", True),
        ("2021年到2023年", True),
        ("到2025年主要入海河流总氮浓度实现负增长", False),
        ("消除劣Ⅴ类水体", False),
        ("全市16处", False),
        ("", False),
    ],
)
def test_is_due(text: str, due: bool) -> None:
    assert is_due(Piece(text, 0, len(text))) is due


def test_a_due_date_governs_what_stands_behind_it() -> None:
    air = sentence("细颗粒物（PM2.5）浓度")
    if "到2025年" not in air.text:
        due = governing_due(air, PLAN.source)
        assert due
        assert due.text == "到2025年"
        assert due.end <= air.start
    bus = sentence("社会车辆用能清洁化比例")
    due = governing_due(bus, PLAN.source)
    assert due
    assert due.text == "到2023年"
    assert PLAN.source[due.start : due.end] == due.text


def test_a_due_date_in_the_sentence_needs_no_other() -> None:
    assert governing_due(sentence("6174个"), PLAN.source) is None
    assert governing_due(sentence("全面推行“生态警长”"), PLAN.source) is None


def test_governing_dates_stand_in_the_same_paragraph() -> None:
    for s in SENTENCES:
        due = governing_due(s, PLAN.source)
        if due:
            between = PLAN.source[due.end : s.start]
            assert "。" not in between
            assert "\n" not in between


def in_order(text: str, s: Sentence) -> bool:
    """Whether a text is made of pieces of the sentence, in their order."""
    own = cut(s.text)
    at = 0
    for part in cut(text):
        if part not in own[at:]:
            return False
        at = own.index(part, at) + 1
    return True


@pytest.mark.parametrize("shorten", [summary, headline], ids=["summary", "headline"])
def test_shortened_sentences_are_made_of_their_own_pieces(shorten) -> None:  # type: ignore[no-untyped-def]
    for s in SENTENCES:
        text = shorten(s)
        assert text.endswith("。")
        assert len(text) <= len(s.text) + 1
        assert in_order(text, s), text


def test_a_summary_keeps_every_figure_it_has_room_for() -> None:
    for s in SENTENCES:
        told = [t for t in s.targets if re.search(r"\d", t.value)]
        if told and len(s.text) <= 150:
            assert all(t.value in summary(s) for t in told), s.text


def test_a_headline_keeps_the_figures_with_their_dates() -> None:
    for s in SENTENCES:
        for t in s.targets:
            if re.search(r"\d", t.text) and t.due and t.due in s.text:
                assert t.due in headline(s), s.text


def test_short_sentences_are_left_whole() -> None:
    for s in SENTENCES:
        if len(s.text) <= SHORT:
            assert condense(s, lambda _: 0.0) == pieces(s.text, s.start)


@pytest.mark.parametrize("limit", [20, 60, SHORT])
def test_condensing_keeps_the_weightiest_piece_and_the_limit(limit: int) -> None:
    for s in SENTENCES:
        parts = pieces(s.text, s.start)
        for wanted in parts:
            chosen = condense(s, lambda p, w=wanted: 1.0 if p == w else 0.1, limit)  # type: ignore[misc]
            assert wanted in chosen
            assert list(chosen) == sorted(chosen, key=lambda p: p.start)
            dates = sum(len(p.text) + 1 for p in chosen if is_due(p))
            size = sum(len(p.text) + 1 for p in chosen)
            whole = chosen == parts and len(s.text) <= limit
            assert whole or size - dates <= max(limit, len(wanted.text) + 1)


def test_join() -> None:
    assert join(pieces("甲，乙；丙。", 0)) == "甲，乙，丙。"


def test_duties_in_words() -> None:
    for task in PLAN.tasks():
        text = duty_text(task)
        names = [d.name for d in task.duties]
        assert [n for n in names if n in text] == names
        roles = {d.role for d in task.duties}
        assert ("牵头" in text) == (Role.LEAD in roles)
        assert ("按职责分工负责" in text) == (Role.SHARED in roles)
        if task.responsibility and len(roles) == 1:
            assert text in task.responsibility.text


def test_no_duties_no_words() -> None:
    clause = PLAN.clause(1)
    assert clause
    assert duty_text(clause.tasks[0]) == ""


@bug("summary ends after the subject: 财政资金购买的公交车、…及市政、环卫车辆。")
def test_a_summary_is_a_sentence() -> None:
    assert "统一采购新能源车" in summary(sentence("财政资金购买的公交车"))
