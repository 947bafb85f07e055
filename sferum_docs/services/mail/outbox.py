"""The outbox for people: what became of letters, trying again, giving up, settling what is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.bell import ring
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.letters import (
    change_delivery,
    count_outbox,
    find_letter,
    letters_of_entries,
    outbox,
)
from sferum_docs.store.mail.model import Delivery, DeliveryState, KeptLetter, SentFile

if TYPE_CHECKING:
    from collections.abc import Collection

    from sferum_docs.store.audit import Actor

__all__ = [
    "Delivery", "DeliveryState", "KeptLetter", "SentFile", "cancel", "count_outbox", "find_letter",
    "letters_of_entries", "letters_of_entry", "outbox", "settle", "try_now",
]  # fmt: skip

_AGAIN = (
    DeliveryState.WAITING, DeliveryState.REFUSED, DeliveryState.UNSURE, DeliveryState.CANCELLED, DeliveryState.VOIDED,
)  # fmt: skip


def letters_of_entry(school_id: int, entry_id: int) -> tuple[KeptLetter, ...]:
    """What was sent of an entry, the newest first."""
    return letters_of_entries(school_id, [entry_id]).get(entry_id, ())


def try_now(school_id: int, letter_id: int, delivery_id: int, by: Actor) -> None:
    """Sends the same letter again at once. FaultsError: it is sent or being sent, its entry is void."""
    fresh = {"state": DeliveryState.WAITING, "due_at": by.at, "attempts": 0, "first_at": None, "ended_at": None}
    _change(school_id, letter_id, delivery_id, _AGAIN, fresh, "mail.again", by)
    ring()


def cancel(school_id: int, letter_id: int, delivery_id: int, by: Actor) -> None:
    """Sends it no more. FaultsError: it is being sent in this moment, was taken or may have been."""
    ended = {"state": DeliveryState.CANCELLED, "ended_at": by.at}
    among = (DeliveryState.WAITING, DeliveryState.REFUSED)
    _change(school_id, letter_id, delivery_id, among, ended, "mail.cancelled", by)


def settle(school_id: int, letter_id: int, delivery_id: int, by: Actor) -> None:
    """Somebody asked the receiver: it came. FaultsError: it is not unsure."""
    came = {"state": DeliveryState.SENT, "trouble": ""}
    _change(school_id, letter_id, delivery_id, (DeliveryState.UNSURE,), came, "mail.settled", by)


def _change(
    school_id: int, letter_id: int, delivery_id: int, among: Collection[DeliveryState], values: dict[str, Any],
    action: str, by: Actor,
) -> None:  # fmt: skip
    letter = find_letter(school_id, letter_id)
    if letter is None or letter.entry_id is None:
        raise LookupError(letter_id)
    with writing() as session:
        if action == "mail.again":
            locked_live(session, school_id, letter.entry_id)
        if not change_delivery(session, school_id, letter_id, delivery_id, among, values):
            raise FaultsError([Fault("mail_moved_on")])
        record_event(session, school_id, by, action, letter.subject, entry_id=letter.entry_id)
