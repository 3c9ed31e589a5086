"""The HTTP API: the contract, problem+json, and no 500 whatever is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, DepartmentRef, Related
from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.requests import MAX_BODY
from assistant.web.service import address, compose, listen
from assistant.web.shapes.answer import AnswerOut, CitationOut, DepartmentOut, RelatedOut
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant

ASK = "/api/v1/ask"
HERE = ("127.0.0.1", 1)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The API with the page mounted, as served."""
    app = compose(ScriptedAssistant(load_dossier()), Settings(_env_file=None))
    with TestClient(app, raise_server_exceptions=False, client=HERE) as opened:
        yield opened


def _problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["title"]
    assert any("\u4e00" <= c <= "\u9fff" for c in body["detail"])
    return body


@pytest.mark.parametrize(
    ("model", "record"),
    [
        (AnswerOut, Answer),
        (CitationOut, Citation),
        (DepartmentOut, DepartmentRef),
        (RelatedOut, Related),
    ],
)
def test_models_are_the_contract_field_for_field(model: Any, record: Any) -> None:
    assert list(model.model_fields) == [f.name for f in fields(record)]


def test_ask_gives_the_contract(client: TestClient) -> None:
    response = client.post(ASK, json={"question": "黑臭水体谁负责", "id": "x-1", "history": ["a"]})
    expected = ScriptedAssistant(load_dossier()).ask("黑臭水体谁负责", ["a"], "x-1").to_dict()
    assert response.status_code == 200
    assert response.json() == json.loads(json.dumps(expected))


def test_refusals_are_answers_too(client: TestClient) -> None:
    answer = client.post(ASK, json={"question": "济南的PM2.5目标"}).json()
    assert (answer["status"], answer["citations"], answer["departments"]) == ("not_in_plan", [], [])
    assert answer["related"][0]["clause"] == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_request"),
        ({"question": None}, "invalid_request"),
        ({"question": 3}, "invalid_request"),
        ({"question": ["x"]}, "invalid_request"),
        ({"question": "x", "history": "y"}, "invalid_request"),
        ({"question": "x", "history": [1]}, "invalid_request"),
        ({"question": "x", "id": "i" * 201}, "invalid_request"),
        ([], "invalid_request"),
        ("x", "invalid_request"),
        ({"question": ""}, "question_empty"),
        ({"question": " \n\t\u3000\u0000"}, "question_empty"),
        ({"question": "长" * 2001}, "question_too_long"),
        ({"question": "x", "history": ["长" * 2001]}, "history_too_long"),
    ],
)
def test_bad_requests_are_422(client: TestClient, body: Any, code: str) -> None:
    problem = _problem(client.post(ASK, json=body), 422, code)
    assert all(e["message"] for e in problem["errors"])


def test_longest_question_and_long_history(client: TestClient) -> None:
    assert client.post(ASK, json={"question": "长" * 2000}).status_code == 200
    assert client.post(ASK, json={"question": "x", "history": ["问"] * 500}).status_code == 200


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 422, "invalid_request"),
        (b"{", 422, "invalid_request"),
        (b'{"question": "\x80"}', 400, "bad_request"),
        (b"[" * 200_000, 400, "bad_request"),
        (b'{"question": "\\ud800"}', 200, ""),
        (b'{"question": "a\\udfff\\u0000\\u001b[31m\\u202eb"}', 200, ""),
        (b'{"question": "x", "question": 4}', 422, "invalid_request"),
        (b'{"question": "' + b"x" * MAX_BODY + b'"}', 413, "body_too_large"),
    ],
)
def test_odd_bodies(client: TestClient, raw: bytes, status: int, code: str) -> None:
    response = client.post(ASK, content=raw, headers={"content-type": "application/json"})
    if status == 200:
        assert response.status_code == 200
        assert "\ufffd" in response.json()["question"]
    else:
        _problem(response, status, code)


def test_body_limit_holds_without_a_length(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(40):
            yield b"x" * 65536

    response = client.post(ASK, content=chunks(), headers={"content-type": "application/json"})
    _problem(response, 413, "body_too_large")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(max_size=9), x, max_size=4),
    max_leaves=12,
)
REQUEST = st.fixed_dictionaries(
    {"question": st.text(st.characters(), max_size=60) | JSON},
    optional={"history": st.lists(st.text(st.characters())) | JSON, "id": st.text() | JSON},
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=REQUEST | JSON)
def test_no_json_is_a_500(client: TestClient, body: Any) -> None:
    raw = json.dumps(body).encode()
    response = client.post(ASK, content=raw, headers={"content-type": "application/json"})
    assert response.status_code in {200, 422}
    assert response.json()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=300), kind=st.sampled_from(["application/json", "text/plain", "x"]))
def test_no_bytes_are_a_500(client: TestClient, raw: bytes, kind: str) -> None:
    response = client.post(ASK, content=raw, headers={"content-type": kind})
    assert response.status_code in {200, 400, 422}


def test_faults_are_503(client: TestClient) -> None:
    problem = _problem(client.post(ASK, json={"question": "坏了"}), 503, "service_fault")
    assert problem["detail"] == "语言模型没有响应。"


def test_a_bug_shows_nothing_of_itself() -> None:
    class Broken(ScriptedAssistant):
        def ask(self, *_: Any, **__: Any) -> Answer:
            raise ZeroDivisionError("secret")

    api = create_api(Broken(load_dossier()), Settings(_env_file=None))
    with TestClient(api, raise_server_exceptions=False, client=HERE) as opened:
        problem = _problem(opened.post(ASK, json={"question": "x"}), 500, "internal_error")
    assert "secret" not in str(problem)


def test_unknown_addresses_and_methods(client: TestClient) -> None:
    _problem(client.get("/api/v1/nothing"), 404, "not_found")
    _problem(client.get("/api/"), 404, "not_found")
    response = client.get(ASK)
    _problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST"
    _problem(client.delete("/api/v1/plans"), 405, "method_not_allowed")


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "plan_id": "qingdao-2022"}


def test_plans_and_clauses(client: TestClient) -> None:
    assert [p["id"] for p in client.get("/api/v1/plans").json()] == ["qingdao-2022"]
    clause = client.get("/api/v1/plans/qingdao-2022/clauses/13").json()
    assert (clause["label"], clause["tasks"][0]["role"]) == ("（十三）", "shared")
    at = "/api/v1/plans"
    _problem(client.get(f"{at}/qingdao-2022/clauses/39"), 404, "clause_not_found")
    _problem(client.get(f"{at}/qingdao-2022/clauses/-1"), 404, "clause_not_found")
    _problem(client.get(f"{at}/nope/clauses/1"), 404, "plan_not_found")
    _problem(client.get(f"{at}/%00/clauses/1"), 404, "plan_not_found")
    _problem(client.get(f"{at}/qingdao-2022/clauses/x"), 422, "invalid_request")
    _problem(client.get(f"{at}/qingdao-2022/clauses/{'9' * 5000}"), 422, "invalid_request")


def test_openapi_is_complete(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    text = json.dumps(schema)
    names = {ref.split('"')[0] for ref in text.split('"#/components/schemas/')[1:]}
    assert names <= set(schema["components"]["schemas"])
    assert "HTTPValidationError" not in text
    responses = schema["paths"]["/api/v1/ask"]["post"]["responses"]
    assert {"200", "400", "401", "403", "404", "413", "422", "429", "500", "503", "504"} == {
        *responses
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            codes = set(operation["responses"])
            open_to_all = path in {"/healthz", "/readyz"}
            assert open_to_all or {"401", "403", "429", "500", "503"} <= codes
            for code, response in operation["responses"].items():
                if code >= "400" and not open_to_all:  # /readyz tells what is missing instead
                    (content,) = response["content"].values()
                    assert content["example"].get("error", content["example"])["code"]


def test_many_at_once(client: TestClient) -> None:
    words = ["黑臭", "水土流失", "济南", "别的"] * 10

    def ask(n: int) -> tuple[str, str]:
        answer = client.post(ASK, json={"question": f"{words[n]}{n}", "id": str(n)}).json()
        return answer["id"], answer["question"]

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(ask, range(len(words))))
    assert found == [(str(n), f"{word}{n}") for n, word in enumerate(words)]


@pytest.mark.slow
def test_the_real_assistant_over_http(assistant: Assistant, settings: Settings) -> None:
    questions = ["黑臭水体谁负责", "水土流失治理由哪个部门牵头", "济南的PM2.5目标是多少"] * 4
    with (
        TestClient(create_api(assistant, settings), client=HERE) as opened,
        ThreadPoolExecutor(6) as pool,
    ):
        answers = list(
            pool.map(lambda q: opened.post(ASK, json={"question": q, "id": q}).json(), questions)
        )
    assert [a["question"] for a in answers] == questions
    for answer, question in zip(answers, questions, strict=True):
        alone = assistant.ask(question, id=question).to_dict()
        assert answer | {"timings_ms": 0} == json.loads(json.dumps(alone)) | {"timings_ms": 0}


def test_a_taken_address_is_told() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(AssistantError, match=f"127.0.0.1:{port} 上提供服务：端口已被占用"):
            listen("127.0.0.1", port)
    with pytest.raises(AssistantError, match="没有这个地址"):
        listen("192.0.2.1", 0)


def test_address_to_open() -> None:
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80"
    assert address("::1", 80) == "http://[::1]:80"
    assert address("10.0.0.1", 80) == "http://10.0.0.1:80"
