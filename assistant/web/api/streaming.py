"""The assistant's stream, run in a thread and told to a client that may leave at any time."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator

import anyio

from assistant.errors import AssistantError
from assistant.stream import Event
from assistant.web import sse
from assistant.web.api.portal import Portal
from assistant.web.problems import BUG, ProblemError, fault_of, problem_object
from assistant.web.shapes.problem import Problem
from corpus.errors import PlanError
from index.errors import IndexFault

log = logging.getLogger(__name__)


async def told(
    events: Iterator[Event], here: Portal, request_id: str
) -> AsyncIterator[Event | Problem | None]:
    """The events as they come; None is a heartbeat, a problem the end.

    When the client leaves, the assistant stops before its next step.
    """
    queue: asyncio.Queue[Event | None] = asyncio.Queue()
    gone = threading.Event()
    loop = asyncio.get_running_loop()

    def put(item: Event | None) -> None:
        if not gone.is_set():
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        try:
            for event in events:
                put(event)
                if gone.is_set():
                    return
        finally:
            put(None)

    work = anyio.to_thread.run_sync(run, abandon_on_cancel=True, limiter=here.seats)
    worker = asyncio.ensure_future(work)
    deadline = loop.time() + here.settings.timeout
    try:
        while loop.time() < deadline:
            try:
                item = await asyncio.wait_for(
                    queue.get(), min(sse.HEARTBEAT, deadline - loop.time())
                )
            except TimeoutError:
                yield None
                continue
            if item is None:
                await asyncio.wait([worker])
                error = worker.exception()
                if error:
                    yield _problem(error, request_id)
                return
            yield item
        yield _problem(ProblemError.late(), request_id)
    finally:
        gone.set()
        worker.cancel()


def _problem(error: BaseException, request_id: str) -> Problem:
    if isinstance(error, (ProblemError, AssistantError, IndexFault, PlanError)):
        log.error("%s", error)
        return problem_object(request_id, *fault_of(error))
    log.error("请求 %s 出错", request_id, exc_info=error)
    return problem_object(request_id, *BUG)
