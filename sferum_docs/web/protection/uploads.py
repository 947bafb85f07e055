"""How large a request may be: most addresses take a form, some take files that are told about on their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request

if TYPE_CHECKING:
    from flask import Flask

_MB = 1024 * 1024
MAX_FIELDS = 45_000  # the staff of the biggest school: eight fields a row, five thousand rows
_TOO_LARGE, _BAD_REQUEST = 413, 400
# larger than what is kept, so that a scan too large is answered on the page where it was chosen
LIMITS = {
    "acts_reading.begin": 24,
    "evidence.add": 64,
    "evidence.add_to_checklist": 64,
    "scans.withdraw": 64,
    "scans.upload": 64,
}


def init_uploads(app: Flask) -> None:
    """Asked before anything reads the form, and after who may send it."""
    app.before_request(_widen)
    app.before_request(_bound_fields)
    app.before_request(_refuse_zero)


def _widen() -> None:
    limit = LIMITS.get(request.endpoint or "")
    if limit is not None:
        request.max_content_length = limit * _MB


def _bound_fields() -> None:
    """Werkzeug counts the fields of multipart forms only; the other kind must not bring more."""
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= MAX_FIELDS:
        abort(_TOO_LARGE)


def _refuse_zero() -> None:
    """No keyboard types a zero sign, and PostgreSQL takes none: a text with it is answered here, not by a failure."""
    sent = [*request.args.items(multi=True), *request.form.items(multi=True), (request.path, "")]
    if any("\0" in text for pair in sent for text in pair):
        abort(_BAD_REQUEST)
