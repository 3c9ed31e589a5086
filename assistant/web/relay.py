"""The page among several workers: one of them keeps its sessions, the others pass requests on.

Gradio holds a conversation in the memory of one process, while any worker may get the request.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import Settings
from assistant.web.observe import RELAYED, note
from assistant.web.server import configured

_FROM = b"x-plan-from"  # who made the request, for the other worker only
# Between two machines only; a client cannot say who it is.
_OWN = frozenset(
    (b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade", b"expect",
     _FROM)
)  # fmt: skip
_RESTING = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="refresh" content="3"><title>请稍候</title>
<p>问答网页正在重新启动，几秒后自动刷新。</p></html>"""


class Relay:
    """Passes requests on to the worker behind ``socket``, and its answer back as it comes."""

    def __init__(self, socket: Path) -> None:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        self._there = httpx.AsyncHTTPTransport(uds=str(socket), limits=limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        assert scope["type"] == "http", "the page uses no web sockets"
        note(route=RELAYED)
        try:
            answer = await self._there.handle_async_request(_copied(Request(scope, receive)))
        except httpx.ConnectError:
            response: Response = HTMLResponse(_RESTING, 503, {"Retry-After": "3"})
        except httpx.TransportError:
            response = HTMLResponse(_RESTING, 502)
        else:
            body = answer.stream
            assert isinstance(body, httpx.AsyncByteStream)
            ends = BackgroundTask(answer.aclose)
            response = StreamingResponse(_closing(body), answer.status_code, background=ends)
            response.raw_headers = [
                (name.lower(), value)
                for name, value in answer.headers.raw
                if name.lower() not in _OWN
            ]
        await response(scope, receive, send)

    async def close(self) -> None:
        """Give the connections back."""
        await self._there.aclose()


async def _closing(body: httpx.AsyncByteStream) -> AsyncIterator[bytes]:
    """The parts of a body; given up when the client leaves."""
    try:
        async for part in body:
            yield part
    finally:
        await body.aclose()


def _copied(request: Request) -> httpx.Request:
    scope = request.scope
    headers = [(name, value) for name, value in scope["headers"] if name not in _OWN]
    client = json.dumps([scope["client"], scope["scheme"]])
    headers.append((_FROM, client.encode()))
    target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    url = httpx.URL("http://page", raw_path=target)
    has_body = any(n in {b"content-length", b"transfer-encoding"} for n, _ in scope["headers"])
    content = request.stream() if has_body else None
    # No patience of its own: an answer may take as long as the other worker allows.
    return httpx.Request(request.method, url, headers=headers, content=content)


class _Handed:
    """Requests that another worker passes on, as if their clients had come here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its own client and scheme."""
        client, scheme = json.loads(dict(scope["headers"])[_FROM])
        headers = [(name, value) for name, value in scope["headers"] if name != _FROM]
        told = {"client": tuple(client) if client else None, "scheme": scheme, "headers": headers}
        await self.app(dict(scope) | told, receive, send)


class _Inner(uvicorn.Server):
    """A server beside another one, which gets the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served_to_others(app: FastAPI, socket: Path, settings: Settings) -> AsyncIterator[None]:
    """Serve ``app`` to the other workers; stops when their requests are answered."""
    socket.unlink(missing_ok=True)  # of a worker that was killed
    server = _Inner(
        configured(_Handed(app), settings, uds=str(socket), lifespan="off", proxy_headers=False)
    )
    task = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await task
