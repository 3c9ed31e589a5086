"""The catalogue of plans: a folder each, loaded whole or refused with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.catalog import DEFAULT_PLAN, HERE, load_dossier, plan_ids
from corpus.errors import PlanError, Problem

META = """source = "source.txt"
departments = "qingdao.json"
place = "云溪"
names = ["云溪行动计划"]
contact = "云溪县人民政府办公室"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A catalogue of one invented plan, with the real departments."""
    folder = tmp_path / "plans" / "yunxi-2031"
    folder.mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "invented-plan.txt", folder / "source.txt")
    (folder / "plan.toml").write_text(META, "utf-8")
    shutil.copytree(HERE / "departments", tmp_path / "departments")
    (tmp_path / "lexicon").mkdir()
    return tmp_path


def test_the_plan_at_hand() -> None:
    assert DEFAULT_PLAN in plan_ids()
    dossier = load_dossier()
    assert dossier.plan.id == DEFAULT_PLAN
    assert dossier.place == "青岛"
    assert "崂山区" in dossier.districts
    assert dossier.plan.document.title in dossier.names
    assert "12345" in dossier.contact
    assert load_dossier() is dossier


def test_another_plan(root: Path) -> None:
    assert plan_ids(root / "plans") == ("yunxi-2031",)
    dossier = load_dossier("yunxi-2031", root)
    assert dossier.plan.document.title == "云溪县民生实事三年行动计划"
    assert dossier.place == "云溪"
    assert dossier.districts == dossier.paraphrases == dossier.gaps == ()
    assert dossier.departments[:2] == ("县交通运输局", "县财政局")


@pytest.mark.parametrize("name", ["", "nowhere", "../corpus", "qingdao-2022/..", "."])
def test_an_unknown_plan(name: str) -> None:
    with pytest.raises(PlanError) as caught:
        load_dossier(name)
    [problem] = caught.value.problems
    assert problem.line == 0
    assert DEFAULT_PLAN in problem.message


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-be", "utf-8-sig"])
def test_a_source_in_another_encoding(root: Path, encoding: str) -> None:
    path = root / "plans/yunxi-2031/source.txt"
    text = path.read_text("utf-8")
    path.write_bytes(text.encode(encoding))
    assert load_dossier("yunxi-2031", root).plan.source == text


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", "没有条款。".encode()])
def test_a_source_that_is_no_plan(root: Path, data: bytes) -> None:
    (root / "plans/yunxi-2031/source.txt").write_bytes(data)
    before = sorted(root.rglob("*"))
    with pytest.raises(PlanError):
        load_dossier("yunxi-2031", root)
    assert sorted(root.rglob("*")) == before


def test_a_missing_source_is_named(root: Path) -> None:
    (root / "plans/yunxi-2031/source.txt").unlink()
    with pytest.raises(PlanError, match=r"source\.txt"):
        load_dossier("yunxi-2031", root)


def test_problems_read_well() -> None:
    error = PlanError((Problem(3, "编号重复。"), Problem(0, "文件是空的。")))
    assert str(error) == "第3行：编号重复。；文件是空的。"
