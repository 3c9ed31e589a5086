"""Backup and restore: one file for every kind of database, so records can also move between them.

The file is gzip of JSON lines: a head with the revision, then a line a row.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, DateTime, MetaData, Table, insert, select, text

from assistant.records.database import Database, hold
from assistant.records.errors import RecordsError
from assistant.records.migrate import head, revision, upgrade
from assistant.records.tables import metadata

_FORMAT = "plan-assistant records"
_BATCH = 500
_LOCK = 0x504C414E
# Sessions and failures to log in are of the moment; they are not carried along.
_LEFT_OUT = frozenset(("sessions", "attempts", "alembic_version"))


def back_up(database: Database, path: Path) -> int:
    """Write all records, as they are at one moment, to ``path``; gives the number of rows.

    Raises:
        RecordsFault: the database does not answer.
        RecordsError: the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as raw:
            os.chmod(part, 0o600)
            count = _write(database, raw)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise RecordsError("backup_failed", f"不能写入 {path}：{why}。") from error
    return count


def _write(database: Database, raw: Any) -> int:
    count = 0
    with gzip.open(raw, "wt", encoding="utf-8") as out, database.reading() as connection:
        top = {"format": _FORMAT, "revision": revision(connection), "at": _now()}
        out.write(json.dumps(top) + "\n")
        for table in metadata.sorted_tables:
            if table.name in _LEFT_OUT:
                continue
            for row in connection.execution_options(yield_per=_BATCH).execute(select(table)):
                line = {"table": table.name, "row": _plain(dict(row._mapping))}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
    return count


def restore(database: Database, path: Path, replace: bool = False) -> int:
    """Put the rows of a backup in place of what is there, all or none; gives their number.

    A backup of an older program is brought up to date on the way.

    Raises:
        RecordsFault: the database does not answer, or the backup is newer than this program.
        RecordsError: the file is no backup, or records would be lost and ``replace`` is not set.
    """
    lines = _lines(path)
    top = next(lines, {})
    if top.get("format") != _FORMAT:
        _unreadable(path)
    with database.writing() as connection:
        hold(connection, _LOCK)
        if not replace and _filled(connection):
            raise RecordsError("not_empty", "记录库里已有记录；确要用备份替换，请加 --replace。")
        _drop_all(connection)
        if top["revision"]:
            upgrade(connection, top["revision"])
        count = _fill(connection, lines)
        upgrade(connection, head())
    return count


def _fill(connection: Connection, lines: Iterator[dict[str, Any]]) -> int:
    """Insert into the tables as they stand in the database now, not in this program."""
    now = MetaData()
    now.reflect(connection)
    count, table, rows = 0, None, list[dict[str, Any]]()
    for line in lines:
        if table is None or table.name != line["table"] or len(rows) >= _BATCH:
            _insert(connection, table, rows)
            table, rows = now.tables[line["table"]], []
        rows.append(_typed(table, line["row"]))
        count += 1
    _insert(connection, table, rows)
    return count


def _insert(connection: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is not None and rows:
        connection.execute(insert(table), rows)


def _filled(connection: Connection) -> bool:
    now = MetaData()
    now.reflect(connection)
    tables = (t for name, t in now.tables.items() if name not in _LEFT_OUT)
    return any(connection.execute(select(text("1")).select_from(t)).first() for t in tables)


def _drop_all(connection: Connection) -> None:
    now = MetaData()
    now.reflect(connection)
    ours = {*metadata.tables, "alembic_version"}
    now.drop_all(connection, tables=[t for name, t in now.tables.items() if name in ours])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        _unreadable(path, error)


def _unreadable(path: Path, error: Exception | None = None) -> NoReturn:
    why = getattr(error, "strerror", None) or "不是完整的备份文件"
    raise RecordsError("bad_backup", f"不能读取 {path}：{why}。") from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Times as times again, in UTC, which is what SQLite keeps without saying so."""
    return {
        name: datetime.fromisoformat(value).astimezone(UTC)
        if value is not None and isinstance(table.c[name].type, DateTime)
        else value
        for name, value in row.items()
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
