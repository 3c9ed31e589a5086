"""A service of ours, and assistants that use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.engine import Assistant
from assistant.settings import Settings
from evals.service import Server, running

KEY = "sk-secret-4f1c9b7e"

Open = Callable[..., Assistant]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def opened(assistant: Assistant, settings: Settings, server: Server) -> Open:
    """Makes assistants over the session's index, with a model at ``server``."""

    def make(**changes: Any) -> Assistant:
        base = {"llm_model": "test-model", "llm_base_url": server.url, "llm_deadline": 5.0}
        named = settings.model_copy(update=base | {"llm_api_key": SecretStr(KEY)} | changes)
        fresh = Assistant(assistant.dossier, assistant.retriever)
        fresh.use_model(named)
        return fresh

    return make
