"""The tables, as they stand after all migrations. No sequences: rows move between databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time, aware, in UTC; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; a naive time would be somebody's guess."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(name: str = "id", length: int = 32) -> Column[str]:
    return Column(name, String(length), primary_key=True)


def _moment(name: str, empty: bool = False, **options: Any) -> Column[datetime]:
    return Column(name, Moment, nullable=empty, **options)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


counters = Table(
    "counters",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

inquiries = Table(
    "inquiries",
    metadata,
    _id("number", 16),
    _moment("created_at", index=True),
    _moment("updated_at"),
    Column("version", Integer, nullable=False),
    Column("status", String(16), nullable=False, index=True),
    _text("question"),
    _text("standalone"),
    Column("outcome", String(16), nullable=False),
    Column("basis", JSON, nullable=False),
    Column("departments", JSON, nullable=False),
    _text("passed_to"),
    _text("reason"),
    _text("reply"),
    _text("note"),
    Column("plan_id", String(64), nullable=False),
    Column("plan_version", String(64), nullable=False),
    Column("operator", String(64), nullable=False, index=True),
)

inquiry_changes = Table(
    "inquiry_changes",
    metadata,
    Column("number", ForeignKey("inquiries.number", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _moment("at"),
    Column("operator", String(64), nullable=False),
    Column("fields", JSON, nullable=False),
)

phrasings = Table(
    "phrasings",
    metadata,
    _id(),
    Column("state", String(16), nullable=False, index=True),
    _text("question"),
    _text("standalone"),
    _text("reply"),
    Column("basis", JSON, nullable=False),
    Column("departments", JSON, nullable=False),
    Column("plan_id", String(64), nullable=False),
    Column("plan_version", String(64), nullable=False),
    Column("inquiry", String(16), nullable=False, default=""),
    Column("approver", String(64), nullable=False),
    _moment("approved_at"),
    _moment("ended_at", empty=True),
    Column("ended_by", String(64), nullable=False, default=""),
    _text("end_reason"),
)

operators = Table(
    "operators",
    metadata,
    _id(),
    Column("name", String(64), nullable=False, unique=True),
    Column("password", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    _moment("created_at"),
)

sessions = Table(
    "sessions",
    metadata,
    _id("token", 64),
    Column("operator_id", ForeignKey("operators.id", ondelete="CASCADE"), nullable=False),
    _moment("created_at"),
    _moment("expires_at", index=True),
)

attempts = Table(
    "attempts",
    metadata,
    _id("subject", 160),
    Column("failures", Integer, nullable=False),
    _moment("since"),
)

api_keys = Table(
    "api_keys",
    metadata,
    _id(),
    Column("name", String(64), nullable=False),
    Column("prefix", String(16), nullable=False, unique=True),
    Column("secret", String(64), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("per_minute", Integer, nullable=False),
    Column("per_day", Integer, nullable=False),
    _moment("created_at"),
    _moment("expires_at", empty=True),
    _moment("revoked_at", empty=True),
    _moment("used_at", empty=True),
)

feedback = Table(
    "feedback",
    metadata,
    _id(),
    _moment("at", index=True),
    Column("answer_id", String(128), nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    _text("comment"),
    _text("question"),
    _text("answer"),
    Column("plan_id", String(64), nullable=False),
    Column("source", String(64), nullable=False),
)
