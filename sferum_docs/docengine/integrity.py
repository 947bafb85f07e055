"""Is a finished file sound? Cells end with a paragraph, tables have rows, numbers are unique, no tag is left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.guards import HOLDERS
from sferum_docs.docengine.compiling.identity import END, ID, NAME, START
from sferum_docs.docengine.compiling.pointers import broken_references, orphan_merges
from sferum_docs.docengine.file.markup import NAMESPACES, Element, qn
from sferum_docs.docengine.file.net import caught
from sferum_docs.docengine.file.package import Memory, Package, open_package
from sferum_docs.docengine.file.places import TBL, P, places
from sferum_docs.docengine.findings import Finding, TemplateError, finding
from sferum_docs.docengine.language.tags import paragraph_text
from sferum_docs.docengine.reading import Bookmark, bookmarks_of
from sferum_docs.docengine.unread import unread_findings
from sferum_docs.wordml.text import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT = re.compile(r"\{\{[^{}]{0,400}\}\}|\{%[^{}%]{0,400}%\}|\{#[^{}#]{0,400}#\}")  # bounded: linear
_MARKS = {START, END, *(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "permStart", "permEnd"))}
_LAST = {P, qn("w:sdt")}  # what a cell may end with
_MARGINS = {qn("w:hdr"), qn("w:ftr")}  # these may end with a table as well
_PROGRAMS = ("__DdeLink__", "_GoBack")
# looked for by the parser's own code, as a walk over every element in Python takes ten times as long
_MISPLACED = etree.XPath("//w:p[parent::w:p or parent::w:tr or parent::w:tbl or parent::w:r]", namespaces=NAMESPACES)
_EMPTY = tuple(  # the child is asked first: nearly every table and row has it
    (etree.XPath(f"//w:{outer}[not(w:{inner}) and not(.//w:{inner})]", namespaces=NAMESPACES), code)
    for outer, inner, code in (("tbl", "tr", "table-without-rows"), ("tr", "tc", "row-without-cells"))
)
_LINKS = etree.XPath("//@r:*", namespaces=NAMESPACES, smart_strings=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file read once: what is wrong with it, and its bookmarks."""

    findings: tuple[Finding, ...]
    bookmarks: tuple[Bookmark, ...] = ()


_known = Memory()  # documents of one school share styles, numbering, settings: parsed once, not in each file


def read_finished(data: bytes) -> Finished:
    """Give what is wrong with any finished .docx, and its bookmarks: the file is opened and parsed once."""
    try:
        return _read(data)
    except TemplateError as error:
        return Finished(tuple(error.findings))


@caught
def _read(data: bytes) -> Finished:
    return _finished(open_package(data, template=False, memory=_known))


def _finished(package: Package) -> Finished:
    parts = [(part, part.root) for part in package.live() if part.root is not None]
    found = list(package.findings)
    for part, root in parts:
        # a tag left begins with a brace, which XML can write as itself or by its number
        braced = b"{" in part.member.data or b"&#" in part.member.data
        found += check_structure(root, part.short) if braced else _check_holders(root, part.short)
    roots = [(part.short, root) for part, root in parts]
    found += _check_numbers(roots)
    found += _check_relations(package)
    return Finished(tuple(found), bookmarks_of(roots))


def check_file(data: bytes) -> list[Finding]:
    """Give what is wrong with any finished .docx: container, package, structure, numbers, tags left, text unread."""
    try:
        return _check(data)
    except TemplateError as error:
        return list(error.findings)


@caught
def _check(data: bytes) -> list[Finding]:
    package = open_package(data, template=False, memory=_known)
    # what no render can bring in is asked of a single file, not of each that is made
    parts = [part for part in package.live() if part.root is not None]
    found = [*_finished(package).findings, *unread_findings(package, template=False), *broken_references(parts)]
    return [*found, *(item for part in parts if part.root is not None for item in orphan_merges(part.root, part.short))]


def check_structure(root: Element, part: str) -> Iterator[Finding]:
    """Check cells, rows, tables and leftovers of tags in one part."""
    for paragraph, place in places(root):
        left = _LEFT.search(paragraph_text(paragraph))
        if left:
            yield finding("tag-left", part, place, tag=left[0])
    yield from _check_holders(root, part)


def _check_holders(root: Element, part: str) -> Iterator[Finding]:
    for holder in root.iter(*HOLDERS):
        if len(holder) and holder[-1].tag in _LAST:  # as nearly every cell is
            continue
        last = next((tag for child in reversed(holder) if (tag := child.tag) not in _MARKS), None)
        if last not in _LAST and not (last == TBL and holder.tag in _MARGINS):
            yield finding("cell-without-paragraph", part)
    for empty, code in _EMPTY:
        for _ in empty(root):
            yield finding(code, part)
    for _ in {item.getparent() for item in _MISPLACED(root)}:
        yield finding("paragraph-misplaced", part)


def _check_numbers(roots: list[tuple[str, Element]]) -> Iterator[Finding]:
    """Bookmarks' numbers are unique in a part, their names in the whole file; each begins and ends."""
    for part, root in roots:
        ends = Counter(mark.get(ID) for mark in _once(root, END))
        for number, times in Counter(mark.get(ID) for mark in _once(root, START)).items():
            if times > 1 and not _of_program(root, number):
                yield finding("duplicate-id", part, hint=f"Закладка {number}.")
            if ends[number] != times and not _of_program(root, number):
                yield finding("bookmark-open", part, hint=f"Закладка {number}.")
    names = Counter(mark.get(NAME) or "" for _, root in roots for mark in _once(root, START))
    for name, times in names.items():
        if times > 1 and not name.startswith(_PROGRAMS):
            yield finding("duplicate-bookmark", hint=f"Имя: {name}.")


def _once(root: Element, tag: str) -> Iterator[Element]:
    """The marks of a part; a text box holds them a second time, for old programs."""
    return (mark for mark in root.iter(tag) if next(mark.iterancestors(FALLBACK), None) is None)


def _of_program(root: Element, number: str | None) -> bool:
    """Whether a number is that of a bookmark that a program lays for itself, as often as it likes."""
    return any((mark.get(NAME) or "").startswith(_PROGRAMS) for mark in root.iter(START) if mark.get(ID) == number)


def _check_relations(package: Package) -> Iterator[Finding]:
    for part in package.parts.values():
        if part.root is None or not part.live:
            continue
        known = {link.id for link in part.relationships}
        for value in _LINKS(part.root):
            if value and value not in known:
                yield finding("rel-missing", part.short, tag=str(value))
