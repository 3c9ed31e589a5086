"""No case stands, or nearly stands, in what the assistant learns from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.cases import Case, load_cases
from evals.leaks import Questions, bigrams, dice, find_leaks

ASKED = "黑臭水体什么时候全部清零？"


def case(question: str) -> Case:
    return Case(id=question, category="fact", question=question, status=("answered",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A corpus with one leak in the lexicon's words, the paraphrases and the gaps each."""
    plan = tmp_path / "plans" / "p"
    for folder in (tmp_path / "lexicon", plan / "paraphrases", plan / "gaps"):
        folder.mkdir(parents=True)
    (plan / "source.txt").write_text("黑臭水体全部清零", "utf-8")
    (tmp_path / "lexicon" / "water.tsv").write_text(
        "黑臭水体\t臭水沟、黑臭水体什么时候全部清零\n黑臭水体全部清零\t清零\n", "utf-8"
    )
    row = {"clause": 13, "quote": "x", "citizen": ["臭水沟几时治好", "黑臭水体什么时候全部清零呢"]}
    gaps = [{"clause": 13, "ask": q, "missing": "m", "kind": "k"} for q in (ASKED, "花多少钱治水")]
    write(plan / "paraphrases" / "a.jsonl", row)
    write(plan / "gaps" / "a.jsonl", *gaps)
    (plan / "precedents").mkdir()
    (plan / "precedents" / "part-1.tsv").write_text(
        f"{ASKED}\tanswered\t13\t0\n臭水沟归谁管\tanswered\t13\t0\n", "utf-8"
    )
    return tmp_path


def write(path: Path, *rows: object) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_no_case_has_leaked() -> None:
    found = find_leaks(load_cases())  # apart from the assert: pytest would print the cases
    assert found.total == 0


def test_leaks_are_counted_and_nothing_is_changed(root: Path) -> None:
    before = {p: p.read_bytes() for p in root.rglob("*.*") if p.is_file()}
    found = find_leaks([case(ASKED)], root)
    assert (found.lexicon, found.paraphrases, found.gaps, found.precedents) == (1, 1, 1, 1)
    assert before == {p: p.read_bytes() for p in before}


def test_fix_removes_paraphrases_and_gaps_only(root: Path) -> None:
    find_leaks([case(ASKED)], root, fix=True)
    again = find_leaks([case(ASKED)], root)
    assert (again.lexicon, again.paraphrases, again.gaps) == (1, 0, 0)
    (kept,) = rows(root / "plans/p/paraphrases/a.jsonl")
    assert kept["citizen"] == ["臭水沟几时治好"]
    assert [r["ask"] for r in rows(root / "plans/p/gaps/a.jsonl")] == ["花多少钱治水"]


def test_overlap_is_dice_over_character_bigrams() -> None:
    assert dice(bigrams("甲乙丙"), bigrams("甲，乙丙！")) == 1.0
    assert dice(bigrams("甲乙丙"), bigrams("乙丙丁")) == 0.5
    assert dice(bigrams("甲"), bigrams("乙")) == 0.0


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ＡＢ什么时候做完", True),
        ("ab 什么时候做完？", True),
        ("ab什么时候能做完", True),
        ("ab到底什么时候做完", False),
        ("谁负责", False),
    ],
)
def test_near_is_the_same_folded_or_four_fifths_of_the_bigrams(text: str, near: bool) -> None:
    assert Questions(["AB什么时候做完"]).near(text) is near


def test_a_question_of_one_character_leaks_only_as_itself() -> None:
    assert Questions(["甲"]).near("甲？")
    assert not Questions(["甲"]).near("乙")
