"""A long part of a page, kept until anything is written: it is drawn once for all who may do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.web.current import current_pack, known_school, known_school_id, today
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from markupsafe import Markup


def kept_part(name: str, *about: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the call around a part of a template encloses, on a page of an act.

    It depends on the database, the pack, the day, the roles of who looks and on `about`; it holds no token, no theme
    and nothing of a form that was refused.
    """
    somebody = user()
    who = (known_school_id(), Same(known_school()), somebody.roles if somebody else None)
    key = ("part of a page", name, about, who, Same(current_pack()), today(), request.script_root)
    return keep_until_change(key, caller)
