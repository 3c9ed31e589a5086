"""Drafts as a model might write them, for judging the gate: a sentence, its proof, the shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.draft import Evidence
from assistant.llm.passages import Passage, governing
from assistant.llm.schema import Sentence, Support
from corpus.model import Plan


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence of a draft; ``kind`` names how it was made, ``clause`` what it was made of."""

    kind: str
    clause: int
    sentence: Sentence
    shown: tuple[Passage, ...]


def drafted(
    kind: str,
    text: str,
    shown: tuple[Passage, ...],
    quotes: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
) -> Drafted:
    """A draft; quotes are the whole passages and labels theirs unless given."""
    quotes = quotes or tuple(p.text for p in shown)
    labels = labels or tuple(p.label for p in shown)
    support = tuple(Support(label=n, quote=q) for n, q in zip(labels, quotes, strict=True))
    clause = shown[0].evidence.clause or 0
    return Drafted(kind, clause, Sentence(text=text, support=support), shown)


def all_passages(plan: Plan) -> Iterator[Passage]:
    """Every sentence of every clause, labelled S1."""
    for clause in plan.clauses:
        for s in clause.sentences:
            evidence = Evidence(s.start, s.end, clause.number)
            yield Passage("S1", s.text, evidence, governing(evidence, plan))
