"""A form of ours that came too late is offered again, and the first «Отправить ещё раз» is taken.

After the end of a session the token of its forms is worth nothing, and the new session has another. The form offered
again carries a ticket instead: our signature under the address and every field of it, valid for a working day and
only from a page of our own (`Origin`, which no foreign page can write).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import current_app, g, request
from flask_wtf import CSRFProtect
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sferum_docs.web.protection.sessions import takes_cookies

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELD = "resend_ticket"
_LONGEST = 12 * 3600
_NOT_SIGNED = {FIELD, "csrf_token"}
# a form with a password is filled in anew, so that no page ever holds one; slips hold those of many
_SECRET = {"password", "current", "new", "again", "slips"}


class FormProtection(CSRFProtect):  # type: ignore[misc]  # Flask-WTF carries no types
    """The library's protection against foreign forms, which takes a ticket of ours in place of its token."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuses what is no form of ours."""
        if not takes_cookies():  # what no cookie lets in, no foreign page can send in another's name
            g.csrf_valid = True
            return
        if request.method == "POST" and _has_ticket():
            g.csrf_valid = True
            return
        super().protect(apply_exemptions=apply_exemptions)


def own_typed() -> list[tuple[str, str]]:
    """What was typed into a form of ours that is refused for its age, to be offered again with its ticket."""
    # only what our own page sent is offered: a foreign page must not get its form confirmed by one click
    if not _is_own() or not _SECRET.isdisjoint(request.form):
        return []
    typed = _typed()
    return [*typed, (FIELD, _serializer().dumps(_fingerprint(typed)))]


def _has_ticket() -> bool:
    ticket = request.form.get(FIELD, "")
    if not ticket or not _is_own():
        return False
    try:
        signed = _serializer().loads(ticket, max_age=_LONGEST)
    except BadSignature:
        return False
    return bool(signed == _fingerprint(_typed()))


def _is_own() -> bool:
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _typed() -> list[tuple[str, str]]:
    return [pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_SIGNED]


def _fingerprint(typed: Sequence[tuple[str, str]]) -> str:
    # browsers send line feeds as CR LF, whatever the page held; groups of one name keep their order
    lines = [(name, "\n".join(value.splitlines())) for name, value in typed]
    return hashlib.sha256(repr((request.path, sorted(lines, key=lambda pair: pair[0]))).encode()).hexdigest()


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="resend")
