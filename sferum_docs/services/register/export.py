"""A register as a file: a sheet for Excel, a document for Word, both with the columns of the paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import xlsxwriter
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import _Cell

    from sferum_docs.documents.registers import Register
    from sferum_docs.services.register.listing import Line

# share of the width for each column, as far as it is not the usual one
_WIDTHS = {"place": 9, "day": 14, "number": 12, "title": 50, "signer": 20, "executor": 20, "sheets": 12,
           "file_index": 11, "addressee": 34, "reply_to": 14, "sender": 28, "sender_number": 20, "kind": 16,
           "person": 28, "basis": 24, "due": 14, "executed": 14, "remark": 34}  # fmt: skip
_FONT = "Times New Roman"


def register_xlsx(book: Register, heading: str, lines: Sequence[Line]) -> bytes:
    """The register for Excel; what looks like a formula stays a text."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet(book.short)
        plain = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
        struck = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_strikeout": True})
        head = workbook.add_format({"text_wrap": True, "bold": True, "border": 1, "align": "center"})
        sheet.write_string(0, 0, heading, workbook.add_format({"bold": True}))
        for place, column in enumerate(book.columns):
            sheet.set_column(place, place, _WIDTHS[column.field])
            sheet.write_string(1, place, column.caption, head)
        for row, line in enumerate(lines, 2):
            for place, column in enumerate(book.columns):
                style = struck if line.entry.void and column.field != "remark" else plain
                sheet.write_string(row, place, line.cells[column.field], style)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.repeat_rows(1)
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(1, 0, max(len(lines) + 1, 1), len(book.columns) - 1)
    return target.getvalue()


def register_docx(book: Register, heading: str, lines: Sequence[Line]) -> bytes:
    """The register for Word: a landscape sheet, the head of the table on every page."""
    document = docx.Document()
    _lay_out(document)
    document.add_paragraph().add_run(heading).bold = True
    table = document.add_table(rows=1, cols=len(book.columns))
    table.style = "Table Grid"
    table.autofit = False
    share = 257 / sum(_WIDTHS[column.field] for column in book.columns)
    for cell, column in zip(table.rows[0].cells, book.columns, strict=True):
        _write(cell, column.caption, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  no other way
    for line in lines:
        for cell, column in zip(table.add_row().cells, book.columns, strict=True):
            _write(cell, line.cells[column.field], struck=line.entry.void and column.field != "remark")
    for row in table.rows:
        for cell, column in zip(row.cells, book.columns, strict=True):
            cell.width = Mm(share * _WIDTHS[column.field])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _lay_out(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(20), Mm(20)
    section.top_margin, section.bottom_margin = Mm(30), Mm(15)  # a landscape sheet is filed by its upper edge
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:cs"), _FONT)


def _write(cell: _Cell, text: str, *, bold: bool = False, struck: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.strike, run.font.size = bold, struck, Pt(10)
