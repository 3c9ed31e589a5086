"""The desk's endpoints: who may do what, sessions, other sites, downloads."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient

from assistant.records.model import OperatorRole
from assistant.records.sessions import MAX_FAILURES
from assistant.records.store import Records, records_at
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.staff import COOKIE, HEADER, is_loopback
from tests.scripted import ScriptedAssistant

PASSWORD = "correct-horse-9"
SAID = "门口河道黑臭，电话13812345678，找谁？"
OURS = {HEADER: "1"}


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened = records_at("", tmp_path)
    for role in OperatorRole:
        opened.operators.add(role.value, PASSWORD, role)
    yield opened
    opened.close()


@pytest.fixture
def visit(scripted: ScriptedAssistant, records: Records) -> Callable[..., TestClient]:
    """A browser at a server that listens on ``host``, logged in as a role."""

    def come(role: str = "", host: str = "0.0.0.0", client: str = "10.0.0.9") -> TestClient:
        app = create_api(scripted, Settings(_env_file=None, host=host), records)
        name = "127.0.0.1" if host == "127.0.0.1" else "desk.example"
        browser = TestClient(app, f"https://{name}", client=(client, 50000), headers=OURS)
        if role:
            given = {"name": role, "password": PASSWORD}
            assert browser.post("/api/desk/login", json=given).status_code == 204
        return browser

    return come


def new(browser: TestClient, **more: object) -> dict[str, object]:
    given = {"message": SAID, "reply": "您好", "departments": ["市水务管理局"]} | more
    done = browser.post("/api/desk/inquiries", json=given)
    assert done.status_code == 201, done.text
    return dict(done.json())


def test_nobody_sees_anything_without_logging_in(visit: Callable[..., TestClient]) -> None:
    browser = visit()
    assert browser.get("/api/desk/me").json()["role"] == ""
    for path in ("inquiries", "inquiries/2026-000001", "export", "phrasings",
                 "inquiries/2026-000001/slip"):  # fmt: skip
        done = browser.get(f"/api/desk/{path}")
        assert (done.status_code, done.json()["code"]) == (401, "login_needed"), path
    for path in (
        "route",
        "inquiries",
        "inquiries/1",
        "inquiries/1/approve",
        "phrasings/1/withdraw",
    ):
        assert browser.post(f"/api/desk/{path}", json={}).status_code == 401, path


@pytest.mark.parametrize(
    ("role", "path", "given", "status"),
    [
        ("viewer", "inquiries", {"message": SAID, "reply": ""}, 403),
        ("viewer", "inquiries/x", {"version": 1}, 403),
        ("operator", "inquiries/x", {"version": 1}, 404),
        ("viewer", "inquiries/x/approve", {"reply": "y"}, 403),
        ("operator", "inquiries/x/approve", {"reply": "y"}, 403),
        ("reviewer", "inquiries/x/approve", {"reply": "y"}, 404),
        ("operator", "phrasings/x/withdraw", {"reason": "y"}, 403),
        ("reviewer", "phrasings/x/withdraw", {"reason": "y"}, 404),
        ("viewer", "route", {"message": SAID}, 200),
        ("viewer", "route", {"message": " "}, 422),
        ("viewer", "route", {"message": "长" * 2001}, 422),
    ],
)
def test_roles_are_enforced_by_the_server(
    visit: Callable[..., TestClient], role: str, path: str, given: dict[str, object], status: int
) -> None:
    assert visit(role).post(f"/api/desk/{path}", json=given).status_code == status


def test_the_cookie_is_closed_and_a_session_ends(visit: Callable[..., TestClient]) -> None:
    browser = visit()
    given = {"name": "viewer", "password": PASSWORD}
    done = browser.post("/api/desk/login", json=given)
    told = done.headers["set-cookie"].lower()
    assert all(word in told for word in ("httponly", "samesite=strict", "secure", "path=/api/desk"))
    old = browser.cookies[COOKIE]
    assert browser.get("/api/desk/me").json()["name"] == "viewer"
    assert browser.post("/api/desk/login", json=given).status_code == 204
    assert browser.cookies[COOKIE] != old
    token = browser.cookies[COOKIE]
    assert browser.post("/api/desk/logout").status_code == 204
    for dead in (old, token):
        browser.cookies.set(COOKIE, dead, path="/api/desk")
        assert browser.get("/api/desk/inquiries").status_code == 401


def test_other_sites_cannot_act(visit: Callable[..., TestClient]) -> None:
    browser = visit("operator")
    given = {"message": SAID, "reply": ""}
    for headers in ({HEADER: ""}, {"origin": "https://evil.example"}, {"origin": "null"}):
        request = browser.build_request("POST", "/api/desk/inquiries", json=given, headers=headers)
        if headers.get(HEADER) == "":
            del request.headers[HEADER]
        done = browser.send(request)
        assert (done.status_code, done.json()["code"]) == (403, "foreign_site"), headers
    for path in ("login", "logout"):
        done = browser.post(
            f"/api/desk/{path}",
            json={"name": "a", "password": "b"},
            headers={"origin": "https://x"},
        )
        assert done.status_code == 403
    done = browser.get("/api/desk/inquiries", headers={"origin": "https://evil.example"})
    assert done.status_code == 403
    done = browser.get("/api/desk/inquiries")
    assert done.json()["total"] == 0
    assert done.headers["cache-control"] == "no-store"
    same = {"origin": "https://desk.example"}
    assert browser.post("/api/desk/inquiries", json=given, headers=same).status_code == 201


def test_passwords_cannot_be_tried_forever(visit: Callable[..., TestClient]) -> None:
    browser = visit()
    for _ in range(MAX_FAILURES):
        done = browser.post("/api/desk/login", json={"name": "viewer", "password": "x"})
        assert done.status_code == 401
    right = {"name": "viewer", "password": PASSWORD}
    done = browser.post("/api/desk/login", json=right)
    assert (done.status_code, done.json()["code"]) == (429, "too_many_attempts")
    assert int(done.headers["retry-after"]) > 0
    elsewhere = visit(client="10.0.0.10")
    assert elsewhere.post("/api/desk/login", json=right).status_code == 429
    other = {"name": "operator", "password": PASSWORD}
    assert elsewhere.post("/api/desk/login", json=other).status_code == 204


def test_on_the_own_machine_no_login_is_needed(visit: Callable[..., TestClient]) -> None:
    own = visit(host="127.0.0.1", client="127.0.0.1")
    assert own.get("/api/desk/me").json() == {
        "name": "本机", "role": "reviewer", "role_text": "审核", "session": False,
    }  # fmt: skip
    assert new(own)["operator"] == "本机"
    for headers in ({"x-forwarded-for": "1.2.3.4"}, {"forwarded": "for=1.2.3.4"},
                    {"host": "rebound.example"}):  # fmt: skip
        assert own.get("/api/desk/inquiries", headers=headers).status_code == 401, headers
    assert visit(host="127.0.0.1").get("/api/desk/inquiries").status_code == 401
    assert visit(client="127.0.0.1").get("/api/desk/inquiries").status_code == 401
    assert [is_loopback(h) for h in ("localhost", "::1", "127.8.0.1", "0.0.0.0", "::", "x.cn")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_an_inquiry_from_message_to_slip(visit: Callable[..., TestClient]) -> None:
    browser = visit("operator")
    routing = browser.post("/api/desk/route", json={"message": SAID}).json()
    assert routing["level"] == "sure"
    assert {d["role"] for d in routing["departments"]} == {"shared"}
    kept = new(browser, status="transferred", reply=routing["reply"])
    assert kept["question"] == "门口河道黑臭，电话138****5678，找谁？"
    assert kept["passed_to"] == "市水务管理局"
    number = kept["number"]
    changed = browser.post(
        f"/api/desk/inquiries/{number}", json={"version": 1, "status": "replied", "reply": "新"}
    ).json()
    assert changed["status_text"] == "已答复"
    late = browser.post(f"/api/desk/inquiries/{number}", json={"version": 1, "reply": "晚"})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    shown = browser.get(f"/api/desk/inquiries/{number}").json()
    assert [h["status"] for h in shown["history"]] == ["已转办", "已答复"]
    slip = browser.get(f"/api/desk/inquiries/{number}/slip")
    assert "attachment" in slip.headers["content-disposition"]
    assert number in docx.Document(io.BytesIO(slip.content)).paragraphs[1].text
    found = browser.get("/api/desk/inquiries", params={"keyword": "河道", "status": "replied"})
    assert found.json()["total"] == 1
    assert browser.get("/api/desk/inquiries", params={"until": "2000-01-01"}).json()["total"] == 0
    csv = browser.get("/api/desk/export", params={"department": "市水务管理局"})
    assert number in csv.content.decode("utf-8-sig")
    assert browser.get("/api/desk/export", params={"format": "xlsx"}).content[:2] == b"PK"


def test_departments_cannot_be_made_up(visit: Callable[..., TestClient]) -> None:
    given = {"message": SAID, "reply": "", "departments": ["市财政局"]}
    done = visit("operator").post("/api/desk/inquiries", json=given)
    assert (done.status_code, done.json()["code"]) == (422, "department_unknown")


def test_wording_is_approved_and_withdrawn(visit: Callable[..., TestClient]) -> None:
    browser = visit("reviewer")
    number = new(browser)["number"]
    path = f"/api/desk/inquiries/{number}/approve"
    bad = browser.post(path, json={"reply": "由市财政局负责。"})
    assert (bad.status_code, bad.json()["code"]) == (422, "not_proved")
    done = browser.post(
        path, json={"reply": "由市水务管理局、市生态环境局、市农业农村局按职责分工负责。"}
    )
    assert done.status_code == 201, done.text
    (listed,) = browser.get("/api/desk/phrasings").json()
    assert (listed["state"], listed["approver"]) == ("active", "reviewer")
    gone = browser.post(f"/api/desk/phrasings/{listed['id']}/withdraw", json={"reason": "旧"})
    assert gone.status_code == 204
    assert browser.get("/api/desk/phrasings").json() == []
