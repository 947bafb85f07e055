"""Many PDFs as one, written as it is read: no more than one of them is in memory.

For files as PDFium saves them (`merged`): a plain table of places, no objects within streams, brackets in texts
escaped. PDF 32000-1, 7.5 (the structure of a file), 7.7.3 (the tree of pages).
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import PrintingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES = 1, 2  # the numbers of our own objects
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"\s*(\d+) (\d+)[ \r]*\n")
_ENTRY = 20  # bytes of a line of the table
_ROOT, _TREE, _COUNT = (re.compile(rb"/%s\s+(\d+)" % name) for name in (b"Root", b"Pages", b"Count"))
_BEGUN = re.compile(rb"\d+ \d+ obj\b")
# what stands in an object: a text, a text in hexadecimal, a reference, the beginning of a stream
_TOKEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|(?<!\d)(\d{1,10}) \d{1,5} R\b|(stream)\r?\n", re.DOTALL)


def joined_stream(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of one file with the pages of all, in their order. PrintingError: a part is written otherwise."""
    places = array("Q", [0, 0, 0])  # of every object: free, and our two, which come last
    kids: list[int] = []
    pages = 0
    offset = len(_HEADER)
    yield _HEADER
    for index, part in enumerate(parts):
        try:
            objects, tree, count = _read(part)
        except (ValueError, IndexError, TypeError, KeyError) as error:
            raise PrintingError("pages_not_drawn", index) from error
        base = len(places) - 1
        kids.append(tree + base)
        pages += count
        places.extend(0 for _number in range(max(objects)))
        for number, body in objects.items():
            text = b"%d 0 obj%b" % (number + base, _renumbered(body, base, is_tree=number == tree))
            places[number + base] = offset
            offset += len(text)
            yield text
    yield _ending(places, kids, pages, offset)


def _read(part: bytes) -> tuple[dict[int, bytes], int, int]:
    """The objects of a file by number without their first words, the number of its tree of pages, how many pages."""
    start = int(_found(_START, part[-64:]))
    places: dict[int, int] = {}
    at = part.index(b"xref", start) + len(b"xref")
    while (section := _SECTION.match(part, at)) is not None:
        first, count = int(section[1]), int(section[2])
        at = section.end()
        for number in range(first, first + count):
            line = part[at : at + _ENTRY]
            if line[17:18] == b"n":
                places[number] = int(line[:10])
            at += _ENTRY
    ends = sorted([*places.values(), start])
    following = dict(pairwise(ends))
    objects = {number: _body(part[place : following[place]]) for number, place in places.items()}
    root = int(_found(_ROOT, part[at:]))
    tree = int(_found(_TREE, objects.pop(root)))
    return objects, tree, int(_found(_COUNT, objects[tree]))


def _found(pattern: re.Pattern[bytes], text: bytes) -> bytes:
    found = pattern.search(text)
    if found is None:
        raise ValueError(pattern.pattern)
    return found[1]


def _body(text: bytes) -> bytes:
    begun = _BEGUN.match(text)
    if begun is None:
        raise ValueError("no object")
    return text[begun.end() :]


def _renumbered(body: bytes, base: int, *, is_tree: bool) -> bytes:
    """An object whose references mean the objects of the whole; what a stream holds stays as it is."""
    pieces: list[bytes] = []
    at = 0
    for token in _TOKEN.finditer(body):
        if token[2]:
            break
        if token[1]:
            pieces += [body[at : token.start()], b"%d 0 R" % (int(token[1]) + base)]
            at = token.end()
    text = b"".join((*pieces, body[at:]))
    return text.replace(b"<<", b"<</Parent %d 0 R" % _PAGES, 1) if is_tree else text


def _ending(places: array[int], kids: list[int], pages: int, offset: int) -> bytes:
    """Our two objects, the table of places, where it begins."""
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    catalog = b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (_CATALOG, _PAGES)
    tree = b"%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (_PAGES, pages, listed)
    places[_CATALOG], places[_PAGES] = offset, offset + len(catalog)
    lines = b"".join(b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n" for place in places)
    table = b"xref\n0 %d\n%b" % (len(places), lines)
    trailer = b"trailer\n<</Root %d 0 R/Size %d>>\n" % (_CATALOG, len(places))
    return b"%b%b%b%bstartxref\n%d\n%%%%EOF\n" % (catalog, tree, table, trailer, offset + len(catalog) + len(tree))
