"""Who wants to be reminded by letter, and for which days that was done: for each once, however many look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, or_, select, update

from sferum_docs.store.database import db, insertion
from sferum_docs.store.jobs.jobs import changed
from sferum_docs.store.mail.model import DeliveryState, LetterKind
from sferum_docs.store.rows import MailDeliveryRow, MailLetterRow, ReminderWishRow, UserRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

_WISH, _LETTER, _DELIVERY = ReminderWishRow, MailLetterRow, MailDeliveryRow


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody of a body who wants to be reminded at an address."""

    user_id: int
    school_id: int
    address: str


def wished_address(user_id: int) -> str:
    """Where somebody wants to be reminded; empty: nowhere."""
    return db.session.scalar(select(_WISH.address).where(_WISH.user_id == user_id)) or ""


def put_wish(session: Session, user_id: int, address: str, at: datetime) -> None:
    """Keeps the wish; a day that was told of stays told of at another address, too."""
    values = {"address": address, "at": at}
    query = insertion(session, _WISH).values(user_id=user_id, **values)
    session.execute(query.on_conflict_do_update(index_elements=["user_id"], set_=values))


def drop_wish(session: Session, user_id: int, now: datetime) -> bool:
    """Forgets the wish with its address, and gives up what has not gone; whether there was one."""
    cancel_waiting(session, user_id, now)
    return changed(session, delete(_WISH).where(_WISH.user_id == user_id)) == 1  # type: ignore[arg-type]  # counted alike


def wishes_for(day: date, limit: int) -> Sequence[Wish]:
    """Whom nobody has looked at for this day yet, body by body."""
    columns: tuple[Any, ...] = _WISH.user_id, UserRow.school_id, _WISH.address
    query = select(*columns).join(UserRow, UserRow.id == _WISH.user_id)
    open_ones = or_(_WISH.told_on.is_(None), _WISH.told_on < day)
    query = query.where(UserRow.active.is_(True), UserRow.school_id.is_not(None), open_ones)
    return [Wish(*row) for row in db.session.execute(query.order_by(UserRow.school_id, _WISH.user_id).limit(limit))]


def take_day(session: Session, wish: Wish, day: date) -> bool:
    """Takes this day of somebody; False: another has, or the wish is another by now."""
    still = _WISH.user_id == wish.user_id, _WISH.address == wish.address
    open_ones = or_(_WISH.told_on.is_(None), _WISH.told_on < day)
    return changed(session, update(_WISH).where(*still, open_ones).values(told_on=day)) == 1


def cancel_waiting(session: Session, user_id: int, now: datetime) -> None:
    """Gives up reminders of somebody that have not gone: a newer one says more."""
    own = select(_LETTER.id).where(_LETTER.user_id == user_id, _LETTER.kind == str(LetterKind.REMINDER))
    meant = _DELIVERY.letter_id.in_(own), _DELIVERY.state == DeliveryState.WAITING
    changed(session, update(_DELIVERY).where(*meant).values(state=str(DeliveryState.CANCELLED), ended_at=now))


def last_reminder(user_id: int) -> int | None:
    """The letter by which somebody was reminded last."""
    query = select(_LETTER.id).where(_LETTER.user_id == user_id, _LETTER.kind == str(LetterKind.REMINDER))
    return db.session.scalar(query.order_by(_LETTER.id.desc()).limit(1))
