"""The assistant as tools for language models (Model Context Protocol), by stdio or HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, TypeVar

import anyio
from fastapi import FastAPI
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from assistant.desk.served import Served, UnknownPlanError
from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.intake import InputError, read_history, read_question
from assistant.reading import clause_object
from assistant.records.model import Scope
from assistant.settings import Settings
from assistant.tasks import TaskFilter, filtered
from assistant.web.access import Access
from assistant.web.shapes.answer import AnswerOut
from assistant.web.shapes.plan import ClauseOut, TaskPage
from assistant.web.shapes.route import RouteOut, route_object
from corpus.errors import PlanError
from corpus.model import Role
from index.errors import IndexFault

PATH = "/mcp"
_ABOUT = (
    "回答关于《{title}》的问题。回答只说方案写了的；citations 是逐字的原文依据，"
    "departments 是责任部门（role：lead 牵头，shared 按职责分工负责）。"
    "status 不是 answered 或 partial 时，方案没有给出答案，请如实转告，不要自行补充。"
    "转述时请保留 [n] 和条款编号。"
)

T = TypeVar("T")
Question = Annotated[str, Field(description="问题，用平常的话写即可")]
PlanId = Annotated[str, Field(description="方案编号；不写即默认方案")]
Earlier = Annotated[list[str], Field(description="同一对话中此前的提问，由旧到新")]


class Tools:
    """What a model may do with the plan."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served, self._settings = served, settings

    async def ask_plan(
        self, question: Question, history: Earlier | None = None, plan_id: PlanId = ""
    ) -> AnswerOut:
        """对方案提问，得到附原文依据和责任部门的回答；方案没有写的会明说。"""
        assistant, limit = self._asked(plan_id), self._settings.max_question
        asked = _tried(lambda: read_question(question, limit))
        told = _tried(lambda: read_history(history or (), limit, self._settings.max_history))
        answer = await self._in_thread(lambda: assistant.ask(asked, told))
        return AnswerOut.model_validate(answer.to_dict())

    async def get_clause(
        self, number: Annotated[int, Field(description="第几条，如 13")], plan_id: PlanId = ""
    ) -> ClauseOut:
        """取方案一条的全文、任务、责任部门和目标。"""
        plan = self._asked(plan_id).dossier.plan
        found = clause_object(plan, number)
        if found is None:
            raise ToolError(f"没有第{number}条，该方案共{len(plan.clauses)}条。")
        return ClauseOut.model_validate(found)

    async def list_tasks(
        self,
        department: Annotated[str, Field(description="责任部门，简称也可")] = "",
        role: Annotated[Role | None, Field(description="lead 牵头，shared 分工")] = None,
        clause: Annotated[int | None, Field(description="第几条")] = None,
        due: Annotated[int | None, Field(description="有目标在此年到期")] = None,
        keyword: Annotated[str, Field(description="任务或标题中的字词")] = "",
        limit: Annotated[int, Field(ge=1, le=100)] = 20,
        offset: Annotated[int, Field(ge=0)] = 0,
        plan_id: PlanId = "",
    ) -> TaskPage:
        """按部门、责任方式、条、到期年份和字词列出任务；total 是总数，计数请以它为准。"""
        wanted = TaskFilter(department, role, None, clause, due, keyword)
        rows = filtered(self._asked(plan_id).dossier, wanted)
        page = {"total": len(rows), "limit": limit, "offset": offset}
        return TaskPage.model_validate(page | {"tasks": rows[offset : offset + limit]})

    async def route_inquiry(
        self, message: Annotated[str, Field(description="市民的原话")], plan_id: PlanId = ""
    ) -> RouteOut:
        """市民反映的事归哪个部门，附依据和把握。level 为 none 即方案未分工，nearest 须由人核对。"""
        router = self._served.router(self._asked(plan_id).dossier.plan.id)
        said = _tried(lambda: read_question(message, self._settings.max_question))
        return RouteOut.model_validate(
            route_object(await self._in_thread(lambda: router.route(said)))
        )

    def _asked(self, plan_id: str) -> Assistant:
        try:
            return self._served.assistant(plan_id)
        except UnknownPlanError as error:
            raise ToolError(str(error)) from error

    async def _in_thread(self, work: Callable[[], T]) -> T:
        try:
            with anyio.fail_after(self._settings.timeout):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        except (AssistantError, IndexFault, PlanError) as error:
            raise ToolError(str(error)) from error
        except TimeoutError as error:
            raise ToolError("没有在时限内答完，请稍后再试。") from error


def _tried(read: Callable[[], T]) -> T:
    try:
        return read()
    except InputError as error:
        raise ToolError(str(error)) from error


def create_server(served: Served, settings: Settings) -> MCPServer:
    """The server with its tools; ``run()`` serves stdin and stdout."""
    plans = [assistant.dossier.plan for assistant in served.assistants]
    title = "》《".join(plan.document.title for plan in plans)
    about = _ABOUT.format(title=title)
    if len(plans) > 1:
        about += f"plan_id 指明方案：{'、'.join(f'{p.id}《{p.document.title}》' for p in plans)}。"
    server: MCPServer = MCPServer(
        "plan-assistant",
        title="方案问答助手",
        instructions=about,
        log_level="WARNING",
    )
    tools = Tools(served, settings)
    for tool in (tools.ask_plan, tools.get_clause, tools.list_tasks, tools.route_inquiry):
        server.tool()(tool)
    return server


class _Endpoint:
    """Hands requests of those who may ask on to the server."""

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """One request."""
        app = scope["app"]
        access: Access = app.state.portal.access
        await run_in_threadpool(access.admit, Request(scope), Scope.ASK)
        await app.state.mcp(scope, receive, send)


def mount(app: FastAPI) -> None:
    """Serve the tools at ``/mcp`` (streamable HTTP, stateless) with the keys of the API."""
    app.router.routes.append(Route(PATH, _Endpoint()))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The server behind ``/mcp``, as long as the application runs."""
    portal = app.state.portal
    served = create_server(portal.served, portal.settings).streamable_http_app(
        stateless_http=True,
        json_response=True,
        # Who may call is decided by ``Access``; the host is whatever the operator's proxy says.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    async with served.router.lifespan_context(served):
        app.state.mcp = served
        yield
