"""Slow answers: heartbeats, time limits, clients that leave, and faults on the way."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence

import httpx
import openai
import pytest

from assistant.answer import Answer
from assistant.errors import AssistantError
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.stream import Event, Stage, Step
from assistant.web import sse
from assistant.web.api import create_api
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant
from tests.web.conftest import running

STREAM = "/api/v1/ask/stream"


class SlowAssistant(ScriptedAssistant):
    """Takes 0.1 s a step; fails when told to."""

    def __init__(self) -> None:
        super().__init__(load_dossier())
        self.steps_done = 0
        self.left = threading.Event()

    def ask(self, question: str, history: Sequence[str] = (), id: str = "") -> Answer:
        if "久等" in question:
            time.sleep(1.5)
        return super().ask(question, history, id)

    def stream(self, question: str, history: Sequence[str] = (), id: str = "") -> Iterator[Event]:
        try:
            for _ in range(100 if "久等" in question else 3):
                yield Stage(Step.FIND)
                time.sleep(0.1)
                self.steps_done += 1
            if "出错" in question:
                raise ZeroDivisionError("secret")
            if "故障" in question:
                raise AssistantError("语言模型没有响应。")
            yield super().ask(question, history, id)
        finally:
            self.left.set()


@pytest.fixture(scope="module")
def slow() -> SlowAssistant:
    return SlowAssistant()


@pytest.fixture(scope="module")
def address(slow: SlowAssistant, settings: Settings, records: Records) -> Iterator[str]:
    hurried = settings.model_copy(update={"timeout": 1.0})
    with running(create_api(slow, hurried, records)) as found:
        yield found


def told(address: str, question: str) -> tuple[str, dict[str, object]]:
    """The whole stream, and its last event."""
    text = httpx.post(f"{address}{STREAM}", json={"question": question}, timeout=30).text
    return text, json.loads(text.rpartition("data: ")[2])


def test_heartbeats_keep_the_connection(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.03)
    text, last = told(address, "黑臭水体谁负责")
    assert text.count(": \n\n") >= 3
    assert last["status"] == "answered"


def test_time_limits(address: str) -> None:
    late = httpx.post(f"{address}/api/v1/ask", json={"question": "久等"}, timeout=30)
    assert (late.status_code, late.json()["code"]) == (504, "timeout")
    text, last = told(address, "久等")
    assert "event: error" in text
    assert (last["status"], last["code"]) == (504, "timeout")


def test_a_client_that_leaves_ends_the_work(address: str, slow: SlowAssistant) -> None:
    slow.left.clear()
    slow.steps_done = 0
    body = {"question": "久等"}
    with httpx.stream("POST", f"{address}{STREAM}", json=body, timeout=30) as response:
        next(response.iter_lines())
    assert slow.left.wait(5)
    assert slow.steps_done < 9, "it went on until the time limit"


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [("故障", 503, "service_fault"), ("出错", 500, "internal_error")],
)
def test_faults_on_the_way(address: str, question: str, status: int, code: str) -> None:
    text, last = told(address, question)
    assert (last["status"], last["code"]) == (status, code)
    assert last["request_id"]
    assert "secret" not in text


def test_faults_on_the_way_reach_openai_clients(address: str) -> None:
    client = openai.OpenAI(base_url=f"{address}/v1", api_key="sk-none", max_retries=0)
    stream = client.chat.completions.create(
        model="qingdao-2022", messages=[{"role": "user", "content": "故障"}], stream=True
    )
    with pytest.raises(openai.APIError, match="语言模型没有响应"):
        list(stream)
