"""Several entries at once: their files as one PDF in the order of the register, or in one archive with their scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import free_name, safe_name
from sferum_docs.printing import merged
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import zip_files
from sferum_docs.services.documents.printing import pdfs
from sferum_docs.services.register.entries.copies import entry_bytes
from sferum_docs.services.register.entries.evidence import evidence_bytes, is_signature
from sferum_docs.store.documents import evidence
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.register.entry import Entry

MOST_CHOSEN, MOST_PRINTED, _MOST_MB = 100, 30, 200
_LONGEST = 80


def chosen_entries(school_id: int, ids: Collection[int], most: int = MOST_CHOSEN) -> tuple[Entry, ...]:
    """The entries that are ticked, in the order of the register. FaultsError: none, or too many."""
    found = register.named(school_id, ids) if len(ids) <= most else {}
    if len(ids) > most:
        raise FaultsError([Fault("too_many_chosen", values={"limit": most, "text": len(ids)})])
    if not found:
        raise FaultsError([Fault("no_entry_chosen")])
    return tuple(sorted(found.values(), key=lambda entry: (entry.register, entry.period, entry.ordinal, entry.letter)))


def chosen_pdf(press: PdfService, school_id: int, ids: Collection[int]) -> bytes:
    """The registered files in one PDF; entries without a file are left out. FaultsError when none has one."""
    entries = [entry for entry in chosen_entries(school_id, ids, MOST_PRINTED) if entry.document_id]
    if not entries:
        raise FaultsError([Fault("no_files_chosen")])
    return merged(pdfs(press, [entry_bytes(school_id, entry)[1] for entry in entries]))


def chosen_zip(school_id: int, ids: Collection[int]) -> bytes:
    """The registered files and the scans that prove them. FaultsError when there are none, or too much of them."""
    size, files = 0, dict[str, bytes]()
    for name, content in _files(school_id, chosen_entries(school_id, ids)):
        size += len(content)
        if size > _MOST_MB * 1024 * 1024:
            raise FaultsError([Fault("chosen_too_big", values={"limit": _MOST_MB})])
        files[free_name(name, files)] = content
    if not files:
        raise FaultsError([Fault("no_files_chosen")])
    return zip_files(list(files.items()))


def _files(school_id: int, entries: Collection[Entry]) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        stem = safe_name(f"№ {entry.number} {entry.title}".replace("«", "").replace("»", ""))[:_LONGEST].strip(" .")
        if entry.document_id:
            yield f"{stem}.docx", entry_bytes(school_id, entry)[1]
        for scan in evidence.of_entry(school_id, entry.id):
            if not scan.withdrawn:
                what = "подпись" if is_signature(scan) else "скан"
                yield f"{stem}, {what}.{scan.file_name.rpartition('.')[2]}", evidence_bytes(scan)
