"""A register as a PDF: the same columns, rows and texts as in Word, written without LibreOffice, at any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registering.register_paper import (
    cell_text,
    closing_lines,
    sheet_columns,
    struck_places,
    title_page,
)
from sferum_docs.house_templates import house
from sferum_docs.printing.table_pdf import LongTable, PdfPage, TableColumn, TableLook, TableRow, TextBlock, table_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.documents.registering.register_paper import RegisterPaper
    from sferum_docs.house_templates.blocks import Paragraph

_CELL, _NUMBER = house.BY_NAME["Таблица мелкая"], house.BY_NAME["Номер страницы"]
_PAPER = house.LANDSCAPE
_SHEET = PdfPage(_PAPER.width, _PAPER.height, house.LEFT, house.RIGHT, _PAPER.top, house.BOTTOM,
               house.NUMBER_FROM_EDGE, _NUMBER.size)  # fmt: skip
_LOOK = TableLook(_CELL.size, house.CELL_SIDE, _CELL.before, _CELL.after, house.ROW)


def register_pdf(paper: RegisterPaper) -> bytes:
    """The register to print and to file. PrintingError where this machine has no typeface for it."""
    columns = zip(paper.columns, sheet_columns(paper), strict=True)
    return table_pdf(
        LongTable(
            paper.name,
            _SHEET,
            _LOOK,
            [_block(item) for item in title_page(paper)],
            [TableColumn(column.caption, laid.width, laid.centred) for column, laid in columns],
            _rows(paper),
            [_block(item) for item in closing_lines(paper)],
        )
    )


def _rows(paper: RegisterPaper) -> Iterator[TableRow]:
    fields, struck, none = [column.field for column in paper.columns], struck_places(paper.columns), frozenset[int]()
    for line in paper.lines:
        yield TableRow(tuple(map(cell_text, fields, line.cells)), struck if line.struck else none)


def _block(item: Paragraph) -> TextBlock:
    style = item.style
    wider = (_PAPER.text - house.PORTRAIT.text) / 2 if style.bounded else 0
    return TextBlock(item.text, style.size, style.bold, style.align == "center",
                     style.left + wider, style.right + wider, style.before, style.after)  # fmt: skip
