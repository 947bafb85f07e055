"""Letters of the outbox handed to the server one by one, by whichever process comes first; none by two."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.mailing.backoff import next_try
from sferum_docs.mailing.client import PATIENCE, Conversation, Patience
from sferum_docs.mailing.message import message_bytes
from sferum_docs.mailing.model import Attachment, Letter
from sferum_docs.mailing.troubles import MailError, Trouble
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.server import mail_server
from sferum_docs.store.audit import Actor, record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents import files
from sferum_docs.store.jobs.clock import now_of
from sferum_docs.store.mail import leases
from sferum_docs.store.mail.letters import find_letter
from sferum_docs.store.mail.model import DeliveryState, LetterKind, SendingLostError
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sferum_docs.services.mail.server import MailServer
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.mail.model import KeptLetter, Sending

_log = logging.getLogger(__name__)
_PATIENCE = 60.0  # seconds: pages go first, nobody waits here
Clock = "Callable[[Transaction], datetime]"


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a letter is somebody's without a word from him, and how long servers are waited for."""

    lease: timedelta = timedelta(minutes=5)
    renewal: timedelta = timedelta(minutes=1)
    server: Patience = PATIENCE


PACE = Pace()


def send_due(
    key: str,
    worker: str,
    pace: Pace = PACE,
    *,
    clock: Callable[[Transaction], datetime] = now_of,
    stopping: Callable[[], bool] = bool,
) -> int:
    """Sends what is due; gives how many letters were tried. After a trouble of the server it lets the others wait.

    The server is asked for before each letter: somebody may name another, or turn the mail off, while many wait.
    """
    count = 0
    try:
        while not stopping():
            post = mail_server(key)
            if post is None or not post.ready or not leases.is_anything_due(clock(db.session())):
                break
            trouble = _send_next(post, worker, pace, clock)
            count += trouble is not _NOTHING
            if trouble is not None and (trouble is _NOTHING or trouble.of_server):
                break
    finally:
        db.session.remove()
    return count


class _VoidedError(Exception):
    """The entry was voided while its letter was on its way to the server, which has not got it yet."""


_NOTHING = Trouble("mail_nobody")  # nothing was due: no trouble of any letter


def _send_next(post: MailServer, worker: str, pace: Pace, clock: Callable[[Transaction], datetime]) -> Trouble | None:
    with writing(_PATIENCE) as session:
        unsure = Fault("mail_unsure_lost").sentence()
        sending = leases.claim_next(session, worker, pace.lease, clock(session), unsure)
    if sending is None:
        return _NOTHING
    letter = find_letter(sending.school_id, sending.letter_id)
    if letter is None:
        return None
    try:
        trouble = _hand_over(post, letter, sending, pace, clock)
        _keep(letter, sending, trouble, clock)
    except _VoidedError:
        with writing(_PATIENCE) as session:
            leases.end(session, sending, DeliveryState.VOIDED, clock(session))
        return None
    except SendingLostError:
        _log.warning("letter %s was taken over by another sender", sending.letter_id)
        return None
    return trouble


def _hand_over(
    post: MailServer, letter: KeptLetter, sending: Sending, pace: Pace, clock: Callable[[Transaction], datetime]
) -> Trouble | None:
    """Gives the letter to the server; what went wrong, None: it was taken. _VoidedError: nothing of it may go."""
    if _is_void(letter):  # voided while somebody had it who did not come back
        raise _VoidedError
    keeping = _Keeping(letter, sending, pace, clock)
    try:
        content = message_bytes(_written(letter, post.server.sender))
        db.session.remove()  # a server may be slow: no connection with the database waits for it
        with Conversation(post.server, post.password, pace.server, keeping.alive) as talk:
            talk.send(sending.address, content, keeping.hand)
    except MailError as error:
        return error.trouble
    except ValueError as error:  # an address of it that no letter can bear: it would be tried for ever
        return Trouble("bad_email", lasting=True, values={"text": str(error)})
    except FaultsError as error:  # a file of it is lost or was changed
        return Trouble(
            error.faults[0].code, lasting=True, values={k: str(v) for k, v in error.faults[0].values.items()}
        )
    return None


def _is_void(letter: KeptLetter) -> bool:
    entry = register.find(letter.school_id, letter.entry_id) if letter.entry_id is not None else None
    return entry is not None and entry.void


class _Keeping:
    """Keeps the lease while a server is talked to."""

    def __init__(
        self, letter: KeptLetter, sending: Sending, pace: Pace, clock: Callable[[Transaction], datetime]
    ) -> None:
        self._letter, self._sending, self._pace, self._clock = letter, sending, pace, clock
        self._renewed = float("-inf")

    def alive(self) -> None:
        """Renews the lease when a part of it is over."""
        if time.monotonic() - self._renewed < self._pace.renewal.total_seconds():
            return
        self._renewed = time.monotonic()
        with writing(_PATIENCE, alters_pages=False) as session:
            leases.renew(session, self._sending, self._clock(session) + self._pace.lease)

    def hand(self) -> None:
        """From now on nobody but the server knows: the last moment in which a voided entry can be kept back."""
        with writing(_PATIENCE, alters_pages=False) as session:
            if _is_void(self._letter):
                raise _VoidedError
            leases.mark_handed(session, self._sending, self._clock(session) + self._pace.lease)


def _keep(
    letter: KeptLetter, sending: Sending, trouble: Trouble | None, clock: Callable[[Transaction], datetime]
) -> None:
    """Keeps how it went, with the line of the journal."""
    with writing(_PATIENCE) as session:
        now = clock(session)
        if trouble is None:
            leases.end(session, sending, DeliveryState.SENT, now)
            _log_event(session, letter, now, "mail.sent")
            return
        told = trouble.fault().sentence()
        if trouble.unsure:
            leases.end(session, sending, DeliveryState.UNSURE, now, told, trouble.reply)
            _log_event(session, letter, now, "mail.unsure")
            return
        if _is_void(letter):
            leases.end(session, sending, DeliveryState.VOIDED, now, told, trouble.reply)
            return
        again = None if trouble.lasting else next_try(sending.attempts, sending.first_at, now)
        if again is not None:
            leases.put_back(session, sending, again, told, trouble.reply)
            return
        given_up = "" if trouble.lasting else f" {Fault('mail_gave_up').sentence()}"
        leases.end(session, sending, DeliveryState.REFUSED, now, f"{told}{given_up}", trouble.reply)
        _log_event(session, letter, now, "mail.refused")


def _log_event(session: Transaction, letter: KeptLetter, now: datetime, action: str) -> None:
    if letter.kind is not LetterKind.ENTRY:
        return
    by = Actor(letter.by_name, now, letter.user_id)
    sums = [item.sha256 for item in letter.files]
    record_event(session, letter.school_id, by, action, letter.subject, entry_id=letter.entry_id, sha256=sums)


def _written(letter: KeptLetter, sender: str) -> Letter:
    """The letter as it travels: the very bytes that were kept when it was written."""
    contents = files.contents([item.sha256 for item in letter.files]) if letter.files else {}
    return Letter(
        letter.message_id, letter.at, sender, letter.sender_name,
        tuple(to.address for to in letter.deliveries), letter.subject, letter.text, letter.reply_to,
        tuple(Attachment(item.name, item.media_type, contents[item.sha256]) for item in letter.files),
        automatic=letter.kind is not LetterKind.ENTRY,
    )  # fmt: skip
