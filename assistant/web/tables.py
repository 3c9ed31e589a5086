"""Markdown tables of an answer: told apart from its other lines, and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table: its head, and its rows."""

    head: Row
    rows: tuple[Row, ...]


def blocks(lines: Sequence[str]) -> Iterator[Table | str]:
    """The tables of an answer's lines, and every other line, in order."""
    for ruled, block in groupby(lines, key=lambda line: line.startswith("|")):
        rows = list(block)
        if ruled and len(rows) > 1 and _RULE.fullmatch(rows[1].strip()):
            yield Table(_cells(rows[0]), tuple(map(_cells, rows[2:])))
        else:
            yield from rows


def paragraphs(lines: Sequence[str]) -> str:
    """HTML of an answer's lines, which are escaped already."""
    return "".join(_html(b) if isinstance(b, Table) else f"<p>{b}</p>" for b in blocks(lines))


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col">{c}</th>' for c in table.head)
    rows = ("".join(f"<td>{c}</td>" for c in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="pa-table" tabindex="0" role="region" aria-label="表格"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: str) -> Row:
    return tuple(c.strip() for c in row.strip().strip("|").split("|"))
