"""The questions asked before, and the model that tells when one of them is meant.

The questions are those of practice that are answered rightly now; none of them stands, or nearly
stands, among the cases. The model is fitted on replies that were the first to their questions: what
has been mended on account of a question tells nothing about questions nobody has seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from assistant.answer import Status
from assistant.decide.precedents import Features, Told, told, told_before
from assistant.decide.trees import Node, Trees
from assistant.engine import Assistant
from assistant.recall import is_whole
from assistant.way import Way
from corpus.precedents import Precedent
from evals.bench import Bench, reopen
from evals.cases import Case
from evals.exhaustive import exhaustive
from evals.leaks import Questions
from evals.metrics import Reply, grade, read_reply
from evals.nearmiss import near_misses
from evals.premises import premises
from evals.run import generate, score

FIRST = Path(__file__).with_name("first_replies.jsonl")
BAR = 0.6
_TREES, _DEPTH, _RATE, _LEAF, _PART = 150, 3, 0.08, 15, 0.7
_FOLDS = 10
_LATER, _UNSAID = 0.25, 0.3
_DIGITS = 5

Progress = Callable[[str], None]


class First(NamedTuple):
    """The first reply to a case, and the question (``text``) that it answered."""

    case: str
    text: str
    right: bool
    told: Told


class Sample(NamedTuple):
    """What the model sees; whether the own reply, and that to the question taken, is right."""

    case: str
    features: Features
    own: bool
    other: bool


class Fitted(NamedTuple):
    """The model; replies it puts right and spoils among those it was not fitted on."""

    model: Trees
    won: int
    lost: int


def plainly(bench: Bench) -> Bench:
    """The bench whose assistant remembers no questions."""
    return reopen(replace(bench.dossier, precedents=()), bench.generation)


def precedents(bench: Bench, cases: Sequence[Case], blind: Iterable[str]) -> list[Precedent]:
    """A precedent for each of ``cases`` that stands alone and is answered rightly.

    Questions that nearly stand in ``blind`` are left out, and those that claim something wrong:
    their reply hangs on what they claim.
    """
    bench = plainly(bench)
    known, seen = Questions(blind), set[str]()
    honest = (c for c in cases if c.claim is not False)
    alone = [c for c in honest if not c.history and c.question.isprintable()]
    found = []
    for scored in score(alone, generate(bench, alone, rank=lambda _: ()), bench.dossier.plan):
        question = scored.case.question.strip()
        if not scored.right or question in seen or scored.reply.status is Status.BLOCKED:
            continue
        seen.add(question)
        if not known.near(question) and (reply := _told(bench.assistant, scored.case)):
            cited = tuple(sorted(reply[1].cited))
            found.append(Precedent(question, reply[1].status, cited, reply[1].digest))
    return found


def first_replies(bench: Bench, cases: Sequence[Case]) -> list[First]:
    """The replies to ``cases`` now, those that are answered whole; to be kept before any change."""
    bench = plainly(bench)
    found = []
    for scored in score(cases, generate(bench, cases, rank=lambda _: ()), bench.dossier.plan):
        if reply := _told(bench.assistant, scored.case):
            way, own = reply
            found.append(First(scored.case.id, way.standalone, scored.right, own))
    return found


def _told(assistant: Assistant, case: Case) -> tuple[Way, Told] | None:
    way = Way(case.question, tuple(case.history))
    for _, act in assistant.steps():
        act(way)
    asked = way.completed
    alone = not way.history or way.standalone == way.text
    whole = asked and is_whole(asked) and alone
    return (way, told(way.draft)) if whole and way.draft else None


def load_first(path: Path = FIRST) -> list[First]:
    """First replies from JSON Lines."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        First(case, text, right, Told(status, frozenset(cited), digest))
        for case, text, right, status, cited, digest in rows
    ]


def save_first(replies: Iterable[First], path: Path = FIRST) -> None:
    """Write first replies as JSON Lines."""
    rows = ([*r[:3], r.told.status, sorted(r.told.cited), r.told.digest] for r in replies)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, "utf-8")


def later_replies(bench: Bench, cases: Sequence[Case], replies: Iterable[First]) -> list[First]:
    """The replies now to the other cases, which may have been mended on their account."""
    first = {reply.case for reply in replies}
    before = {p.question: told_before(p) for p in bench.dossier.precedents}
    rest = [c for c in cases if c.id not in first]
    known = [c for c in rest if not c.history and c.question.strip() in before]
    found = [First(c.id, q, True, before[q]) for c in known for q in [c.question.strip()]]
    asked = {c.id for c in known}
    return found + first_replies(bench, [c for c in rest if c.id not in asked])


def made(bench: Bench) -> tuple[Case, ...]:
    """Generated questions with computed truth, which differ from others by a word or a number."""
    plan, dossier = bench.dossier.plan, bench.dossier
    return (*exhaustive(dossier), *near_misses(plan), *premises(dossier))


def gaps(bench: Bench) -> list[Sample]:
    """What the model sees of questions that the plan does not answer: no other reply is right."""
    refused = Told(Status.NOT_IN_PLAN, frozenset(), "")
    found = []
    for number, gap in enumerate(bench.dossier.gaps):
        seen = bench.assistant.recall.doubted(gap.ask, refused)
        if seen and seen[0].told.status in (Status.ANSWERED, Status.PARTIAL):
            found.append(Sample(f"gap-{number % _FOLDS}-{number}", seen[1], True, False))
    return found


def samples(
    bench: Bench, cases: Sequence[Case], replies: Iterable[First], progress: Progress
) -> list[Sample]:
    """What the model sees of the replies; questions of a case's own batch are not known."""
    plain, by_id = plainly(bench), {c.id: c for c in cases}
    recall = bench.assistant.recall
    batches = _batches(cases)
    answers: dict[str, Reply] = {}
    found = []
    for reply in replies:
        if not (case := by_id.get(reply.case)):
            continue
        seen = recall.doubted(reply.text, reply.told, batches[batch(case.id)])
        if not seen:
            continue
        question = seen[0].question
        if question not in answers:
            answers[question] = read_reply(plain.assistant.ask(question).to_dict())
        right = not grade(case, answers[question], bench.dossier.plan)
        found.append(Sample(case.id, seen[1], reply.right, right))
    progress(f"{len(found)} 条答复另有问法可循")
    return found


def batch(case: str) -> str:
    """The batch that a practice case was written in: the middle of its id."""
    return case.rsplit("-", 1)[0].split("-", 1)[-1]


def _batches(cases: Iterable[Case]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for case in cases:
        found.setdefault(batch(case.id), set()).add(case.question.strip())
    return {name: frozenset(questions) for name, questions in found.items()}


def fit(
    first: Sequence[Sample],
    later: Sequence[Sample] = (),
    unsaid: Sequence[Sample] = (),
    bar: float = BAR,
) -> Fitted:
    """Fit the model on the samples of which just one reply is right; count what it would change.

    ``later`` samples, whose own reply may have been mended, count ``_LATER`` of a first one, those
    of what the plan leaves ``unsaid`` count ``_UNSAID``: they show in what ways a question asked
    before is another one.
    """
    decided = [s for s in (*first, *later, *unsaid) if s.own != s.other]
    values, other = _matrix(decided), np.array([s.other for s in decided])
    counts = {s.case: _UNSAID for s in unsaid} | {s.case: 1.0 for s in first}
    weights = np.array([counts.get(s.case, _LATER) for s in decided])
    is_first = weights == 1.0
    groups = [batch(s.case) for s in decided]
    chances = np.zeros(len(decided))
    for train, held in GroupKFold(_FOLDS).split(values, other, groups):
        fitted = _classifier().fit(values[train], other[train], sample_weight=weights[train])
        chances[held] = fitted.predict_proba(values[held])[:, 1]
    taken = (chances >= bar) & is_first
    model = _read_off(_classifier().fit(values, other, sample_weight=weights), bar)
    return Fitted(model, int((taken & other).sum()), int((taken & ~other).sum()))


def _matrix(found: Sequence[Sample]) -> np.ndarray:
    # Rounded as the thresholds are, so that both go the same way.
    return np.array([s.features for s in found], dtype=np.float32)


def _classifier() -> GradientBoostingClassifier:
    return GradientBoostingClassifier(
        n_estimators=_TREES,
        max_depth=_DEPTH,
        learning_rate=_RATE,
        min_samples_leaf=_LEAF,
        subsample=_PART,
        random_state=0,
    )


def _read_off(fitted: GradientBoostingClassifier, bar: float) -> Trees:
    trees = tuple(
        tuple(
            Node(int(f), round(float(t), _DIGITS), int(a), int(b), round(float(v) * _RATE, _DIGITS))
            for f, t, a, b, v in zip(
                tree.feature,
                tree.threshold,
                tree.children_left,
                tree.children_right,
                tree.value[:, 0, 0],
                strict=True,
            )
        )
        for tree in (row[0].tree_ for row in fitted.estimators_)
    )
    prior = fitted.init_.class_prior_[1]
    return Trees(Features._fields, float(np.log(prior / (1 - prior))), trees, bar)
