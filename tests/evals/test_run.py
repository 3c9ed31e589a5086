"""Generating, keeping, scoring and rescoring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.answer import Answer
from evals.bench import Bench
from evals.metrics import Rule
from evals.run import generate, load, save, score
from tests.evals.conftest import case, quoting

Make = Callable[..., Bench]


def test_records_hold_answer_time_and_ranking(bench_of: Make) -> None:
    (record,) = generate(bench_of(lambda q: quoting(2)), [case("a")])
    assert record.ranking == ("2", "3")
    assert record.ms > 0
    assert record.raw["citations"][0]["clause"] == 2


def test_a_crash_does_not_end_the_run_and_tells_no_question(bench_of: Make) -> None:
    def reply(question: str) -> Answer:
        if question == "密语":
            raise ValueError(question)
        return quoting(2)

    bench, cases = bench_of(reply), [case("a", "密语"), case("b")]
    first, second = score(cases, generate(bench, cases), bench.dossier.plan)
    assert [r.rule for r in first.reasons] == [Rule.CRASH]
    assert "密语" not in str(first.reasons[0])
    assert second.right


def test_old_answers_are_rescored_without_asking(bench_of: Make, tmp_path: Path) -> None:
    bench, cases, path = (
        bench_of(lambda q: quoting(2)),
        [case("a"), case("b")],
        tmp_path / "a.jsonl",
    )
    save(generate(bench, cases), path)
    again = score(cases, load(path), bench.dossier.plan)
    assert [s.right for s in again] == [True, True]
    stricter = [case("a", facts=(("缺",),)), case("b")]
    assert [s.right for s in score(stricter, load(path), bench.dossier.plan)] == [False, True]


def test_only_cases_with_a_record_are_scored(bench_of: Make) -> None:
    bench = bench_of(lambda q: quoting(2))
    records = [*generate(bench, [case("a"), case("old")])]
    scored = score([case("new"), case("a")], records, bench.dossier.plan)
    assert [s.case.id for s in scored] == ["a"]
