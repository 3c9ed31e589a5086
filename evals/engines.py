"""Default and model side by side, on the same cases over the same index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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


def ways(settings: Settings) -> Iterator[tuple[str, Settings]]:
    """What the model may be used for, each hint by itself: a hint is worth what it alone adds."""
    hints = {"llm_rewrite": settings.llm_rewrite, "llm_rerank": settings.llm_rerank}
    none = dict.fromkeys(hints, False)
    yield "措辞", settings.model_copy(update=none)
    names = {"llm_rewrite": "措辞、改写", "llm_rerank": "措辞、排序"}
    for hint in (h for h, wanted in hints.items() if wanted):
        yield names[hint], settings.model_copy(update=none | {hint: True})
    if all(hints.values()):
        yield "措辞、改写、排序", settings


def compare(
    bench: Bench,
    cases: Sequence[Case],
    settings: Settings,
    default: Sequence[Scored],
    answers: Path = ANSWERS,
    drafts: Path = DRAFTS,
) -> Json:
    """The default engine and each use of the model; the last one's answers are kept."""
    used = [_used(bench, cases, s, default, n, answers, drafts) for n, s in ways(settings)]
    return {
        "model": settings.llm_model,
        "cases": len(cases),
        "extractive": _shares(default),
        "ways": used,
    }


def _used(
    bench: Bench,
    cases: Sequence[Case],
    settings: Settings,
    default: Sequence[Scored],
    name: str,
    answers: Path,
    drafts: Path,
) -> Json:
    """Strict accuracy by split and category, and what became of the model's words."""
    helped = with_model(bench, settings, drafts)
    records = list(generate(bench, cases, lambda c: helped.ask(c.question, c.history, c.id)))
    save(records, answers)
    mine = score(cases, records, bench.dossier.plan)
    assert helped.helper
    model = helped.helper.service.model
    engines = Counter(str(s.reply.raw["engine"]) for s in mine)
    return {
        "name": name,
        "shares": _shares(mine),
        "worded": engines["llm"],
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
