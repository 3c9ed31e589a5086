"""The report as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evals.report.blocks import blocks
from evals.report.layout import markdown, page
from evals.report.names import BAR, CATEGORY_BAR, CATEGORY_NAMES
from evals.run import Scored
from evals.summary import summary_object, write_summary


def write_report(scored: Sequence[Scored], home: Path, out: Path) -> None:
    """Write ``evals.md``, ``evals.html`` and the files of ``summary`` to ``out``."""
    found, title = blocks(scored, home), "问答评测报告"
    out.mkdir(parents=True, exist_ok=True)
    (out / "evals.md").write_text(markdown(found, title, "evals.html"), "utf-8")
    (out / "evals.html").write_text(page(found, title), "utf-8")
    bars = (BAR, CATEGORY_BAR)
    write_summary(summary_object(scored, CATEGORY_NAMES, bars, date.today()), out)
