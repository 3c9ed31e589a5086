"""Figures over scored replies: accuracy with intervals, retrieval, citations, refusals, speed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from evals.metrics import Rule, length, missing_facts
from evals.run import Scored

SEED, RESAMPLES = 20220831, 2000
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ``count`` cases with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.count}"


def share(flags: Sequence[bool | float]) -> Share:
    """Mean of ``flags`` with a seeded percentile bootstrap interval."""
    if not flags:
        return Share(math.nan, math.nan, math.nan, 0)
    values = np.asarray(flags, dtype=np.float64)
    draws = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), (0.025, 0.975))
    return Share(float(values.mean()), float(low), float(high), len(values))


def accuracy(scored: Sequence[Scored]) -> Share:
    """Strict accuracy."""
    return share([s.right for s in scored])


def by_category(scored: Sequence[Scored]) -> dict[str, Share]:
    """Strict accuracy of each category, by name."""
    names = sorted({s.case.category for s in scored})
    return {n: accuracy([s for s in scored if s.case.category == n]) for n in names}


def reasons(scored: Sequence[Scored]) -> Counter[Rule]:
    """How many replies break each rule."""
    return Counter(rule for s in scored for rule in {r.rule for r in s.reasons})


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything besides strict accuracy. Shares 0 … 1, ``length`` in characters, times in ms."""

    recall_1: float
    recall_3: float
    recall_5: float
    mrr: float
    ndcg: float
    citation_precision: float
    citation_recall: float
    departments: float
    values: float
    refusal_precision: float
    refusal_recall: float
    length: float
    median_ms: float
    p95_ms: float


FIGURE_NAMES = {
    "recall_1": "条款召回率@1",
    "recall_3": "条款召回率@3",
    "recall_5": "条款召回率@5",
    "mrr": "MRR",
    "ndcg": "nDCG@10",
    "citation_precision": "引文准确率",
    "citation_recall": "引文召回率",
    "departments": "责任部门完全一致",
    "values": "事实齐全",
    "refusal_precision": "拒答准确率",
    "refusal_recall": "拒答召回率",
    "length": "答复字数中位数",
    "median_ms": "用时中位数（毫秒）",
    "p95_ms": "用时第95百分位（毫秒）",
}


def figures(scored: Sequence[Scored]) -> Figures:
    """All figures of some replies."""
    found = [s for s in scored if s.case.required]
    times = [s.record.ms for s in scored]
    answered = [s for s in scored if s.reply.status.has_evidence]
    return Figures(
        recall_1=_mean(found, lambda s: recall(s, 1)),
        recall_3=_mean(found, lambda s: recall(s, 3)),
        recall_5=_mean(found, lambda s: recall(s, 5)),
        mrr=_mean(found, reciprocal_rank),
        ndcg=_mean(found, ndcg),
        citation_precision=_mean([s for s in found if s.reply.cited], citation_precision),
        citation_recall=_mean(found, citation_recall),
        departments=_mean(_graded(scored), departments_match),
        values=_mean(
            [s for s in scored if s.case.facts], lambda s: not missing_facts(s.case, s.reply)
        ),
        refusal_precision=_mean([s for s in scored if not s.reply.status.has_evidence], _refusal),
        refusal_recall=_mean([s for s in scored if s.case.refusal], _refused),
        length=float(median(length(s.reply.answer) for s in answered)) if answered else math.nan,
        median_ms=float(median(times)) if times else math.nan,
        p95_ms=float(np.quantile(times, 0.95)) if times else math.nan,
    )


def _mean(items: Sequence[Scored], value: Callable[[Scored], float | bool]) -> float:
    return fmean(float(value(s)) for s in items) if items else math.nan


def _graded(scored: Sequence[Scored]) -> list[Scored]:
    return [s for s in scored if s.case.departments is not None and not s.case.refusal]


def _refusal(s: Scored) -> bool:
    return any(not status.has_evidence for status in s.case.status)


def _refused(s: Scored) -> bool:
    return not s.reply.status.has_evidence


def recall(s: Scored, depth: int) -> float:
    """Share of the required clauses among the first ``depth`` found (at most ``depth`` can be)."""
    hits = len(s.case.required & set(s.record.ranking[:depth]))
    return hits / min(depth, len(s.case.required))


def reciprocal_rank(s: Scored) -> float:
    """1 / rank of the first required clause found, 0 when none is."""
    ranks = (i for i, place in enumerate(s.record.ranking, 1) if place in s.case.required)
    return 1 / next(ranks, math.inf)


def ndcg(s: Scored) -> float:
    """Normalised discounted cumulative gain over the first ten places found."""
    ranking = s.record.ranking[:_DEPTH]
    gain = sum(1 / math.log2(i + 1) for i, p in enumerate(ranking, 1) if p in s.case.required)
    ideal = sum(1 / math.log2(i + 1) for i in range(1, min(_DEPTH, len(s.case.required)) + 1))
    return gain / ideal


def citation_precision(s: Scored) -> float:
    """Share of the places cited that are required or allowed."""
    allowed = s.case.required | set(map(str, s.case.also))
    return len(s.reply.cited & allowed) / len(s.reply.cited)


def citation_recall(s: Scored) -> float:
    """Share of the required places that are cited."""
    return len(s.reply.cited & s.case.required) / len(s.case.required)


def departments_match(s: Scored) -> bool:
    """Whether the departments are exactly those expected, roles and clauses included."""
    return {d.key for d in s.case.departments or ()} == set(s.reply.departments)
