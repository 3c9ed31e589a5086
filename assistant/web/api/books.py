"""The inquiry desk's records, for operators' programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from assistant.records.model import Filter, InquiryStatus, Scope
from assistant.records.sheet import inquiry_object
from assistant.web.api.portal import Here, needs, problems
from assistant.web.problems import NotFoundError
from assistant.web.shapes.records import InquiryList, InquiryOut

router = APIRouter(prefix="/api/v1/records", tags=["办件"], dependencies=[needs(Scope.RECORDS)])


@router.get("", summary="办件", response_model=InquiryList, responses=problems(422))
def records(
    here: Here,
    status: Annotated[InquiryStatus | None, Query(description="状态")] = None,
    department: Annotated[str, Query(description="转给哪个部门", max_length=100)] = "",
    keyword: Annotated[str, Query(description="问题或答复中的词", max_length=100)] = "",
    operator: Annotated[str, Query(description="经办人", max_length=64)] = "",
    since: Annotated[datetime | None, Query(description="从何时起（含），ISO 8601")] = None,
    until: Annotated[datetime | None, Query(description="到何时为止（不含）")] = None,
    limit: Annotated[int, Query(description="每页最多几件", ge=1, le=200)] = 50,
    offset: Annotated[int, Query(description="跳过几件", ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """查看办件，新的在前。须有 `records` 权限的密钥；不带密钥一律不许。"""
    wanted = Filter(status, department, keyword, operator, _aware(since), _aware(until))
    page = here.records.inquiries.find(wanted, limit, offset)
    shown = [inquiry_object(item) for item in page.items]
    return {"total": page.total, "limit": limit, "offset": offset, "records": shown}


@router.get(
    "/{number}", summary="一件办件", response_model=InquiryOut, responses=problems(404, 422)
)
def record(
    here: Here,
    number: Annotated[str, Path(description="编号", examples=["2026-000123"], max_length=32)],
) -> dict[str, Any]:
    """按编号查看一件办件。"""
    found = here.records.inquiries.get(number)
    if found is None:
        raise NotFoundError("record_not_found", "没有这件办件。")
    return inquiry_object(found)


def _aware(moment: datetime | None) -> datetime | None:
    """A time without a zone is meant by this machine's clock."""
    return moment.astimezone() if moment and moment.tzinfo is None else moment
