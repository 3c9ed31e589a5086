"""Faults of the API: problem+json (RFC 9457), or OpenAI's form under ``/v1``.

Chinese for people, ``code`` for programs.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError
from assistant.intake import InputError
from assistant.web.requests import BodyLimit, Marked, answer_headers, request_id
from assistant.web.shapes.problem import FieldProblem, Problem
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

BUG = (500, "internal_error", "服务内部出错，已记录。请稍后再试。")
_HTTP = {
    400: ("bad_request", "请求的内容无法读取，请用 UTF-8 编码的 JSON。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不支持此请求方法。"),
    413: ("body_too_large", "请求的内容太大，上限为 1 MB。"),
}
_TITLES = {
    401: "需要密钥",
    403: "没有权限",
    404: "没有找到",
    413: "内容太大",
    429: "请求太多",
    500: "服务出错",
    503: "服务暂不可用",
    504: "超过时限",
}
_FIELDS = {
    "missing": "缺少此项",
    "string_type": "应为文字",
    "string_too_long": "太长",
    "string_too_short": "太短",
    "list_type": "应为列表",
    "too_long": "太多",
    "int_parsing": "应为整数",
    "int_parsing_size": "数字太大",
    "greater_than_equal": "数字太小",
    "less_than_equal": "数字太大",
    "enum": "不是可选的值",
    "literal_error": "不是可选的值",
    "json_invalid": "不是有效的 JSON",
    "model_attributes_type": "应为 JSON 对象，并注明 Content-Type: application/json",
}
# Kinds of error as OpenAI's clients know them.
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class ProblemError(Exception):
    """A request that is refused; ``code`` is for programs, the message for people."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.code, self.headers = status, code, headers or {}
        super().__init__(message)

    @classmethod
    def late(cls) -> ProblemError:
        """An answer took too long."""
        return cls(504, "timeout", "这个问题没有在时限内答完，请稍后再试，或把问题写短一些。")


class NotFoundError(ProblemError):
    """Something asked for by name is not there."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(404, code, message)


def problem_object(
    request_id: str, status: int, code: str, detail: str, errors: Sequence[FieldProblem] = ()
) -> Problem:
    """A problem as RFC 9457 has it."""
    title = _TITLES.get(status, "请求有误")
    return Problem(
        title=title,
        status=status,
        detail=detail,
        code=code,
        request_id=request_id,
        errors=list(errors),
    )


def problem(
    request: Request, status: int, code: str, detail: str, errors: Sequence[FieldProblem] = ()
) -> JSONResponse:
    """The response that tells of a problem, in the form that the address promises."""
    answer = problem_object(request_id(request.scope), status, code, detail, errors)
    if request.url.path.startswith("/v1/"):
        return JSONResponse(openai_error(answer), 400 if status == 422 else status)
    return JSONResponse(answer.model_dump(), status, media_type=MEDIA_TYPE)


def openai_error(told: Problem) -> dict[str, Any]:
    """A problem as OpenAI's clients read it."""
    kind = _KINDS.get(told.status, "api_error" if told.status >= 500 else "invalid_request_error")
    field = told.errors[0].field if told.errors else None
    return {
        "error": {
            "message": told.detail,
            "type": kind,
            "param": field or None,
            "code": told.code,
            "request_id": told.request_id,
        }
    }


def install(app: FastAPI) -> None:
    """Translate every fault of ``app``."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(InputError, _bad_input)
    app.add_exception_handler(ProblemError, _refused)
    app.add_exception_handler(HTTPException, _http)
    for fault in (AssistantError, IndexFault, PlanError):
        app.add_exception_handler(fault, _fault)
    app.add_exception_handler(Exception, _bug)
    app.add_middleware(BodyLimit)
    app.add_middleware(Marked)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = [_field(e) for e in error.errors()]
    detail = "；".join(f"{p.field}：{p.message}" if p.field else p.message for p in found)
    return problem(request, 422, "invalid_request", f"请求内容有误：{detail}。", found)


def _field(error: dict[str, Any]) -> FieldProblem:
    """One pydantic error in Chinese; what was sent is not repeated, it may be anything."""
    where = [str(part)[:100] for part in error["loc"][1:]]
    name = "" if error["type"] == "json_invalid" else ".".join(where)
    return FieldProblem(field=name, message=_FIELDS.get(error["type"], "格式不正确"))


async def _bad_input(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, InputError)
    field = error.code.split("_")[0]
    return problem(
        request, 422, error.code, str(error), [FieldProblem(field=field, message=str(error))]
    )


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    response = problem(request, error.status, error.code, str(error))
    response.headers.update(error.headers)
    return response


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code, detail = _HTTP.get(error.status_code, (f"http_{error.status_code}", "请求没有成功。"))
    response = problem(request, error.status_code, code, detail)
    response.headers.update(error.headers or {})
    return response


def fault_of(error: Exception) -> tuple[int, str, str]:
    """Status, code and message of a fault told while an answer is already being sent."""
    if isinstance(error, ProblemError):
        return error.status, error.code, str(error)
    return 503, "service_fault", str(error)


async def _fault(request: Request, error: Exception) -> JSONResponse:
    log.error("%s", error)
    return problem(request, *fault_of(error))


async def _bug(request: Request, error: Exception) -> JSONResponse:
    """A bug. Starlette answers it outside all middleware, so the headers are put on here."""
    response = problem(request, *BUG)
    response.headers.update(answer_headers(request.scope))
    return response
