"""The inquiry desk's page talks to these. Every one checks who asks and what they may do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.desk.desk import Desk, Noted
from assistant.desk.reply import core
from assistant.desk.routing import APPROVED
from assistant.desk.slip import slip
from assistant.intake import read_question
from assistant.records import sheet
from assistant.records.errors import RecordsError
from assistant.records.model import (
    Filter,
    Inquiry,
    InquiryStatus,
    Operator,
    OperatorRole,
    Phrasing,
    PhrasingState,
)
from assistant.web.api.portal import Here
from assistant.web.problems import NotFoundError, ProblemError
from assistant.web.shapes.desk import (
    ApprovalIn,
    ChangeIn,
    InquiryIn,
    LoginIn,
    MessageIn,
    WithdrawalIn,
)
from assistant.web.staff import COOKIE, Staff
from corpus.catalog import load_dossier, plan_ids

router = APIRouter(prefix="/api/desk", include_in_schema=False)

PAGE = 20
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FAULTS = {"inquiry_not_found": 404, "phrasing_not_found": 404, "changed_meanwhile": 409}


def _desk(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


def _staff(request: Request) -> Staff:
    return cast(Staff, request.app.state.staff)


def _as(role: OperatorRole) -> Any:
    def admitted(request: Request, response: Response) -> Operator:
        response.headers["Cache-Control"] = "no-store"
        return _staff(request).admit(request, role)

    return Depends(admitted)


AtDesk = Annotated[Desk, Depends(_desk)]
OfStaff = Annotated[Staff, Depends(_staff)]
Viewer = Annotated[Operator, _as(OperatorRole.VIEWER)]
Clerk = Annotated[Operator, _as(OperatorRole.OPERATOR)]
Reviewer = Annotated[Operator, _as(OperatorRole.REVIEWER)]


@router.get("/me")
def me(request: Request, staff: OfStaff) -> dict[str, Any]:
    """Who is logged in; ``role`` is empty when nobody is."""
    found = staff.whose(request)
    return {
        "name": found.name if found else "",
        "role": found.role.value if found else "",
        "role_text": found.role.text if found else "",
        "session": bool(found and found.id),
    }


@router.post("/login", status_code=204)
def log_in(request: Request, response: Response, staff: OfStaff, given: LoginIn) -> None:
    """Log in: a session in a cookie that scripts cannot read and other sites cannot send."""
    token = staff.log_in(request, given.name, given.password)
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https",
        path="/api/desk",
    )  # fmt: skip


@router.post("/logout", status_code=204)
def log_out(request: Request, response: Response, staff: OfStaff) -> None:
    """Log out."""
    staff.log_out(request)
    response.delete_cookie(COOKIE, path="/api/desk", httponly=True, samesite="strict")


@router.post("/route")
def route(here: Here, desk: AtDesk, who: Viewer, given: MessageIn) -> dict[str, Any]:
    """Where a message goes, with proof and the draft of a reply."""
    routing, reply = desk.route(read_question(given.message, here.settings.max_question))
    return {
        "level": routing.level.value,
        "level_text": routing.level.text,
        "confidence": routing.level.confidence,
        "status": routing.status.value,
        "matter": routing.matter,
        "departments": [
            {"name": d.name, "role": d.role.value, "clause": d.clause} for d in routing.departments
        ],
        "citations": [
            {"clause": c.clause, "label": c.label, "title": c.title, "quote": c.quote,
             "start": c.start, "end": c.end}
            for c in routing.citations
        ],
        "related": [
            {"clause": r.clause, "label": r.label, "title": r.title} for r in routing.related
        ],
        "reason": routing.reason,
        "general_duty": routing.answer.general_duty if routing.departments else "",
        "approved": routing.answer.engine == APPROVED,
        "reply": reply,
    }  # fmt: skip


@router.post("/inquiries", status_code=201)
def keep(here: Here, desk: AtDesk, who: Clerk, given: InquiryIn) -> dict[str, Any]:
    """Keep a message as an inquiry."""
    message = read_question(given.message, here.settings.max_question)
    noted = Noted(given.reply, given.note, tuple(given.departments), given.status)
    return _shown(_done(lambda: desk.keep(message, noted, who)))


def _wanted(
    status: InquiryStatus | None = None,
    department: Annotated[str, Query(max_length=100)] = "",
    keyword: Annotated[str, Query(max_length=100)] = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Filter:
    """Days as the clock of this machine has them, ``until`` included."""
    return Filter(
        status,
        department,
        keyword,
        since=since.astimezone() if since else None,
        until=(until + timedelta(days=1)).astimezone() if until else None,
    )


Wanted = Annotated[Filter, Depends(_wanted)]


@router.get("/inquiries")
def inquiries(
    desk: AtDesk, who: Viewer, wanted: Wanted, page: Annotated[int, Query(ge=1, le=100000)] = 1
) -> dict[str, Any]:
    """A page of the inquiries, newest first."""
    found = desk.records.inquiries.find(wanted, PAGE, (page - 1) * PAGE)
    pages = max(1, -(-found.total // PAGE))
    return {"total": found.total, "pages": pages, "items": [_shown(i) for i in found.items]}


@router.get("/inquiries/{number}")
def inquiry(desk: AtDesk, who: Viewer, number: str) -> dict[str, Any]:
    """An inquiry with its history."""
    found = _found(desk, number)
    history = [
        {
            "at": sheet.moment(c.at),
            "operator": c.operator,
            "fields": [_FIELDS.get(name, name) for name in c.fields],
            "status": _status_text(c.fields["status"][1]) if "status" in c.fields else "",
        }
        for c in desk.records.inquiries.changes(number)
    ]
    return _shown(found) | {"history": history, "core": core(found.reply)}


@router.post("/inquiries/{number}")
def change(desk: AtDesk, who: Clerk, number: str, given: ChangeIn) -> dict[str, Any]:
    """Change an inquiry."""
    change = desk.records.inquiries.change
    return _shown(
        _done(
            lambda: change(
                number, who.name, given.version,
                status=given.status, reply=given.reply, note=given.note,
            )
        )
    )  # fmt: skip


@router.get("/inquiries/{number}/slip")
def transfer_slip(desk: AtDesk, who: Viewer, number: str) -> Response:
    """The transfer slip as a Word document."""
    found = _found(desk, number)
    plan = load_dossier(found.plan_id).plan if found.plan_id in plan_ids() else desk.plan
    return _file(slip(found, plan), f"转办单 {number}.docx", _DOCX)


@router.get("/export")
def export(desk: AtDesk, who: Viewer, wanted: Wanted, format: str = "csv") -> Response:
    """The inquiries that fit, as CSV or Excel."""
    found = desk.records.inquiries.each(wanted)
    if format == "xlsx":
        return _file(sheet.to_xlsx(found), "办件.xlsx", _XLSX)
    return _file(sheet.to_csv(found).encode(), "办件.csv", "text/csv; charset=utf-8")


@router.post("/inquiries/{number}/approve", status_code=201)
def approve(desk: AtDesk, who: Reviewer, number: str, given: ApprovalIn) -> dict[str, Any]:
    """Make a reply approved wording."""
    return _phrasing(_done(lambda: desk.approve(number, given.reply, who)))


@router.get("/phrasings")
def phrasings(desk: AtDesk, who: Viewer) -> list[dict[str, Any]]:
    """Approved wordings: those to be reviewed first, those withdrawn left out."""
    desk.records.phrasings.invalidate(desk.plan)
    found = [
        p
        for p in desk.records.phrasings.all(desk.plan.id)
        if p.state is not PhrasingState.WITHDRAWN
    ]
    found.sort(key=lambda p: p.state is PhrasingState.ACTIVE)
    return [_phrasing(p) for p in found]


@router.post("/phrasings/{id}/withdraw", status_code=204)
def withdraw(desk: AtDesk, who: Reviewer, id: str, given: WithdrawalIn) -> None:
    """Use a wording no longer."""
    end = desk.records.phrasings.end
    _done(lambda: end(id, PhrasingState.WITHDRAWN, who.name, given.reason))
    desk.refresh()


_FIELDS = {"status": "状态", "reply": "答复", "note": "备注", "passed_to": "转办部门"}


def _status_text(value: str) -> str:
    return InquiryStatus(value).text if value in set(InquiryStatus) else value


def _done(act: Any) -> Any:
    """What ``act`` gives; a refusal of the records becomes one of the API."""
    try:
        return act()
    except RecordsError as error:
        status = _FAULTS.get(error.code, 422)
        raise ProblemError(status, error.code, str(error)) from error


def _found(desk: Desk, number: str) -> Inquiry:
    found = desk.records.inquiries.get(number)
    if found is None:
        raise NotFoundError("inquiry_not_found", "没有这件办件。")
    return found


def _shown(inquiry: Inquiry) -> dict[str, Any]:
    return sheet.inquiry_object(inquiry) | {
        "created": sheet.moment(inquiry.created_at),
        "status_text": inquiry.status.text,
        "passed_to": inquiry.passed_to,
        "next": [{"value": s.value, "text": s.text} for s in inquiry.status.next],
    }


def _phrasing(phrasing: Phrasing) -> dict[str, Any]:
    return {
        "id": phrasing.id,
        "state": phrasing.state.value,
        "state_text": phrasing.state.text,
        "question": phrasing.question,
        "reply": phrasing.reply,
        "approver": phrasing.approver,
        "approved": sheet.moment(phrasing.approved_at),
        "basis": [{"clause": b.clause, "label": b.label, "title": b.title} for b in phrasing.basis],
        "why": phrasing.end_reason,
        "inquiry": phrasing.inquiry,
    }


def _file(data: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=kind, headers=headers)
