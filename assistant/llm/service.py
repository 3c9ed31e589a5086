"""Calling the model with care: one deadline, one retry, a limit to how many call at once."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import random
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from langchain_core.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.messages import BaseMessage

from assistant.llm.breaker import Breaker, Budget
from assistant.llm.model import Chunk, Format, Model
from assistant.llm.reasons import ModelFault, Reason

T = TypeVar("T")
_LOG = logging.getLogger("assistant.llm")
# Worth a second try: the same request may succeed.
_PASSING = frozenset({Reason.CONNECTION, Reason.RATE_LIMITED, Reason.SERVER, Reason.BROKEN})
# A service that answers these is there and well; only this request was not to its liking.
_HARMLESS = frozenset({Reason.REFUSED, Reason.TOO_LONG, Reason.EMPTY})
# The service has read the request, and may have written: what it cost is not told.
_PAID = frozenset({Reason.TIMEOUT, Reason.TOO_LONG, Reason.EMPTY, Reason.BROKEN})
_BACKOFF = (0.2, 0.6)
_LEAST = 0.5  # seconds: with less time left a second try is no use
_QUEUE = 1.0  # seconds to wait for a free place
_LONGEST_PAUSE = 300.0


class Deadline:
    """The moment by which an answer must be there, all uses of the model together."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self._end - self._clock())


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as written, and what it cost."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    tries: int = 1


class Service:
    """One model, shared by all threads that answer."""

    def __init__(
        self,
        model: Model,
        concurrency: int = 4,
        longest: int = 16_000,
        breaker: Breaker | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.model = model
        self._longest = longest
        self._places = threading.BoundedSemaphore(concurrency)
        self._breaker = breaker or Breaker()
        self._budget = budget or Budget(0)
        self._form = 0

    @property
    def paused(self) -> bool:
        """Whether the service is given a rest after failures."""
        return self._breaker.paused

    def ask(self, messages: list[BaseMessage], schema: dict[str, Any], deadline: Deadline) -> Reply:
        """The reply to ``messages`` within the deadline.

        Raises:
            ModelFault: there is none; the reason tells why.
        """
        if not self._budget.left():
            raise ModelFault(Reason.BUDGET)
        if not self._breaker.enter():
            raise ModelFault(Reason.PAUSED)
        if not self._places.acquire(timeout=min(_QUEUE, deadline.left)):
            raise ModelFault(Reason.BUSY)
        try:
            reply = self._with_retry(messages, schema, deadline)
        except ModelFault as fault:
            if fault.reason not in _HARMLESS:
                self._breaker.failed(fault.pause)
            if fault.reason in _PAID:
                self._budget.spend(_estimated(messages))
            raise
        finally:
            self._places.release()
        self._breaker.passed()
        told = reply.prompt_tokens + reply.completion_tokens
        self._budget.spend(told or _estimated(messages, reply.text))
        return reply

    def _with_retry(
        self, messages: list[BaseMessage], schema: dict[str, Any], deadline: Deadline
    ) -> Reply:
        try:
            return self._in_any_format(messages, schema, deadline, 1)
        except ModelFault as fault:
            wait = max(fault.pause, random.uniform(*_BACKOFF))
            if fault.reason not in _PASSING or wait + _LEAST > deadline.left:
                raise
        time.sleep(wait)
        return self._in_any_format(messages, schema, deadline, 2)

    def _in_any_format(
        self, messages: list[BaseMessage], schema: dict[str, Any], deadline: Deadline, tries: int
    ) -> Reply:
        """Ask in the best format the service takes; the one that worked is kept for next time."""
        formats = self.model.formats
        for at in range(min(self._form, len(formats) - 1), len(formats)):
            try:
                reply = self._once(messages, schema, formats[at], deadline, tries)
            except ModelFault as fault:
                if fault.reason is not Reason.REFUSED or at == len(formats) - 1:
                    raise
            else:
                self._form = at
                return reply
        raise ModelFault(Reason.REFUSED)

    def _once(
        self,
        messages: list[BaseMessage],
        schema: dict[str, Any],
        form: Format,
        deadline: Deadline,
        tries: int,
    ) -> Reply:
        if not deadline.left:
            raise ModelFault(Reason.TIMEOUT)
        text, last = _run(self._collect(messages, schema, form, deadline.left), deadline.left)
        if not text.strip():
            raise ModelFault(Reason.EMPTY)
        return Reply(text, last.prompt_tokens, last.completion_tokens, tries)

    async def _collect(
        self, messages: list[BaseMessage], schema: dict[str, Any], form: Format, seconds: float
    ) -> tuple[str, Chunk]:
        parts: list[str] = []
        size, last = 0, Chunk("")
        try:
            async with asyncio.timeout(seconds):
                async with aclosing(self.model.write(messages, schema, form)) as stream:  # type: ignore[type-var]
                    async for chunk in stream:
                        parts.append(chunk.text)
                        size += len(chunk.text)
                        last = chunk if chunk.prompt_tokens else last
                        if size > self._longest:
                            raise ModelFault(Reason.TOO_LONG)
        except ModelFault:
            raise
        # The one broad except here: providers' packages raise what they like, and whatever it is
        # the user gets the default answer. Its words are not passed on: they may hold the key.
        except Exception as error:
            raise fault_of(error) from None
        return "".join(parts), last


def _estimated(messages: list[BaseMessage], reply: str = "") -> int:
    """Tokens where the service tells none: Chinese takes about one a character, seldom more."""
    return sum(len(m.text) for m in messages) + len(reply)


def fault_of(error: Exception) -> ModelFault:
    """Sorts what a provider's package raised, by LangChain's classes, else by HTTP status."""
    status = getattr(error, "status_code", None)
    status = status if isinstance(status, int) else 0
    _LOG.info("language model: %s %s", type(error).__name__, status or "")
    if isinstance(error, (TimeoutError, ModelTimeoutError)):
        return ModelFault(Reason.TIMEOUT)
    if isinstance(error, (ModelAuthenticationError, ModelPermissionDeniedError)):
        return ModelFault(Reason.AUTHENTICATION)
    if isinstance(error, ModelRateLimitError) or status == 429:
        return ModelFault(Reason.RATE_LIMITED, _retry_after(error))
    if isinstance(error, ModelConnectionError):
        return ModelFault(Reason.CONNECTION)
    if isinstance(error, ModelAPIError) or status >= 500:
        return ModelFault(Reason.SERVER, _retry_after(error))
    if status in {401, 403}:
        return ModelFault(Reason.AUTHENTICATION)
    return ModelFault(Reason.REFUSED if 400 <= status < 500 else Reason.BROKEN)


def _retry_after(error: Exception) -> float:
    """Seconds that the service asks to wait; dates and nonsense count as nothing said."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    told = str(headers.get("retry-after", ""))
    return min(float(told), _LONGEST_PAUSE) if told.isascii() and told.isdecimal() else 0.0


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One event loop for all calls, on a thread of its own: only there can a call be cut off."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-model", daemon=True).start()
    return loop


def _run(work: Coroutine[Any, Any, T], seconds: float) -> T:
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        # The work keeps its own time; the margin is for a loop held up by other work.
        return future.result(seconds + 1.0)
    except concurrent.futures.TimeoutError:
        future.cancel()
        raise ModelFault(Reason.TIMEOUT) from None
