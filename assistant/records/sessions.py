"""Sessions of operators, kept on the server; and how often logging in has failed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from assistant.records.database import Database, put_if_absent
from assistant.records.model import Operator
from assistant.records.operators import operator_of
from assistant.records.tables import attempts, operators, sessions

MAX_FAILURES = 5
MAX_OF_ADDRESS = 50  # a whole office may come from one address
PAUSE = timedelta(minutes=15)


class Sessions:
    """Sessions of a database. The browser has a random token, the database only its hash."""

    def __init__(self, database: Database, life: timedelta) -> None:
        self._database = database
        self.life = life

    def open(self, operator: Operator, now: datetime | None = None) -> str:
        """A new session; gives its token. Sessions that have expired are swept out."""
        now = now or datetime.now(UTC)
        token = secrets.token_urlsafe(32)
        row = {
            "token": _hash(token),
            "operator_id": operator.id,
            "created_at": now,
            "expires_at": now + self.life,
        }
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(insert(sessions), row)
        return token

    def find(self, token: str, now: datetime | None = None) -> Operator | None:
        """Whose session it is; None when it has expired or ended, or the account is disabled."""
        if not token:
            return None
        now = now or datetime.now(UTC)
        query = (
            select(operators)
            .join(sessions, sessions.c.operator_id == operators.c.id)
            .where(sessions.c.token == _hash(token), sessions.c.expires_at > now)
            .where(operators.c.disabled.is_(False))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return operator_of(row) if row else None

    def close(self, token: str) -> None:
        """End a session; one that is none ends as well."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token == _hash(token)))


class Attempts:
    """Failures to log in by subject (an account, an address), the same for all processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wait(
        self, subject: str, limit: int = MAX_FAILURES, now: datetime | None = None
    ) -> timedelta:
        """How long a subject must wait before the next attempt; zero when it need not."""
        now = now or datetime.now(UTC)
        query = select(attempts.c.since).where(
            attempts.c.subject == _hash(subject),
            attempts.c.failures >= limit,
            attempts.c.since > now - PAUSE,
        )
        with self._database.reading() as connection:
            since = connection.scalar(query)
        return since + PAUSE - now if since else timedelta()

    def failed(self, *subjects: str, now: datetime | None = None) -> None:
        """Count a failure of each; counts begin anew after a pause."""
        now = now or datetime.now(UTC)
        with self._database.writing() as connection:
            connection.execute(delete(attempts).where(attempts.c.since <= now - PAUSE))
            for subject in sorted(map(_hash, subjects)):
                put_if_absent(
                    connection, attempts, {"subject": subject, "failures": 0, "since": now}
                )
                mine = update(attempts).where(attempts.c.subject == subject)
                connection.execute(mine.values(failures=attempts.c.failures + 1))

    def passed(self, *subjects: str) -> None:
        """Forget the failures of each."""
        gone = attempts.c.subject.in_(map(_hash, subjects))
        with self._database.writing() as connection:
            connection.execute(delete(attempts).where(gone))


def _hash(token: str) -> str:
    """A random token needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
