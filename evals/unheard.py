"""Questions in a voice that the index never heard: people nobody wrote paraphrases for.

The paraphrases of one voice (citizens) are taken out of the index and asked. They are farther from
what is known than the cases are, whose ways of asking the paraphrases have grown to meet.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from assistant.answer import Status
from corpus.catalog import HERE
from corpus.paraphrases import spoken
from evals.bench import Bench, reopen
from evals.cases import Case
from index.build import _documents
from index.lexical import LexicalIndex
from index.units import UnitKind

VOICE, _EVERY = "citizen", 5


def unheard(bench: Bench, voice: str = VOICE) -> tuple[Bench, tuple[Case, ...]]:
    """The bench without the questions of a voice, and every fifth of these as a case."""
    plan = bench.dossier.plan.id
    told = spoken(HERE / "plans" / plan / "paraphrases", voice)
    gone = frozenset(question for _, question in told)
    cases = tuple(
        Case(
            id=f"unheard-{i}", category="colloquial", question=question, departments=None,
            status=(Status.ANSWERED,), clauses=(clause,),
        )
        for i, (clause, question) in enumerate(told)
        if clause and int(hashlib.sha256(question.encode()).hexdigest(), 16) % _EVERY == 0
    )  # fmt: skip
    return _without(bench, gone), cases


def _without(bench: Bench, gone: frozenset[str]) -> Bench:
    full = bench.generation
    units = tuple(u for u in full.units if u.kind is not UnitKind.QUESTION or u.text not in gone)
    cut = frozenset(u.id for u in full.units) - frozenset(u.id for u in units)
    built = {k: LexicalIndex.build(d) for k, d in _documents(units, full.tokenizer).items()}
    nearest = full.nearest.without(cut) if full.nearest else None
    dossier = replace(
        bench.dossier,
        paraphrases=tuple(
            replace(p, questions=tuple(q for q in p.questions if q not in gone))
            for p in bench.dossier.paraphrases
        ),
    )
    generation = replace(
        full,
        units=units,
        nearest=nearest,
        texts=built["texts"],
        bags=built["bags"],
        questions=built["questions"],
    )
    return reopen(dossier, generation)
