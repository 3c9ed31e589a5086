"""The command line: ``python -m evals``. Heavy imports wait until a command needs them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.cases import CASES
from evals.cli import checks, comparisons, fitting
from evals.cli.comparisons import run_baselines, run_engines, run_exhaustive, run_leave_one_out
from evals.cli.support import (
    ANSWERS,
    HOME,
    AnswersOption,
    LimitOption,
    OutOption,
    SplitOption,
    chosen,
    graded,
    new_bench,
    note,
    records_of,
    regraded,
)

app = typer.Typer(
    help="评测问答助手；不带子命令时等于 all。", invoke_without_command=True, add_completion=False
)


for commands in (comparisons, checks, fitting):
    app.add_typer(commands.app)


@app.callback()
def main(context: typer.Context) -> None:
    """Run everything when no command is given."""
    if context.invoked_subcommand is None:
        run_all()


@app.command(help="调试用：打印各类准确率，开发集失败清单写入文件。")
def quick(
    split: SplitOption = None,
    limit: LimitOption = 0,
    failures: Annotated[Path, typer.Option(help="失败清单写到哪里")] = HOME / "failures.txt",
    folder: Annotated[Path, typer.Option(help="用例目录；除正式用例外，各目录都不保密")] = CASES,
) -> None:
    """The tuning loop."""
    from evals.quick import summary, write_failures

    scored = graded(new_bench(), chosen(split, limit, folder))
    typer.echo(summary(scored))
    count = write_failures(scored, failures, blind=folder.resolve() == CASES.resolve())
    typer.echo(f"\n{count} failures shown → {failures}")


@app.command(help="提问并记录答复和用时，不评分。")
def generate(
    split: SplitOption = None, limit: LimitOption = 0, answers: AnswersOption = ANSWERS
) -> None:
    """Ask and record."""
    from evals import run

    run.save(records_of(new_bench(), chosen(split, limit)), answers)
    note(f"答复已写入 {answers}")


@app.command(help="给记录下来的答复评分（不再提问）。")
def score(answers: AnswersOption = ANSWERS) -> None:
    """Grade recorded answers."""
    from evals.quick import summary

    typer.echo(summary(regraded(answers)))


@app.command(help="由记录下来的答复和已有的各项结果写出 Markdown 与 HTML 报告。")
def report(answers: AnswersOption = ANSWERS, out: OutOption = HOME) -> None:
    """Write the report."""
    from evals.report.write import write_report

    write_report(regraded(answers), HOME, out)
    note(f"报告已写入 {out / 'evals.md'} 和 {out / 'evals.html'}")


@app.command("all", help="全部评测并写出报告；限定了用例时（--split、--limit）等于 --fast。")
def run_all(
    split: SplitOption = None,
    limit: LimitOption = 0,
    out: OutOption = HOME,
    fast: Annotated[bool, typer.Option(help="只评用例，不做对照、去条、穷举")] = False,
) -> None:
    """Everything, then the report."""
    from evals import run
    from evals.quick import summary

    bench, cases = new_bench(), chosen(split, limit)
    records = records_of(bench, cases)
    run.save(records, ANSWERS)
    typer.echo(summary(run.score(cases, records, bench.dossier.plan)))
    run_engines(bench, cases, records)
    if not (fast or split or limit):
        run_exhaustive(bench)
        run_baselines(bench, cases)
        run_leave_one_out(bench, cases)
    report(ANSWERS, out)
