"""``plan-assistant records`` and ``plan-assistant db``: what is kept, and where."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.chinese import ChineseCommand, ChineseGroup
from assistant.cli.support import (
    JsonOption,
    opened_database,
    opened_records,
    out,
    save,
    say,
    to_json,
)
from assistant.records.model import Filter, InquiryStatus

records = typer.Typer(cls=ChineseGroup, help="查看和导出办件记录。", no_args_is_help=True)
db = typer.Typer(cls=ChineseGroup, help="升级、备份和恢复记录库。", no_args_is_help=True)


class BookFormat(StrEnum):
    """Formats of exported records."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


StatusOption = Annotated[
    InquiryStatus | None,
    typer.Option(
        "--status",
        metavar="状态",
        help="draft 待办、transferred 已转办、replied 已答复、closed 已办结",
    ),
]
DepartmentOption = Annotated[str, typer.Option("--department", metavar="部门", help="转给哪个部门")]
KeywordOption = Annotated[str, typer.Option("--keyword", metavar="词", help="问题或答复中的词")]
SinceOption = Annotated[
    datetime | None,
    typer.Option("--since", metavar="日期", formats=["%Y-%m-%d"], help="从哪天起，如 2026-01-01"),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option("--until", metavar="日期", formats=["%Y-%m-%d"], help="到哪天为止（含）"),
]


def _wanted(
    status: InquiryStatus | None,
    department: str,
    keyword: str,
    since: datetime | None,
    until: datetime | None,
) -> Filter:
    """Days are those of this machine's clock."""
    return Filter(
        status,
        department,
        keyword,
        since=since.astimezone() if since else None,
        until=(until + timedelta(days=1)).astimezone() if until else None,
    )


@records.command("list", cls=ChineseCommand)
def list_records(
    status: StatusOption = None,
    department: DepartmentOption = "",
    keyword: KeywordOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option("--limit", metavar="件", min=1, help="最多几件")] = 20,
    as_json: JsonOption = False,
) -> None:
    """列出办件，新的在前。"""
    from assistant.records.sheet import inquiry_object

    with opened_records() as kept:
        page = kept.inquiries.find(_wanted(status, department, keyword, since, until), limit)
    if as_json:
        out(to_json([inquiry_object(i) for i in page.items], indent=2))
        return
    for one in page.items:
        day = one.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
        asked = " ".join(one.question.split())[:40]
        out(f"{one.number}\t{day}\t{one.status.text}\t{one.passed_to or '方案未分工'}\t{asked}")
    say(f"共{page.total}件，列出{len(page.items)}件。")


@records.command("export", cls=ChineseCommand)
def export_records(
    format: Annotated[
        BookFormat, typer.Option(help="csv（默认）、xlsx 或 json", show_default=False)
    ] = BookFormat.CSV,
    status: StatusOption = None,
    department: DepartmentOption = "",
    keyword: KeywordOption = "",
    since: SinceOption = None,
    until: UntilOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件，默认写到标准输出"),
    ] = None,
) -> None:
    """导出办件，旧的在前。"""
    from assistant.records import sheet

    if format is BookFormat.XLSX and output is None:
        raise typer.BadParameter("xlsx 是二进制文件，请用 --output 写入文件。")
    wanted = _wanted(status, department, keyword, since, until)
    with opened_records() as kept:
        found = kept.inquiries.each(wanted)
        if format is BookFormat.XLSX:
            data = sheet.to_xlsx(found)
        elif format is BookFormat.CSV:
            data = sheet.to_csv(found).encode()
        else:
            data = (to_json([sheet.inquiry_object(i) for i in found], indent=2) + "\n").encode()
    save(data, output)


@db.command("upgrade", cls=ChineseCommand)
def upgrade() -> None:
    """建立记录库，或升级到本程序的版本；启动服务时也会自动做。"""
    from assistant.records.migrate import migrate

    with opened_database() as database:
        before, after = migrate(database)
    say(f"记录库已是最新（{after}）。" if before == after else f"记录库已升级到 {after}。")


@db.command("backup", cls=ChineseCommand)
def backup(path: Annotated[Path, typer.Argument(metavar="文件")]) -> None:
    """把全部记录备份到一个文件；服务不用停。"""
    from assistant.records.backup import back_up

    with opened_records() as kept:
        count = back_up(kept.database, path)
    say(f"已备份{count}行到 {path}。")


@db.command("restore", cls=ChineseCommand)
def restore(
    path: Annotated[Path, typer.Argument(metavar="文件")],
    replace: Annotated[bool, typer.Option("--replace", help="替换现有的全部记录")] = False,
) -> None:
    """从备份恢复；也可把 SQLite 的备份恢复到 PostgreSQL，反之亦然。"""
    from assistant.records.backup import restore as put_back

    with opened_records() as kept:
        count = put_back(kept.database, path, replace)
    say(f"已恢复{count}行。")
