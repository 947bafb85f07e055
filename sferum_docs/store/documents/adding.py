"""Made documents kept: one, all of a packet, or packets of several bodies with a few statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, func, insert, select

from sferum_docs.documents.making.provenance import template_sum
from sferum_docs.store.documents.files import add_files
from sferum_docs.store.documents.issued import IssuedDocument
from sferum_docs.store.rows import DocumentRow, FileRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from sferum_docs.documents.making.generate import MadeDocument

_NAMED = (
    DocumentRow.school_id.in_(bindparam("bodies", expanding=True)),
    DocumentRow.pack == bindparam("its_pack"),
    DocumentRow.document.in_(bindparam("documents", expanding=True)),
)
_NEWEST = select(DocumentRow.school_id, DocumentRow.document, func.max(DocumentRow.version)).where(*_NAMED)
_NEWEST_VERSIONS = _NEWEST.group_by(DocumentRow.school_id, DocumentRow.document)
_NEWEST_IDS = _NEWEST_VERSIONS.with_only_columns(DocumentRow.school_id, DocumentRow.document, func.max(DocumentRow.id))


@dataclass(frozen=True, slots=True)
class NewPapers:
    """Made documents of one body, each with its file name."""

    school_id: int
    made: Sequence[tuple[MadeDocument, str]]
    order_date: date


def add_document(
    session: Session, school_id: int, made: MadeDocument, file_name: str, order_date: date, now: datetime
) -> IssuedDocument:
    """Keeps a made document as the next version."""
    return add_documents(session, school_id, [(made, file_name)], order_date, now)[0]


def add_documents(
    session: Session, school_id: int, made: Sequence[tuple[MadeDocument, str]], order_date: date, now: datetime
) -> tuple[IssuedDocument, ...]:
    """Keeps documents of one pack, each with its file name, as the next versions."""
    return add_for_bodies(session, [NewPapers(school_id, made, order_date)], now)[0]


def add_for_bodies(
    session: Session, papers: Sequence[NewPapers], now: datetime
) -> tuple[tuple[IssuedDocument, ...], ...]:
    """Keeps documents of one pack as the next versions, of each body apart: a few statements for all of them."""
    made = [item for some in papers for item, _name in some.made]
    if any(item.marked for item in made):
        raise ValueError("a document with highlighted values is never kept")
    named = {
        "bodies": [some.school_id for some in papers],
        "its_pack": made[0].data["pack"],
        "documents": [*{item.spec.id for item in made}],
    }
    versions = _numbers(session, _NEWEST_VERSIONS, named)
    _add_files(session, made)
    rows = [
        _row(some, item, name, versions.get((some.school_id, item.spec.id), 0) + 1, now)
        for some in papers
        for item, name in some.made
    ]
    for some in papers:
        touch_body(session, some.school_id)
    # all in one statement of the table itself, for many rows go through the mapper one by one;
    # the ids are asked for after it, for SQLite gives them in no order
    given = [{**row, "code": str(row["data"].get("code", ""))} for row in rows]
    session.execute(insert(cast("Table", DocumentRow.__table__)), given)
    ids, kept = _numbers(session, _NEWEST_IDS, named), iter(rows)
    return tuple(
        tuple(
            IssuedDocument(id=ids[some.school_id, item.spec.id], **{**next(kept), "paragraphs": item.paragraphs})
            for item, _name in some.made
        )
        for some in papers
    )


def _row(papers: NewPapers, item: MadeDocument, name: str, version: int, now: datetime) -> dict[str, Any]:
    return {
        "school_id": papers.school_id,
        "pack": item.data["pack"],
        "document": item.spec.id,
        "version": version,
        "title": item.spec.title,
        "kind": item.spec.kind,
        "file_name": name,
        "order_date": papers.order_date,
        "made_at": now,
        "sha256": item.sha256,
        "template_sha256": template_sum(item.template),
        "paragraphs": {path: [[one.number, one.text] for one in found] for path, found in item.paragraphs.items()},
        "data": dict(item.data),
        "withdrawn_by": "",
    }


def _numbers(session: Session, query: Any, named: dict[str, Any]) -> dict[tuple[int, str], int]:
    """Of each body and document the greatest number: of its version, or the id of what was put in last."""
    return {(row[0], row[1]): row[2] for row in session.execute(query, named)}


def _add_files(session: Session, made: Sequence[MadeDocument]) -> None:
    """The files, and those templates that nothing was made from yet."""
    templates = {template_sum(item.template): item.template for item in made}
    known = set(session.scalars(select(FileRow.sha256).where(FileRow.sha256.in_(templates))))
    # in one order: two who lay the same down at once wait for each other in it
    new = [templates[sha256] for sha256 in sorted(templates) if sha256 not in known]
    add_files(session, [*new, *(item.content for item in made)])
