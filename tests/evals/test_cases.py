"""The case format, the loader, the split."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalog import load_dossier
from evals.cases import CaseError, Split, load_cases, split_of

LINE = {"id": "fact-001", "category": "fact", "question": "密语", "status": ["answered"]}


def write(folder: Path, *rows: object) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "fact.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def test_reads_a_case_and_fills_what_is_left_out(tmp_path: Path) -> None:
    (case,) = load_cases(write(tmp_path, LINE, ""))
    assert case.departments == ()
    assert case.plan == "qingdao-2022"
    assert case.required == frozenset()


def test_departments_may_be_ungraded(tmp_path: Path) -> None:
    (case,) = load_cases(write(tmp_path, LINE | {"departments": None}))
    assert case.departments is None


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        LINE | {"status": []},
        LINE | {"status": ["sure"]},
        LINE | {"clauses": ["二"]},
        LINE | {"clause": [2]},
        LINE | {"departments": [{"name": "甲局", "role": "help", "clause": 2}]},
    ],
)
def test_a_bad_line_is_named_without_its_text(tmp_path: Path, row: object) -> None:
    with pytest.raises(CaseError, match=r"fact\.jsonl:2") as caught:
        load_cases(write(tmp_path, "", row))
    assert "密语" not in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="编号重复"):
        load_cases(write(tmp_path, LINE, LINE))


def test_the_split_depends_on_the_id_alone() -> None:
    for number in range(50):
        name = f"fact-{number:03}"
        even = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0
        assert split_of(name) is (Split.DEV if even else Split.TEST)


def test_the_splits_are_disjoint_and_together_all() -> None:
    dev, test = load_cases(split=Split.DEV), load_cases(split=Split.TEST)
    ids = [c.id for c in (*dev, *test)]  # ids alone: pytest would print whole cases
    total = len(load_cases())
    assert len(set(ids)) == len(ids) == total
    assert total >= 600


def test_every_clause_and_category_is_covered() -> None:
    cases = load_cases()
    clauses = Counter(n for c in cases for n in c.clauses)
    numbers = {c.number for c in load_dossier().plan.clauses}
    assert set(clauses) == numbers
    assert min(clauses.values()) >= 5
    assert min(Counter(c.category for c in cases).values()) >= 30


def test_expected_departments_stand_in_the_plan() -> None:
    plan = load_dossier().plan
    owners = {(d.name, d.role.value, t.clause) for t in plan.tasks() for d in t.duties}
    wrong = [c.id for c in load_cases() for d in c.departments or () if d.key not in owners]
    assert wrong == []
