"""Whether a question means the same as one asked before, and is better answered as that one.

The model in ``precedents.json`` comes from ``python -m evals precedents``. It was fitted on
questions whose first reply, given before anybody mended anything on their account, is kept: where
that reply differs from what the question most alike gets, which of the two was right?
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.answer import Status
from assistant.compose.draft import Draft
from assistant.decide.trees import Trees, load_trees
from assistant.understand.question import Asked, Question
from corpus.precedents import Precedent

WEIGHTS = Path(__file__).with_name("precedents.json")
_DIGEST = 10
_SHARP = 4  # the nearer a question, the more its reply counts
_CITED = 6
_WORDED = {Asked.WHO, Asked.WHEN, Asked.WHERE, Asked.WHY}
_SURE = 0.8  # how likely it is another that is meant where the own reply answers
# Whether something is so denies nothing: 有没有, 是不是, 写了没; nor do names: 无废城市.
_WHETHER = re.compile(
    r"(\w)[不没]\1|有没有|是否|没有?(?=[？?吗呢啊，。]|$)|无(?:废|害|组织|人机)|非(?:常|化石|道路)|特别"
)
_NOT = re.compile("不(?:是|由|归|含|包|同|在|参)|没有|没[参挂]|毫无|并非|未(?!来)")
_ANSWERS = (Status.ANSWERED, Status.PARTIAL)
_REFUSED = (Status.NOT_IN_PLAN, Status.OUT_OF_SCOPE, Status.UNCLEAR)


class Told(NamedTuple):
    """What is compared of a reply: its status, the clauses and parts it cites, its words."""

    status: str
    cited: frozenset[str]
    digest: str

    def agreement(self, other: Told) -> float:
        """How far two replies are the same: 1, ½ where only their words differ, 0."""
        if self.status != other.status:
            return 0.0
        if self.status in _REFUSED:
            return 1.0
        if self.cited != other.cited:
            return 0.0
        return 1.0 if self.digest == other.digest else 0.5


class Near(NamedTuple):
    """A question asked before, how alike it is (0 … 1), and its reply."""

    question: str
    likeness: float
    told: Told


def told(draft: Draft) -> Told:
    """What is compared of a draft."""
    evidence = [e for s in draft.statements for e in s.evidence]
    evidence += [d.evidence for d in draft.departments]
    cited = frozenset(str(e.clause) if e.clause else e.part for e in evidence)
    owners = ",".join(sorted({f"{d.name}{d.role}{d.clause}" for d in draft.departments}))
    words = "".join(s.text for s in draft.statements)
    digest = hashlib.sha256(f"{words}|{owners}".encode()).hexdigest()[:_DIGEST]
    return Told(str(draft.status), cited, digest)


def told_before(precedent: Precedent) -> Told:
    """What is compared of a reply that was right."""
    return Told(precedent.status, frozenset(precedent.cited), precedent.digest)


def is_doubtful(own: Told) -> bool:
    """Whether a reply is looked at again: it refuses, or cites none or several places.

    What is told from one place is mostly right, and looking costs time. Attacks stay blocked; what
    names nothing (谁负责？) means no question of all that name something.
    """
    if own.status in (Status.BLOCKED, Status.UNCLEAR):
        return False
    return own.status != Status.ANSWERED or len(own.cited) != 1


def is_meant(own: Told, values: Features, model: Trees) -> bool:
    """Whether the question taken is the one meant; surer than else where the own reply answers."""
    bar = _SURE if own.status == Status.ANSWERED else model.bar
    return model.probability(values) >= bar


def may_replace(own: Told, other: Told) -> bool:
    """Whether a reply may stand in the place of the own one.

    No refusal does in that of an answer, nor what tells a part of it, or more besides: that is the
    same matter asked for another piece.
    """
    if own.agreement(other) == 1:
        return False
    if own.status not in _ANSWERS:
        return True
    apart = not (own.cited <= other.cited or other.cited <= own.cited)
    return other.status in _ANSWERS and (apart or own.cited == other.cited)


def same_things(one: Question, other: Question) -> bool:
    """Whether two questions name the same departments, clauses, chapters, years, figures, roles.

    Both or none of them deny something, too, and what one asks for by a word (谁, 哪年, 哪里) the
    other asks for.
    """
    if _denies(one.text) != _denies(other.text) or one.asked & _WORDED - other.asked:
        return False
    return _things(one) == _things(other)


def _denies(text: str) -> bool:
    return bool(_NOT.search(_WHETHER.sub("", text)))


def _things(question: Question) -> tuple[frozenset[object], ...]:
    named = frozenset(d.name for m in question.mentions for d in m.departments)
    where = question.reference
    return (
        named,
        frozenset((*where.clauses, *where.missing)),
        frozenset(where.chapters),
        frozenset(question.years),
        frozenset((f.value, f.unit) for f in question.figures),
        frozenset((question.role,)),
    )


class Lacking(NamedTuple):
    """What one question has and another lacks.

    ``left`` is the share (0 … 1) of its characters and pairs, by weight, ``words`` the number of
    its content words, ``heaviest`` the weight of the most telling of these, ``asked`` the number of
    the kinds of question that it is; ``unsaid`` is how likely (0 … 1) it asks for what plans leave
    unsaid, whatever the other asks for.
    """

    left: float
    words: float
    heaviest: float
    asked: float
    unsaid: float


class Features(NamedTuple):
    """What the model sees; shares and likenesses are 0 … 1.

    ``likeness`` is that of the question taken, ``lead`` by how much it is nearer than the nearest
    one whose reply agrees with the own one (``own_likeness``); ``own_votes`` and ``votes`` are the
    shares of the nearest questions, weighed by likeness, whose reply agrees with the own one and
    with the one taken. ``left`` … tell what this question has and the
    one taken lacks, ``added`` … the reverse; ``unheard`` is the share of it that no question has.
    """

    likeness: float
    lead: float
    own_likeness: float
    own_votes: float
    votes: float
    left: float
    left_words: float
    left_heaviest: float
    left_asked: float
    unsaid: float
    added: float
    added_words: float
    added_heaviest: float
    added_asked: float
    other_unsaid: float
    unheard: float
    length: float
    other_length: float
    same_status: float
    same_cited: float
    shared: float
    cited: float
    other_cited: float
    agreement: float
    answered: float
    partial: float
    not_in_plan: float
    out_of_scope: float
    other_answered: float
    other_partial: float
    other_not_in_plan: float
    other_out_of_scope: float


def features(
    text: str,
    own: Told,
    taken: Near,
    near: Sequence[Near],
    lacking: tuple[Lacking, Lacking],
    unheard: float,
) -> Features:
    """Features of reading ``text`` as ``taken``, one of those ``near``.

    ``lacking`` is what the question taken lacks of this one, and the reverse.
    """
    mine = [own.agreement(n.told) for n in near]
    theirs = [taken.told.agreement(n.told) for n in near if n is not taken]
    weights = [n.likeness**_SHARP for n in near]
    others = [w for w, n in zip(weights, near, strict=True) if n is not taken]
    agreeing = max((n.likeness for n, a in zip(near, mine, strict=True) if a), default=0.0)
    left, added = lacking
    return Features(
        likeness=taken.likeness,
        lead=taken.likeness - agreeing,
        own_likeness=agreeing,
        own_votes=_mean(mine, weights),
        votes=_mean(theirs, others),
        left=left.left,
        left_words=left.words,
        left_heaviest=left.heaviest,
        left_asked=left.asked,
        unsaid=left.unsaid,
        added=added.left,
        added_words=added.words,
        added_heaviest=added.heaviest,
        added_asked=added.asked,
        other_unsaid=added.unsaid,
        unheard=unheard,
        length=float(len(text)),
        other_length=float(len(taken.question)),
        same_status=float(own.status == taken.told.status),
        same_cited=float(own.cited == taken.told.cited),
        shared=float(len(own.cited & taken.told.cited)),
        cited=float(min(len(own.cited), _CITED)),
        other_cited=float(min(len(taken.told.cited), _CITED)),
        agreement=own.agreement(taken.told),
        answered=float(own.status == Status.ANSWERED),
        partial=float(own.status == Status.PARTIAL),
        not_in_plan=float(own.status == Status.NOT_IN_PLAN),
        out_of_scope=float(own.status == Status.OUT_OF_SCOPE),
        other_answered=float(taken.told.status == Status.ANSWERED),
        other_partial=float(taken.told.status == Status.PARTIAL),
        other_not_in_plan=float(taken.told.status == Status.NOT_IN_PLAN),
        other_out_of_scope=float(taken.told.status == Status.OUT_OF_SCOPE),
    )


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(v * w for v, w in zip(values, weights, strict=True)) / total if total else 0.0


@lru_cache(maxsize=1)
def load_model() -> Trees:
    """The fitted model.

    Raises:
        ValueError: it was fitted for other features.
    """
    model = load_trees(WEIGHTS)
    if model.features != Features._fields:
        raise ValueError(f"{WEIGHTS.name} 与程序的特征不一致，请运行 python -m evals precedents。")
    return model
