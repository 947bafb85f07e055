"""Who sends which letter, and until when it is his: no letter is sent by two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, update

from sferum_docs.store.database import db
from sferum_docs.store.jobs.jobs import changed
from sferum_docs.store.mail.model import DeliveryState, Sending, SendingLostError
from sferum_docs.store.rows import MailDeliveryRow, MailLetterRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_ROW = MailDeliveryRow
_OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)
_FAR = timedelta(days=1)  # a letter that was not taken is tried again within hours


def _is_due(now: datetime) -> ColumnElement[bool]:
    """One that would wait longer than any pause was put by a clock that has been set back since."""
    return or_(_ROW.due_at <= now, _ROW.due_at > now + _FAR)


def is_anything_due(now: datetime) -> bool:
    """Whether there is a letter to send now; whoever only looks takes no turn of those who write."""
    query = select(_ROW.id).where(_ROW.state.in_(_OPEN), _is_due(now))
    return bool(db.session.scalar(select(query.exists())))


def claim_next(session: Session, worker: str, lease: timedelta, now: datetime, unsure: str) -> Sending | None:
    """Begins the next letter; None: none is due.

    One whose sender is gone while the server was being given it whole is not begun again: nobody knows whether it was
    taken. It ends as «возможно, отправлено», with this sentence.
    """
    lost = _ROW.state == DeliveryState.SENDING, _is_due(now), _ROW.handed.is_(True)
    for delivery_id, school_id in session.execute(_with_body(_ROW.id).where(*lost)).all():
        ended = {"state": DeliveryState.UNSURE, "ended_at": now, "trouble": unsure}
        changed(session, update(_ROW).where(_ROW.id == delivery_id).values(ended))
        touch_body(session, school_id)
    due = _ROW.state.in_(_OPEN), _is_due(now)
    columns = _ROW.id, _ROW.letter_id, _ROW.address, _ROW.fence, _ROW.attempts, _ROW.first_at
    row = session.execute(_with_body(*columns).where(*due).order_by(_ROW.due_at, _ROW.id).limit(1)).one_or_none()
    if row is None:
        return None
    begun: dict[str, Any] = {
        "state": DeliveryState.SENDING, "worker": worker, "fence": row.fence + 1, "attempts": row.attempts + 1,
        "due_at": now + lease, "first_at": row.first_at or now, "handed": False,
    }  # fmt: skip
    changed(session, update(_ROW).where(_ROW.id == row.id).values(begun))
    touch_body(session, row.school_id)
    return Sending(
        row.id, row.letter_id, row.school_id, row.address, worker, row.fence + 1, row.attempts + 1, begun["first_at"]
    )


def renew(session: Session, sending: Sending, until: datetime) -> None:
    """Keeps it for another lease. SendingLostError: it is another's by now."""
    _change(session, sending, {"due_at": until})


def mark_handed(session: Session, sending: Sending, until: datetime) -> None:
    """The server is given the whole letter from now on. SendingLostError."""
    _change(session, sending, {"handed": True, "due_at": until})


def end(
    session: Session, sending: Sending, state: DeliveryState, now: datetime, trouble: str = "", reply: str = ""
) -> None:
    """How it ended. SendingLostError."""
    _change(session, sending, {"state": state, "ended_at": now, "trouble": trouble, "reply": reply, "handed": False})
    touch_body(session, sending.school_id)


def put_back(session: Session, sending: Sending, due_at: datetime, trouble: str, reply: str) -> None:
    """Lets it wait for another try. SendingLostError."""
    values = {"state": DeliveryState.WAITING, "due_at": due_at, "trouble": trouble, "reply": reply, "handed": False}
    _change(session, sending, {**values, "worker": ""})
    touch_body(session, sending.school_id)


def _change(session: Session, sending: Sending, values: dict[str, Any]) -> None:
    if not changed(session, update(_ROW).where(*_ours(sending)).values(values)):
        raise SendingLostError


def _ours(sending: Sending) -> tuple[ColumnElement[bool], ...]:
    same = _ROW.id == sending.id, _ROW.fence == sending.fence, _ROW.worker == sending.worker
    return *same, _ROW.state == DeliveryState.SENDING


def _with_body(*columns: Any) -> Any:
    return select(*columns, MailLetterRow.school_id).join(MailLetterRow, MailLetterRow.id == _ROW.letter_id)
