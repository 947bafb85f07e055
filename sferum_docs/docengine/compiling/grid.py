"""Column widths: a table's grid follows its repeated cells, and a file whose grid and cells differ is told of.

Word takes the widths of cells, LibreOffice those of the grid; where they differ a table looks different in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.tree import INSTRUCTION, lifted_columns
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import open_package
from sferum_docs.docengine.file.places import TBL, TC, TR, places
from sferum_docs.docengine.findings import Finding, finding
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.docengine.compiling.tree import Tree

GRID, COLUMN, WIDTH = qn("w:tblGrid"), qn("w:gridCol"), qn("w:w")
FAT = 300 << 10  # packed bytes of parts that hold no text of the document: every document carries them with it
TOLERANCE = 20  # twentieths of a point; rounding of millimetres


def mend_grids(tree: Tree) -> None:
    """Let the columns of a table come and go with the cells of its first row that has tags for cells."""
    for table, columns in lifted_columns(tree).items():
        grid = table.find(GRID)
        known = grid.findall(COLUMN) if grid is not None else []
        inner = _variables_of_rows(tree, table)
        for at, numbers in columns:
            if at >= len(known) or grid is None:
                continue
            index = grid.index(known[at])
            grid.remove(known[at])
            if not any(_root(tree, number) in inner for column in columns for number in column[1]):
                grid[index:index] = [etree.ProcessingInstruction(INSTRUCTION, str(number)) for number in numbers]


def _variables_of_rows(tree: Tree, table: Element) -> set[str]:
    """Variables of loops over the table's rows: they are not known yet where its grid stands."""
    return {
        statement.target
        for number, statement in tree.statements.items()
        if statement.word == "for" and number in tree.lifted and tree.lifted[number].getparent() is table
    }


def _root(tree: Tree, number: int) -> str:
    node = tree.statements[number].expression
    while node is not None and hasattr(node, "node"):
        node = node.node
    return str(getattr(node, "name", ""))


@caught
def advise(data: bytes) -> list[Finding]:
    """Give advice on a sound template: too fat a file, tables whose grid differs from their cells."""
    package = open_package(data, template=False)
    found = []
    fat = sum(len(part.member.packed) for part in package.parts.values() if part.root is not None and not part.live)
    if fat > FAT:
        found.append(finding("file-fat", hint=f"Стили и другие части занимают {fat >> 10} КБ."))
    for part in package.live():
        if part.root is not None:
            found += _uneven(part.root, part.short)
    return found


def _uneven(root: Element, part: str) -> Iterator[Finding]:
    by_cell = {next(paragraph.iterancestors(TC), None): place for paragraph, place in places(root)}
    for table in root.iter(TBL):
        grid = [_number(column) for column in table.findall(f"{GRID}/{COLUMN}")]
        for row in table.findall(TR):
            cells = row.findall(TC)
            widths = [_number(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")) for cell in cells]
            spans = any(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is not None for cell in cells)
            if spans or len(widths) != len(grid) or None in widths or None in grid:
                continue
            pairs = zip(widths, grid, strict=True)
            if any(abs((own or 0) - (column or 0)) > TOLERANCE for own, column in pairs):
                yield finding("grid-uneven", part, by_cell.get(cells[0]))
                break


def _number(element: Element | None) -> int | None:
    value = element.get(WIDTH) if element is not None else None
    kind = element.get(qn("w:type")) if element is not None else None
    return digits(value) if kind in {None, "dxa"} else None
