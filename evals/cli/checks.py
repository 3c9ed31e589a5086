"""Commands that check what stands beside the cases: the gate, the desk, leaks, the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.cases import PRACTICE, Split, load_cases
from evals.cli.support import LimitOption, SplitOption, chosen, graded, new_bench, note

app = typer.Typer()
RECORDED = Path(__file__).parent.parent / "recorded.json"


@app.command(help="语言模型的关口：攻击、真话、出故障的服务；写出 docs/llm.md。")
def attacks(
    out: Annotated[Path, typer.Option(help="报告写到哪里")] = Path("docs/llm.md"),
) -> None:
    """Judge the gate for a model's words."""
    from evals.attacks import measure
    from evals.attacks import report as written

    found = measure(new_bench().assistant)
    out.write_text(written(found), "utf-8")
    note(f"报告已写入 {out}")
    if not found.sound:
        raise typer.Exit(1)


@app.command(help="办件转办：转给的部门对不对（dev 与练习用例，失败的列出）。")
def routing(
    split: SplitOption = Split.DEV,
    limit: LimitOption = 0,
    record: Annotated[bool, typer.Option(help="把各档的正确率记为置信度")] = False,
) -> None:
    """Measure the desk."""
    from assistant.desk.routing import MEASURED
    from evals import routing as desk

    practice = load_cases(PRACTICE) if split is Split.DEV else ()
    routed = list(desk.route(new_bench().assistant, (*chosen(split, limit), *practice)))
    typer.echo(desk.summary(routed))
    if record:
        MEASURED.write_text(json.dumps(desk.confidence(routed)) + "\n", "utf-8")
    for one in routed if split is Split.DEV else ():
        if not one.right:
            typer.echo(f"{one.routing.level} {one.case.id} {one.case.question} → {one.found}")


@app.command(help="检查用例是否出现在词库、问法中；只报个数。")
def leaks(
    fix: Annotated[bool, typer.Option(help="删去泄漏的问法（从不改动用例）")] = False,
) -> None:
    """Check that no case stands in the data."""
    from evals.leaks import find_leaks

    found = find_leaks(load_cases(), fix=fix)
    learned = f"词库 {found.lexicon}，问法 {found.paraphrases}，未规定的问法 {found.gaps}"
    typer.echo(f"{learned}，问过的 {found.precedents}")
    if found.total and not fix:
        raise typer.Exit(1)


@app.command(help="准确率低于记录（evals/recorded.json）时失败。")
def check(
    record: Annotated[bool, typer.Option(help="把这次的准确率记为基准")] = False,
) -> None:
    """Compare with the recorded accuracy."""
    from evals.figures import accuracy
    from evals.quick import of_split

    scored = graded(new_bench(), load_cases())
    now = {s.value: round(accuracy(of_split(scored, s)).value, 4) for s in Split}
    if record:
        RECORDED.write_text(json.dumps(now) + "\n", "utf-8")
    recorded = json.loads(RECORDED.read_text("utf-8"))
    for name, value in now.items():
        typer.echo(f"{name}：{value:.4f}（记录 {recorded[name]:.4f}）")
    if any(value < recorded[name] for name, value in now.items()):
        typer.echo("准确率低于记录。", err=True)
        raise typer.Exit(1)
