"""Nearest vectors."""

from __future__ import annotations

import numpy as np
import pytest

from index.build import Generation
from index.nearest import Nearest
from index.signals import Groups

ROWS = np.array([[1, 0], [0.6, 0.8], [0, 1], [0.6, 0.8], [-1, 0]], dtype=np.float32)
NEAREST = Nearest("abcde", ROWS)


def test_best_first_and_equals_in_the_order_of_the_rows() -> None:
    found = NEAREST.search([0.6, 0.8], 4)
    assert [name for name, _ in found] == ["b", "d", "c", "a"]
    assert [near for _, near in found] == pytest.approx([1.0, 1.0, 0.8, 0.6])


def test_the_limit_cuts_equals_in_the_order_of_the_rows() -> None:
    assert [name for name, _ in NEAREST.search([0.6, 0.8], 1)] == ["b"]
    assert len(NEAREST.search([1, 0], 99)) == len(ROWS)


def test_noise_in_the_last_digits_changes_nothing() -> None:
    noise = np.random.default_rng(0).normal(0, 1e-7, ROWS.shape).astype(np.float32)
    assert Nearest("abcde", ROWS + noise).search([0.6, 0.8], 3) == NEAREST.search([0.6, 0.8], 3)


def test_the_best_of_very_many_are_the_highest() -> None:
    cosines = np.random.default_rng(0).uniform(-1, 1, 5000).astype(np.float32)
    rows, near = Nearest(tuple(map(str, range(5000))), np.zeros((5000, 1))).best(cosines, 24)
    assert sorted(near) == sorted(np.round(np.sort(cosines)[-24:], 4))
    assert np.array_equal(near, np.round(cosines[rows], 4))


@pytest.mark.parametrize("run", [1, 40])
def test_groups_in_short_and_long_runs(run: int) -> None:
    """A group's best is that of its rows, wherever they stand; of no group is none."""
    rng = np.random.default_rng(1)
    group = np.repeat(rng.integers(-1, 5, 60), run)
    scores = rng.uniform(-0.2, 1, len(group))
    groups = Groups(group, 6)
    for g, best in enumerate(groups.best(scores)):
        rows = np.flatnonzero(group == g)
        assert np.array_equal(groups.rows(g), rows)
        assert best == scores[rows].max(initial=0.0)


def test_only_runs_far_from_what_is_asked_are_left_out() -> None:
    rng = np.random.default_rng(2)
    topics = np.repeat(rng.normal(size=(300, 32)), 16, axis=0)  # so many runs, each of one topic
    rows = topics + rng.normal(scale=0.3, size=topics.shape)
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    asked, first = rows[2000], 40
    near = Nearest(tuple(map(str, range(len(rows)))), rows).cosines(asked, first)
    exact = rows @ asked
    compared = near != 0
    assert compared[:first].all()
    assert first < np.count_nonzero(compared) < len(rows) / 2
    assert near[compared] == pytest.approx(exact[compared], abs=1e-5)
    assert compared[np.argsort(-exact)[:24]].all()


def test_without_some_rows() -> None:
    less = NEAREST.without(frozenset("bd"))
    assert [name for name, _ in less.search([0.6, 0.8], 2)] == ["c", "a"]


def test_nothing_held_finds_nothing() -> None:
    assert Nearest((), np.zeros((0, 2))).search([1, 0], 3) == []


def test_an_index_holds_its_units_in_their_order(generation: Generation) -> None:
    assert generation.nearest
    assert generation.nearest.ids == tuple(u.id for u in generation.units)


def test_a_question_is_nearest_to_itself(generation: Generation) -> None:
    assert generation.nearest
    unit = next(u for u in generation.units if "黑臭水体" in u.text)
    vector = generation.embedder.embed_query(unit.text)
    assert vector == pytest.approx(generation.embedder.encode([unit.text])[0].tolist(), abs=1e-5)
    found = dict(generation.nearest.search(vector, 3))
    assert found[unit.id] == pytest.approx(1.0, abs=1e-3)
