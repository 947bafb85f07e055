"""The copy of a document for a site: no contacts, no sheet of acquaintance, nothing of who wrote the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.provenance import CODE
from sferum_docs.documents.publishing.contact_words import leave_contacts_out, own_texts
from sferum_docs.documents.publishing.covers import has_covers, has_pasted_over
from sferum_docs.documents.publishing.parts import put_back, word_parts
from sferum_docs.documents.publishing.personal import Personal, personal_in
from sferum_docs.documents.publishing.pictures import has_objects, leave_pictures_out, leave_unshown_out
from sferum_docs.documents.publishing.pupils import pupils_in_lines, pupils_in_tables
from sferum_docs.documents.publishing.traces import leave_traces_out
from sferum_docs.documents.registering.copies import EXEMPLAR, SITE_COPY, drop, opened, saved
from sferum_docs.wordml.text import P, T, W

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from docx.document import Document

    from sferum_docs.documents.publishing.parts import WordPart

_ACQUAINTANCE, _NEXT_PART = "Acquaintance", ("Annex", "NameNewPage", "AnnexHeading")
_CORRECTED = tuple(f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_REFERENCE = f"{{{W}}}commentReference"
_REMARKS = (*(f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd")), _REFERENCE)
_OF_PEOPLE = re.compile(r"(?:comments|commentsExtended|commentsIds|commentsExtensible|people)$")
_LETTER_LINKS = ("mailto:", "tel:")
_SAID = (T, f"{{{W}}}instrText")
_TABLE, _ROW, _CELL = (f"{{{W}}}{name}" for name in ("tbl", "tr", "tc"))


class Removal(StrEnum):
    """What is taken out of a copy."""

    CONTACTS = "contacts"
    SHEET = "sheet"
    REMARKS = "remarks"
    PICTURES = "pictures"

    @property
    def label(self) -> str:
        """How the list of what was taken out calls it."""
        return _REMOVED[self]


_REMOVED = {
    Removal.CONTACTS: "телефоны и адреса почты",
    Removal.SHEET: "листы ознакомления",
    Removal.REMARKS: "примечания на полях",
    Removal.PICTURES: "рисунки и фигуры",
}


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A copy, what was taken out of it, how often, and what still stands in it that may not; then it goes nowhere."""

    content: bytes
    personal: tuple[Personal, ...]
    removed: tuple[tuple[Removal, int], ...] = ()
    corrected: bool = False  # somebody's corrections wait in it: they would be read, too
    covered: bool = False  # a shape lies on the text: it was taken out, and what it hid is read
    pasted_over: bool = False  # a picture does
    objects: bool = False  # tables of other programs, charts, pictures with words: nobody sees all that is in them

    @property
    def may_go(self) -> bool:
        """Whether everybody may read it."""
        return not (self.personal or self.corrected or self.covered or self.pasted_over or self.objects)


def public_copy(content: bytes, title: str, day: datetime, code: str = "") -> PublicCopy:
    """The copy for the site; `title`, `day` and `code` are all that its properties say."""
    document = opened(content)
    _leave_remarks_parts_out(document)
    parts = word_parts(document)
    corrected = any(next(item.element.iter(*_CORRECTED), None) is not None for item in parts)
    covered, pasted_over = has_covers(parts), has_pasted_over(parts)
    removed = {
        Removal.SHEET: _leave_acquaintance_out(document),
        Removal.REMARKS: sum(map(_leave_remarks_out, parts)),
        Removal.PICTURES: leave_pictures_out(parts),
        Removal.CONTACTS: leave_contacts_out(parts),
    }
    leave_traces_out(document, parts, title, day)
    leave_unshown_out(document.part.package)
    personal, objects = _personal(parts), has_objects(parts)
    put_back(parts)
    known = {EXEMPLAR: SITE_COPY} | ({CODE: code} if code else {})
    told = tuple((kind, removed[kind]) for kind in Removal if removed[kind])
    return PublicCopy(saved(document, known, alone=True), personal, told, corrected, covered, pasted_over, objects)


def _personal(parts: tuple[WordPart, ...]) -> tuple[Personal, ...]:
    lines = [_words(one) for item in parts for one in item.element.iter(P)]
    found = personal_in(lines)
    tables = ([[_words(cell) for cell in row.iter(_CELL)] for row in table.iter(_ROW)] for table in _tables(parts))
    if Personal.PUPIL in found or not (pupils_in_lines(lines) or pupils_in_tables(tables)):
        return found
    return (*found, Personal.PUPIL)


def _tables(parts: tuple[WordPart, ...]) -> Iterator[Any]:
    return (table for item in parts for table in item.element.iter(_TABLE))


def _words(element: Any) -> str:
    if element.tag == P:
        return "".join(leaf.text or "" for leaf in own_texts(element, *_SAID))
    return " ".join(filter(None, map(_words, element.iter(P))))


def _leave_acquaintance_out(document: Document) -> int:
    """From the heading of the sheet up to the next part: those who read an order are nobody's business."""
    within, count = False, 0
    for item in list(document.element.body):
        style = item.find(f"{{{W}}}pPr/{{{W}}}pStyle") if item.tag == P else None
        name = "" if style is None else str(style.get(f"{{{W}}}val"))
        section = item.find(f"{{{W}}}pPr/{{{W}}}sectPr") is not None or item.tag == f"{{{W}}}sectPr"
        count += name == _ACQUAINTANCE and not within
        within = (within or name == _ACQUAINTANCE) and name not in _NEXT_PART and not section
        if within:
            drop(item)
    return count


def _leave_remarks_parts_out(document: Document) -> None:
    links = document.part.rels
    for name in [name for name, link in links.items() if _OF_PEOPLE.search(link.reltype)]:
        del links[name]


def _leave_remarks_out(item: WordPart) -> int:
    found = list(item.element.iter(*_REMARKS))
    for mark in found:
        drop(mark)
    for link in item.part.rels.values():
        if link.is_external and link.target_ref.lower().startswith(_LETTER_LINKS):
            link._target = "#"  # noqa: SLF001  python-docx has no other way
    return sum(mark.tag == _REFERENCE for mark in found)
