"""Rows of cells as a table, as JSON, as CSV, as points; what is noted goes before them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.cells import EMPTY
from assistant.compose.draft import Draft, Setting, Statement
from assistant.understand.formed import Formed
from assistant.understand.layout import Layout
from corpus.numerals import to_han

_MARKS = "依据"
_NOTE = "结论"
HEAD = re.compile(r"[：:]$")
_Laid = tuple[list[Statement], Setting]


def table_rows(names: list[str], cells: list[list[str]], said: list[Statement]) -> _Laid:
    """A table in Markdown."""
    head = f"| {' | '.join([*names, _MARKS])} |\n|{'---|' * (len(names) + 1)}\n"
    texts = [f"| {' | '.join(c.replace('|', '/') for c in row)} | " for row in cells]
    return [replace(s, text=t, tail=" |") for s, t in zip(said, texts, strict=True)], Setting(head)


def json_rows(names: list[str], cells: list[list[str]], said: list[Statement]) -> _Laid:
    """An array of objects in JSON."""
    texts = [
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)[:-1] + f', "{_MARKS}": "'
        for row in cells
    ]
    rows = [replace(s, text=t, tail='"}') for s, t in zip(said, texts, strict=True)]
    return rows, Setting("[\n", ",\n", "\n]")


def csv_rows(names: list[str], cells: list[list[str]], said: list[Statement]) -> _Laid:
    """Values between commas, each in quotation marks."""
    texts = [",".join(f'"{c.replace(chr(34), chr(8221))}"' for c in row) + ',"' for row in cells]
    rows = [replace(s, text=t, tail='"') for s, t in zip(said, texts, strict=True)]
    return rows, Setting(",".join([*names, _MARKS]) + "\n")


def point_rows(names: list[str], cells: list[list[str]], said: list[Statement]) -> _Laid:
    """A point for each row."""
    texts = [f"- {' — '.join(c for c in row if c != EMPTY)}" for row in cells]
    return [replace(s, text=t) for s, t in zip(said, texts, strict=True)], Setting()


WRITERS = {Layout.JSON: json_rows, Layout.CSV: csv_rows, Layout.TABLE: table_rows}


def with_notes(setting: Setting, notes: Sequence[str], layout: Layout) -> Setting:
    """A setting with what no row tells before the rows: 共5项任务：, 不是。"""
    if not notes:
        return setting
    if layout is Layout.JSON:
        note = "".join(notes).rstrip("：。")
        said = json.dumps({_NOTE: note}, ensure_ascii=False)
        return replace(setting, opening=f"{setting.opening}{said},\n")
    return replace(setting, opening="".join(notes) + "\n\n" + setting.opening)


def listed(draft: Draft, formed: Formed) -> Draft:
    """Lines with numbers, dots or boxes before them; heads stay bare."""
    said, at = list[Statement](), 0
    for statement in draft.statements:
        if HEAD.search(statement.text) or not statement.evidence:
            said.append(statement)
            continue
        at += 1
        mark = _mark(at, formed)
        proved = statement.said or statement.text
        said.append(replace(statement, text=mark + statement.text, said=proved))
    return replace(draft, statements=tuple(said), lines=True)


def _mark(at: int, formed: Formed) -> str:
    """1. or 一、 or □ before a line."""
    if formed.form.layout is Layout.NUMBERED:
        return f"{at}. "
    if formed.form.layout is Layout.OFFICIAL:
        return f"{to_han(at)}、"
    return "□ " if formed.form.boxed else "- "
