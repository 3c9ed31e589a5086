"""The command line: ``plan-assistant``. Data goes to stdout, everything else to stderr.

Heavy libraries are imported inside the functions that need them: ``--help`` must not wait for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.accounts import keys, users
from assistant.cli.books import db, records
from assistant.cli.chinese import ChineseCommand, ChineseGroup
from assistant.cli.support import (
    JsonOption,
    fail,
    opened_assistant,
    out,
    read_settings,
    save,
    say,
    to_json,
    told_faults,
)
from assistant.intake import InputError, read_history, read_question

app = typer.Typer(
    cls=ChineseGroup,
    help="对方案提问，查阅和导出方案的条款、任务和责任部门。",
    epilog="设置可用环境变量 PLAN_* 给出，见 README。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class LedgerFormat(StrEnum):
    """Formats of the ledger."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


PlanOption = Annotated[str, typer.Option("--plan", metavar="编号", help="方案编号，默认见设置")]


for group, name in ((users, "user"), (keys, "key"), (records, "records"), (db, "db")):
    app.add_typer(group, name=name)


@app.command(cls=ChineseCommand)
def ask(
    question: Annotated[str, typer.Argument(metavar="问题", help="用平常的话写即可")],
    as_json: JsonOption = False,
    history: Annotated[
        list[str] | None, typer.Option(metavar="提问", help="此前的提问，可多次给出，由旧到新")
    ] = None,
    plan: PlanOption = "",
) -> None:
    """回答一个问题。"""
    from assistant.cli.text import answer_text

    settings = read_settings(plan)
    try:
        asked = read_question(question, settings.max_question)
        told = read_history(history or (), settings.max_question, settings.max_history)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    with opened_assistant(settings) as assistant:
        answer = assistant.ask(asked, told)
    out(to_json(answer.to_dict(), indent=2) if as_json else answer_text(answer))


@app.command(cls=ChineseCommand)
def chat(plan: PlanOption = "") -> None:
    """连续提问，记得上文。输入“退出”或按 Ctrl+D 结束。"""
    from assistant.cli.text import answer_text

    settings = read_settings(plan)
    told: list[str] = []
    with opened_assistant(settings) as assistant:
        say(f"《{assistant.dossier.plan.document.title}》问答。输入“退出”或按 Ctrl+D 结束。")
        for line in _lines():
            try:
                asked = read_question(line, settings.max_question)
                history = read_history(told, settings.max_question, settings.max_history)
            except InputError as error:
                say(str(error))
                continue
            out(answer_text(assistant.ask(asked, history)) + "\n")
            told.append(asked)


def _lines() -> Iterator[str]:
    """What the person types, until they leave."""
    while True:
        try:
            typer.echo("问：", nl=False, err=True)
            line = input()
        except (EOFError, KeyboardInterrupt):
            say("\n再见。")
            return
        if line.strip().lower() in {"退出", "exit", "quit"}:
            return
        yield line


@app.command(cls=ChineseCommand)
def batch(plan: PlanOption = "") -> None:
    """从标准输入逐行读取 {"id", "question", "history"}，逐行输出回答。

    读不懂的行也输出一个 status 为 unclear 的对象，并在标准错误中写明行号，其余各行照常回答。
    """
    from assistant.cli.batch import LineError, read_line, unclear

    settings = read_settings(plan)
    with opened_assistant(settings) as assistant:
        for number, raw in enumerate(sys.stdin.buffer, 1):
            if not raw.strip():
                continue
            try:
                item = read_line(raw, number, settings)
                result = assistant.ask(item.question, item.history, str(item.id)).to_dict()
                result["id"] = item.id
            except LineError as error:
                say(f"第{number}行：{error}")
                result = unclear(error)
            out(to_json(result))


@app.command(cls=ChineseCommand)
def ledger(
    plan: PlanOption = "",
    format: Annotated[
        LedgerFormat, typer.Option(help="json（默认）、csv 或 xlsx", show_default=False)
    ] = LedgerFormat.JSON,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件，默认写到标准输出"),
    ] = None,
) -> None:
    """导出任务台账：每项任务的原文、责任部门和目标。"""
    from corpus import ledger as book
    from corpus.catalog import load_dossier

    if format is LedgerFormat.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter("xlsx 是二进制文件，请用 --output 写入文件。")
    with told_faults():
        found = load_dossier(plan or read_settings().id).plan
        if format is LedgerFormat.XLSX:
            data = book.to_xlsx(found)
        else:
            text = book.to_json(found) + "\n" if format is LedgerFormat.JSON else book.to_csv(found)
            data = text.encode()
        save(data, output)


@app.command(cls=ChineseCommand)
def index(plan: PlanOption = "") -> None:
    """建立或更新方案的索引；已是最新时什么也不做。"""
    from assistant.cli.progress import ProgressLine
    from corpus.catalog import load_dossier
    from index.build import build

    settings = read_settings(plan)
    with told_faults():
        build(
            load_dossier(settings.id),
            settings.home / "index",
            settings.embedding_model,
            settings.chroma_url,
            ProgressLine(),
        )


@app.command(cls=ChineseCommand)
def serve(
    host: Annotated[str, typer.Option(metavar="地址", help="监听的地址，默认见设置")] = "",
    port: Annotated[
        int | None, typer.Option(metavar="端口", min=1, max=65535, help="监听的端口，默认见设置")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="个", min=1, max=64, help="几个进程，默认见设置")
    ] = None,
    plan: PlanOption = "",
) -> None:
    """启动网页和接口。"""
    given = {"host": host or None, "port": port, "workers": workers}
    settings = read_settings(plan, **{k: v for k, v in given.items() if v is not None})
    with told_faults():
        from assistant.cli.progress import ProgressLine
        from assistant.logs import set_up

        set_up(settings)
        if settings.workers > 1:
            from assistant.web.workers import serve_together

            serve_together(settings, ProgressLine)
        else:
            from assistant.web.service import serve as run

            run(settings, ProgressLine())


@app.command(cls=ChineseCommand)
def mcp(plan: PlanOption = "") -> None:
    """作为 MCP 工具供语言模型使用（标准输入输出）；服务启动后也可用 /mcp（HTTP）。"""
    settings = read_settings(plan)
    from assistant.desk.served import Served
    from assistant.web.mcp import create_server

    with opened_assistant(settings) as assistant:
        create_server(Served(assistant), settings).run()


@app.command(cls=ChineseCommand)
def plans(as_json: JsonOption = False) -> None:
    """列出可以查阅的方案。"""
    from assistant.cli.text import plan_text
    from assistant.reading import plan_object
    from corpus.catalog import load_dossier, plan_ids

    with told_faults():
        found = [plan_object(load_dossier(plan_id).plan) for plan_id in plan_ids()]
    out(to_json(found, indent=2) if as_json else "\n".join(map(plan_text, found)))


@app.command(cls=ChineseCommand)
def clause(
    number: Annotated[int, typer.Argument(metavar="条", help="第几条，如 13")],
    as_json: JsonOption = False,
    plan: PlanOption = "",
) -> None:
    """查看一条的全文和任务。"""
    from assistant.cli.text import clause_text
    from assistant.reading import clause_object
    from corpus.catalog import load_dossier

    with told_faults():
        found = load_dossier(plan or read_settings().id).plan
    shown = clause_object(found, number)
    if shown is None:
        fail(f"没有第{number}条，该方案共{len(found.clauses)}条。")
    out(to_json(shown, indent=2) if as_json else clause_text(shown))


def main(args: Sequence[str] | None = None) -> None:
    """Entry point of ``plan-assistant``."""
    app(args=list(args) if args is not None else None, prog_name="plan-assistant")


if __name__ == "__main__":
    main()
