"""The service: one FastAPI application with the chat page mounted, and the server that runs it."""

from __future__ import annotations

import errno
import socket
import sys

import uvicorn
from fastapi import FastAPI

from assistant.desk.approved import ApprovedAssistant, Wordings
from assistant.engine import Assistant, open_assistant
from assistant.errors import AssistantError
from assistant.records.store import Records, open_records
from assistant.settings import Settings
from assistant.web.api import create_api
from assistant.web.page import mount_page
from assistant.web.tab import Site
from index.build import Progress, silent


def compose(assistant: Assistant, settings: Settings, records: Records | None = None) -> FastAPI:
    """The API with the chat page mounted at ``/``; opens the settings' records if not given."""
    records = records or open_records(settings)
    site = Site(assistant, settings, records)
    return mount_page(create_api(assistant, settings, records), site)


def create_app(settings: Settings, progress: Progress = silent) -> FastAPI:
    """Settings → assistant (its index built when stale) with approved wording → API and page."""
    records = open_records(settings)
    plain = open_assistant(settings, progress)
    assistant = ApprovedAssistant(plain, Wordings(plain, records.phrasings))
    return compose(assistant, settings, records)


def serve(settings: Settings, progress: Progress) -> None:
    """Serve until stopped. The address is taken first, so that a clash shows before the build.

    Raises:
        AssistantError: the address cannot be used.
    """
    with listen(settings.host, settings.port) as listener:
        app = create_app(settings, progress)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5)
        try:
            _Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            print("已停止。", file=sys.stderr)


def listen(host: str, port: int) -> socket.socket:
    """A socket listening on the address; who connects before the server runs is kept waiting.

    Raises:
        AssistantError: the address is taken, or not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # now, or a second process could take the same address meanwhile
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        why = (
            "端口已被占用，请用 --port 换一个" if taken else "本机没有这个地址，或无权使用这个端口"
        )
        raise AssistantError(f"不能在 {host}:{port} 上提供服务：{why}。") from error
    return listener


class _Server(uvicorn.Server):
    """Tells the address once it really answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            where = address(*sockets[0].getsockname()[:2])
            print(f"方案问答已就绪：{where}（按 Ctrl+C 停止）", file=sys.stderr, flush=True)


def address(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"
