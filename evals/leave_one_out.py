"""Take a clause out of the plan, rebuild, ask its questions again: the right reply is a refusal.

The idea is KnowOrNot's (GovTech Singapore): a system that still answers makes things up, or passes
off a neighbour's text as the answer. What the plan without the clause still answers is not counted
(:mod:`evals.left`).

Two ways to the index without the clause. :class:`Cutter` rebuilds the lexical indexes in memory
from tokens made once and keeps the clause's vectors out of every search: seconds a clause, but the
default embedder is not fitted anew. :func:`rebuild` runs the whole build: a minute a clause. On the
same engine the shares refused agree; single cases may differ.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.catalog import Dossier
from corpus.model import Chapter, Plan
from evals.bench import HOME, Bench, open_bench, reopen
from evals.cases import Case
from evals.left import Left, eligible, worth
from evals.run import generate
from index.build import QUESTION_KINDS, TEXT_KINDS, _documents
from index.lexical import LexicalIndex

Opener = Callable[[int, Dossier], Bench]
Progress = Callable[[str], None]


def without_clause(dossier: Dossier, number: int) -> Dossier:
    """The dossier of the plan without one clause, nor the questions and gaps that belong to it."""
    return replace(
        dossier,
        plan=_cut(dossier.plan, number),
        paraphrases=tuple(p for p in dossier.paraphrases if p.clause != number),
        gaps=tuple(g for g in dossier.gaps if g.clause != number),
    )


def _cut(plan: Plan, number: int) -> Plan:
    def kept(chapter: Chapter) -> Chapter:
        return replace(chapter, clauses=tuple(c for c in chapter.clauses if c.number != number))

    plan = replace(plan, chapters=tuple(map(kept, plan.chapters)))
    if plan.general_duty_clause == number:
        return replace(plan, general_duty=None, general_duty_clause=None)
    return plan


def rebuild(home: Path = HOME / "leave-one-out") -> Opener:
    """Opens benches by whole builds, kept below ``home`` for the next run."""
    return lambda number, dossier: open_bench(home / f"clause-{number:02}", dossier)


class Cutter:
    """Opens benches without a clause from an index that is open already."""

    def __init__(self, full: Bench) -> None:
        self._full = full.generation
        self._documents = _documents(self._full.units, self._full.tokenizer)
        texts = tuple(u for u in self._full.units if u.kind in TEXT_KINDS)
        questions = tuple(u for u in self._full.units if u.kind in QUESTION_KINDS)
        self._owners = {"texts": texts, "bags": texts, "questions": questions}

    def __call__(self, number: int, dossier: Dossier) -> Bench:
        """The bench of ``dossier``, which lacks clause ``number``."""
        cut = frozenset(u.id for u in self._full.units if u.clause == number)
        nearest = self._full.nearest
        generation = replace(
            self._full,
            units=tuple(u for u in self._full.units if u.clause != number),
            nearest=nearest.without(cut) if nearest else None,
            texts=self._lexical("texts", number),
            bags=self._lexical("bags", number),
            questions=self._lexical("questions", number),
        )
        return reopen(dossier, generation)

    def _lexical(self, name: str, number: int) -> LexicalIndex:
        pairs = zip(self._documents[name], self._owners[name], strict=True)
        return LexicalIndex.build([tokens for tokens, unit in pairs if unit.clause != number])


def leave_one_out(
    dossier: Dossier,
    cases: Sequence[Case],
    opener: Opener,
    sample: int = 0,
    progress: Progress = lambda _: None,
) -> Iterator[Left]:
    """Ask every eligible case without its clause; ``sample`` > 0 takes that many clauses only."""
    by_clause: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        if eligible(case):
            by_clause[case.clauses[0]].append(case)
    numbers = sorted(by_clause)
    if 0 < sample < len(numbers):
        numbers = sorted(random.Random(0).sample(numbers, sample))
    for done, number in enumerate(numbers, 1):
        progress(f"去掉第{number}条（{done}/{len(numbers)}）")
        cut = without_clause(dossier, number)
        bench = opener(number, cut)
        for record, case in zip(generate(bench, by_clause[number]), by_clause[number], strict=True):
            yield Left(case, number, record, worth(case, record, dossier.plan, cut.plan))
