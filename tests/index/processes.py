"""Builds in processes of their own: to be killed, or to meet at the lock.

The processes are forked from a server that has the heavy libraries imported already.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.index.small import changed_dossier_in

HEAVY = ["sentence_transformers", "sklearn.feature_extraction.text", "langchain_chroma", "jieba"]
PATIENCE = 60.0

# Where a build is stopped. Up to SWITCHING the old index serves, after it the new one.
EMBEDDING, WRITING, SWITCHING, CLEANING = "embedding", "writing", "switching", "cleaning"


def context() -> multiprocessing.context.ForkServerContext:
    """The way to make processes; their server starts to import now."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(HEAVY)
    forkserver.ensure_running()
    return made


@dataclass
class Stop:
    """Tells the parent that the point is reached, then waits to be killed."""

    reached: Connection

    def __call__(self, *_: Any, **__: Any) -> None:
        self.reached.send(os.getpid())
        time.sleep(PATIENCE)


def build_until(point: str, home: Path, data: Path, url: str, reached: Connection) -> None:
    """Build the changed plan as far as ``point``."""
    from index import build, store
    from index.embedder import TableEmbedder

    stop = Stop(reached)

    def progress(stage: str, done: int, total: int) -> None:
        if point == WRITING and stage == "写入向量库":
            assert 0 < done < total
            stop()

    def replace(source: Path, target: Path) -> None:
        """The pointer is written and about to be put in place."""
        if Path(target).name == "current.json":
            stop()

    patches: dict[str, Any] = {
        EMBEDDING: patch.object(TableEmbedder, "encode", stop),
        WRITING: patch.object(store, "_BATCH", 10),
        SWITCHING: patch.object(build.os, "replace", replace),
        CLEANING: patch.object(build, "_clean", stop),
    }
    with patches[point]:
        build.build(changed_dossier_in(data), home, chroma_url=url, progress=progress)


def killed_build(point: str, home: Path, data: Path, url: str = "") -> None:
    """A build in a process that is killed at ``point``."""
    made = context()
    ours, theirs = made.Pipe()
    child = made.Process(target=build_until, args=(point, home, data, url, theirs))
    child.start()
    try:
        assert ours.poll(PATIENCE), f"the build never came to {point}"
        assert ours.recv() == child.pid
    finally:
        child.kill()
        child.join()
    assert child.exitcode == -9


def build_at(barrier: Barrier, home: Path, data: Path, result: Connection) -> None:
    """Build once all processes are ready; send the manifest and the stages shown."""
    from index.build import build

    stages: list[str] = []
    dossier = changed_dossier_in(data)
    barrier.wait(PATIENCE)
    manifest = build(dossier, home, progress=lambda stage, done, total: stages.append(stage))
    result.send((manifest, stages))


def builds_at_once(number: int, home: Path, data: Callable[[int], Path]) -> list[Any]:
    """Manifest and stages of builds that start together in as many processes."""
    made = context()
    barrier, pipes = made.Barrier(number), [made.Pipe() for _ in range(number)]
    children = [
        made.Process(target=build_at, args=(barrier, home, data(i), theirs))
        for i, (_, theirs) in enumerate(pipes)
    ]
    for child in children:
        child.start()
    try:
        assert all(ours.poll(PATIENCE) for ours, _ in pipes)
        return [ours.recv() for ours, _ in pipes]
    finally:
        for child in children:
            child.join(5)
            child.kill()
