"""Whatever else is asked of the API; without this the chat page would answer."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.routing import Match

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"]


def rest(known: Sequence[APIRouter]) -> APIRouter:
    """404, or 405 where the address is known and the method is not."""
    router = APIRouter()

    @router.api_route("/api/{rest:path}", methods=_METHODS, include_in_schema=False)
    @router.api_route("/v1/{rest:path}", methods=_METHODS, include_in_schema=False)
    def unknown(request: Request, rest: str) -> None:
        routes = [route for router in known for route in router.routes]
        partly = [r for r in routes if r.matches(request.scope)[0] is Match.PARTIAL]
        if not partly:
            raise HTTPException(404)
        methods = {m for route in partly for m in getattr(route, "methods", None) or ()}
        raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods))})

    return router
