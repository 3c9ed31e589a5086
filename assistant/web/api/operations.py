"""What operators and their machines ask of the service."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Literal

import anyio
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.errors import AssistantError
from assistant.records.model import Scope
from assistant.web.api.portal import Here, needs, problems
from index.errors import IndexFault

log = logging.getLogger(__name__)

router = APIRouter(tags=["运行"])

_PATIENCE = 5.0  # seconds that the database and Chroma may take to answer
_FIGURES = "# HELP plan_requests_total 请求数，按接口和状态码\n# TYPE plan_requests_total counter\n"


class HealthOut(BaseModel):
    """服务状态。"""

    status: Literal["ok"] = Field(description="正常时为 ok")
    plan_id: str = Field(description="正在作答的方案")


class ReadyOut(BaseModel):
    """能否接受请求。"""

    status: Literal["ready", "not_ready"] = Field(description="ready 或 not_ready")
    missing: list[str] = Field(
        description="缺什么：index 索引没有完整打开，records 记录库连不上", examples=[["records"]]
    )
    lost: list[str] = Field(
        description="现在连不上、但不影响作答的：chroma 向量库（下次打开索引时才用到）",
        examples=[[]],
    )


@router.get("/healthz", summary="服务状态")
async def health(here: Here) -> HealthOut:
    """进程活着就返回 200，不看别的服务；供监督进程的程序用。"""
    return HealthOut(status="ok", plan_id=here.assistant.dossier.plan.id)


@router.get(
    "/readyz",
    summary="能否接受请求",
    response_model=ReadyOut,
    responses={503: {"model": ReadyOut, "description": "缺了什么，见 missing"}},
)
async def ready(here: Here) -> Any:
    """索引已完整打开、记录库连得上时返回 200，否则 503；供分配请求的程序用。"""

    def chroma() -> None:
        for fault in filter(None, (a.store_fault() for a in here.served.assistants)):
            raise IndexFault(fault)

    def index() -> None:
        for assistant in here.served.assistants:
            assistant.check()

    checks = {"index": index, "records": here.records.ready}
    missing = [name for name, check in checks.items() if not await _passes(name, check)]
    lost = [] if await _passes("chroma", chroma) else ["chroma"]
    told = {"status": "not_ready" if missing else "ready", "missing": missing, "lost": lost}
    return JSONResponse(told, 503 if missing else 200)


async def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        with anyio.fail_after(_PATIENCE):
            await anyio.to_thread.run_sync(check, abandon_on_cancel=True)
    except (AssistantError, IndexFault, TimeoutError) as fault:
        log.warning("%s：%s", name, str(fault) or "没有在时限内回应")
        return False
    return True


@router.get(
    "/metrics",
    summary="运行指标",
    response_class=Response,
    dependencies=[needs(Scope.METRICS)],
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": _FIGURES}}},
        **problems(),
    },
)
def metrics(here: Here, request: Request) -> Response:
    """Prometheus 格式的指标。不带密钥能否读，由 `PLAN_METRICS` 设定。"""
    content, kind = here.metrics.told(request.headers.get("accept", ""))
    return Response(content, media_type=kind)
