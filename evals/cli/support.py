"""What the commands share: options, cases chosen, the bench, answers and their grades."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.cases import CASES, Case, Split, load_cases

if TYPE_CHECKING:
    from evals.bench import Bench
    from evals.run import Record, Scored

HOME = Path("var/evals")
ANSWERS = HOME / "answers.jsonl"
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


def note(text: str) -> None:
    """Tell the operator how it goes, beside the output."""
    typer.echo(text, err=True)


def new_bench() -> Bench:
    """The default assistant to measure."""
    from evals.bench import open_bench

    return open_bench()


def records_of(bench: Bench, cases: tuple[Case, ...]) -> list[Record]:
    """Every case asked."""
    from evals.run import generate as answers

    return list(answers(bench, cases))


def graded(bench: Bench, cases: tuple[Case, ...]) -> list[Scored]:
    """Every case asked, and the replies graded."""
    from evals.run import score as grade_all

    return grade_all(cases, records_of(bench, cases), bench.dossier.plan)


def regraded(answers: Path) -> list[Scored]:
    """Recorded replies graded again."""
    from corpus.catalog import load_dossier
    from evals import run

    if not answers.is_file():
        raise typer.BadParameter(f"没有答复记录 {answers}，请先运行 generate")
    return run.score(load_cases(), run.load(answers), load_dossier().plan)
