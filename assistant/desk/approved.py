"""Approved wording in place of an answer: the same question, by a strict bar, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock

import numpy as np

from assistant.answer import Answer, Citation, DepartmentRef
from assistant.compose.draft import Evidence, cite
from assistant.decide.terms import GENERIC
from assistant.desk.reply import Proof
from assistant.desk.routing import APPROVED
from assistant.engine import Assistant
from assistant.errors import AssistantError
from assistant.records.basis import Basis
from assistant.records.model import Phrasing, PhrasingState
from assistant.records.phrasings import Phrasings
from assistant.understand.question import Asked, Question
from assistant.understand.reader import Reader
from assistant.verify.verifier import Verifier
from assistant.way import Way
from corpus.model import PartKind, Plan
from corpus.words import load_words

# Both must hold; what is asked and about what must agree exactly besides (see ``_same_frame``).
_ALIKE, _SHARED = 0.8, 0.7
_FRESH = timedelta(seconds=2)  # other workers' approvals are seen this soon
_PAUSE = timedelta(seconds=30)  # before records that failed are tried again
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_NEGATION = re.compile(r"[不没未无非别莫勿]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Known:
    """An approved wording, its question read and embedded."""

    phrasing: Phrasing
    question: Question
    words: frozenset[str]
    vector: np.ndarray
    citations: tuple[Citation, ...]


class Wordings:
    """The approved wordings of the assistant's plan."""

    def __init__(self, assistant: Assistant, phrasings: Phrasings) -> None:
        dossier = assistant.dossier
        self._plan: Plan = dossier.plan
        self._phrasings = phrasings
        self._tokenizer = assistant.retriever.tokenizer
        self._embedder = assistant.retriever.index.embedder
        self._reader = Reader(dossier, load_words("places"), self._tokenizer.cut)
        self._proof = Proof(Verifier(dossier.plan, dossier.registry))
        self._lock = Lock()
        self._next = _LONG_AGO
        self._known: dict[str, _Known] = {}

    def applied(self, answer: Answer) -> Answer:
        """The answer in approved wording, where its question was approved; else as it is.

        Raises:
            RecordsFault: the records cannot be read.
        """
        if not answer.status.has_evidence:
            return answer
        known = self._current()
        best = self._match(answer, known) if known else None
        return self._worded(answer, best) if best else answer

    def forget(self) -> None:
        """Read the wordings anew at the next question."""
        with self._lock:
            self._next = _LONG_AGO

    def _current(self) -> list[_Known]:
        """The wordings in use, read again now and then; what was read stays where that fails."""
        now = datetime.now(UTC)
        with self._lock:
            if now >= self._next:
                self._next = now + _PAUSE  # should reading fail
                self._phrasings.invalidate(self._plan)
                active = self._phrasings.all(self._plan.id, PhrasingState.ACTIVE)
                found = {p.id: self._known.get(p.id) or self._read(p) for p in active}
                self._known = {id: known for id, known in found.items() if known}
                self._next = now + _FRESH
            return list(self._known.values())

    def _read(self, phrasing: Phrasing) -> _Known | None:
        """A wording ready to be compared; None when its quotes do not prove it any more."""
        places = [place_of_basis(self._plan, basis) for basis in phrasing.basis]
        found = [p for p in places if p]
        citations = tuple(cite(self._plan, p, n) for n, p in enumerate(found, 1))
        if len(found) < len(places) or not found or self._proof.faults(phrasing.reply, citations):
            return None
        text = phrasing.standalone or phrasing.question
        question = self._reader.read(text)
        return _Known(phrasing, question, self._words(text), self._vector(text), citations)

    def _match(self, answer: Answer, known: Sequence[_Known]) -> _Known | None:
        text = answer.standalone_question
        question, words, vector = self._reader.read(text), self._words(text), self._vector(text)
        clauses = {c.clause for c in answer.citations}
        best, most = None, 0.0
        for one in known:
            if _signless(text) == _signless(one.question.text):
                return one
            alike = float(one.vector @ vector)
            union = one.words | words
            shared = len(one.words & words) / len(union) if union else 0.0
            if alike < _ALIKE or shared < _SHARED or alike + shared <= most:
                continue
            if clauses == {c.clause for c in one.citations} and _same_frame(question, one.question):
                best, most = one, alike + shared
        return best

    def _worded(self, answer: Answer, known: _Known) -> Answer:
        phrasing = known.phrasing
        marks = "".join(f"[{c.number}]" for c in known.citations)
        departments = tuple(
            DepartmentRef(d.name, d.role, d.clause, number)
            for d in phrasing.departments
            if (number := _proof(d.name, d.clause, known.citations))
        )
        day = phrasing.approved_at.astimezone()
        told = (
            f"本答复为审定口径，由{phrasing.approver}于{day.year}年{day.month}月{day.day}日审定。"
        )
        return replace(
            answer,
            answer=phrasing.reply + marks,
            citations=known.citations,
            departments=departments,
            notice=told + answer.notice,
            engine=APPROVED,
        )

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(w for w in self._tokenizer.words(text) if w not in GENERIC)

    def _vector(self, text: str) -> np.ndarray:
        vector: np.ndarray = self._embedder.encode([text])[0]
        return vector


def _same_frame(one: Question, other: Question) -> bool:
    """Whether two questions ask the same of the same: kind, role, departments, figures, places."""
    return _frame(one) == _frame(other)


def _frame(question: Question) -> tuple[object, ...]:
    kinds = question.asked - {Asked.LIST}
    departments = frozenset(d.name for m in question.mentions for d in m.departments)
    return (
        kinds,
        question.role,
        departments,
        frozenset(_NUMBER.findall(question.text)),
        frozenset(question.years),
        frozenset((*question.places, *question.districts)),
        question.reference,
        len(_NEGATION.findall(question.text)) % 2,
    )


def _signless(text: str) -> str:
    return _SIGNS.sub("", text)


def place_of_basis(plan: Plan, basis: Basis) -> Evidence | None:
    """Where a quote stands now; the text before it may have changed."""
    if basis.clause is not None:
        clause = plan.clause(basis.clause)
        span = (clause.start, clause.end) if clause else None
    else:
        part = plan.part(PartKind(basis.part)) if basis.part in set(PartKind) else None
        span = (part.start, part.end) if part else None
    at = plan.source.find(basis.quote, *span) if span and basis.quote else -1
    return Evidence(at, at + len(basis.quote), basis.clause, basis.part) if at >= 0 else None


def _proof(name: str, clause: int, citations: Sequence[Citation]) -> int:
    found = (c.number for c in citations if c.clause == clause and name in c.quote)
    return next(found, 0)


class ApprovedAssistant(Assistant):
    """An assistant that gives approved wording where there is one; shares all else with another."""

    def __init__(self, assistant: Assistant, wordings: Wordings) -> None:
        self.__dict__.update(assistant.__dict__)
        self.wordings = wordings

    def conclude(self, way: Way) -> Answer:
        """The answer; the first of a conversation in approved wording where there is one.

        Records that cannot be read only cost the approved wording.
        """
        answer = super().conclude(way)
        if way.history:
            return answer
        try:
            return self.wordings.applied(answer)
        except AssistantError as error:
            return replace(answer, notice=f"{answer.notice}审定口径暂时读不到：{error}")
