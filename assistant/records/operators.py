"""Operators: who may use the desk and the records, with hashed passwords and a role."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.records.database import Database
from assistant.records.errors import RecordsError
from assistant.records.model import Operator, OperatorRole
from assistant.records.tables import operators, sessions

MIN_PASSWORD = 10
MAX_PASSWORD = 200
_AT_ONCE = 2  # each check takes 64 MB; a crowd at the login must not take all memory
_NAME = re.compile(r"[\w.@-]{1,64}")


class Operators:
    """The accounts of a database. Whatever narrows an account ends its sessions."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._turns = BoundedSemaphore(_AT_ONCE)

    def add(self, name: str, password: str, role: OperatorRole) -> Operator:
        """A new account.

        Raises:
            RecordsError: a bad name or password, or the name is taken.
        """
        if not _NAME.fullmatch(name):
            raise RecordsError("bad_name", "用户名只能用文字、数字和 . _ @ -，不超过64个字。")
        row: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "name": name,
            "password": self._hashed(password),
            "role": role.value,
            "disabled": False,
            "created_at": datetime.now(UTC),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(insert(operators), row)
        except IntegrityError as error:
            raise RecordsError("name_taken", f"已有用户“{name}”。") from error
        return Operator(row["id"], name, role, False, row["created_at"])

    def all(self) -> tuple[Operator, ...]:
        """Every account by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(operators).order_by(operators.c.name)).all()
        return tuple(map(operator_of, rows))

    def get(self, name: str) -> Operator | None:
        """The account of a name."""
        with self._database.reading() as connection:
            row = connection.execute(select(operators).where(operators.c.name == name)).first()
        return operator_of(row) if row else None

    def check(self, name: str, password: str) -> Operator | None:
        """The account, when the password is right and it is not disabled.

        Takes as long for names that nobody has, so that trying does not tell who has an account.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(operators).where(operators.c.name == name)).first()
        stored = row.password if row else self._nobody
        try:
            with self._turns:
                self._hasher.verify(stored, password[: MAX_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return None
        if row is None or row.disabled:
            return None
        if self._hasher.check_needs_rehash(stored):
            self._set(name, password=self._hasher.hash(password))
        return operator_of(row)

    def set_password(self, name: str, password: str) -> None:
        """A new password.

        Raises:
            RecordsError: a bad password, or nobody has that name.
        """
        self._set(name, ends_sessions=True, password=self._hashed(password))

    def set_role(self, name: str, role: OperatorRole) -> None:
        """Another role.

        Raises:
            RecordsError: nobody has that name.
        """
        self._set(name, ends_sessions=True, role=role.value)

    def set_disabled(self, name: str, disabled: bool = True) -> None:
        """Shut an account, or open it again; records keep the name.

        Raises:
            RecordsError: nobody has that name.
        """
        self._set(name, ends_sessions=True, disabled=disabled)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(uuid.uuid4().hex)

    def _hashed(self, password: str) -> str:
        if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
            raise RecordsError(
                "bad_password", f"密码要有{MIN_PASSWORD}至{MAX_PASSWORD}个字符，请换一个。"
            )
        if len(set(password)) < 4:
            raise RecordsError("bad_password", "密码太简单，请换一个。")
        return self._hasher.hash(password)

    def _set(self, name: str, ends_sessions: bool = False, **values: Any) -> None:
        with self._database.writing() as connection:
            id = _id_of(connection, name)
            connection.execute(update(operators).where(operators.c.id == id).values(**values))
            if ends_sessions:
                connection.execute(delete(sessions).where(sessions.c.operator_id == id))


def _id_of(connection: Connection, name: str) -> str:
    id = connection.scalar(select(operators.c.id).where(operators.c.name == name))
    if id is None:
        raise RecordsError("operator_not_found", f"没有用户“{name}”。")
    return str(id)


def operator_of(row: Row[Any]) -> Operator:
    """The account in a row that holds its columns."""
    return Operator(row.id, row.name, OperatorRole(row.role), row.disabled, row.created_at)
