"""The service: one FastAPI application with the chat page mounted, and the server that runs it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI

from assistant.desk.served import Served, open_served
from assistant.engine import Assistant
from assistant.records.store import Records, open_records
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.server import Server, address, configured, listen
from assistant.web.tab import Site
from index.build import Progress, silent


def compose(
    assistant: Assistant | Served, settings: Settings, records: Records | None = None
) -> FastAPI:
    """The API with the chat page mounted at ``/``; opens the settings' records if not given."""
    from assistant.web.page import mount_page  # Gradio takes seconds, and one worker needs it

    records = records or open_records(settings)
    served = assistant if isinstance(assistant, Served) else Served(assistant)
    site = Site(served.default, settings, records)
    return mount_page(create_api(served, settings, records), site)


def create_app(settings: Settings, progress: Progress = silent) -> FastAPI:
    """Settings → assistant and records → API and page."""
    records = open_records(settings)
    return compose(open_served(settings, records, progress), settings, records)


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
