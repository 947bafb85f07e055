"""The DOCX package: few parts, no theme, no names of people, the same bytes for the same source."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sferum_docs.house_templates.document import HEADERS
from sferum_docs.house_templates.element import to_xml, twips, w
from sferum_docs.house_templates.house import BY_NAME, INDENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (2023, 10, 13, 0, 0, 0)  # a zip entry must bear a date; a fixed one keeps the bytes equal
# relation → part and what it is
_PARTS = {
    HEADERS["default"]: ("header1.xml", "header"),
    HEADERS["first"]: ("header2.xml", "header"),
    "rId3": ("styles.xml", "styles"),
    "rId4": ("numbering.xml", "numbering"),
    "rId5": ("settings.xml", "settings"),
}


def package(main: etree._Element | bytes, styles: etree._Element, numbering: etree._Element) -> bytes:
    """The file; `main` may be written already."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations({key: (kind, name) for key, (name, kind) in _PARTS.items()}),
        "word/document.xml": main if isinstance(main, bytes) else to_xml(main),
        "word/header1.xml": to_xml(_header(numbered=True)),
        "word/header2.xml": to_xml(_header(numbered=False)),
        "word/styles.xml": to_xml(styles),
        "word/numbering.xml": to_xml(numbering),
        "word/settings.xml": to_xml(_settings()),
    }
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.create_system = 0  # else the bytes differ between Windows and Linux
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _content_types() -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in _PARTS.values()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>'
    ).encode()


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in targets.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'
    ).encode()


def _header(*, numbered: bool) -> etree._Element:
    """The number of the page in the middle of the upper margin; nothing on the first page."""
    style = w("pPr", w("pStyle", val=BY_NAME["Номер страницы"].id))
    if not numbered:
        return w("hdr", w("p", style))
    code = w("instrText")
    code.text = "PAGE"
    marks = [w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "end")]
    return w("hdr", w("p", style, marks[0], w("r", code), marks[1]))


def _settings() -> etree._Element:
    """In the order of CT_Settings (ECMA-376, part 1, 17.15.1.78), which Word holds to."""
    modern = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w(
        "settings",
        w("defaultTabStop", val=twips(INDENT)),
        w("autoHyphenation", val=0),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", modern),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )
