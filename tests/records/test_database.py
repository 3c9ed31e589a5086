"""Opening, migrating, backing up and restoring."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.records.backup import back_up, restore
from assistant.records.database import open_database
from assistant.records.errors import RecordsError, RecordsFault
from assistant.records.migrate import head, migrate
from assistant.records.model import Filter, OperatorRole
from assistant.records.store import Records, records_at
from assistant.records.tables import metadata
from tests.records.sample import inquiry


def test_migrations_make_exactly_the_tables(url: str, tmp_path: Path) -> None:
    database = open_database(url, tmp_path)
    assert migrate(database) == ("", head())
    assert migrate(database) == (head(), head())
    with database.reading() as connection:
        options = {"compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_an_interrupted_migration_leaves_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(url, tmp_path)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", broken)
    with pytest.raises(KeyboardInterrupt):
        migrate(database)
    assert inspect(database.engine).get_table_names() == []
    monkeypatch.undo()
    assert migrate(database) == ("", head())
    database.close()


def test_a_newer_database_is_left_alone(records: Records, url: str, tmp_path: Path) -> None:
    with records.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsFault, match="请先升级程序"):
        records_at(url, tmp_path)


def test_the_file_is_for_its_owner_and_durable(tmp_path: Path) -> None:
    records = records_at("", tmp_path / "neu")
    path = tmp_path / "neu" / "records.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with records.database.reading() as connection:
        got = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert got == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    records.close()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://u:geheim@h/db",
        "oracle://u:geheim@h/db",
        "postgresql://u:geheim@127.0.0.1:1/db",
        "sqlite:////dev/null/x.db",
    ],
)
def test_what_cannot_be_opened_is_told_without_secrets(url: str, tmp_path: Path) -> None:
    with pytest.raises(RecordsFault) as caught:
        records_at(url, tmp_path)
    assert "geheim" not in str(caught.value)


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordsFault, match="不能建立记录库"):
        records_at("", tmp_path / "file" / "home")


def test_backup_and_restore_between_databases(
    records: Records, tmp_path: Path, postgres_url: str
) -> None:
    numbers = [records.inquiries.add(inquiry(f"第{n}件"), "甲").number for n in range(3)]
    records.operators.add("甲", "correct-horse-9", OperatorRole.OPERATOR)
    path = tmp_path / "备份.gz"
    count = back_up(records.database, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    other_url = postgres_url if records.database.sqlite else ""
    other = records_at(other_url, tmp_path / "other")
    assert restore(other.database, path) == count
    assert list(other.inquiries.each(Filter())) == list(records.inquiries.each(Filter()))
    assert other.inquiries.changes(numbers[0]) == records.inquiries.changes(numbers[0])
    assert other.operators.check("甲", "correct-horse-9") == records.operators.get("甲")
    assert other.inquiries.add(inquiry(), "甲").number[-6:] == "000004"
    with pytest.raises(RecordsError, match="--replace"):
        restore(other.database, path)
    assert restore(other.database, path, replace=True) == count
    assert len(list(other.inquiries.each(Filter()))) == 3
    other.close()


def test_a_broken_backup_changes_nothing(records: Records, tmp_path: Path) -> None:
    records.inquiries.add(inquiry(), "甲")
    path = tmp_path / "b.gz"
    back_up(records.database, path)
    half = path.read_bytes()[:-40]
    for broken in (half, b"", b"text", os.urandom(100)):
        path.write_bytes(broken)
        with pytest.raises(RecordsError, match="不能读取"):
            restore(records.database, path, replace=True)
        assert records.inquiries.find(Filter()).total == 1
    with pytest.raises(RecordsError, match="不能写入"):
        back_up(records.database, tmp_path / "none" / "b.gz")
