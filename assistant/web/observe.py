"""Watching requests and answers: a log line and figures for each.

Never a word of the question, unless the settings say so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.llm.reasons import Reason
from assistant.llm.usage import Usage
from assistant.logs import facts
from assistant.web.metrics import Metrics
from assistant.web.requests import API_PATHS, request_id

log = logging.getLogger(__name__)

PAGE, RELAYED = "page", "relayed"
# Asked every few seconds by machines, or dozens to one page: no lines unless debugging.
_QUIET = frozenset((PAGE, RELAYED, "/healthz", "/readyz", "/metrics"))
# The other routes are Gradio's own.
_NAMED = (*API_PATHS, "/healthz", "/readyz", "/metrics", "/widget", "/embed", "/openapi.json")
_noted: ContextVar[dict[str, Any] | None] = ContextVar("noted", default=None)


def note(**given: Any) -> None:
    """Add to the log line of the request that is being served, if one is."""
    noted = _noted.get()
    if noted is not None:
        noted.update(given)


class Observed:
    """Counts, times and logs every request; where it went is known only when it is over."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        code, begun = 500, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        noted: dict[str, Any] = {}
        token = _noted.set(noted)
        try:
            await self.app(scope, receive, watched)
        finally:
            _noted.reset(token)
            self._tell(scope, code, time.perf_counter() - begun, noted)

    def _tell(self, scope: Scope, code: int, seconds: float, noted: dict[str, Any]) -> None:
        route, method = noted.pop("route", "") or _route(scope), scope["method"]
        self._metrics.request(_known(method), route, code, seconds)
        level = logging.DEBUG if route in _QUIET and code < 500 else logging.INFO
        told = facts(
            request_id=request_id(scope),
            method=_known(method),
            route=route,
            status=code,
            ms=round(seconds * 1000, 1),
            **noted,
        )
        log.log(level, "request", extra=told)


def _route(scope: MutableMapping[str, Any]) -> str:
    """The template of the address: few, and without anything a person wrote."""
    template = str(getattr(scope.get("route"), "path", ""))
    return template if template.startswith(_NAMED) else PAGE


def _known(method: str) -> str:
    standard = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"}
    return method if method in standard else "OTHER"


def watch(assistant: Assistant, metrics: Metrics, questions: bool) -> None:
    """Count every answer of ``assistant``; with ``questions`` they are logged, masked."""

    def answered(answer: Answer) -> None:
        status, engine = answer.status.value, answer.engine
        metrics.answer(status, engine, answer.timings_ms)
        told = {"answer_id": answer.id, "answer_status": status, "engine": engine}
        if questions:
            told |= {"question": answer.question}
        if _noted.get() is None:
            log.info("answer", extra=facts(**told))
        note(**told)

    def used(usage: Usage) -> None:
        reason = usage.reason.value
        metrics.model(
            usage.kind, reason, usage.prompt_tokens, usage.completion_tokens, usage.dropped
        )
        if usage.kind == "write" and usage.reason is not Reason.OK:
            metrics.fallback(reason)

    assistant.tell(answered)
    if assistant.helper:
        assistant.helper.meter.watch(used)
