"""Several scans at once: looked at, matched to entries by their names, kept only when a person has confirmed them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.registering.scan_names import Numbered, matched
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.evidence import MAX_WORDS, Subject, keep_scan, scan_name
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import evidence, uploaded_scans
from sferum_docs.store.register import numbers, register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.evidence import Evidence
    from sferum_docs.store.documents.uploaded_scans import UploadedScan
    from sferum_docs.store.register.entry import Entry

__all__ = ["MOST_FILES", "Choice", "Rejected", "WaitingScan", "confirm_scans", "drop_scans", "entry_of_number",
           "upload_scans", "waiting_scans"]  # fmt: skip

MOST_FILES, MOST_MB = 20, 60


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that is no scan, with the sentence that says why."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WaitingScan:
    """A file that waits: the entry it seems to belong to, where the same bytes stand already."""

    scan: UploadedScan
    entry: Entry | None
    same: tuple[Evidence, ...]
    twice: bool  # the same bytes come twice in this batch


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a file: its entry (None: not to be kept), what is on it, whether a copy is meant."""

    entry_id: int | None
    words: str = ""
    same_agreed: bool = False


def upload_scans(
    school_id: int,
    book: str,
    files: Sequence[tuple[str, bytes]],
    by: Actor,
    entry: Entry | None = None,
    words: str = "",
) -> tuple[Rejected, ...]:
    """Keeps the files aside for a day, in place of what this person sent before. FaultsError: too many, or no scan.

    A file belongs to `entry`, or to the one of the register `book` that its name means.
    """
    faults = _bounds(files)
    if entry is not None and entry.void:
        faults.append(Fault("entry_void", "file", {"number": entry.number}))
    if faults:
        raise FaultsError(faults)
    known = () if entry is not None else _numbered(school_id, book)
    scans, rejected = [], []
    for name, content in files:
        try:
            file_name, _media = scan_name(name, content)
        except FaultsError as error:
            rejected.append(Rejected(name, error.faults[0].sentence()))
            continue
        found = entry or matched(name, known)
        entry_id = found.id if found else None
        scans.append(uploaded_scans.NewScan(file_name, fingerprint(content), content, entry_id, words))
    if not scans:
        told = " ".join(f"{item.name}: {item.sentence}" for item in rejected)
        raise FaultsError([Fault("no_scans", "scans", {"text": told})])
    with writing() as session:
        uploaded_scans.put_batch(session, school_id, _user(by), by.at, scans)
    return tuple(rejected)


def _bounds(files: Sequence[tuple[str, bytes]]) -> list[Fault]:
    if not files:
        return [Fault("evidence_empty", "scans")]
    if len(files) > MOST_FILES:
        return [Fault("too_many_scans", "scans", {"limit": MOST_FILES, "text": len(files)})]
    if sum(len(content) for _, content in files) > MOST_MB * 1024 * 1024:
        return [Fault("scans_too_big", "scans", {"limit": MOST_MB})]
    return []


def waiting_scans(school_id: int, by: Actor) -> tuple[WaitingScan, ...]:
    """What this person sent and has not confirmed."""
    batch = uploaded_scans.batch(school_id, _user(by))
    entries = register.named(school_id, {scan.entry_id for scan in batch if scan.entry_id})
    counts = Counter(scan.sha256 for scan in batch)
    same = {scan.sha256: evidence.same_bytes(school_id, scan.sha256) for scan in batch}
    return tuple(
        WaitingScan(scan, entries.get(scan.entry_id or 0), same[scan.sha256], counts[scan.sha256] > 1) for scan in batch
    )


def confirm_scans(school_id: int, choices: Mapping[int, Choice], by: Actor) -> int:
    """Keeps the files that were given an entry; says how many. All or none: FaultsError."""
    batch = {item.scan.id: item for item in waiting_scans(school_id, by)}
    chosen = {scan_id: choice for scan_id, choice in choices.items() if scan_id in batch and choice.entry_id}
    entries = register.named(school_id, {choice.entry_id for choice in chosen.values() if choice.entry_id})
    faults = [fault for scan_id, choice in chosen.items() for fault in _faults(batch[scan_id], choice, entries)]
    if not chosen:
        faults.append(Fault("no_scan_chosen", "scans"))
    if faults:
        raise FaultsError(faults)
    contents = {scan_id: uploaded_scans.bytes_of(school_id, _user(by), scan_id) or b"" for scan_id in chosen}
    named = {scan_id: scan_name(batch[scan_id].scan.file_name, content) for scan_id, content in contents.items()}
    with writing() as session:
        for scan_id, choice in chosen.items():
            scan = (*named[scan_id], contents[scan_id])
            keep_scan(session, school_id, Subject(entry_id=choice.entry_id), scan, choice.words, by)
        uploaded_scans.drop_batch(session, _user(by))
        record_event(session, school_id, by, "evidence.batch", f"сканов: {len(chosen)}")
    return len(chosen)


def _faults(item: WaitingScan, choice: Choice, entries: Mapping[int, Entry]) -> list[Fault]:
    place, found = f"scan-{item.scan.id}", []
    if choice.entry_id is None or choice.entry_id not in entries:
        found.append(Fault("no_such_entry", f"entry-{item.scan.id}"))
    elif entries[choice.entry_id].void:
        found.append(Fault("entry_void", f"entry-{item.scan.id}", {"number": entries[choice.entry_id].number}))
    if len(choice.words) > MAX_WORDS:
        found.append(Fault("too_long", f"words-{item.scan.id}", {"limit": MAX_WORDS}))
    if any(copy.entry_id == choice.entry_id for copy in item.same):
        found.append(Fault("scan_here_already", f"entry-{item.scan.id}"))
    elif (item.same or item.twice) and not choice.same_agreed:
        found.append(Fault("scan_same", place, {"text": item.scan.file_name}))
    return found


def drop_scans(by: Actor) -> None:
    """Throws away what this person sent and has not confirmed."""
    with writing() as session:
        uploaded_scans.drop_batch(session, _user(by))


def entry_of_number(school_id: int, book: str, text: str) -> int | None:
    """The entry that a typed number means: «58», «58/2026-ОД», «58-а», with a year or a day beside it if needed."""
    found = matched(f"{text}.", _numbered(school_id, book))
    return found.id if found else None


def _numbered(school_id: int, book: str) -> tuple[Numbered, ...]:
    return tuple(Numbered(*row) for row in numbers.numbers_of(school_id, book))


def _user(by: Actor) -> int:
    if by.user_id is None:
        raise LookupError(by.name)
    return by.user_id
