"""Real processes, stopped and killed under load: what was answered and what was kept."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from assistant.engine import Assistant
from assistant.records.store import records_at
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
READY = re.compile(r"已就绪：\S+（按 Ctrl\+C 停止）(?:　进程 (\d+))?")
PATIENCE = 300.0


class Served:
    """``plan-assistant serve`` in processes of its own, over the index of the session."""

    def __init__(self, home: Path, folder: Path, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = f"sqlite:///{folder / 'records.db'}"
        self._log = folder / "log"
        self._log.touch()
        given = {"PLAN_HOME": str(home), "PLAN_DATABASE_URL": self.database}
        serve = ["assistant.cli.main", "serve", "--port", str(self.port), "--workers", str(workers)]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *serve],
                cwd=ROOT,
                env=os.environ | given | {"PLAN_LOG_FORMAT": "json"},
                stderr=log,
                start_new_session=True,
            )

    def ready(self, times: int) -> list[int]:
        """Wait until that many processes have told that they serve; their ids, in order."""
        until(lambda: len(READY.findall(self.log)) >= times, lambda: self.log)
        return [int(pid or self.process.pid) for pid in READY.findall(self.log)]

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    def kill(self) -> None:
        """End all its processes at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def until(true: Callable[[], bool], told: Callable[[], object] = str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, told()
        time.sleep(0.05)


@pytest.fixture
def serve(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> Iterator[Callable[[int], Served]]:
    """Starts the service with so many workers; the index stands already."""
    made: list[Served] = []

    def start(workers: int) -> Served:
        made.append(Served(settings.home, tmp_path, workers))
        return made[-1]

    yield start
    for served in made:
        served.kill()


class Load:
    """Clients that ask and leave feedback as fast as they can, and what became of it."""

    def __init__(self, url: str, clients: int) -> None:
        self.kept: list[str] = []
        self.wrong: list[object] = []
        self.lost: list[str] = []
        self.answered = 0
        self._url, self._over = url, threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(clients)]
        for thread in self._threads:
            thread.start()

    def _run(self, number: int) -> None:
        turn = 0
        with httpx.Client(base_url=self._url, timeout=60) as client:
            while not self._over.is_set():
                turn += 1
                id = f"{number}-{turn}"
                try:
                    self._turn(client, id, turn)
                except httpx.TransportError as error:
                    self.lost.append(f"{id}: {error!r}")
                    time.sleep(0.05)

    def _turn(self, client: httpx.Client, id: str, turn: int) -> None:
        if turn % 2:
            answer = client.post("/api/v1/ask", json={"question": "黑臭水体谁负责", "id": id})
            good = answer.status_code == 200 and answer.json()["id"] == id
            self.answered += good
        else:
            said = {"answer_id": id, "verdict": "helpful"}
            answer = client.post("/api/v1/feedback", json=said)
            good = answer.status_code == 201
            if good:
                self.kept.append(id)
        if not good:
            self.wrong.append((answer.status_code, answer.text))

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


@pytest.mark.slow
def test_killed_workers_are_replaced_and_nothing_acknowledged_is_lost(
    serve: Callable[[int], Served],
) -> None:
    clients = 6
    served = serve(2)
    first, _ = served.ready(2)
    load = Load(served.url, clients)
    until(lambda: len(load.kept) >= 20)
    os.kill(first, signal.SIGKILL)
    at_kill = load.answered
    *_, third = served.ready(3)
    assert third != first
    assert load.answered > at_kill, "the other worker went on meanwhile"
    until(lambda: httpx.get(served.url, timeout=30).status_code == 200)
    assert len(load.lost) <= clients, "only what was in flight with the killed worker"
    assert load.wrong == []
    figures = httpx.get(f"{served.url}/metrics", timeout=30).text
    counted = re.search(r'plan_answers_total\{[^}]*"answered"\} (\S+)', figures)
    assert counted
    assert float(counted[1]) >= at_kill, "the killed worker's answers still count"

    kept = len(load.kept)
    until(lambda: len(load.kept) >= kept + 20)
    served.kill()
    load.stop()
    records = records_at(served.database, ROOT)
    found = {feedback.answer_id for feedback in records.feedback.each(limit=1_000_000)}
    records.close()
    assert set(load.kept) <= found


@pytest.mark.slow
def test_a_stopped_service_finishes_what_it_was_asked(serve: Callable[[int], Served]) -> None:
    served = serve(1)
    served.ready(1)
    waiting = [sent(served.port, n) for n in range(40)]
    first = read(waiting[0])
    os.kill(served.process.pid, signal.SIGTERM)
    answers = [first, *map(read, waiting[1:])]
    assert all(a.startswith("HTTP/1.1 200") for a in answers)
    assert all('"status"' in a and a.endswith(("}", "0\r\n\r\n")) for a in answers)
    assert served.process.wait(PATIENCE) in {0, -signal.SIGTERM}
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.url}/healthz")
    lines = [json.loads(x) for x in served.log.splitlines() if '"route": "/api/v1/ask' in x]
    assert [x["status"] for x in lines] == [200] * 40


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
