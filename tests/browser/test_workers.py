"""Two workers over PostgreSQL and a Chroma server: the page through both, one killed, all stopped.

One start serves all tests here, so they are in order: the last one stops it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.engine import Assistant
from assistant.records.store import records_at
from assistant.settings import Settings
from tests.browser.test_chat import ask
from tests.servers import PATIENCE, ROOT, Chroma, Load, Served, postgres_server

pytestmark = pytest.mark.slow

_STREAM = """async () => {
  const body = JSON.stringify({question: '水土流失谁牵头？'})
  const headers = {'Content-Type': 'application/json'}
  const told = await fetch('/api/v1/ask/stream', {method: 'POST', headers, body})
  return await told.text()
}"""


@dataclass(frozen=True)
class House:
    """The service, and what it stands on."""

    served: Served
    database: str
    chroma: Chroma


@pytest.fixture(scope="module")
def house(
    assistant: Assistant, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Started once; the index of the session, its vectors handed to the Chroma server."""
    folder = Path(tmp_path_factory.mktemp("house"))
    shutil.copytree(settings.home / "index", folder / "home" / "index")
    (pointer,) = (folder / "home" / "index").glob("*/current.json")
    manifest = json.loads(pointer.read_text("utf-8"))
    shutil.move(pointer.parent / manifest["collection"] / "chroma", folder / "chroma")
    chroma = Chroma(folder / "chroma")
    pointer.write_text(json.dumps(manifest | {"chroma_url": chroma.url}), "utf-8")
    with postgres_server() as database:
        given = {"home": str(folder / "home"), "database_url": database, "chroma_url": chroma.url}
        served = Served(folder, 2, **given)
        try:
            served.ready(2)
            assert json.loads(pointer.read_text("utf-8"))["chroma_url"] == chroma.url
            yield House(served, database, chroma)
        finally:
            served.kill()
            chroma.kill()


def relayed(served: Served) -> float:
    return served.figure(r'plan_requests_total\{[^}]*route="relayed"[^}]*\}')


def test_the_page_whichever_worker_gets_the_request(
    visit: Callable[..., Page], house: House
) -> None:
    """The kernel chooses the worker; a few visitors are enough for both to be chosen."""
    for visitor in range(8):
        before = relayed(house.served)
        look_around(visit(house.served.url, path="#chat"), visitor)
        if visitor and relayed(house.served) > before:
            break
    else:
        pytest.fail("no request of the page was passed on")
    assert house.served.figure(r'plan_requests_total\{[^}]*route="page"[^}]*\}') > 0


def look_around(page: Page, visitor: int) -> None:
    """Ask twice, stream, read the ledger, route and keep a message."""
    ask(page, "黑臭水体谁负责")
    expect(page.locator(".pa-shared .pa-chip")).to_contain_text(["市水务管理局"])
    ask(page, "哪一年清零？")
    expect(page.locator(".pa-direct").last).to_contain_text("2024年")
    events = page.evaluate(_STREAM)
    assert re.findall(r"^event: (\w+)", events, re.M)[-1] == "answer"
    assert "由市水务管理局牵头。[1]" in events
    page.get_by_role("tab", name="任务台账").click()
    page.get_by_label("责任部门").select_option("市水务管理局")
    page.get_by_label("责任方式").select_option("牵头")
    expect(page.locator(".pl-bar p")).to_contain_text("共1项任务（牵头1项）")
    with page.expect_download() as table:
        page.get_by_role("link", name="导出 CSV", exact=True).click()
    assert Path(table.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    page.get_by_role("tab", name="办件转办").click()
    page.get_by_label("来件内容").fill("我们小区旁边的黑臭水体没人管，电话13812345678")
    page.get_by_role("button", name="找责任部门").click()
    page.locator(".pd-level").wait_for()
    page.get_by_role("button", name="登记并转办").click()
    expect(page.locator(".pd-saved")).to_contain_text(f"-{visitor + 1:06d}")
    page.get_by_role("tab", name="问答").click()
    page.reload()
    expect(page.locator(".pa-turn .pa-card")).to_have_count(2)


def test_a_killed_worker_loses_only_what_was_in_flight(house: House) -> None:
    """It is the one that keeps the page; another takes that over."""
    clients, served = 6, house.served
    (line,) = (line for line in served.log.splitlines() if "网页的会话由这个进程保管" in line)
    keeper = int(json.loads(line)["pid"])
    load = Load(
        served.url, clients, pause=0.1
    )  # the next worker needs some of the machine to start
    load.goes_on()
    os.kill(keeper, signal.SIGKILL)
    at_kill = load.answered
    *_, third = served.ready(3)
    assert third != keeper
    assert load.answered > at_kill, "the other worker went on meanwhile"
    assert httpx.get(served.url, timeout=30).status_code == 200
    load.goes_on()
    load.stop()
    assert len(load.lost) <= clients, "only what was in flight with the killed worker"
    assert load.wrong == []
    counted = served.figure(r'plan_answers_total\{[^}]*"answered"\}')
    assert counted >= at_kill, "the killed worker's answers still count"
    records = records_at(house.database, ROOT)
    found = {feedback.answer_id for feedback in records.feedback.each(limit=1_000_000)}
    records.close()
    assert set(load.kept) <= found


def test_answers_go_on_without_chroma(house: House) -> None:
    house.chroma.kill()
    told = httpx.get(f"{house.served.url}/readyz", timeout=30)
    assert (told.status_code, told.json()["lost"]) == (200, ["chroma"])
    asked = {"question": "黑臭水体谁负责"}
    answer = httpx.post(f"{house.served.url}/api/v1/ask", json=asked, timeout=30).json()
    assert (answer["status"], answer["notice"]) == ("answered", "")


def test_a_stopped_service_finishes_what_it_was_asked(house: House) -> None:
    served = house.served
    waiting = [sent(served.port, n) for n in range(40)]
    first = read(waiting[0])
    os.kill(served.process.pid, signal.SIGTERM)
    answers = [first, *map(read, waiting[1:])]
    assert all(a.startswith("HTTP/1.1 200") for a in answers)
    assert all('"status"' in a and a.endswith(("}", "0\r\n\r\n")) for a in answers)
    assert served.process.wait(PATIENCE) in {0, -signal.SIGTERM}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.url}/healthz")


def sent(port: int, number: int) -> socket.socket:
    """A connection on which a question was sent; half of the answers are streamed."""
    path = "/api/v1/ask/stream" if number % 2 else "/api/v1/ask"
    asked = {"question": f"黑臭水体谁负责，到哪一年清零？{number}"}
    body = json.dumps(asked).encode()
    opened = socket.create_connection(("127.0.0.1", port), timeout=60)
    opened.sendall(
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    return opened


def read(opened: socket.socket) -> str:
    """One whole answer."""
    data = b""
    while True:
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        ended = len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")
        if body and ended:
            opened.close()
            return data.decode()
        part = opened.recv(65536)
        if not part:
            return data.decode()
        data += part
