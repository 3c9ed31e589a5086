"""The command line: ``python -m evals``. Heavy imports wait until a command needs them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import CASES, PRACTICE, Case, Split, load_cases

if TYPE_CHECKING:
    from evals.bench import Bench
    from evals.run import Record, Scored

app = typer.Typer(
    help="评测问答助手；不带子命令时等于 all。", invoke_without_command=True, add_completion=False
)

HOME = Path("var/evals")
ANSWERS = HOME / "answers.jsonl"
RECORDED = Path(__file__).parent / "recorded.json"

# Wrong places refused by the fitted model; more costs answers (docs/adr/0010-fitted-bar.md).
FIT_GOAL = 0.77

SplitOption = Annotated[Split | None, typer.Option(help="只评一半：dev 或 test；默认两半都评")]
LimitOption = Annotated[int, typer.Option(help="最多评多少个用例（固定随机抽取）；0 为全部")]
SampleOption = Annotated[int, typer.Option(help="只抽取多少条（款）来做；0 为全部")]
AnswersOption = Annotated[Path, typer.Option(help="答复记录")]
OutOption = Annotated[Path, typer.Option(help="报告写到哪个目录")]


def chosen(split: Split | None, limit: int, folder: Path = CASES) -> tuple[Case, ...]:
    """Cases of the options; a limit draws a fixed random sample."""
    cases = load_cases(folder, split)
    if not limit or limit >= len(cases):
        return cases
    return tuple(random.Random(0).sample(cases, limit))


def _note(text: str) -> None:
    typer.echo(text, err=True)


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

    scored = _scored(_bench(), chosen(split, limit, folder))
    typer.echo(summary(scored))
    count = write_failures(scored, failures, blind=folder.resolve() == CASES.resolve())
    typer.echo(f"\n{count} failures shown → {failures}")


@app.command(help="提问并记录答复和用时，不评分。")
def generate(
    split: SplitOption = None, limit: LimitOption = 0, answers: AnswersOption = ANSWERS
) -> None:
    """Ask and record."""
    from evals import run

    run.save(_records(_bench(), chosen(split, limit)), answers)
    _note(f"答复已写入 {answers}")


@app.command(help="给记录下来的答复评分（不再提问）。")
def score(answers: AnswersOption = ANSWERS) -> None:
    """Grade recorded answers."""
    from evals.quick import summary

    typer.echo(summary(_rescored(answers)))


@app.command(help="由记录下来的答复和已有的各项结果写出 Markdown 与 HTML 报告。")
def report(answers: AnswersOption = ANSWERS, out: OutOption = HOME) -> None:
    """Write the report."""
    from evals.report import write_report

    write_report(_rescored(answers), HOME, out)
    _note(f"报告已写入 {out / 'evals.md'} 和 {out / 'evals.html'}")


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

    bench, cases = _bench(), chosen(split, limit)
    records = _records(bench, cases)
    run.save(records, ANSWERS)
    typer.echo(summary(run.score(cases, records, bench.dossier.plan)))
    _engines(bench, cases, records)
    if not (fast or split or limit):
        _exhaustive(bench)
        _baselines(bench, cases)
        _leave_one_out(bench, cases)
    report(ANSWERS, out)


@app.command(help="朴素方法，以及去掉各部分后的结果。")
def baselines(split: SplitOption = None, limit: LimitOption = 0) -> None:
    """Run the baselines."""
    _baselines(_bench(), chosen(split, limit))


@app.command(help="由方案穷举生成的问题。")
def exhaustive() -> None:
    """Run the generated set."""
    _exhaustive(_bench())


@app.command("leave-one-out", help="去掉一条再问：应当拒答。")
def leave_one_out(
    split: SplitOption = None,
    limit: LimitOption = 0,
    sample: SampleOption = 0,
    rebuild: Annotated[bool, typer.Option(help="每去一条都完整重建索引（很慢）")] = False,
) -> None:
    """Run leave-one-out."""
    _leave_one_out(_bench(), chosen(split, limit), sample, rebuild)


@app.command(help="设置了 PLAN_LLM_MODEL 时，语言模型与默认作答对照；草稿存盘，重跑不再提问。")
def engines(split: SplitOption = None, limit: LimitOption = 0) -> None:
    """Both engines side by side."""
    bench, cases = _bench(), chosen(split, limit)
    if not _engines(bench, cases, _records(bench, cases)):
        raise typer.BadParameter("没有设置 PLAN_LLM_MODEL")


@app.command(help="语言模型的关口：攻击、真话、出故障的服务；写出 docs/llm.md。")
def attacks(
    out: Annotated[Path, typer.Option(help="报告写到哪里")] = Path("docs/llm.md"),
) -> None:
    """Judge the gate for a model's words."""
    from evals.attacks import measure
    from evals.attacks import report as written

    found = measure(_bench().assistant)
    out.write_text(written(found), "utf-8")
    _note(f"报告已写入 {out}")
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
    routed = list(desk.route(_bench().assistant, (*chosen(split, limit), *practice)))
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
    typer.echo(f"词库 {found.lexicon}，问法 {found.paraphrases}，未规定的问法 {found.gaps}")
    if found.total and not fix:
        raise typer.Exit(1)


@app.command(help="准确率低于记录（evals/recorded.json）时失败。")
def check(
    record: Annotated[bool, typer.Option(help="把这次的准确率记为基准")] = False,
) -> None:
    """Compare with the recorded accuracy."""
    from evals.figures import accuracy
    from evals.quick import of_split

    scored = _scored(_bench(), load_cases())
    now = {s.value: round(accuracy(of_split(scored, s)).value, 4) for s in Split}
    if record:
        RECORDED.write_text(json.dumps(now) + "\n", "utf-8")
    recorded = json.loads(RECORDED.read_text("utf-8"))
    for name, value in now.items():
        typer.echo(f"{name}：{value:.4f}（记录 {recorded[name]:.4f}）")
    if any(value < recorded[name] for name, value in now.items()):
        typer.echo("准确率低于记录。", err=True)
        raise typer.Exit(1)


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
    fitted = fitting.fit(fitting.samples(bench, cases, _note), goal)
    fitting.save(fitted.model, WEIGHTS)
    typer.echo(
        f"门槛 {fitted.model.bar}：错误的出处拒绝 {fitted.refused:.3f}，"
        f"正确的出处保留 {fitted.kept:.3f}（交叉验证）"
    )


@app.command(help="重新拟合“问的是哪一方面”和“是不是攻击”两个模型。")
def wording(
    check: Annotated[bool, typer.Option(help="另按条交叉验证（慢）")] = False,
) -> None:
    """Fit the models of wording on the corpus and the practice cases."""
    from assistant.decide.asking import BAR, WEIGHTS
    from assistant.understand.guard import HOSTILE
    from assistant.understand.guard import WEIGHTS as ATTACKS
    from evals import asking

    bench = _bench()
    for path, samples, bar in (
        (WEIGHTS, asking.asked(bench), BAR),
        (ATTACKS, asking.attacking(bench), HOSTILE),
    ):
        asking.save(asking.fit(samples), path)
        if check:
            alarms, found = asking.check(samples, bar)
            typer.echo(f"{path.name}：误认 {alarms:.4f}，认出 {found:.3f}（按条交叉验证）")


def _bench() -> Bench:
    from evals.bench import open_bench

    return open_bench()


def _records(bench: Bench, cases: tuple[Case, ...]) -> list[Record]:
    from evals.run import generate as answers

    return list(answers(bench, cases))


def _scored(bench: Bench, cases: tuple[Case, ...]) -> list[Scored]:
    from evals.run import score as grade_all

    return grade_all(cases, _records(bench, cases), bench.dossier.plan)


def _rescored(answers: Path) -> list[Scored]:
    from corpus.catalog import load_dossier
    from evals import run

    if not answers.is_file():
        raise typer.BadParameter(f"没有答复记录 {answers}，请先运行 generate")
    return run.score(load_cases(), run.load(answers), load_dossier().plan)


def _baselines(bench: Bench, cases: tuple[Case, ...]) -> None:
    from evals import baselines as methods
    from evals import results

    rows = []
    for baseline in methods.baselines(bench, progress=_note):
        rows.append(
            results.baseline_row(baseline.name, methods.run(baseline, cases, bench.dossier.plan))
        )
        _show(baseline.name, rows[-1]["all"])
    results.write(HOME / "baselines.json", rows)


def _engines(bench: Bench, cases: tuple[Case, ...], records: list[Record]) -> bool:
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


def _exhaustive(bench: Bench) -> None:
    from evals import exhaustive as generated
    from evals import results

    scored = _scored(bench, generated.exhaustive(bench.dossier))
    data = results.exhaustive_json(scored)
    results.write(HOME / "exhaustive.json", data)
    for kind, found in data["kinds"].items():
        typer.echo(f"{kind}：{found['value']:.3f}（{found['count']}）")
    typer.echo(f"穷举问题 {data['all']['value']:.4f}，失败见 {HOME / 'exhaustive.json'}")


def _leave_one_out(
    bench: Bench, cases: tuple[Case, ...], sample: int = 0, rebuild: bool = False
) -> None:
    from evals import leave_one_out as cutting
    from evals import results

    opener = cutting.rebuild() if rebuild else cutting.Cutter(bench)
    left = list(cutting.leave_one_out(bench.dossier, cases, opener, sample, _note))
    data = results.leave_one_out_json(left) | {"rebuilt": rebuild}
    results.write(HOME / "leave_one_out.json", data)
    wrong = [x for x in left if not x.right and x.case.split is Split.DEV]
    lines = (
        f"{x.case.id} 去掉第{x.clause}条 {x.case.question} → {x.record.raw['answer'][:80]}"
        for x in wrong
    )
    path = HOME / "leave_one_out_failures.txt"
    path.write_text("\n".join(lines), "utf-8")
    typer.echo(
        f"去掉一条后拒答 {data['all']['value']:.3f}（{data['all']['count']}），开发集失败见 {path}"
    )
