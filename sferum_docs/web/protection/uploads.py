"""How large a request may be: most addresses take a form, some take files that are told about on their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from werkzeug.datastructures import ImmutableMultiDict

from sferum_docs.web.protection.sessions import takes_cookies

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.datastructures import MultiDict

_MB = 1024 * 1024
MAX_FIELDS = 45_000  # the staff of the biggest school: eight fields a row, five thousand rows
_TOO_LARGE, _NOT_FOUND = 413, 404
_OF_PROGRAMS = 2  # the staff of the biggest school is half of it
# larger than what is kept, so that a scan too large is answered on the page where it was chosen
LIMITS = {
    "acts_reading.begin": 24,
    "evidence.add": 64,
    "electronic.add": 64,
    "evidence.add_to_checklist": 64,
    "scans.withdraw": 64,
    "scans.upload": 64,
}


def init_uploads(app: Flask) -> None:
    """Asked before anything reads the form, and after who may send it."""
    app.before_request(_widen)
    app.before_request(_bound_fields)
    app.before_request(_leave_zeros_out)


def _widen() -> None:
    limit = LIMITS.get(request.endpoint or "")
    if not takes_cookies():
        limit = _OF_PROGRAMS
    if limit is not None:
        request.max_content_length = limit * _MB


def _bound_fields() -> None:
    """Werkzeug counts the fields of multipart forms only; the other kind must not bring more."""
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= MAX_FIELDS:
        abort(_TOO_LARGE)


def _leave_zeros_out() -> None:
    """No keyboard types a zero sign, and PostgreSQL takes none: what was sent goes on without it, no address has it."""
    if "\0" in request.path:
        abort(_NOT_FOUND)
    for name in ("args", "form"):
        sent: MultiDict[str, str] = getattr(request, name)
        if any("\0" in text for pair in sent.items(multi=True) for text in pair):
            pairs = [(key.replace("\0", ""), text.replace("\0", "")) for key, text in sent.items(multi=True)]
            setattr(request, name, ImmutableMultiDict(pairs))
