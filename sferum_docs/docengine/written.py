"""What a render knows of the part it has just written: its bookmarks with their words, without reading the file again.

The engine wrote the XML itself, from a template that was tried out, so a look at its bytes is enough where the part is
plain. Where it is not (a text box, a left brace in the words, a cell that a branch emptied) the answer is None and the
file is read as any stranger's. `tests/docengine/test_written.py` holds that both say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.integrity import check_structure
from sferum_docs.docengine.reading import Bookmark, bookmarks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sferum_docs.docengine.compiling.tree import Tree

_MARK, _BEGINNINGS = b"<w:bookmark", (b"<w:p>", b"<w:p ", b"<w:p/>")
_ID, _NAME = re.compile(rb'\sw:id="([^"]*)"'), re.compile(rb'\sw:name="([^"]*)"')
# What only a reading of the whole part can judge: words written twice, changed or in boxes. No value brings them in.
_INTRICATE = re.compile(
    rb"<(?:mc:|m:|w:(?:txbxContent|del|ins|moveFrom|moveTo|ruby|sdt|customXml|smartTag|bdo|dir|fldSimple|hyperlink)\b)"
)
# What holds something and ends otherwise than with it: a branch may have emptied it. All ways begin with the same
# letters, which are looked for at once.
_EMPTIED = re.compile(rb"</w:t(?:c>(?<!</w:p></w:tc>)(?<!<w:p/></w:tc>)|r>(?<!</w:tc></w:tr>)|bl>(?<!</w:tr></w:tbl>))")
_EMPTY = re.compile(rb"<w:t(?:c|r|bl)/>")  # only a template brings one in: no value does, and a branch leaves both ends
_BRACE = re.compile(rb">[^<]*\{")
_TEXT = re.compile(rb"<w:(?P<name>t|tab|ptab|br|cr|noBreakHyphen)(?:\s[^>]*?)?(?:/>|>(?P<text>[^<]*)</w:t>|>)")
_PROPERTIES = re.compile(rb"<w:[pr]Pr(?:\s[^>]*)?>.*?</w:[pr]Pr>", re.DOTALL)
_SIGNS = {b"tab": "\t", b"ptab": "\t", b"br": "\n", b"cr": "\n", b"noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A bookmark: its name, where it begins and ends in the bytes."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True)
class Foreknown:
    """Of each part with text, in the order of the file: member, short name, its bookmarks if it never changes."""

    parts: tuple[tuple[str, str, tuple[Bookmark, ...] | None], ...]

    def bookmarks(self, written: Mapping[str, bytes]) -> tuple[Bookmark, ...] | None:
        """The bookmarks of the file made of what was written, or None when it has to be read."""
        found: list[Bookmark] = []
        for member, short, still in self.parts:
            marks = written_bookmarks(short, written[member]) if still is None else still
            if marks is None:
                return None
            found += marks
        return tuple(found)


def foreknown(trees: Iterable[tuple[str, Tree]]) -> Foreknown | None:
    """What is known of every file made of a template; None when its files have to be read one by one."""
    parts: list[tuple[str, str, tuple[Bookmark, ...] | None]] = []
    for member, tree in trees:
        if tree.formats or (tree.tags and _is_intricate(etree.tostring(tree.root))):
            return None
        if not tree.tags and any(check_structure(tree.root, tree.part)):
            return None
        parts.append((member, tree.part, None if tree.tags else bookmarks_of([(tree.part, tree.root)])))
    return Foreknown(tuple(parts))


def _is_intricate(template: bytes) -> bool:
    return _INTRICATE.search(template) is not None or _EMPTY.search(template) is not None


def written_bookmarks(part: str, xml: bytes) -> tuple[Bookmark, ...] | None:
    """The bookmarks of a part that this engine wrote, or None when the part has to be read to be sure of it."""
    if not _is_sound(xml):
        return None
    marks = _marks(xml)
    if marks is None or len({mark.name for mark in marks}) != len(marks):
        return None
    found, number, counted = [], 0, 0
    for mark in marks:
        number += _begun(xml, counted, mark.begin)
        counted = mark.begin
        inside = _paragraph_around(xml, mark.begin)
        after = _starts(xml, mark.begin, mark.end)
        touched = [inside, *after] if inside is not None else after
        first = number if inside is not None or not after else number + 1
        text = "\n".join(_text(xml, start) for start in touched)
        found.append(Bookmark(mark.name, part, first, text))
    return tuple(found)


def _is_sound(xml: bytes) -> bool:
    """Whether no holder is empty and no brace stands among the words."""
    if (b"&" in xml and b"&#" in xml) or (b"{" in xml and _BRACE.search(xml)):  # one sign is found at once
        return False
    return _EMPTIED.search(xml) is None


def _marks(xml: bytes) -> list[_Mark] | None:
    """The bookmarks in their order; None when one has no end, no beginning, or a number that is there twice."""
    begun: dict[bytes, tuple[str, int]] = {}
    ended: dict[bytes, int] = {}
    at = xml.find(_MARK)
    while at >= 0:
        tag = xml[at : xml.index(b">", at)]
        number, name = _ID.search(tag), _NAME.search(tag)
        known = begun if tag.startswith(b"<w:bookmarkStart") else ended
        if number is None or number[1] in known or (known is begun) != (number[1] not in begun):
            return None
        if known is begun:
            begun[number[1]] = (unescape(name[1].decode()) if name else "", at)
        else:
            ended[number[1]] = at
        at = xml.find(_MARK, at + 1)
    if begun.keys() != ended.keys():
        return None
    return [_Mark(name, begin, ended[number]) for number, (name, begin) in begun.items()]


def _begun(xml: bytes, start: int, end: int) -> int:
    """How many paragraphs begin between two places."""
    return sum(xml.count(form, start, end) for form in _BEGINNINGS)


def _starts(xml: bytes, start: int, end: int) -> list[int]:
    """Where paragraphs begin between two places."""
    found = []
    for form in _BEGINNINGS:
        at = xml.find(form, start, end)
        while at >= 0:
            found.append(at)
            at = xml.find(form, at + 1, end)
    return sorted(found)


def _paragraph_around(xml: bytes, at: int) -> int | None:
    """Where the paragraph begins in which a place lies, or None between paragraphs."""
    start = max(xml.rfind(b"<w:p>", 0, at), xml.rfind(b"<w:p ", 0, at))
    if start < 0 or xml.find(b"</w:p>", start, at) >= 0 or xml[xml.index(b">", start) - 1 : at].startswith(b"/>"):
        return None
    return start


def _text(xml: bytes, start: int) -> str:
    """The words of the paragraph that begins at a place."""
    opened = xml.index(b">", start)
    if xml[opened - 1 : opened] == b"/":
        return ""
    return "".join(_words(_PROPERTIES.sub(b"", xml[opened : xml.index(b"</w:p>", opened)])))


def _words(paragraph: bytes) -> Iterator[str]:
    for leaf in _TEXT.finditer(paragraph):
        yield _SIGNS.get(leaf["name"]) or unescape((leaf["text"] or b"").decode())
