"""A scan kept as evidence of an entry or of a row of the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.registering.scans import media_of
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.pdf_child import pages_of_foreign_pdf
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.register.live import live_entry, locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import evidence, issued
from sferum_docs.store.documents.electronic_signatures import MEDIA_TYPE
from sferum_docs.store.documents.evidence import Evidence, Subject

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = ["Evidence", "Subject", "add_evidence", "describe_scan", "evidence_bytes", "evidence_of_checklist",
           "find_evidence", "is_signature", "replace_scan", "same_scans", "scans_of_entry",
           "withdraw_scan"]  # fmt: skip

_MAX_NAME, MAX_WORDS = 120, limit_of("words")


def add_evidence(school_id: int, subject: Subject, name: str, content: bytes, by: Actor, words: str = "") -> Evidence:
    """Keeps a scan under its fingerprint. FaultsError when it is no scan or stands there; LookupError: no entry."""
    file_name, media_type = scan_name(name, content)
    _check(school_id, subject, content, words)
    with writing() as session:
        return keep_scan(session, school_id, subject, (file_name, media_type, content), words, by)


def scan_name(name: str, content: bytes) -> tuple[str, str]:
    """The name and the type of a scan by its content. FaultsError says why it is none."""
    media = media_of(content, lambda pdf: pages_of_foreign_pdf(pdf) > 0)
    stem = clean_line(name.replace("\\", "/").rpartition("/")[2]).rpartition(".")[0][:_MAX_NAME] or "скан"
    return f"{stem}.{media.extension}", media.type


def keep_scan(
    session: Transaction, school_id: int, subject: Subject, scan: tuple[str, str, bytes], words: str, by: Actor
) -> Evidence:
    """Keeps a scan (name, type, bytes) that was looked at, in the transaction of who calls. FaultsError as above."""
    if subject.entry_id is not None:
        locked_live(session, school_id, subject.entry_id, "file")
    if _is_here(school_id, subject, scan[2]):  # another may have attached it meanwhile
        raise FaultsError([Fault("scan_here_already", "file")])
    kept = evidence.add(session, school_id, subject, scan, words, by)
    record_event(
        session,
        school_id,
        by,
        "evidence.added",
        f"{_of(school_id, subject)}: {kept.file_name}",
        entry_id=subject.entry_id,
        sha256=kept.sha256,
    )
    return kept


def _check(school_id: int, subject: Subject, content: bytes, words: str) -> None:
    if subject.entry_id is not None:
        live_entry(school_id, subject.entry_id, "file")
    faults = [Fault("too_long", "words", {"limit": MAX_WORDS})] if len(words) > MAX_WORDS else []
    if _is_here(school_id, subject, content):
        faults.append(Fault("scan_here_already", "file"))
    if faults:
        raise FaultsError(faults)


def _is_here(school_id: int, subject: Subject, content: bytes) -> bool:
    return any(_subject(item) == _subject(subject) for item in same_scans(school_id, content))


def same_scans(school_id: int, content: bytes) -> tuple[Evidence, ...]:
    """Where these very bytes prove something already."""
    return evidence.same_bytes(school_id, fingerprint(content))


def describe_scan(school_id: int, evidence_id: int, words: str, by: Actor) -> None:
    """Keeps what is on a scan, for the search. FaultsError for a text too long; LookupError for a foreign scan."""
    if len(words) > MAX_WORDS:
        raise FaultsError([Fault("too_long", "words", {"limit": MAX_WORDS})])
    with writing() as session:
        scan = _live(session, school_id, evidence_id, "words")
        if scan.words != words:
            record_event(
                session,
                school_id,
                by,
                "evidence.described",
                scan.file_name,
                entry_id=scan.entry_id,
                before=scan.words,
                after=words,
            )
            evidence.describe(session, evidence_id, words)


def withdraw_scan(school_id: int, evidence_id: int, reason: str, by: Actor) -> None:
    """A scan attached by mistake proves nothing any more; it stays struck through. FaultsError without a reason."""
    with writing() as session:
        _withdraw(session, school_id, evidence_id, reason, by)


def replace_scan(school_id: int, evidence_id: int, name: str, content: bytes, reason: str, by: Actor) -> Evidence:
    """The right scan in place of a wrong one: both or neither. FaultsError, LookupError as above."""
    file_name, media_type = scan_name(name, content)
    with writing() as session:
        wrong = _withdraw(session, school_id, evidence_id, reason, by)
        if wrong.sha256 == fingerprint(content):
            raise FaultsError([Fault("scan_here_already", "file")])
        return keep_scan(session, school_id, wrong.subject, (file_name, media_type, content), wrong.words, by)


def _withdraw(session: Transaction, school_id: int, evidence_id: int, reason: str, by: Actor) -> Evidence:
    scan = _live(session, school_id, evidence_id, "reason")
    if not reason:
        raise FaultsError([Fault("scan_reason", "reason")])
    if len(reason) > MAX_WORDS:
        raise FaultsError([Fault("too_long", "reason", {"limit": MAX_WORDS})])
    evidence.withdraw(session, evidence_id, reason, by)
    record_event(
        session,
        school_id,
        by,
        "evidence.withdrawn",
        scan.file_name,
        entry_id=scan.entry_id,
        reason=reason,
        sha256=scan.sha256,
    )
    return scan


def _live(session: Transaction, school_id: int, evidence_id: int, place: str) -> Evidence:
    scan = evidence.locked(session, school_id, evidence_id)
    if scan is None:
        raise LookupError(evidence_id)
    if scan.withdrawn:
        raise FaultsError([Fault("scan_withdrawn", place)])
    if scan.entry_id is not None:
        locked_live(session, school_id, scan.entry_id, place)
    return scan


def _of(school_id: int, subject: Subject) -> str:
    if subject.entry_id:
        return f"запись {subject.entry_id}"
    try:
        return find_pack(subject.pack, school_id).directive.by_path[subject.clause].label
    except (FaultsError, KeyError):  # a pack that has gone, or has no such clause any more
        return subject.clause


def _subject(item: Evidence | Subject) -> tuple[int | None, str, str]:
    return item.entry_id, item.clause, item.question


def is_signature(item: Evidence) -> bool:
    """Whether a kept file is one of electronic signatures, and no scan."""
    return item.media_type == MEDIA_TYPE


def scans_of_entry(school_id: int, entry_id: int) -> tuple[Evidence, ...]:
    """The scans of an entry; its electronic signatures are told of apart."""
    return tuple(item for item in evidence.of_entry(school_id, entry_id) if not is_signature(item))


def evidence_of_checklist(school_id: int, pack: str) -> tuple[Evidence, ...]:
    """The scans of rows of the checklist."""
    return evidence.of_checklist(school_id, pack)


def find_evidence(school_id: int, evidence_id: int) -> Evidence | None:
    """A scan of this school; another school's is not found."""
    return evidence.find(school_id, evidence_id)


def evidence_bytes(item: Evidence) -> bytes:
    """The file itself."""
    return issued.content(item.sha256)
