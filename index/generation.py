"""One built index of a plan: what it holds, where it lies, opening it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.catalog import Dossier
from index import store
from index.embedder import Embedder, load_default, load_model
from index.errors import IndexFault, StoreError
from index.lexical import LexicalIndex
from index.nearest import Nearest
from index.tokens import Tokenizer
from index.units import Unit, units_of

FORMAT = 6
POINTER = "current.json"
LEXICAL = ("texts", "bags", "questions", "precedents")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; equal ``digest`` means nothing to do.

    ``embedded`` counts the texts whose vectors had to be computed; the others' were taken over.
    """

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
    """An opened index.

    ``vectors`` and ``nearest`` are None when Chroma cannot be reached: lexical search only.
    """

    manifest: Manifest
    units: tuple[Unit, ...]
    tokenizer: Tokenizer
    embedder: Embedder
    vectors: store.VectorStore | None
    nearest: Nearest | None
    texts: LexicalIndex
    bags: LexicalIndex
    questions: LexicalIndex
    precedents: LexicalIndex
    fault: str = ""


def tokenizer_for(dossier: Dossier) -> Tokenizer:
    """The tokenizer that knows the names of departments and the lexicon's words."""
    return _tokenizer((*dossier.registry.aliases, *dossier.lexicon.terms))


@lru_cache(maxsize=2)
def _tokenizer(words: tuple[str, ...]) -> Tokenizer:
    """Building and opening share one: jieba's dictionary takes a second and 100 MB to load."""
    return Tokenizer(words)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the current generation; None when there is none this version can read."""
    try:
        manifest = Manifest(**json.loads((folder / POINTER).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.format == FORMAT else None


def open_index(dossier: Dossier, home: Path) -> Generation:
    """Open the current index of a plan.

    Raises:
        EmbedderError: the model it was built with cannot be loaded.
        IndexFault: there is none; build it first.
    """
    folder = home / dossier.plan.id
    manifest = read_manifest(folder)
    if not manifest or not has_files(folder, manifest):
        raise IndexFault(f"方案“{dossier.plan.id}”还没有索引。请先运行 plan-assistant index。")
    target, tokenizer = folder / manifest.collection, tokenizer_for(dossier)
    embedder = (
        load_model(manifest.embedder)
        if manifest.embedder
        else load_default(target / "embedder", saved_key(target), tokenizer)
    )
    units = units_of(dossier)
    vectors, nearest, fault = _open_vectors(folder, manifest, embedder, units)
    lexical = {name: LexicalIndex.load(target / name) for name in LEXICAL}
    return Generation(
        manifest, units, tokenizer, embedder, vectors, nearest, fault=fault, **lexical
    )


def _open_vectors(
    folder: Path, manifest: Manifest, embedder: Embedder, units: tuple[Unit, ...]
) -> tuple[store.VectorStore | None, Nearest | None, str]:
    try:
        vectors = open_vectors(folder, manifest, embedder)
        return vectors, vectors.nearest([u.id for u in units]), ""
    except StoreError as error:
        return None, None, str(error)


def open_vectors(folder: Path, manifest: Manifest, embedder: Embedder) -> store.VectorStore:
    """The vectors of a generation.

    Raises:
        StoreError: Chroma cannot be reached, or has them no more.
    """
    return store.VectorStore(client_of(folder, manifest), manifest.collection, embedder)


def stands(folder: Path, manifest: Manifest) -> bool:
    """Whether the generation's data is really there."""
    if not has_files(folder, manifest):
        return False
    try:
        return store.count(client_of(folder, manifest), manifest.collection) == manifest.units
    except StoreError:
        return False


def has_files(folder: Path, manifest: Manifest) -> bool:
    """Whether the files beside Chroma's are there."""
    target = folder / manifest.collection
    embedder = bool(manifest.embedder) or (target / "embedder").is_dir()
    return embedder and all(LexicalIndex.stands(target / name) for name in LEXICAL)


def saved_key(target: Path) -> str:
    """Identity of the embedder of the generation in ``target``; empty when not told."""
    path = target / "key"
    return path.read_text("utf-8") if path.is_file() else ""


def client_of(folder: Path, manifest: Manifest) -> store.ClientAPI:
    """The Chroma that holds a generation: the server it was built on, or its own."""
    if manifest.chroma_url:
        return store.server(manifest.chroma_url)
    return store.embedded(folder / manifest.collection / "chroma")
