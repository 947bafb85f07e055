"""Jobs for many bodies in tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.bulk.start import MAKE, start_bulk
from sferum_docs.services.district.scope import schools_in_scope
from tests.builders import BY, PACK_ID

if TYPE_CHECKING:
    from collections.abc import Collection

DAY = date(2023, 10, 16)
ASKED = BulkRequest(PACK_ID, ("D02", "D04", "D05"), DAY)


def begin_bulk(office: int, asked: BulkRequest = ASKED, kind: str = MAKE, bodies: Collection[int] | None = None) -> int:
    """A job for the bodies of an office, or for these of them; 0 where it watches none."""
    chosen = [body for body in schools_in_scope(office) if bodies is None or body.id in bodies]
    return start_bulk(office, kind, chosen, asked, BY) if chosen else 0
