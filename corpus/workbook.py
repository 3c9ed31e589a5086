"""Tables for people: CSV that Excel opens right, and well-formed Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")  # what Excel takes in no sheet's name
# What spreadsheets take for the start of a formula, full-width forms included.
_FORMULA = tuple("=+-@＝＋－＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its width in characters."""

    title: str
    width: int


def to_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> str:
    """CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.title for column in columns)
    writer.writerows([safe(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def to_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet: frozen header, filters, wrapped text."""
    return to_sheets(columns, {title: rows})


def to_sheets(columns: Sequence[Column], sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """A workbook of several sheets alike, by their titles."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for title, rows in sheets.items():
        _fill(book.create_sheet(_SHEET_NAME.sub(" ", title)[:31]), columns, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    sheet.append([column.title for column in columns])
    for row in rows:
        sheet.append([safe(value) for value in row])
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F3")
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def safe(value: Cell) -> Cell:
    """A value that a spreadsheet takes as it is: a leading = + - @ is no formula."""
    if isinstance(value, int):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip()[:1] in _FORMULA else text
