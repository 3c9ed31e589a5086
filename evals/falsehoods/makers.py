"""Every way of making attacks: drafts that say what the plan does not."""

from __future__ import annotations

from collections.abc import Iterator

from evals.drafts import Drafted
from evals.falsehoods.claims import (
    COMPARATORS,
    STRONGER,
    UNITS,
    a_date_over_more,
    an_inner_date_over_all,
    dates_put_elsewhere,
    denials_changed,
    figures_changed,
    limits_dropped,
    swaps,
    years_changed,
)
from evals.falsehoods.forger import Forger, Make
from evals.falsehoods.inventions import inventions, wrong_clauses, wrong_departments, wrong_proofs
from evals.falsehoods.words import (
    pieces_cut,
    pieces_mixed,
    pieces_turned,
    two_clauses_merged,
    words_joined,
    words_swapped,
)

MAKERS: tuple[Make, ...] = (
    figures_changed,
    swaps("单位改动", UNITS),
    years_changed,
    swaps("比较词改动", COMPARATORS),
    denials_changed,
    swaps("夸大", STRONGER),
    limits_dropped,
    wrong_departments,
    wrong_clauses,
    two_clauses_merged,
    pieces_mixed,
    dates_put_elsewhere,
    a_date_over_more,
    an_inner_date_over_all,
    pieces_cut,
    words_joined,
    words_swapped,
    pieces_turned,
    wrong_proofs,
    inventions,
)


def attacks(forger: Forger) -> Iterator[Drafted]:
    """Every attack of every kind, made from every sentence of every clause."""
    for passage in forger.passages:
        for make in MAKERS:
            yield from make(forger, passage)
