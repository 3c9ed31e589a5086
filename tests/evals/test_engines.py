"""Both engines side by side; replies are kept, so that scoring again asks nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.settings import Settings
from evals.bench import Bench
from evals.cases import load_cases
from evals.engines import compare
from evals.report.blocks import blocks
from evals.results import write
from evals.run import generate, score
from evals.service import faithful, rejects_formats, running, says


@pytest.fixture(scope="module")
def bench(assistant: Assistant) -> Bench:
    retriever = assistant.retriever
    return Bench(assistant.dossier, retriever.index, retriever, assistant)


def test_a_faithful_model_is_measured_and_not_asked_twice(bench: Bench, tmp_path: Path) -> None:
    cases = [c for c in load_cases(Path("evals/practice")) if c.category == "fact"][:12]
    default = score(cases, generate(bench, cases), bench.dossier.plan)
    drafts, answers = tmp_path / "drafts", tmp_path / "answers.jsonl"
    with running() as server:
        server.will(rejects_formats(says(faithful)))
        settings = Settings(
            _env_file=None,
            home=tmp_path,
            llm_model="faithful",
            llm_base_url=server.url,
            llm_rewrite=True,
        )
        first = compare(bench, cases, settings, default, answers, drafts)
        asked = len(server.requests)
        again = compare(bench, cases, settings, default, answers, drafts)
        assert len(server.requests) == asked
    assert [way["name"] for way in first["ways"]] == ["措辞", "措辞、改写"]
    assert first["ways"][0]["asked"] > 0
    assert [way["asked"] for way in again["ways"]] == [0, 0]
    assert first["ways"][0]["worded"] == again["ways"][0]["worded"] > 0
    assert first["ways"][0]["shares"] == again["ways"][0]["shares"]
    write(tmp_path / "engines.json", first)
    shown = next(b for b in blocks(default, tmp_path) if b.title == "语言模型与默认作答")
    assert shown.table
    assert shown.table.head[2:] == ("默认", "措辞", "措辞、改写")
    assert shown.table.rows[0][0] == "合计"
