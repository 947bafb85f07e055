"""The copy of a document for a site: no contacts, no sheet of acquaintance, nothing of who wrote the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.provenance import CODE
from sferum_docs.documents.publishing.personal import Personal, contacts, personal_in
from sferum_docs.documents.registering.copies import EXEMPLAR, SITE_COPY, drop, opened, saved
from sferum_docs.wordml.switches import is_on
from sferum_docs.wordml.text import P, T, W, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from docx.document import Document

_ACQUAINTANCE, _NEXT_PART = "Acquaintance", ("Annex", "NameNewPage", "AnnexHeading")
_CORRECTED = tuple(f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_REMARKS = tuple(f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_OF_PEOPLE = re.compile(r"(?:comments|commentsExtended|commentsIds|commentsExtensible|people)$")
_VANISH = f"{{{W}}}vanish"
_LETTER_LINKS = ("mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A copy, and what still stands in it that may not; then it goes nowhere."""

    content: bytes
    personal: tuple[Personal, ...]
    corrected: bool = False  # somebody's corrections wait in it: they would be read, too
    hidden: bool = False  # text that no print shows: who opens the file reads it all the same

    @property
    def may_go(self) -> bool:
        """Whether everybody may read it."""
        return not self.personal and not self.corrected and not self.hidden


def public_copy(content: bytes, title: str, day: datetime, code: str = "") -> PublicCopy:
    """The copy for the site; `title`, `day` and `code` are all that its properties say."""
    document = opened(content)
    corrected = any(next(root.iter(*_CORRECTED), None) is not None for root in _roots(document))
    _leave_acquaintance_out(document)
    _leave_remarks_out(document)
    for root in _roots(document):
        for paragraph in root.iter(P):
            _leave_contacts_out(paragraph)
    hidden = any(is_on(mark) for root in _roots(document) for mark in root.iter(_VANISH) if _of_text(mark))
    _clean_properties(document, title, day)
    lines = ["".join(leaf.text or "" for leaf in leaves(item)) for root in _roots(document) for item in root.iter(P)]
    known = {EXEMPLAR: SITE_COPY} | ({CODE: code} if code else {})
    return PublicCopy(saved(document, known, alone=True), personal_in(lines), corrected, hidden)


def _roots(document: Document) -> Iterator[Any]:
    yield document.element
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None and element is not document.element and element.tag.startswith(f"{{{W}}}"):
            yield element


def _of_text(mark: Any) -> bool:
    """Whether the mark stands on a run that says something: a hidden mark of a paragraph hides no word."""
    run = mark.getparent().getparent()
    return run is not None and any((leaf.text or "").strip() for leaf in run.iter(T))


def _leave_acquaintance_out(document: Document) -> None:
    """From the heading of the sheet up to the next part: those who read an order are nobody's business."""
    within = False
    for item in list(document.element.body):
        style = item.find(f"{{{W}}}pPr/{{{W}}}pStyle") if item.tag == P else None
        name = "" if style is None else str(style.get(f"{{{W}}}val"))
        section = item.find(f"{{{W}}}pPr/{{{W}}}sectPr") is not None or item.tag == f"{{{W}}}sectPr"
        within = (within or name == _ACQUAINTANCE) and name not in _NEXT_PART and not section
        if within:
            drop(item)


def _leave_remarks_out(document: Document) -> None:
    links = document.part.rels
    for name in [name for name, link in links.items() if _OF_PEOPLE.search(link.reltype)]:
        del links[name]
    for item in list(document.element.iter(*_REMARKS)):
        drop(item)
    for link in links.values():
        if link.is_external and link.target_ref.lower().startswith(_LETTER_LINKS):
            link._target = "#"  # noqa: SLF001  python-docx has no other way


def _leave_contacts_out(paragraph: Any) -> None:
    """Takes letters out of the texts of a paragraph, wherever a phone begins in one run and ends in another."""
    texts = [leaf for leaf in leaves(paragraph) if leaf.tag == T]
    whole = "".join(leaf.text or "" for leaf in texts)
    spans = contacts(whole)
    if not spans:
        return
    gone = {at for span in spans for at in range(span.start, span.end)}
    at = 0
    for leaf in texts:
        text = leaf.text or ""
        leaf.text = "".join(sign for place, sign in enumerate(text, at) if place not in gone)
        at += len(text)


def _clean_properties(document: Document, title: str, day: datetime) -> None:
    known = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "identifier"):
        setattr(known, name, "")
    known.title, known.revision = title, 1
    known.created = known.modified = day.replace(tzinfo=None)
