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
    """The template with these margins in every section; all else stays as it is."""
    source = zipfile.ZipFile(io.BytesIO(template))
    target = io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            content = source.read(member)
            archive.writestr(member, _set(content, margins) if member.filename == _MAIN else content)
    return target.getvalue()


def _set(xml: bytes, margins: Margins) -> bytes:
    tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for page in tree.iter(f"{_W}pgMar"):
        for side in ("left", "right", "top", "bottom"):
            page.set(f"{_W}{side}", str(round(getattr(margins, side) * TWIPS_PER_MM)))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
