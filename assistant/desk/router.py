"""The router: from what a citizen said to the departments that the plan makes responsible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Answer, Citation, Status
from assistant.compose.draft import Evidence, cite
from assistant.compose.phrase import duty_text
from assistant.desk.message import matter
from assistant.desk.routing import Level, Routing
from assistant.engine import Assistant
from assistant.masking import mask
from assistant.records.basis import Assigned
from corpus.model import Plan, Task
from corpus.words import load_words
from index.units import UnitKind

_WHO = "，这件事归哪个部门管？"
# Only what is of the plan's field is asked again in other words.
_ASKED_ON = (Status.ANSWERED, Status.PARTIAL, Status.NOT_IN_PLAN)
_UNASSIGNED = "方案写到了这件事，但没有写由哪个部门负责（方案未分工）。"
_MOST = 3  # tasks that a routing may rest on; more is a survey, not a routing


class Router:
    """Routes messages by the answers of an assistant and, failing that, by the nearest clause."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._plan: Plan = assistant.dossier.plan
        self._places = load_words("places")

    def route(self, message: str) -> Routing:
        """Where a message goes."""
        said = mask(message)
        what = matter(said)
        first: Answer | None = None
        for number, question in enumerate(dict.fromkeys((what, said, what + _WHO))):
            if first and question not in {what, said} and first.status not in _ASKED_ON:
                break
            answer = self._assistant.ask(question)
            first = first or answer
            tasks = self._tasks(answer)
            if not tasks and not number and self._unassigned(answer):
                return Routing(message, what, Level.NONE, (), (), _UNASSIGNED, answer)
            if tasks:
                level = Level.LIKELY if number or not answer.departments else Level.SURE
                return self._routed(message, what, level, tasks, answer)
        assert first is not None
        return self._nearest(message, what, first)

    def _tasks(self, answer: Answer) -> tuple[Task, ...]:
        """The tasks an answer names the owners of, or else those it quotes."""
        if not answer.status.has_evidence:
            return ()
        at = [c for c in answer.citations if c.clause is not None]
        proofs = {d.citation for d in answer.departments}
        found = self._at((c.start, c.end) for c in at if not proofs or c.number in proofs)
        owned = tuple(t for t in found if t.duties)
        return owned if len(owned) <= _MOST or answer.departments else ()

    def _unassigned(self, answer: Answer) -> bool:
        """Whether all that an answer quotes lies in tasks that the plan assigns to nobody."""
        at = [(c.start, c.end) for c in answer.citations if c.clause is not None]
        quoted = self._at(at) if answer.status is Status.ANSWERED else ()
        return bool(quoted) and not any(t.duties for t in quoted)

    def _at(self, spans: Iterable[tuple[int, int]]) -> tuple[Task, ...]:
        """The tasks that these stretches of the source lie in, brackets included."""
        spans = tuple(spans)
        return tuple(
            t for t in self._plan.tasks() if any(s < _end(t) and e > t.start for s, e in spans)
        )

    def _routed(
        self, message: str, what: str, level: Level, tasks: Sequence[Task], answer: Answer
    ) -> Routing:
        named = {(d.name, d.clause) for d in answer.departments}
        departments = _assigned(tasks, named)
        citations = self._cited(tasks)
        reason = "；".join(dict.fromkeys(map(self._why, tasks))) + "。"
        return Routing(message, what, level, departments, citations, reason, answer)

    def _why(self, task: Task) -> str:
        clause = self._plan.clause(task.clause)
        assert clause is not None
        return f"第{clause.label}条“{clause.title}”有这项任务，由{duty_text(task)}"

    def _cited(self, tasks: Sequence[Task]) -> tuple[Citation, ...]:
        """Each task as a whole with its bracket."""
        places = (Evidence(t.start, _end(t), t.clause) for t in tasks)
        return tuple(cite(self._plan, place, n) for n, place in enumerate(places, 1))

    def _nearest(self, message: str, what: str, answer: Answer) -> Routing:
        """The owners of the nearest task, for a person to judge; nobody where that would mislead.

        Another place's matter is not this plan's, and what it does not touch at all is nobody's.
        """
        where = next((p for p in self._places if p in what), "")
        nothing = Routing(message, what, Level.NONE, (), (), _why_not(answer, where), answer)
        near = self._near(what, answer) if not where else None
        if near is None:
            return nothing
        return Routing(
            message,
            what,
            Level.NEAREST,
            _assigned((near,), set()),
            self._cited((near,)),
            f"方案没有直接写这件事；最相近的是{self._why(near)}。请核对后再转。",
            answer,
        )

    def _near(self, what: str, answer: Answer) -> Task | None:
        clauses = [r.clause for r in answer.related][:1]
        if answer.status is not Status.NOT_IN_PLAN or not clauses:
            return None
        for hit in self._assistant.retriever.search(what).hits:
            unit = hit.unit
            if unit.clause not in clauses or unit.kind is UnitKind.TITLE:
                continue
            found = self._at([(unit.start, unit.start + 1)])
            if found and found[0].duties:
                return found[0]
        clause = self._plan.clause(clauses[0])
        owned = [t for t in clause.tasks if t.duties] if clause else []
        return owned[0] if len(owned) == 1 else None


def _end(task: Task) -> int:
    return task.responsibility.end if task.responsibility else task.end


def _assigned(tasks: Sequence[Task], named: set[tuple[str, int]]) -> tuple[Assigned, ...]:
    """Owners of tasks, leads first; only those ``named``, when any are."""
    found = [
        Assigned(d.name, d.role, t.clause)
        for t in tasks
        for d in t.duties
        if not named or (d.name, t.clause) in named
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.role.value))


def _why_not(answer: Answer, where: str) -> str:
    if where:
        return f"来件说的是{where}的事，不归本方案管。"
    if answer.status.has_evidence:
        return _UNASSIGNED
    if answer.status is Status.NOT_IN_PLAN:
        return "方案没有写到这件事，也没有相近的分工。"
    if answer.status is Status.UNCLEAR:
        return "看不出来件说的是什么事，请补充后再试。"
    return "来件与本方案无关，请转其他渠道。"
