"""Fixtures for all tests: one plan, one index, one assistant a session; and no network."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.engine import Assistant, open_assistant
from assistant.settings import Settings
from corpus.catalog import load_dossier
from tests.scripted import ScriptedAssistant


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Connections leave this machine for no test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _local(address[0]):
            raise AssertionError(f"a test connects to {address[0]}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


def _local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Iterator[None]:
    """No PLAN_* variable of the machine reaches a test."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("PLAN_")}
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, clean_environment: None) -> Settings:
    """Default settings with their home in a temporary folder."""
    return Settings(_env_file=None, home=Path(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    """The real assistant on the real plan; its index is built once a session."""
    return open_assistant(settings)


@pytest.fixture
def scripted() -> ScriptedAssistant:
    """An assistant with set answers, for tests of the edges."""
    return ScriptedAssistant(load_dossier())
