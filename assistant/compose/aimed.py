"""What is aimed at, told beside who is responsible where both are asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.phrase import alike, headline
from assistant.decide.measure import FIGURE
from assistant.understand.question import Question
from corpus.model import Clause, Sentence

_AIMS = re.compile(r"目标|指标|数值|数字")
_AIMED = re.compile(r"(?:目标|指标)(?:和|与|、|及|以及|，)")
_ALIKE = 2  # pairs of characters that a target asked for shares with the question
_MOST = 4  # sentences with figures that are told of a clause


def aim_of(question: Question, sentences: Sequence[Sentence], draft: Draft) -> Sentence | None:
    """The sentence of a target that a question asks for: the most alike, or the only figure."""
    if not _AIMS.search(question.text) or FIGURE.search(_said(draft)):
        return None
    held = [s for s in sentences if s.targets]
    measured = [s for s in held if FIGURE.search(s.text)]
    best = max(held, key=lambda s: alike(question.topic, s.text), default=None)
    alone = measured[0] if len(measured) == 1 else None
    return best if best and alike(question.topic, best.text) >= _ALIKE else alone


def with_aims(question: Question, clause: Clause, draft: Draft) -> Draft:
    """Who is responsible for a clause with its figures: 臭氧攻坚的目标和牵头单位."""
    if not _AIMED.search(question.text) or FIGURE.search(_said(draft)):
        return draft
    held = [s for s in clause.sentences if s.targets and FIGURE.search(s.text)][:_MOST]
    told = (Statement(headline(s), (Evidence(s.start, s.end, clause.number),)) for s in held)
    return replace(draft, statements=(*draft.statements, *told))


def _said(draft: Draft) -> str:
    return "".join(s.text for s in draft.statements)
