"""What can be erased of a person is erased: in the transaction of whoever says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from sferum_docs.documents.staffing.model import ChangeState
from sferum_docs.store.mail.model import LetterKind
from sferum_docs.store.people.traces import in_json
from sferum_docs.store.rows import (
    AccessTokenRow,
    DocumentRow,
    DraftRow,
    ImportedBodyRow,
    IndicatorUploadRow,
    MailLetterRow,
    PacketRow,
    RefusedFormRow,
    RegisterImportRow,
    ReminderWishRow,
    StaffChangeRow,
    UploadedScanRow,
    UserRow,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

GONE = "сведения стёрты"
_CONTACTS = ("phone", "email")


def erase_person(session: Session, school_id: int, name: str, users: Collection[int]) -> dict[str, int]:
    """Erases a person, with these ways in, from all that no law keeps; kind of place → how many."""
    return {
        "changes": _changes(session, school_id, name),
        "users": _users(session, school_id, users),
        "drafts": _drafts(session, school_id),
        "uploads": _uploads(session, school_id),
        "requests": _texts(session, PacketRow, "request", school_id, name),
        "imported": _texts(session, ImportedBodyRow, "record", school_id, name),
        "contacts": _contacts(session, school_id, name),
    }


def _changes(session: Session, school_id: int, name: str) -> int:
    rows = session.scalars(
        select(StaffChangeRow).where(StaffChangeRow.school_id == school_id, StaffChangeRow.name == name)
    ).all()
    for row in rows:
        row.name, row.ground, row.person, row.plan, row.done = GONE, "", {}, {}, {}
        row.state = ChangeState.ERASED
    return len(rows)


def _users(session: Session, school_id: int, users: Collection[int]) -> int:
    """Closed ways in, with the address of reminders, the letters sent there and the keys of programs."""
    own = UserRow.school_id == school_id, UserRow.id.in_(users), UserRow.active.is_(False)
    rows = session.scalars(select(UserRow).where(*own)).all()
    for row in rows:
        row.name, row.login, row.login_key = GONE, f"стёрто-{row.id}", f"стёрто-{row.id}"
        reminders = MailLetterRow.user_id == row.id, MailLetterRow.kind == str(LetterKind.REMINDER)
        for gone in (
            delete(ReminderWishRow).where(ReminderWishRow.user_id == row.id),
            delete(MailLetterRow).where(*reminders),
            delete(AccessTokenRow).where(AccessTokenRow.user_id == row.id),
        ):
            session.execute(gone.execution_options(synchronize_session=False))
    return len(rows)


def _drafts(session: Session, school_id: int) -> int:
    """Drafts of pages and refused forms, all of them: they are kept for hours, and packed."""
    own = select(UserRow.id).where(UserRow.school_id == school_id)
    counted = (
        session.execute(delete(row).where(row.user_id.in_(own)).execution_options(synchronize_session=False))
        for row in (DraftRow, RefusedFormRow)
    )
    return sum(_deleted(done) for done in counted)


def _uploads(session: Session, school_id: int) -> int:
    """Tables that nobody has written in and scans that nobody has confirmed: whose they are, nobody has said yet."""
    wanted: tuple[tuple[Any, Any], ...] = (
        (RegisterImportRow, RegisterImportRow.done_at.is_(None)),
        (IndicatorUploadRow, IndicatorUploadRow.done_at.is_(None)),
        (UploadedScanRow, UploadedScanRow.entry_id.is_(None)),
    )
    counted = (
        session.execute(
            delete(row).where(row.school_id == school_id, waiting).execution_options(synchronize_session=False)
        )
        for row, waiting in wanted
    )
    return sum(_deleted(done) for done in counted)


def _deleted(done: Any) -> int:
    return int(done.rowcount)


def _texts(session: Session, row: Any, column: str, school_id: int, name: str) -> int:
    """Takes the name, and records of a person of this name, out of a JSON column."""
    found = session.scalars(select(row).where(row.school_id == school_id, in_json(getattr(row, column), name))).all()
    for item in found:
        setattr(item, column, without(getattr(item, column), name))
    return len(found)


def without(value: Any, name: str) -> Any:
    """A JSON value without a person.

    >>> without({"staff": [{"name": "Ким Олег"}, {"name": "Цой Анна"}], "head": "Ким Олег"}, "Ким Олег")
    {'staff': [{'name': 'Цой Анна'}], 'head': ''}
    """
    if isinstance(value, dict):
        return {key: without(item, name) for key, item in value.items() if key != name}
    if isinstance(value, list):
        return [without(item, name) for item in value if item != name and not _is_person(item, name)]
    return "" if value == name else value


def _is_person(value: Any, name: str) -> bool:
    return isinstance(value, dict) and value.get("name") == name


def _contacts(session: Session, school_id: int, name: str) -> int:
    """Phone and mail leave the data that papers were made from; the papers and the rest of the data stay."""
    query = select(DocumentRow).where(DocumentRow.school_id == school_id, in_json(DocumentRow.data, name))
    count = 0
    for row in session.scalars(query):
        staff = row.data.get("school", {}).get("staff", [])
        if any(item.get("name") == name and any(item.get(key) for key in _CONTACTS) for item in staff):
            bare = [_bare(item, name) for item in staff]
            row.data = {**row.data, "school": {**row.data["school"], "staff": bare}}
            # every process keeps documents in memory by id and moment: by another moment it reads this one anew
            row.made_at += timedelta(microseconds=1)
            count += 1
    return count


def _bare(item: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in _CONTACTS} if item.get("name") == name else item
