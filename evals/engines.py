"""Default and model side by side, on the same cases over the same index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.engine import Assistant
from assistant.settings import Settings
from evals.bench import HOME, Bench
from evals.cached import CachedModel
from evals.cases import Case
from evals.figures import share
from evals.results import Json, share_json
from evals.run import Scored, generate, save, score

ANSWERS = HOME / "answers-llm.jsonl"
DRAFTS = HOME / "drafts"


def with_model(bench: Bench, settings: Settings, drafts: Path = DRAFTS) -> Assistant:
    """An assistant over the bench's index with the settings' model, its replies kept."""
    helped = Assistant(bench.dossier, bench.retriever)
    helped.use_model(settings)
    assert helped.helper
    helped.helper.service.model = CachedModel(helped.helper.service.model, drafts)
    return helped


def compare(
    bench: Bench,
    cases: Sequence[Case],
    settings: Settings,
    default: Sequence[Scored],
    answers: Path = ANSWERS,
    drafts: Path = DRAFTS,
) -> Json:
    """Strict accuracy of both, by split and category, and what became of the model's words."""
    helped = with_model(bench, settings, drafts)
    records = list(generate(bench, cases, lambda c: helped.ask(c.question, c.history, c.id)))
    save(records, answers)
    mine = score(cases, records, bench.dossier.plan)
    assert helped.helper
    model = helped.helper.service.model
    uses = Counter(str(s.reply.raw["engine"]) for s in mine)
    return {
        "model": settings.llm_model,
        "rewrite": settings.llm_rewrite,
        "rerank": settings.llm_rerank,
        "extractive": _shares(default),
        "llm": _shares(mine),
        "worded": uses["llm"],
        "cases": len(mine),
        "asked": model.asked if isinstance(model, CachedModel) else 0,
        "uses": helped.helper.meter.totals(),
        "gained": _differing(default, mine, right=True),
        "lost": _differing(default, mine, right=False),
    }


def _shares(scored: Sequence[Scored]) -> dict[str, Any]:
    groups: dict[str, list[bool]] = {"all": [s.right for s in scored]}
    for s in scored:
        groups.setdefault(s.case.split.value, []).append(s.right)
        groups.setdefault(s.case.category, []).append(s.right)
    return {name: share_json(share(rights)) for name, rights in groups.items()}


def _differing(default: Sequence[Scored], mine: Sequence[Scored], right: bool) -> int:
    """Cases that only the model gets right; with ``right`` False those that it alone gets wrong."""
    before = {s.case.id: s.right for s in default}
    return sum(s.right is right and before.get(s.case.id) is not right for s in mine)
