"""Faults of the API as problem+json (RFC 9457): Chinese for people, ``code`` for programs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.intake import InputError
from assistant.web.api_models import FieldProblem, Problem
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
MAX_BODY = 1_048_576

_HTTP = {
    400: ("bad_request", "请求的内容无法读取，请用 UTF-8 编码的 JSON。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不支持此请求方法。"),
    413: ("body_too_large", "请求的内容太大，上限为 1 MB。"),
}
_FIELDS = {
    "missing": "缺少此项",
    "string_type": "应为文字",
    "string_too_long": "太长",
    "list_type": "应为列表",
    "int_parsing": "应为整数",
    "int_parsing_size": "数字太大",
    "json_invalid": "不是有效的 JSON",
    "model_attributes_type": "应为 JSON 对象，并注明 Content-Type: application/json",
}


class NotFoundError(Exception):
    """Something asked for by name is not there."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def problem(
    status: int,
    code: str,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    title: str = "请求有误",
) -> JSONResponse:
    """A problem+json response."""
    body = Problem(title=title, status=status, detail=detail, code=code, errors=list(errors))
    return JSONResponse(body.model_dump(), status, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Translate every fault of ``app`` to problem+json."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(InputError, _bad_input)
    app.add_exception_handler(NotFoundError, _not_found)
    app.add_exception_handler(HTTPException, _http)
    for fault in (AssistantError, IndexFault, PlanError):
        app.add_exception_handler(fault, _fault)
    app.add_exception_handler(Exception, _bug)
    app.add_middleware(BodyLimit)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = [_field(e) for e in error.errors()]
    detail = "；".join(f"{p.field}：{p.message}" if p.field else p.message for p in found)
    return problem(422, "invalid_request", f"请求内容有误：{detail}。", found)


def _field(error: dict[str, Any]) -> FieldProblem:
    """One pydantic error in Chinese; what was sent is not repeated, it may be anything."""
    where = [str(part) for part in error["loc"][1:]]
    name = "" if error["type"] == "json_invalid" else ".".join(where)
    return FieldProblem(field=name, message=_FIELDS.get(error["type"], "格式不正确"))


async def _bad_input(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InputError)
    field = error.code.split("_")[0]
    return problem(422, error.code, str(error), [FieldProblem(field=field, message=str(error))])


async def _not_found(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, NotFoundError)
    return problem(404, error.code, str(error), title="没有找到")


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code, detail = _HTTP.get(error.status_code, (f"http_{error.status_code}", "请求没有成功。"))
    response = problem(error.status_code, code, detail)
    response.headers.update(error.headers or {})
    return response


async def _fault(request: Request, error: Exception) -> JSONResponse:
    log.error("%s", error)
    return problem(503, "service_fault", str(error), title="服务暂不可用")


async def _bug(request: Request, error: Exception) -> JSONResponse:
    return problem(500, "internal_error", "服务内部出错，已记录。请稍后再试。", title="服务出错")


class BodyLimit:
    """Refuses request bodies of the API beyond ``MAX_BODY``, announced or found while reading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is read of it."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        size = int(told) if told.isdigit() else 0

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
