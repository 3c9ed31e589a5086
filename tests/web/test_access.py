"""Keys, scopes, anonymous access and rates."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import AssistantError
from assistant.records.model import Scope
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.rates import Rates
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant
from tests.servers import free_port

ASK, BODY = "/api/v1/ask", {"question": "黑臭水体谁负责"}
NEAR, FAR = "127.0.0.1", "192.0.2.7"


@pytest.fixture
def api(records: Records, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes a client from an address, of an API with these settings."""

    def make(address: str, **given: object) -> TestClient:
        settings = Settings(_env_file=None, home=tmp_path, **given)  # type: ignore[arg-type]
        app = create_api(ScriptedAssistant(load_dossier()), settings, records)
        return TestClient(app, client=(address, 1))

    return make


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    ("anonymous", "origins", "address", "headers", "status"),
    [
        ("local", "", NEAR, {}, 200),
        ("local", "", FAR, {}, 401),
        ("local", "", NEAR, {"X-Forwarded-For": FAR}, 401),
        ("local", "", NEAR, {"Via": "1.1 proxy"}, 401),
        ("yes", "", FAR, {}, 200),
        ("no", "", NEAR, {}, 401),
        ("no", "https://portal.example", FAR, {}, 200),
    ],
)
def test_who_may_ask_without_a_key(api, anonymous, origins, address, headers, status) -> None:  # type: ignore[no-untyped-def]
    client = api(address, anonymous=anonymous, widget_origins=origins)
    response = client.post(ASK, json=BODY, headers=headers)
    assert response.status_code == status
    if status == 401:
        assert response.json()["code"] == "key_missing"
        assert response.headers["www-authenticate"] == "Bearer"


def test_keys_open_what_they_are_for(api, records: Records) -> None:  # type: ignore[no-untyped-def]
    client = api(FAR, anonymous="no")
    made, secret = records.keys.create("读者", [Scope.READ])
    assert client.get("/api/v1/plans", headers=bearer(secret)).status_code == 200
    assert client.get("/api/v1/plans", headers={"X-API-Key": secret}).status_code == 200
    refused = client.post(ASK, json=BODY, headers=bearer(secret))
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    records.keys.revoke(made.prefix)
    late = client.get("/api/v1/plans", headers=bearer(secret))
    assert (late.status_code, late.json()["code"]) == (401, "key_invalid")


def test_a_wrong_key_is_never_anonymous(api) -> None:  # type: ignore[no-untyped-def]
    client = api(NEAR)
    wrong = client.post(ASK, json=BODY, headers=bearer("pa_00000000_mistyped"))
    assert (wrong.status_code, wrong.json()["code"]) == (401, "key_invalid")
    assert client.post(ASK, json=BODY, headers=bearer("sk-none")).status_code == 200
    assert api(FAR).post(ASK, json=BODY, headers=bearer("sk-none")).status_code == 401


def test_a_key_has_its_own_limits(api, records: Records) -> None:  # type: ignore[no-untyped-def]
    client = api(FAR, anonymous="no")
    minute = bearer(records.keys.create("a", per_minute=2)[1])
    left = [client.post(ASK, json=BODY, headers=minute) for _ in range(3)]
    assert [r.status_code for r in left] == [200, 200, 429]
    assert [r.headers["ratelimit-remaining"] for r in left] == ["1", "0", "0"]
    assert left[0].headers["ratelimit-limit"] == "2"
    over = left[2]
    assert 1 <= int(over.headers["retry-after"]) <= 60
    assert over.headers["retry-after"] == over.headers["ratelimit-reset"]
    assert over.json()["code"] == "rate_limited"
    assert "每分钟2次" in over.json()["detail"]
    day = bearer(records.keys.create("b", per_minute=0, per_day=1)[1])
    assert [client.post(ASK, json=BODY, headers=day).status_code for _ in range(2)] == [200, 429]
    free = bearer(records.keys.create("c", per_minute=0)[1])
    assert "ratelimit-limit" not in client.post(ASK, json=BODY, headers=free).headers


def test_addresses_are_counted_apart(api) -> None:  # type: ignore[no-untyped-def]
    client = api(FAR, anonymous="yes", rate_anonymous="1/minute")
    assert [client.post(ASK, json=BODY).status_code for _ in range(2)] == [200, 429]
    other = TestClient(client.app, client=("192.0.2.8", 1))
    assert other.post(ASK, json=BODY).status_code == 200


def test_cors_is_for_allowed_origins(api) -> None:  # type: ignore[no-untyped-def]
    client = api(FAR, widget_origins="https://portal.example")
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-api-key"}
    good = client.options(ASK, headers=asks | {"Origin": "https://portal.example"})
    assert good.headers["access-control-allow-origin"] == "https://portal.example"
    bad = client.options(ASK, headers=asks | {"Origin": "https://evil.example"})
    assert (bad.status_code, "access-control-allow-origin" in bad.headers) == (400, False)
    read = client.post(ASK, json=BODY, headers={"Origin": "https://portal.example"})
    assert "RateLimit-Remaining" in read.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "given",
    [
        {"widget_origins": "https://a.example/path"},
        {"widget_origins": "*"},
        {"widget_origins": "https://a.example; script-src *"},
        {"rate_anonymous": "many"},
        {"anonymous": "maybe"},
    ],
)
def test_settings_that_make_no_sense(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(given))):
        Settings(_env_file=None, **given)  # type: ignore[arg-type]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    program = shutil.which("redis-server")
    if not program:
        if os.environ.get("CI") == "true":
            pytest.fail("no redis-server")
        pytest.skip("没有 redis-server")
    port = free_port()
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen([*command, "--loglevel", "warning"])
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0", server
    server.kill()
    server.wait()


def test_workers_count_together_in_redis(redis) -> None:  # type: ignore[no-untyped-def]
    url, server = redis
    first, second = Rates(url), Rates(url)
    allowed = [rates.hit("x", ["2/minute"]) for rates in (first, second, first)]
    assert [verdict.allowed for verdict in allowed if verdict] == [True, True, False]
    server.kill()
    server.wait()
    begun = time.monotonic()
    alone = first.hit("x", ["2/minute"])
    assert alone is not None
    assert alone.allowed, "without Redis every worker counts for itself"
    assert time.monotonic() - begun < 5


def test_an_address_that_is_none_of_redis() -> None:
    with pytest.raises(AssistantError, match="PLAN_REDIS_URL"):
        Rates("postgres://nowhere")
