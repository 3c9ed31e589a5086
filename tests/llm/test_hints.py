"""Hints of the model: the default way decides, and a hint that says more than was asked is none."""

from __future__ import annotations

import json

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from evals.service import Request, Server, fails, faithful, says
from tests.llm.conftest import Open

VAGUE = "这事儿几时能完"
MATTER = "城市黑臭水体什么时候全部清零"


def rewrites(text: str):  # type: ignore[no-untyped-def]
    """A model that rewrites every question to ``text`` and words answers faithfully."""

    def reply(request: Request) -> str:
        if "此前的提问" in request.rules:
            return json.dumps({"question": text}, ensure_ascii=False)
        return faithful(request)

    return says(reply)


def test_a_question_not_understood_is_asked_in_official_words(
    server: Server, opened: Open, assistant: Assistant
) -> None:
    assert assistant.ask(VAGUE).status is Status.UNCLEAR
    server.will(rewrites(MATTER))
    answer = opened(llm_rewrite=True).ask(VAGUE)
    assert answer.standalone_question == MATTER
    assert answer.status.has_evidence
    assert 13 in {c.clause for c in answer.citations}
    assert answer.timings_ms["rewrite"] > 0


def test_without_the_setting_nothing_is_rewritten(server: Server, opened: Open) -> None:
    server.will(rewrites(MATTER))
    assert opened().ask(VAGUE).status is Status.UNCLEAR
    assert server.requests == []


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("济南这事儿几时能完", MATTER),  # the place is lost
        (VAGUE, "到2030年城市黑臭水体什么时候全部清零"),  # a year nobody asked for
        (VAGUE, "市公安局什么时候完成黑臭水体清零"),  # a body nobody named
        (VAGUE, ""),
        (VAGUE, VAGUE),
        (VAGUE, "明天会下雨吗"),
    ],
)
def test_a_rewriting_that_is_not_faithful_changes_nothing(
    server: Server, opened: Open, assistant: Assistant, question: str, rewritten: str
) -> None:
    server.will(rewrites(rewritten))
    answer, default = opened(llm_rewrite=True).ask(question), assistant.ask(question)
    assert (answer.status, answer.answer) == (default.status, default.answer)


def test_refusals_for_a_reason_are_not_rewritten(server: Server, opened: Open) -> None:
    server.will(rewrites("细颗粒物浓度目标是多少"))
    answer = opened(llm_rewrite=True).ask("臭氧浓度目标是多少")
    assert answer.status is Status.NOT_IN_PLAN
    assert server.requests == []


def test_a_follow_up_is_rewritten_with_what_was_asked_before(server: Server, opened: Open) -> None:
    server.will(rewrites("水土流失综合治理面积是多少"))
    opened(llm_rewrite=True).ask(VAGUE, ["水土流失综合治理由谁牵头"])
    asked = [r for r in server.requests if "此前的提问" in r.rules]
    assert all("水土流失综合治理由谁牵头" in r.rules for r in asked)


def ranks(*labels: str):  # type: ignore[no-untyped-def]
    """A model that orders passages so and words answers faithfully."""

    def reply(request: Request) -> str:
        if "编号。" in request.rules and "labels" in request.rules:
            return json.dumps({"labels": labels})
        return faithful(request)

    return says(reply)


@pytest.mark.parametrize("labels", [("S1",), ("S99", "nonsense"), ()])
def test_an_order_of_no_use_changes_nothing(
    server: Server, opened: Open, assistant: Assistant, labels: tuple[str, ...]
) -> None:
    question = "怎么防治水污染"
    server.will(ranks(*labels))
    answer, default = opened(llm_rerank=True).ask(question), assistant.ask(question)
    assert {c.clause for c in answer.citations} == {c.clause for c in default.citations}


def test_hints_of_a_broken_service_change_nothing(
    server: Server, opened: Open, assistant: Assistant
) -> None:
    server.will(fails(500))
    broken = opened(llm_rewrite=True, llm_rerank=True)
    for question in (VAGUE, MATTER, "怎么防治水污染"):
        assert broken.ask(question).answer == assistant.ask(question).answer
