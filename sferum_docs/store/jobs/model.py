"""What a job is, and a part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sferum_docs.store.audit import Actor

MOST_ATTEMPTS = 3  # of a part that ends whoever works at it


class ItemState(StrEnum):
    """How far a part of a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (ItemState.WAITING, ItemState.RUNNING)
ENDED = (ItemState.DONE, ItemState.FAILED, ItemState.CANCELLED)


class LeaseLostError(Exception):
    """Somebody else has the part now: what was done here for it must be undone."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """A part to be done: its key within the job, how pages call it, which body it is about, what its kind needs."""

    key: str
    title: str
    subject_id: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A part that this process may do, until its lease ends or somebody else has begun it.

    `following` was laid by for this worker: it is begun when this part ends.
    """

    item_id: int
    fence: int
    worker: str
    attempts: int
    job_id: int
    office_id: int
    kind: str
    options: Mapping[str, Any]
    key: str
    title: str
    subject_id: int | None
    payload: Mapping[str, Any]
    by: Actor
    following: Claim | None = None

    def chain(self) -> Iterator[Claim]:
        """This part and those that follow it."""
        claim: Claim | None = self
        while claim is not None:
            yield claim
            claim = claim.following


@dataclass(frozen=True, slots=True)
class Job:
    """A job of an office, without its parts."""

    id: int
    office_id: int
    kind: str
    title: str
    options: Mapping[str, Any]
    at: datetime
    by_name: str
    served_at: datetime
    cancelled_at: datetime | None
    cancelled_by: str
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a part of it is still to be done, or being done."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class ItemFault:
    """Why a part was not done: the code, the sentence as it is told, and what it is about."""

    code: str
    text: str
    place: str = ""

    def kept(self) -> list[str]:
        """As it lies in the database."""
        return [self.code, self.text, self.place]


@dataclass(frozen=True, slots=True)
class JobItem:
    """A part of a job, as its page tells of it."""

    id: int
    key: str
    title: str
    subject_id: int | None
    state: ItemState
    attempts: int
    worker: str
    ended_at: datetime | None
    faults: Sequence[ItemFault]
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many parts are where at a moment; `recent` of them ended within the last `seconds`.

    `workers` are at it, or were of late.
    """

    counts: Mapping[ItemState, int]
    recent: int
    seconds: float
    workers: Sequence[str]
    at: datetime

    @property
    def total(self) -> int:
        """All parts."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """Parts that are done."""
        return self.counts.get(ItemState.DONE, 0)

    @property
    def failed(self) -> int:
        """Parts that were not done, each with its reason."""
        return self.counts.get(ItemState.FAILED, 0)

    @property
    def cancelled(self) -> int:
        """Parts that were not begun, because the job was cancelled."""
        return self.counts.get(ItemState.CANCELLED, 0)

    @property
    def running(self) -> int:
        """Parts that are being done."""
        return self.counts.get(ItemState.RUNNING, 0)

    @property
    def waiting(self) -> int:
        """Parts that nobody has begun."""
        return self.counts.get(ItemState.WAITING, 0)

    @property
    def ended(self) -> int:
        """Parts of which nothing more is to come."""
        return self.total - self.running - self.waiting

    @property
    def rate(self) -> float:
        """Parts a second, of late; 0: none has ended."""
        return self.recent / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate; None: it cannot be said."""
        left = self.running + self.waiting
        return left / self.rate if self.rate and left else None
