"""Where a person is named in what is kept: found by the name, told as plain values. Nothing is changed here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, or_, select

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.reading.typography import quoted
from sferum_docs.store.database import db
from sferum_docs.store.rows import (
    AcquaintanceRow,
    AuditRow,
    ChecklistAnswerRow,
    DocumentRow,
    DraftRow,
    ElectronicSignatureRow,
    EntryRow,
    EvidenceRow,
    ImportedBodyRow,
    IndicatorMeasureRow,
    PacketRow,
    PaperMarkRow,
    RefusalRow,
    StaffChangeRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class Trace:
    """One place: of which kind, when, in words, with its values."""

    kind: str
    words: str
    at: datetime | date | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    by_initials: bool = False  # by these or a part of the name alone: another may be meant


_CHANGED = {
    ChangeKind.DISMISSED: "увольнение, последний рабочий день",
    ChangeKind.MOVED: "перевод на другую должность, первый день",
    ChangeKind.LEAVE: "длительное отсутствие, первый день",
    ChangeKind.HIRED: "приём на работу, первый день",
}


def traces_of(school_id: int, name: str, short: str) -> tuple[Trace, ...]:
    """Every place of the database of a school that names a person, in full or, in the register, with initials."""
    return tuple(trace for find in _FOUND for trace in find(school_id, (name, short)))


def in_json(column: Any, name: str) -> ColumnElement[bool]:
    """Whether the name stands in a JSON column: as it is read, or in the escaped letters of older rows."""
    forms = {json.dumps(name, ensure_ascii=escaped)[1:-1] for escaped in (False, True)}
    return or_(*(cast(column, Text).contains(form, autoescape=True) for form in sorted(forms)))


def _changes(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    query = select(StaffChangeRow).where(StaffChangeRow.school_id == school_id, StaffChangeRow.name == names[0])
    for row in db.session.scalars(query.order_by(StaffChangeRow.id)):
        values = {"kind": row.kind, "state": row.state, "ground": row.ground, "person": row.person, "plan": row.plan}
        yield Trace("changes", _CHANGED[ChangeKind(row.kind)], row.day, values)


def _drafts(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    query = select(DraftRow).join(UserRow, UserRow.id == DraftRow.user_id)
    found = query.where(UserRow.school_id == school_id, in_json(DraftRow.fields, names[0]))
    for row in db.session.scalars(found.order_by(DraftRow.id)):
        yield Trace("drafts", f"страница {row.page}", row.saved_at)


def _requests(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    query = select(PacketRow).where(PacketRow.school_id == school_id, in_json(PacketRow.request, names[0]))
    for row in db.session.scalars(query.order_by(PacketRow.id)):
        yield Trace("requests", f"комплект {row.pack}", row.made_at)


def _imported(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    query = select(ImportedBodyRow).where(
        ImportedBodyRow.school_id == school_id, in_json(ImportedBodyRow.record, names[0])
    )
    for row in db.session.scalars(query):
        yield Trace("imported", "список сотрудников", row.at)


def _documents(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row = DocumentRow
    entered = select(EntryRow.id).where(or_(EntryRow.document_id == row.id, EntryRow.draft_id == row.id)).exists()
    registered = or_(entered, select(PaperMarkRow.id).where(PaperMarkRow.document_id == row.id).exists())
    columns = (row.title, row.kind, row.version, row.order_date, row.sha256, registered)
    query = select(*columns).where(row.school_id == school_id, in_json(row.data, names[0]))
    for title, kind, version, day, sha256, is_registered in db.session.execute(query.order_by(row.id)):
        place = "documents" if is_registered else "versions"
        yield Trace(place, f"{kind} {quoted(title)}, версия {version}", day, {"sha256": sha256})


def _entries(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row = EntryRow
    named = or_(*(column.in_(names) for column in (row.executor, row.signer, row.person)), row.title.contains(names[0]))
    for item in db.session.scalars(select(row).where(row.school_id == school_id, named).order_by(row.id)):
        short = names[0] not in {item.executor, item.signer, item.person} and names[0] not in item.title
        yield Trace("entries", f"№ {item.number} {item.title}", item.signed_on, by_initials=short)


def _signatures(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row, file = ElectronicSignatureRow, EvidenceRow
    query = (
        select(row.signed_name, file.at, file.file_name, EntryRow.number)
        .join(file, file.id == row.evidence_id)
        .join(EntryRow, EntryRow.id == file.entry_id)
        .where(EntryRow.school_id == school_id, in_json(row.signers, names[0]))
    )
    for name, at, signature, number in db.session.execute(query.order_by(row.evidence_id)):
        yield Trace("signatures", f"№ {number}, файл «{signature}»", at, {"signed": name})


def _acquaintance(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    query = (
        select(AcquaintanceRow, EntryRow.number, EntryRow.title)
        .join(EntryRow, EntryRow.id == AcquaintanceRow.entry_id)
        .where(EntryRow.school_id == school_id, AcquaintanceRow.name == names[0])
    )
    for row, number, title in db.session.execute(query.order_by(AcquaintanceRow.id)):
        yield Trace("acquaintance", f"№ {number} {title}", row.signed_on, {"post": row.post})


def _refusals(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    named = or_(in_json(RefusalRow.people, names[0]), in_json(RefusalRow.witnesses, names[0]))
    query = select(RefusalRow, EntryRow.number).join(EntryRow, EntryRow.id == RefusalRow.entry_id)
    for row, number in db.session.execute(query.where(EntryRow.school_id == school_id, named).order_by(RefusalRow.id)):
        yield Trace("refusals", f"акт об отказе по приказу № {number}", row.day)


def _answers(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row = ChecklistAnswerRow
    named = or_(row.by_name.in_(names), row.evidence.contains(names[0], autoescape=True))
    for item in db.session.scalars(select(row).where(row.school_id == school_id, named).order_by(row.id)):
        short = item.by_name != names[0] and names[0] not in item.evidence
        yield Trace("answers", item.question, item.day, {"evidence": item.evidence}, short)


def _measures(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row = IndicatorMeasureRow
    query = select(row).where(row.school_id == school_id, or_(row.worker.in_(names), row.by_name.in_(names)))
    for item in db.session.scalars(query.order_by(row.id)):
        yield Trace("measures", item.text, item.week, by_initials=names[0] not in {item.worker, item.by_name})


def _journal(school_id: int, names: Sequence[str]) -> Iterator[Trace]:
    row = AuditRow
    named = or_(
        row.user_name.in_(names), row.subject.contains(names[0], autoescape=True), in_json(row.details, names[0])
    )
    for item in db.session.scalars(select(row).where(row.school_id == school_id, named).order_by(row.id)):
        told = json.dumps(item.details, ensure_ascii=False)
        short = names[0] not in f"{item.user_name} {item.subject} {told}"
        yield Trace("journal", item.action, item.at, {"by": item.user_name, "subject": item.subject}, short)


_FOUND: tuple[Callable[[int, Sequence[str]], Iterator[Trace]], ...] = (
    _changes, _drafts, _requests, _imported, _documents, _entries, _signatures, _acquaintance, _refusals, _answers,
    _measures, _journal,
)  # fmt: skip
