"""Asking: one answer as JSON, or told on its way as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.intake import read_history, read_question
from assistant.records.model import Scope
from assistant.stream import Event, Sentence, Stage
from assistant.web.api.portal import Here, Portal, needs, problems
from assistant.web.api.streaming import told
from assistant.web.requests import request_id
from assistant.web.shapes.answer import EXAMPLE, AnswerOut, AskRequest
from assistant.web.shapes.problem import Problem
from assistant.web.sse import HEADERS, documented, event

router = APIRouter(prefix="/api/v1", tags=["问答"], dependencies=[needs(Scope.ASK)])

_STREAM = "".join(
    (
        event({"step": "understand"}, "stage"),
        event({"text": "由市水务管理局牵头。[1]"}, "sentence"),
        event(EXAMPLE, "answer"),
    )
)


@router.post(
    "/ask", summary="提问", response_model=AnswerOut, responses=problems(400, 404, 413, 422, 504)
)
async def ask(body: AskRequest, here: Here) -> Answer:
    """回答一个问题。追问时把此前的提问放进 `history`。"""
    assistant, question, history = _read(body, here)
    return await here.in_time(lambda: assistant.ask(question, history, body.id))


@router.post(
    "/ask/stream",
    summary="提问，边答边送",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "依次为 `stage`（进行到哪一步）、`sentence`（核对过的一句）、"
            "`answer`（完整的回答对象，与 `/ask` 相同）；中途出错时以 `error`（同 Problem）结束。"
            "每15秒没有内容时送一行注释，以免连接被断开。",
            "content": documented(_STREAM, "stage", "sentence", "answer", "error"),
        },
        **problems(400, 404, 413, 422, 504),
    },
)
async def ask_stream(body: AskRequest, here: Here, request: Request) -> StreamingResponse:
    """回答一个问题，以 SSE（text/event-stream）送出经过。句子核对之后才送出。"""
    assistant, question, history = _read(body, here)
    events = assistant.stream(question, history, body.id)
    sent = _sent(told(events, here, request_id(request.scope)))
    return StreamingResponse(sent, media_type="text/event-stream", headers=HEADERS)


async def _sent(items: AsyncIterator[Event | Problem | None]) -> AsyncIterator[str]:
    async with aclosing(items):  # type: ignore[type-var]
        async for item in items:
            yield _event(item)


def _event(item: Event | Problem | None) -> str:
    match item:
        case Stage(step):
            return event({"step": step.value}, "stage")
        case Sentence(text):
            return event({"text": text}, "sentence")
        case Problem():
            return event(item.model_dump(), "error")
        case Answer():
            return event(item.to_dict(), "answer")
    return event(None)


def _read(body: AskRequest, here: Portal) -> tuple[Assistant, str, tuple[str, ...]]:
    assistant, settings = here.asked(body.plan_id), here.settings
    question = read_question(body.question, settings.max_question)
    history = read_history(body.history, settings.max_question, settings.max_history)
    return assistant, question, history
