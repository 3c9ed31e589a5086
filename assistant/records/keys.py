"""API keys: shown once, kept as a hash, with scopes, limits and an end."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from assistant.records.database import Database
from assistant.records.errors import RecordsError
from assistant.records.model import DEFAULT_SCOPES, ApiKey, Scope
from assistant.records.tables import api_keys

PREFIX = "pa"
_TOUCH = timedelta(minutes=1)  # last use is noted this exactly, not at every request


class Keys:
    """The API keys of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        name: str,
        scopes: Iterable[Scope] = DEFAULT_SCOPES,
        per_minute: int = 60,
        per_day: int = 0,
        life: timedelta | None = None,
        now: datetime | None = None,
    ) -> tuple[ApiKey, str]:
        """A new key, and the secret that is told only now."""
        now = now or datetime.now(UTC)
        prefix, secret = f"{PREFIX}_{secrets.token_hex(4)}", secrets.token_urlsafe(32)
        row: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "name": name,
            "prefix": prefix,
            "secret": _hash(f"{prefix}_{secret}"),
            "scopes": [s.value for s in dict.fromkeys(scopes)],
            "per_minute": per_minute,
            "per_day": per_day,
            "created_at": now,
            "expires_at": now + life if life else None,
            "revoked_at": None,
            "used_at": None,
        }
        with self._database.writing() as connection:
            connection.execute(insert(api_keys), row)
            found = connection.execute(select(api_keys).where(api_keys.c.id == row["id"])).one()
        return _key(found), f"{prefix}_{secret}"

    def check(self, secret: str, now: datetime | None = None) -> ApiKey | None:
        """The key of a secret; None when there is none, or it was revoked or has expired."""
        now = now or datetime.now(UTC)
        prefix = secret[: len(PREFIX) + 9]
        with self._database.reading() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.prefix == prefix)).first()
        if row is None or not hmac.compare_digest(row.secret, _hash(secret)):
            return None
        found = _key(row)
        if not found.valid(now):
            return None
        self._touch(found, now)
        return found

    def all(self) -> tuple[ApiKey, ...]:
        """Every key, newest first, those no longer valid among them."""
        query = select(api_keys).order_by(api_keys.c.created_at.desc(), api_keys.c.prefix)
        with self._database.reading() as connection:
            return tuple(map(_key, connection.execute(query).all()))

    def revoke(self, prefix: str, now: datetime | None = None) -> ApiKey:
        """Shut a key at once; shutting it twice is no fault.

        Raises:
            RecordsError: there is no such key.
        """
        now = now or datetime.now(UTC)
        mine = api_keys.c.prefix == prefix
        shut = update(api_keys).where(mine, api_keys.c.revoked_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(shut.values(revoked_at=now))
            row = connection.execute(select(api_keys).where(mine)).first()
        if row is None:
            raise RecordsError("key_not_found", f"没有密钥 {prefix}。")
        return _key(row)

    def rotate(
        self, prefix: str, grace: timedelta = timedelta(), now: datetime | None = None
    ) -> tuple[ApiKey, str]:
        """A new key like the old one, which ends now or after ``grace``.

        Raises:
            RecordsError: there is no such key, or it is not valid any more.
        """
        now = now or datetime.now(UTC)
        with self._database.reading() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.prefix == prefix)).first()
        old = _key(row) if row else None
        if old is None or not old.valid(now):
            raise RecordsError("key_not_found", f"没有有效的密钥 {prefix}。")
        life = old.expires_at - old.created_at if old.expires_at else None
        made = self.create(old.name, old.scopes, old.per_minute, old.per_day, life, now)
        end = min(filter(None, (now + grace, old.expires_at)))
        with self._database.writing() as connection:
            mine = update(api_keys).where(api_keys.c.prefix == prefix)
            connection.execute(mine.values(expires_at=end))
        return made

    def _touch(self, key: ApiKey, now: datetime) -> None:
        if key.used_at and now - key.used_at < _TOUCH:
            return
        stale = or_(api_keys.c.used_at.is_(None), api_keys.c.used_at < now)
        with self._database.writing() as connection:
            mine = update(api_keys).where(api_keys.c.id == key.id, stale)
            connection.execute(mine.values(used_at=now))


def _hash(secret: str) -> str:
    """A random secret needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> ApiKey:
    values = dict(row._mapping)
    values.pop("secret")
    values["scopes"] = tuple(map(Scope, values["scopes"]))
    return ApiKey(**values)
