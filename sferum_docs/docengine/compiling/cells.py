"""Tags that shape their cell: {% vm %} and {% hm %} merge over a loop, {% colspan n %} and {% cellbg colour %}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.guards import GUARD
from sferum_docs.docengine.compiling.tree import home_of
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.places import TC, P
from sferum_docs.docengine.language.language import CELL_WORDS
from sferum_docs.docengine.language.tags import CLOSE, OPEN

if TYPE_CHECKING:
    from sferum_docs.docengine.compiling.tree import Tree

_PROPERTIES = qn("w:tcPr")
# The order of a cell's properties (ECMA-376 part 1, 17.4.70), as far as the engine touches them.
_ORDER = [qn(f"w:{name}") for name in (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)]  # fmt: skip


def shape_cells(tree: Tree) -> None:
    """Take these tags out of the text and put what they mean into the cell, with marks for the code to fill in."""
    for number, statement in list(tree.statements.items()):
        if statement.word not in CELL_WORDS:
            continue
        _take_out(tree, number)
        cell = next(tree.tags[number].paragraph.iterancestors(TC), None)
        if cell is None:
            tree.report("cell-tag-outside", number)
            continue
        _shape(cell, statement.word, number)


def _take_out(tree: Tree, number: int) -> None:
    home = home_of(tree, number)
    if home is not None:
        home.text = (home.text or "").replace(f"{OPEN}{number}{CLOSE}", "")


def _shape(cell: Element, word: str, number: int) -> None:
    if word == "colspan":
        _property(cell, "w:gridSpan", {"w:val": f"{OPEN}c{number}{CLOSE}"})
    elif word == "cellbg":
        _property(cell, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": f"{OPEN}g{number}{CLOSE}"})
    elif word == "vm":
        _property(cell, "w:vMerge", {"w:val": f"{OPEN}v{number}{CLOSE}"})
        first = 1 if cell[0].tag == _PROPERTIES else 0
        cell.insert(first, etree.ProcessingInstruction(GUARD + "first", "cell"))
        cell.append(etree.ProcessingInstruction(GUARD + "others", "cell"))
        cell.append(etree.Element(P))
        cell.append(etree.ProcessingInstruction(GUARD + "end", "cell"))
    else:
        _property(cell, "w:gridSpan", {"w:val": f"{OPEN}h{number}{CLOSE}"})
        cell.addprevious(etree.ProcessingInstruction(GUARD + "first", "cell"))
        cell.addnext(etree.ProcessingInstruction(GUARD + "end", "cell"))


def _property(cell: Element, name: str, attributes: dict[str, str]) -> None:
    """Set one property of a cell at its place among the others."""
    properties = cell.find(_PROPERTIES)
    if properties is None:
        properties = etree.Element(_PROPERTIES)
        cell.insert(0, properties)
    for old in properties.findall(qn(name)):
        properties.remove(old)
    before = set(_ORDER[: _ORDER.index(qn(name))])
    at = sum(1 for child in properties if child.tag in before)
    made = etree.Element(qn(name))
    for key, value in attributes.items():
        made.set(qn(key), value)
    properties.insert(at, made)
