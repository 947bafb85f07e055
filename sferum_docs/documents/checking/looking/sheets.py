"""What a sheet itself does to words: columns, lines round it, a grid for letters, a header under or off the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.looking.around import around
from sferum_docs.documents.checking.looking.tables import COLUMN
from sferum_docs.documents.checking.traits import Trait
from sferum_docs.gost.reading.package import qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.text import P

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.package import Element

_GRIDS = {"linesAndChars", "snapToChars"}
_TIGHT, _APART = -5 * 4096, 30 * 4096  # 4096ths of a point added to every letter by a grid
_SHEET = 15840  # twips: Word's own height of a sheet
_OFF = 0.9  # a share of the sheet: a header so far down is not on it
_LINE = 150  # twips: no lower line is read
_BOX, _TBL, _TR, _DOCUMENT = (qn(f"w:{name}") for name in ("txbxContent", "tbl", "tr", "document"))


def sheet_traits(root: Element) -> Iterator[Trait]:
    """Each once: programs part and join sections as they save."""
    yield from dict.fromkeys(trait for section in root.iter(qn("w:sectPr")) for trait in _of_section(section))


def _of_section(section: Element) -> Iterator[Trait]:
    columns = section.find(qn("w:cols"))
    number = whole(value(section, "w:cols", "w:num")) or 1
    widths = [] if columns is None else [whole(item.get(qn("w:w"))) or 0 for item in columns]
    if number > 1 and columns is not None:
        narrow = ", один уже буквы" if any(width < COLUMN for width in widths) else ""
        yield Trait("columns", f"{number}{narrow}")
    if (borders := section.find(qn("w:pgBorders"))) is not None and len(borders):
        yield Trait("border", "")
    grid = section.find(qn("w:docGrid"))
    step = whole(None if grid is None else grid.get(qn("w:charSpace"))) or 0
    if grid is not None and grid.get(qn("w:type")) in _GRIDS and not _TIGHT < step < _APART:
        yield Trait("grid", "")
    margins = section.find(qn("w:pgMar"))
    if margins is None:
        return
    top, bottom, *beside = (whole(margins.get(qn(f"w:{name}"))) or 0 for name in ("top", "bottom", "header", "footer"))
    if min(top, bottom) < 0:
        yield Trait("over", "")
    if max(beside) > _OFF * (whole(value(section, "w:pgSz", "w:h")) or _SHEET):
        yield Trait("off", "")


def low_row(element: Element) -> Iterator[Trait]:
    """A row of a fixed height with more lines in it: in headers and boxes, and where tables stand in its cells.

    Those of the text are measured by the size of their letters elsewhere.
    """
    row = next(element.iterancestors(_TR), None)
    height = whole(element.get(qn("w:val")))
    if row is None or height is None or element.get(qn("w:hRule")) != "exact":
        return
    apart = next(row.iterancestors(_BOX), None) is not None or row.getroottree().getroot().tag != _DOCUMENT
    if not apart and next(row.iter(_TBL), None) is None:
        return
    if max((_lines(cell) for cell in row.iterchildren(qn("w:tc"))), default=0) * _LINE > height:
        yield Trait("cut", around(element, _TR))


def _lines(cell: Element) -> int:
    """The paragraphs one below another down to the last with words."""
    inner = [len(list(table.iterchildren(_TR))) for table in cell.iterchildren(_TBL)]
    own = [bool("".join(item.itertext()).strip()) for item in cell.iterchildren(P)]
    while own and not own[-1]:
        own.pop()
    return sum(inner) + len(own)
