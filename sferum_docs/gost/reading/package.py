"""The parts of a DOCX file as trees; what is no sound Word file is refused with its faults."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from lxml import etree

from sferum_docs.reading.faults import Fault, FaultsError

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml names its element so

MAX_BYTES = 20 << 20
MAX_MEMBERS = 1000
MAX_UNPACKED = 64 << 20

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PREFIXES = {"w": W, "r": R, "a": A, "wp": WP, "mc": MC}


@cache
def qn(name: str) -> str:
    """A prefixed name as lxml writes it.

    >>> qn("a:latin")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}latin'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


VAL = qn("w:val")


@dataclass(frozen=True)
class Package:
    """The main part, the parts it links to by kind, and the headers and footers by the id of the link."""

    main: Element
    related: dict[str, Element] = field(default_factory=dict)
    linked: dict[str, Element] = field(default_factory=dict)


def value(parent: Element | None, name: str, attribute: str = "w:val") -> str | None:
    """An attribute of a child element, if both are there."""
    child = None if parent is None else parent.find(qn(name))
    return None if child is None else child.get(qn(attribute))


def open_package(data: bytes) -> Package:
    """The parts needed for the check. FaultsError when the file is no Word document or is damaged."""
    if not data:
        raise FaultsError([Fault("docx_empty")])
    if len(data) > MAX_BYTES:
        raise FaultsError([Fault("docx_too_big", values={"limit": MAX_BYTES >> 20})])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        IndexError,
        OverflowError,
    ) as error:
        code = "docx_damaged" if data.startswith(b"PK") else "not_docx"
        raise FaultsError([Fault(code)]) from error


def _read(archive: zipfile.ZipFile) -> Package:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise FaultsError([Fault("docx_too_big", values={"limit": MAX_UNPACKED >> 20})])
    names = {member.filename for member in members}
    links = _links(archive, names, "")
    name = next((target for kind, _, target in links if kind == "officeDocument"), "word/document.xml")
    if name not in names:
        raise FaultsError([Fault("not_docx")])
    main = _parsed(archive, name)
    if main.tag != qn("w:document") or main.find(qn("w:body")) is None:
        raise FaultsError([Fault("not_docx")])
    related, linked = {}, {}
    for kind, link, target in _links(archive, names, name):
        if target not in names:
            continue
        if kind in {"styles", "numbering", "settings", "theme", "footnotes", "endnotes"}:
            related[kind] = _parsed(archive, target)
        elif kind in {"header", "footer"}:
            linked[link] = _parsed(archive, target)
    return Package(main, related, linked)


def _links(archive: zipfile.ZipFile, names: set[str], source: str) -> list[tuple[str, str, str]]:
    """Kind, id and target of each link of a part."""
    folder, base = posixpath.split(source)
    name = posixpath.join(folder, "_rels", base + ".rels")
    if name not in names:
        return []
    found = []
    for item in _parsed(archive, name).iter(_REL):
        target = item.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append(((item.get("Type") or "").rsplit("/", 1)[-1], item.get("Id") or "", path))
    return found


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise FaultsError([Fault("docx_damaged", name)]) from error
    if root.getroottree().docinfo.doctype:
        raise FaultsError([Fault("docx_damaged", name)])
    return root
