"""The departments of a plan."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.records.model import Scope
from assistant.tasks import department_rows
from assistant.web.api.portal import ChosenPlan, needs, problems
from assistant.web.shapes.plan import DepartmentRow

router = APIRouter(prefix="/api/v1", tags=["方案"], dependencies=[needs(Scope.READ)])


@router.get(
    "/departments",
    summary="责任部门",
    response_model=list[DepartmentRow],
    responses=problems(404, 422),
)
def departments(dossier: ChosenPlan) -> list[dict[str, Any]]:
    """方案中有任务的部门，各有几项、涉及哪些条款。"""
    return department_rows(dossier)
