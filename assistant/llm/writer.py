"""Wording an answer anew: the model writes, the gate judges, the ledger fills in the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

from assistant.answer import Status
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import AMISS, NO, SAYS, YES
from assistant.llm.gate import Gate, Judged
from assistant.llm.passages import Passage, listing, passages
from assistant.llm.reasons import ModelFault, Reason
from assistant.llm.schema import Written, read_written, schema_of
from assistant.llm.service import Deadline, Reply, Service
from assistant.understand.question import Asked, Question
from assistant.verify.claims import normalise
from assistant.verify.evidence import read
from corpus.catalog import Dossier
from prompts import prompt

SCHEMA = schema_of(Written)
_OPENINGS = (YES, NO, AMISS, SAYS)
_BROAD = re.compile(r"概括|总结|梳理|介绍|要点|哪些|措施|怎么|如何|主要|内容")
_SHORT, _BROAD_LENGTH = 150, 400


@dataclass(frozen=True, slots=True)
class Wording:
    """What came of asking the model for words; ``draft`` is None when the default one stays."""

    reason: Reason
    draft: Draft | None = None
    reply: Reply | None = None
    judged: tuple[Judged, ...] = ()
    broken: int = 0

    @property
    def dropped(self) -> int:
        """Sentences that may not be shown."""
        return self.broken + sum(j.statement is None for j in self.judged)


class Writer:
    """Words topical answers about one plan."""

    def __init__(self, service: Service, gate: Gate, dossier: Dossier) -> None:
        self._service = service
        self._gate = gate
        self._plan = dossier.plan
        self._brackets = frozenset(
            t.responsibility.start for t in self._plan.tasks() if t.responsibility
        )
        # What rests on a bracket or a heading alone is the ledger's to say: who, and which clause.
        self._ours = self._brackets | frozenset(
            at for c in self._plan.clauses for at in (c.start, c.title_start)
        )

    def worth(self, draft: Draft) -> bool:
        """Whether words of the model may help: lists and departments are the ledger's."""
        if not draft.ground or not draft.status.has_evidence or draft.lines:
            return False
        return any(self._tells(s) for s in draft.statements)

    def write(self, draft: Draft, deadline: Deadline) -> Wording:
        """The default ``draft`` in the model's words, as far as they are proved.

        Raises:
            ModelFault: the service gave nothing that could be read.
        """
        assert draft.ground
        shown = passages(draft, draft.ground, self._plan)
        reply = self._service.ask(self._messages(draft.ground.question, shown), SCHEMA, deadline)
        try:
            written = read_written(reply.text)
        except ModelFault as fault:
            return Wording(fault.reason, reply=reply)
        judged = tuple(self._gate.judge(s, shown) for s in written.sentences)
        found = Wording(Reason.OK, None, reply, judged, written.broken)
        good = _within(judged, self._room(draft))
        if not good:
            return replace(found, reason=_why_none(found))
        if not self._on_point(draft, good, shown):
            return replace(found, reason=Reason.OFF_POINT)
        return replace(found, draft=self._composed(draft, good, bool(found.dropped)))

    def _messages(self, question: Question, shown: Sequence[Passage]) -> list[BaseMessage]:
        """The rules and passages as system, the question apart as the user's."""
        rules = prompt(
            "answer", title=self._plan.document.title, passages=listing(shown, self._plan)
        )
        template = ChatPromptTemplate([("system", "{rules}"), ("human", "{question}")])
        return template.format_messages(rules=rules, question=question.text)

    def _tells(self, statement: Statement) -> bool:
        """Whether a statement tells more than who is responsible and in which clause."""
        return any(e.start not in self._ours for e in statement.evidence)

    def _room(self, draft: Draft) -> int:
        """How long the words may be: a short answer's length, or the default one's where longer."""
        assert draft.ground
        broad = _BROAD.search(draft.ground.question.text)
        default = sum(len(s.text) for s in draft.statements if self._tells(s))
        return max(_BROAD_LENGTH if broad else _SHORT, default)

    def _on_point(self, draft: Draft, good: Sequence[Statement], shown: Sequence[Passage]) -> bool:
        """Whether the words rest on what the default answer rests on, and tell what was asked."""
        assert draft.ground
        proof = [p for p in shown if p.proof]
        used = [e for s in good for e in s.evidence]
        for statement in filter(self._tells, draft.statements):
            own = [p for p in proof if any(_meet(p.evidence, e) for e in statement.evidence)]
            if own and not any(_meet(p.evidence, e) for p in own for e in used):
                return False
        said, wanted = _claims("。".join(s.text for s in good)), self._wanted(draft)
        return wanted <= said

    def _wanted(self, draft: Draft) -> frozenset[object]:
        """Figures and dates that an answer may not leave out."""
        assert draft.ground
        question, finding = draft.ground.question, draft.ground.finding
        default = "".join(s.text for s in draft.statements if self._tells(s))
        if default.startswith((NO, AMISS, SAYS)):
            return _claims(default)
        if question.asks(Asked.WHEN):
            return frozenset(c for c in _claims(default) if isinstance(c, str))
        if question.asks(Asked.HOW_MUCH, Asked.CHECK):
            asked = _claims(self._plan.quote(*finding.span))
            return frozenset(c for c in asked & _claims(default) if not isinstance(c, str))
        return frozenset()

    def _composed(self, draft: Draft, good: Sequence[Statement], partial: bool) -> Draft:
        """The model's statements in the place of the default ones; departments stay."""
        statements, done = list[Statement](), False
        for statement in draft.statements:
            if not self._tells(statement):
                statements.append(statement)
            elif not done:
                statements += self._opened(statement, good)
                done = True
        status = Status.PARTIAL if partial else draft.status
        return replace(draft, status=status, statements=tuple(statements))

    def _opened(self, default: Statement, good: Sequence[Statement]) -> Iterator[Statement]:
        """The opening (不是。) that we decided on, and proof of the departments, go first."""
        opening = next((o for o in _OPENINGS if default.text.startswith(o)), "")
        brackets = tuple(e for e in default.evidence if e.start in self._brackets)
        first = good[0]
        yield replace(first, text=opening + first.text, evidence=(*first.evidence, *brackets))
        yield from good[1:]


def _within(judged: Sequence[Judged], room: int) -> list[Statement]:
    """Proved statements, each once, as many as there is room for."""
    good = list[Statement]()
    for statement in dict.fromkeys(j.statement for j in judged if j.statement):
        room -= len(statement.text)
        if room < 0:
            break
        good.append(statement)
    return good


def _why_none(wording: Wording) -> Reason:
    if any(j.statement for j in wording.judged):
        return Reason.TOO_LONG
    return Reason.UNPROVED if wording.dropped else Reason.EMPTY


def _meet(a: Evidence, b: Evidence) -> bool:
    return a.start < b.end and b.start < a.end


def _claims(text: str) -> frozenset[object]:
    """Keys of figures (tuples) and dates (strings) in a text."""
    atoms = read(normalise(text)).atoms
    figures = {f.key for a in atoms for f in a.figures}
    return frozenset(figures | {m.key for a in atoms for m in a.moments if not m.base})
