"""Hints of the model for finding: a question in official words, the fittest of several places.

A hint is never a fact: the default way decides on the question as rewritten, and on the place.
"""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answer import Status
from assistant.compose.draft import Draft, Ground
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.llm.passages import label_of
from assistant.llm.schema import Ranked, Rewritten, read_as, schema_of
from assistant.llm.service import Deadline, Reply, Service
from assistant.understand.question import Question
from assistant.understand.reader import Reader
from corpus.catalog import Dossier
from prompts import prompt

_TERMS = 60
_TURNS = 4


class Hints:
    """Asks for hints about one plan."""

    def __init__(self, service: Service, dossier: Dossier, finder: Finder, reader: Reader) -> None:
        self._service = service
        self._plan = dossier.plan
        self._finder = finder
        self._reader = reader
        titles = [c.title for c in self._plan.clauses]
        targets = [t.indicator for c in self._plan.clauses for s in c.sentences for t in s.targets]
        self._terms = "、".join(dict.fromkeys([*titles, *targets[:_TERMS]]))

    @staticmethod
    def may_rewrite(draft: Draft) -> bool:
        """Only where nothing was understood or found; a refusal for a reason stands."""
        return draft.status in {Status.UNCLEAR, Status.OUT_OF_SCOPE}

    def rewrite(
        self, question: str, history: Sequence[str], deadline: Deadline
    ) -> tuple[str, Reply]:
        """The question in official words, "" when the model's are of no use.

        Raises:
            ModelFault: the service gave nothing that could be read.
        """
        earlier = "\n".join(f"- {h}" for h in history[-_TURNS:]) or "（无）"
        rules = prompt("rewrite", terms=self._terms, history=earlier)
        reply = self._ask(rules, question, schema_of(Rewritten), deadline)
        text = read_as(Rewritten, reply.text).question.strip()
        return (text if self.faithful(question, history, text) else ""), reply

    def faithful(self, question: str, history: Sequence[str], text: str) -> bool:
        """Whether a rewritten question asks of the same places, years, figures, bodies, matters."""
        if not text or text == question:
            return False
        old, new = self._reader.read(question), self._reader.read(text)
        known = [old, *(self._reader.read(h) for h in history[-_TURNS:])]
        return (
            _named(old) <= _named(new) <= frozenset[str]().union(*map(_named, known))
            and old.asked <= new.asked
            and set(self._matters(old)) <= set(self._matters(new))
        )

    def _matters(self, question: Question) -> list[str]:
        """What a question is about, each matter under its official name."""
        lexicon = self._finder.dossier.lexicon
        return [min(lexicon.official(w), default=w) for w in self._finder.strong(question.topic)]

    def prefer(self, ground: Ground, deadline: Deadline) -> tuple[Finding | None, Reply]:
        """The finding the model takes for the fittest, None when it is the first or none of them.

        Raises:
            ModelFault: the service gave nothing that could be read.
        """
        labels = {f"S{i}": f for i, f in enumerate(ground.equals, 1)}
        shown = "\n".join(f"{name} {self._text(f)}" for name, f in labels.items())
        rules = prompt("rerank", title=self._plan.document.title, passages=shown)
        reply = self._ask(rules, ground.question.text, schema_of(Ranked), deadline)
        ranked = map(label_of, read_as(Ranked, reply.text).labels)
        best = next((labels[name] for name in ranked if name in labels), None)
        return (None if best is ground.equals[0] else best), reply

    def _text(self, finding: Finding) -> str:
        if finding.sentence:
            return finding.sentence.text
        return finding.clause.title if finding.clause else ""

    def _ask(
        self, rules: str, question: str, schema: dict[str, object], deadline: Deadline
    ) -> Reply:
        messages: list[BaseMessage] = [SystemMessage(rules), HumanMessage(question)]
        return self._service.ask(messages, schema, deadline)


def _named(question: Question) -> frozenset[str]:
    """Places, years, figures, departments and numbers of clauses in a question."""
    bodies = {d.name for m in question.mentions for d in m.departments}
    clauses = {f"第{n}条" for n in question.reference.clauses}
    years = {f"{y}年" for y in question.years}
    figures = {f.value + f.unit for f in question.figures}
    return frozenset({*question.places, *question.districts, *bodies, *clauses, *years, *figures})
