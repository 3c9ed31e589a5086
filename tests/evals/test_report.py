"""The report says what was measured and keeps the test split blind."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.web.quality import read_history, read_summary
from corpus.catalog import load_dossier
from evals import plots
from evals.baselines import Outcome
from evals.cases import Split, split_of
from evals.figures import Share
from evals.left import Left, Worth
from evals.quick import failures, summary, write_failures
from evals.report.write import write_report
from evals.results import baseline_row, exhaustive_json, leave_one_out_json, write
from evals.run import Record, Scored, score_one
from tests.evals.conftest import case, quoting

DEV = next(f"fact-{n}" for n in range(99) if split_of(f"fact-{n}") is Split.DEV)
TEST = next(f"fact-{n}" for n in range(99) if split_of(f"fact-{n}") is Split.TEST)


@pytest.fixture
def wrong() -> list[Scored]:
    """One failure of each split; the question and the answer of the test case are marked."""
    plan, replies = load_dossier().plan, {DEV: ("明问<b>|", "明答[1]"), TEST: ("隐问", "隐答[1]")}
    return [
        score_one(
            case(name, question, history=(question + "前",)),
            Record(name, 5.0, ("4",), quoting(4, answer).to_dict()),
            plan,
        )
        for name, (question, answer) in replies.items()
    ]


def test_only_dev_failures_are_shown(wrong: list[Scored], tmp_path: Path) -> None:
    assert [s.case.id for s in failures(wrong)] == [DEV]
    assert write_failures(wrong, tmp_path / "f.txt") == 1
    assert "隐" not in (tmp_path / "f.txt").read_text("utf-8") + summary(wrong)
    assert write_failures(wrong, tmp_path / "f.txt", blind=False) == 2


def test_the_report_shows_dev_failures_and_figures_of_both(
    wrong: list[Scored], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    row = baseline_row("朴素", [Outcome(s.case, False, None) for s in wrong])
    write(home / "baselines.json", [row])
    write(
        home / "leave_one_out.json",
        leave_one_out_json([Left(s.case, 2, s.record, Worth.ANSWERED) for s in wrong]),
    )
    write(home / "exhaustive.json", exhaustive_json([]))
    rows = [{"name": "ask", "value": "1 毫秒", "ratio": "2"}]
    write(home / "benchmark.json", {"note": "同一次", "rows": rows})
    write_report(wrong, home, tmp_path)
    for name in ("evals.md", "evals.html"):
        text = (tmp_path / name).read_text("utf-8")
        assert "隐" not in text
        assert "<b>" not in text
        for word in ("明问", "缺少应引条款", "测试集", "朴素", "去掉一条再问", "ask", "MRR"):
            assert word in text


def test_the_page_needs_nothing_from_elsewhere(wrong: list[Scored], tmp_path: Path) -> None:
    write_report(wrong, tmp_path, tmp_path)
    page = (tmp_path / "evals.html").read_text("utf-8")
    assert "<svg" in page
    assert not any(word in page for word in ("<script", "<link", "src=", "@import"))


def test_plots_are_well_formed() -> None:
    share = Share(0.5, 0.4, 0.6, 10)
    svg = plots.bars(["甲<&", "乙"], {"一": [share, None], "二": [share, share]}, 0.9)
    assert len(ElementTree.fromstring(svg).findall(".//{*}rect")) == 3 + 2


def test_the_summary_keeps_the_test_half_blind(wrong: list[Scored], tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_text('{"date": "2000-01-01", "dev": 0.5}\n', "utf-8")
    for _ in range(2):
        write_report(wrong, tmp_path, tmp_path)
    told = (tmp_path / "summary.json").read_text("utf-8")
    assert "隐" not in told
    found = read_summary(tmp_path)
    assert found
    assert [f.question for f in found.failures] == ["明问<b>|前 → 明问<b>|"]
    assert found.overall.dev == found.categories[0].dev
    assert found.overall.test
    assert (found.overall.test.value, found.overall.test.count) == (0, 1)
    assert [m.dev for m in read_history(tmp_path)] == [0.5, 0]
