"""The assistant as a model of OpenAI's API, for programs that know that one."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.intake import InputError, read_history, read_question
from assistant.records.model import Scope
from assistant.stream import Event
from assistant.web.api.portal import Here, Portal, needs, problems
from assistant.web.api.streaming import told
from assistant.web.chat_text import chat_text
from assistant.web.problems import NotFoundError, openai_error
from assistant.web.requests import request_id
from assistant.web.shapes.chat import ChatCompletion, ChatRequest, ModelList, OpenAIFault, Usage
from assistant.web.shapes.problem import Problem
from assistant.web.sse import HEADERS, documented, event

_NAME = "plan-assistant"  # the default plan, whichever it is
_PIECE = re.compile(r"[^。；\n]*(?:[。；]|\n+|$)")
_STREAM = event('{"object": "chat.completion.chunk", "choices": []}') + event("[DONE]")

router = APIRouter(prefix="/v1", tags=["兼容 OpenAI"])


def _faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The same faults in OpenAI's form."""
    found = problems(*statuses)
    for fault in found.values():
        example = Problem(**fault["content"].pop("application/problem+json")["example"])
        schema = {"$ref": f"#/components/schemas/{OpenAIFault.__name__}"}
        fault["content"]["application/json"] = {"schema": schema, "example": openai_error(example)}
    return found


@router.get("/models", summary="模型", responses=_faults(), dependencies=[needs(Scope.READ)])
def models(here: Here) -> ModelList:
    """可以用的模型：每个可以问的方案是一个。"""
    plans = [assistant.dossier.plan for assistant in here.served.assistants]
    return ModelList.model_validate(
        {"data": [{"id": plan.id, "name": plan.document.title} for plan in plans]}
    )


@router.post(
    "/chat/completions",
    summary="对话",
    response_model=ChatCompletion,
    responses={
        200: {"content": documented(_STREAM)},
        **_faults(400, 404, 413, 504),
    },
    dependencies=[needs(Scope.ASK)],
)
async def completions(body: ChatRequest, here: Here, request: Request) -> Any:
    """以 OpenAI 的形式提问。最后一条 user 消息是问题，之前的 user 消息是上文。

    回答的文字中附有责任部门和依据；`plan_assistant` 是完整的回答对象，边答边送时在最后一块里。
    """
    assistant = _model(body.model, here)
    question, history = _read(body, here)
    if not body.stream:
        answer = await here.in_time(lambda: assistant.ask(question, history))
        return _completion(answer, body)
    number = request_id(request.scope)
    items = told(assistant.stream(question, history), here, number)
    return StreamingResponse(_sent(items, body), media_type="text/event-stream", headers=HEADERS)


def _model(name: str, here: Portal) -> Assistant:
    known = {a.dossier.plan.id: a for a in here.served.assistants} | {_NAME: here.assistant}
    if name not in known:
        raise NotFoundError("model_not_found", "没有这个模型，见 /v1/models。")
    return known[name]


def _read(body: ChatRequest, here: Portal) -> tuple[str, tuple[str, ...]]:
    asked = [m.words for m in body.messages if m.role == "user" and m.words.strip()]
    if not asked:
        raise InputError("question_empty", "没有 user 消息，或其中没有文字。")
    settings = here.settings
    question = read_question(asked[-1], settings.max_question)
    return question, read_history(asked[:-1], settings.max_question, settings.max_history)


def _completion(answer: Answer, body: ChatRequest) -> dict[str, Any]:
    text = chat_text(answer)
    return _head(answer, body, "chat.completion") | {
        "choices": [{"message": {"content": text}}],
        "usage": _usage(body, text),
        "plan_assistant": answer.to_dict(),
    }


def _head(answer: Answer, body: ChatRequest, kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{answer.id}",
        "object": kind,
        "created": int(time.time()),
        "model": body.model,
    }


def _usage(body: ChatRequest, text: str) -> dict[str, int]:
    """In characters: the default engine knows no tokens."""
    asked = sum(len(m.words) for m in body.messages)
    return Usage(
        prompt_tokens=asked, completion_tokens=len(text), total_tokens=asked + len(text)
    ).model_dump()


async def _sent(
    items: AsyncIterator[Event | Problem | None], body: ChatRequest
) -> AsyncIterator[str]:
    async with aclosing(items):  # type: ignore[type-var]
        async for item in items:
            if item is None:
                yield event(None)
            elif isinstance(item, Problem):
                yield event(openai_error(item))
            elif isinstance(item, Answer):
                for chunk in _chunks(item, body):
                    yield event(json.dumps(chunk, ensure_ascii=False))
                yield event("[DONE]")


def _chunks(answer: Answer, body: ChatRequest) -> list[dict[str, Any]]:
    """The message in pieces; the last one with a choice bears the whole answer object."""
    text = chat_text(answer)
    head = _head(answer, body, "chat.completion.chunk")
    wants_usage = bool(body.stream_options and body.stream_options.include_usage)
    more: dict[str, Any] = {"usage": None} if wants_usage else {}

    def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return head | {"choices": [choice]} | more

    chunks = [chunk({"role": "assistant", "content": ""})]
    chunks += [chunk({"content": piece}) for piece in _PIECE.findall(text) if piece]
    chunks += [chunk({}, "stop") | {"plan_assistant": answer.to_dict()}]
    if wants_usage:
        chunks += [head | {"choices": [], "usage": _usage(body, text)}]
    return chunks
