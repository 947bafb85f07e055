"""Versions of templates: uploaded once, put in force from a day, rejected; what never came may be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.documents.files import add_file, content, remove_unused_file
from sferum_docs.store.rows import DocumentRow, OwnDocumentRow, TemplateDecisionRow, TemplateVersionRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

SHIPPED = 0  # the number of the template that came with the pack


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """A template as it was uploaded."""

    document: str
    number: int
    sha256: str
    file_name: str
    comment: str
    author: str
    uploaded_at: datetime
    proposed_by: int | None = None  # the office that proposes it; None: the school uploaded it itself
    taken_back: str = ""  # why the office proposes it no more


@dataclass(frozen=True, slots=True)
class TemplateDecision:
    """A version put in force from a day; without a day it was rejected."""

    document: str
    number: int
    active_from: date | None
    reason: str
    author: str
    decided_at: datetime


def add_version(
    session: Session, school_id: int, pack: str, document: str, data: bytes, file_name: str, comment: str, by: Actor
) -> int:
    """Keeps an uploaded template; gives its number."""
    number = _highest(session, school_id, pack, document) + 1
    session.add(
        TemplateVersionRow(
            school_id=school_id,
            pack=pack,
            document=document,
            number=number,
            sha256=add_file(session, data),
            file_name=file_name,
            comment=comment,
            author=by.name,
            uploaded_at=by.at,
        )
    )
    session.flush()
    return number


def _highest(session: Session, school_id: int, pack: str, document: str) -> int:
    """The highest number given so far, also to a version whose bytes are gone: the journal names it."""
    tables = (TemplateVersionRow, TemplateDecisionRow)
    found = (
        session.scalar(
            select(func.max(row.number)).where(row.school_id == school_id, row.pack == pack, row.document == document)
        )
        for row in tables
    )
    return max((number for number in found if number is not None), default=SHIPPED)


def remove_version(session: Session, school_id: int, pack: str, document: str, number: int) -> None:
    """Takes a version away with its bytes, unless something else has the same; what was decided on it stays."""
    row = TemplateVersionRow
    found = session.scalar(
        select(row).where(row.school_id == school_id, row.pack == pack, row.document == document, row.number == number)
    )
    if found is not None:
        session.delete(found)
        session.flush()
        remove_unused_file(session, found.sha256)
        template_content.cache_clear()


def add_decision(
    session: Session, school_id: int, pack: str, document: str, number: int, day: date | None, reason: str, by: Actor
) -> None:
    """Notes what was decided on a version: the day from which it is in force, or None when it is rejected."""
    session.add(
        TemplateDecisionRow(
            school_id=school_id,
            pack=pack,
            document=document,
            number=number,
            active_from=day,
            reason=reason,
            author=by.name,
            decided_at=by.at,
        )
    )
    session.flush()


def add_own_document(session: Session, school_id: int, pack: str, record: Mapping[str, Any], by: Actor) -> None:
    """Keeps a document that a school adds to its pack, as the record that the reader of packs takes."""
    row = OwnDocumentRow(
        school_id=school_id, pack=pack, document=record["id"], record=dict(record), author=by.name, added_at=by.at
    )
    session.add(row)
    session.flush()


@cached_until_change
def own_documents(school_id: int, pack: str) -> tuple[Mapping[str, Any], ...]:
    """The records of the documents a school added, in the order of adding."""
    row = OwnDocumentRow
    query = select(row.record).where(row.school_id == school_id, row.pack == pack).order_by(row.id)
    return tuple(db.session.scalars(query))


def versions(school_id: int, pack: str, document: str | None = None) -> tuple[TemplateVersion, ...]:
    """The uploaded versions of a document (of all, when none is named), oldest first."""
    row = TemplateVersionRow
    query = select(row).where(row.school_id == school_id, row.pack == pack).order_by(row.document, row.number)
    if document is not None:
        query = query.where(row.document == document)
    return tuple(
        TemplateVersion(
            item.document,
            item.number,
            item.sha256,
            item.file_name,
            item.comment,
            item.author,
            item.uploaded_at,
            item.proposed_by_id,
            item.taken_back,
        )
        for item in db.session.scalars(query)
    )


@cached_until_change
def decisions(school_id: int, pack: str, document: str | None = None) -> tuple[TemplateDecision, ...]:
    """What was decided on the versions of a document (of all, when none is named), oldest first."""
    row = TemplateDecisionRow
    query = select(row).where(row.school_id == school_id, row.pack == pack).order_by(row.id)
    if document is not None:
        query = query.where(row.document == document)
    return tuple(
        TemplateDecision(item.document, item.number, item.active_from, item.reason, item.author, item.decided_at)
        for item in db.session.scalars(query)
    )


def in_force(school_id: int, pack: str, day: date) -> Mapping[str, str]:
    """Document → the fingerprint of the uploaded version in force on a day; those in the pack's own are left out."""
    told: dict[str, list[TemplateDecision]] = {}
    for decision in decisions(school_id, pack):
        told.setdefault(decision.document, []).append(decision)
    numbers = {document: version_in_force(lines, day) for document, lines in told.items()}
    if not any(numbers.values()):
        return {}
    uploaded = {(item.document, item.number): item.sha256 for item in versions(school_id, pack)}
    return {document: uploaded[document, number] for document, number in numbers.items() if number != SHIPPED}


def next_in_force(school_id: int, pack: str, day: date) -> date | None:
    """The first day after this one for which any version is appointed."""
    row = TemplateDecisionRow
    query = select(func.min(row.active_from))
    return db.session.scalar(query.where(row.school_id == school_id, row.pack == pack, row.active_from > day))


def version_in_force(told: Sequence[TemplateDecision], day: date) -> int:
    """The number in force on a day by the decisions on one document: the latest day that has come, then the last word.

    A rejection takes back what was appointed for that version before.
    """
    standing: list[tuple[date, int, int]] = []
    for place, decision in enumerate(told):
        if decision.active_from is None:
            standing = [item for item in standing if item[2] != decision.number]
        else:
            standing.append((decision.active_from, place, decision.number))
    return max((item for item in standing if item[0] <= day), default=(day, 0, SHIPPED))[2]


@lru_cache(maxsize=64)
def template_content(sha256: str) -> bytes:
    """The bytes of a version: what lies under a fingerprint never changes."""
    return content(sha256)


def documents_made(school_id: int, pack: str) -> Mapping[tuple[str, str], int]:
    """(Document, fingerprint of its template) → how many documents were made from it."""
    row = DocumentRow
    query = select(row.document, row.template_sha256, row.data).where(row.school_id == school_id, row.pack == pack)
    counts: dict[tuple[str, str], int] = {}
    for document, looked, data in db.session.execute(query):
        key = document, str(data.get("template") or looked)
        counts[key] = counts.get(key, 0) + 1
    return counts
