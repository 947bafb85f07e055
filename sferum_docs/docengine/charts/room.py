"""How much room a paragraph has on its sheet: the text of its section, or the cell it stands in. In twips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import qn
from sferum_docs.docengine.file.places import TBL, TC, TR, P
from sferum_docs.reading.numbers import whole

if TYPE_CHECKING:
    from sferum_docs.docengine.file.markup import Element

_A4, _MARGIN, _BETWEEN = (11906, 16838), 1134, 720  # of a section that does not say
_CELL_SIDE = 108  # of a table that does not say (ECMA-376 part 1, 17.4.42)
_LEAST = 1700  # 30 mm: in a narrower place nothing could be read
_WHOLE = 5000  # fiftieths of a per cent
_SECTION, _GRID = qn("w:sectPr"), f"{qn('w:tblGrid')}/{qn('w:gridCol')}"


def room_of(paragraph: Element) -> tuple[int, int]:
    """Width and height of the text where a paragraph stands."""
    section = _section_of(paragraph)
    across, down = _text_of(section)
    cell = next(paragraph.iterancestors(TC), None)
    width = across if cell is None else min(across, _width_of(cell, across))
    return max(_LEAST, width), max(_LEAST, down)


def _section_of(paragraph: Element) -> Element | None:
    """The properties of a section, which stand at its end: in its last paragraph, or at the end of the body."""
    block = paragraph
    while (parent := block.getparent()) is not None and parent.tag != qn("w:body"):
        block = parent
    for item in (block, *block.itersiblings()):
        found = item if item.tag == _SECTION else item.find(f"{qn('w:pPr')}/{_SECTION}") if item.tag == P else None
        if found is not None:
            return found
    return None


def _text_of(section: Element | None) -> tuple[int, int]:
    wide, high = (_measure(section, "pgSz", name) or usual for name, usual in zip(("w", "h"), _A4, strict=True))
    left, right, top, bottom = (
        abs(_given(section, "pgMar", side, _MARGIN)) for side in ("left", "right", "top", "bottom")
    )
    columns = max(1, _given(section, "cols", "num", 1))
    between = (columns - 1) * _given(section, "cols", "space", _BETWEEN)
    across = wide - left - right - _given(section, "pgMar", "gutter", 0) - between
    return across // columns, high - top - bottom


def _width_of(cell: Element, across: int) -> int:
    """The width of a cell without its sides: as it says itself, or that of its columns."""
    own = cell.find(qn("w:tcPr"))
    table = next(cell.iterancestors(TBL), None)
    sides = _CELL_SIDE * 2 if table is None else _sides(own, table.find(qn("w:tblPr")))
    size = _measure(own, "tcW", "w") or 0
    wide = None if own is None else own.find(qn("w:tcW"))
    kind = None if wide is None else wide.get(qn("w:type"))
    width = across * size // _WHOLE if kind == "pct" else size if kind in {None, "dxa"} else 0
    return (width or _of_columns(cell, table) or across) - sides


def _sides(own: Element | None, of_table: Element | None) -> int:
    """The empty space on both sides of the words of a cell."""
    found = 0
    for side in ("left", "right"):
        of_cell = _measure(None if own is None else own.find(qn("w:tcMar")), side, "w")
        usual = _given(None if of_table is None else of_table.find(qn("w:tblCellMar")), side, "w", _CELL_SIDE)
        found += usual if of_cell is None else of_cell
    return found


def _of_columns(cell: Element, table: Element | None) -> int:
    """What the grid of the table says of the columns that a cell takes."""
    row = next(cell.iterancestors(TR), None)
    widths = [] if table is None else [whole(column.get(qn("w:w"))) or 0 for column in table.iterfind(_GRID)]
    before = 0 if row is None else sum(_columns(item) for item in cell.itersiblings(TC, preceding=True))
    return sum(widths[before : before + _columns(cell)])


def _columns(cell: Element) -> int:
    return max(1, _given(cell.find(qn("w:tcPr")), "gridSpan", "val", 1))


def _measure(holder: Element | None, name: str, attribute: str) -> int | None:
    child = None if holder is None else holder.find(qn(f"w:{name}"))
    return None if child is None else whole(child.get(qn(f"w:{attribute}")))


def _given(holder: Element | None, name: str, attribute: str, usual: int) -> int:
    found = _measure(holder, name, attribute)
    return usual if found is None else found
