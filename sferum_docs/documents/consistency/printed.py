"""A finished document as its reader sees it, read fast: its words, its tables as rows of cells."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = re.compile(rb"<w:tbl>|</w:tbl>")
_INNER = re.compile(rb"<w:tbl>(?:(?!<w:tbl>).)*?</w:tbl>", re.DOTALL)
_BETWEEN_TAGS = re.compile(rb">([^<]+)")  # to gather words is three times as quick as to take tags out
_HIDDEN = re.compile(rb"<w:(instrText|delText)[ >].*?</w:\1>", re.DOTALL)


@dataclass(frozen=True)
class Printed:
    """The main part of a finished file, which the program itself has just made."""

    content: bytes

    @cached_property
    def _xml(self) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read("word/document.xml")

    @cached_property
    def _parts(self) -> list[bytes]:
        """Text and tables by turns."""
        return list(_parted(self._xml))

    @cached_property
    def text(self) -> str:
        """All words, a line for each paragraph."""
        return _words(self._xml)

    def first_table(self) -> list[list[str]] | None:
        """The first table that has a heading row."""
        return self._table(range(1, len(self._parts), 2))

    def table_after(self, heading: str) -> list[list[str]] | None:
        """The first table with a heading row below a line that begins so."""
        for index in range(0, len(self._parts), 2):
            if any(line.startswith(heading) for line in _words(self._parts[index]).splitlines()):
                return self._table(range(index + 1, len(self._parts), 2))
        return None

    def _table(self, indices: Sequence[int]) -> list[list[str]] | None:
        found = (self._parts[index] for index in indices if b"w:tblHeader" in self._parts[index])
        table = next(found, None)
        if table is None:
            return None
        # a row without borders is no row of the list: the note and the signatures that go with it
        rows = _INNER.sub(b"<w:tcBorders>", table[1:]).split(b"</w:tr>")[:-1]
        return [_cells(row) for row in rows if b"<w:tcBorders>" not in row]


def _parted(xml: bytes) -> Iterator[bytes]:
    """Text and outermost tables by turns."""
    begins = depth = 0
    for edge in _EDGE.finditer(xml):
        opens = edge[0] == b"<w:tbl>"
        at = edge.start() if opens else edge.end()
        if depth == (0 if opens else 1):
            yield xml[begins:at]
            begins = at
        depth += 1 if opens else -1
    yield xml[begins:]


def _cells(row: bytes) -> list[str]:
    return [" ".join(_words(cell).split()) for cell in row.split(b"</w:tc>")[:-1]]


def _words(xml: bytes) -> str:
    seen = _HIDDEN.sub(b"", xml) if b"<w:instrText" in xml or b"<w:delText" in xml else xml
    lines = seen.replace(b"</w:p>", b"\n").replace(b"<w:tab/>", b"\t")
    return unescape(b"".join(_BETWEEN_TAGS.findall(lines)).decode()).replace("\u00a0", " ")
