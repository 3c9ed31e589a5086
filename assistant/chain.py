"""The assistant as a LangChain ``Runnable``, to be plugged into other chains."""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.engine import Assistant


def as_runnable(assistant: Assistant) -> Runnable[dict[str, Any], dict[str, Any]]:
    """A runnable from ``{"question", "history"?, "id"?}`` to the contract's object."""

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        history = tuple(request.get("history", ()))
        return assistant.ask(request["question"], history, str(request.get("id", ""))).to_dict()

    return RunnableLambda(ask)
