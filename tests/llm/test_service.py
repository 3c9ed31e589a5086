"""Care in calling: retry, formats, breaker, budget, places, deadlines; no HTTP, no waiting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.exceptions import ModelAPIError, ModelRateLimitError
from langchain_core.messages import BaseMessage, HumanMessage

from assistant.llm.breaker import Breaker, Budget
from assistant.llm.model import Chunk, Format
from assistant.llm.reasons import ModelFault, Reason
from assistant.llm.service import Deadline, Service, fault_of

MESSAGES: list[BaseMessage] = [HumanMessage("问")]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Scripted:
    """A model that does one thing after another."""

    name = "scripted"
    formats = tuple(Format)

    def __init__(self, *acts: str | Exception, telling: bool = True) -> None:
        self.acts = list(acts)
        self.telling = telling
        self.asked: list[Format] = []
        self.held = threading.Event()
        self.held.set()

    async def write(
        self, messages: list[BaseMessage], schema: dict[str, Any], form: Format
    ) -> AsyncIterator[Chunk]:
        self.asked.append(form)
        act = self.acts.pop(0)
        while not self.held.is_set():
            await asyncio.sleep(0.01)
        if isinstance(act, Exception):
            raise act
        yield Chunk(act)
        if self.telling:
            yield Chunk("", 90, 10)


class Status(Exception):
    def __init__(self, code: int, retry_after: str = "") -> None:
        self.status_code = code
        self.response = type("R", (), {"headers": {"retry-after": retry_after}})()


def ask(service: Service, seconds: float = 5.0) -> str:
    return service.ask(MESSAGES, {}, Deadline(seconds)).text


def reason(service: Service, seconds: float = 5.0) -> Reason:
    with pytest.raises(ModelFault) as caught:
        ask(service, seconds)
    return caught.value.reason


def test_a_passing_fault_is_tried_once_more() -> None:
    reply = Service(Scripted(ModelAPIError(), "好")).ask(MESSAGES, {}, Deadline(5))
    assert (reply.text, reply.tries, reply.prompt_tokens) == ("好", 2, 90)
    assert reason(Service(Scripted(ModelAPIError(), ModelAPIError(), "好"))) is Reason.SERVER


def test_what_the_key_is_refused_for_is_not_tried_again() -> None:
    model = Scripted(Status(401), "好")
    assert reason(Service(model)) is Reason.AUTHENTICATION
    assert len(model.asked) == 1


def test_no_second_try_without_time_for_it() -> None:
    model = Scripted(ModelAPIError(), "好")
    assert reason(Service(model), 0.3) is Reason.SERVER
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("told", "pause"),
    [("7", 7.0), ("99999", 300.0), ("-1", 0.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0.0), ("", 0.0)],
)
def test_retry_after(told: str, pause: float) -> None:
    fault = fault_of(Status(429, told))
    assert (fault.reason, fault.pause) == (Reason.RATE_LIMITED, pause)
    assert fault_of(ModelRateLimitError()).reason is Reason.RATE_LIMITED


def test_a_format_that_is_refused_is_not_asked_for_again() -> None:
    model = Scripted(Status(400), Status(422), "好", "好")
    service = Service(model)
    assert (ask(service), ask(service)) == ("好", "好")
    assert model.asked == [Format.SCHEMA, Format.JSON, Format.PLAIN, Format.PLAIN]


def test_failures_in_a_row_bring_a_pause_and_then_one_trial() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause=30, clock=clock)
    service = Service(Scripted(Status(401), Status(401), "好", "好"), breaker=breaker)
    assert reason(service) is reason(service) is Reason.AUTHENTICATION
    assert reason(service) is Reason.PAUSED
    assert service.paused
    clock.now = 31
    assert breaker.enter()
    assert not breaker.enter()  # only one tries
    breaker.passed()
    assert ask(service) == "好"


def test_a_service_that_asks_for_a_pause_gets_it() -> None:
    clock = Clock()
    service = Service(Scripted(Status(429, "60"), "好"), breaker=Breaker(clock=clock))
    assert reason(service) is Reason.RATE_LIMITED
    clock.now = 59
    assert reason(service) is Reason.PAUSED
    clock.now = 61
    assert ask(service) == "好"


def test_bad_requests_bring_no_pause() -> None:
    service = Service(Scripted(*[Status(404)] * 40, "好"))
    for _ in range(10):
        assert reason(service) is Reason.REFUSED
    assert not service.paused


def test_a_budget_of_tokens() -> None:
    clock = Clock()
    service = Service(Scripted("好", "好"), budget=Budget(100, clock))
    ask(service)
    assert reason(service) is Reason.BUDGET
    clock.now = 86_401
    assert ask(service) == "好"


def test_a_budget_counts_what_no_service_tells() -> None:
    long: list[BaseMessage] = [HumanMessage("问" * 60)]
    untold = Service(Scripted("好" * 60, telling=False), budget=Budget(100))
    untold.ask(long, {}, Deadline(5))
    cut_off = Service(Scripted("长" * 100), longest=50, budget=Budget(50))
    with pytest.raises(ModelFault):
        cut_off.ask(long, {}, Deadline(5))
    assert reason(untold) is reason(cut_off) is Reason.BUDGET


def test_at_most_so_many_at_once() -> None:
    model = Scripted("好", "好")
    model.held.clear()
    service = Service(model, concurrency=1)
    thread = threading.Thread(target=lambda: ask(service))
    thread.start()
    while not model.asked:
        pass
    assert reason(service, 0.2) is Reason.BUSY
    model.held.set()
    thread.join()
    assert ask(service) == "好"


def test_the_deadline_cuts_off_a_model_that_hangs() -> None:
    model = Scripted("好")
    model.held.clear()
    assert reason(Service(model), 0.2) is Reason.TIMEOUT


def test_too_much_is_cut_off() -> None:
    assert reason(Service(Scripted("长" * 100), longest=50)) is Reason.TOO_LONG
