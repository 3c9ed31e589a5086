"""The endpoints beside ask, over a real server."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from assistant.engine import Assistant
from assistant.web.shapes.answer import EXAMPLE
from corpus.ledger import rows
from tests.web.conftest import Site

ASK = "/api/v1/ask"
PLAN = "/api/v1/plans/qingdao-2022"


def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def events(text: str) -> list[tuple[str, Any]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", text)
    return [(name, json.loads(data)) for name, data in found]


def test_stream_ends_with_what_ask_says(client: httpx.Client) -> None:
    body = {"question": "水土流失谁牵头？", "id": "s-1"}
    response = client.post(f"{ASK}/stream", json=body)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"
    told = events(response.text)
    names = [name for name, _ in told]
    assert names[:2] == ["stage", "stage"]
    assert set(names[3:-1]) == {"sentence"}
    alone = client.post(ASK, json=body).json()
    assert told[-1][0] == "answer"
    assert told[-1][1] | {"timings_ms": 0} == alone | {"timings_ms": 0}
    assert "".join(data["text"] for name, data in told if name == "sentence") == alone["answer"]


def test_stream_refuses_before_it_begins(client: httpx.Client) -> None:
    problem(client.post(f"{ASK}/stream", json={"question": " "}), 422, "question_empty")
    elsewhere = {"question": "谁负责？", "plan_id": "mars-2030"}
    problem(client.post(f"{ASK}/stream", json=elsewhere), 404, "plan_not_found")


def test_the_documented_example_is_what_is_answered(client: httpx.Client) -> None:
    told = client.post(ASK, json={"question": EXAMPLE["question"], "id": EXAMPLE["id"]}).json()
    assert told | {"timings_ms": 0} == EXAMPLE | {"timings_ms": 0}


def test_a_plan_and_its_contents(client: httpx.Client) -> None:
    plan = client.get(PLAN).json()
    assert (len(plan["contents"]), plan["clauses"]) == (8, 38)
    assert sum(len(chapter["clauses"]) for chapter in plan["contents"]) == 38
    assert "不再一一列出" in plan["general_duty"]
    problem(client.get("/api/v1/plans/nope"), 404, "plan_not_found")


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ({"clause": 22}, lambda r: r["clause"] == 22),
        ({"department": "水务局", "role": "lead"}, lambda r: r["departments"][0] == "市水务管理局"),
        ({"department": "市公安局"}, lambda r: "市公安局" in r["departments"]),
        ({"chapter": 4}, lambda r: r["chapter"].startswith("四、")),
        ({"due": 2024}, lambda r: any("2024" in t["due"] for t in r["targets"])),
        ({"keyword": "黑臭水体"}, lambda r: "黑臭水体" in r["text"] + r["title"]),
    ],
)
def test_tasks_are_those_of_the_ledger(
    client: httpx.Client, assistant: Assistant, query: dict[str, Any], meets: Any
) -> None:
    page = client.get(f"{PLAN}/tasks", params=query).json()
    assert page["tasks"]
    assert page["total"] == len(page["tasks"])
    assert all(map(meets, page["tasks"]))
    assert [t for t in page["tasks"] if t not in rows(assistant.dossier.plan)] == []


def test_pages_of_tasks_make_the_whole(client: httpx.Client, assistant: Assistant) -> None:
    pages = [
        client.get(f"{PLAN}/tasks", params={"limit": 25, "offset": n}).json()
        for n in (0, 25, 50, 75)
    ]
    assert [t for page in pages for t in page["tasks"]] == rows(assistant.dossier.plan)
    assert {page["total"] for page in pages} == {66}
    problem(client.get(f"{PLAN}/tasks?limit=0"), 422, "invalid_request")
    problem(client.get(f"{PLAN}/tasks?role=chief"), 422, "invalid_request")


def test_departments_count_their_tasks(client: httpx.Client) -> None:
    found = {d["name"]: d for d in client.get("/api/v1/departments").json()}
    assert len(found) == 35
    water = found["市水务管理局"]
    assert water["tasks"] == water["lead"] + water["shared"] > 0
    assert {13, 22} <= set(water["clauses"])
    problem(client.get("/api/v1/departments?plan_id=x"), 404, "plan_not_found")


def test_search_marks_what_it_found(client: httpx.Client, assistant: Assistant) -> None:
    found = client.get("/api/v1/search", params={"q": "臭水沟", "limit": 3}).json()
    assert found["hits"][0]["clause"] == 13
    source, marked = assistant.dossier.plan.source, set()
    for hit in found["hits"]:
        for passage in hit["passages"]:
            assert source[passage["start"] : passage["end"]] == passage["text"]
            marked |= {source[m["start"] : m["end"]] for m in passage["highlights"]}
    assert "黑臭水体" in marked
    problem(client.get("/api/v1/search"), 422, "invalid_request")
    problem(client.get("/api/v1/search?q=%20"), 422, "question_empty")


def test_route_names_the_department_and_why(client: httpx.Client, assistant: Assistant) -> None:
    told = client.post(
        "/api/v1/route", json={"message": "您好，水土流失综合治理哪个部门牵头？"}
    ).json()
    assert (told["level"], told["assigned"]) == ("sure", True)
    assert [(d["name"], d["role"]) for d in told["departments"]] == [("市水务管理局", "lead")]
    quote = told["citations"][0]
    assert assistant.dossier.plan.source[quote["start"] : quote["end"]] == quote["quote"]
    assert told["answer"]["status"] == "answered"
    nobody = client.post("/api/v1/route", json={"message": "帮我看看明天股票涨不涨"}).json()
    assert (nobody["level"], nobody["assigned"], nobody["departments"]) == ("none", False, [])
    problem(client.post("/api/v1/route", json={"message": ""}), 422, "question_empty")


def test_feedback_is_kept_without_phone_numbers(client: httpx.Client, site: Site) -> None:
    body = {"answer_id": "a-1", "verdict": "wrong", "comment": "请回电13812345678"}
    response = client.post("/api/v1/feedback", json=body)
    assert response.status_code == 201
    kept = next(iter(site.records.feedback.each()))
    assert (kept.id, kept.answer_id) == (response.json()["id"], "a-1")
    assert kept.comment == "请回电138****5678"
    problem(
        client.post("/api/v1/feedback", json=body | {"verdict": "so-so"}), 422, "invalid_request"
    )


def test_records_need_a_key_even_here(client: httpx.Client, site: Site) -> None:
    problem(client.get("/api/v1/records"), 401, "key_missing")
    asks = {"Authorization": f"Bearer {site.key('ask')}"}
    problem(client.get("/api/v1/records", headers=asks), 403, "scope_missing")
    opens = {"X-API-Key": site.key("records")}
    page = client.get("/api/v1/records", headers=opens).json()
    assert (page["total"], page["records"]) == (0, [])
    problem(client.get("/api/v1/records/2026-000001", headers=opens), 404, "record_not_found")


def test_request_ids(client: httpx.Client) -> None:
    kept = client.get("/healthz", headers={"X-Request-ID": "portal-7.a"})
    assert kept.headers["x-request-id"] == "portal-7.a"
    for odd in ("a b", "x" * 65, "号".encode()):
        made = client.get("/healthz", headers={"X-Request-ID": odd})  # type: ignore[dict-item]
        assert re.fullmatch("[0-9a-f]{32}", made.headers["x-request-id"])
    assert client.get("/").headers["x-request-id"]
