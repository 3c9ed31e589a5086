"""A service of ours that speaks OpenAI's protocol over real HTTP, and misbehaves on command."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LABELLED = re.compile(r"^(S\d+)(?:（承前文“(.*?)”）)? (.*)$", re.M)


@dataclass
class Request:
    """What the service was sent."""

    body: dict[str, Any]
    authorization: str

    @property
    def rules(self) -> str:
        """The system message."""
        return str(self.body["messages"][0]["content"])

    @property
    def question(self) -> str:
        """The user's message."""
        return str(self.body["messages"][-1]["content"])

    @property
    def passages(self) -> dict[str, str]:
        """Passages by label."""
        return {m[1]: m[3] for m in LABELLED.finditer(self.rules)}


# A behaviour writes the whole response; None of them leaves the handler without an answer.
Behaviour = Callable[["Handler", Request], None]


class Server(ThreadingHTTPServer):
    """Runs ``behaviours`` one request after another; the last is kept for all that follow."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: list[Behaviour] = []
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The address for settings."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def will(self, *behaviours: Behaviour) -> None:
        """Sets what the next requests meet."""
        with self._lock:
            self.behaviours, self.requests = list(behaviours), []

    def next(self, request: Request) -> Behaviour:
        """Notes a request and gives what it meets."""
        with self._lock:
            self.requests.append(request)
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Every request is a question to the model."""
        size = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(size))
        request = Request(body, self.headers.get("authorization", ""))
        self.close_connection = True
        self.server.next(request)(self, request)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence."""

    def start(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Status line and headers of a response that ends with the connection."""
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes) -> None:
        """Bytes, at once."""
        self.wfile.write(data)
        self.wfile.flush()

    def piece(self, text: str) -> None:
        """A chunk of a streamed reply."""
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        self.event({"choices": [choice]})

    def event(self, data: dict[str, Any]) -> None:
        """An event of the stream."""
        whole = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"} | data
        self.send(b"data: " + json.dumps(whole, ensure_ascii=False).encode() + b"\n\n")

    def finish(self, prompt: int = 100, completion: int = 20) -> None:
        """The end of a reply, with what it cost."""
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        usage = {"prompt_tokens": prompt, "completion_tokens": completion}
        self.event({"choices": [], "usage": usage | {"total_tokens": prompt + completion}})
        self.send(b"data: [DONE]\n\n")

    def sleep(self, seconds: float) -> None:
        """Waits, but not longer than the test lasts."""
        self.server.stopping.wait(seconds)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server on a free port."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


# What a service may do


def says(text: str | Callable[[Request], str], size: int = 40) -> Behaviour:
    """Streams a text (or what it makes of the request) in pieces."""

    def run(handler: Handler, request: Request) -> None:
        whole = text if isinstance(text, str) else text(request)
        handler.start()
        for i in range(0, len(whole), size):
            handler.piece(whole[i : i + size])
        handler.finish()

    return run


def sentences(*rows: tuple[str, str, str]) -> str:
    """A draft as JSON, of (text, label, quote)."""
    return json.dumps(
        {"sentences": [{"text": t, "support": [{"label": n, "quote": q}]} for t, n, q in rows]},
        ensure_ascii=False,
    )


def faithful(request: Request) -> str:
    """A good model: the first passage, word for word."""
    label, text = next(iter(request.passages.items()))
    return sentences((text, label, text))


def fails(status: int, body: str = "", **headers: str) -> Behaviour:
    """Answers with an error; the body repeats the key, as some services do."""

    def run(handler: Handler, request: Request) -> None:
        told = body or json.dumps({"error": {"message": f"bad key {request.authorization}"}})
        handler.start(status, "application/json", **headers)
        handler.send(told.encode())

    return run


def rejects_formats(then: Behaviour, known: tuple[str, ...] = ()) -> Behaviour:
    """400 for every response_format but the ``known`` ones."""

    def run(handler: Handler, request: Request) -> None:
        form = request.body.get("response_format")
        if form and form["type"] not in known:
            fails(400)(handler, request)
        else:
            then(handler, request)

    return run


def raw(data: bytes, kind: str = "text/event-stream") -> Behaviour:
    """Sends bytes as they are."""

    def run(handler: Handler, request: Request) -> None:
        handler.start(kind=kind)
        handler.send(data)

    return run


def silent(handler: Handler, request: Request) -> None:
    """Takes the request and never answers."""
    handler.sleep(60)


def stalls(handler: Handler, request: Request) -> None:
    """Stops in the middle of a reply, the connection open."""
    handler.start()
    handler.piece('{"sentences": [')
    handler.sleep(60)


def drips(handler: Handler, request: Request) -> None:
    """Forever slow: never silent long enough for a read timeout."""
    handler.start()
    while not handler.server.stopping.wait(0.05):
        handler.send(b": keep-alive\n\n")


def hangs_up(handler: Handler, request: Request) -> None:
    """Ends the connection in the middle of a chunk."""
    handler.start()
    handler.send(b'data: {"id": "c", "choices": [{"index": 0, "delta": {"content": "{')


def floods(handler: Handler, request: Request) -> None:
    """A megabyte of text."""
    handler.start()
    for _ in range(1000):
        handler.piece("污" * 1000)
    handler.finish()


def slowly(seconds: float, then: Behaviour) -> Behaviour:
    """Waits, then behaves."""

    def run(handler: Handler, request: Request) -> None:
        time.sleep(seconds)
        then(handler, request)

    return run


@dataclass
class Gauge:
    """How many requests are in the service at once."""

    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def around(self, then: Behaviour) -> Behaviour:
        """Counts while ``then`` runs."""

        def run(handler: Handler, request: Request) -> None:
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            try:
                then(handler, request)
            finally:
                with self.lock:
                    self.now -= 1

        return run
