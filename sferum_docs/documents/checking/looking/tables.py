"""What of a table is not read as it is written: rows and cells that are hidden, crossed out, narrow, off the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.looking.around import around, words
from sferum_docs.documents.checking.traits import Trait
from sferum_docs.gost.reading.document import TWIPS_IN_MM
from sferum_docs.gost.reading.package import VAL, qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.gost.reading.package import Element

    Reader = Callable[[Element], Iterator[Trait]]

_OFF_MARGIN = (-30 * TWIPS_IN_MM, 170 * TWIPS_IN_MM)  # beyond these a table indented from the margin is off the sheet
COLUMN = 3 * TWIPS_IN_MM  # what is narrower holds no letter
_SHARE = 50  # fiftieths of a per cent of a table: the same
_NO_LINE = {"nil", "none", None}
_TBL, _TR, _TC, _ROW = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:trPr")


def switched(kind: str, holder: str) -> Reader:
    """Reads a switch of a row, a cell or a table."""

    def read(element: Element) -> Iterator[Trait]:
        if is_on(element):
            yield Trait(kind, around(element, qn(f"w:{holder}")))

    return read


def _cell(element: Element) -> Iterator[Trait]:
    yield Trait("row", around(element, _TC))


def _hidden_row(element: Element) -> Iterator[Trait]:
    """A style that is hidden in the list of styles hides no row."""
    holder = element.getparent()
    if is_on(element) and holder is not None and holder.tag == _ROW:
        yield Trait("row", around(element, _TR))


def _crossed(element: Element) -> Iterator[Trait]:
    """A line from corner to corner crosses a cell out."""
    if element.get(VAL) not in _NO_LINE:
        yield Trait("crossed", around(element, _TC))


def _indented(element: Element) -> Iterator[Trait]:
    """A table, or a row of it, that begins beyond the edge of the sheet."""
    if _is_off(element):
        yield Trait("outside", around(element, _TBL))


def _margins(element: Element) -> Iterator[Trait]:
    """A cell whose own margins push its words off the sheet."""
    if any(_is_off(side) for side in element):
        yield Trait("outside", around(element, _TC) or around(element, _TBL))


def _is_off(element: Element) -> bool:
    place = whole(element.get(qn("w:w")))
    return place is not None and element.get(qn("w:type")) != "pct" and not _OFF_MARGIN[0] < place < _OFF_MARGIN[1]


def _column(element: Element) -> Iterator[Trait]:
    """A cell with words in which no letter finds room."""
    width = whole(element.get(qn("w:w")))
    least = {"dxa": COLUMN, "pct": _SHARE}.get(element.get(qn("w:type")) or "", 0)
    if width and width < least and (inside := around(element, _TC)):
        yield Trait("column", inside)


def _grid(element: Element) -> Iterator[Trait]:
    """The same where the columns of the table say how wide its cells are, and may not grow."""
    table = element.getparent()
    settings = None if table is None else table.find(qn("w:tblPr"))
    if table is None or value(settings, "w:tblLayout", "w:type") != "fixed":
        return
    grid = [whole(column.get(qn("w:w"))) or 0 for column in element]
    for row in table.iterchildren(_TR):
        start = whole(value(row.find(_ROW), "w:gridBefore")) or 0
        for cell in row.iterchildren(_TC):
            own = cell.find(qn("w:tcPr"))
            stop = start + (whole(value(own, "w:gridSpan")) or 1)
            room = grid[max(start, 0) : max(stop, 0)]
            if room and sum(room) < COLUMN and value(own, "w:tcW", "w:type") != "dxa" and (inside := words(cell)):
                yield Trait("column", inside)
            start = stop


def _swallowed(element: Element) -> Iterator[Trait]:
    """A cell that goes on from the one above or before it: its own words are not printed."""
    inside = around(element, _TC)
    if element.get(VAL) != "restart" and inside:
        yield Trait("row", inside)


def _merged(element: Element) -> Iterator[Trait]:
    """The same as a tracked change."""
    if element.get(qn("w:vMerge")) == "cont" and (inside := around(element, _TC)):
        yield Trait("row", inside)


OF_TABLES: dict[str, Reader] = {
    "hidden": _hidden_row, "cellDel": _cell, "tl2br": _crossed, "tr2bl": _crossed, "tblInd": _indented,
    "wBefore": _indented, "tcMar": _margins, "tblCellMar": _margins, "tcW": _column, "tblGrid": _grid,
    "tcFitText": switched("pressed", "tc"), "bidiVisual": switched("mirrored", "tbl"), "vMerge": _swallowed,
    "hMerge": _swallowed, "cellMerge": _merged,
}  # fmt: skip
