"""Finding clauses by words: what the retriever finds, by clause, with the words that were hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.catalog import Dossier
from corpus.model import Plan
from index.ranker import Hit
from index.retriever import PlanRetriever
from index.units import UnitKind

_POOL = 60  # units looked at; several belong to one clause
_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the plan; highlights are stretches of ``Plan.source``, as start and end are."""

    text: str
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """A clause, or another part of the text, with its sentences nearest to the query."""

    part: str
    clause: int | None
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Hits, best first; ``fault`` says which way of searching failed."""

    hits: tuple[ClauseHit, ...]
    fault: str = ""


def search(dossier: Dossier, retriever: PlanRetriever, query: str, limit: int = 10) -> Results:
    """The clauses nearest to ``query``, at most ``limit``."""
    found = retriever.search(query, _POOL)
    words = _words(dossier, retriever, query)
    places: dict[tuple[str, int | None], list[Hit]] = {}
    for hit in found.hits:
        places.setdefault((hit.unit.part, hit.unit.clause), []).append(hit)
    hits = tuple(
        ClauseHit(part, clause, round(mine[0].score, 4), _passages(dossier.plan, mine, words))
        for (part, clause), mine in list(places.items())[:limit]
    )
    return Results(hits, found.fault)


def hit_object(plan: Plan, hit: ClauseHit) -> dict[str, Any]:
    """A hit as a plain object, with the names of its place."""
    clause = plan.clause(hit.clause) if hit.clause else None
    chapter = plan.chapter(clause.chapter) if clause else None
    return {
        "plan_id": plan.id,
        "part": hit.part,
        "clause": hit.clause,
        "label": clause.label if clause else "",
        "title": clause.title if clause else "",
        "chapter": chapter.text if chapter else "",
        "score": hit.score,
        "passages": [
            {
                "text": p.text,
                "start": p.start,
                "end": p.end,
                "highlights": [{"start": start, "end": end} for start, end in p.highlights],
            }
            for p in hit.passages
        ],
    }


def _passages(plan: Plan, hits: list[Hit], words: list[str]) -> tuple[Passage, ...]:
    """The sentences among the hits; where only the title or a task was hit, that."""
    units = [h.unit for h in hits if h.unit.kind is UnitKind.SENTENCE] or [hits[0].unit]
    return tuple(
        Passage(text, unit.start, unit.end, _marks(text, unit.start, words))
        for unit in units[:_PASSAGES]
        for text in [plan.quote(unit.start, unit.end)]
    )


def _words(dossier: Dossier, retriever: PlanRetriever, query: str) -> list[str]:
    """Words to mark: those of the query, and the official ones for what it says."""
    cut = retriever.tokenizer.words
    official = [o for _, others in dossier.lexicon.find(query) for o in others]
    words = [w for text in (query, *official) for w in (text, *cut(text))]
    return sorted({w for w in words if len(w) > 1}, key=len, reverse=True)


def _marks(text: str, start: int, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand, longest first, overlaps left out."""
    folded, taken = text.lower(), list[tuple[int, int]]()
    for word in words:
        at = folded.find(word.lower())
        while at >= 0:
            end = at + len(word)
            if all(end <= a or at >= b for a, b in taken):
                taken.append((at, end))
            at = folded.find(word.lower(), at + 1)
    return tuple((start + a, start + b) for a, b in sorted(taken))
