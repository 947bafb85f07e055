"""People who come and go, for tests that begin with somebody who does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.services.people.begin import begin_change
from tests.builders import BY

if TYPE_CHECKING:
    from sferum_docs.store.people.staff_changes import StaffChange

LEAVES = "Багомедов Багомед Багомедович"  # of the demonstration: holds a role that an order appointed to
GROUND = "приказ от 16.10.2023 № 15-л"


def a_change(school_id: int, name: str = LEAVES, kind: ChangeKind = ChangeKind.DISMISSED) -> StaffChange:
    """Somebody of the demonstration was at work for the last time on the day before that of the tests."""
    return begin_change(school_id, name, kind, BY.at.date() - timedelta(days=1), GROUND, BY)
