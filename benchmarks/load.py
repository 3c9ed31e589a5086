"""Throughput, latency and memory of the service under load, next to a bare FastAPI route.

    python benchmarks/load.py            # prints the tables of docs/load.md

The service, the bare route and the clients are processes of their own on this machine, so on a
small one the clients take their share of the processors. Every question is different, made from
those of the dev split.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402
import numpy as np  # noqa: E402

from evals.cases import Split, load_cases  # noqa: E402

CLIENTS = (1, 8, 64)
WATCHED_WITH = 8  # clients while memory is watched
_ECHO = """
import socket, sys, uvicorn
from fastapi import FastAPI
app = FastAPI()

@app.post("/api/v1/ask")
def echo(body: dict) -> dict:
    return body

uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
"""
_STEPS = ["请问", "您好，", "你好，请教一下，", "麻烦问下，", "想了解一下，", "咨询一下，"]


@dataclass(frozen=True, slots=True)
class Row:
    """Many requests by so many clients at once: milliseconds each, seconds in all, failures."""

    name: str
    clients: int
    times: tuple[float, ...]
    seconds: float
    failed: int

    def cells(self) -> str:
        """The row in Markdown."""
        p50, p95, p99 = (float(np.quantile(self.times, q)) for q in (0.5, 0.95, 0.99))
        rate = len(self.times) / self.seconds
        head = f"| {self.name} | {self.clients} | {len(self.times)} | {rate:.0f}"
        return f"{head} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {self.failed} |"


def questions() -> Iterator[str]:
    """Questions without end, no two the same."""
    known = list(dict.fromkeys(c.question for c in load_cases(split=Split.DEV) if not c.history))
    for number in itertools.count():
        turn, at = divmod(number, len(known))
        opening = _STEPS[turn % len(_STEPS)]
        yield f"{opening}{known[at]}" if turn < len(_STEPS) else f"{opening}{known[at]}（{turn}）"


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def started(command: Sequence[str], port: int, **environment: str) -> Iterator[int]:
    """A server process that answers; its id."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=os.environ | environment, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    os.set_blocking(process.stderr.fileno(), False)
    try:
        for _ in range(6000):
            with socket.socket() as tried:
                # A listening service may not serve yet, so a whole request is made.
                if tried.connect_ex(("127.0.0.1", port)) == 0 and _answers(port):
                    break
            if process.poll() is not None:
                raise RuntimeError(f"{command} ended: {process.stderr.read()!r}")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.stderr.close()
        process.wait()


def _answers(port: int) -> bool:
    try:
        httpx.post(
            f"http://127.0.0.1:{port}/api/v1/ask", json={"question": "黑臭水体谁负责"}, timeout=600
        )
    except httpx.TransportError:
        return False
    return True


async def client(port: int, todo: Iterator[str], times: list[float], failed: list[str]) -> None:
    """One client: question after question on one connection, with as little work as possible."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for question in todo:
        body = json.dumps({"question": question}).encode()
        head = f"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        begun = time.perf_counter()
        writer.write(head.encode() + b"Content-Type: application/json\r\n\r\n" + body)
        told = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(told.partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        times.append((time.perf_counter() - begun) * 1000)
        if not told.startswith(b"http/1.1 200"):
            failed.append(question)
    writer.close()


def load(name: str, port: int, clients: int, count: int, todo: Iterator[str]) -> Row:
    """``count`` questions by so many clients at once."""
    times, failed = list[float](), list[str]()
    batch = itertools.islice(todo, count)  # shared: whoever is free takes the next

    async def all_clients() -> None:
        await asyncio.gather(*(client(port, batch, times, failed) for _ in range(clients)))

    begun = time.perf_counter()
    asyncio.run(all_clients())
    return Row(name, clients, tuple(times), time.perf_counter() - begun, len(failed))


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    whole = 0.0
    for one in (pid, *_children(pid)):
        status = Path(f"/proc/{one}/status").read_text()
        line = next(x for x in status.splitlines() if x.startswith("VmRSS"))
        whole += int(line.split()[1]) / 1024
    return whole


def _children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def main() -> None:
    """Measure and print; fails when a request failed."""
    parser = argparse.ArgumentParser(description="测量负载下的吞吐、时延和内存")
    parser.add_argument("--requests", type=int, default=2000, help="每一档多少个请求")
    parser.add_argument("--memory", type=int, default=20_000, help="看内存时共问多少个问题")
    parser.add_argument("--workers", type=int, default=1, help="服务用几个进程")
    asked = parser.parse_args()
    port, bare = free_port(), free_port()
    serve = [
        "-m",
        "assistant.cli.main",
        "serve",
        "--port",
        str(port),
        "--workers",
        str(asked.workers),
    ]
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        quiet = {"PLAN_HOME": home, "PLAN_LOG_LEVEL": "warning"}
        pid = stack.enter_context(started(serve, port, **quiet))
        stack.enter_context(started(["-c", _ECHO, str(bare)], bare))
        todo = questions()
        load("", port, 8, 50, todo)
        print("| 接口 | 客户 | 请求 | 每秒 | p50 毫秒 | p95 | p99 | 出错 |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        failed = 0
        for clients in CLIENTS:
            for name, where in (("ask", port), ("裸 FastAPI 回声", bare)):
                row = load(name, where, clients, asked.requests, todo)
                print(row.cells(), flush=True)
                failed += row.failed
        failed += watch_memory(pid, port, asked.memory, todo)
    if failed:
        sys.exit(f"{failed} 个请求出错")


def watch_memory(pid: int, port: int, count: int, todo: Iterator[str]) -> int:
    """Ask ``count`` questions, telling the memory at the start, after a tenth and at the end."""
    failed = 0
    print("\n| 问了 | 常驻内存 MB |\n| --- | --- |", flush=True)
    print(f"| 0 | {memory_mb(pid):.0f} |", flush=True)
    for done, part in ((count // 10, count // 10), (count // 2, count // 2 - count // 10),
                       (count, count - count // 2)):  # fmt: skip
        failed += load("", port, WATCHED_WITH, part, todo).failed
        print(f"| {done} | {memory_mb(pid):.0f} |", flush=True)
    return failed


if __name__ == "__main__":
    main()
