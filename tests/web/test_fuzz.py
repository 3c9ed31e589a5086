"""Anything at all is asked of the real assistant, and it never breaks."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ASK, STREAM, CHAT = "/api/v1/ask", "/api/v1/ask/stream", "/v1/chat/completions"
FUZZ = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
# Every character there is, lone surrogates and controls among them, and what a plan is asked with.
ODD = st.text(st.characters(), max_size=40) | st.text(
    st.sampled_from(
        "（）〔〕第十三条2025年PM2.5%谁负责牵头\ud800\udfff\x00\x1b\u202e\u200b\ufeff\U0001f480"
    ),
    max_size=60,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD,
    lambda x: st.lists(x, max_size=3) | st.dictionaries(ODD, x, max_size=3),
    max_leaves=8,
)


def post(client: httpx.Client, path: str, body: Any) -> httpx.Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(path, content=raw, headers={"Content-Type": "application/json"})


@FUZZ
@given(question=ODD, history=st.lists(ODD, max_size=3))
def test_any_text(client: httpx.Client, question: str, history: list[str]) -> None:
    response = post(client, ASK, {"question": question, "history": history})
    assert response.status_code in {200, 422}
    if response.status_code == 200:
        told = response.json()
        assert told["answer"]
        for citation in told["citations"]:
            assert citation["end"] - citation["start"] == len(citation["quote"])


@FUZZ
@given(body=JSON | st.fixed_dictionaries({"question": JSON, "history": JSON, "messages": JSON}))
@pytest.mark.parametrize("path", [ASK, CHAT, "/api/v1/feedback", "/mcp"])
def test_any_json(client: httpx.Client, path: str, body: Any) -> None:
    assert post(client, path, body).status_code < 500


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": "水" * 100_000}, 422),
        ({"question": "水土流失谁牵头？", "history": ["谁负责？" * 25_000]}, 422),
        ({"question": "水土流失谁牵头？", "history": ["谁负责？"] * 10_000}, 200),
        (b'{"question": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", 400),
        (b'{"question": "x", "history": ' + b'{"a":' * 900 + b"1" + b"}" * 901, 422),
        (b'{"question": 1e999}', 422),
        (b'{"question": NaN}', 422),
        (b'{"question": "\xff"}', 400),
        (b"null", 422),
    ],
)
def test_big_deep_and_wrong(client: httpx.Client, body: Any, status: int) -> None:
    for path in (ASK, STREAM):
        response = post(client, path, body)
        assert response.status_code == status
        assert status == 200 or response.json()["code"]


def test_long_nonsense_within_the_limit(client: httpx.Client) -> None:
    for text in (
        "第十三条" * 500,
        "（" * 2000,
        "2025年" * 400,
        "谁" * 2000,
        "市水务局牵头？" * 285,
    ):
        assert post(client, ASK, {"question": text}).status_code == 200
