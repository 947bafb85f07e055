"""The door of the API: a token, its limits, its scope. No cookie is read, none is set."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import g, request

from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.users.tokens import TokenLine, count_refused, count_taken, token_here
from sferum_docs.web.acts import carry_out_on_its_day
from sferum_docs.web.api.problems import FORBIDDEN, UNKNOWN, ProblemError
from sferum_docs.web.api.rights import allowed_scopes
from sferum_docs.web.protection.sessions import act_for

if TYPE_CHECKING:
    from sferum_docs.services.users.tokens import AccessToken
    from sferum_docs.web.api.operations import Operation

_READ_ONCE = ("school", "acts", "pack", "packs", "registers", "directives", "offices")
_LONGEST = 200  # of a token as it may come


def let_in(operation: Operation) -> tuple[AccessToken, Actor]:
    """Whose token this request bears; who acts by it. ProblemError, TooManyRequestsError."""
    now, address = datetime.now(UTC), request.remote_addr or ""
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    found = token_here(text.strip(), now) if kind.casefold() == "bearer" and len(text) <= _LONGEST else None
    if found is None:
        count_refused(address, now)
        raise ProblemError(UNKNOWN, "api_token" if text else "api_no_token")
    count_taken(found.token, address, now)
    _enter(found)
    if operation.scope is not None and operation.scope not in scopes_now(found):
        raise ProblemError(FORBIDDEN, "api_scope")
    name = f"{found.token.name} ({found.token.prefix}…, {found.maker.name})"
    return found.token, Actor(name, now, found.maker.id, address)


def scopes_now(found: TokenLine) -> frozenset[str]:
    """What the token may now: of what was given to it, what its maker still may herself."""
    return found.token.scopes & {*allowed_scopes(found.maker)}


def _enter(found: TokenLine) -> None:
    """What follows in this request is of the token's body, whatever was asked before anybody was known."""
    act_for(found.maker)
    carry_out_on_its_day(found.token.school_id)
    read_anew()
    g.token_line = found


def read_anew() -> None:
    """What a request reads once is read again: somebody has written, or nobody was known when it was read."""
    for name in _READ_ONCE:
        g.pop(name, None)
