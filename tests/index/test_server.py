"""A Chroma server: built on, searched, lost; and addresses that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalog import Dossier
from index import store
from index.build import build, open_index
from index.errors import StoreError
from index.retriever import PlanRetriever
from tests.index import processes
from tests.index.small import PLAN_ID, changed_dossier_in
from tests.index.test_build import check_serves, generations
from tests.servers import Chroma, free_port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Chroma]:
    running = Chroma(tmp_path / "server")
    yield running
    running.kill()


def collections(url: str) -> set[str]:
    return {c.name for c in store.server(url).list_collections()}


@pytest.mark.slow
def test_built_and_searched_then_lost(dossier: Dossier, server: Chroma, tmp_path: Path) -> None:
    home = tmp_path / "home"
    manifest = build(dossier, home, chroma_url=server.url)
    assert manifest.chroma_url == server.url
    assert not list(home.rglob("chroma.sqlite3"))
    check_serves(dossier, home, manifest)
    assert build(dossier, home, chroma_url=server.url) == manifest

    reader = PlanRetriever(open_index(dossier, home), dossier.lexicon)
    before = reader.search("黑臭水体整治")
    server.kill()
    assert reader.search("黑臭水体整治") == before  # what is open is held in memory

    opened = open_index(dossier, home)
    assert opened.vectors is None
    check_degraded(opened.fault)
    again = PlanRetriever(opened, dossier.lexicon).search("黑臭水体整治")
    assert again.fault == opened.fault
    assert [h.unit for h in again.hits][:3] == [h.unit for h in before.hits][:3]
    with pytest.raises(StoreError, match="PLAN_CHROMA_URL"):
        build(changed_dossier_in(tmp_path / "plan"), home, chroma_url=server.url)

    server.start()
    assert build(dossier, home, chroma_url=server.url) == manifest
    check_serves(dossier, home, manifest)


def check_degraded(fault: str) -> None:
    assert fault.startswith("向量库（Chroma）不可用")
    assert "PLAN_CHROMA_URL" in fault


@pytest.mark.slow
def test_leftovers_go_and_what_belongs_to_others_stays(
    dossier: Dossier, server: Chroma, tmp_path: Path
) -> None:
    home, others = tmp_path / "home", {f"{PLAN_ID}-of-another-home", "something-else"}
    for name in others:
        store.server(server.url).create_collection(name, embedding_function=None)
    before = build(dossier, home, chroma_url=server.url)

    processes.killed_build(processes.WRITING, home, tmp_path / "child", server.url)
    check_serves(dossier, home, before)
    assert len(collections(server.url) - others) == 2

    changed = changed_dossier_in(tmp_path / "plan")
    after = build(changed, home, chroma_url=server.url)
    check_serves(changed, home, after)
    assert collections(server.url) == {before.collection, after.collection, *others}
    assert generations(home) == {before.collection, after.collection}

    # Away from the server again.
    last = build(changed, home)
    assert last.chroma_url == ""
    check_serves(changed, home, last)


@pytest.mark.parametrize(
    "url",
    ["chroma", "127.0.0.1:8000", "ftp://127.0.0.1:8000", "http://", "http://a:b", "http://[::1",
     "http://127.0.0.1:99999", "？？"],
)  # fmt: skip
def test_a_malformed_address_is_told(dossier: Dossier, tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError) as caught:
        build(dossier, tmp_path, chroma_url=url)
    message = f"PLAN_CHROMA_URL“{url}”不是有效地址，应形如 http://127.0.0.1:8000。"
    assert str(caught.value) == message


def test_nobody_at_the_address_is_told_and_the_old_index_serves(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = build(dossier, tmp_path)
    with pytest.raises(StoreError) as caught:
        build(dossier, tmp_path, chroma_url=f"http://127.0.0.1:{free_port()}")
    check_degraded(str(caught.value))
    check_serves(dossier, tmp_path, before)
