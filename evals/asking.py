"""Fit the models of wording: which aspect a question asks for, and whether a sentence attacks.

The first (``assistant/decide/asking.json``) is fitted on the frames of ``corpus/asking``, the
known questions a plan answers (paraphrases) and
does not answer (gaps, by their kind), and the practice cases that are answered. No case of
``evals/cases`` is seen.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from assistant.answer import Status
from assistant.decide.asking import Asking
from assistant.decide.find import Finder
from assistant.dialogue.asides import ASIDE, Asides
from assistant.understand.guard import ATTACK, ELSEWHERE
from assistant.understand.ngrams import SCALE, NgramModel, grams
from assistant.understand.parts import pieces
from assistant.understand.reader import Reader
from corpus.asking import MATTER, STATED, load_aspects
from corpus.model import Plan
from corpus.words import load_lines, load_words
from evals.bench import Bench
from evals.cases import PRACTICE, load_cases

_LEAST, _KEPT = 3, 9000
_STRENGTH = 3.0
_UNSAID_WEIGHT = 5.0
_WRAPPED, _WORDED, _TOLD = 2, 2, 4
_SAID = 2
_SHORT = 5
_PIECE = re.compile(r"[^\d，。；]{5,16}")  # of a sentence that is asked about in its own words
_FOLDS = 3
# How frames stand in messages.
_BEFORE = (
    "",
    "",
    "",
    "请问",
    "我想问下",
    "麻烦问一下，",
    "到底",
    "方案里",
    "文件说了没，",
    "市里说的",
    "你好，",
)
_AFTER = (
    "",
    "",
    "",
    "啊",
    "呢",
    "呀",
    "？",
    "，说清楚点",
    "，方案有没有写",
    "，有规定吗",
    "，给我查查",
    "，谢谢",
)
_MATTERS = (
    MATTER,
    MATTER,
    f"{MATTER}的",
    f"{MATTER}这事",
    f"{MATTER}，",
    f"那个{MATTER}",
    f"这{MATTER}",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A frame and the aspect it asks for; ``group`` is the clause it is of, None of none."""

    frame: str
    kind: str
    group: int | None = None


def asked(bench: Bench) -> list[Sample]:
    """Everything to fit on."""
    rng, finder = random.Random(0), Finder(bench.dossier, bench.retriever)
    asking = Asking(finder, _NOTHING)
    reader = Reader(bench.dossier, load_words("places"), finder.tokenizer.cut)
    kinds = {a.kind for a in load_aspects()}

    def framed(text: str) -> str:
        return asking.frame(reader.read(text))

    frames = [(f, a.kind) for a in load_aspects() for f in a.frames]
    found = [Sample(_wrapped(f, rng), kind) for f, kind in frames for _ in range(_WRAPPED)]
    matters = _matters(bench.dossier.plan)
    found += [
        Sample(framed(f.replace(MATTER, rng.choice(matters))), kind)
        for f, kind in frames
        if MATTER in f
        for _ in range(_WORDED)
    ]
    found += [
        Sample(framed(q), STATED, p.clause or 0)
        for p in bench.dossier.paraphrases
        for q in p.questions
    ]
    found += [
        Sample(framed(g.ask), g.kind, g.clause or 0)
        for g in bench.dossier.gaps
        if g.kind in kinds and g.kind != "place"  # places of gaps are mostly other districts
    ]
    found += [
        Sample(framed(c.question), STATED)
        for c in load_cases(PRACTICE)
        if not c.refusal and not c.history and c.category != "injection"
    ]
    return found


def _matters(plan: Plan) -> list[str]:
    """What a plan has aims for and the pieces of its sentences, without figures."""
    sentences = [s for task in plan.tasks() for s in task.sentences]
    named = {t.indicator for s in sentences for t in s.targets}
    named |= {p for s in sentences for p in pieces(s.text) if _PIECE.fullmatch(p)}
    return sorted(named)


def attacking(bench: Bench) -> list[Sample]:
    """Attacks, questions of the rest of the world, and questions of plans."""
    practice = load_cases(PRACTICE)
    found = [Sample(line, ATTACK) for line in load_lines("attacks") for _ in range(_SAID)]
    found += [Sample(line, ELSEWHERE) for line in load_lines("elsewhere") for _ in range(_SAID)]
    for case in practice:
        kind = _OF_STATUS.get(case.status)
        if kind and not case.history:
            found.append(Sample(case.question, kind))
        elif Status.BLOCKED not in case.status and case.category != "injection":
            ours = (case.question, *case.history)
            found += [Sample(q, STATED) for q in ours for _ in range(_TOLD)]
    found += [
        Sample(q, STATED, p.clause or 0)
        for p in bench.dossier.paraphrases
        for q in p.questions
        for _ in range(_SAID)
    ]
    found += [Sample(line, STATED) for line in load_lines("ordinary") for _ in range(_TOLD)]
    return found + [Sample(g.ask, STATED, g.clause or 0) for g in bench.dossier.gaps]


def beside(bench: Bench) -> list[Sample]:
    """Asides, and the parts of questions of plans, of attacks and of what the world asks."""
    finder = Finder(bench.dossier, bench.retriever)
    reader = Reader(bench.dossier, load_words("places"), finder.tokenizer.cut)
    plain = Asides(reader, finder, _NOTHING).plain
    told = [(q, p.clause or 0) for p in bench.dossier.paraphrases for q in p.questions]
    told += [(g.ask, g.clause or 0) for g in bench.dossier.gaps]
    told += [(line, 0) for name in ("attacks", "elsewhere") for line in load_lines(name)]
    # Of a practice question of several parts some may be asides; not in follow-ups.
    for case in load_cases(PRACTICE):
        for q in (case.question, *case.history):
            parts = pieces(q)
            whole = bool(case.history) or len(parts) == 1
            told += [(p, 0) for p in parts if (whole and len(p) > _SHORT) or not plain(p)]
    found = [Sample(line, ASIDE) for line in load_lines("asides")]
    return found + [Sample(part, STATED, at) for q, at in told for part in pieces(q)]


_OF_STATUS: dict[tuple[Status, ...], str] = {
    (Status.BLOCKED,): ATTACK,
    (Status.OUT_OF_SCOPE,): ELSEWHERE,
}
_NOTHING = NgramModel((STATED,), (0.0,), {})


def _wrapped(frame: str, rng: random.Random) -> str:
    frame = frame.replace(MATTER, rng.choice(_MATTERS), 1)
    return rng.choice(_BEFORE) + frame + rng.choice(_AFTER)


def check(seen: Sequence[Sample], bar: float) -> tuple[float, float]:
    """Shares of what plans say taken for other, and of other known, at ``bar``.

    Measured in clauses that the models were not fitted on.
    """
    said, unsaid = list[bool](), list[bool]()
    for fold in range(_FOLDS):
        held = [s for s in seen if s.group is not None and s.group % _FOLDS == fold]
        rest = [s for s in seen if s.group is None or s.group % _FOLDS != fold]
        model = fit(rest)
        for s in held:
            alarm = 1.0 - model.probabilities(s.frame)[STATED] >= bar
            (said if s.kind == STATED else unsaid).append(alarm)
    return float(np.mean(said)), float(np.mean(unsaid)) if unsaid else 0.0


def fit(seen: Sequence[Sample]) -> NgramModel:
    """A model over the n-grams that tell most."""
    counts = Counter(g for s in seen for g in grams(s.frame))
    first = sorted(g for g, n in counts.items() if n >= _LEAST)
    size = np.abs(_estimated(seen, first).coef_).max(axis=0)
    kept = sorted(first[i] for i in np.argsort(-size)[:_KEPT])
    last = _estimated(seen, kept)
    rows, bias = last.coef_, last.intercept_
    if len(rows) == 1:  # of two kinds only the second has weights
        rows, bias = np.vstack([0 * rows, rows]), np.array([0.0, bias[0]])
    weights = {
        g: tuple(round(float(w) * SCALE) for w in column)
        for g, column in zip(kept, rows.T, strict=True)
    }
    return NgramModel(
        tuple(map(str, last.classes_)), tuple(round(float(b), 4) for b in bias), weights
    )


def _estimated(seen: Sequence[Sample], vocabulary: Sequence[str]) -> LogisticRegression:
    counter = CountVectorizer(analyzer=grams, vocabulary=vocabulary)
    design = normalize(counter.transform([s.frame for s in seen]))
    share = [1.0 if s.kind == STATED else _UNSAID_WEIGHT for s in seen]
    estimator = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3)
    return estimator.fit(design, [s.kind for s in seen], sample_weight=share)


def save(model: NgramModel, path: Path) -> None:
    """Write the model as JSON, one n-gram a line."""
    head = json.dumps({"kinds": model.kinds, "bias": model.bias})[:-1]
    rows = ",\n".join(
        f"{json.dumps(gram, ensure_ascii=False)}: {json.dumps(list(map(int, weights)))}"
        for gram, weights in model.weights.items()
    )
    path.write_text(f'{head}, "weights": {{\n{rows}\n}}}}\n', "utf-8")
