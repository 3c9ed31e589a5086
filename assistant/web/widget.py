"""The widget: a script for other sites' pages, and the page inside its frame."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.settings import Settings
from assistant.web.api.portal import Here

STATIC = Path(__file__).parent / "static"
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
_EXAMPLES = 4

router = APIRouter(include_in_schema=False)


@router.get("/embed")
def embed(here: Here) -> HTMLResponse:
    """The page inside the frame. Only the allowed origins may frame it."""
    plan = here.assistant.dossier.plan
    page = _file("embed.html").format(
        title=escape(plan.document.title),
        plan=escape(plan.id),
        limit=here.settings.max_question,
        examples="".join(map(_example, examples(plan.id))),
    )
    headers = {"Content-Security-Policy": policy(here.settings), "Cache-Control": "no-cache"}
    return HTMLResponse(page, headers=headers)


@router.get("/widget.js")
@router.get("/embed.js")
@router.get("/embed.css")
def file(request: Request) -> Response:
    """The script for pages, and what the framed page loads."""
    name = request.url.path.rpartition("/")[2]
    headers = {
        "Cache-Control": "public, max-age=300",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(_file(name), media_type=_KINDS[name.rpartition(".")[2]], headers=headers)


def policy(settings: Settings) -> str:
    """Nothing from elsewhere, no inline code, and frames only on the allowed origins."""
    framed = " ".join(("'self'", *settings.origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {framed}"
    )


def examples(plan_id: str) -> list[str]:
    """Questions to begin with, the first of each kind of asker first."""
    known = json.loads((STATIC / "examples.json").read_text("utf-8"))
    groups: list[list[str]] = list(known.get(plan_id, known[""]).values())
    depth = max(map(len, groups), default=0)
    mixed = [group[n] for n in range(depth) for group in groups if n < len(group)]
    return mixed[:_EXAMPLES]


def _example(question: str) -> str:
    shown = escape(question)
    return f'<li><button type="button" data-ask="{shown}">{shown}</button></li>'


@lru_cache(maxsize=8)
def _file(name: str) -> str:
    return (STATIC / "widget" / name).read_text("utf-8")
