"""Letters and their deliveries as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class DeliveryState(StrEnum):
    """How far a letter to one receiver has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"  # the server had it whole, and nobody heard its answer
    REFUSED = "refused"
    CANCELLED = "cancelled"
    VOIDED = "voided"  # the entry was voided before it went


OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)


class LetterKind(StrEnum):
    """What a letter is about."""

    ENTRY = "entry"
    REMINDER = "reminder"


class SendingLostError(Exception):
    """The delivery is another's by now: what was done here counts no more."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a letter: `what` it is of its entry, its name, its bytes by their fingerprint."""

    what: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter about to be kept."""

    kind: LetterKind
    key: str
    message_id: str
    sender_name: str
    reply_to: str
    subject: str
    text: str
    receivers: tuple[str, ...]
    files: tuple[SentFile, ...] = ()
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter to one receiver."""

    id: int
    letter_id: int
    address: str
    state: DeliveryState
    attempts: int
    due_at: datetime
    ended_at: datetime | None
    trouble: str
    reply: str


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter as it is kept."""

    id: int
    school_id: int
    entry_id: int | None
    kind: LetterKind
    message_id: str
    sender_name: str
    reply_to: str
    subject: str
    text: str
    at: datetime
    by_name: str
    user_id: int | None
    files: tuple[SentFile, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """A delivery that is ours until its lease ends."""

    id: int
    letter_id: int
    school_id: int
    address: str
    worker: str
    fence: int
    attempts: int
    first_at: datetime
