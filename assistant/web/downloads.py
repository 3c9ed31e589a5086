"""Files that the page offers: conversations, the ledger, plotly.js. None changes anything."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, Request, Response
from starlette.exceptions import HTTPException

from assistant.tasks import filtered
from assistant.web import charts
from assistant.web.page_ledger import read_filter
from assistant.web.tab import Site
from assistant.web.transcript import conversation_paper
from assistant.web.turn import restored
from corpus import ledger

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def router(site: Site) -> APIRouter:
    """The routes under ``/page``; like the page itself they need no key."""
    made = APIRouter(prefix="/page", include_in_schema=False)

    @made.post("/conversation.docx")
    def conversation(turns: Annotated[list[dict[str, Any]], Body(max_length=200)]) -> Response:
        found = restored(turns, site.plan)
        if not found:
            raise HTTPException(422)
        paper = conversation_paper(found, site.plan, date.today())
        return attachment(paper, "方案问答记录.docx", _WORD)

    @made.get("/ledger.xlsx")
    def workbook(request: Request) -> Response:
        fields = request.query_params
        split = fields.get("sheets") == "department"
        chosen = filtered(site.assistant.dossier, read_filter(fields))
        return attachment(ledger.to_xlsx(site.plan, chosen, split), "任务台账.xlsx", _EXCEL)

    @made.get("/ledger.csv")
    def table(request: Request) -> Response:
        chosen = filtered(site.assistant.dossier, read_filter(request.query_params))
        return attachment(ledger.to_csv(site.plan, chosen).encode(), "任务台账.csv", "text/csv")

    @made.get("/plotly.js")
    def plotly() -> Response:
        kept = {"Cache-Control": "public, max-age=86400"}
        return Response(charts.script(), media_type="text/javascript", headers=kept)

    return made


def attachment(data: bytes, name: str, kind: str) -> Response:
    """A file for the browser to save under a Chinese name."""
    named = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=kind, headers={"Content-Disposition": named})
