"""Bringing the tables up to date: Alembic's migrations, shipped in the package."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from assistant.records.database import Database, hold, use_wal
from assistant.records.errors import RecordsFault

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x504C414E  # any number, the same in all processes


def head() -> str:
    """The newest revision that this program knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def revision(connection: Connection) -> str:
    """The revision of a database; "" for an empty one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def migrate(database: Database) -> tuple[str, str]:
    """Bring a database up to date; gives its revision before and after.

    Several processes may do so at once. Interrupted, it leaves everything as it was.

    Raises:
        RecordsFault: the database is newer than this program, or cannot be reached.
    """
    newest = head()
    with database.reading() as connection:
        before = revision(connection)
    if before == newest:
        return before, newest
    with database.lock():
        if database.sqlite:
            use_wal(database)
        with database.writing() as connection:
            hold(connection, _LOCK)
            upgrade(connection, newest)
    return before, newest


def upgrade(connection: Connection, to: str) -> None:
    """Upgrade within the transaction of ``connection``.

    Raises:
        RecordsFault: the database has a revision that this program does not know.
    """
    known = {r.revision for r in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    now = revision(connection)
    if now and now not in known:
        raise RecordsFault(
            f"记录库由更新的版本建立（{now}），本程序最新只到 {head()}，请先升级程序。"
        )
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
