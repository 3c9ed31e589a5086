"""The HTTP API: the contract of ``answer.Answer`` over FastAPI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.intake import read_history, read_question
from assistant.reading import clause_object, plan_object
from assistant.settings import Settings
from assistant.web.api_models import (
    AnswerOut,
    AskRequest,
    ClauseOut,
    HealthOut,
    PlanOut,
    Problem,
)
from assistant.web.problems import MEDIA_TYPE, NotFoundError, install
from corpus.catalog import load_dossier, plan_ids
from corpus.model import Plan

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]
_ABOUT = """对方案提问，得到附有原文依据和责任部门的回答；方案没有写的，会明确说没有写。

出错时一律返回 `application/problem+json`：`detail` 给人看，`code` 给程序看。"""


def _problems(**told: str) -> dict[int | str, dict[str, Any]]:
    """The responses of an endpoint beside its success; keys like ``s422``."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        int(key[1:]): {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}
        for key, text in told.items()
    }


def create_api(assistant: Assistant, settings: Settings) -> FastAPI:
    """The API over an assistant. Questions are answered in worker threads, several at a time."""
    app = FastAPI(
        title="方案问答接口",
        version="1",
        description=_ABOUT,
        docs_url=None,  # both viewers load their scripts from a CDN
        redoc_url=None,
    )
    install(app)
    known = (_asking(assistant, settings), _reading())
    for router in (*known, _rest(known)):
        app.include_router(router)
    _complete_openapi(app)
    return app


def _asking(assistant: Assistant, settings: Settings) -> APIRouter:
    router = APIRouter()

    @router.post(
        "/api/v1/ask",
        summary="提问",
        response_model=AnswerOut,
        responses=_problems(
            s400="内容无法读取",
            s413="内容太大",
            s422="请求有误，如问题为空或过长",
            s503="服务暂不可用",
        ),
        tags=["问答"],
    )
    def ask(request: AskRequest) -> Answer:
        """回答一个问题。追问时把此前的提问放进 `history`。"""
        question = read_question(request.question, settings.max_question)
        history = read_history(request.history, settings.max_question, settings.max_history)
        return assistant.ask(question, history, request.id)

    @router.get("/healthz", summary="服务状态", response_model=HealthOut, tags=["运行"])
    def health() -> dict[str, str]:
        """能作答时返回 200。"""
        return {"status": "ok", "plan_id": assistant.dossier.plan.id}

    return router


def _reading() -> APIRouter:
    router = APIRouter(prefix="/api/v1/plans", tags=["方案"])

    @router.get("", summary="全部方案", response_model=list[PlanOut])
    def plans() -> list[dict[str, Any]]:
        """列出可以查阅的方案。"""
        return [plan_object(load_dossier(plan_id).plan) for plan_id in plan_ids()]

    @router.get(
        "/{plan_id}/clauses/{number}",
        summary="一条的全文",
        response_model=ClauseOut,
        responses=_problems(s404="没有这个方案或这一条", s422="条款号不是整数"),
    )
    def clause(plan_id: str, number: int) -> dict[str, Any]:
        """某一条的全文、任务、责任部门和目标。"""
        plan = _plan(plan_id)
        found = clause_object(plan, number)
        if found is None:
            last = len(plan.clauses)
            raise NotFoundError("clause_not_found", f"没有这一条，该方案共{last}条。")
        return found

    return router


def _plan(plan_id: str) -> Plan:
    if plan_id not in plan_ids():
        known = "、".join(plan_ids())
        raise NotFoundError("plan_not_found", f"没有这个方案。现有：{known}。")
    return load_dossier(plan_id).plan


def _rest(known: Sequence[APIRouter]) -> APIRouter:
    """Whatever else is asked of the API; without this the chat page would answer."""
    router = APIRouter()

    @router.api_route("/api/{rest:path}", methods=_METHODS, include_in_schema=False)
    def unknown(request: Request, rest: str) -> None:
        routes = [route for router in known for route in router.routes]
        partly = [r for r in routes if r.matches(request.scope)[0] is Match.PARTIAL]
        if not partly:
            raise HTTPException(404)
        methods = {m for route in partly for m in getattr(route, "methods", None) or ()}
        raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods))})

    return router


def _complete_openapi(app: FastAPI) -> None:
    """Put the Problem schema in place of FastAPI's own validation error."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        schema = plain()
        schemas = schema["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= problem.pop("$defs", {}) | {"Problem": problem}
        return schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it
