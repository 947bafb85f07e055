"""Who wants to be reminded of deadlines by letter, and what became of the last reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.mailing.addresses import is_address
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.bell import ring
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.letters import find_letter
from sferum_docs.store.mail.reminders import drop_wish, last_reminder, put_wish, wished_address

if TYPE_CHECKING:
    from sferum_docs.services.users.manage import User
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.mail.model import Delivery

__all__ = ["last_delivery", "save_wish", "wished_address"]


def save_wish(user: User, address: str, by: Actor, *, wanted: bool) -> None:
    """Keeps where somebody wants to be reminded, or forgets it. FaultsError: no such address."""
    typed = clean_line(address)
    if wanted and not typed:
        raise FaultsError([Fault("empty", "address")])
    if wanted and not is_address(typed):
        raise FaultsError([Fault("bad_email", "address", {"text": typed[:60]})])
    with writing() as session:
        if wanted:
            put_wish(session, user.id, typed, by.at)
        else:
            drop_wish(session, user.id, by.at)
        record_event(session, user.school_id, by, "reminders.on" if wanted else "reminders.off", user.login)
    ring()


def last_delivery(user: User) -> Delivery | None:
    """What became of the last reminder."""
    letter_id = last_reminder(user.id)
    letter = find_letter(user.school_id, letter_id) if letter_id and user.school_id else None
    return letter.deliveries[-1] if letter and letter.deliveries else None
