"""One real server a session: the real assistant, the whole service, keys, and two origins."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.engine import Assistant
from assistant.records.model import Scope
from assistant.records.store import Records, records_at
from assistant.settings import Settings
from assistant.web.service import compose, listen


@dataclass(frozen=True)
class Site:
    """A running service, its settings and records."""

    address: str
    settings: Settings
    records: Records

    def key(self, *scopes: str, **limits: int) -> str:
        """A new key."""
        return self.records.keys.create("测试", map(Scope, scopes), **limits)[1]

    def client(self, **options: Any) -> httpx.Client:
        """A client of it."""
        return httpx.Client(base_url=self.address, timeout=60, **options)


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """A server on a free port, in a thread; gives its address."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    opened = records_at("", Path(tmp_path_factory.mktemp("records")))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(assistant: Assistant, settings: Settings, records: Records) -> Iterator[Site]:
    with running(compose(assistant, settings, records)) as address:
        yield Site(address, settings, records)


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened
