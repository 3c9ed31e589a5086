"""Our own client and the MCP server, over a real server and over stdio."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters

from assistant.answer import Answer, Status
from assistant.client import (
    InvalidRequestError,
    KeyRefusedError,
    PlanClient,
    RateLimitedError,
    UnreachableError,
)
from assistant.engine import Assistant
from assistant.stream import Sentence, Stage
from corpus.ledger import rows
from corpus.model import Role
from tests.web.conftest import Site

QUESTION = "水土流失谁牵头？"


@pytest.fixture
def plan(site: Site):  # type: ignore[no-untyped-def]
    with PlanClient(site.address, site.key("ask", "read", "route", "feedback")) as opened:
        yield opened


def test_the_client_gives_answers(plan: PlanClient, assistant: Assistant) -> None:
    told = plan.ask(QUESTION, id="c-1")
    alone = assistant.ask(QUESTION, id="c-1")
    assert told.to_dict() | {"timings_ms": 0} == alone.to_dict() | {"timings_ms": 0}
    assert told.status is Status.ANSWERED
    assert told.departments[0].role is Role.LEAD
    *before, last = plan.stream(QUESTION, id="c-1")
    assert isinstance(last, Answer)
    assert isinstance(before[0], Stage)
    assert "".join(e.text for e in before if isinstance(e, Sentence)) == told.answer
    assert plan.feedback(told, helpful=True)


def test_the_client_reads_plans(plan: PlanClient, assistant: Assistant) -> None:
    (known,) = plan.plans()
    assert len(plan.plan(known["id"])["contents"]) == 8
    assert plan.clause(known["id"], 13)["label"] == "（十三）"
    assert list(plan.tasks(known["id"], page=30)) == rows(assistant.dossier.plan)
    assert {t["clause"] for t in plan.tasks(known["id"], clause=22)} == {22}
    assert len(plan.departments()) == 35
    assert plan.search("臭水沟")["hits"][0]["clause"] == 13
    assert plan.route(QUESTION)["departments"][0]["name"] == "市水务管理局"


def test_the_client_tells_what_went_wrong(plan: PlanClient, site: Site) -> None:
    with pytest.raises(InvalidRequestError, match="question_empty"):
        plan.ask(" ")
    with pytest.raises(InvalidRequestError, match="question_empty"):
        list(plan.stream(" "))
    with PlanClient(site.address, "pa_00000000_x") as stranger, pytest.raises(KeyRefusedError):
        stranger.plans()
    with PlanClient(site.address, site.key("read", per_minute=1)) as eager:
        eager.plans()
        with pytest.raises(RateLimitedError) as told:
            eager.plans()
        assert told.value.retry_after >= 1
    with PlanClient("http://127.0.0.1:9", timeout=2) as nobody, pytest.raises(UnreachableError):
        nobody.plans()


def _run(work: Callable[[], Awaitable[None]]) -> None:
    """In a thread: a browser of other tests may hold this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, work).result()


async def _used(client: Client) -> None:
    """What every transport must do."""
    tools = {tool.name for tool in (await client.list_tools()).tools}
    assert tools == {"ask_plan", "get_clause", "list_tasks", "route_inquiry"}
    told = await client.call_tool("ask_plan", {"question": QUESTION})
    answer: dict[str, Any] = told.structured_content or {}
    assert (answer["status"], answer["departments"][0]["name"]) == ("answered", "市水务管理局")
    assert answer["citations"][0]["quote"] in str(told.content[0])
    clause = await client.call_tool("get_clause", {"number": 13})
    assert (clause.structured_content or {})["label"] == "（十三）"
    listed = await client.call_tool("list_tasks", {"department": "水务局", "role": "lead"})
    assert (listed.structured_content or {})["total"] >= 1
    routed = await client.call_tool("route_inquiry", {"message": QUESTION})
    assert (routed.structured_content or {})["departments"][0]["role"] == "lead"
    wrong = await client.call_tool("get_clause", {"number": 99})
    assert wrong.is_error
    assert "共38条" in str(wrong.content[0])
    empty = await client.call_tool("ask_plan", {"question": " "})
    assert empty.is_error
    assert "问题是空的" in str(empty.content[0])


def test_mcp_over_http(site: Site) -> None:
    async def run() -> None:
        async with Client(f"{site.address}/mcp") as client:
            await _used(client)

    _run(run)


def test_mcp_over_http_asks_for_the_key(site: Site) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accepts = {"Accept": "application/json, text/event-stream"}
    refused = httpx.post(
        f"{site.address}/mcp", json=body, headers=accepts | {"X-Forwarded-For": "192.0.2.7"}
    )
    assert (refused.status_code, refused.json()["code"]) == (401, "key_missing")
    keyed = {"Authorization": f"Bearer {site.key('ask')}", "X-Forwarded-For": "192.0.2.7"}
    assert httpx.post(f"{site.address}/mcp", json=body, headers=accepts | keyed).status_code == 200


@pytest.mark.slow
def test_mcp_over_stdio(site: Site) -> None:
    root = Path(__file__).parents[2]
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant.cli.main", "mcp"],
        cwd=root,
        env={**os.environ, "PLAN_HOME": str(site.settings.home)},
    )

    async def run() -> None:
        async with Client(server) as client:
            await _used(client)

    _run(run)
