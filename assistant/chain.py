"""The assistant as a LangChain ``Runnable``, to be plugged into other chains."""

from __future__ import annotations

from functools import reduce
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.engine import Assistant
from assistant.way import Way


def as_runnable(assistant: Assistant) -> Runnable[dict[str, Any], dict[str, Any]]:
    """A runnable from ``{"question", "history"?, "id"?}`` to the contract's object.

    It is a sequence of named steps – understand, find, write (only with a language model),
    verify – so that LangChain's callbacks and events show each of them.
    """

    def begin(request: dict[str, Any]) -> Way:
        history = tuple(request.get("history", ()))
        return Way(request["question"], history, str(request.get("id", "")))

    def verify(way: Way) -> dict[str, Any]:
        return assistant.conclude(way).to_dict()

    steps = [RunnableLambda(act, name=step.value) for step, act in assistant.steps()]
    first: Runnable[dict[str, Any], Any] = RunnableLambda(begin, name="begin")
    return reduce(lambda chain, step: chain | step, steps, first) | RunnableLambda(
        verify, name="verify"
    )
