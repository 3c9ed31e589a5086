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


@app.command(
    help="重新整理问过的问题（corpus/plans/…/precedents/），拟合“是不是同一个意思”的模型。"
)
def precedents(
    data: Annotated[bool, typer.Option(help="问过的问题也重新整理，否则只拟合模型")] = True,
) -> None:
    """Gather the questions asked before from the practice cases, then fit the model on them."""
    from assistant.decide.precedents import WEIGHTS
    from assistant.decide.trees import save_trees
    from corpus.catalog import HERE, load_dossier
    from corpus.precedents import save_precedents
    from evals import precedents as before

    cases = load_cases(PRACTICE)
    if data:
        bench = new_bench()
        found = before.precedents(bench, cases, (c.question for c in load_cases(CASES)))
        save_precedents(HERE / "plans" / bench.dossier.plan.id / "precedents", found)
        load_dossier.cache_clear()
        typer.echo(f"问过的问题 {len(found)} 个")
    bench, first = new_bench(), before.load_first()
    cases = (*cases, *load_cases(CASES, Split.DEV), *before.made(bench))
    samples = before.samples(bench, cases, first, note)
    later = before.samples(bench, cases, before.later_replies(bench, cases, first), note)
    fitted = before.fit(samples, later, before.gaps(bench))
    save_trees(fitted.model, WEIGHTS)
    typer.echo(
        f"门槛 {fitted.model.bar}：改对 {fitted.won}，改错 {fitted.lost}"
        f"（{len(samples)} 条，按批交叉验证）"
    )


@app.command(help="记下新一批练习用例的首次答复（evals/first_replies.jsonl），在读到失败之前。")
def first(batch: Annotated[str, typer.Argument(help="批次，如 w129")]) -> None:
    """Keep the first replies to a batch of practice cases; what was kept before stays."""
    from evals import precedents as before

    cases = [c for c in load_cases(PRACTICE) if before.batch(c.id) == batch]
    kept = before.load_first()
    known = {reply.case for reply in kept}
    new = [r for r in before.first_replies(new_bench(), cases) if r.case not in known]
    before.save_first((*kept, *new))
    typer.echo(f"{batch}：{len(new)} 条，其中答对 {sum(r.right for r in new)}")
