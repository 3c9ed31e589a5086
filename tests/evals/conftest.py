"""A bench whose assistant and retriever are set by the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Status
from corpus.catalog import load_dossier
from evals.bench import Bench
from evals.cases import Case

Reply = Callable[[str], Answer]


def quoting(clause: int, text: str = "见原文。[1]") -> Answer:
    """An answer that cites the beginning of a clause."""
    plan = load_dossier().plan
    home = plan.clause(clause)
    assert home
    quote = plan.source[home.start : home.start + 10]
    at = (home.start, home.start + 10)
    citation = Citation(1, plan.id, "clause", clause, "", "", "", quote, *at)
    return Answer("x", "问", "问", Status.ANSWERED, text, (citation,))


def case(name: str, question: str = "问", **changes: Any) -> Case:
    """A case that expects clause 2."""
    base = Case(id=name, category="fact", question=question, status=("answered",), clauses=(2,))
    return base.model_copy(update=changes)


class Scripted:
    """Stands for the assistant and the retriever."""

    def __init__(self, reply: Reply, clauses: Sequence[int]) -> None:
        self.reply, self.clauses = reply, clauses

    def ask(self, question: str, history: Sequence[str] = (), id: str = "") -> Answer:
        return self.reply(question)

    def search(self, query: str, limit: int = 12) -> Any:
        units = (SimpleNamespace(part="clause", clause=c) for c in self.clauses)
        return SimpleNamespace(hits=[SimpleNamespace(unit=u) for u in units])


@pytest.fixture
def bench_of() -> Callable[..., Bench]:
    """Makes a bench: ``bench_of(reply, ranking)``."""

    def make(reply: Reply, clauses: Sequence[int] = (2, 2, 3)) -> Bench:
        scripted: Any = Scripted(reply, clauses)
        return Bench(load_dossier(), scripted, scripted, scripted)

    return make
