"""From what a citizen said to the department that the plan makes responsible."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.intake import read_question
from assistant.records.model import Scope
from assistant.web.api.portal import Here, needs, problems
from assistant.web.shapes.route import RouteIn, RouteOut, route_object

router = APIRouter(prefix="/api/v1", tags=["问答"], dependencies=[needs(Scope.ROUTE)])


@router.post(
    "/route", summary="分派", response_model=RouteOut, responses=problems(400, 404, 413, 422, 504)
)
async def route(body: RouteIn, here: Here) -> dict[str, Any]:
    """市民反映的事归哪个部门，附依据和把握；方案没有分工的，明说没有。"""
    router = here.router(body.plan_id)
    message = read_question(body.message, here.settings.max_question)
    return route_object(await here.in_time(lambda: router.route(message)))
