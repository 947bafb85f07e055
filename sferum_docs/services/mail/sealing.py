"""A password kept so that the key of the installation alone opens it: in the database, on all of its machines."""

from __future__ import annotations

import base64
import hashlib
import hmac


def seal(key: str, text: str) -> str:
    """The text, to be read with the same key alone."""
    from cryptography.fernet import Fernet  # noqa: PLC0415  few start the program to send letters

    return Fernet(_own_key(key)).encrypt(text.encode()).decode("ascii")


def opened(key: str, sealed: str) -> str | None:
    """What was sealed; None: with another key, or it was changed since.

    >>> opened("a key", seal("a key", "пароль")), opened("another", seal("a key", "пароль")), opened("a key", "x")
    ('пароль', None, None)
    """
    from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415  as above

    try:
        return Fernet(_own_key(key)).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _own_key(key: str) -> bytes:
    """A key for this use alone: what signs sessions opens no password."""
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), b"password of the mail server", hashlib.sha256))
