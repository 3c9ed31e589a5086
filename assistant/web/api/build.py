"""Putting the API together."""

from __future__ import annotations

import anyio
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.desk.desk import Desk
from assistant.desk.served import Served
from assistant.engine import Assistant
from assistant.records.store import Records, open_records
from assistant.settings import Settings
from assistant.web import mcp, widget
from assistant.web.access import Access
from assistant.web.api import (
    ask,
    books,
    chat,
    departments,
    desk,
    feedback,
    operations,
    plans,
    route,
    search,
)
from assistant.web.api.document import complete
from assistant.web.api.portal import AT_ONCE, Portal
from assistant.web.api.unknown import rest
from assistant.web.metrics import Metrics
from assistant.web.observe import Observed, watch
from assistant.web.problems import install
from assistant.web.requests import REQUEST_ID
from assistant.web.staff import Staff

_ABOUT = """对方案提问，得到附有原文依据和责任部门的回答；方案没有写的，会明确说没有写。

密钥放在 `Authorization: Bearer …`（或 `X-API-Key`）中；是否需要密钥由运行者设定。
每个响应都带 `X-Request-ID`；请求时自带的编号（64个以内的字母、数字、`.`、`_`、`-`）原样返回。
出错时一律返回 `application/problem+json`：`detail` 给人看，`code` 给程序看。"""

_ROUTERS = tuple(
    module.router
    for module in (ask, route, plans, departments, search, feedback, books, chat, desk, operations)
)
_RATES = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"]


def create_api(
    assistant: Assistant | Served, settings: Settings, records: Records | None = None
) -> FastAPI:
    """The API over one assistant or several. Questions are answered in threads, many at a time.

    Raises:
        AssistantError: the settings' records or Redis cannot be opened.
    """
    records, metrics = records or open_records(settings), Metrics()
    served = assistant if isinstance(assistant, Served) else Served(assistant)
    app = FastAPI(
        title="方案问答接口",
        version="1",
        description=_ABOUT,
        docs_url=None,  # both viewers load their scripts from a CDN
        redoc_url=None,
        lifespan=mcp.lifespan,
    )
    app.state.portal = Portal(
        served,
        settings,
        records,
        Access(settings, records.keys),
        anyio.CapacityLimiter(AT_ONCE),
        metrics,
    )
    app.state.desk = Desk(served.default, records)
    app.state.staff = Staff(settings, records)
    for one in served.assistants:
        watch(one, metrics, settings.log_questions)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-API-Key", REQUEST_ID],
            expose_headers=[REQUEST_ID, *_RATES],
            max_age=600,
        )
    install(app)
    mcp.mount(app)
    app.add_middleware(Observed, metrics=metrics)
    for router in (*_ROUTERS, widget.router, rest(_ROUTERS)):
        app.include_router(router)
    complete(app)
    return app
