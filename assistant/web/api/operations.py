"""What operators ask of the service."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from assistant.web.api.portal import Here

router = APIRouter(tags=["运行"])


class HealthOut(BaseModel):
    """服务状态。"""

    status: Literal["ok"] = Field(description="正常时为 ok")
    plan_id: str = Field(description="正在作答的方案")


@router.get("/healthz", summary="服务状态")
def health(here: Here) -> HealthOut:
    """能作答时返回 200。"""
    return HealthOut(status="ok", plan_id=here.assistant.dossier.plan.id)
