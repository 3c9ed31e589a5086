"""Several plans at one address: each request says which, and none answers for another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.desk.served import Served
from assistant.engine import Assistant
from assistant.records.store import records_at
from assistant.settings import Settings
from assistant.web.api import create_api
from index.build import build, open_index
from index.retriever import PlanRetriever
from tests.index.small import PLAN_ID as SMALL
from tests.index.small import dossier_in
from tests.web.conftest import running

BIG = "qingdao-2022"
QUESTION = "黑臭水体整治由谁牵头？"


@pytest.fixture(scope="module")
def both(
    assistant: Assistant, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    folder = Path(tmp_path_factory.mktemp("plans"))
    dossier = dossier_in(folder)
    build(dossier, folder)
    small = Assistant(dossier, PlanRetriever(open_index(dossier, folder), dossier.lexicon))
    records = records_at("", folder)
    with (
        running(create_api(Served(assistant, [small]), settings, records)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client
    records.close()


def plans_of(told: dict[str, Any]) -> set[str]:
    return {citation["plan_id"] for citation in told["citations"]}


@pytest.mark.parametrize(("plan_id", "meant"), [("", BIG), (BIG, BIG), (SMALL, SMALL)])
def test_the_plan_that_is_named_answers(both: httpx.Client, plan_id: str, meant: str) -> None:
    body = {"question": QUESTION, "plan_id": plan_id}
    answer = both.post("/api/v1/ask", json=body).json()
    assert plans_of(answer) == {meant}
    streamed = both.post("/api/v1/ask/stream", json=body).text
    last = streamed.rpartition("event: answer\ndata: ")[2].strip()
    assert json.loads(last)["answer"] == answer["answer"]
    routed = both.post("/api/v1/route", json={"message": QUESTION, "plan_id": plan_id}).json()
    assert plans_of(routed) == {meant}
    hits = both.get("/api/v1/search", params={"q": "黑臭水体", "plan_id": plan_id}).json()["hits"]
    assert {hit["plan_id"] for hit in hits} == {meant}
    chat = {
        "model": plan_id or "plan-assistant",
        "messages": [{"role": "user", "content": QUESTION}],
    }
    told = both.post("/v1/chat/completions", json=chat).json()
    assert told["plan_assistant"]["answer"] == answer["answer"]
    departments = both.get("/api/v1/departments", params={"plan_id": plan_id}).json()
    assert len(departments) == (35 if meant == BIG else 5)


def test_both_are_listed_and_read(both: httpx.Client) -> None:
    assert [plan["id"] for plan in both.get("/api/v1/plans").json()] == [BIG, SMALL]
    assert [model["id"] for model in both.get("/v1/models").json()["data"]] == [BIG, SMALL]
    assert both.get(f"/api/v1/plans/{SMALL}/clauses/2").json()["plan_id"] == SMALL
    assert both.get(f"/api/v1/plans/{SMALL}/tasks").json()["total"] == 6


def test_a_plan_that_is_not_there(both: httpx.Client) -> None:
    elsewhere = {"question": "谁负责？", "message": "谁负责？", "plan_id": "mars-2030"}
    told = {"answer_id": "a", "verdict": "helpful", "plan_id": "mars-2030"}
    for answer in (
        both.post("/api/v1/ask", json=elsewhere),
        both.post("/api/v1/ask/stream", json=elsewhere),
        both.post("/api/v1/route", json=elsewhere),
        both.post("/api/v1/feedback", json=told),
        both.get("/api/v1/search", params={"q": "谁", "plan_id": "mars-2030"}),
        both.get("/api/v1/departments", params={"plan_id": "mars-2030"}),
        both.get("/api/v1/plans/mars-2030"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "plan_not_found")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] == f"没有这个方案。现有：{BIG}、{SMALL}。"


def test_mcp_takes_the_plan(both: httpx.Client) -> None:
    def call(tool: str, **given: Any) -> dict[str, Any]:
        params = {"name": tool, "arguments": given}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        accepts = {"Accept": "application/json, text/event-stream"}
        found: dict[str, Any] = both.post("/mcp", json=body, headers=accepts).json()["result"]
        return found

    told = call("ask_plan", question=QUESTION, plan_id=SMALL)["structuredContent"]
    assert plans_of(told) == {SMALL}
    clause = call("get_clause", number=2, plan_id=SMALL)["structuredContent"]
    assert clause["plan_id"] == SMALL
    wrong = call("list_tasks", plan_id="mars-2030")
    assert wrong["isError"]
    assert "没有这个方案" in wrong["content"][0]["text"]
