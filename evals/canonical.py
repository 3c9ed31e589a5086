"""Fit which canonical utterance a question is to be read as (``assistant/canonical.json``).

Every practice question without history is put in every utterance whose slots it fills, and each of
these is asked. The utterance is right where its answer is strictly right for the question. One
logistic model a kind learns that from the frames. No case of ``evals/cases`` is seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from assistant.canonical import Canonical
from assistant.decide.find import Finder
from assistant.understand.ngrams import SCALE, NgramModel, grams
from assistant.understand.reader import Reader
from corpus.canonical import load_utterances
from corpus.words import load_words
from evals.bench import Bench
from evals.cases import PRACTICE, Case, load_cases
from evals.metrics import grade, read_reply

_LEAST, _KEPT = 4, 6000  # of n-grams: questions that have one at least; those of a model
_STRENGTH = 10.0
_REFUSED_WEIGHT = 4.0
_FEW = 6  # questions that an utterance must be right for to be learnt
_FOLDS = 5
_BARS = (0.6, 0.7, 0.85, 0.9)
_BATCH = re.compile(r"-(\w+)-\d+$")
_NEVER = -8.0  # the bias of an utterance that is not learnt


@dataclass(frozen=True, slots=True)
class Sample:
    """A frame, the kinds that its slots fill, and those of them that are right.

    ``refused``: nothing is to be answered at all.
    """

    case: str
    frame: str
    filled: tuple[str, ...]
    right: frozenset[str]
    refused: bool


def samples(bench: Bench, report: Callable[[str], None] = lambda _: None) -> list[Sample]:
    """The practice questions as samples; injections are none, their words are no frames."""
    finder = Finder(bench.dossier, bench.retriever)
    reader = Reader(bench.dossier, load_words("places"), finder.tokenizer.cut)
    canonical = Canonical(finder, NgramModel((), (), {}))

    @cache
    def asked(text: str) -> Mapping[str, Any]:
        return bench.assistant.ask(text).to_dict()

    found = list[Sample]()
    cases = [c for c in load_cases(PRACTICE) if not c.history and c.category != "injection"]
    for at, case in enumerate(cases):
        question = reader.read(case.question)
        if candidates := canonical.candidates(question):
            own = bench.assistant.ask(case.question).to_dict()
            right = (k for k, text in candidates.items() if _serves(case, asked(text), own, bench))
            frame = canonical.frame(question)
            sample = Sample(case.id, frame, tuple(candidates), frozenset(right), case.refusal)
            found.append(sample)
        if at % 2000 == 0:
            report(f"{at}/{len(cases)}")
    return found


def _serves(case: Case, raw: Mapping[str, Any], own: Mapping[str, Any], bench: Bench) -> bool:
    """Whether a reply is right for a case; from the same places as a right reply of its own.

    A short number may stand in a reply to quite another question.
    """
    plan, reply, told = bench.dossier.plan, read_reply(raw), read_reply(own)
    if not reply.status.has_evidence or grade(case, reply, plan):
        return False
    return bool(grade(case, told, plan)) or told.cited == reply.cited


def fit(seen: Sequence[Sample]) -> NgramModel:
    """One model for each utterance, over the n-grams that tell most for all of them."""
    counts = Counter(g for s in seen for g in grams(s.frame))
    first = sorted(g for g, n in counts.items() if n >= _LEAST)
    size = np.abs(np.vstack([w for w, _ in _estimated(seen, first)])).sum(axis=0)
    kept = sorted(first[i] for i in np.argsort(-size)[:_KEPT])
    weights, bias = zip(*_estimated(seen, kept), strict=True)
    columns = np.rint(np.vstack(weights).T * SCALE).astype(int).tolist()
    rounded = tuple(round(float(b), 4) for b in bias)
    kinds = tuple(u.kind for u in load_utterances())
    return NgramModel(kinds, rounded, dict(zip(kept, map(tuple, columns), strict=True)))


def _estimated(
    seen: Sequence[Sample], vocabulary: Sequence[str]
) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Weights and bias of each utterance, in their order."""
    counter = CountVectorizer(analyzer=grams, vocabulary=vocabulary)
    design = normalize(counter.transform([s.frame for s in seen])).tocsr()
    for utterance in load_utterances():
        kind = utterance.kind
        rows = [i for i, s in enumerate(seen) if kind in s.filled]
        right = np.array([kind in seen[i].right for i in rows])
        if right.sum() < _FEW or right.all():
            yield np.zeros(len(vocabulary)), _NEVER
            continue
        estimator = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-3)
        weight = [_REFUSED_WEIGHT if seen[i].refused else 1.0 for i in rows]
        estimator.fit(design[rows], right, sample_weight=weight)
        yield estimator.coef_[0], float(estimator.intercept_[0])


def precision(seen: Sequence[Sample]) -> Iterator[tuple[float, int, float]]:
    """By bar: how many questions the likeliest utterance is chosen for, and the share right."""
    chances = folded(seen)
    for bar in _BARS:
        best = ((s, max(chances[s.case].items(), key=lambda c: c[1])) for s in seen)
        right = [kind in s.right for s, (kind, chance) in best if chance >= bar]
        yield bar, len(right), float(np.mean(right)) if right else 0.0


def folded(seen: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """By case the chances of its utterances, from models that saw nothing of its batch."""
    batches = sorted({_batch(s.case) for s in seen})
    fold = {name: at % _FOLDS for at, name in enumerate(batches)}
    chances = dict[str, dict[str, float]]()
    for at in range(_FOLDS):
        model = fit([s for s in seen if fold[_batch(s.case)] != at])
        for s in seen:
            if fold[_batch(s.case)] == at:
                all_ = model.chances(s.frame)
                chances[s.case] = {k: all_[k] for k in s.filled}
    return chances


def _batch(case: str) -> str:
    match = _BATCH.search(case)
    return match[1] if match else ""
