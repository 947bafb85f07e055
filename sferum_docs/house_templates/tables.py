"""Tables of a document: with borders for lists, without for the date line and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.blocks import Column, Columns, Control, Line, Paragraph, Row, RowKind, Table
from sferum_docs.house_templates.element import flag, twips, w
from sferum_docs.house_templates.house import (
    BY_NAME,
    CORNER,
    LANDSCAPE,
    PORTRAIT,
    ROW,
    SIGNED,
    VERTICAL_HEAD,
    PageFormat,
)
from sferum_docs.house_templates.keeping import kept_rows
from sferum_docs.house_templates.paragraphs import control_text, paragraph
from sferum_docs.house_templates.styles import GRID, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

# shares of the line: post, room for the hand, initials and surname
_SIGNATURE = {PORTRAIT: (0.4, 0.18, 0.42), LANDSCAPE: (0.48, 0.16, 0.36)}
_UPRIGHT = "^"  # before a word of the head that is set upright


def grid(table: Table, *, held: bool) -> etree._Element:
    """A table with borders, its head repeated, no row split; held: what stands below goes with its last rows."""
    kept = kept_rows(table.rows, held=held)
    rows = [made for index, row in enumerate(table.rows) for made in _rows(row, table, kept.get(index))]
    return _table(GRID, [column.width for column in table.columns], rows)


def line(item: Line, sheet: PageFormat, *, keep_next: bool) -> etree._Element:
    """The line of the date and the number, or of the signature; keep_next: another signature stands below it."""
    left, right = item.cells
    if item.style.name in SIGNED:
        widths = [share * sheet.text for share in _SIGNATURE[sheet]]
        cells = [(left, "left"), ("", None), (right, "right")]
    else:
        widths = [sheet.text / 2, sheet.text / 2]
        cells = [(left, None), (right, "right")]
    row = w(
        "tr",
        w("trPr", w("cantSplit")),
        *(
            _cell(width, paragraph(item.style, words, align=align, keep_next=keep_next), align="bottom")
            for width, (words, align) in zip(widths, cells, strict=True)
        ),
    )
    return _table(PLAIN, widths, [row])


def beneath(item: Paragraph, sheet: PageFormat) -> etree._Element:
    """The day of signing as a row of the signature's table: LibreOffice keeps rows together, not a table and a text."""
    cell = _cell(sheet.text, paragraph(item.style, item.text), span=len(_SIGNATURE[sheet]))
    return w("tr", w("trPr", w("cantSplit")), cell)


def sides(block: Columns, sheet: PageFormat) -> etree._Element:
    """Requisites side by side, each no wider than the standard lets a corner be."""
    widths = (CORNER, sheet.text - 2 * CORNER, CORNER)
    cells = [
        _cell(width, *(_set_in_column(item) for item in items))
        for width, items in zip(widths, (block.left, (), block.right), strict=True)
    ]
    return _table(PLAIN, widths, [w("tr", w("trPr", w("cantSplit")), *cells)])


def _set_in_column(item: Paragraph | Control) -> etree._Element:
    if isinstance(item, Control):
        return paragraph(BY_NAME["Условие шаблона"], control_text(item.text, "p"))
    return paragraph(item.style, item.text, sides=(0, 0))


def _table(style: str, widths: Sequence[float], rows: Sequence[etree._Element]) -> etree._Element:
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000"),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths)), *rows)


def _rows(row: Row, table: Table, kept: str | None) -> Iterator[etree._Element]:
    """The row; one that is kept on a condition in two forms, for a property of a paragraph knows no conditions."""
    if not kept:
        yield _row(row, table, keep_next=kept is not None)
        return
    for words, keep_next in ((f"{{% if {kept} %}}", True), ("{% else %}", False)):
        yield _row(Row(RowKind.CONTROL, (words,)), table, keep_next=False)
        yield _row(row, table, keep_next=keep_next)
    yield _row(Row(RowKind.CONTROL, ("{% endif %}",)), table, keep_next=False)


def _row(row: Row, table: Table, *, keep_next: bool) -> etree._Element:
    if row.kind is RowKind.CONTROL:
        return _whole(paragraph(BY_NAME["Условие шаблона"], control_text(row.cells[0], "tr")), table)
    if row.kind is RowKind.WHOLE:
        return _whole(paragraph(BY_NAME["Строка таблицы"], row.cells[0]), table)
    head = row.kind is RowKind.HEAD
    upright = any(cell.startswith(_UPRIGHT) for cell in row.cells)
    properties = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=twips(VERTICAL_HEAD if upright else ROW), hRule="atLeast"),
        flag("tblHeader", on=head),
    )
    cells = zip(table.columns, row.cells, strict=True)
    return w("tr", properties, *(_column_cell(*cell, table, head=head, keep_next=keep_next) for cell in cells))


def _column_cell(column: Column, words: str, table: Table, *, head: bool, keep_next: bool) -> etree._Element:
    kind = "Шапка таблицы" if head else "Таблица"
    small = " мелкая" if table.small else ""
    centred = " по центру" if column.centred and not head else ""
    style = BY_NAME[f"{kind}{small}{centred}"]
    content = paragraph(style, words.removeprefix(_UPRIGHT).strip(), keep_next=keep_next)
    return _cell(column.width, content, upright=words.startswith(_UPRIGHT), align="center" if head else None)


def _whole(content: etree._Element, table: Table) -> etree._Element:
    """A row of one cell over all columns."""
    width = sum(column.width for column in table.columns)
    return w("tr", w("trPr", w("cantSplit")), _cell(width, content, span=len(table.columns)))


def _cell(
    width: float, *content: etree._Element, span: int = 1, upright: bool = False, align: str | None = None
) -> etree._Element:
    properties = w(
        "tcPr",
        w("tcW", w=twips(width), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("textDirection", val="btLr") if upright else None,
        None if align is None else w("vAlign", val=align),
    )
    return w("tc", properties, *(content or (paragraph(BY_NAME["Промежуток"], ""),)))
