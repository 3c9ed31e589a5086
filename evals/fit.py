"""Fit the model of ``assistant/decide/fit.json``: is the place found the one that is meant?

Every case with one gold clause is asked twice, with the clause in the plan and without it
(:mod:`evals.leave_one_out`). Only the dev split and the practice cases are used, so that the test
split still tells the truth about the result.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.answer import Status
from assistant.decide.fit import NAMES, Features, Model, is_literal
from assistant.engine import Assistant
from evals.bench import Bench
from evals.cases import Case
from evals.leave_one_out import Cutter, without_clause
from evals.left import REFUSALS, answerable, eligible
from evals.unheard import unheard

_QUANTILES = (0.25, 0.5, 0.75)
_SMOOTH = 0.3
_FOLDS = 10
_STEADY = 1e-4


@dataclass(frozen=True, slots=True)
class Sample:
    """Features of the first place tried for a case.

    ``right`` tells whether it is the one meant, ``refused`` whether another rule refuses anyway;
    ``case`` is the same with the clause and without it.
    """

    features: Features
    right: bool
    refused: bool
    case: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """The model; shares of wrong places refused and of right ones kept, cross-validated."""

    model: Model
    refused: float
    kept: float


class _Recorder(Model):
    """A model to which every place fits, and that remembers what it saw."""

    seen: ClassVar[list[Features]] = []

    def fits(self, features: Features) -> bool:
        self.seen.append(features)
        return True


def recorder() -> Model:
    """A model to which every place fits."""
    return _Recorder((), (), (), (), 0.0, 0.0)


def samples(
    bench: Bench, cases: Sequence[Case], progress: Callable[[str], None] = lambda _: None
) -> list[Sample]:
    """Ask each case that the plan answers, and each eligible one also without its clause.

    Whatever is found for a question of the rest of the world is wrong, too. The same is asked of
    questions that the index never heard (:mod:`evals.unheard`).
    """
    told = [c for c in cases if not c.refusal and (c.clauses or c.parts)]
    progress(f"有答案的{len(told)}题")
    found = _asked(bench, told, right=True)
    found += _asked(bench, [c for c in cases if c.status[0] is Status.OUT_OF_SCOPE], right=False)
    found += _cut(bench, told, progress)
    deaf, strange = unheard(bench)
    progress(f"没听过的问法{len(strange)}题")
    return [*found, *_asked(deaf, strange, right=True), *_cut(deaf, strange, progress)]


def _cut(bench: Bench, cases: Sequence[Case], progress: Callable[[str], None]) -> list[Sample]:
    """Every eligible case asked without its clause."""
    by_clause: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        if eligible(case) and not answerable(case, bench.dossier.plan):
            by_clause[case.clauses[0]].append(case)
    cut, found = Cutter(bench), list[Sample]()
    for number, mine in sorted(by_clause.items()):
        progress(f"去掉第{number}条：{len(mine)}题")
        found += _asked(cut(number, without_clause(bench.dossier, number)), mine, right=False)
    return found


def _asked(bench: Bench, cases: Sequence[Case], right: bool) -> list[Sample]:
    assistant = Assistant(bench.dossier, bench.retriever, model=recorder())
    return [s for case in cases if (s := _sample(assistant, case, right))]


def _sample(assistant: Assistant, case: Case, right: bool) -> Sample | None:
    """What was seen for one case; None when it needs no search, or found another place."""
    if case.history:  # the turns before are read once and kept; only the last is to be seen
        assistant.ask(case.question, case.history)
    _Recorder.seen.clear()
    answer = assistant.ask(case.question, case.history)
    if not _Recorder.seen:
        return None
    cited = {str(c.clause or c.part) for c in answer.citations}
    if right and not cited & case.required:
        return None
    return Sample(_Recorder.seen[0], right, answer.status in REFUSALS, case.id)


def fit(seen: Sequence[Sample], goal: float) -> Fitted:
    """Fit the model; its bar is the lowest at which ``goal`` of the wrong places are refused."""
    values = np.array([astuple(s.features) for s in seen], dtype=np.float64)
    labels = np.array([s.right for s in seen])
    mean, scale = values.mean(axis=0), values.std(axis=0)
    scale[scale < _STEADY] = 1.0  # a feature that never changes tells nothing
    knots = np.quantile(values, _QUANTILES, axis=0)
    design = np.hstack(
        [(values - mean) / scale, *(np.maximum(values - k, 0) / scale for k in knots)]
    )
    estimator = LogisticRegression(max_iter=5000, C=_SMOOTH)
    predicted = cross_val_predict(
        estimator,
        design,
        labels,
        groups=np.array([s.case for s in seen]),
        cv=GroupKFold(_FOLDS),
        method="predict_proba",
    )
    estimator.fit(design, labels)
    model = Model(
        mean=_rounded(mean),
        scale=_rounded(scale),
        knots=tuple(map(_rounded, knots)),
        weights=tuple(map(_rounded, estimator.coef_[0].reshape(1 + len(knots), -1))),
        bias=round(float(estimator.intercept_[0]), 5),
        bar=0.0,
    )
    sure = [
        1.0 if is_literal(s.features) else float(p)
        for s, p in zip(seen, predicted[:, 1], strict=True)
    ]
    return _with_bar(model, seen, sure, goal)


def _with_bar(model: Model, seen: Sequence[Sample], sure: Sequence[float], goal: float) -> Fitted:
    wrong = [(p, s.refused) for p, s in zip(sure, seen, strict=True) if not s.right]
    right = [p for p, s in zip(sure, seen, strict=True) if s.right]
    for bar in np.arange(0.0, 1.0, 0.01):
        refused = sum(done or p < bar for p, done in wrong) / len(wrong)
        if refused >= goal:
            break
    kept = sum(p >= bar for p in right) / len(right)
    return Fitted(replace(model, bar=round(float(bar), 2)), refused, kept)


def _rounded(row: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(v), 5) for v in row)


def save(model: Model, path: Path) -> None:
    """Write the model as JSON."""
    raw = {
        "features": NAMES,
        "mean": model.mean,
        "scale": model.scale,
        "knots": model.knots,
        "weights": model.weights,
        "bias": model.bias,
        "bar": model.bar,
    }
    path.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
