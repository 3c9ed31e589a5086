"""What the endpoints share, and how they say what a request needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

import anyio
from fastapi import Depends, Path, Query, Request
from fastapi.params import Depends as Dependency

from assistant.desk.router import Router
from assistant.desk.served import Served, UnknownPlanError
from assistant.engine import Assistant
from assistant.records.model import Scope
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.web.access import Access, Caller
from assistant.web.metrics import Metrics
from assistant.web.problems import MEDIA_TYPE, NotFoundError, ProblemError
from corpus.catalog import Dossier

AT_ONCE = 32  # questions in work; others wait their turn, within their time limit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Portal:
    """The plans that are answered about, settings, records, figures, and who may use it."""

    served: Served
    settings: Settings
    records: Records
    access: Access
    seats: anyio.CapacityLimiter
    metrics: Metrics

    @property
    def assistant(self) -> Assistant:
        """Who answers about the default plan."""
        return self.served.default

    def asked(self, plan_id: str) -> Assistant:
        """Who answers about a plan, the default one when none is named.

        Raises:
            NotFoundError: nobody does.
        """
        try:
            return self.served.assistant(plan_id)
        except UnknownPlanError as error:
            raise NotFoundError("plan_not_found", str(error)) from error

    def router(self, plan_id: str) -> Router:
        """Who finds departments in a plan, the default one when none is named.

        Raises:
            NotFoundError: nobody does.
        """
        return self.served.router(self.asked(plan_id).dossier.plan.id)

    async def in_time(self, work: Callable[[], T]) -> T:
        """The result of ``work``, done in a thread.

        Raises:
            ProblemError: it takes longer than the settings allow.
        """
        try:
            with anyio.fail_after(self.settings.timeout):
                return await anyio.to_thread.run_sync(
                    work, abandon_on_cancel=True, limiter=self.seats
                )
        except TimeoutError as error:
            raise ProblemError.late() from error


def portal(request: Request) -> Portal:
    """The portal of the application that serves ``request``."""
    return cast(Portal, request.app.state.portal)


Here = Annotated[Portal, Depends(portal)]


def needs(scope: Scope) -> Dependency:
    """A dependency that admits only who may do this."""

    def admit(request: Request, here: Here) -> Caller:
        return here.access.admit(request, scope)

    return cast(Dependency, Depends(admit))


def chosen(
    here: Here,
    plan_id: Annotated[str, Query(description="方案编号；不写即默认方案", max_length=100)] = "",
) -> Dossier:
    """The plan that the query names, or the default one."""
    return here.asked(plan_id).dossier


def named(
    here: Here, plan_id: Annotated[str, Path(description="方案编号", examples=["qingdao-2022"])]
) -> Dossier:
    """The plan that the address names."""
    return here.asked(plan_id).dossier


ChosenPlan = Annotated[Dossier, Depends(chosen)]
NamedPlan = Annotated[Dossier, Depends(named)]

_EXAMPLES = {
    400: ("bad_request", "请求的内容无法读取，请用 UTF-8 编码的 JSON。"),
    401: ("key_invalid", "密钥无效、已停用或已过期。"),
    403: ("scope_missing", "这个密钥没有“ask”权限。"),
    404: ("not_found", "没有这个地址。"),
    413: ("body_too_large", "请求的内容太大，上限为 1 MB。"),
    422: ("invalid_request", "请求内容有误：question：缺少此项。"),
    429: ("rate_limited", "请求太多，已超过每分钟60次的上限，请12秒后再试。"),
    500: ("internal_error", "服务内部出错，已记录。请稍后再试。"),
    503: ("service_fault", "记录库暂时不能用，请稍后再试。"),
    504: ("timeout", "这个问题没有在时限内答完，请稍后再试，或把问题写短一些。"),
}
_TOLD = {
    400: "内容无法读取",
    401: "没有密钥，或密钥无效",
    403: "密钥没有此项权限",
    404: "没有所要的方案、条款或记录",
    413: "内容太大",
    422: "请求有误，如问题为空或过长、参数不合要求",
    429: "请求太多，Retry-After 为须等的秒数",
    500: "服务内部出错",
    503: "服务暂不可用",
    504: "没有在时限内答完",
}
# On every answer; those of rates where the caller has a limit.
HEADERS = {
    "X-Request-ID": "请求编号",
    "RateLimit-Limit": "时段内的上限；有限次时才有",
    "RateLimit-Remaining": "时段内还可请求几次",
    "RateLimit-Reset": "几秒后重新计数",
}
_KEYED = (401, 403, 429, 500, 503)


def documented(header: str) -> dict[str, Any]:
    """A header of an answer, for the OpenAPI document."""
    kind = "string" if header == "X-Request-ID" else "integer"
    return {"description": HEADERS.get(header, "须等的秒数"), "schema": {"type": kind}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The faults of an endpoint that asks for a key, with examples, for the OpenAPI document."""
    return {status: _documented(status) for status in sorted({*_KEYED, *statuses})}


def _documented(status: int) -> dict[str, Any]:
    code, detail = _EXAMPLES[status]
    example = {
        "type": "about:blank",
        "title": _TOLD[status].split("，")[0],
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": "0f8d2c4e",
        "errors": [],
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {MEDIA_TYPE: {"schema": schema, "example": example}}
    names = (*HEADERS, "Retry-After") if status == 429 else ("X-Request-ID",)
    headers = {name: documented(name) for name in names}
    return {"description": _TOLD[status], "headers": headers, "content": content}
