"""WordprocessingML elements in one line each, and the units that Word counts in."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": W, "r": R}


def w(tag: str, *children: etree._Element | None, **attributes: object) -> etree._Element:
    """An element of Word's namespace; attributes and children that are None are left out.

    >>> etree.tostring(w("jc", val="both")).decode().split(" ")[-1]
    'w:val="both"/>'
    """
    item = etree.Element(f"{{{W}}}{tag}", nsmap=_NAMES)
    for name, value in attributes.items():
        if value is not None:
            item.set(f"{{{W}}}{name}", str(value))
    item.extend(child for child in children if child is not None)
    return item


def text(words: str) -> etree._Element:
    """A piece of text whose outer spaces are kept."""
    item = w("t")
    item.text = words
    item.set(XML_SPACE, "preserve")
    return item


def flag(tag: str, *, on: bool) -> etree._Element | None:
    """An element that says yes by being there."""
    return w(tag) if on else None


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point.

    >>> twips(30), twips(12.5)
    (1701, 709)
    """
    return round(millimetres * 1440 / 25.4)


def to_xml(root: etree._Element) -> bytes:
    """The part as it stands in the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
