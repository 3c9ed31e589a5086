"""What every request carries: its id, headers for its answer, and a limit to its body."""

from __future__ import annotations

import re
import uuid
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = "X-Request-ID"
MAX_BODY = 1_048_576
API_PATHS = ("/api/", "/v1/", "/mcp")
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")


def request_id(scope: MutableMapping[str, Any]) -> str:
    """The id of a request; one that the client sent is kept when it is short and plain."""
    state: dict[str, Any] = scope.setdefault("state", {})
    if "request_id" not in state:
        sent = Headers(scope=scope).get(REQUEST_ID, "")
        state["request_id"] = sent if _SANE.fullmatch(sent) else uuid.uuid4().hex
    found: str = state["request_id"]
    return found


def answer_headers(scope: MutableMapping[str, Any]) -> dict[str, str]:
    """Headers that the answer to this request will bear, whatever it is."""
    headers: dict[str, str] = scope.setdefault("state", {}).setdefault("answer_headers", {})
    return headers


class Marked:
    """Puts the request's id, and what was noted for it, on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = answer_headers(scope)
        headers[REQUEST_ID] = request_id(scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, marked)


class BodyLimit:
    """Refuses request bodies of the API beyond ``MAX_BODY``, announced or found while reading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of it."""
        if scope["type"] != "http" or not scope["path"].startswith(API_PATHS):
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        size = int(told) if told.isdigit() and len(told) < 16 else 0

        async def counted() -> Message:
            nonlocal size
            if size > MAX_BODY:
                raise HTTPException(413)
            message = await receive()
            if not told.isdigit() or told == b"0":
                size += len(message.get("body", b""))
            if size > MAX_BODY:
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)
