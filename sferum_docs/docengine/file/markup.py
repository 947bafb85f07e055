"""WordprocessingML in lxml: names, and the one hardened parser. No entities, no network, no recovery."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from sferum_docs.docengine.findings import refuse

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
Element = etree._Element  # noqa: SLF001 -- lxml names its element type only so

_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"}
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
MAX_ELEMENTS = 400_000
MAX_ATTRIBUTES = 2_000_000
MAX_ATTRIBUTES_OF_ONE = 2000  # the libraries' time grows with the square of it
_LONG = re.compile(f"<[^<]{{{MAX_ATTRIBUTES_OF_ONE},}}")


def qn(name: str) -> str:
    """Give the name lxml uses for a prefixed one: w:p → {…main}p."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def is_instruction(element: Element) -> bool:
    """Tell whether a node is a processing instruction, which is how a control tag stands between elements."""
    return isinstance(element, etree._ProcessingInstruction)  # noqa: SLF001 -- lxml names the type only so


def local(element: Element) -> str:
    """Give an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def parse(data: bytes, part: str) -> Element:
    """Parse one part strictly; raise TemplateError naming the part."""
    text = _decode(data, part)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refuse("xml-dtd", part)
    if _crowded(text):
        raise refuse("xml-huge", part)
    body = text[text.find("?>") + 2 :] if text.lstrip().startswith("<?xml") else text
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("xml-broken", part, hint=_reason(error)) from None
    return root


def _crowded(text: str) -> bool:
    """Tell from the bare text, before a tree takes up time and memory."""
    if text.count("<") > 2 * MAX_ELEMENTS or text.count("=") > MAX_ATTRIBUTES:
        return True
    return any(stretch.count("=") > MAX_ATTRIBUTES_OF_ONE for stretch in _LONG.findall(text))


def _reason(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"(строка {line} файла части)" if line else ""


def _decode(data: bytes, part: str) -> str:
    """Only the encodings of the standard: another one could hide a DTD from the eye of the check."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise refuse("xml-encoding", part) from None
    declared = _DECLARED.match(text[:200])
    if declared and declared[1].lower() not in _ENCODINGS:
        raise refuse("xml-encoding", part)
    return text
