"""Markdown tables of an answer as HTML ones; every other line stays a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")


def paragraphs(lines: Sequence[str]) -> str:
    """HTML of an answer's lines, which are escaped already."""
    return "".join(_blocks(lines))


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    for ruled, block in groupby(lines, key=lambda line: line.startswith("|")):
        rows = list(block)
        if ruled and len(rows) > 1 and _RULE.fullmatch(rows[1].strip()):
            yield _table(rows)
        else:
            yield from (f"<p>{row}</p>" for row in rows)


def _table(rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{c}</th>' for c in _cells(rows[0]))
    body = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in _cells(row)) + "</tr>" for row in rows[2:]
    )
    return (
        f'<div class="pa-table" tabindex="0" role="region" aria-label="表格"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: str) -> list[str]:
    return [c.strip() for c in row.strip().strip("|").split("|")]
