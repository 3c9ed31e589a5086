"""Commands that fit the models anew."""

from __future__ import annotations

from typing import Annotated

import typer

from evals.cases import CASES, PRACTICE, Split, load_cases
from evals.cli.support import new_bench, note

app = typer.Typer()
# Wrong places refused by the fitted model; more costs answers (docs/adr/0010-fitted-bar.md).
FIT_GOAL = 0.85


@app.command(help="重新拟合“找到的是不是所问”的模型（assistant/decide/fit.json）。")
def fit(
    goal: Annotated[float, typer.Option(help="错误的出处至少拒绝多大比例")] = FIT_GOAL,
) -> None:
    """Fit the model on the dev split and the practice cases."""
    from assistant.decide.fit import WEIGHTS
    from evals import fit as fitting
    from evals.bench import open_bench

    cases = (*load_cases(CASES, Split.DEV), *load_cases(PRACTICE))
    bench = open_bench(model=fitting.recorder())  # the old model may be of other features
    fitted = fitting.fit(fitting.samples(bench, cases, note), goal)
    fitting.save(fitted.model, WEIGHTS)
    typer.echo(
        f"门槛 {fitted.model.bar}：错误的出处拒绝 {fitted.refused:.3f}，"
        f"正确的出处保留 {fitted.kept:.3f}（交叉验证）"
    )


@app.command(help="重新拟合“问的是哪一方面”“是不是攻击”“是不是闲话”三个模型。")
def wording(
    check: Annotated[bool, typer.Option(help="另按条交叉验证（慢）")] = False,
) -> None:
    """Fit the models of wording on the corpus and the practice cases."""
    from assistant.decide.asking import BAR, WEIGHTS
    from assistant.dialogue import asides
    from assistant.understand.guard import HOSTILE
    from assistant.understand.guard import WEIGHTS as ATTACKS
    from evals import asking

    bench = new_bench()
    for path, samples, bar in (
        (WEIGHTS, asking.asked(bench), BAR),
        (ATTACKS, asking.attacking(bench), HOSTILE),
        (asides.WEIGHTS, asking.beside(bench), asides.BAR),
    ):
        asking.save(asking.fit(samples), path)
        if check:
            alarms, found = asking.check(samples, bar)
            typer.echo(f"{path.name}：误认 {alarms:.4f}，认出 {found:.3f}（按条交叉验证）")
