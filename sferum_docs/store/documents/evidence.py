"""Files that prove: scans of signed papers, papers for rows of the checklist. Bytes lie under their fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.documents.files import add_file
from sferum_docs.store.rows import EvidenceRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept file and what it proves: an entry, or a row of the checklist (`clause`, `question`)."""

    id: int
    entry_id: int | None
    clause: str
    question: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    at: datetime
    by_name: str
    proves: bool = True  # not: a signature that could not be compared
    words: str = ""  # what is on it, as a person typed it
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    withdrawn_by: str = ""
    pack: str = ""

    @property
    def subject(self) -> Subject:
        """What it proves."""
        return Subject(self.entry_id, self.pack, self.clause, self.question)

    @property
    def withdrawn(self) -> bool:
        """Whether it was attached by mistake and proves nothing."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file proves."""

    entry_id: int | None = None
    pack: str = ""
    clause: str = ""
    question: str = ""


def add(
    session: Session,
    school_id: int,
    subject: Subject,
    scan: tuple[str, str, bytes],
    words: str,
    by: Actor,
    *,
    proves: bool = True,
) -> Evidence:
    """Keeps a file: its name, its type, its bytes."""
    name, media_type, content = scan
    row = EvidenceRow(
        school_id=school_id,
        entry_id=subject.entry_id,
        pack=subject.pack,
        clause=subject.clause,
        question=subject.question,
        file_name=name,
        media_type=media_type,
        size=len(content),
        sha256=add_file(session, content),
        at=by.at,
        by_name=by.name,
        proves=proves,
        words=words,
        withdrawn_reason="",
        withdrawn_by="",
    )
    session.add(row)
    session.flush()
    return value(row)


def locked(session: Session, school_id: int, evidence_id: int) -> Evidence | None:
    """The kept file of this school, held until the end of the transaction."""
    if evidence_id > LARGEST_ID:
        return None
    row = session.get(EvidenceRow, evidence_id, with_for_update=True, populate_existing=True)
    return value(row) if row is not None and row.school_id == school_id else None


def describe(session: Session, evidence_id: int, words: str) -> None:
    """Keeps what is on a file."""
    session.get_one(EvidenceRow, evidence_id).words = words
    session.flush()


def withdraw(session: Session, evidence_id: int, reason: str, by: Actor) -> None:
    """The file proves nothing any more; it stays with the reason."""
    row = session.get_one(EvidenceRow, evidence_id)
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by = by.at, reason, by.name
    session.flush()


def restore(session: Session, evidence_id: int) -> None:
    """The file proves again what it proved before it was withdrawn."""
    row = session.get_one(EvidenceRow, evidence_id)
    row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by = None, "", ""
    session.flush()


def same_bytes(school_id: int, sha256: str) -> tuple[Evidence, ...]:
    """The files of a school that prove something and are these very bytes."""
    return _found(EvidenceRow.school_id == school_id, EvidenceRow.sha256 == sha256, EvidenceRow.withdrawn_at.is_(None))


def of_entry(school_id: int, entry_id: int) -> tuple[Evidence, ...]:
    """The files of an entry, oldest first; those withdrawn stand among them."""
    return _found(EvidenceRow.school_id == school_id, EvidenceRow.entry_id == entry_id)


def of_checklist(school_id: int, pack: str) -> tuple[Evidence, ...]:
    """The files of rows of the checklist that prove something."""
    return _found(
        EvidenceRow.school_id == school_id,
        EvidenceRow.entry_id.is_(None),
        EvidenceRow.pack == pack,
        EvidenceRow.withdrawn_at.is_(None),
    )


def find(school_id: int, evidence_id: int) -> Evidence | None:
    """A kept file of this school; another school's is not found."""
    row = db.session.get(EvidenceRow, evidence_id) if evidence_id <= LARGEST_ID else None
    return value(row) if row is not None and row.school_id == school_id else None


def _found(*conditions: object) -> tuple[Evidence, ...]:
    query = select(EvidenceRow).where(*conditions).order_by(EvidenceRow.id)  # type: ignore[arg-type]  # columns compared
    return tuple(value(row) for row in db.session.scalars(query))


def value(row: EvidenceRow) -> Evidence:
    """The value of a row."""
    return Evidence(
        row.id, row.entry_id, row.clause, row.question, row.file_name, row.media_type, row.size, row.sha256,
        row.at, row.by_name, row.proves, row.words, row.withdrawn_at, row.withdrawn_reason, row.withdrawn_by, row.pack,
    )  # fmt: skip
