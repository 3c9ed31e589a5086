"""The service: one FastAPI application with the chat page mounted, and the server that runs it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI

from assistant.desk.approved import ApprovedAssistant, Wordings
from assistant.engine import Assistant, open_assistant
from assistant.records.store import Records, open_records
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.server import Server, address, configured, listen
from assistant.web.tab import Site
from index.build import Progress, silent


def compose(assistant: Assistant, settings: Settings, records: Records | None = None) -> FastAPI:
    """The API with the chat page mounted at ``/``; opens the settings' records if not given."""
    from assistant.web.page import mount_page  # Gradio takes seconds, and one worker needs it

    records = records or open_records(settings)
    site = Site(assistant, settings, records)
    return mount_page(create_api(assistant, settings, records), site)


def opened(settings: Settings, progress: Progress = silent) -> tuple[Assistant, Records]:
    """The assistant (its index built when stale) with approved wording, and the records."""
    records = open_records(settings)
    plain = open_assistant(settings, progress)
    return ApprovedAssistant(plain, Wordings(plain, records.phrasings)), records


def create_app(settings: Settings, progress: Progress = silent) -> FastAPI:
    """Settings → assistant and records → API and page."""
    assistant, records = opened(settings, progress)
    return compose(assistant, settings, records)


def serve(settings: Settings, progress: Progress) -> None:
    """Serve until stopped. The address is taken first, so that a clash shows before the build.

    Raises:
        AssistantError: the address cannot be used.
    """
    with listen(settings.host, settings.port) as listener:
        app = create_app(settings, progress)
        during(app, lambda: told_ready(*listener.getsockname()[:2]))
        try:
            Server(configured(app, settings)).run(sockets=[listener])
        except KeyboardInterrupt:
            print("已停止。", file=sys.stderr)


def during(app: FastAPI, more: Callable[[], AbstractAsyncContextManager[None]]) -> None:
    """Enter ``more`` when ``app`` has started, leave it before it stops."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def both(app: FastAPI) -> AsyncIterator[Any]:
        async with inner(app) as state, more():
            yield state

    app.router.lifespan_context = both


@asynccontextmanager
async def told_ready(host: str, port: int, more: str = "") -> AsyncIterator[None]:
    """Tell the address; it is being listened on already."""
    told = f"方案问答已就绪：{address(host, port)}（按 Ctrl+C 停止）{more}"
    print(told, file=sys.stderr, flush=True)
    yield
