"""Places where branches and loops may leave nothing: a cell without a paragraph, a row or a table without content.

A table of which only the heading is left has no content either: it is left out whole.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.tree import INSTRUCTION, PPR, Tree
from sferum_docs.docengine.file.markup import Element, is_instruction, qn
from sferum_docs.docengine.file.places import TBL, TC, TR, P
from sferum_docs.docengine.language.tags import OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

# Elements that must hold a paragraph, the last of their content (ECMA-376, 17.4.65 for cells).
HOLDERS = [TC, *(qn(f"w:{name}") for name in ("txbxContent", "hdr", "ftr", "footnote", "endnote", "comment"))]
_MARKS = {qn("w:bookmarkStart"), qn("w:bookmarkEnd")}
_PROPERTIES = {qn(f"w:{name}") for name in ("tcPr", "trPr", "tblPrEx", "tblPr", "tblGrid")}
_HEADING = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
GUARD = INSTRUCTION + "-"


def set_guards(tree: Tree) -> None:
    """Mark every cell, row and table whose content is not certain, for the code to mend at the end of it."""
    for holder in tree.root.iter(*HOLDERS):
        _guard_holder(holder)
    for row in list(tree.root.iter(TR)):
        if not _certain(tree, row, TC):
            _guard(row)
    for table in list(tree.root.iter(TBL)):
        heading = _heading(table)
        if not _certain(tree, table, TR, heading):
            _guard(table, heading)


def _heading(table: Element) -> list[Element]:
    """The rows over the first loop or branch of a table that name its columns: marked so, or of typed words alone."""
    found: list[Element] = []
    for child in table:
        if is_instruction(child) and not _target(child).startswith(GUARD):
            return found
        if child.tag == TR:
            if _guarded(child) or (child.find(_HEADING) is None and OPEN in "".join(child.itertext())):
                return []
            found.append(child)
    return []


def _guard_holder(holder: Element) -> None:
    content = [child for child in holder if child.tag not in _PROPERTIES and child.tag not in _MARKS]
    if not content:
        holder.append(etree.Element(P))
    elif is_instruction(content[-1]):
        at = len(holder) - len([child for child in holder if child.tag not in _PROPERTIES])
        holder.insert(at, etree.ProcessingInstruction(GUARD + "open", "holder"))
        close = etree.ProcessingInstruction(GUARD + "close", "holder")
        holder.append(close)
        spare = etree.Element(P)
        last = holder.findall(P)
        formatting = last[-1].find(PPR) if last else None
        if formatting is not None:
            spare.append(deepcopy(formatting))
        holder.append(spare)
        holder.append(etree.ProcessingInstruction(GUARD + "spare", "holder"))
    elif content[-1].tag == TBL:
        holder.append(etree.Element(P))


def _certain(tree: Tree, holder: Element, kind: str, besides: Sequence[Element] = ()) -> bool:
    """Tell whether a row holds a cell, or a table a row (besides its heading), whatever the data."""
    if not any(is_instruction(child) for child in holder):
        return any(child.tag == kind and not _guarded(child) for child in holder.iter(kind))
    depth = 0
    for child in holder:
        if is_instruction(child):
            depth += _step(tree, child)
        elif depth == 0 and child.tag == kind and not _guarded(child) and child not in besides:
            return True
    return False


def _guarded(element: Element) -> bool:
    before = element.getprevious()
    return before is not None and is_instruction(before) and _target(before).startswith(GUARD)


def _target(instruction: Element) -> str:
    return str(getattr(instruction, "target", ""))


def _step(tree: Tree, instruction: Element) -> int:
    number = instruction.text or ""
    word = tree.statements[int(number)].word if number.isdigit() else ""
    return (word in {"if", "for"}) - (word in {"endif", "endfor"})


def _guard(holder: Element, heading: Sequence[Element] = ()) -> None:
    parent = holder.getparent()
    if parent is None:
        return
    name = "row" if holder.tag == TR else "table"
    at = holder.index(heading[-1]) + 1 if heading else len([child for child in holder if child.tag in _PROPERTIES])
    holder.insert(at, etree.ProcessingInstruction(GUARD + "inside", name))
    holder.append(etree.ProcessingInstruction(GUARD + "full", name))
    index = parent.index(holder)
    parent.insert(index, etree.ProcessingInstruction(GUARD + "open", name))
    parent.insert(index + 2, etree.ProcessingInstruction(GUARD + "close", name))
