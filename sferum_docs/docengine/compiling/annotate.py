"""A copy of a template with its findings as Word comments at their places."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.tree import PPR, R, T
from sferum_docs.docengine.file.archive import repacked
from sferum_docs.docengine.file.assembly import assemble, write_static_members
from sferum_docs.docengine.file.markup import NAMESPACES, Element, qn
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import CONTENT_TYPES, Package, open_package
from sferum_docs.docengine.file.places import P, places
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sferum_docs.docengine.findings import Finding

AUTHOR, INITIALS = "Проверка шаблона", "ПШ"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENT = [qn(f"w:{name}") for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
_W_ID = qn("w:id")


@caught
def annotate(data: bytes, findings: Iterable[Finding]) -> bytes:
    """Give the copy; raise TemplateError when the file itself cannot be opened.

    Word has no comments in headers and notes: findings there go to the first paragraph, with their place in words.
    """
    package = _opened(data)
    short = package.parts[package.main].short
    paragraphs = {place.paragraph: paragraph for paragraph, place in places(_main(package))}
    notes = [
        (paragraphs.get(item.place.paragraph) if item.part == short else None, item.message()) for item in findings
    ]
    return _commented(package, notes, AUTHOR, INITIALS)


@caught
def commented(
    data: bytes, notes: Callable[[Element], Iterable[tuple[Element | None, str]]], author: str, initials: str
) -> bytes:
    """Give a copy of any document with comments; `notes` finds their paragraphs in the text, None is the first one."""
    package = _opened(data)
    return _commented(package, notes(_main(package)), author, initials)


def _opened(data: bytes) -> Package:
    return open_package(data, template=False, refuse_content=False)


def _main(package: Package) -> Element:
    root = package.parts[package.main].root
    assert root is not None  # noqa: S101 -- the gate has seen the body
    return root


def _commented(package: Package, notes: Iterable[tuple[Element | None, str]], author: str, initials: str) -> bytes:
    root = _main(package)
    notes = list(notes)
    first = next((paragraph for paragraph, _ in places(root)), None)
    if first is None:
        first = etree.Element(P)
        root[0].insert(0, first)
    comments, name, changes = _comments_part(package)
    for paragraph, text in notes:
        number = str(1 + max((digits(item.get(_W_ID)) or 0 for item in comments), default=-1))
        comments.append(_comment(number, text, author, initials))
        _anchor(first if paragraph is None else paragraph, number)
    changes |= {name: _written(comments), package.main: _written(root)}
    members = {**package.members, **{item: repacked(item, text) for item, text in changes.items()}}
    return assemble(write_static_members(members.values()), ())


def _comments_part(package: Package) -> tuple[Element, str, dict[str, bytes]]:
    """Give the root of the comments, the part's name, and what else must change when there was none."""
    known = package.related("comments")
    if known is not None and known.root is not None:
        return known.root, known.name, {}
    folder, base = posixpath.split(package.main)
    name = posixpath.join(folder, "comments.xml")
    links = posixpath.join(folder, "_rels", base + ".rels")
    types = etree.fromstring(package.members[CONTENT_TYPES].data)
    etree.SubElement(types, qn("ct:Override"), PartName="/" + name, ContentType=_TYPE)
    empty = f'<Relationships xmlns="{NAMESPACES["pr"]}"/>'.encode()
    relations = etree.fromstring(package.members[links].data if links in package.members else empty)
    number = f"rIdComments{len(relations)}"
    etree.SubElement(relations, qn("pr:Relationship"), Id=number, Type=_KIND, Target="comments.xml")
    root = etree.Element(qn("w:comments"), nsmap={"w": NAMESPACES["w"]})
    return root, name, {CONTENT_TYPES: _written(types), links: _written(relations)}


def _comment(number: str, text: str, author: str, initials: str) -> Element:
    comment = etree.Element(_COMMENT[0])
    for key, value in {"id": number, "author": author, "initials": initials}.items():
        comment.set(qn(f"w:{key}"), value)
    run = etree.SubElement(etree.SubElement(comment, P), R)
    # The tag in the sentence must stay readable and yet be no tag: an invisible joiner keeps its braces apart.
    etree.SubElement(run, T).text = text.replace("{", "{\u2060").replace("}", "\u2060}")
    return comment


def _anchor(paragraph: Element, number: str) -> None:
    """Put the comment round the whole paragraph."""
    start, end, run = etree.Element(_COMMENT[1]), etree.Element(_COMMENT[2]), etree.Element(R)
    etree.SubElement(run, _COMMENT[3])
    for mark in (start, end, run[0]):
        mark.set(_W_ID, number)
    first = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
    paragraph.insert(first, start)
    paragraph.extend((end, run))


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
