"""How often one may guess a secret: a wrong guess costs a try, a right one does not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.users.attempts import forget_attempts, full_keys, take_attempts
from sferum_docs.store.users.users import login_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.users.users import User

PER_LOGIN, PER_ADDRESS = 5, 30  # a whole school may sit behind one address
_MINUTE = 60


class TooManyAttemptsError(Exception):
    """No guess is taken now; `minutes` says how long."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


@dataclass(frozen=True, slots=True)
class Attempt:
    """A guess that has been counted, with the key whose count a right one clears."""

    ids: tuple[int, ...]
    key: str


def count_sign_in(login: str, address: str, device: str, now: datetime) -> Attempt:
    """Counts a guess at a password. TooManyAttemptsError when there were too many.

    `device` names a browser that this person has signed in with before, or nothing. Such a browser has a count of
    its own: strangers who guess at a login, or from the same address, do not keep its owner out.
    """
    if device:
        return _count({_key("device", login_key(login), device): PER_LOGIN}, now)
    return _count({_key("login", login_key(login), address): PER_LOGIN, _key("address", address): PER_ADDRESS}, now)


def count_guess(subject: str, whose: str, now: datetime) -> Attempt:
    """Counts a guess at another secret: the code of an installation, one's own password when it is changed."""
    return _count({_key(subject, whose): PER_LOGIN}, now)


def forgive(attempt: Attempt) -> None:
    """The guess was right: it costs nothing, and what was guessed wrong before it is forgotten."""
    with writing(alters_pages=False) as session:
        forget_attempts(session, attempt.ids, attempt.key)


def locked_logins(logins: Collection[str], now: datetime) -> frozenset[str]:
    """Which of these logins take no password now, from one address at least."""
    full = full_keys("login", PER_LOGIN, now)
    return frozenset(login for login in logins if any(key.startswith(_key("login", login_key(login))) for key in full))


def unlock(user: User, by: Actor) -> None:
    """Lets a login be tried again from everywhere."""
    with writing() as session:
        forget_attempts(session, (), _key("login", login_key(user.login)))
        record_event(session, user.school_id, by, "user.unlocked", user.login)


def _count(limits: Mapping[str, int], now: datetime) -> Attempt:
    with writing(alters_pages=False) as session:
        ids, until = take_attempts(session, limits, now)
    if until is not None:
        raise TooManyAttemptsError(max(1, math.ceil((until - now).total_seconds() / _MINUTE)))
    return Attempt(tuple(ids), next(iter(limits)))


def _key(subject: str, *whose: str) -> str:
    """The key of a count: sums in place of logins and addresses, so that the table tells nothing of anybody."""
    return " ".join((subject, *(sha256(item.encode()).hexdigest()[:32] for item in whose)))
