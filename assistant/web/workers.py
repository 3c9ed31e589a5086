"""Several processes on one address: prepared once, watched over, replaced when one dies.

Uvicorn's supervisor starts them afresh (a fork would copy locks of half-alive threads). All answer
for the API; the first to take the page's lock keeps the page, the others relay to it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from uvicorn.supervisors import multiprocess

from assistant.errors import AssistantError
from assistant.logs import set_up
from assistant.settings import Settings
from assistant.web.metrics import FOLDER
from assistant.web.server import Server, configured, listen
from corpus.errors import PlanError
from index.errors import IndexFault

if TYPE_CHECKING:
    from fastapi import FastAPI

    from index.build import Progress

log = logging.getLogger(__name__)

_FAULTS = (AssistantError, IndexFault, PlanError)
_PAUSE = 2.0  # seconds before a worker that could not start makes room for the next


def serve_together(settings: Settings, progress: Callable[[], Progress]) -> None:
    """Serve with several workers until stopped.

    Raises:
        AssistantError: the address, the index or the records cannot be used.
    """
    with (
        listen(settings.host, settings.port) as listener,
        tempfile.TemporaryDirectory(prefix="plan-assistant-") as folder,
    ):
        try:
            _prepare(settings, progress)
            os.environ[FOLDER] = folder
            app = partial(worker, settings, Path(folder), listener.getsockname()[:2])
            config = configured(app, settings, factory=True, workers=settings.workers)
            multiprocess.Process = _Process  # type: ignore[misc]  # there is no other hook
            multiprocess.Multiprocess(config, [listener]).run()
        except KeyboardInterrupt:
            pass
        finally:
            os.environ.pop(FOLDER, None)
    print("已停止。", file=sys.stderr)


class _Process(multiprocess.Process):
    """A worker with our server."""

    @property
    def server(self) -> Server:
        """Made in the worker, at first use."""
        if self._server is None:
            self._server = Server(config=self.config)
        assert isinstance(self._server, Server)
        return self._server


def _prepare(settings: Settings, progress: Callable[[], Progress]) -> None:
    """Build index and tables, in a process of its own: what it loads is not needed here."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=prepare, args=(settings, progress, theirs))
    child.start()
    theirs.close()
    child.join()
    if child.exitcode:
        told = (
            ours.recv() if ours.poll() else f"准备索引和记录库的进程意外结束（{child.exitcode}）。"
        )
        raise AssistantError(told)


def prepare(settings: Settings, progress: Callable[[], Progress], told: Connection) -> None:
    """What has to be there before any worker: the records brought up to date, and the indexes."""
    from assistant.desk.served import each_plan
    from assistant.records.store import open_records
    from corpus.catalog import load_dossier
    from index.build import build

    set_up(settings)
    try:
        open_records(settings).close()
        for one in each_plan(settings):
            home, dossier = one.home / "index", load_dossier(one.id)
            build(dossier, home, one.embedding_model, one.chroma_url, progress())
    except _FAULTS as fault:
        told.send(str(fault))
        sys.exit(1)


def worker(settings: Settings, folder: Path, at: tuple[str, int]) -> FastAPI:
    """The application of one worker; ``folder`` is what all workers share."""
    set_up(settings)
    _end_with_parent()
    try:
        return _composed(settings, folder, at)
    except _FAULTS as fault:
        log.error("进程 %s 不能启动：%s", os.getpid(), fault)
        time.sleep(_PAUSE)
        sys.exit(1)


def _composed(settings: Settings, folder: Path, at: tuple[str, int]) -> FastAPI:
    from assistant.desk.served import open_served
    from assistant.records.store import open_records
    from assistant.web.api import create_api
    from assistant.web.relay import Relay, served_to_others
    from assistant.web.service import compose, during, told_ready

    records = open_records(settings)
    served = open_served(settings, records)
    lock, door = FileLock(folder / "page.lock"), folder / "page.sock"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        app = create_api(served, settings, records)
        app.mount("/", Relay(door))
    else:
        app = compose(served, settings, records)
        app.state.page_lock = lock  # held as long as this process lives
        log.info("网页的会话由这个进程保管")
        during(app, lambda: served_to_others(app, door, settings))
    during(app, lambda: told_ready(*at, more=f"　进程 {os.getpid()}"))
    return app


def _end_with_parent() -> None:
    """Finish and stop when the process above is gone; else the address would stay taken."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()
