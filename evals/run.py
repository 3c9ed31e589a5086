"""Generating answers and scoring them, apart: answers of old runs can be rescored."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Status
from corpus.model import Plan
from evals.bench import Bench
from evals.cases import Case
from evals.metrics import Reason, Reply, grade, read_reply

Ask = Callable[[Case], Answer]
Rank = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """One generated answer: ``raw`` is the contract's object, ``ms`` the time ``ask`` took.

    ``ranking`` holds the clauses ("13") and parts ("news") the retriever found, best first.
    """

    case: str
    ms: float
    ranking: tuple[str, ...]
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with the reply to it; right when there are no ``reasons``."""

    case: Case
    record: Record
    reply: Reply
    reasons: tuple[Reason, ...]

    @property
    def right(self) -> bool:
        """Whether the reply is strictly right."""
        return not self.reasons


def generate(
    bench: Bench, cases: Iterable[Case], ask: Ask | None = None, rank: Rank | None = None
) -> Iterator[Record]:
    """Ask every case; ``ask`` replaces the assistant, ``rank`` the retriever (baselines)."""
    answer = ask or (lambda c: bench.assistant.ask(c.question, c.history, c.id))
    find = rank or (lambda q: ranked(bench, q))
    for case in cases:
        start = time.perf_counter()
        raw = _answer(answer, case)
        ms = (time.perf_counter() - start) * 1000
        ranking = find(raw["standalone_question"] or case.question) if case.required else ()
        yield Record(case.id, ms, ranking, raw)


def _answer(ask: Ask, case: Case) -> dict[str, Any]:
    """The contract's object; a crash is a wrong reply of the case, told by kind and place only."""
    try:
        return ask(case).to_dict()
    except Exception as error:  # the one broad except: whatever breaks must not end the run
        place = traceback.extract_tb(error.__traceback__)[-1]
        empty = Answer(case.id, case.question, case.question, Status.UNCLEAR, "").to_dict()
        return empty | {
            "error": f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
        }


def ranked(bench: Bench, query: str, limit: int = 60) -> tuple[str, ...]:
    """Clauses and parts found for ``query``, best first, each once."""
    units = (hit.unit for hit in bench.retriever.search(query, limit).hits)
    return tuple(dict.fromkeys(u.part if u.clause is None else str(u.clause) for u in units))


def score(cases: Sequence[Case], records: Iterable[Record], plan: Plan) -> list[Scored]:
    """Grade recorded answers; records of unknown cases are left out, order is that of the cases."""
    by_case = {r.case: r for r in records}
    return [score_one(c, by_case[c.id], plan) for c in cases if c.id in by_case]


def score_one(case: Case, record: Record, plan: Plan) -> Scored:
    """Grade one recorded answer."""
    reply = read_reply(record.raw)
    return Scored(case, record, reply, grade(case, reply, plan))


def save(records: Iterable[Record], path: Path) -> None:
    """Write records as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = (
        {"case": r.case, "ms": round(r.ms, 3), "ranking": r.ranking, "answer": r.raw}
        for r in records
    )
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, "utf-8")


def load(path: Path) -> list[Record]:
    """Read records written by :func:`save`."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [Record(r["case"], r["ms"], tuple(r["ranking"]), r["answer"]) for r in rows]
