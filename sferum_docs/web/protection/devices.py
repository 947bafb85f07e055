"""Browsers that somebody has signed in with before: a signed cookie says so, strangers' guesses do not lock them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from sferum_docs.services.users.manage import login_key

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

_COOKIE, _YEAR = "known_device", 365 * 24 * 3600


def device_of(login: str) -> str:
    """The name of this browser when its owner has signed in with it under this login; otherwise nothing."""
    try:
        name, known = _signer().loads(request.cookies.get(_COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(name) if known == login_key(login) else ""


def known_device(response: Response, login: str) -> Response:
    """Lets this browser be known when it signs in again."""
    value = _signer().dumps([secrets.token_hex(8), login_key(login)])
    response.set_cookie(
        _COOKIE, str(value), max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure, path="/sign-in"
    )
    return response


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=_COOKIE)
