"""Building an index: idempotent, re-embedding only what changed, switched over atomically.

Every build is a *generation*, a folder of its own. It is written beside the one in use and becomes
current when the pointer file is replaced, as the last step; a build that dies leaves the old index
serving.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock

from corpus.catalog import Dossier
from index import store
from index.embedder import Embedder, default_key, fit_default, load_default, load_model
from index.errors import IndexFault, StoreError
from index.lexical import LexicalIndex
from index.tokens import Tokenizer
from index.units import Unit, UnitKind, units_of

FORMAT = 5
_KEPT = 2

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; equal ``digest`` means nothing to do."""

    format: int
    plan_id: str
    digest: str
    embedder: str
    collection: str
    units: int
    embedded: int
    chroma_url: str


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened index. ``vectors`` is None when Chroma cannot be reached: lexical search only."""

    manifest: Manifest
    units: tuple[Unit, ...]
    tokenizer: Tokenizer
    embedder: Embedder
    vectors: store.VectorStore | None
    texts: LexicalIndex
    bags: LexicalIndex
    questions: LexicalIndex
    fault: str = ""


def silent(stage: str, done: int, total: int) -> None:
    """No progress shown."""


def tokenizer_for(dossier: Dossier) -> Tokenizer:
    """Jieba with the names of departments and the lexicon's words."""
    return Tokenizer((*dossier.registry.aliases, *dossier.lexicon.terms))


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
    with FileLock(str(folder / "build.lock")):
        return _build(dossier, folder, model, chroma_url, progress)


def _build(dossier: Dossier, folder: Path, model: str, url: str, progress: Progress) -> Manifest:
    units, tokenizer = units_of(dossier), tokenizer_for(dossier)
    loaded = load_model(model) if model else None
    key = loaded.key if loaded else default_key(_fit_texts(dossier, units))
    digest = _digest(units, key, dossier)
    current = read_manifest(folder)
    if (
        current
        and (current.digest, current.chroma_url) == (digest, url)
        and _stands(folder, current)
    ):
        progress("索引已是最新", len(units), len(units))
        return current
    progress("准备向量模型", 0, len(units))
    embedder = loaded or fit_default(_fit_texts(dossier, units), tokenizer)
    embedder.key = key
    vectors, fresh = _vectors(folder, current, embedder, units, progress)
    name = f"{dossier.plan.id}-{digest[:12]}-{uuid.uuid4().hex[:6]}"
    manifest = Manifest(FORMAT, dossier.plan.id, digest, model, name, len(units), fresh, url)
    _write(folder, manifest, units, vectors, embedder, tokenizer, progress)
    _switch(folder, manifest)
    _clean(folder, manifest)
    progress("完成", len(units), len(units))
    return manifest


def _fit_texts(dossier: Dossier, units: Sequence[Unit]) -> list[str]:
    """What the default embedder learns from: each text with all questions for it, and the thesaurus."""
    questions = [u for u in units if u.kind is UnitKind.QUESTION]
    texts = [
        "。".join([u.text, *(q.text for q in questions if _asks_for(q, u))])
        for u in units
        if u.kind in TEXT_KINDS
    ]
    words = [f"{e.official} {' '.join(e.variants)}" for e in dossier.lexicon.entries]
    return [*texts, *words]


def _digest(units: Sequence[Unit], key: str, dossier: Dossier) -> str:
    rows = [[u.id, u.kind, u.clause or 0, u.start, u.end, u.text, u.missing] for u in units]
    words = sorted((*dossier.registry.aliases, *dossier.lexicon.terms))
    return hashlib.sha256(
        json.dumps([FORMAT, key, rows, words], ensure_ascii=False).encode()
    ).hexdigest()


def _vectors(
    folder: Path,
    current: Manifest | None,
    embedder: Embedder,
    units: Sequence[Unit],
    progress: Progress,
) -> tuple[np.ndarray, int]:
    """Vectors of all units, and how many had to be computed."""
    known = _old_vectors(folder, current, embedder)
    todo = [u for u in units if u.digest not in known]
    for at in range(0, len(todo), 256):
        part = todo[at : at + 256]
        known |= zip((u.digest for u in part), embedder.encode([u.text for u in part]), strict=True)
        progress("计算向量", min(at + 256, len(todo)), len(todo))
    return np.vstack([known[u.digest] for u in units]), len(todo)


def _old_vectors(
    folder: Path, current: Manifest | None, embedder: Embedder
) -> dict[str, np.ndarray]:
    if not current or _saved_key(folder / current.collection) != embedder.key:
        return {}
    try:
        return store.VectorStore(_client(folder, current), current.collection, embedder).vectors()
    except StoreError:
        return {}  # the old vectors are only a saving


def _write(
    folder: Path,
    manifest: Manifest,
    units: Sequence[Unit],
    vectors: np.ndarray,
    embedder: Embedder,
    tokenizer: Tokenizer,
    progress: Progress,
) -> None:
    target = folder / manifest.collection
    target.mkdir()
    if not manifest.embedder:
        embedder.model.save(str(target / "embedder"), create_model_card=False)
    (target / "key").write_text(embedder.key, "utf-8")
    for name, documents in _documents(units, tokenizer).items():
        (target / name).mkdir()
        LexicalIndex.build(documents).save(target / name)
    vector_store = store.VectorStore(_client(folder, manifest), manifest.collection, embedder)
    vector_store.add(units, vectors, lambda done: progress("写入向量库", done, len(units)))


def _documents(units: Sequence[Unit], tokenizer: Tokenizer) -> dict[str, list[list[str]]]:
    """Tokens to index: the plan's texts, the same with all questions asked for them, the questions."""
    texts = [u for u in units if u.kind in TEXT_KINDS]
    questions = [u for u in units if u.kind in QUESTION_KINDS]
    asked = {u.id: tokenizer.terms(u.text) for u in questions}
    own = [tokenizer.terms(u.text) for u in texts]
    bags = [
        [*tokens, *(t for q in questions if _asks_for(q, u) for t in asked[q.id])]
        for u, tokens in zip(texts, own, strict=True)
    ]
    return {"texts": own, "bags": bags, "questions": list(asked.values())}


def _asks_for(question: Unit, text: Unit) -> bool:
    inside = text.start < question.end and question.start < text.end
    return inside and question.kind is UnitKind.QUESTION


TEXT_KINDS = (UnitKind.TITLE, UnitKind.TASK, UnitKind.SENTENCE)
QUESTION_KINDS = (UnitKind.QUESTION, UnitKind.GAP)


def _switch(folder: Path, manifest: Manifest) -> None:
    pointer = folder / f"current.{os.getpid()}.tmp"
    pointer.write_text(json.dumps(asdict(manifest), ensure_ascii=False), "utf-8")
    os.replace(pointer, folder / "current.json")


def _clean(folder: Path, manifest: Manifest) -> None:
    """Remove all but the newest generations; the last one may still serve another process."""
    old = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
    for path in old[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)
    if manifest.chroma_url:
        kept = [p.name for p in folder.iterdir() if p.is_dir()]
        store.drop(_client(folder, manifest), kept, f"{manifest.plan_id}-")


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the current generation, None when there is none that this version can read."""
    try:
        data = json.loads((folder / "current.json").read_text("utf-8"))
        manifest = Manifest(**data)
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.format == FORMAT else None


def open_index(dossier: Dossier, home: Path) -> Generation:
    """Open the current index of a plan.

    Raises:
        IndexFault: there is none; build it first.
    """
    folder = home / dossier.plan.id
    manifest = read_manifest(folder)
    if not manifest or not (folder / manifest.collection / "questions").is_dir():
        raise IndexFault(f"方案“{dossier.plan.id}”还没有索引。请先运行 plan-assistant index。")
    target, tokenizer = folder / manifest.collection, tokenizer_for(dossier)
    key = _saved_key(target)
    embedder = (
        load_model(manifest.embedder)
        if manifest.embedder
        else load_default(target / "embedder", key, tokenizer)
    )
    vectors, fault = _open_vectors(folder, manifest, embedder)
    return Generation(
        manifest=manifest,
        units=units_of(dossier),
        tokenizer=tokenizer,
        embedder=embedder,
        vectors=vectors,
        texts=LexicalIndex.load(target / "texts"),
        bags=LexicalIndex.load(target / "bags"),
        questions=LexicalIndex.load(target / "questions"),
        fault=fault,
    )


def _open_vectors(
    folder: Path, manifest: Manifest, embedder: Embedder
) -> tuple[store.VectorStore | None, str]:
    try:
        return store.VectorStore(_client(folder, manifest), manifest.collection, embedder), ""
    except StoreError as error:
        return None, str(error)


def _stands(folder: Path, manifest: Manifest) -> bool:
    """Whether the generation's data is really there."""
    try:
        client = _client(folder, manifest)
        names = {c.name for c in client.list_collections()}
    except (StoreError, OSError, ValueError):
        return False
    return manifest.collection in names and (folder / manifest.collection / "questions").is_dir()


def _saved_key(target: Path) -> str:
    path = target / "key"
    return path.read_text("utf-8") if path.is_file() else ""


def _client(folder: Path, manifest: Manifest) -> store.ClientAPI:
    if manifest.chroma_url:
        return store.server(manifest.chroma_url)
    return store.embedded(folder / manifest.collection / "chroma")
