"""What points at something else in a file: cross references at bookmarks, merged cells at the cell above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.docengine.compiling.identity import NAME, START, with_blocks
from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.file.places import TBL, TC, TR, P, place_finder
from sferum_docs.docengine.findings import Finding, finding
from sferum_docs.docengine.language.tags import OPEN
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.file.links import Relationship
    from sferum_docs.docengine.file.package import Part
    from sferum_docs.docengine.findings import Place

_SIMPLE, _CODE, _LINK, _CHAR = (qn(f"w:{name}") for name in ("fldSimple", "instrText", "hyperlink", "fldChar"))
_ANCHOR, _VAL, _MERGE = qn("w:anchor"), qn("w:val"), f"{qn('w:tcPr')}/{qn('w:vMerge')}"
_CLICKS = (qn("a:hlinkClick"), qn("a:hlinkHover"))
_ID = qn("r:id")
_LINKS = (_LINK, *_CLICKS)
# a cross reference; a link; a table of contents or an index of what a bookmark encloses
_POINTING = re.compile(
    r'^\s*(?:REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)'
    r'|^\s*HYPERLINK\b(?:.*?\\l\s+"?|\s+"?#)([^\s"\\]+)'
    r'|^\s*(?:TOC|INDEX)\b.*?\\b\s+"?([^\s"\\]+)',
    re.IGNORECASE,
)
# a sum, a condition, a number that goes on from a bookmark: words in them may be names of bookmarks
_COUNTING = re.compile(r"^\s*(?:=|IF\b|SEQ\b)", re.IGNORECASE)
_QUOTED, _WORD = re.compile(r'"[^"]*"'), re.compile(r"[^\W\d]\w*")
_CODE_LENGTH = 400
_OF_WORD = "_top"  # the beginning of the text: every document has it


def pointed(
    root: Element, relations: Sequence[Relationship] = (), known: Container[str] = ()
) -> Iterator[tuple[str, Element]]:
    """Give the names of the bookmarks that fields and links of a part lead to, each with its element.

    `relations` are those of the part: a link may name its bookmark there, as «#name». `known` are the names that there
    are: what a field counts with is told to be one of them by them alone.
    """
    inside = {link.id: link.place for link in relations}
    codes: list[tuple[list[str], Element]] = []
    for element in root.iter(_SIMPLE, _CODE, _CHAR, *_LINKS):
        if element.tag in _LINKS:
            # beside an address the anchor is a place in another document
            name = inside.get(element.get(_ID) or "", "") if element.get(_ID) else element.get(_ANCHOR) or ""
            if name and not name.startswith(_OF_WORD):
                yield name, element
        elif element.tag == _SIMPLE:
            yield from _named(element.get(qn("w:instr")) or "", element, known)
        elif element.tag == _CODE and codes:
            codes[-1][0].append((element.text or "")[:_CODE_LENGTH])
        elif element.get(qn("w:fldCharType")) == "begin":
            codes.append(([], element))
        elif element.get(qn("w:fldCharType")) == "end" and codes:
            pieces, begun = codes.pop()
            yield from _named("".join(pieces), begun, known)


def _named(instruction: str, element: Element, known: Container[str]) -> Iterator[tuple[str, Element]]:
    code = instruction[:_CODE_LENGTH]
    found = _POINTING.match(code)
    if found:
        yield next(filter(None, found.groups())), element
    elif known and _COUNTING.match(code):
        words = dict.fromkeys(_WORD.findall(_QUOTED.sub(" ", code)))
        yield from ((word, element) for word in words if word.casefold() in known)


def broken_references(parts: Sequence[Part]) -> Iterator[Finding]:
    """Give every reference of a file to a bookmark that is not there: on paper an error stands in its place.

    A link that leads nowhere prints its words, and is told of as that; a line of contents is told of once.
    """
    roots = [(part, part.root) for part in parts if part.root is not None]
    known = {(mark.get(NAME) or "").casefold() for _, root in roots for mark in root.iter(START)}
    for part, root in roots:
        missing = [item for item in pointed(root, part.relationships) if item[0].casefold() not in known]
        place_of = place_finder(root)
        for name, element in _once(missing):
            yield finding(_broken(element), part.short, place_of(element), tag=name)


def _broken(element: Element) -> str:
    return "link-broken" if element.tag in _LINKS else "reference-broken"


def _once(pointing: Sequence[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    """Without the links around fields that lead to the same bookmark."""
    told = {(name, link) for name, element in pointing for link in element.iterancestors(_LINK)}
    return (item for item in pointing if item not in told)


def orphan_merges(root: Element, part: str) -> Iterator[Finding]:
    """Give every cell that goes on from above where no merged cell is above it."""
    place_of = place_finder(root)
    for table in root.iter(TBL):
        above: set[int] = set()
        for row in (item for item in table.iter(TR) if next(item.iterancestors(TBL)) is table):
            here: set[int] = set()
            for column, cell, merge in merges_of(row):
                here.add(column)
                if merge != "restart" and column not in above:
                    paragraph = next(cell.iter(P), None)
                    yield finding("merge-orphan", part, None if paragraph is None else place_of(paragraph))
            above = here


def merges_of(row: Element) -> Iterator[tuple[int, Element, str]]:
    """Give the merged cells of a row: column, cell, how it is merged; cells that tags merge are not meant."""
    column = 0
    for cell in row.iter(TC):
        if next(cell.iterancestors(TR)) is not row:
            continue
        merge = cell.find(_MERGE)
        value = "" if merge is None else merge.get(_VAL) or "continue"
        if value and OPEN not in value:
            yield column, cell, value
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        column += digits(None if span is None else span.get(_VAL)) or 1


def lost_in_blocks(
    trees: Sequence[tuple[Tree, Sequence[Relationship]]], places: dict[Element, Place]
) -> Iterator[Finding]:
    """Give what points out of, or into, a block that may take away or repeat what it points at; or at nothing."""
    marks: dict[str, list[tuple[str, ...]]] = {}
    for tree, _ in trees:
        for mark, blocks in with_blocks(tree, START):
            marks.setdefault((mark.get(NAME) or "").casefold(), []).append(blocks)
    for tree, relations in trees:
        within = dict(with_blocks(tree, _SIMPLE, _CHAR, *_LINKS))
        for name, element in _once(list(pointed(tree.root, relations, marks))):
            known = marks.get(name.casefold())
            place = places.get(_paragraph(element))
            if known is None:
                yield finding(_broken(element), tree.part, place, tag=name)
            elif not any(_reaches(blocks, within.get(element, ())) for blocks in known):
                yield finding("reference-lost", tree.part, place, tag=name)


def _paragraph(element: Element) -> Element:
    return next(element.iterancestors(P), element)


def _reaches(blocks: tuple[str, ...], here: tuple[str, ...]) -> bool:
    """Whether what stands in these blocks is there whenever `here` is, and once."""
    return here[: len(blocks)] == blocks
