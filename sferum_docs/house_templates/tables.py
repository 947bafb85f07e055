"""Tables of a document: with borders for lists, without for the date line and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.blocks import (
    Column,
    Columns,
    Control,
    Line,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Table,
)
from sferum_docs.house_templates.element import flag, twips, w
from sferum_docs.house_templates.house import (
    BELOW_TABLE,
    BY_NAME,
    CORNER,
    LANDSCAPE,
    PORTRAIT,
    ROW,
    VERTICAL_HEAD,
    PageFormat,
    Style,
)
from sferum_docs.house_templates.keeping import kept_rows
from sferum_docs.house_templates.paragraphs import control_text, paragraph
from sferum_docs.house_templates.styles import GRID, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

# shares of the line: post, room for the hand, initials and surname
_SIGNATURE = {PORTRAIT: (0.45, 0.16, 0.39), LANDSCAPE: (0.48, 0.16, 0.36)}
_UPRIGHT = "^"  # before a word of the head that is set upright


def grid(table: Table, sheet: PageFormat, *, ends_section: bool) -> etree._Element:
    """A table with borders, its head repeated, no row split; its tail is a row without borders that goes with it."""
    kept = kept_rows(table.rows, held=bool(table.tail) or ends_section)
    rows = [made for index, row in enumerate(table.rows) for made in _rows(row, table, kept.get(index))]
    if table.tail:
        rows.append(_tail(table, sheet))
    return _table(GRID, [column.width for column in table.columns], rows)


def _tail(table: Table, sheet: PageFormat) -> etree._Element:
    """What is read together with the list, over its whole width; Word wants a paragraph to end a cell."""
    content: list[etree._Element] = []
    for item in table.tail:
        if isinstance(item, Signatures):
            content += [signatures(item, sheet, keep_next=True), paragraph(BY_NAME["Промежуток"], "")]
        else:
            before = BELOW_TABLE if not content and not item.style.before else None
            content.append(paragraph(item.style, item.text, keep_next=True, before=before))
    return _whole(content, table, bare=True)


def line(item: Line, sheet: PageFormat) -> etree._Element:
    """The line of the date and the number."""
    widths = [sheet.text / 2, sheet.text / 2]
    return _table(PLAIN, widths, [_line_row(item, zip(widths, item.cells, (None, "right"), strict=True))])


def signatures(item: Signatures, sheet: PageFormat, *, keep_next: bool) -> etree._Element:
    """Rows that are signed; keep_next: the last one stays with what stands below the table."""
    widths = [share * sheet.text for share in _SIGNATURE[sheet]]
    last = max(place for place, row in enumerate(item.rows) if not isinstance(row, Control))
    rows = []
    for place, row in enumerate(item.rows):
        kept = keep_next or place < last
        if isinstance(row, Line):
            cells = ((row.cells[0], "left"), ("", None), (row.cells[1], "right"))
            parts = ((width, *cell) for width, cell in zip(widths, cells, strict=True))
            rows.append(_line_row(row, parts, keep_next=kept))
        else:
            words = paragraph(*_control(row)) if isinstance(row, Control) else _day(row, keep_next=kept)
            rows.append(w("tr", w("trPr", w("cantSplit")), _cell(sheet.text, words, span=len(widths))))
    return _table(PLAIN, widths, rows)


def _control(row: Control) -> tuple[Style, str]:
    return BY_NAME["Условие шаблона"], control_text(row.text, "tr")


def _day(row: Paragraph, *, keep_next: bool) -> etree._Element:
    return paragraph(row.style, row.text, keep_next=keep_next)


def _line_row(item: Line, cells: Iterable[tuple[float, str, str | None]], *, keep_next: bool = False) -> etree._Element:
    made = (
        _cell(width, paragraph(item.style, words, align=align, keep_next=keep_next), align="bottom")
        for width, words, align in cells
    )
    return w("tr", w("trPr", w("cantSplit")), *made)


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
        return _whole([paragraph(BY_NAME["Условие шаблона"], control_text(row.cells[0], "tr"))], table)
    if row.kind is RowKind.WHOLE:
        return _whole([paragraph(BY_NAME["Строка таблицы"], row.cells[0])], table)
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


def _whole(content: Sequence[etree._Element], table: Table, *, bare: bool = False) -> etree._Element:
    """A row of one cell over all columns; a bare one has no line but that of the row above it."""
    width = sum(column.width for column in table.columns)
    cell = _cell(width, *content, span=len(table.columns), bare=bare)
    return w("tr", w("trPr", w("cantSplit")), cell)


def _cell(
    width: float,
    *content: etree._Element,
    span: int = 1,
    upright: bool = False,
    align: str | None = None,
    bare: bool = False,
) -> etree._Element:
    properties = w(
        "tcPr",
        w("tcW", w=twips(width), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("tcBorders", *(w(side, val="nil") for side in ("left", "bottom", "right"))) if bare else None,
        w("tcMar", *(w(side, w=0, type="dxa") for side in ("left", "right"))) if bare else None,
        w("textDirection", val="btLr") if upright else None,
        None if align is None else w("vAlign", val=align),
    )
    return w("tc", properties, *(content or (paragraph(BY_NAME["Промежуток"], ""),)))
