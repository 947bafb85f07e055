"""A page of the district that names a body: opened for one that the office watches, 404 for every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from sferum_docs.services.district.scope import body_in_scope
from sferum_docs.web.current import current_school_id

if TYPE_CHECKING:
    from sferum_docs.services.district.scope import OverseenBody


def overseen_or_404(school_id: int) -> OverseenBody:
    """The body, when the office of who is signed in watches it; that there is another is not told."""
    body = body_in_scope(current_school_id(), school_id)
    if body is None:
        abort(404)
    return body
