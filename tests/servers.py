"""Real servers for tests, each a process of its own: PostgreSQL, Chroma, and the service."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 300.0
_POSTGRES = "postgres"
_READY = re.compile(r"已就绪：\S+（按 Ctrl\+C 停止）(?:　进程 (\d+))?")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def until(true: Callable[[], bool], told: Callable[[], object] = str) -> None:
    """Wait until something is so; ``told`` says what there is instead."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, told()
        time.sleep(0.05)


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; skips where there is none, but not in CI."""
    binaries = _binaries()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL")
        pytest.skip("没有 PostgreSQL，跳过")
    folder = Path(tempfile.mkdtemp(prefix="plan-pg-"))
    how, port = _as_user(folder), free_port()

    def run(*command: str) -> None:
        done = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how
        )  # type: ignore[call-overload]
        assert done.returncode == 0, done.stdout

    data = str(folder / "data")
    run(str(binaries / "initdb"), "-D", data, "-U", _POSTGRES, "-A", "trust", "-E", "UTF8",
        "--locale=C", "--no-sync")  # fmt: skip
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
    log = str(folder / "log")
    run(str(binaries / "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")
    try:
        yield f"postgresql://{_POSTGRES}@127.0.0.1:{port}/postgres"
    finally:
        run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    found = shutil.which("pg_ctl")
    return folders[-1] if folders else Path(found).resolve().parent if found else None


def _as_user(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(_POSTGRES)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class Chroma:
    """A real ``chroma run`` over a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start it, also again, and wait until it answers."""
        program = Path(sys.executable).with_name("chroma")
        where = ["--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [str(program), "run", *where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(lambda: self._answers() or self._process.poll() is not None)
        assert self._process.poll() is None, "chroma run ended"

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=2).is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()


class Served:
    """``plan-assistant serve`` with settings of its own; ``folder`` takes its log."""

    def __init__(self, folder: Path, workers: int, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "log"
        self._log.touch()
        given = {f"PLAN_{name.upper()}": value for name, value in settings.items()}
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
        until(
            lambda: len(_READY.findall(self.log)) >= times or self.process.poll() is not None,
            lambda: self.log,
        )
        assert self.process.poll() is None, self.log
        return [int(pid or self.process.pid) for pid in _READY.findall(self.log)]

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return self._log.read_text("utf-8")

    def figure(self, pattern: str) -> float:
        """The sum of the metrics whose name and labels match."""
        text = httpx.get(f"{self.url}/metrics", timeout=30).text
        return sum(map(float, re.findall(rf"^{pattern} (\S+)$", text, re.M)))

    def kill(self) -> None:
        """End all its processes at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Load:
    """Clients that ask and leave feedback, each again after ``pause`` seconds; what became of it.

    Without a pause they take whatever the machine has.
    """

    def __init__(self, url: str, clients: int, pause: float = 0.0) -> None:
        self.kept: list[str] = []
        self.wrong: list[object] = []
        self.lost: list[str] = []
        self.answered = 0
        self._url, self._over, self._pause = url, threading.Event(), pause
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(clients)]
        for thread in self._threads:
            thread.start()

    def _run(self, number: int) -> None:
        turn = 0
        with httpx.Client(base_url=self._url, timeout=60) as client:
            while not self._over.wait(self._pause):
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

    def goes_on(self, by: int = 20) -> None:
        """Wait until that much more is kept."""
        kept = len(self.kept)
        until(lambda: len(self.kept) >= kept + by)

    def stop(self) -> None:
        """Let every client finish its turn."""
        self._over.set()
        for thread in self._threads:
            thread.join()
