"""Reading plans: their clauses and tasks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from assistant.reading import clause_object, contents_object, plan_object
from assistant.records.model import Scope
from assistant.tasks import TaskFilter, filtered
from assistant.web.api.portal import Here, NamedPlan, needs, problems
from assistant.web.problems import NotFoundError
from assistant.web.shapes.plan import ClauseOut, PlanDetail, PlanOut, TaskPage
from corpus.model import Role

router = APIRouter(prefix="/api/v1/plans", tags=["方案"], dependencies=[needs(Scope.READ)])

MAX_PAGE = 200


@router.get("", summary="全部方案", response_model=list[PlanOut], responses=problems())
def plans(here: Here) -> list[dict[str, Any]]:
    """列出可以查阅的方案，默认的在前。"""
    return [plan_object(assistant.dossier.plan) for assistant in here.served.assistants]


@router.get(
    "/{plan_id}", summary="一个方案", response_model=PlanDetail, responses=problems(404, 422)
)
def plan(dossier: NamedPlan) -> dict[str, Any]:
    """一个方案的文号、印发单位、规模和目录。"""
    return contents_object(dossier.plan)


@router.get(
    "/{plan_id}/clauses/{number}",
    summary="一条的全文",
    response_model=ClauseOut,
    responses=problems(404, 422),
)
def clause(
    dossier: NamedPlan, number: Annotated[int, Path(description="第几条", examples=[13])]
) -> dict[str, Any]:
    """某一条的全文、任务、责任部门和目标。"""
    found = dossier.plan
    shown = clause_object(found, number)
    if shown is None:
        last = len(found.clauses)
        raise NotFoundError("clause_not_found", f"没有这一条，该方案共{last}条。")
    return shown


@router.get(
    "/{plan_id}/tasks",
    summary="任务台账",
    response_model=TaskPage,
    responses=problems(404, 422),
)
def tasks(
    dossier: NamedPlan,
    department: Annotated[
        str, Query(description="责任部门，简称、旧称也可", max_length=100, examples=["水务局"])
    ] = "",
    role: Annotated[Role | None, Query(description="责任方式：lead 牵头，shared 分工")] = None,
    chapter: Annotated[int | None, Query(description="第几章", ge=1, le=999)] = None,
    clause: Annotated[int | None, Query(description="第几条", ge=1, le=9999)] = None,
    due: Annotated[
        int | None, Query(description="有目标在此年到期", ge=1900, le=2999, examples=[2025])
    ] = None,
    keyword: Annotated[str, Query(description="任务或标题中的字词", max_length=100)] = "",
    limit: Annotated[int, Query(description="每页最多几项", ge=1, le=MAX_PAGE)] = 50,
    offset: Annotated[int, Query(description="跳过几项", ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """按部门、责任方式、章、条、到期年份和字词筛选任务；各条件须同时满足。"""
    wanted = TaskFilter(department, role, chapter, clause, due, keyword)
    rows = filtered(dossier, wanted)
    return {
        "total": len(rows),
        "limit": limit,
        "offset": offset,
        "tasks": rows[offset : offset + limit],
    }
