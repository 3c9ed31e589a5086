"""A message that was refused, or answered beside the point, put in other words and asked again.

First without its announcement: what stands before a colon and names no matter (只让填一个数：…)
only tells who asks, what for, or in which manner. Then as the canonical utterance that the fitted
model takes it for (:mod:`assistant.canonical`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from assistant.answer import Status
from assistant.canonical import Canonical, Reading
from assistant.compose.draft import Draft
from assistant.compose.frames import AMISS, NO
from assistant.decide.decider import UNFIT
from assistant.decide.find import Finder
from assistant.ledger.questions import asks_ledger
from assistant.understand.question import Question
from assistant.understand.reader import Reader

# How likely an utterance must be (`python -m evals canonical --check`, docs/adr/0016): where only
# no place was found; where nothing was understood, or all is of elsewhere; where a detail is
# missing, for a department's part; where an answer tells other clauses.
_UNFIT, _UNREAD, _MISSED, _STRAYS = 0.6, 0.85, 0.9, 0.5
_NEVER = math.inf
_TRIED = (Status.NOT_IN_PLAN, Status.UNCLEAR)  # what is of elsewhere is not asked about here
_DEPARTMENT = "department."  # utterances of one department
_PLACES = ("term.which", "term.tally")  # of the clauses that speak of something
_ANY = ("",)
_SEVERAL = re.compile(r"哪(?:些|[几两三四])个?(?:(?P<named>条[款目文])|条|处|地方|章)")
_ANNOUNCED = re.compile(r"^(?P<before>[^：:？?“”\"]{2,40})[：:](?P<asked>.{6,})$", re.S)


class Restated:
    """Asks a message in other words.

    ``exact`` is the ledger's answer to a question each word of which was read, ``answer`` any.
    """

    def __init__(
        self,
        reader: Reader,
        finder: Finder,
        exact: Callable[[Question], Draft | None],
        answer: Callable[[Question], Draft],
    ) -> None:
        self._read = reader.read
        self._finder = finder
        self._exact, self._answer = exact, answer
        self._canonical = Canonical(finder)

    def instead(self, question: Question, draft: Draft) -> Draft | None:
        """What is told in place of ``draft``; None where that stays."""
        if draft.status is Status.BLOCKED:
            return None
        kinds = self._amiss(question, draft) if draft.status.has_evidence else _ANY
        if not kinds:
            return None
        if draft.status in _TRIED and (pared := self._pared(question)):
            return pared
        reading = self._canonical.read(question)
        if reading is None or not reading.kind.startswith(kinds):
            return None
        if reading.chance < _bar(reading, draft):
            return None
        told = self._answer(self._read(reading.text))
        proved = told.status is Status.ANSWERED and any(s.evidence for s in told.statements)
        return told if proved else None

    def _pared(self, question: Question) -> Draft | None:
        """The answer to what stands behind an announcement that names nothing."""
        match = _ANNOUNCED.match(question.text)
        if not match or self._names(match["before"]):
            return None
        asked = self._read(match["asked"])
        told = self._answer(asked) if asked.asked else None
        return told if told and told.status is Status.ANSWERED else None

    def _names(self, text: str) -> bool:
        """Whether a text names a matter of the field, or narrows one down."""
        read = self._read(text)
        narrowed = read.years or read.figures or read.reference or read.mentions
        words = self._finder.content(read.topic)
        placed = read.districts or read.places
        return bool(narrowed or placed or any(w in self._finder.matters for w in words))

    def _amiss(self, question: Question, draft: Draft) -> tuple[str, ...]:
        """The kinds of utterances that an answer must yield to; none where it may be right.

        One clause told for several, or clauses that are not those of the department asked about.
        """
        if self._strays(question, draft):
            return (_DEPARTMENT,)
        several = _SEVERAL.search(question.text) if len(draft.clauses) == 1 else None
        return _PLACES if several and (several["named"] or asks_ledger(question)) else ()

    def _strays(self, question: Question, draft: Draft) -> bool:
        """Whether what is told of one department stands in clauses where it has no part."""
        names = {d.name for m in question.mentions for d in m.departments}
        if len(names) != 1 or question.reference:
            return False
        if draft.statements[0].text.startswith((NO, AMISS)):
            return False
        tasks = self._finder.dossier.plan.tasks()
        own = {t.clause for t in tasks if any(d.name in names for d in t.duties)}
        return bool(own) and not own.issuperset(draft.clauses) and not self._exact(question)


def _bar(reading: Reading, draft: Draft) -> float:
    """How likely a reading must be to answer in place of a draft."""
    ours = reading.kind.startswith(_DEPARTMENT)
    if draft.status.has_evidence:
        return _STRAYS
    if draft.missing == UNFIT:
        return _UNFIT
    if not draft.missing:
        return _UNREAD
    return _MISSED if ours else _NEVER
