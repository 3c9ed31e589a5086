"""Searching the clauses of the plan."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.intake import read_question
from assistant.records.model import Scope
from assistant.search import hit_object, search
from assistant.web.api.portal import Here, needs, problems
from assistant.web.shapes.plan import SearchOut

router = APIRouter(prefix="/api/v1", tags=["方案"], dependencies=[needs(Scope.READ)])


@router.get(
    "/search",
    summary="查找条款",
    response_model=SearchOut,
    responses=problems(404, 422, 504),
)
async def find(
    here: Here,
    q: Annotated[str, Query(description="要找的字词，口语也可", examples=["臭水沟"])],
    plan_id: Annotated[str, Query(description="方案编号；不写即默认方案", max_length=100)] = "",
    limit: Annotated[int, Query(description="最多几条", ge=1, le=50)] = 10,
) -> dict[str, Any]:
    """按字词和意思查找条款。给出相近的条款，不判断是否回答了问题；要回答请用 `/ask`。"""
    assistant = here.asked(plan_id)
    query = read_question(q, here.settings.max_question)
    found = await here.in_time(lambda: search(assistant.dossier, assistant.retriever, query, limit))
    hits = [hit_object(assistant.dossier.plan, hit) for hit in found.hits]
    return {"query": query, "hits": hits, "notice": found.fault}
