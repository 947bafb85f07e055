"""The parts of a file that hold text, notes below the sheet among them: python-docx opens only some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.wordml.text import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

_OF_WORD = "wordprocessingml."


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part with its tree."""

    part: Any
    element: Any


def word_parts(document: Document) -> tuple[WordPart, ...]:
    """All of them, the text first."""
    from docx.oxml import parse_xml  # noqa: PLC0415  wanted when a copy is made

    found = [WordPart(document.part, document.element)]
    for part in document.part.package.iter_parts():
        if part is document.part or _OF_WORD not in part.content_type or not part.content_type.endswith("+xml"):
            continue
        element = part.element if hasattr(part, "element") else parse_xml(part.blob)
        if str(element.tag).startswith(f"{{{W}}}"):
            found.append(WordPart(part, element))
    return tuple(found)


def put_back(parts: Iterable[WordPart]) -> None:
    """Writes into the file what was changed in the parts that python-docx keeps as bytes."""
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415  as above

    for item in parts:
        if not hasattr(item.part, "element"):
            item.part._blob = bytes(serialize_part_xml(item.element))  # noqa: SLF001  python-docx has no other way
