"""A scan kept as evidence of an entry or of a row of the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from sferum_docs.documents.scans import media_of
from sferum_docs.printing import page_count
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.store import evidence, issued, register
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing
from sferum_docs.store.evidence import Evidence, Subject

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor

__all__ = ["Evidence", "Subject", "add_evidence", "evidence_bytes", "evidence_of_checklist", "evidence_of_entry",
           "find_evidence"]  # fmt: skip

_MAX_NAME = 120


def add_evidence(school_id: int, subject: Subject, name: str, content: bytes, by: Actor) -> Evidence:
    """Keeps a scan under its fingerprint. FaultsError when it is no scan; LookupError for a foreign entry."""
    media = media_of(content, _opens)
    if subject.entry_id is not None and register.find(school_id, subject.entry_id) is None:
        raise LookupError(subject.entry_id)
    stem = clean_line(name.replace("\\", "/").rpartition("/")[2]).rpartition(".")[0][:_MAX_NAME] or "скан"
    with writing() as session:
        kept = evidence.add(
            session, school_id, subject, content, f"{stem}.{media.extension}", media.type, by.at, by.name
        )
        what = f"запись {subject.entry_id}" if subject.entry_id else f"п. {subject.clause}"
        note(session, school_id, by, "evidence.added", f"{what}: {kept.file_name}", sha256=kept.sha256)
        return kept


def _opens(pdf: bytes) -> bool:
    try:
        return page_count(pdf) > 0
    except pypdfium2.PdfiumError:
        return False


def evidence_of_entry(school_id: int, entry_id: int) -> tuple[Evidence, ...]:
    """The scans of an entry."""
    return evidence.of_entry(school_id, entry_id)


def evidence_of_checklist(school_id: int, pack: str) -> tuple[Evidence, ...]:
    """The scans of rows of the checklist."""
    return evidence.of_checklist(school_id, pack)


def find_evidence(school_id: int, evidence_id: int) -> Evidence | None:
    """A scan of this school; another school's is not found."""
    return evidence.find(school_id, evidence_id)


def evidence_bytes(item: Evidence) -> bytes:
    """The file itself."""
    return issued.content(item.sha256)
