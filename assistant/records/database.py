"""The database behind the records: SQLite beside the index, or PostgreSQL by its URL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from assistant.records.errors import RecordsFault

_BUSY_MS = 30_000
_CONNECT_S = 5  # a database that is away is told of, not waited for
_WRITES = "plan_writes"


class Database:
    """Transactions on one database. A commit that has returned survives any crash."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the database.

        Raises:
            RecordsFault: the database does not answer.
        """
        return self._transaction(writes=False)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes: all of it is kept, or none.

        Raises:
            RecordsFault: the database does not answer.
        """
        return self._transaction(writes=True)

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Connection]:
        options: dict[str, Any] = {_WRITES: writes}
        if not writes and not self.sqlite:
            options |= {"isolation_level": "REPEATABLE READ"}
        try:
            with self.engine.connect() as plain:
                connection = plain.execution_options(**options)
                with connection.begin():
                    yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise _fault(error) from error

    def lock(self) -> AbstractContextManager[Any]:
        """Holds other processes back while a SQLite file is set up; others lock in the database."""
        path = self.path
        return FileLock(f"{path}.lock", timeout=60) if path else nullcontext()

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.url.database) if self.sqlite and self.url.database else None

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_database(url: str, home: Path) -> Database:
    """The database of a URL; without one ``<home>/records.db``. Tables are made by ``migrate``.

    Raises:
        RecordsFault: the URL is not one, its driver is missing, or the file cannot be made.
    """
    if not url:
        path = home / "records.db"
        try:
            home.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # what citizens said is for nobody else on the machine
        except OSError as error:
            raise RecordsFault(f"不能建立记录库 {path}：{error.strerror or error}。") from error
        return Database(URL.create("sqlite", database=str(path)))
    try:
        made = make_url(url)
        if made.drivername in {"postgres", "postgresql"}:
            made = made.set(drivername="postgresql+psycopg")
        if made.get_backend_name() not in {"postgresql", "sqlite"}:
            raise ValueError(made.drivername)
        return Database(made)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise RecordsFault(
            "PLAN_DATABASE_URL 不能用：应形如 postgresql://用户:密码@主机/库名，"
            "也可用 sqlite:///文件；支持 PostgreSQL 和 SQLite。"
        ) from error


def _engine(url: URL) -> Engine:
    options: dict[str, Any] = {}
    if not url.drivername.startswith("sqlite"):
        options = {
            "pool_pre_ping": True,
            "pool_timeout": _CONNECT_S,
            "connect_args": {"connect_timeout": _CONNECT_S},
        }
    engine = create_engine(
        url,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        hide_parameters=True,
        **options,
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # transactions begin in _begun, not when the driver likes
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begun(connection: Connection) -> None:
    """Writers queue from the start: one that reads first could not wait for its turn later."""
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_wal(database: Database) -> None:
    """Let readers and a writer of a SQLite file work at the same time; the file remembers it."""
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def hold(connection: Connection, key: int) -> None:
    """Within the transaction, keep other processes' setting up waiting (PostgreSQL)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def put_if_absent(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row unless its key is there, be it since a moment ago by another process."""
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(table).values(row).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(table).values(row).on_conflict_do_nothing())


def _fault(error: SQLAlchemyError) -> RecordsFault:
    why = str(error.orig).strip().splitlines() if isinstance(error, DBAPIError) else []
    told = f"（{why[0]}）" if why else ""
    return RecordsFault(f"记录库暂时不能用，请稍后再试{told}。")
