"""Made documents: bytes, data, template, fingerprints. Added, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from sferum_docs.directives.coverage import EvidenceParagraph
from sferum_docs.documents.staffing.record import kept_staffing
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.documents import files
from sferum_docs.store.engine_cache import EngineCache
from sferum_docs.store.rows import DocumentRow, ElectronicSignatureRow, EvidenceRow, HandedCopyRow, PacketRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.store.audit import Actor


content = files.content  # of a document, by its fingerprint
MOST_OF_A_CODE = 30  # versions under one code that are looked at


@dataclass(frozen=True)
class IssuedDocument:
    """A made document as it is kept."""

    id: int
    pack: str
    document: str
    version: int
    title: str
    kind: str
    file_name: str
    order_date: date
    made_at: datetime
    sha256: str
    template_sha256: str
    paragraphs: Mapping[str, tuple[EvidenceParagraph, ...]]
    data: Mapping[str, Any]
    school_id: int
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    @property
    def edited(self) -> bool:
        """Whether the file came back from Word."""
        return "edited" in self.data

    @property
    def asked_day(self) -> date:
        """The day of which it was asked for: from this weeks are counted, whenever the paper is signed."""
        return date.fromisoformat(self.data["packet"]["date"])

    @property
    def answers(self) -> Mapping[str, Any]:
        """What was answered to the questions of this very document, by their keys; dates as ISO texts."""
        found: Mapping[str, Any] = self.data["packet"]["answers"].get(self.document, {})
        return found

    @property
    def packet_at(self) -> datetime:
        """When its packet was made; a version made anew because it was outdated belongs to the packet of the former."""
        return datetime.fromisoformat(self.data["packet_at"]) if "packet_at" in self.data else self.made_at

    @property
    def code(self) -> str:
        """The short code in the file's properties; empty for a file made before there were codes."""
        return str(self.data.get("code", ""))

    @property
    def made_by_office(self) -> Mapping[str, str]:
        """The office that had it made and who of it, by `name` and `by`; empty for what the body made itself."""
        found: Mapping[str, str] = self.data.get("office", {})
        return found

    @property
    def staffing(self) -> Staffing | None:
        """Who leaves or came, of whom it tells; None for any other paper."""
        return kept_staffing(self.data)

    @property
    def number(self) -> str:
        """The number the document bears."""
        return str(self.data.get("number", ""))


@dataclass(frozen=True, slots=True)
class HandedCopy:
    """A copy that went out of the house: what it is, of which document; certificates that its marks name."""

    kind: str
    document_id: int
    made_at: datetime
    serials: tuple[str, ...] = ()


# each holds the data of its school: a hundred kilobytes; enough for the schools at work at one time
_KNOWN: EngineCache[tuple[int, datetime], IssuedDocument] = EngineCache(300)


@cached_until_change
def newest(school_id: int, pack: str) -> tuple[IssuedDocument, ...]:
    """The newest version of each document, withdrawn ones apart."""
    latest = (
        select(DocumentRow.document, func.max(DocumentRow.version).label("version"))
        .where(DocumentRow.school_id == school_id, DocumentRow.pack == pack, DocumentRow.withdrawn_at.is_(None))
        .group_by(DocumentRow.document)
        .subquery()
    )
    query = (
        select(DocumentRow.id, DocumentRow.made_at)
        .join(latest, (DocumentRow.document == latest.c.document) & (DocumentRow.version == latest.c.version))
        .where(DocumentRow.school_id == school_id, DocumentRow.pack == pack)
        .order_by(DocumentRow.file_name)
    )
    return _known_values([(row[0], row[1]) for row in db.session.execute(query)])


def named_files(wanted: Mapping[int, Sequence[int]]) -> dict[int, list[tuple[str, str]]]:
    """School → file name and fingerprint of its documents with these ids, in the order of their names."""
    row, ids = DocumentRow, [document_id for some in wanted.values() for document_id in some]
    found: dict[int, list[tuple[str, str]]] = {school_id: [] for school_id in wanted}
    query = select(row.school_id, row.id, row.file_name, row.sha256).where(row.id.in_(ids))
    for school_id, document_id, name, sha256 in db.session.execute(query.order_by(row.file_name, row.id)):
        if document_id in wanted.get(school_id, ()):
            found[school_id].append((name, sha256))
    return found


def has_documents(school_id: int) -> bool:
    """Whether anything is made yet."""
    return db.session.scalar(select(DocumentRow.id).where(DocumentRow.school_id == school_id).limit(1)) is not None


def _known_values(wanted: Sequence[tuple[int, datetime]]) -> tuple[IssuedDocument, ...]:
    """The documents by id and moment; a document never changes, so what was read once is not read again."""
    known = _KNOWN.of(db.engine)
    found = {key[0]: kept for key in wanted if (kept := known.get(key)) is not None}
    missing = [document_id for document_id, _made_at in wanted if document_id not in found]
    if missing:
        rows = db.session.scalars(select(DocumentRow).where(DocumentRow.id.in_(missing)))
        for item in map(value, rows):
            found[item.id] = item
            known.put((item.id, item.made_at), item)
    return tuple(found[document_id] for document_id, _made_at in wanted)


def versions(school_id: int, pack: str, document: str, *, withdrawn: bool = False) -> tuple[IssuedDocument, ...]:
    """The versions of a document, newest first; withdrawn ones only when they are asked for."""
    query = select(DocumentRow).where(
        DocumentRow.school_id == school_id, DocumentRow.pack == pack, DocumentRow.document == document
    )
    if not withdrawn:
        query = query.where(DocumentRow.withdrawn_at.is_(None))
    return tuple(value(row) for row in db.session.scalars(query.order_by(DocumentRow.version.desc())))


def versions_of(school_id: int, pack: str, documents: Sequence[str]) -> tuple[IssuedDocument, ...]:
    """The versions of several documents, newest first, withdrawn ones apart."""
    query = select(DocumentRow.id, DocumentRow.made_at).where(
        DocumentRow.school_id == school_id,
        DocumentRow.pack == pack,
        DocumentRow.document.in_(documents),
        DocumentRow.withdrawn_at.is_(None),
    )
    return _known_values([(row[0], row[1]) for row in db.session.execute(query.order_by(DocumentRow.version.desc()))])


def locked(session: Session, school_id: int, document_id: int) -> IssuedDocument | None:
    """A made document of this school, held until the end of the transaction."""
    row = session.get(DocumentRow, document_id, with_for_update=True) if document_id <= LARGEST_ID else None
    return value(row) if row is not None and row.school_id == school_id else None


def withdraw(session: Session, document_id: int, by: Actor) -> None:
    """Takes a version back: the one before it is the newest again."""
    row = session.get_one(DocumentRow, document_id)
    row.withdrawn_at, row.withdrawn_by = by.at, by.name
    session.flush()


@cached_until_change
def find(school_id: int, document_id: int) -> IssuedDocument | None:
    """A made document of this school; another school's is not found."""
    row = db.session.get(DocumentRow, document_id) if document_id <= LARGEST_ID else None
    return value(row) if row is not None and row.school_id == school_id else None


def by_sha256(school_id: int, sha256: str) -> IssuedDocument | None:
    """The newest made document of this school with these very bytes."""
    return _newest_of(school_id, DocumentRow.sha256 == sha256)


def by_code(school_id: int, code: str) -> IssuedDocument | None:
    """The newest made document of this school with this short code."""
    return _newest_of(school_id, DocumentRow.code == code)


def with_code(school_id: int, code: str) -> tuple[IssuedDocument, ...]:
    """The documents with this short code, newest first: a version edited in Word keeps the code of what it was."""
    query = select(DocumentRow).where(DocumentRow.school_id == school_id, DocumentRow.code == code)
    rows = db.session.scalars(query.order_by(DocumentRow.version.desc()).limit(MOST_OF_A_CODE))
    return tuple(value(row) for row in rows)


def owner_of_file(sha256: str, codes: Sequence[str]) -> int | None:
    """The body that made a file of these bytes, or else under one of these codes; None: nobody here."""
    signature = select(EvidenceRow.school_id).outerjoin(ElectronicSignatureRow)
    queries = (
        select(DocumentRow.school_id).where(DocumentRow.sha256 == sha256),
        select(HandedCopyRow.school_id).where(HandedCopyRow.sha256 == sha256),
        signature.where((EvidenceRow.sha256 == sha256) | (ElectronicSignatureRow.signed_sha256 == sha256)),
        select(DocumentRow.school_id).where(DocumentRow.code.in_(codes)),
    )
    found = (db.session.scalar(query.limit(1)) for query in queries)
    return next((owner for owner in found if owner is not None), None)


def add_handed(session: Session, school_id: int, sha256: str, copy: HandedCopy) -> None:
    """Remembers a copy by its bytes; the same bytes once."""
    key = {"school_id": school_id, "sha256": sha256}
    if session.scalar(select(HandedCopyRow).filter_by(**key)) is None:
        told = {"kind": copy.kind, "document_id": copy.document_id, "made_at": copy.made_at}
        session.add(HandedCopyRow(**key, **told, serials=list(copy.serials)))
        session.flush()


def handed(school_id: int, sha256: str) -> HandedCopy | None:
    """The copy with these very bytes that this body handed out."""
    row = db.session.scalar(select(HandedCopyRow).filter_by(school_id=school_id, sha256=sha256))
    return None if row is None else HandedCopy(row.kind, row.document_id, row.made_at, tuple(row.serials))


def _newest_of(school_id: int, condition: ColumnElement[bool]) -> IssuedDocument | None:
    query = select(DocumentRow).where(DocumentRow.school_id == school_id, condition)
    row = db.session.scalar(query.order_by(DocumentRow.version.desc()).limit(1))
    return None if row is None else value(row)


def add_packet(session: Session, school_id: int, pack: str, request: Mapping[str, Any], now: datetime) -> None:
    """Remembers what was asked for."""
    add_packets(session, {school_id: request}, pack, now)


def add_packets(session: Session, requests: Mapping[int, Mapping[str, Any]], pack: str, now: datetime) -> None:
    """Remembers what each of several bodies was asked for."""
    common = {"pack": pack, "made_at": now}
    rows = [{"school_id": body, "request": dict(request), **common} for body, request in requests.items()]
    session.execute(insert(PacketRow), rows)
    for body in requests:
        touch_body(session, body)


@cached_until_change
def last_packet(school_id: int, pack: str) -> Mapping[str, Any] | None:
    """What was asked for last."""
    query = (
        select(PacketRow.request)
        .where(PacketRow.school_id == school_id, PacketRow.pack == pack)
        .order_by(PacketRow.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def value(row: DocumentRow) -> IssuedDocument:
    """The row as a value."""
    paragraphs = {
        path: tuple(EvidenceParagraph(number, text) for number, text in items) for path, items in row.paragraphs.items()
    }
    return IssuedDocument(
        row.id,
        row.pack,
        row.document,
        row.version,
        row.title,
        row.kind,
        row.file_name,
        row.order_date,
        row.made_at,
        row.sha256,
        row.template_sha256,
        paragraphs,
        row.data,
        row.school_id,
        row.withdrawn_at,
        row.withdrawn_by,
    )
