"""The week that an address names."""

from __future__ import annotations

from datetime import date

from flask import abort

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.web.current import today


def week_of_address(text: str) -> date:
    """The Monday of the week of a day in an address; what is no day, or not come yet, is no page."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if not date(2000, 1, 1) < day <= today():
        abort(404)
    return monday_of(day)
