"""Kept entries held against their files: numbers without a file, and files that say otherwise than the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError
from sferum_docs.documents.registering.registration_check import Expected, disagreements
from sferum_docs.documents.registering.registration_marks import Registration, registration_marks
from sferum_docs.store.documents import issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.register.entry import Entry

NEWEST = 100  # entries that a page looks through; the command line looks through all when it is asked to


@dataclass(frozen=True)
class FileAudit:
    """What was found: (entry, sentence) of each that is not as it should be; how many files were read, of how many."""

    fileless: tuple[tuple[Entry, str], ...]
    otherwise: tuple[tuple[Entry, str], ...]
    read: int
    total: int

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.fileless and not self.otherwise


def audit_files(school_id: int, limit: int | None = NEWEST) -> FileAudit:
    """Looks through the entries with a file, newest first, `limit` of them; numbers without a file are named always."""
    unfinished = (register.find(school_id, entry_id) for _, entry_id in register.unfinished(school_id))
    total = register.count_with_file(school_id)
    entries = register.with_file(school_id, limit)
    found = [(entry, sentence) for entry in entries if (sentence := _otherwise(school_id, entry))]
    return FileAudit(
        tuple((entry, entry.trouble or "файл не сделан") for entry in unfinished if entry and not entry.void),
        tuple(found),
        len(entries),
        total,
    )


def _otherwise(school_id: int, entry: Entry) -> str:
    """What the file of an entry says otherwise than the register; nothing when they agree."""
    document = issued.find(school_id, entry.document_id or 0)
    try:
        marks = registration_marks(issued.content(document.sha256)) if document is not None else None
    except (LookupError, TemplateError, ValueError, KeyError):
        marks = None
    if marks is None:
        return "файл записи не читается"
    faults = disagreements(marks, Expected(entry.title, Registration(entry.number, entry.signed_on)))
    return " ".join(fault.sentence() for fault in faults)
