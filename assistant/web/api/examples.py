"""Examples of good answers for the OpenAPI document, taken from the plan that is served."""

from __future__ import annotations

from typing import Any

from assistant.reading import clause_object, contents_object, plan_object
from assistant.tasks import department_rows
from assistant.web.shapes.answer import EXAMPLE
from corpus.catalog import Dossier
from corpus.ledger import rows

_AT = "2026-03-02T09:30:00+08:00"
_INQUIRY = "2026-000123"
_PLACE = ("plan_id", "part", "clause", "label", "title")


def examples(dossier: Dossier) -> dict[str, Any]:
    """By path, what a request that went well is answered with; long lists are cut short."""
    plan = dossier.plan
    tasks = rows(plan)
    first = next(row["clause"] for row in tasks if row["departments"])
    contents = contents_object(plan)
    return {
        "/api/v1/plans": [plan_object(plan)],
        "/api/v1/plans/{plan_id}": contents | {"contents": contents["contents"][:1]},
        "/api/v1/plans/{plan_id}/clauses/{number}": clause_object(plan, first),
        "/api/v1/plans/{plan_id}/tasks": {
            "total": len(tasks), "limit": 1, "offset": 0, "tasks": tasks[:1],
        },
        "/api/v1/departments": department_rows(dossier)[:1],
        "/api/v1/search": {"query": "水土流失", "hits": [_hit()], "notice": ""},
        "/api/v1/route": _routed(),
        "/api/v1/feedback": {"id": "9b1c7d2e4f", "at": _AT},
        "/api/v1/records": {"total": 1, "limit": 50, "offset": 0, "records": [_inquiry()]},
        "/api/v1/records/{number}": _inquiry(),
        "/v1/models": {"object": "list", "data": [_model(plan.id, plan.document.title)]},
        "/v1/chat/completions": _completion(plan.id),
        "/healthz": {"status": "ok", "plan_id": plan.id},
        "/readyz": {"status": "ready", "missing": [], "lost": []},
    }  # fmt: skip


def _hit() -> dict[str, Any]:
    (citation,) = EXAMPLE["citations"]
    start, end = citation["start"], citation["end"]
    at = start + citation["quote"].index("水土流失")
    marked = [{"start": at, "end": at + len("水土流失")}]
    passage = {"text": citation["quote"], "start": start, "end": end, "highlights": marked}
    place = {name: citation[name] for name in (*_PLACE, "chapter")}
    return place | {"score": 0.97, "passages": [passage]}


def _assigned() -> list[dict[str, Any]]:
    names = ("name", "role", "clause")
    return [{name: department[name] for name in names} for department in EXAMPLE["departments"]]


def _routed() -> dict[str, Any]:
    return {
        "matter": EXAMPLE["question"],
        "level": "sure",
        "level_text": "方案写明",
        "assigned": True,
        "confidence": 0.96,
        "departments": _assigned(),
        "citations": EXAMPLE["citations"],
        "reason": "方案（二十二）写明由市水务管理局牵头。",
        "answer": EXAMPLE,
    }


def _inquiry() -> dict[str, Any]:
    basis = [{n: c[n] for n in (*_PLACE, "quote")} for c in EXAMPLE["citations"]]
    return {
        "number": _INQUIRY,
        "created_at": _AT,
        "updated_at": _AT,
        "version": 1,
        "status": "transferred",
        "question": "山坡一下雨就水土流失，谁管？电话138****5678",
        "outcome": EXAMPLE["status"],
        "departments": _assigned(),
        "basis": [one | {"digest": "5f2a…"} for one in basis],
        "reason": "方案（二十二）写明由市水务管理局牵头。",
        "reply": "您好！您反映的事由市水务管理局牵头。",
        "note": "",
        "operator": "经办人",
        "plan_id": EXAMPLE["citations"][0]["plan_id"],
        "plan_version": "3c9e…",
    }


def _model(id: str, name: str) -> dict[str, Any]:
    return {"id": id, "object": "model", "created": 0, "owned_by": "plan-assistant", "name": name}


def _completion(model: str) -> dict[str, Any]:
    text = f"{EXAMPLE['answer']}\n\n**依据**\n\n- [1] …"
    message = {"role": "assistant", "content": text, "refusal": None}
    asked, told = len(EXAMPLE["question"]), len(text)
    return {
        "id": f"chatcmpl-{EXAMPLE['id']}",
        "object": "chat.completion",
        "created": 1772415000,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {
            "prompt_tokens": asked, "completion_tokens": told, "total_tokens": asked + told,
        },
        "plan_assistant": EXAMPLE,
    }  # fmt: skip
