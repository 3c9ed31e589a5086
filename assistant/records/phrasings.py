"""Approved wording (口径): a reply that a reviewer stands for, as long as its clauses stand."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from assistant.masking import Mask
from assistant.records.basis import (
    pack,
    stands,
    unpack_assigned,
    unpack_basis,
)
from assistant.records.database import Database
from assistant.records.errors import RecordsError
from assistant.records.model import NewPhrasing, Phrasing, PhrasingState
from assistant.records.tables import phrasings
from corpus.model import Plan


class Phrasings:
    """The approved wordings of a database."""

    def __init__(self, database: Database, tidy: Mask) -> None:
        self._database = database
        self._tidy = tidy

    def approve(self, new: NewPhrasing, approver: str, now: datetime | None = None) -> Phrasing:
        """Approve a wording."""
        row: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "state": PhrasingState.ACTIVE.value,
            "question": self._tidy(new.question),
            "standalone": self._tidy(new.standalone),
            "reply": self._tidy(new.reply),
            "basis": pack(new.basis),
            "departments": pack(new.departments),
            "plan_id": new.plan_id,
            "plan_version": new.plan_version,
            "inquiry": new.inquiry,
            "approver": approver,
            "approved_at": now or datetime.now(UTC),
            "ended_at": None,
            "ended_by": "",
            "end_reason": "",
        }
        with self._database.writing() as connection:
            connection.execute(insert(phrasings), row)
            found = connection.execute(select(phrasings).where(phrasings.c.id == row["id"])).one()
        return _phrasing(found)

    def get(self, id: str) -> Phrasing | None:
        """The wording of an id."""
        with self._database.reading() as connection:
            row = connection.execute(select(phrasings).where(phrasings.c.id == id)).first()
        return _phrasing(row) if row else None

    def all(self, plan_id: str = "", state: PhrasingState | None = None) -> tuple[Phrasing, ...]:
        """Wordings of a plan in a state, newest first."""
        query = select(phrasings).order_by(phrasings.c.approved_at.desc(), phrasings.c.id)
        if plan_id:
            query = query.where(phrasings.c.plan_id == plan_id)
        if state:
            query = query.where(phrasings.c.state == state.value)
        with self._database.reading() as connection:
            return tuple(map(_phrasing, connection.execute(query).all()))

    def end(
        self,
        id: str,
        state: PhrasingState,
        by: str,
        reason: str,
        now: datetime | None = None,
    ) -> None:
        """Use a wording no longer.

        Raises:
            RecordsError: it is not in use, or there is none.
        """
        used = (PhrasingState.ACTIVE.value, PhrasingState.INVALID.value)
        ended = (
            update(phrasings)
            .where(phrasings.c.id == id, phrasings.c.state.in_(used))
            .values(
                state=state.value,
                ended_at=now or datetime.now(UTC),
                ended_by=by,
                end_reason=self._tidy(reason),
            )
        )
        with self._database.writing() as connection:
            if connection.execute(ended).rowcount == 0:
                raise RecordsError("phrasing_not_found", "没有这条口径，或它已不在使用。")

    def invalidate(self, plan: Plan, now: datetime | None = None) -> tuple[Phrasing, ...]:
        """Set aside the active wordings of a plan whose clauses read otherwise now; gives those."""
        fallen = []
        for phrasing in self.all(plan.id, PhrasingState.ACTIVE):
            changed = [b for b in phrasing.basis if not stands(b, plan)]
            if not changed:
                continue
            where = "、".join(dict.fromkeys(b.label or b.part for b in changed))
            self.end(phrasing.id, PhrasingState.INVALID, "", f"{where}的原文已变更", now)
            fallen.append(phrasing)
        return tuple(fallen)


def _phrasing(row: Row[Any]) -> Phrasing:
    values = dict(row._mapping)
    values["state"] = PhrasingState(values["state"])
    values["basis"] = unpack_basis(values["basis"])
    values["departments"] = unpack_assigned(values["departments"])
    return Phrasing(**values)
