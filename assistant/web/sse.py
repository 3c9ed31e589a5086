"""Server-sent events as text."""

from __future__ import annotations

import json
from typing import Any

# Proxies must pass events on at once.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
HEARTBEAT = 15.0  # seconds without an event until a comment is sent to keep the connection


def event(data: Any, name: str = "") -> str:
    """One event; ``None`` is a comment, which keeps the connection and which clients skip."""
    if data is None:
        return ": \n\n"
    head = f"event: {name}\n" if name else ""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"{head}data: {text}\n\n"


def documented(example: str, *names: str) -> dict[str, Any]:
    """The content of a stream for the OpenAPI document; the schema is that of one event."""
    properties: dict[str, Any] = {"data": {"type": "string", "description": "JSON"}}
    if names:
        properties["event"] = {"type": "string", "enum": list(names)}
    schema = {"type": "object", "properties": properties, "required": sorted(properties)}
    return {"text/event-stream": {"schema": schema, "example": example}}
