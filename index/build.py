"""Building an index: idempotent, re-embedding only what changed, switched over atomically.

Every build is a *generation*, a folder of its own. It is written beside the one in use and becomes
current when the pointer file is replaced, as the last step; a build that dies leaves the old index
serving, and the next one removes what it left.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.catalog import Dossier
from index import store
from index.embedder import Embedder, TableEmbedder, Terms, default_key, fit_default, load_model
from index.errors import StoreError
from index.generation import (
    FORMAT,
    POINTER,
    Generation,
    Manifest,
    client_of,
    open_index,
    open_vectors,
    read_manifest,
    saved_key,
    stands,
    tokenizer_for,
)
from index.lexical import LexicalIndex
from index.similar import grams
from index.tokens import Tokenizer
from index.units import QUESTION_KINDS, TEXT_KINDS, Unit, UnitKind, units_of

__all__ = [
    "QUESTION_KINDS",
    "TEXT_KINDS",
    "Generation",
    "Manifest",
    "Progress",
    "build",
    "open_index",
    "read_manifest",
    "silent",
    "tokenizer_for",
]

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """No progress shown."""


class _Memo:
    """The terms of each text, made once a build: the embedder and the word indexes share them."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.terms: Callable[[str], list[str]] = cache(tokenizer.terms)


def build(
    dossier: Dossier, home: Path, model: str = "", chroma_url: str = "", progress: Progress = silent
) -> Manifest:
    """Build the index of a plan under ``home`` unless it stands already.

    Raises:
        EmbedderError: the model cannot be loaded.
        StoreError: Chroma cannot be reached or written.
    """
    folder = home / dossier.plan.id
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(folder / "build.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("等待另一个进程建完索引", 0, 1)
        lock.acquire()
    try:
        return _build(dossier, folder, model, chroma_url, progress)
    finally:
        lock.release()


def _build(dossier: Dossier, folder: Path, model: str, url: str, progress: Progress) -> Manifest:
    units = units_of(dossier)
    loaded = load_model(model) if model else None
    lessons = [] if loaded else _lessons(dossier, units)
    key = loaded.key if loaded else default_key(lessons)
    digest = _digest(units, key, dossier)
    current = read_manifest(folder)
    wanted = (digest, url)
    if current and (current.digest, current.chroma_url) == wanted and stands(folder, current):
        progress("索引已是最新", len(units), len(units))
        return current
    progress("准备向量模型", 0, len(units))
    memo = _Memo(tokenizer_for(dossier))
    embedder = loaded or fit_default(lessons, memo)
    vectors, fresh = _vectors(folder, current, embedder, units, progress)
    name = f"{dossier.plan.id}-{digest[:12]}-{uuid.uuid4().hex[:6]}"
    manifest = Manifest(FORMAT, dossier.plan.id, digest, model, name, len(units), fresh, url)
    _write(folder, manifest, units, embedder, memo, [p.question for p in dossier.precedents])
    target = store.VectorStore(client_of(folder, manifest), name, embedder, create=True)
    target.add(units, vectors, lambda done: progress("写入向量库", done, len(units)))
    _switch(folder, manifest)
    _clean(folder, manifest, current.collection if current else "")
    progress("完成", len(units), len(units))
    return manifest


def _lessons(dossier: Dossier, units: Sequence[Unit]) -> list[tuple[str, ...]]:
    """What the default embedder learns from, each a document in parts.

    Every text of the plan with all questions for it, and the thesaurus.
    """
    asked = _asked(units)
    texts = [(u.text, *(q.text for q in asked[u.id])) for u in units if u.kind in TEXT_KINDS]
    words = [(f"{e.official} {' '.join(e.variants)}",) for e in dossier.lexicon.entries]
    return [*texts, *words]


def _asked(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    """By the id of each text, the questions whose answer overlaps it."""
    questions = [u for u in units if u.kind is UnitKind.QUESTION]
    starts = np.array([q.start for q in questions])
    ends = np.array([q.end for q in questions])
    return {
        u.id: [questions[i] for i in np.flatnonzero((u.start < ends) & (starts < u.end))]
        for u in units
        if u.kind in TEXT_KINDS
    }


def _digest(units: Sequence[Unit], key: str, dossier: Dossier) -> str:
    rows = [[u.id, u.kind, u.clause or 0, u.start, u.end, u.text, u.missing] for u in units]
    words = sorted((*dossier.registry.aliases, *dossier.lexicon.terms))
    before = [p.question for p in dossier.precedents]
    data = json.dumps([FORMAT, key, rows, words, before], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def _vectors(
    folder: Path,
    current: Manifest | None,
    embedder: Embedder,
    units: Sequence[Unit],
    progress: Progress,
) -> tuple[np.ndarray, int]:
    """Vectors of all units, and how many texts had to be embedded for them."""
    texts = {u.digest: u.text for u in units}
    known = _old_vectors(folder, current, embedder)
    todo = [digest for digest in texts if digest not in known]
    for at in range(0, len(todo), embedder.chunk):
        part = todo[at : at + embedder.chunk]
        known |= zip(part, embedder.encode([texts[digest] for digest in part]), strict=True)
        progress("计算向量", at + len(part), len(todo))
    return np.vstack([known[u.digest] for u in units]), len(todo)


def _old_vectors(
    folder: Path, current: Manifest | None, embedder: Embedder
) -> dict[str, np.ndarray]:
    if not current or saved_key(folder / current.collection) != embedder.key:
        return {}
    try:
        return open_vectors(folder, current, embedder).vectors()
    except StoreError:
        return {}  # the old vectors are only a saving


def _write(
    folder: Path,
    manifest: Manifest,
    units: Sequence[Unit],
    embedder: Embedder,
    terms: Terms,
    asked_before: Sequence[str],
) -> None:
    """Everything but the vectors."""
    target = folder / manifest.collection
    target.mkdir()
    if isinstance(embedder, TableEmbedder):
        embedder.save(target / "embedder")
    (target / "key").write_text(embedder.key, "utf-8")
    documents = _documents(units, terms)
    documents["precedents"] = [grams(question) for question in asked_before]
    for name, tokens in documents.items():
        (target / name).mkdir()
        LexicalIndex.build(tokens).save(target / name)


def _documents(units: Sequence[Unit], tokenizer: Terms) -> dict[str, list[list[str]]]:
    """Tokens to index: the texts of the plan, these with all questions for them, the questions."""
    asked, terms = _asked(units), tokenizer.terms
    texts = [u for u in units if u.kind in TEXT_KINDS]
    return {
        "texts": [terms(u.text) for u in texts],
        "bags": [[*terms(u.text), *(t for q in asked[u.id] for t in terms(q.text))] for u in texts],
        "questions": [terms(u.text) for u in units if u.kind in QUESTION_KINDS],
    }


def _switch(folder: Path, manifest: Manifest) -> None:
    pointer = folder / f"{POINTER}.{os.getpid()}.tmp"
    pointer.write_text(json.dumps(asdict(manifest), ensure_ascii=False), "utf-8")
    os.replace(pointer, folder / POINTER)


def _clean(folder: Path, manifest: Manifest, previous: str) -> None:
    """Remove older generations and what killed builds left.

    The previous generation stays: it may still serve another process. On a server only collections
    that have a folder here are deleted; the others belong to someone else.
    """
    for path in folder.glob("current*.tmp"):
        path.unlink(missing_ok=True)
    kept = {manifest.collection, previous}
    old = [p for p in folder.iterdir() if p.is_dir() and p.name not in kept]
    try:
        if manifest.chroma_url:
            store.drop(client_of(folder, manifest), [p.name for p in old])
    except StoreError:
        return  # the index stands already; the next build tries again
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
