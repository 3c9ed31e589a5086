"""Commands that compare: baselines, both engines, generated questions, clauses left out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import PRACTICE, Case, Split, load_cases

if TYPE_CHECKING:
    from evals.bench import Bench
    from evals.run import Record
from evals.cli.support import (
    HOME,
    LimitOption,
    SampleOption,
    SplitOption,
    chosen,
    graded,
    new_bench,
    note,
    records_of,
)

app = typer.Typer()


@app.command(help="朴素方法，以及去掉各部分后的结果。")
def baselines(split: SplitOption = None, limit: LimitOption = 0) -> None:
    """Run the baselines."""
    run_baselines(new_bench(), chosen(split, limit))


@app.command(help="由方案穷举生成的问题。")
def exhaustive() -> None:
    """Run the generated set."""
    run_exhaustive(new_bench())


@app.command("leave-one-out", help="去掉一条再问：应当拒答。")
def leave_one_out(
    split: SplitOption = None,
    limit: LimitOption = 0,
    sample: SampleOption = 0,
    rebuild: Annotated[bool, typer.Option(help="每去一条都完整重建索引（很慢）")] = False,
) -> None:
    """Run leave-one-out."""
    run_leave_one_out(new_bench(), chosen(split, limit), sample, rebuild)


@app.command(help="一句话里两个不相干的问题：单独答得对的用例两两相连。")
def pairs(split: SplitOption = Split.DEV, limit: LimitOption = 0) -> None:
    """Run the pairs."""
    from evals import pairs as joined

    bench = new_bench()
    alone = [c for c in (*chosen(split, limit), *_practice(split)) if joined.plain(c)]
    good = [s.case for s in graded(bench, tuple(alone)) if s.right]
    scored = graded(bench, tuple(joined.pairs(good)))
    for join, (right, count) in joined.by_join(scored).items():
        typer.echo(f"{join}：{right}/{count}")
    wrong = [s for s in scored if not joined.right(s)]
    for one in wrong if split is Split.DEV else ():
        typer.echo(f"{one.case.question}\n    {'；'.join(map(str, one.reasons))}", err=True)
    typer.echo(f"两问都答对 {1 - len(wrong) / len(scored):.3f}（{len(scored)}）")


@app.command(help="接着问：单独答得对的用例、每一条、每个部门之后的追问，答案由方案算出。")
def followups(split: SplitOption = Split.DEV, limit: LimitOption = 300) -> None:
    """Run the conversations; ``limit`` bounds the cases that they are about."""
    from evals import followups as talks
    from evals.pairs import plain

    bench = new_bench()
    alone = [c for c in (*chosen(split, 0), *_practice(split)) if plain(c) and not c.parts]
    drawn = sorted(alone, key=lambda c: hashlib.sha256(c.question.encode()).hexdigest())
    good = [s.case for s in graded(bench, tuple(drawn[: limit or None])) if s.right]
    scored = graded(bench, tuple(talks.followups(good, bench.dossier)))
    for kind, (right, count) in talks.by_kind(scored).items():
        typer.echo(f"{kind}：{right}/{count}")
    wrong = [s for s in scored if not talks.right(s)]
    for one in wrong if split is Split.DEV else ():
        asked = " | ".join((*one.case.history, one.case.question))
        typer.echo(f"{asked}\n    {'；'.join(map(str, one.reasons))}", err=True)
    typer.echo(f"追问答对 {1 - len(wrong) / len(scored):.3f}（{len(scored)}）")


@app.command(help="方案没写的：逐句换着问法问钱、电话、名单、进度等，应当说没写。")
def nearmiss(each: Annotated[int, typer.Option(help="每件事问几种")] = 1) -> None:
    """Run the near misses."""
    from evals import nearmiss as missing

    bench = new_bench()
    scored = graded(bench, tuple(missing.near_misses(bench.dossier.plan, each)))
    for kind, (right, count) in missing.by_kind(scored).items():
        typer.echo(f"{kind}：{right}/{count}")
    wrong = [s for s in scored if not missing.refused(s)]
    for one in wrong:
        typer.echo(f"{one.case.question}\n    {one.reply.answer[:80]}", err=True)
    typer.echo(f"说明没写 {1 - len(wrong) / len(scored):.3f}（{len(scored)}）")


@app.command(help="顺带说错的前提：数字、年份、部门、条号、地名换成错的（和原样的），再问别的。")
def premises() -> None:
    """Run the premises; those of the unseen half are not shown."""
    from evals import premises as taken

    bench = new_bench()
    scored = graded(bench, tuple(taken.premises(bench.dossier)))
    for kind, outcomes in sorted(taken.by_kind(scored).items()):
        typer.echo(f"{kind}：{'，'.join(f'{k} {n}' for k, n in outcomes.most_common())}")
    wrong = [s for s in scored if taken.outcome(s) != "right"]
    for one in (s for s in wrong if " open " in s.case.note):
        said = f"{taken.outcome(one)} {one.case.note} {one.case.question}"
        typer.echo(f"{said}\n    {one.reply.answer[:80]}", err=True)
    typer.echo(f"更正并作答 {1 - len(wrong) / len(scored):.3f}（{len(scored)}）")


def _practice(split: Split | None) -> tuple[Case, ...]:
    return load_cases(PRACTICE) if split is Split.DEV else ()


@app.command(help="设置了 PLAN_LLM_MODEL 时，语言模型与默认作答对照；草稿存盘，重跑不再提问。")
def engines(split: SplitOption = None, limit: LimitOption = 0) -> None:
    """Both engines side by side."""
    bench, cases = new_bench(), chosen(split, limit)
    if not run_engines(bench, cases, records_of(bench, cases)):
        raise typer.BadParameter("没有设置 PLAN_LLM_MODEL")


def run_baselines(bench: Bench, cases: tuple[Case, ...]) -> None:
    """The plain methods and the assistant with parts left out, shown and kept."""
    from evals import baselines as methods
    from evals import results

    rows = []
    for baseline in methods.baselines(bench, progress=note):
        rows.append(
            results.baseline_row(baseline.name, methods.run(baseline, cases, bench.dossier.plan))
        )
        _show(baseline.name, rows[-1]["all"])
    results.write(HOME / "baselines.json", rows)


def run_engines(bench: Bench, cases: tuple[Case, ...], records: list[Record]) -> bool:
    """Both engines, when the operator has set a model."""
    from assistant.settings import Settings
    from evals import results
    from evals.run import score as grade_all

    settings = Settings()
    if not settings.llm_model:
        return False
    from evals.engines import compare

    found = compare(bench, cases, settings, grade_all(cases, records, bench.dossier.plan))
    results.write(HOME / "engines.json", found)
    typer.echo(f"默认 {found['extractive']['all']['value']:.3f}")
    for way in found["ways"]:
        typer.echo(
            f"{found['model']}（{way['name']}）{way['shares']['all']['value']:.3f}；"
            f"模型措辞 {way['worded']} 例，只有它对 {way['gained']} 例，"
            f"只有它错 {way['lost']} 例，提问 {way['asked']} 次"
        )
    return True


def _show(name: str, row: dict[str, dict[str, float] | None]) -> None:
    shown = {"first": "正确条款居首", "strict": "严格准确率"}
    cells = [f"{text} {found['value']:.3f}" for k, text in shown.items() if (found := row[k])]
    typer.echo(f"{name}：{'，'.join(cells)}")


def run_exhaustive(bench: Bench) -> None:
    """The generated questions, shown by kind and kept."""
    from evals import exhaustive as generated
    from evals import results

    scored = graded(bench, generated.exhaustive(bench.dossier))
    data = results.exhaustive_json(scored)
    results.write(HOME / "exhaustive.json", data)
    for kind, found in data["kinds"].items():
        typer.echo(f"{kind}：{found['value']:.3f}（{found['count']}）")
    typer.echo(f"穷举问题 {data['all']['value']:.4f}，失败见 {HOME / 'exhaustive.json'}")


def run_leave_one_out(
    bench: Bench, cases: tuple[Case, ...], sample: int = 0, rebuild: bool = False
) -> None:
    """Questions whose clause is cut out of the plan, shown and kept."""
    from evals import leave_one_out as cutting
    from evals import results

    opener = cutting.rebuild() if rebuild else cutting.Cutter(bench)
    left = list(cutting.leave_one_out(bench.dossier, cases, opener, sample, note))
    data = results.leave_one_out_json(left) | {"rebuilt": rebuild}
    results.write(HOME / "leave_one_out.json", data)
    wrong = [x for x in left if x.counted and not x.right and x.case.split is Split.DEV]
    lines = (
        f"{x.case.id} 去掉第{x.clause}条 {x.case.question} → {x.record.raw['answer'][:80]}"
        for x in wrong
    )
    path = HOME / "leave_one_out_failures.txt"
    path.write_text("\n".join(lines), "utf-8")
    typer.echo(
        f"去掉一条后不再作答 {data['all']['value']:.3f}（{data['all']['count']}），"
        f"只看状态 {data['strict']['all']['value']:.3f}（{data['strict']['all']['count']}），"
        f"开发集失败见 {path}"
    )
