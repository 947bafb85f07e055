"""The outbox: letters kept, found, cancelled, tried again, tidied away."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from sferum_docs.store.database import LARGEST_ID, db, in_parts
from sferum_docs.store.jobs.jobs import changed
from sferum_docs.store.mail.model import (
    OPEN,
    Delivery,
    DeliveryState,
    KeptLetter,
    LetterKind,
    NewLetter,
    SentFile,
)
from sferum_docs.store.rows import MailAttachmentRow, MailDeliveryRow, MailLetterRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

_LETTER, _FILE, _DELIVERY = MailLetterRow, MailAttachmentRow, MailDeliveryRow
_OF_FILE = _FILE.letter_id, _FILE.what, _FILE.name, _FILE.media_type, _FILE.size, _FILE.sha256
_OF_DELIVERY = (
    _DELIVERY.letter_id, _DELIVERY.id, _DELIVERY.address, _DELIVERY.state, _DELIVERY.attempts, _DELIVERY.due_at,
    _DELIVERY.ended_at, _DELIVERY.trouble, _DELIVERY.reply,
)  # fmt: skip


def add_letter(session: Session, school_id: int, new: NewLetter, by: Actor) -> int:
    """Keeps a letter, to be sent at once; gives its id."""
    row = _LETTER(
        school_id=school_id, entry_id=new.entry_id, kind=str(new.kind), key=new.key, message_id=new.message_id,
        sender_name=new.sender_name, reply_to=new.reply_to, subject=new.subject, text=new.text,
        at=by.at, by_name=by.name, user_id=by.user_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        _FILE(
            letter_id=row.id, position=place, what=item.what, name=item.name, media_type=item.media_type,
            size=item.size, sha256=item.sha256,
        )
        for place, item in enumerate(new.files)
    )  # fmt: skip
    session.add_all(
        _DELIVERY(
            letter_id=row.id, address=address, state=str(DeliveryState.WAITING), attempts=0, fence=0, worker="",
            handed=False, due_at=by.at, first_at=None, ended_at=None, trouble="", reply="",
        )
        for address in new.receivers
    )  # fmt: skip
    session.flush()
    return row.id


def letter_with_key(session: Session, school_id: int, key: str) -> int | None:
    """The letter that was kept under this key."""
    return session.scalar(select(_LETTER.id).where(_LETTER.school_id == school_id, _LETTER.key == key))


def find_letter(school_id: int, letter_id: int) -> KeptLetter | None:
    """A letter of this body; another's is not found."""
    if not 0 < letter_id <= LARGEST_ID:
        return None
    rows = db.session.scalars(select(_LETTER).where(_LETTER.id == letter_id, _LETTER.school_id == school_id)).all()
    return next(iter(_values(rows)), None)


def letters_of_entries(school_id: int, entry_ids: Collection[int]) -> dict[int, tuple[KeptLetter, ...]]:
    """Entry → its letters, the newest first; entries that were never sent are left out."""
    found: dict[int, list[KeptLetter]] = defaultdict(list)
    for some in in_parts(entry_ids):
        query = select(_LETTER).where(_LETTER.school_id == school_id, _LETTER.entry_id.in_(some))
        for letter in _values(db.session.scalars(query.order_by(_LETTER.id.desc())).all()):
            found[letter.entry_id or 0].append(letter)
    return {entry_id: tuple(letters) for entry_id, letters in found.items()}


def sent_of_entries(school_id: int, entry_ids: Collection[int]) -> dict[int, list[tuple[datetime, str]]]:
    """Entry → when it was sent by mail and to whom, as it went; entries that were not are left out."""
    found: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    columns: tuple[Any, ...] = _LETTER.entry_id, _DELIVERY.ended_at, _DELIVERY.address
    query = select(*columns).join(_LETTER, _LETTER.id == _DELIVERY.letter_id).where(_LETTER.school_id == school_id)
    for some in in_parts(entry_ids):
        meant = _LETTER.entry_id.in_(some), _DELIVERY.state == DeliveryState.SENT
        for entry_id, ended_at, address in db.session.execute(query.where(*meant).order_by(_DELIVERY.id)):
            found[entry_id or 0].append((ended_at, address))
    return found


def outbox(school_id: int, states: Collection[DeliveryState], limit: int, offset: int = 0) -> tuple[KeptLetter, ...]:
    """Letters about entries that have a delivery in one of these states, the newest first."""
    query = _of_outbox(select(_LETTER), school_id, states).order_by(_LETTER.id.desc())
    return _values(db.session.scalars(query.limit(limit).offset(offset)).all())


def count_outbox(school_id: int, states: Collection[DeliveryState]) -> int:
    """How many there are of them."""
    return db.session.scalar(_of_outbox(select(func.count(_LETTER.id)), school_id, states)) or 0


def _of_outbox(query: Any, school_id: int, states: Collection[DeliveryState]) -> Any:
    some = select(_DELIVERY.id).where(_DELIVERY.letter_id == _LETTER.id, _DELIVERY.state.in_([*states]))
    return query.where(_LETTER.school_id == school_id, _LETTER.kind == str(LetterKind.ENTRY), some.exists())


def used_addresses(school_id: int, limit: int) -> tuple[str, ...]:
    """Where letters about entries went or go, the last used first; one that no server took is none to offer."""
    last = func.max(_DELIVERY.id)
    query = select(_DELIVERY.address).join(_LETTER, _LETTER.id == _DELIVERY.letter_id)
    query = query.where(_LETTER.school_id == school_id, _LETTER.kind == str(LetterKind.ENTRY))
    query = query.where(_DELIVERY.state != DeliveryState.REFUSED)
    return tuple(db.session.scalars(query.group_by(_DELIVERY.address).order_by(last.desc()).limit(limit)))


def count_states() -> dict[DeliveryState, int]:
    """How many deliveries of the whole installation stand where."""
    query = select(_DELIVERY.state, func.count(_DELIVERY.id)).group_by(_DELIVERY.state)
    return {DeliveryState(state): count for state, count in db.session.execute(query)}


def last_troubles(limit: int) -> tuple[Delivery, ...]:
    """Letters of the whole installation that wait because something went wrong."""
    query = select(*_OF_DELIVERY).where(_DELIVERY.state.in_(OPEN), _DELIVERY.trouble != "")
    return tuple(_delivery(row) for row in db.session.execute(query.order_by(_DELIVERY.id.desc()).limit(limit)))


def change_delivery(
    session: Session, school_id: int, letter_id: int, delivery_id: int, among: Collection[DeliveryState],
    values: dict[str, Any],
) -> bool:  # fmt: skip
    """Changes a delivery of this body that is in one of these states; whether there was one."""
    own = select(_LETTER.id).where(_LETTER.id == letter_id, _LETTER.school_id == school_id)
    meant = _DELIVERY.id == delivery_id, _DELIVERY.letter_id.in_(own), _DELIVERY.state.in_([*among])
    touch_body(session, school_id)
    return changed(session, update(_DELIVERY).where(*meant).values(values)) == 1


def end_of_voided(session: Session, school_id: int, entry_id: int, now: datetime) -> None:
    """Letters of an entry that wait go no more: it is void. The caller tells the stamp of the body."""
    own = select(_LETTER.id).where(_LETTER.entry_id == entry_id, _LETTER.school_id == school_id)
    meant = _DELIVERY.letter_id.in_(own), _DELIVERY.state == DeliveryState.WAITING
    changed(session, update(_DELIVERY).where(*meant).values(state=str(DeliveryState.VOIDED), ended_at=now))


def remove_old(session: Session, before: datetime) -> int:
    """Forgets letters about no entry that ended so long ago; those of entries stay for ever."""
    still = select(_DELIVERY.id).where(_DELIVERY.letter_id == _LETTER.id, _DELIVERY.state.in_(OPEN)).exists()
    old = _LETTER.kind != str(LetterKind.ENTRY), _LETTER.at < before, ~still
    return changed(session, delete(_LETTER).where(*old))  # type: ignore[arg-type]  # counted alike


def _values(rows: Iterable[MailLetterRow]) -> tuple[KeptLetter, ...]:
    """The letters with their files and deliveries: two questions, however many they are."""
    kept = [*rows]
    ids = [row.id for row in kept]
    files: dict[int, list[SentFile]] = defaultdict(list)
    deliveries: dict[int, list[Delivery]] = defaultdict(list)
    if ids:
        named = select(*_OF_FILE).where(_FILE.letter_id.in_(ids)).order_by(_FILE.position)
        for file in db.session.execute(named):
            files[file.letter_id].append(SentFile(*file[1:]))
        query = select(*_OF_DELIVERY).where(_DELIVERY.letter_id.in_(ids)).order_by(_DELIVERY.id)
        for row in db.session.execute(query):
            deliveries[row.letter_id].append(_delivery(row))
    return tuple(
        KeptLetter(
            row.id, row.school_id, row.entry_id, LetterKind(row.kind), row.message_id, row.sender_name,
            row.reply_to, row.subject, row.text, row.at, row.by_name, row.user_id, tuple(files[row.id]),
            tuple(deliveries[row.id]),
        )
        for row in kept
    )  # fmt: skip


def _delivery(row: Any) -> Delivery:
    letter_id, delivery_id, address, state, *rest = row
    return Delivery(delivery_id, letter_id, address, DeliveryState(state), *rest)
