"""Feedback on answers: 有帮助 or 有误, with a comment."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from assistant.masking import Mask
from assistant.records.database import Database
from assistant.records.model import Feedback, NewFeedback, Verdict
from assistant.records.tables import feedback


class FeedbackBook:
    """The feedback of a database."""

    def __init__(self, database: Database, tidy: Mask) -> None:
        self._database = database
        self._tidy = tidy

    def add(self, new: NewFeedback, now: datetime | None = None) -> Feedback:
        """Keep feedback."""
        kept = Feedback(
            id=uuid.uuid4().hex,
            at=now or datetime.now(UTC),
            answer_id=self._tidy(new.answer_id)[:128],
            verdict=new.verdict,
            plan_id=new.plan_id,
            comment=self._tidy(new.comment),
            question=self._tidy(new.question),
            answer=self._tidy(new.answer),
            source=new.source[:64],
        )
        row: dict[str, Any] = asdict(kept)
        with self._database.writing() as connection:
            connection.execute(insert(feedback), row | {"verdict": kept.verdict.value})
        return kept

    def each(self, verdict: Verdict | None = None, limit: int = 1000) -> Iterator[Feedback]:
        """The newest feedback first."""
        query = select(feedback).order_by(feedback.c.at.desc(), feedback.c.id).limit(limit)
        if verdict:
            query = query.where(feedback.c.verdict == verdict.value)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Feedback(**{**row._mapping, "verdict": Verdict(row.verdict)})

    def counts(self) -> dict[Verdict, int]:
        """How many of each verdict."""
        query = select(feedback.c.verdict, func.count()).group_by(feedback.c.verdict)
        with self._database.reading() as connection:
            found = {Verdict(name): count for name, count in connection.execute(query).all()}
        return {verdict: found.get(verdict, 0) for verdict in Verdict}
