"""What a browser may do with our pages, said in headers; the secret key of the sessions."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import request

from sferum_docs.services.installation.network import Ipv6Host
from sferum_docs.services.installation.private_files import kept_secret

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
# over TLS alone, and for this name alone: a school may serve other names without it
_HSTS = "max-age=31536000"


# without this list a foreign page could reach us under a host name of its own (DNS rebinding)
TRUSTED_HOSTS = ["localhost", "127.0.0.1", Ipv6Host("[::1]")]


def trusted_hosts(told: str) -> list[str]:
    """Under which names the program answers: this machine's own, and those that its administrator lists.

    Browsers send a name in small letters and without the dot at its end; of an address copied whole the name is taken.
    One that is no name is left out, for it would fail each request.

    >>> trusted_hosts("School.Example., [FD00::5], a..b, https://docs.school.example/acts")[-3:]
    ['school.example', '[fd00::5]', 'docs.school.example']
    """
    named = [name for part in told.split(",") if _is_name(name := _name_of(part))]
    return [*TRUSTED_HOSTS, *(Ipv6Host(name) if name.startswith("[") else name for name in named)]


def _name_of(address: str) -> str:
    """The name within what was listed: people copy the line of their browser."""
    return address.strip().lower().rpartition("://")[2].partition("/")[0].rstrip(".")


def _is_name(name: str) -> bool:
    try:
        return bool(name.removeprefix(".").encode("idna"))  # «.school.example»: all names below it
    except UnicodeError:
        return False


_BAD_REQUEST = 400


def add_headers(response: Response) -> Response:
    """Our headers, where the response has none of its own; `no-store` would make «Назад» lose what is typed."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    found = request.endpoint in _STATIC and response.status_code < _BAD_REQUEST
    if not found and not (response.cache_control.immutable or response.cache_control.no_store):
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def secret_key(folder: Path) -> str:
    """The key of this installation, made at the first start and readable by its owner alone."""
    return kept_secret(folder / "secret_key", lambda: secrets.token_hex(32))


def init_security(app: Flask) -> None:
    """Headers on every response."""
    app.after_request(add_headers)
