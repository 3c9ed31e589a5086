"""What the commands share: settings, faults, and where output goes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from assistant.records.database import Database
    from assistant.records.store import Records
    from assistant.settings import Settings

JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


def save(data: bytes, output: Path | None) -> None:
    """Write to a file as a whole or not at all, or to stdout."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        fail(f"不能写入 {output}：{error.strerror or error}。")
    say(f"已写入 {output}。")


def read_settings(plan: str = "", **given: Any) -> Settings:
    """Settings from the environment, with what the command line says on top."""
    from pydantic import ValidationError

    from assistant.settings import Settings

    if plan:
        given["id"] = plan
    try:
        return Settings(**given)
    except ValidationError as error:
        names = "、".join(f"PLAN_{str(e['loc'][0]).upper()}" for e in error.errors())
        raise typer.BadParameter(f"设置的值无效：{names}。") from error


@contextmanager
def opened_assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant, its index built when stale; faults end the command."""
    with told_faults():
        from assistant.cli.progress import ProgressLine
        from assistant.desk.served import open_approved
        from assistant.records.store import open_records

        records = open_records(settings)
        try:
            yield open_approved(settings, records, ProgressLine(quiet=True))
        finally:
            records.close()


@contextmanager
def opened_records() -> Iterator[Records]:
    """The records of the settings; their faults end the command."""
    from assistant.records.store import open_records

    settings = read_settings()
    with told_faults():
        records = open_records(settings)
        try:
            yield records
        finally:
            records.close()


@contextmanager
def opened_database() -> Iterator[Database]:
    """The database of the settings as it is, not brought up to date."""
    from assistant.records.database import open_database

    settings = read_settings()
    with told_faults():
        database = open_database(settings.database_url.get_secret_value(), settings.home)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def told_faults() -> Iterator[None]:
    """Operational faults end the command with one line in Chinese and exit code 1."""
    from assistant.errors import AssistantError
    from corpus.errors import PlanError
    from index.errors import IndexFault

    try:
        yield
    except (AssistantError, PlanError, IndexFault) as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """End the command with a message and exit code 1."""
    say(f"出错了：{message}")
    raise typer.Exit(1)


def say(message: str) -> None:
    """To the person, not to the program: stderr."""
    typer.echo(message, err=True)


def out(text: str) -> None:
    """Data to stdout as UTF-8 whatever the locale, at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def to_json(data: Any, indent: int | None = None) -> str:
    """JSON with Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=indent)
