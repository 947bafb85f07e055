"""Made documents kept: one, or all of a packet with a few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from sferum_docs.documents.making.provenance import template_sum
from sferum_docs.store.documents.files import add_files
from sferum_docs.store.documents.issued import IssuedDocument
from sferum_docs.store.rows import DocumentRow, FileRow, SchoolRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.documents.making.generate import MadeDocument


def add_document(
    session: Session, school_id: int, made: MadeDocument, file_name: str, order_date: date, now: datetime
) -> IssuedDocument:
    """Keeps a made document as the next version."""
    return add_documents(session, school_id, [(made, file_name)], order_date, now)[0]


def add_documents(
    session: Session, school_id: int, made: Sequence[tuple[MadeDocument, str]], order_date: date, now: datetime
) -> tuple[IssuedDocument, ...]:
    """Keeps documents of one pack, each with its file name, as the next versions: a few statements for all of them."""
    if any(item.marked for item, _name in made):
        raise ValueError("a document with highlighted values is never kept")
    pack = made[0][0].data["pack"]
    # PostgreSQL lets two transactions read the same newest version: the school's row is their queue
    session.execute(select(SchoolRow.id).where(SchoolRow.id == school_id).with_for_update())
    versions = _newest_versions(session, school_id, pack, [item.spec.id for item, _name in made])
    _add_files(session, [item for item, _name in made])
    rows = [
        {
            "school_id": school_id,
            "pack": pack,
            "document": item.spec.id,
            "version": versions.get(item.spec.id, 0) + 1,
            "title": item.spec.title,
            "kind": item.spec.kind,
            "file_name": name,
            "order_date": order_date,
            "made_at": now,
            "sha256": item.sha256,
            "template_sha256": template_sum(item.template),
            "paragraphs": {path: [[one.number, one.text] for one in found] for path, found in item.paragraphs.items()},
            "data": dict(item.data),
            "withdrawn_by": "",
        }
        for item, name in made
    ]
    touch_body(session, school_id)
    # all in one statement; the ids are asked for after it, for SQLite gives them in no order
    session.execute(insert(DocumentRow), rows)
    ids = _ids(session, rows)
    return tuple(
        IssuedDocument(id=ids[item.spec.id], **{**row, "paragraphs": item.paragraphs})
        for row, (item, _name) in zip(rows, made, strict=True)
    )


def _ids(session: Session, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    """Document → the id of the version that was put in just now, which is its newest."""
    first = rows[0]
    query = (
        select(DocumentRow.document, func.max(DocumentRow.id).label("id"))
        .where(DocumentRow.school_id == first["school_id"], DocumentRow.pack == first["pack"])
        .where(DocumentRow.document.in_([row["document"] for row in rows]))
        .group_by(DocumentRow.document)
    )
    return {row.document: row.id for row in session.execute(query)}


def _newest_versions(session: Session, school_id: int, pack: str, documents: Sequence[str]) -> Mapping[str, int]:
    query = (
        select(DocumentRow.document, func.max(DocumentRow.version).label("version"))
        .where(DocumentRow.school_id == school_id, DocumentRow.pack == pack, DocumentRow.document.in_(documents))
        .group_by(DocumentRow.document)
    )
    return {row.document: row.version for row in session.execute(query)}


def _add_files(session: Session, made: Sequence[MadeDocument]) -> None:
    """The files, and those templates that nothing was made from yet."""
    templates = {template_sum(item.template): item.template for item in made}
    known = set(session.scalars(select(FileRow.sha256).where(FileRow.sha256.in_(templates))))
    new = [template for sha256, template in templates.items() if sha256 not in known]
    add_files(session, [*(item.content for item in made), *new])
