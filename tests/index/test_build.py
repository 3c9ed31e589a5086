"""Building: idempotent, telling its progress, embedding only what changed, never half done."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.catalog import Dossier
from index.build import Manifest, build, open_index, read_manifest
from index.errors import IndexFault
from index.retriever import PlanRetriever
from index.units import units_of
from tests.index import processes
from tests.index.small import PLAN_ID, changed_dossier_in


class Told:
    """Progress as it was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.steps.append((stage, done, total))

    @property
    def stages(self) -> list[str]:
        return list(dict.fromkeys(stage for stage, _, _ in self.steps))


def generations(home: Path) -> set[str]:
    return {p.name for p in (home / PLAN_ID).iterdir() if p.is_dir()}


def check_serves(dossier: Dossier, home: Path, manifest: Manifest) -> None:
    """The generation of ``manifest`` is open to all ways of searching."""
    opened = open_index(dossier, home)
    assert (opened.manifest, opened.fault) == (manifest, "")
    assert opened.vectors
    assert opened.vectors.count() == len(opened.units) == manifest.units
    found = PlanRetriever(opened, dossier.lexicon).search("黑臭水体整治")
    assert found.fault == ""
    assert found.hits[0].unit.clause == 2
    assert opened.nearest
    assert opened.nearest.search(opened.embedder.embed_query("黑臭水体整治"), 3)


# What a build does


def test_a_second_build_does_nothing(dossier: Dossier, tmp_path: Path) -> None:
    first, told = build(dossier, tmp_path), Told()
    files = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("embedder/*")}
    assert build(dossier, tmp_path, progress=told) == first
    assert told.steps == [("索引已是最新", first.units, first.units)]
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("embedder/*")} == files
    assert generations(tmp_path) == {first.collection}
    check_serves(dossier, tmp_path, first)


def test_progress_is_told(dossier: Dossier, tmp_path: Path) -> None:
    told, units = Told(), units_of(dossier)
    manifest = build(dossier, tmp_path, progress=told)
    assert told.stages == ["准备向量模型", "计算向量", "写入向量库", "完成"]
    assert all(0 <= done <= total for _, done, total in told.steps)
    assert ("计算向量", manifest.embedded, manifest.embedded) in told.steps
    assert ("写入向量库", len(units), len(units)) in told.steps


def test_equal_texts_are_embedded_once(dossier: Dossier, tmp_path: Path) -> None:
    manifest = build(dossier, tmp_path)
    assert manifest.embedded == len({u.text for u in units_of(dossier)}) < manifest.units


def test_no_index_is_told(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="请先运行 plan-assistant index"):
        open_index(dossier, tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 5}'])
def test_a_broken_pointer_is_no_index(dossier: Dossier, tmp_path: Path, text: str) -> None:
    first = build(dossier, tmp_path)
    (tmp_path / PLAN_ID / "current.json").write_text(text, "utf-8")
    with pytest.raises(IndexFault, match="还没有索引"):
        open_index(dossier, tmp_path)
    second = build(dossier, tmp_path)
    assert second.collection != first.collection
    check_serves(dossier, tmp_path, second)


@pytest.mark.parametrize("lost", ["chroma", "texts", "questions", "embedder"])
def test_lost_data_is_built_again(dossier: Dossier, tmp_path: Path, lost: str) -> None:
    first = build(dossier, tmp_path)
    # Under a name that this process has not opened: Chroma keeps open files usable.
    moved = replace(first, collection=f"{first.collection}-moved")
    folder = tmp_path / PLAN_ID
    (folder / first.collection).rename(folder / moved.collection)
    shutil.rmtree(folder / moved.collection / lost)
    pointer = folder / "current.json"
    pointer.write_text(pointer.read_text("utf-8").replace(first.collection, moved.collection))
    second = build(dossier, tmp_path)
    assert second.collection not in {first.collection, moved.collection}
    check_serves(dossier, tmp_path, second)


def test_lost_vectors_are_a_fault_and_stay_lost(dossier: Dossier, tmp_path: Path) -> None:
    first = build(dossier, tmp_path)
    opened = open_index(dossier, tmp_path)
    assert opened.vectors
    opened.vectors.client.delete_collection(first.collection)
    for _ in range(2):
        again = open_index(dossier, tmp_path)
        assert again.vectors is None
        assert again.nearest is None
        assert "向量库（Chroma）不可用" in again.fault
        assert PlanRetriever(again, dossier.lexicon).search("黑臭水体整治").hits
    second = build(dossier, tmp_path)
    check_serves(dossier, tmp_path, second)


# What changed, and what is left


def test_the_generation_before_stays_the_older_go(dossier: Dossier, tmp_path: Path) -> None:
    changed = changed_dossier_in(tmp_path / "plan")
    made = [build(d, tmp_path) for d in (dossier, changed, dossier)]
    assert len({m.collection for m in made}) == 3
    assert generations(tmp_path) == {m.collection for m in made[1:]}
    check_serves(dossier, tmp_path, made[-1])


def test_a_reader_keeps_its_generation(dossier: Dossier, tmp_path: Path) -> None:
    build(dossier, tmp_path)
    reader = PlanRetriever(open_index(dossier, tmp_path), dossier.lexicon)
    before = reader.search("黑臭水体整治")
    build(changed_dossier_in(tmp_path / "plan"), tmp_path)
    assert reader.search("黑臭水体整治") == before


def test_only_what_changed_is_embedded_again(
    dossier: Dossier, transformer: str, tmp_path: Path
) -> None:
    first = build(dossier, tmp_path, model=transformer)
    assert first.embedded == len({u.text for u in units_of(dossier)})
    changed, told = changed_dossier_in(tmp_path / "plan"), Told()
    second = build(changed, tmp_path, model=transformer, progress=told)
    assert (second.units, second.embedded) == (first.units + 1, 1)
    assert ("计算向量", 1, 1) in told.steps
    assert build(dossier, tmp_path, model=transformer).embedded == 0
    check_serves(dossier, tmp_path, read_manifest(tmp_path / PLAN_ID) or first)


def test_vectors_taken_over_are_those_computed(
    dossier: Dossier, transformer: str, tmp_path: Path
) -> None:
    changed = changed_dossier_in(tmp_path / "plan")
    build(dossier, tmp_path / "one", model=transformer)
    taken, computed = [], []
    for home, out in ((tmp_path / "one", taken), (tmp_path / "other", computed)):
        build(changed, home, model=transformer)
        opened = open_index(changed, home)
        assert opened.vectors
        out.append(opened.vectors.vectors())
    assert taken[0].keys() == computed[0].keys()
    for digest, vector in computed[0].items():
        assert taken[0][digest] == pytest.approx(vector, abs=1e-5)


def test_another_model_embeds_all(dossier: Dossier, transformer: str, tmp_path: Path) -> None:
    distinct = len({u.text for u in units_of(dossier)})
    assert build(dossier, tmp_path).embedded == distinct
    manifest = build(dossier, tmp_path, model=transformer)
    assert manifest.embedded == distinct
    check_serves(dossier, tmp_path, manifest)
    opened = open_index(dossier, tmp_path)
    assert len(opened.embedder.embed_query("黑臭水体")) == 32
    assert build(dossier, tmp_path).embedder == ""


# Killed, and at the same time


@pytest.mark.slow
@pytest.mark.parametrize("point", [processes.EMBEDDING, processes.WRITING, processes.SWITCHING])
def test_a_killed_build_leaves_the_old_index(dossier: Dossier, tmp_path: Path, point: str) -> None:
    home = tmp_path / "home"
    before = build(dossier, home)
    reader = PlanRetriever(open_index(dossier, home), dossier.lexicon)

    processes.killed_build(point, home, tmp_path / "child")
    check_serves(dossier, home, before)
    assert reader.search("黑臭水体整治").hits
    left = {p.name for p in (home / PLAN_ID).iterdir()} - {"current.json", "build.lock"}
    assert (left != {before.collection}) == (point != processes.EMBEDDING)

    changed = changed_dossier_in(tmp_path / "plan")
    after = build(changed, home)
    check_serves(changed, home, after)
    assert generations(home) == {before.collection, after.collection}
    assert not list((home / PLAN_ID).glob("*.tmp"))


@pytest.mark.slow
def test_a_build_killed_after_the_switch_is_done(dossier: Dossier, tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = build(dossier, home)
    processes.killed_build(processes.CLEANING, home, tmp_path / "child")
    changed, told = changed_dossier_in(tmp_path / "plan"), Told()
    after = build(changed, home, progress=told)
    assert told.stages == ["索引已是最新"]
    assert after.collection != before.collection
    check_serves(changed, home, after)


@pytest.mark.slow
def test_two_builders_at_once_build_one_index(tmp_path: Path) -> None:
    results = processes.builds_at_once(2, tmp_path / "home", lambda i: tmp_path / str(i))
    (one, _), (other, _) = results
    assert one == other
    assert sorted("计算向量" in stages for _, stages in results) == [False, True]
    assert generations(tmp_path / "home") == {one.collection}
    check_serves(changed_dossier_in(tmp_path / "plan"), tmp_path / "home", one)


def test_who_waits_for_another_build_is_told(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / PLAN_ID).mkdir()
    other, told = FileLock(str(tmp_path / PLAN_ID / "build.lock"), thread_local=False), Told()
    other.acquire()

    def progress(stage: str, done: int, total: int) -> None:
        told(stage, done, total)
        other.release()

    build(dossier, tmp_path, progress=progress)
    assert told.stages[0] == "等待另一个进程建完索引"
    assert told.stages[-1] == "完成"
