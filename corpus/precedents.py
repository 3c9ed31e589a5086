"""Questions that were asked about a plan before, and the reply that was right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_COLUMNS = 4


class Precedent(NamedTuple):
    """A question and the reply that was right when the data was made.

    ``status`` is the contract's; ``cited`` are the clauses ("13") and parts ("news") of the reply,
    ``digest`` is of its words. The words themselves are no data: whoever takes a question for this
    one asks it anew.
    """

    question: str
    status: str
    cited: tuple[str, ...]
    digest: str


def load_precedents(folder: Path) -> tuple[Precedent, ...]:
    """Precedents of a plan from tab-separated files; none where there are none."""
    return tuple(
        Precedent(question, status, tuple(cited.split(",")) if cited else (), digest)
        for path in sorted(folder.glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if len(row := line.split("\t")) == _COLUMNS
        for question, status, cited, digest in [row]
    )


def save_precedents(folder: Path, precedents: Iterable[Precedent], rows: int = 5000) -> None:
    """Write precedents, ``rows`` a file, in place of those that are there."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.tsv"):
        path.unlink()
    lines = [f"{p.question}\t{p.status}\t{','.join(p.cited)}\t{p.digest}\n" for p in precedents]
    for number, at in enumerate(range(0, len(lines), rows), 1):
        (folder / f"part-{number}.tsv").write_text("".join(lines[at : at + rows]), "utf-8")
