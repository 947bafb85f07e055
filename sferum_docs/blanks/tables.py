"""Tables of a document: with borders for lists, without for the date line and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.blanks.blocks import Column, Line, Row, RowKind, Table
from sferum_docs.blanks.element import twips, w
from sferum_docs.blanks.house import BY_NAME, LANDSCAPE, PORTRAIT, ROW, VERTICAL_HEAD, Sheet
from sferum_docs.blanks.paragraphs import control_text, paragraph
from sferum_docs.blanks.styles import GRID, PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

# shares of the line: post, room for the hand, initials and surname
_SIGNATURE = {PORTRAIT: (0.4, 0.18, 0.42), LANDSCAPE: (0.48, 0.16, 0.36)}
_UPRIGHT = "^"  # before a word of the head that is set upright


def grid(table: Table) -> etree._Element:
    """A table with borders, its head repeated on every page, no row split."""
    rows = [_row(row, table) for row in table.rows]
    return _table(GRID, [column.width for column in table.columns], rows)


def line(item: Line, sheet: Sheet) -> etree._Element:
    """The line of the date and the number, or of the signature."""
    left, right = item.cells
    if item.style.name == "Подпись":
        widths = [share * sheet.text for share in _SIGNATURE[sheet]]
        cells = [(left, "left"), ("", None), (right, "right")]
    else:
        widths = [sheet.text / 2, sheet.text / 2]
        cells = [(left, None), (right, "right")]
    row = w(
        "tr",
        w("trPr", w("cantSplit")),
        *(
            _cell(width, paragraph(item.style, words, align=align), bottom=True)
            for width, (words, align) in zip(widths, cells, strict=True)
        ),
    )
    return _table(PLAIN, widths, [row])


def _table(style: str, widths: Sequence[float], rows: Sequence[etree._Element]) -> etree._Element:
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000"),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)), *rows)


def _row(row: Row, table: Table) -> etree._Element:
    upright = any(cell.startswith(_UPRIGHT) for cell in row.cells)
    head = row.kind is RowKind.HEAD
    if row.kind is RowKind.CONTROL:
        return w("tr", w("trPr", w("cantSplit")), _whole(row, table))
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=twips(VERTICAL_HEAD if upright else ROW), hRule="atLeast"),
        w("tblHeader") if head else None,
    )
    if row.kind is RowKind.WHOLE:
        return w("tr", properties, _whole(row, table))
    cells = zip(table.columns, row.cells, strict=True)
    return w("tr", properties, *(_body_cell(column, words, table, head=head) for column, words in cells))


def _body_cell(column: Column, words: str, table: Table, *, head: bool) -> etree._Element:
    kind = "Шапка таблицы" if head else "Таблица"
    small = " мелкая" if table.small else ""
    centred = " по центру" if column.centred and not head else ""
    content = paragraph(BY_NAME[f"{kind}{small}{centred}"], words.removeprefix(_UPRIGHT).strip())
    return _cell(column.width, content, upright=words.startswith(_UPRIGHT), centre=head)


def _whole(row: Row, table: Table) -> etree._Element:
    width = sum(column.width for column in table.columns)
    if row.kind is RowKind.CONTROL:
        content = paragraph(BY_NAME["Условие шаблона"], control_text(row.cells[0], "tr"))
    else:
        content = paragraph(BY_NAME["Строка таблицы"], row.cells[0])
    return _cell(width, content, span=len(table.columns))


def _cell(
    width: float,
    content: etree._Element,
    *,
    span: int = 1,
    bottom: bool = False,
    upright: bool = False,
    centre: bool = False,
) -> etree._Element:
    return w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=twips(width), type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
            w("textDirection", val="btLr") if upright else None,
            w("vAlign", val="bottom" if bottom else "center") if bottom or centre else None,
        ),
        content,
    )
