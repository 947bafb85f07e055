"""What a browser may do with our pages, said in headers; the secret key of the sessions."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask, Response

# data: pictures are the tick marks and arrows inside Bootstrap's own style sheet, and pictures of a preview
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_STATIC = ("static", "bootstrap.static")
# there is no login yet: without this list a foreign page could reach us under a host name of its own (DNS rebinding)
TRUSTED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def add_headers(response: Response) -> Response:
    """Our headers, where the response has none of its own; `no-store` would make «Назад» lose what is typed."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in _STATIC and not (response.cache_control.immutable or response.cache_control.no_store):
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def secret_key(folder: Path) -> str:
    """The key of this installation, made at the first start and readable by its owner alone."""
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def init_security(app: Flask) -> None:
    """Headers on every response."""
    app.after_request(add_headers)
