"""The assistant under evaluation, put together in one place so that parts can be exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.decide.fit import Model
from assistant.engine import Assistant
from corpus.catalog import DEFAULT_PLAN, Dossier, load_dossier
from index.build import Generation, build, open_index
from index.ranker import Weights
from index.retriever import PlanRetriever

HOME = Path("var/evals")


@dataclass(frozen=True, slots=True)
class Bench:
    """A plan with its opened index, the retriever and the assistant over both."""

    dossier: Dossier
    generation: Generation
    retriever: PlanRetriever
    assistant: Assistant


def open_bench(
    home: Path = HOME,
    dossier: Dossier | None = None,
    weights: Weights | None = None,
    model: Model | None = None,
) -> Bench:
    """The assistant over ``dossier`` (default plan when None), its index built under ``home``."""
    dossier = dossier or load_dossier(DEFAULT_PLAN)
    build(dossier, home / "index")
    return reopen(dossier, open_index(dossier, home / "index"), weights, model)


def reopen(
    dossier: Dossier,
    generation: Generation,
    weights: Weights | None = None,
    model: Model | None = None,
) -> Bench:
    """The assistant over an index that is open already; ``model`` takes the place of the fitted."""
    retriever = PlanRetriever(generation, dossier.lexicon, weights)
    return Bench(dossier, generation, retriever, Assistant(dossier, retriever, model=model))
