"""What people tell in several words apart is read as what plans call it."""

from __future__ import annotations

import re

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from corpus.words import load_lines
from tests.assistant.test_contract import violations


@pytest.mark.parametrize(
    ("question", "clause", "told"),
    [
        ("邻居厂子偷排被我拍到了，检举上去给不给奖励", 38, "有奖举报"),
        ("工地夜里咣咣砸，一家老小睡不着", 12, "夜间"),
        ("对面山坡炸石头炸得坑坑洼洼，这个管不管", 22, "矿山"),
        ("化工厂搬走的地块上要建小区，放心吗", 19, "风险管控"),
        ("沙滩上尽是塑料瓶子，捡都捡不完", 15, "海洋垃圾"),
        ("茅厕坏了大半年没人修", 17, "厕所"),
        ("拆房子剩下的砖头渣土，能再用上多少", 20, "70%"),
        ("路边炸串的烟直往楼上灌，归哪个部门", 12, "市城市管理局"),
    ],
)
def test_a_story_finds_its_clause(
    assistant: Assistant, question: str, clause: int, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert clause in {c.clause for c in answer.citations}
    assert told in answer.answer
    assert answer.standalone_question.rstrip("？?") == question  # only the search reads it so
    assert violations(answer) == []


@pytest.mark.parametrize(
    "question", ["举报偷排的，奖励给多少钱", "夜里工地吵得睡不着，要罚施工队多少钱"]
)
def test_what_the_plan_leaves_unsaid_of_a_story_is_still_refused(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_PLAN


def test_each_telling_is_a_pattern_and_a_name_that_some_place_speaks_of(
    assistant: Assistant,
) -> None:
    finder = assistant._finder
    for line in load_lines("stories"):
        told, tab, called = line.partition("\t")
        assert tab, line
        re.compile(told)
        best = finder.search(called).best
        assert best is not None, called
        assert best.coverage >= 0.8, called
