"""The margins of a school's profile put into a template before it is compiled."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from sferum_docs.schools.model import Margins

TWIPS_PER_MM = 56.6929
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_margins(template: bytes, margins: Margins) -> bytes:
    """The template with these margins in every section and its tables as wide as the text; all else stays."""
    source = zipfile.ZipFile(io.BytesIO(template))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            content = source.read(member)
            archive.writestr(member, _set(content, margins) if member.filename == _MAIN else content)
    return target.getvalue()


def _set(xml: bytes, margins: Margins) -> bytes:
    tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    waiting: list[etree._Element] = []  # tables of the section whose end has not come yet
    for element in tree.iter(f"{_W}tbl", f"{_W}sectPr"):
        if element.tag == f"{_W}tbl":
            waiting.append(element)
        else:
            ratio = _set_section(element, margins)
            for table in waiting:
                _scale(table, ratio)
            waiting = []
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_section(section: etree._Element, margins: Margins) -> float:
    """Sets the margins; gives the new width of the text as a share of the old one."""
    size, page = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or page is None:
        return 1.0
    wide = size.get(f"{_W}orient") == "landscape"
    # a landscape sheet is filed by its top edge as well
    top = max(margins.top, margins.left) if wide else margins.top
    width, before = int(size.get(f"{_W}w", "0")), _sides(page)
    for side, value in (("left", margins.left), ("right", margins.right), ("top", top), ("bottom", margins.bottom)):
        page.set(f"{_W}{side}", str(round(value * TWIPS_PER_MM)))
    return (width - _sides(page)) / (width - before)


def _sides(page: etree._Element) -> int:
    return int(page.get(f"{_W}left", "0")) + int(page.get(f"{_W}right", "0"))


def _scale(table: etree._Element, ratio: float) -> None:
    """Makes the columns as much narrower as the text; Word reads the cells, LibreOffice the grid."""
    for name in ("tblW", "gridCol", "tcW"):
        for width in table.iter(f"{_W}{name}"):
            if width.get(f"{_W}type", "dxa") == "dxa":
                width.set(f"{_W}w", str(round(int(width.get(f"{_W}w", "0")) * ratio)))
