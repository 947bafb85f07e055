"""A page that answers a refused form is kept, so that it has an address: reload and «Назад» show it again."""

from __future__ import annotations

import secrets
import zlib
from typing import TYPE_CHECKING

from sferum_docs.store.database import writing
from sferum_docs.store.users import refused_forms

if TYPE_CHECKING:
    from datetime import datetime

MOST_PACKED = 512 * 1024  # a staff list of a thousand people packs into a quarter of it
MOST_PLAIN = 16 * 1024 * 1024


def keep_page(user_id: int | None, address: str, page: bytes, now: datetime) -> str | None:
    """Keeps the page and gives its token; None when it is too large to be kept."""
    packed = zlib.compress(page) if len(page) <= MOST_PLAIN else page
    if len(packed) > MOST_PACKED:
        return None
    token = secrets.token_urlsafe(16)
    with writing(alters_pages=False) as session:
        refused_forms.put(session, token, user_id, address, packed, now)
    return token


def find_page(token: str, user_id: int | None, address: str, now: datetime) -> bytes | None:
    """The page kept under the token, when it is this person's and of this address."""
    packed = refused_forms.find(token, user_id, address, now)
    return None if packed is None else zlib.decompress(packed)
