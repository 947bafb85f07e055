"""What a finished file says of itself beside its text: properties, and a picture in the corner of its first page.

The template's own title, author, company and thumbnail do not travel: they tell of whoever drew the template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree

from sferum_docs.docengine.file.archive import repacked
from sferum_docs.docengine.file.assembly import Packed, write_static_members
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.media import Links, Types, links_of, types_of, with_picture_types
from sferum_docs.docengine.file.package import CONTENT_TYPES
from sferum_docs.docengine.findings import refuse
from sferum_docs.docengine.rich import blip
from sferum_docs.docengine.values import escape, escape_attribute

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.docengine.file.archive import Member
    from sferum_docs.docengine.file.package import Package
    from sferum_docs.docengine.rich import Picture

CORE, CUSTOM, RELS = "docProps/core.xml", "docProps/custom.xml", "_rels/.rels"
_REPLACED = {"core-properties", "custom-properties", "extended-properties", "thumbnail"}
_OURS = {
    CORE: (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    ),
    CUSTOM: (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    ),
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_XML = (
    _HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>ru-RU</dc:language>'
    "</cp:coreProperties>"
)
_CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM_XML = (
    _HEAD + f'<Properties xmlns="{_CUSTOM_NS}" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{items}</Properties>'
)
# the id and the first number are the standard's (ECMA-376 part 1, 22.3)
_FORMAT_ID, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2
_PROPERTY = '<property fmtid="{format_id}" pid="{number}" name={name}>{value}</property>'
# in the lower margin, under the last line: it covers no text and moves none to another page
_CORNER = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="1" '
    'layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="bottomMargin"><wp:align>top</wp:align></wp:positionV>'
    '<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{number}" name="QR {number}" descr={about}/>{blip}</wp:anchor></w:drawing></w:r>'
)
# tables are passed over: within a cell Word counts the place of a picture from the cell
_STEPS = re.compile(rb"<w:tbl[ >]|</w:tbl>|<w:p(?:\s[^<>]*)?(?P<empty>/)?>")
_PROPERTIES = re.compile(rb"<w:pPr(?:\s[^<>]*)?/>|<w:pPr[ >]")


@dataclass(frozen=True)
class Stamp:
    """The title of a file, its properties in their order, and a picture for the corner of its first page."""

    title: str
    properties: Mapping[str, str] = field(default_factory=dict)
    corner: Picture | None = None


@dataclass(frozen=True)
class Outfit:
    """What of a template stays the same in every stamped file, and where the rest goes."""

    packed: Packed
    types: Types | None  # when a render writes them anew
    links: dict[str, Links]
    main: str
    still: bytes  # the main part when it has no tags
    kept: dict[str, str]  # the template's own properties: name → value as XML

    def parts(self, stamp: Stamp) -> Iterator[tuple[str, bytes]]:
        """Give the parts with the properties; a name of the stamp stands before the template's."""
        yield CORE, _CORE_XML.format(title=_line(stamp.title)).encode()
        values = self.kept | {name: f"<vt:lpwstr>{_line(text)}</vt:lpwstr>" for name, text in stamp.properties.items()}
        items = (
            _PROPERTY.format(format_id=_FORMAT_ID, number=number, name=quoteattr(escape_attribute(name)), value=value)
            for number, (name, value) in enumerate(values.items(), _FIRST)
        )
        yield CUSTOM, _CUSTOM_XML.format(items="".join(items)).encode()


def outfit(package: Package, changing: Collection[str], links: Mapping[str, Links]) -> Outfit:
    """Prepare a template for stamps; `changing` are the members that a render writes anew."""
    members, main = package.members, package.main
    every = {main: links_of(main, members), **links}
    replaced = {name for name in members if name.casefold() in {CORE.casefold(), CUSTOM.casefold()}}
    replaced |= {target for kind, target in _targets(members) if kind in _REPLACED}
    still = b"" if main in changing else members[main].data
    written = {*changing, *replaced, main, *(item.name for item in every.values())}
    prepared = with_picture_types(_with_properties(members, replaced))
    packed = write_static_members(item for name, item in prepared.items() if name not in written)
    types = types_of(prepared) if CONTENT_TYPES in changing else None
    return Outfit(packed, types, every, main, still, _kept(package))


def in_corner(main: bytes, picture: Picture, link: str, number: str) -> bytes:
    """Anchor a picture in the first paragraph of the main part that lies in no table."""
    cx, cy = picture.extent
    about = quoteattr(escape_attribute(picture.about))
    run = _CORNER.format(cx=cx, cy=cy, number=number, about=about, blip=blip(picture, link, number)).encode()
    depth = 0
    for step in _STEPS.finditer(main, main.find(b"<w:body")):
        if step[0].startswith(b"<w:tbl"):
            depth += 1
        elif step[0] == b"</w:tbl>":
            depth -= 1
        elif not depth and step["empty"]:
            return main[: step.end() - 2] + b">" + run + b"</w:p>" + main[step.end() :]
        elif not depth:
            at = _after_properties(main, step.end())
            return main[:at] + run + main[at:]
    raise refuse("no-document")


def _after_properties(main: bytes, at: int) -> int:
    found = _PROPERTIES.match(main, at)
    if found is None:
        return at
    return found.end() if found[0].endswith(b"/>") else main.index(b"</w:pPr>", at) + len(b"</w:pPr>")


def _targets(members: dict[str, Member]) -> Iterator[tuple[str, str]]:
    for child in etree.fromstring(members[RELS].data):
        yield (child.get("Type") or "").rstrip("/").rsplit("/", 1)[-1], (child.get("Target") or "").lstrip("/")


def _with_properties(members: dict[str, Member], dropped: Collection[str]) -> dict[str, Member]:
    """Declare our two parts in place of those they replace."""
    relations = etree.fromstring(members[RELS].data)
    for child in list(relations):
        if (child.get("Type") or "").rstrip("/").rsplit("/", 1)[-1] in _REPLACED:
            relations.remove(child)
    types = etree.fromstring(members[CONTENT_TYPES].data)
    gone = {f"/{name}".casefold() for name in (*dropped, *_OURS)}
    for child in list(types):
        if (child.get("PartName") or "").casefold() in gone:
            types.remove(child)
    for number, (name, (kind, content_type)) in enumerate(_OURS.items(), 1):
        etree.SubElement(relations, qn("pr:Relationship"), Id=f"rIdD{number}", Type=kind, Target=name)
        etree.SubElement(types, qn("ct:Override"), PartName=f"/{name}", ContentType=content_type)
    return {**members, RELS: repacked(RELS, _xml(relations)), CONTENT_TYPES: repacked(CONTENT_TYPES, _xml(types))}


def _kept(package: Package) -> dict[str, str]:
    """The template's own properties: its fields may print them."""
    target = next((target for kind, target in _targets(package.members) if kind == "custom-properties"), "")
    part = package.parts.get(target)
    found = part.root if part is not None and part.root is not None else ()
    return {
        item.get("name") or "": "".join(etree.tostring(value, encoding="unicode") for value in item) for item in found
    }


def _line(text: str) -> str:
    return escape(escape_attribute(text))


def _xml(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
