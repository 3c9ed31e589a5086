"""Questions to go on with, each of which the plan answers."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.compose.draft import Draft
from corpus.catalog import Dossier
from corpus.numerals import to_han


def follow_ups(draft: Draft, citations: tuple[Citation, ...], dossier: Dossier) -> tuple[str, ...]:
    """Up to three questions that lead on from an answer or a refusal."""
    numbers = [c.clause for c in citations if c.clause] or list(draft.related)
    clause = dossier.plan.clause(numbers[0]) if numbers else None
    if clause is None:
        asked = ("主要目标有哪些？", f"{dossier.examples.due}？")
        return () if draft.status.has_evidence else asked
    label = f"第{to_han(clause.number)}条"
    found = [f"{label}讲什么？"]
    if any(t.duties for t in clause.tasks):
        found.append(f"{label}由谁负责？")
    if draft.departments:
        found.append(f"{draft.departments[0].name}还负责什么？")
    return tuple(found)
