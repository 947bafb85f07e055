"""Fields whose results a program counts anew by itself: which they are, and what the file shows in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import qn
from sferum_docs.wordml.text import FIELD, T, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.docengine.file.markup import Element

_COUNTED = {
    "DATE", "EDITTIME", "FILENAME", "FILESIZE", "LASTSAVEDBY", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PRINTDATE",
    "REVNUM", "SAVEDATE", "SECTIONPAGES", "TIME",
}  # fmt: skip
_CHAR, _CODE = qn("w:fldChar"), qn("w:instrText")
_LONGEST = 200  # letters of an instruction, and of a result


def counted_name(instruction: str) -> str:
    """Give the name of a field that every program counts anew, else nothing.

    >>> counted_name(" Page MERGEFORMAT "), counted_name("REF a")
    ('PAGE', '')
    """
    words = instruction[:_LONGEST].split()
    name = words[0].upper() if words else ""
    return name if name in _COUNTED else ""


@dataclass
class _Open:
    """A field that has begun."""

    begun: Element
    code: str = ""
    result: list[str] | None = None


def counted_results(root: Element) -> Iterator[tuple[str, str, Element]]:
    """Give the name, the result and the element of every field of a part that is counted anew."""
    opened: list[_Open] = []
    for element in root.iter(_CHAR, _CODE, FIELD, T):
        if element.tag == FIELD:
            if name := counted_name(element.get(qn("w:instr")) or ""):
                texts = (leaf.text or "" for leaf in leaves(element) if leaf.tag == T)
                yield name, "".join(texts)[:_LONGEST], element
        elif element.tag == _CHAR:
            yield from _step(opened, element)
        elif not opened:
            continue
        elif element.tag == _CODE and opened[-1].result is None:
            opened[-1].code = (opened[-1].code + (element.text or ""))[:_LONGEST]
        elif element.tag == T and opened[-1].result is not None:
            opened[-1].result.append((element.text or "")[:_LONGEST])


def _step(opened: list[_Open], element: Element) -> Iterator[tuple[str, str, Element]]:
    kind = element.get(qn("w:fldCharType"))
    if kind == "begin":
        opened.append(_Open(element))
    elif kind == "separate" and opened and opened[-1].result is None:
        opened[-1].result = []
    elif kind == "end" and opened:
        found = opened.pop()
        if name := counted_name(found.code):
            yield name, "".join(found.result or ())[:_LONGEST], found.begun
