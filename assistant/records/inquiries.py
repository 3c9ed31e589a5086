"""Inquiries (办件): what a citizen said, where it was passed, the reply, and every change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from assistant.masking import Mask
from assistant.records.basis import Assigned, pack, unpack_assigned, unpack_basis
from assistant.records.database import Database, put_if_absent
from assistant.records.errors import RecordsError
from assistant.records.model import Change, Filter, Inquiry, InquiryPage, InquiryStatus, NewInquiry
from assistant.records.tables import counters, inquiries, inquiry_changes


class Inquiries:
    """The inquiries of a database."""

    def __init__(self, database: Database, tidy: Mask) -> None:
        self._database = database
        self._tidy = tidy

    def add(self, new: NewInquiry, operator: str, now: datetime | None = None) -> Inquiry:
        """Keep an inquiry under the next number of the year (2026-000123)."""
        now = now or datetime.now(UTC)
        with self._database.writing() as connection:
            number = _next_number(connection, now.astimezone().year)
            row: dict[str, Any] = {
                "number": number,
                "created_at": now,
                "updated_at": now,
                "version": 1,
                "status": new.status.value,
                "question": self._tidy(new.question),
                "standalone": self._tidy(new.standalone),
                "outcome": new.outcome,
                "basis": pack(new.basis),
                "departments": pack(new.departments),
                "passed_to": _names(new.departments),
                "reason": self._tidy(new.reason),
                "reply": self._tidy(new.reply),
                "note": self._tidy(new.note),
                "plan_id": new.plan_id,
                "plan_version": new.plan_version,
                "operator": operator,
            }
            connection.execute(insert(inquiries), row)
            _note(connection, number, 1, now, operator, {"status": ("", new.status.value)})
            return _required(connection, number)

    def get(self, number: str) -> Inquiry | None:
        """The inquiry of a number."""
        with self._database.reading() as connection:
            return _one(connection, number)

    def find(self, wanted: Filter, limit: int = 50, offset: int = 0) -> InquiryPage:
        """A page of the inquiries that fit, newest first."""
        where = _where(wanted)
        with self._database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(inquiries).where(where)) or 0
            query = select(inquiries).where(where).order_by(inquiries.c.number.desc())
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return InquiryPage(tuple(map(_inquiry, rows)), total)

    def each(self, wanted: Filter) -> Iterator[Inquiry]:
        """Every inquiry that fits, oldest first, read a few hundred at a time."""
        last = ""
        while True:
            with self._database.reading() as connection:
                query = select(inquiries).where(_where(wanted), inquiries.c.number > last)
                rows = connection.execute(query.order_by(inquiries.c.number).limit(500)).all()
            if not rows:
                return
            yield from map(_inquiry, rows)
            last = rows[-1].number

    def change(
        self,
        number: str,
        operator: str,
        version: int | None = None,
        *,
        status: InquiryStatus | None = None,
        reply: str | None = None,
        note: str | None = None,
        departments: tuple[Assigned, ...] | None = None,
        now: datetime | None = None,
    ) -> Inquiry:
        """Change what is given, and keep what it was.

        Raises:
            RecordsError: no such inquiry, a status it may not take, or it was changed by somebody
                else since ``version``.
        """
        now = now or datetime.now(UTC)
        with self._database.writing() as connection:
            old = _required(connection, number, lock=True)
            if version is not None and version != old.version:
                raise RecordsError(
                    "changed_meanwhile", f"办件 {number} 刚被他人修改过，请重新打开后再改。"
                )
            if status and status is not old.status and status not in old.status.next:
                raise RecordsError(
                    "status_not_allowed",
                    f"办件 {number} 现为“{old.status.text}”，不能直接改为“{status.text}”。",
                )
            given = {
                "status": status.value if status else None,
                "reply": None if reply is None else self._tidy(reply),
                "note": None if note is None else self._tidy(note),
                "passed_to": None if departments is None else _names(departments),
            }
            fields = {
                k: (str(getattr(old, k)), v)
                for k, v in given.items()
                if v is not None and v != getattr(old, k)
            }
            if not fields:
                return old
            values: dict[str, Any] = {k: after for k, (_, after) in fields.items()}
            if departments is not None:
                values["departments"] = pack(departments)
            values |= {"updated_at": now, "version": old.version + 1}
            connection.execute(
                update(inquiries).where(inquiries.c.number == number).values(**values)
            )
            _note(connection, number, old.version + 1, now, operator, fields)
            return _required(connection, number)

    def changes(self, number: str) -> tuple[Change, ...]:
        """The history of an inquiry, oldest first."""
        table = inquiry_changes
        query = select(table).where(table.c.number == number).order_by(table.c.version)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Change(r.version, r.at, r.operator, {k: (v[0], v[1]) for k, v in r.fields.items()})
            for r in rows
        )


def _next_number(connection: Connection, year: int) -> str:
    """Counted in the transaction: no number twice, none left out."""
    bump = (
        update(counters)
        .where(counters.c.year == year)
        .values(last=counters.c.last + 1)
        .returning(counters.c.last)
    )
    last = connection.scalar(bump)
    if last is None:
        put_if_absent(connection, counters, {"year": year, "last": 0})
        last = connection.scalar(bump)
    return f"{year}-{last:06d}"


def _names(departments: tuple[Assigned, ...]) -> str:
    return "、".join(dict.fromkeys(d.name for d in departments))


def _note(
    connection: Connection,
    number: str,
    version: int,
    at: datetime,
    operator: str,
    fields: dict[str, tuple[str, str]],
) -> None:
    row = {
        "number": number,
        "version": version,
        "at": at,
        "operator": operator,
        "fields": {k: list(v) for k, v in fields.items()},
    }
    connection.execute(insert(inquiry_changes), row)


def _where(wanted: Filter) -> ColumnElement[bool]:
    table = inquiries.c
    tests: list[ColumnElement[bool]] = [table.number != ""]
    if wanted.status:
        tests.append(table.status == wanted.status.value)
    if wanted.operator:
        tests.append(table.operator == wanted.operator)
    if wanted.department:
        tests.append(table.passed_to.contains(wanted.department, autoescape=True))
    if wanted.since:
        tests.append(table.created_at >= wanted.since)
    if wanted.until:
        tests.append(table.created_at < wanted.until)
    for word in wanted.keyword.split():
        columns = (table.question, table.reply, table.number, table.passed_to, table.note)
        tests.append(or_(*(c.icontains(word, autoescape=True) for c in columns)))
    return and_(*tests)


def _one(connection: Connection, number: str, lock: bool = False) -> Inquiry | None:
    query = select(inquiries).where(inquiries.c.number == number)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return _inquiry(row) if row else None


def _required(connection: Connection, number: str, lock: bool = False) -> Inquiry:
    found = _one(connection, number, lock)
    if found is None:
        raise RecordsError("inquiry_not_found", f"没有办件 {number}。")
    return found


def _inquiry(row: Row[Any]) -> Inquiry:
    values = dict(row._mapping)
    values["status"] = InquiryStatus(values["status"])
    values["basis"] = unpack_basis(values["basis"])
    values["departments"] = unpack_assigned(values["departments"])
    return Inquiry(**values)
