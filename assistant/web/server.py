"""The HTTP server: the address it listens on, and how it stops.

Light to import: the process above the workers needs nothing else.
"""

from __future__ import annotations

import asyncio
import errno
import math
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from assistant.errors import AssistantError
from assistant.settings import Settings

_ROUNDS = 10
_LATE = 0.5  # seconds in which a request that is on its way when the server stops still counts
_OPEN_ENDED = "/gradio_api/heartbeat/"  # the page's; it never ends by itself


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


def address(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


class Patient(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
    """A connection that, when the server stops, still takes what was sent before.

    Uvicorn closes connections without a request at once, even if one is about to be read.
    """

    def shutdown(self) -> None:
        """Finish what is under way, then close."""
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            if _OPEN_ENDED in cycle.scope["path"]:
                self.transport.close()
            else:
                super().shutdown()
        else:
            self._close_later(_ROUNDS)

    def _close_later(self, rounds: int) -> None:
        """Each round reads what has come, however late the loop is; one timer might not."""
        if rounds:
            loop = asyncio.get_running_loop()
            loop.call_later(_LATE / _ROUNDS, self._close_later, rounds - 1)
        else:
            super().shutdown()


class Server(uvicorn.Server):
    """Takes the connections that were made before the stop, too."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept what waits, then stop accepting and finish."""
        for _ in range(_ROUNDS):
            await asyncio.sleep(_LATE / _ROUNDS)
        await super().shutdown(sockets)


def configured(app: Any, settings: Settings, **more: Any) -> uvicorn.Config:
    """Uvicorn's configuration: our log lines, and time to finish every answer under way."""
    return uvicorn.Config(
        app,
        http=Patient,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=math.ceil(settings.timeout) + 5,
        timeout_worker_healthcheck=60,
        **more,
    )
