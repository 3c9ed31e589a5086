"""How likely it is that a place found is the one a question is about: a small fitted model.

The weights in ``fit.json`` come from ``python -m evals fit``: questions with their clause in the
plan (the place found is right) and with that clause taken out (whatever is found is wrong).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.understand.question import Question
from index.signals import Place, Signals, Way
from index.tokens import bigrams

LITERAL, _HALF = 0.8, 0.5
_AMONG, _FEW = 10, 3  # nearest known questions
_NOWHERE = -2  # no place's column
WEIGHTS = Path(__file__).with_name("fit.json")


@dataclass(frozen=True, slots=True)
class Features:
    """What the model sees of a question and the place found for it; shares are 0 … 1.

    ``own`` is the share of the question that stands in the place's own words, ``gist`` and
    ``terms`` the share of its telling parts and of its terms that the place or the questions asked
    for it hold; ``second`` is the score of the best other clause, ``gap`` the likeness of the
    nearest question that the plan does not answer.

    ``texts`` … ``near_asked`` are the best scores of the place's clause by each way of searching
    (:class:`index.signals.Way`), ``other_…`` those of the best other clause, ``first`` the number
    of ways by which the place is the best; ``unknown`` is the share of words known to nothing.

    ``top`` is the weight of the most telling word, ``top_…`` how far the place and the questions
    asked for it, its own words and its whole clause speak of that word, and whether anything does;
    ``next_…`` the same of the second; ``plan_words`` and ``plan_missing`` count the words that the
    plan's text uses and of these the ones that the place does not, ``plan_heaviest`` is the weight
    of the heaviest of these; ``alike`` and ``shared`` tell how far the known question nearest to
    this one is the same, as a share of the pairs of characters in both, and of this one's weight.

    ``among`` is the share of the ten nearest known questions that the place's clause answers,
    ``mine`` and ``theirs`` the mean cosine of the three nearest that it does and does not.
    """

    score: float
    second: float
    likeness: float
    gap: float
    coverage: float
    gist: float
    terms: float
    own: float
    words: float
    weight: float
    missing: float
    heaviest: float
    texts: float
    bags: float
    asked: float
    near_texts: float
    near_asked: float
    other_texts: float
    other_bags: float
    other_asked: float
    other_near_texts: float
    other_near_asked: float
    near_gap: float
    first: float
    unknown: float
    length: float
    whole: float
    outside: float
    top: float
    top_held: float
    top_own: float
    top_within: float
    top_known: float
    next_held: float
    next_own: float
    plan_words: float
    plan_missing: float
    plan_heaviest: float
    shared: float
    alike: float
    among: float
    mine: float
    theirs: float


NAMES = tuple(f.name for f in fields(Features))
_VALUES = attrgetter(*NAMES)
_OWN = tuple(way.name.lower() for way in Way)
_OTHER = tuple(f"other_{name}" for name in _OWN)
_TELLING = (
    *("top", "top_held", "top_own", "top_within", "top_known"),
    *("next_held", "next_own"),
)


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over features and what of each exceeds its ``knots``; see ``evals/fit.py``.

    ``weights`` holds one row for the features themselves and one for each row of knots.
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    knots: tuple[tuple[float, ...], ...]
    weights: tuple[tuple[float, ...], ...]
    bias: float
    bar: float

    def fits(self, features: Features) -> bool:
        """Whether the place found is taken for the one meant."""
        if is_foreign(features):
            return False
        return is_literal(features) or self.probability(features) >= self.bar

    def probability(self, features: Features) -> float:
        """Probability (0 … 1) that the place found is the one meant."""
        values: tuple[float, ...] = _VALUES(features)
        rows = [
            [(v - m) / s for v, m, s in zip(values, self.mean, self.scale, strict=True)],
            *(
                [max(v - k, 0.0) / s for v, k, s in zip(values, row, self.scale, strict=True)]
                for row in self.knots
            ),
        ]
        total = self.bias + sum(
            w * x
            for weights, row in zip(self.weights, rows, strict=True)
            for w, x in zip(weights, row, strict=True)
        )
        return 1.0 / (1.0 + math.exp(-total))


def is_foreign(features: Features) -> bool:
    """Whether the place has no word of the question and the question none of the field.

    The model was fitted on questions about the field and knows nothing of others.
    """
    return features.terms <= 0.0 and features.own == 0.0 and features.coverage < _HALF


def is_literal(features: Features) -> bool:
    """Whether the place speaks of all that is asked, and mostly in its own words (丁字湾的要求).

    Of wrong places one in seventy does, of right ones two in five (dev, practice).
    """
    return features.own >= LITERAL and not features.missing


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The fitted model.

    Raises:
        ValueError: it was fitted for other features.
    """
    raw: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    if tuple(raw["features"]) != NAMES:
        raise ValueError(f"{WEIGHTS.name} 与程序的特征不一致，请运行 python -m evals fit。")
    return Model(
        mean=tuple(raw["mean"]),
        scale=tuple(raw["scale"]),
        knots=tuple(map(tuple, raw["knots"])),
        weights=tuple(map(tuple, raw["weights"])),
        bias=raw["bias"],
        bar=raw["bar"],
    )


class Fit:
    """Measures findings against questions."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def features(self, question: Question, search: Search, finding: Finding, text: str) -> Features:
        """Features of one finding; ``text`` is what the place says."""
        finder, place = self._finder, place_of(finding)
        own = frozenset(finder.tokenizer.terms(text))
        words = finder.content(question.topic)
        weights = {w: finder.weight(w) for w in words}
        strong = finder.strong(question.topic)
        others = (f.score for f in search.findings if f.number != finding.number)
        ways, best = search.signals.of(_column(finding))
        total = sum(weights.values())
        unknown = sum(v for w, v in weights.items() if not finder.is_known(w))
        return Features(
            score=float(finding.score),
            second=float(next(others, 0.0)),
            likeness=finding.likeness,
            gap=search.gap.likeness if search.gap else 0.0,
            coverage=float(finding.coverage),
            gist=float(finder.coverage(finder.gist(question.topic), place)[0]),
            terms=float(finder.coverage(" ".join(strong), place)[0]) if strong else -1.0,
            own=self.share(weights, own),
            words=float(len(words)),
            weight=float(total),
            missing=float(len(finding.missing)),
            heaviest=float(max((weights.get(w, 0.0) for w in finding.missing), default=0.0)),
            **dict(zip(_OWN, map(float, ways), strict=True)),
            **dict(zip(_OTHER, map(float, best), strict=True)),
            near_gap=search.signals.gap,
            first=float(sum(ways > best)),
            unknown=float(unknown / total) if total else 0.0,
            length=float(len(question.topic)),
            whole=float(finding.whole_clause),
            outside=float(finding.clause is None),
            **self._telling(weights, finding, own),
            **self._of_plan(weights, own),
            **self._known(search.topic, finding.asked),
            **_neighbours(search.signals, finding),
        )

    def share(self, weights: dict[str, float], terms: frozenset[str]) -> float:
        """The share of words, by weight, that terms speak of."""
        total = sum(weights.values())
        said = sum(v * self._finder.covered(w, terms) for w, v in weights.items())
        return float(said / total) if total else 0.0

    def _telling(
        self, weights: dict[str, float], finding: Finding, own: frozenset[str]
    ) -> dict[str, float]:
        """How far the place speaks of the two most telling words."""
        if not weights:
            return dict.fromkeys(_TELLING, 0.0)
        finder, clause = self._finder, finding.clause
        held = finder.vocabulary(place_of(finding))
        within = finder.vocabulary((clause.start, clause.end)) if clause else held
        order = sorted(weights, key=lambda w: -weights[w])
        first, second = order[0], order[min(1, len(order) - 1)]
        found = (
            weights[first],
            *(finder.covered(first, v) for v in (held, own, within)),
            float(finder.is_known(first)),
            *(finder.covered(second, v) for v in (held, own)),
        )
        return dict(zip(_TELLING, map(float, found), strict=True))

    def _of_plan(self, weights: dict[str, float], own: frozenset[str]) -> dict[str, float]:
        """The words that the plan's text uses, and those of them that the place does not."""
        finder = self._finder
        words = [w for w in weights if w in finder.plan_terms]
        missing = [weights[w] for w in words if finder.covered(w, own) < _HALF]
        return {
            "plan_words": float(len(words)),
            "plan_missing": float(len(missing)),
            "plan_heaviest": float(max(missing, default=0.0)),
        }

    def _known(self, topic: str, known: str) -> dict[str, float]:
        """How far a known question is the same as the topic, by pairs of characters."""
        pairs, there = dict.fromkeys(bigrams(topic)), frozenset(bigrams(known))
        rare = {p: self._finder.rarity(p) for p in pairs}
        total, both = sum(rare.values()), len(there & pairs.keys())
        return {
            "shared": float(sum(v for p, v in rare.items() if p in there) / total)
            if total
            else 0.0,
            "alike": float(both / len(there | pairs.keys())) if pairs or there else 0.0,
        }


def _neighbours(signals: Signals, finding: Finding) -> dict[str, float]:
    """Whose the nearest known questions are."""
    column = signals.places[_column(finding)] if finding.clause else _NOWHERE
    own = signals.asked_at == column
    near = signals.asked_near
    return {
        "among": float(own[:_AMONG].sum() / _AMONG),
        "mine": float(near[own][:_FEW].sum() / _FEW),
        "theirs": float(near[~own][:_FEW].sum() / _FEW),
    }


def _column(finding: Finding) -> Place:
    return (str(finding.part.kind), None) if finding.part else ("clause", finding.number)


def place_of(finding: Finding) -> tuple[int, int]:
    """Offsets of the sentence found, else of the clause's title."""
    if finding.sentence:
        return finding.sentence.start, finding.sentence.end
    clause = finding.clause
    if clause is None:
        return finding.span
    return clause.title_start, clause.title_start + len(clause.title)
