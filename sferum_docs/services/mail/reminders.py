"""Reminders of deadlines by letter: to whoever wants them, one a day at most, and none when there is nothing to say."""

from __future__ import annotations

import logging
from datetime import UTC, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from sferum_docs.directives.working_days import is_working_day, shift_working_days
from sferum_docs.mailing.message import new_message_id
from sferum_docs.services.mail.reminder_letter import reminder_of, subject_of, text_of
from sferum_docs.services.mail.server import mail_server
from sferum_docs.services.packs.acts import acts_in_work, packs_in_work
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.today.facts import school_facts
from sferum_docs.store.audit import Actor
from sferum_docs.store.change_stamp import kept_apart
from sferum_docs.store.database import db, writing
from sferum_docs.store.jobs.clock import now_of
from sferum_docs.store.mail.letters import add_letter, letter_with_key, remove_old
from sferum_docs.store.mail.model import LetterKind, NewLetter
from sferum_docs.store.mail.reminders import cancel_waiting, take_day, wishes_for
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from sferum_docs.schools.model import School
    from sferum_docs.services.mail.reminder_letter import Reminder
    from sferum_docs.services.mail.server import MailServer
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.mail.reminders import Wish

_log = logging.getLogger(__name__)
FROM = time(7)  # nobody is reminded at night
_AHEAD = 3  # working days
_KEPT = timedelta(days=30)  # then a reminder is of no use to anybody
_AT_ONCE = 50  # letters that are waiting go between two looks
_PATIENCE = 60.0


def queue_reminders(key: str, *, clock: Callable[[Transaction], datetime] = now_of) -> int:
    """Puts today's reminders into the outbox, body by body; gives how many. Nothing while the mail is off."""
    try:
        post, now = mail_server(key), clock(db.session()).astimezone()
        if post is None or not post.ready or now.time() < FROM:
            return 0
        waiting = wishes_for(now.date(), _AT_ONCE)
        return sum(
            _remind(post, school_id, [*some], now) for school_id, some in groupby(waiting, lambda one: one.school_id)
        )
    finally:
        db.session.remove()


def _remind(post: MailServer, school_id: int, wishes: list[Wish], now: datetime) -> int:
    school = get_school(school_id)
    if school is None:
        return 0
    reminder, today = None, now.date()
    try:
        with kept_apart():
            reminder = _reminder(school_id, school, today)
    except Exception as error:  # noqa: BLE001  the day is taken all the same: others' letters do not wait for it
        _log.error("no reminders for body %s: %s", school_id, type(error).__name__)
    db.session.rollback()
    return sum(_put(post, school, wish, reminder, now) for wish in wishes)


def _reminder(school_id: int, school: School, today: date) -> Reminder | None:
    """What the body is reminded of; None on a day off."""
    packs = packs_in_work(school_id, today)
    off = days_off(school, *packs)
    if not is_working_day(today, off):
        return None
    sound = {pack.id: pack for pack in packs}
    acts = acts_in_work(school_id)
    facts = school_facts(school_id, school, acts, {act.pack: sound.get(act.pack) for act in acts}, today)
    return reminder_of(facts, today, shift_working_days(today, _AHEAD, off))


def _put(post: MailServer, school: School, wish: Wish, reminder: Reminder | None, now: datetime) -> bool:
    """Takes the day of this person, with the letter in the same transaction; whether there is a letter."""
    today, name = now.date(), school.requisites.short_name
    key, moment = f"reminder {wish.user_id} {today}", now.astimezone(UTC)
    with writing(_PATIENCE, alters_pages=False) as session:
        if not take_day(session, wish, today):
            return False
        cancel_waiting(session, wish.user_id, moment)
        if not reminder or letter_with_key(session, wish.school_id, key) is not None:
            return False
        new = NewLetter(
            LetterKind.REMINDER, key, new_message_id(post.server.sender), post.server.sender_name or name, "",
            subject_of(reminder, today), text_of(reminder, name, today), (wish.address,),
        )  # fmt: skip
        add_letter(session, wish.school_id, new, Actor("", moment, wish.user_id))
        remove_old(session, moment - _KEPT)
    return True
