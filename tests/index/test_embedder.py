"""Embedders: the default one, any model by path, and names that cannot be loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from corpus.catalog import Dossier
from index.build import Generation, build, open_index
from index.embedder import (
    Embedder,
    TableEmbedder,
    default_key,
    fit_default,
    load_default,
    load_model,
)
from index.errors import EmbedderError
from index.tokens import Tokenizer
from index.units import units_of

ROOT = Path(__file__).parents[2]
ASKED = ["黑臭水体什么时候清零", "化肥减少多少", "水源水质"]


@pytest.fixture(scope="module")
def texts(dossier: Dossier) -> list[tuple[str, ...]]:
    return [(u.text,) for u in units_of(dossier)]


@pytest.fixture(scope="module")
def tokenizer(generation: Generation) -> Tokenizer:
    return generation.tokenizer


@pytest.fixture(scope="module")
def embedder(texts: list[tuple[str, ...]], tokenizer: Tokenizer) -> TableEmbedder:
    return fit_default(texts, tokenizer)


def test_the_default_is_saved_as_a_sentence_transformer(
    embedder: TableEmbedder, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    embedder.save(tmp_path / "model")
    model = SentenceTransformer(str(tmp_path / "model"), device="cpu")
    assert isinstance(model[0], StaticEmbedding)
    cut = [" ".join(tokenizer.terms(text)) for text in ASKED]
    assert model.encode(cut) == pytest.approx(embedder.encode(ASKED), abs=1e-6)


def test_building_and_serving_need_no_torch(tmp_path: Path) -> None:
    told = """
import sys
from pathlib import Path
from index.build import build, open_index
from tests.index.small import dossier_in
folder = Path(sys.argv[1])
dossier = dossier_in(folder)
build(dossier, folder / "home")
assert open_index(dossier, folder / "home").embedder.embed_query("黑臭水体")
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", told, tmp_path], cwd=ROOT, check=True)


def test_vectors_have_length_one(embedder: TableEmbedder) -> None:
    vectors = embedder.encode(ASKED)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, embedder.weights.shape[1])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_langchain_gets_the_same_vectors(embedder: Embedder) -> None:
    assert embedder.embed_documents(ASKED) == embedder.encode(ASKED).tolist()
    assert embedder.embed_query(ASKED[1]) == pytest.approx(embedder.encode(ASKED)[1], abs=1e-6)


def test_alike_texts_are_near(embedder: Embedder) -> None:
    asked, right, wrong = embedder.encode(["黑臭水体整治", "完成12条黑臭水体整治", "减少化肥施用"])
    assert asked @ right > 0.5 > asked @ wrong


def test_fitting_is_deterministic(
    embedder: Embedder, texts: list[tuple[str, ...]], tokenizer: Tokenizer
) -> None:
    again = fit_default(texts, tokenizer)
    assert again.key == embedder.key
    assert np.array_equal(again.encode(ASKED), embedder.encode(ASKED))


def test_the_key_tells_what_was_learnt(texts: list[tuple[str, ...]]) -> None:
    assert default_key(texts) == default_key(list(texts))
    assert default_key(texts) != default_key([*texts, ("新的一句",)])
    assert default_key(texts) != default_key(texts, 64)


def test_saved_and_loaded_it_is_the_same(
    embedder: TableEmbedder, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    embedder.save(tmp_path / "model")
    loaded = load_default(tmp_path / "model", embedder.key, tokenizer)
    assert np.array_equal(loaded.encode(ASKED), embedder.encode(ASKED))


@pytest.mark.parametrize("text", ["", "？！", "的了吗", "龘靐齉", "zzzz qqqq", "\n"])
def test_unknown_words_make_no_nan(embedder: Embedder, text: str) -> None:
    vector = embedder.encode([text, ASKED[0]])
    assert np.isfinite(vector).all()
    assert not vector[0].any()
    assert vector[1].any()


def test_two_texts_are_enough(tokenizer: Tokenizer) -> None:
    vectors = fit_default([("黑臭水体整治",), ("化肥施用量减少",)], tokenizer).encode(["黑臭水体"])
    assert np.isfinite(vectors).all()
    assert vectors.any()


# Any sentence-transformers model


def test_a_transformer_is_loaded_by_path(transformer: str) -> None:
    one, other = load_model(transformer), load_model(transformer)
    assert one.key == other.key
    assert one.encode(ASKED).shape == (3, 32)
    assert np.array_equal(one.encode(ASKED), other.encode(ASKED))
    assert np.linalg.norm(one.encode(ASKED), axis=1) == pytest.approx(1, abs=1e-5)


def test_other_weights_under_the_same_path_are_another_model(
    transformer: str, tmp_path: Path
) -> None:
    path = str(tmp_path / "model")
    shutil.copytree(transformer, path)
    before = load_model(path)
    next(before.model.parameters()).data += 1
    before.model.save(path, create_model_card=False)
    assert load_model(path).key != before.key


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)


def broken(folder: Path, kind: str) -> str:
    """A name that no model can be loaded from."""
    folder.mkdir()
    if kind == "hub":
        return "nobody/no-such-model"
    if kind == "nonsense":
        return "模型 ？"
    if kind == "missing":
        return str(folder / "missing")
    if kind == "garbage":
        (folder / "config.json").write_bytes(b"\xff\xfe garbage")
        (folder / "modules.json").write_bytes(b"{")
    return str(folder)


def no_weights(folder: Path, transformer: str, data: bytes) -> str:
    """The tiny transformer with its weights cut short."""
    shutil.copytree(transformer, folder)
    (weights,) = folder.rglob("*.safetensors")
    weights.write_bytes(data)
    return str(folder)


def check_told(name: str, error: EmbedderError) -> None:
    assert name in str(error)
    assert "PLAN_EMBEDDING_MODEL" in str(error)
    assert "不设置该变量则使用内置模型" in str(error)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("kind", ["hub", "nonsense", "missing", "empty", "garbage"])
def test_a_name_that_cannot_be_loaded_says_the_way_out(tmp_path: Path, kind: str) -> None:
    name = broken(tmp_path / "model", kind)
    with pytest.raises(EmbedderError) as caught:
        load_model(name)
    check_told(name, caught.value)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("data", [b"", b"garbage" * 9], ids=["empty", "garbage"])
def test_broken_weights_say_the_way_out(tmp_path: Path, transformer: str, data: bytes) -> None:
    name = no_weights(tmp_path / "model", transformer, data)
    with pytest.raises(EmbedderError) as caught:
        load_model(name)
    check_told(name, caught.value)


@pytest.mark.usefixtures("offline")
def test_a_model_that_cannot_be_loaded_leaves_the_old_index(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = build(dossier, tmp_path)
    with pytest.raises(EmbedderError):
        build(dossier, tmp_path, model="nobody/no-such-model")
    opened = open_index(dossier, tmp_path)
    assert opened.manifest == before
    assert opened.vectors
    assert opened.vectors.count() == before.units
