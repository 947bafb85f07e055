"""Tokens of programs: made by a person of a body, for that body alone, never for more than she may herself."""

from __future__ import annotations

import math
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.users.requests import count_request, sweep_requests
from sferum_docs.store.users.tokens import (
    AccessToken,
    TokenLine,
    add_token,
    find_by_text,
    find_token,
    put_revoked,
    put_seen,
    tokens_of,
    working,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.users.users import User

__all__ = [
    "AccessToken",
    "Scope",
    "TokenLine",
    "TooManyRequestsError",
    "count_refused",
    "count_taken",
    "find_token",
    "make_token",
    "revoke_token",
    "token_here",
    "tokens_of",
]

DAYS = (30, 90, 365)  # for how long a token may be made
MOST_TOKENS = 30  # of a body that work at one time
LONGEST_NAME = 80
PER_TOKEN, PER_ADDRESS, REFUSED_PER_ADDRESS = 120, 300, 30  # requests a minute


class Scope(StrEnum):
    """What a token may be for."""

    SCHOOL_READ = "school:read"
    SCHOOL_WRITE = "school:write"
    DOCUMENTS_READ = "documents:read"
    DOCUMENTS_MAKE = "documents:make"
    REGISTER_READ = "register:read"
    REGISTER_WRITE = "register:write"
    FIGURES_READ = "figures:read"
    FIGURES_WRITE = "figures:write"
    MATRIX_READ = "matrix:read"  # of an office: how far its schools have come


class TooManyRequestsError(Exception):
    """No request is taken now; `seconds` says how long."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def make_token(
    user: User, name: str, scopes: Collection[str], days: int, allowed: Collection[Scope], by: Actor
) -> tuple[AccessToken, str]:
    """A new token and its text, which is told once. `allowed`: what its maker may herself. FaultsError."""
    name = clean_line(name)
    if user.school_id is None:
        raise FaultsError([Fault("token_no_body")])
    if faults := _faults(name, scopes, days, allowed):
        raise FaultsError(faults)
    with writing(alters_pages=False) as session:
        if faults := _faults_beside(working(user.school_id, by.at), name):
            raise FaultsError(faults)
        until = by.at + timedelta(days=days)
        made, text = add_token(session, user, user.school_id, name, scopes, by.at, until)
        about = f"{made.prefix}…: {name}"
        record_event(session, user.school_id, by, "token.made", about, scopes=sorted(scopes), until=_day(until))
    return made, text


def _faults(name: str, scopes: Collection[str], days: int, allowed: Collection[Scope]) -> list[Fault]:
    faults = []
    if not name:
        faults.append(Fault("empty", "name"))
    elif len(name) > LONGEST_NAME:
        faults.append(Fault("too_long", "name", {"limit": LONGEST_NAME}))
    if not scopes:
        faults.append(Fault("token_no_scope", "scopes"))
    elif not {*scopes} <= {*allowed}:
        faults.append(Fault("token_scope", "scopes"))
    if days not in DAYS:
        faults.append(Fault("token_days", "days"))
    return faults


def _faults_beside(others: Collection[AccessToken], name: str) -> list[Fault]:
    if any(other.name.casefold() == name.casefold() for other in others):  # or the button was pressed twice
        return [Fault("token_name_taken", "name", {"text": name})]
    return [Fault("token_too_many", "name", {"limit": MOST_TOKENS})] if len(others) >= MOST_TOKENS else []


def revoke_token(token: AccessToken, by: Actor) -> None:
    """It works no more; a second time changes nothing."""
    with writing(alters_pages=False) as session:
        now = find_token(token.school_id, token.id)
        if now is None or now.revoked_at is not None:
            return
        put_revoked(session, token.id, by.name, by.at)
        record_event(session, token.school_id, by, "token.revoked", f"{token.prefix}…: {token.name}")


def token_here(text: str, now: datetime) -> TokenLine | None:
    """The token of this text while it works: its maker is let in, has a password of her own, is of the same body."""
    found = find_by_text(text)
    if found is None or not found.token.works(now):
        return None
    maker = found.maker
    is_of_body = maker.school_id == found.token.school_id
    return found if maker.active and is_of_body and maker.one_time_until is None else None


def count_taken(token: AccessToken, address: str, now: datetime) -> None:
    """Counts a request of a token. TooManyRequestsError when there were too many of it, or from one address."""
    _count({f"token {token.id}": PER_TOKEN, _address("address", address): PER_ADDRESS}, now, token)


def count_refused(address: str, now: datetime) -> None:
    """Counts a request without a token that works. TooManyRequestsError."""
    _count({_address("refused", address): REFUSED_PER_ADDRESS}, now)


def _count(limits: Mapping[str, int], now: datetime, token: AccessToken | None = None) -> None:
    # a count that a power cut forgets costs a minute's bound: nobody waits for the disk
    with writing(alters_pages=False, durable=False) as session:
        if token is None or token.seen_at is None or now - token.seen_at >= timedelta(minutes=1):
            sweep_requests(session, now)
        if token is not None:
            put_seen(session, token, now)
        until = count_request(session, limits, now)
    if until is not None:
        raise TooManyRequestsError(max(1, math.ceil((until - now).total_seconds())))


def _address(subject: str, address: str) -> str:
    return f"{subject} {sha256(address.encode()).hexdigest()[:32]}"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y}"
