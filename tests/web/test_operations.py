"""Health, readiness, figures and log lines."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant import logs
from assistant.engine import Assistant
from assistant.llm.reasons import Reason
from assistant.llm.usage import Meter, Usage
from assistant.records.errors import RecordsFault
from assistant.records.model import Scope
from assistant.records.store import Records
from assistant.settings import LogFormat, LogLevel, Settings
from assistant.web import observe
from assistant.web.api import create_api
from assistant.web.metrics import Metrics
from index.errors import StoreError
from tests.scripted import ScriptedAssistant

PHONE, ID_NUMBER = "13812345678", "370202199001011234"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged, as JSON lines."""
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    form, debug = LogFormat.JSON, LogLevel.DEBUG
    logs.set_up(Settings(_env_file=None, log_format=form, log_level=debug), out)
    yield out
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)


def api(
    assistant: Assistant, records: Records, address: str = "127.0.0.1", **given: Any
) -> TestClient:
    settings = Settings(_env_file=None, **given)
    app = create_api(assistant, settings, records)
    return TestClient(app, client=(address, 1), raise_server_exceptions=False)


def told(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def figure(text: str, name: str) -> float:
    """The value of a sample; 0 where there is none."""
    found = [line for line in text.splitlines() if line.startswith(f"{name} ")]
    return float(found[0].split()[-1]) if found else 0.0


def test_ready_says_what_is_missing(
    client: httpx.Client, assistant: Assistant, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "plan_id": "qingdao-2022"}
    good = client.get("/readyz")
    assert (good.status_code, good.json()) == (200, {"status": "ready", "missing": [], "lost": []})

    monkeypatch.setattr(Assistant, "store_fault", lambda _: "向量库（Chroma）不可用")
    lost = client.get("/readyz")
    assert lost.status_code == 200, "answers do without, once the index is open"
    assert lost.json() == {"status": "ready", "missing": [], "lost": ["chroma"]}

    def broken(*_: object) -> None:
        raise StoreError("向量库（Chroma）不可用")

    def down(*_: object) -> None:
        raise RecordsFault("记录库暂时不能用")

    monkeypatch.setattr(Assistant, "check", broken)
    monkeypatch.setattr(Records, "ready", down)
    bad = client.get("/readyz")
    assert bad.status_code == 503
    assert bad.json() == {
        "status": "not_ready",
        "missing": ["index", "records"],
        "lost": ["chroma"],
    }
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("setting", "address", "headers", "status"),
    [
        ("local", "127.0.0.1", {}, 200),
        ("local", "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 401),
        ("local", "192.0.2.7", {}, 401),
        ("yes", "192.0.2.7", {}, 200),
        ("no", "127.0.0.1", {}, 401),
    ],
)
def test_who_may_read_the_figures(
    scripted: Any, records: Records, setting: str, address: str, headers: Any, status: int
) -> None:
    client = api(scripted, records, address, metrics=setting, anonymous="yes")
    assert client.get("/metrics", headers=headers).status_code == status


def test_a_key_opens_the_figures(scripted: ScriptedAssistant, records: Records) -> None:
    client = api(scripted, records, "192.0.2.7")
    for scope, status in ((Scope.METRICS, 200), (Scope.RECORDS, 403)):
        bearer = {"Authorization": f"Bearer {records.keys.create('监测', [scope])[1]}"}
        assert client.get("/metrics", headers=bearer).status_code == status


def test_figures_count_what_happened(assistant: Assistant, records: Records) -> None:
    client = api(assistant, records)
    for question in ("黑臭水体谁负责", "黑臭水体谁负责", "济南的PM2.5目标是多少"):
        assert client.post("/api/v1/ask", json={"question": question}).status_code == 200
    client.post("/api/v1/ask/stream", json={"question": "黑臭水体谁负责"})
    client.post("/api/v1/ask", json={"question": ""})
    client.get(f"/api/v1/nothing/{PHONE}")
    text = client.get("/metrics").text
    for code, count in ((200, 3), (422, 1)):
        sample = f'plan_requests_total{{code="{code}",method="POST",route="/api/v1/ask"}}'
        assert figure(text, sample) == count
    good = 'plan_answers_total{engine="extractive",status="answered"}'
    assert figure(text, good) == 3, "two asked, one streamed"
    assert figure(text, 'plan_answers_total{engine="extractive",status="not_in_plan"}') == 1
    assert figure(text, 'plan_stage_seconds_count{stage="verify"}') == 4
    assert 0 < figure(text, 'plan_stage_seconds_sum{stage="answer"}') < 60
    assert "process_resident_memory_bytes" in text
    assert PHONE not in text, "labels hold templates, not what was written"


def test_figures_of_the_language_model(scripted: Any) -> None:
    class Helper:
        meter = Meter()

    metrics, scripted.helper = Metrics(), Helper()
    observe.watch(scripted, metrics, questions=False)
    scripted.helper.meter.add(Usage("write", "m", Reason.OK, 5, 100, 20, kept=1, dropped=2))
    scripted.helper.meter.add(Usage("write", "m", Reason.TIMEOUT))
    scripted.helper.meter.add(Usage("rerank", "m", Reason.SERVER))
    text = metrics.told("")[0].decode()
    assert figure(text, 'plan_fallbacks_total{reason="timeout"}') == 1
    assert 'reason="server"} ' not in "".join(x for x in text.splitlines() if "fallbacks" in x)
    assert figure(text, 'plan_model_uses_total{kind="rerank",reason="server"}') == 1
    assert figure(text, 'plan_model_tokens_total{kind="prompt"}') == 100
    assert figure(text, "plan_model_sentences_dropped_total") == 2


def test_a_line_a_request_without_the_question(
    assistant: Assistant, records: Records, lines: io.StringIO
) -> None:
    secret = records.keys.create("门户")[1]
    headers = {"Authorization": f"Bearer {secret}", "X-Request-ID": "desk-7"}
    asked = {"question": f"黑臭水体谁负责，我的电话{PHONE}"}
    answer = api(assistant, records).post("/api/v1/ask", json=asked, headers=headers).json()
    (line,) = [x for x in told(lines) if x["message"] == "request"]
    assert (line["request_id"], line["method"], line["route"]) == ("desk-7", "POST", "/api/v1/ask")
    assert (line["status"], line["answer_status"]) == (200, answer["status"])
    assert (line["answer_id"], line["engine"]) == (answer["id"], "extractive")
    assert (line["level"], line["caller"]) == ("info", secret[:11])
    assert 0 < float(str(line["ms"])) < 60_000
    assert "黑臭" not in lines.getvalue()
    assert secret not in lines.getvalue()


def test_questions_are_logged_masked_when_switched_on(
    assistant: Assistant, records: Records, lines: io.StringIO
) -> None:
    asked = f"黑臭水体谁负责，电话{PHONE}，身份证{ID_NUMBER}"
    api(assistant, records, log_questions=True).post("/api/v1/ask", json={"question": asked})
    logged = [x["question"] for x in told(lines) if "question" in x]
    assert logged == ["黑臭水体谁负责，电话138****5678，身份证370***********1234"]


def test_no_secret_gets_into_a_line(lines: io.StringIO) -> None:
    secrets = ("pa_0123abcd_" + "s" * 43, "sk-abcdef0123456789")
    log = logging.getLogger("assistant.test")
    try:
        raise ValueError(f"{secrets[0]} {PHONE}")
    except ValueError:
        log.exception("Bearer %s 来自 %s", secrets[1], ID_NUMBER, extra=logs.facts(key=secrets[0]))
    (line,) = told(lines)
    assert "ValueError: pa_0123abcd*** 138****5678" in str(line["trace"])
    assert (line["message"], line["key"]) == (
        "Bearer *** 来自 370***********1234", "pa_0123abcd***"
    )  # fmt: skip
    assert not any(s in lines.getvalue() for s in (*secrets, PHONE, ID_NUMBER))


def test_a_bug_is_a_line_with_its_trace_and_a_500(
    scripted: ScriptedAssistant,
    records: Records,
    lines: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(type(scripted), "ask", lambda *_: 1 / 0)
    client = api(scripted, records)
    assert client.post("/api/v1/ask", json={"question": "x"}).status_code == 500
    (line,) = [x for x in told(lines) if x["message"] == "request"]
    assert (line["status"], line["route"]) == (500, "/api/v1/ask")
    assert 'code="500"' in client.get("/metrics").text


def test_lines_to_read() -> None:
    record = logging.LogRecord("assistant", 20, "", 0, "request\x1b[2J\n", (), None)
    record.facts = {"route": "/api/v1/ask", "status": 200}
    line = logs.TextLines().format(record)
    assert line.endswith("INFO request?[2J? route=/api/v1/ask status=200")
