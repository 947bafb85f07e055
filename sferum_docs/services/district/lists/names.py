"""Which organisation of a district a name written by hand means: as the sheets of indicators know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.model import School
from sferum_docs.indicators.names import meant, near
from sferum_docs.schools.district_lists.model import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.district_lists.model import NamedBody


def find_bodies(text: str, bodies: Sequence[NamedBody]) -> Found:
    """The organisations that a name may mean, by key."""
    listed = [School(body.key, body.short_name, body.full_name) for body in bodies]
    match = meant(text, listed)
    if match.schools:
        return Found(tuple(school.id for school in match.schools), sure=len(match.schools) == 1)
    misspelt = near(text, listed)
    return Found(tuple(school.id for school in misspelt.schools), sure=misspelt.sure, misspelt=True)
