"""Word documents: headings, paragraphs and tables in the look of Chinese official papers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

_BODY, _TITLE = "仿宋", "方正小标宋简体"
_HEAD = "黑体"
_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_TEXT_CM = 15.8
_NARROW, _WIDE = 6, 24  # characters of a column
# What XML cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, subject: str = "") -> None:
        self._document = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3), Cm(2.5)
        section.left_margin = section.right_margin = Cm(2.6)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _BODY, Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), _BODY)
        self._document.core_properties.title = _clean(title)
        self._document.core_properties.subject = _clean(subject)
        self._document.core_properties.author = ""
        heading = self._document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.space_after = Pt(12)
        _write(heading, title, _TITLE, 22)

    def heading(self, text: str) -> None:
        """A heading within the paper."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, text, _HEAD, 15)

    def paragraph(self, text: str, indent: bool = True, right: bool = False) -> None:
        """Lines of text, each a paragraph of its own."""
        for line in text.splitlines() or [""]:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.line_spacing = 1.4
            paragraph.paragraph_format.space_after = Pt(0)
            if indent:
                paragraph.paragraph_format.first_line_indent = Pt(28)
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _write(paragraph, line)

    def form(self, rows: Sequence[tuple[str, str]], label_cm: float = 3.2) -> None:
        """A form of two columns: what it is, and what is written there."""
        table = self._document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for label, value in rows:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Cm(label_cm), Cm(_TEXT_CM - label_cm)
            _fill(cells[0], label, _HEAD, WD_ALIGN_PARAGRAPH.CENTER)
            _fill(cells[1], value, _BODY, WD_ALIGN_PARAGRAPH.LEFT)
            _unbroken(table.rows[-1]._tr)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head is repeated on every page; short rows are filled with blanks."""
        table = self._document.add_table(rows=0, cols=len(head))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = _widths([head, *rows])
        for number, row in enumerate((head, *rows)):
            font, align = (_HEAD, _CENTER) if not number else (_BODY, WD_ALIGN_PARAGRAPH.LEFT)
            cells = table.add_row().cells
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
            for cell, text in zip(cells, row, strict=False):
                _fill(cell, text, font, align)
            _unbroken(table.rows[-1]._tr)
        _repeated(table.rows[0]._tr)

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()


def _fill(cell: _Cell, text: str, font: str, align: WD_ALIGN_PARAGRAPH) -> None:
    for number, line in enumerate(text.splitlines() or [""]):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        _write(paragraph, line, font, 12)


def _write(paragraph: Paragraph, text: str, font: str = _BODY, size: int = 14) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _unbroken(row: object) -> None:
    """Short rows stay on one page."""
    mark = OxmlElement("w:cantSplit")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _widths(rows: Sequence[Sequence[str]]) -> list[Length]:
    """Columns by their longest cells, none too narrow to read, as wide together as the text."""
    longest = [max(len(row[n]) for row in rows if n < len(row)) for n in range(len(rows[0]))]
    shares = [min(max(length, _NARROW), _WIDE) for length in longest]
    return [Cm(_TEXT_CM * share / sum(shares)) for share in shares]


def _repeated(row: object) -> None:
    """A head stands again on each page that the table runs over."""
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
