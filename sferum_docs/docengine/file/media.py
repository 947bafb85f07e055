"""What comes with the data: where its files, their links and their content types go in the package."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree

from sferum_docs.docengine.file.archive import Member, repacked
from sferum_docs.docengine.file.markup import NAMESPACES, local, parse, qn
from sferum_docs.docengine.file.package import CONTENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.docengine.rich import Media

FOLDER = "word"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_LINKED = {
    "media": f"{_OFFICE}image",
    "charts": f"{_OFFICE}chart",
}  # by the folder; what lies elsewhere a chart links to
_CHART = re.compile(rf"{FOLDER}/charts/chart(\d{{1,6}})\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """The relationships of a part that may meet pictures: the file's name, and its text up to the closing tag."""

    name: str
    text: str
    existed: bool


@dataclass(frozen=True, slots=True)
class Types:
    """The content types of a file that may bring charts: up to the closing tag, which those of the charts precede."""

    text: str

    def member(self, media: Media) -> tuple[str, bytes]:
        """Give the part with the types of what a render has added."""
        own = "".join(
            f'<Override PartName="/{FOLDER}/{name}" ContentType="{kind}"/>' for name, kind in media.types.items()
        )
        return CONTENT_TYPES, f"{self.text}{own}</Types>".encode()


def links_of(part: str, members: dict[str, Member]) -> Links:
    """Read the relationships of a part, to be written anew with those of pictures."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", base + ".rels")
    member = members.get(name)
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{NAMESPACES["pr"]}">'
    for child in etree.fromstring(member.data) if member else ():
        text += "<Relationship " + " ".join(f"{key}={quoteattr(str(value))}" for key, value in child.items()) + "/>"
    return Links(name, text, member is not None)


def with_picture_types(members: dict[str, Member]) -> dict[str, Member]:
    """Give the members with PNG and JPEG declared."""
    root = etree.fromstring(members[CONTENT_TYPES].data)
    known = {(child.get("Extension") or "").lower() for child in root}
    for extension in ("png", "jpeg"):
        if extension not in known:
            child = etree.Element(qn("ct:Default"), Extension=extension, ContentType=f"image/{extension}")
            root.insert(0, child)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return {**members, CONTENT_TYPES: repacked(CONTENT_TYPES, data)}


def types_of(members: dict[str, Member]) -> Types:
    """Read the content types, to be written anew with those of charts."""
    root = parse(members[CONTENT_TYPES].data, CONTENT_TYPES)
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{NAMESPACES["ct"]}">'
    for child in root:
        text += f"<{local(child)} " + " ".join(f"{key}={quoteattr(str(value))}" for key, value in child.items()) + "/>"
    return Types(text)


def first_chart(names: Iterable[str]) -> int:
    """Give the first number that no chart of a template has."""
    return 1 + max((int(found[1]) for name in names if (found := _CHART.fullmatch(name))), default=0)


def added_members(links: dict[str, Links], media: Media) -> Iterator[tuple[str, bytes]]:
    """Give what one render adds to the package: relationships of the parts, and the files once each."""
    for part, own in links.items():
        added = media.links.get(part, {})
        if added or own.existed:
            depth = "../" * (posixpath.dirname(part).count("/") + 1)
            made = "".join(
                f'<Relationship Id="{number}" Type="{_LINKED[name.partition("/")[0]]}" '
                f'Target="{depth}{FOLDER}/{name}"/>'
                for name, number in added.items()
            )
            yield own.name, f"{own.text}{made}</Relationships>".encode()
    for name, data in media.files.items():
        yield f"{FOLDER}/{name}", data
