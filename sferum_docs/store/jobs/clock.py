"""The clock of the database: the machines that work need not agree on the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def now_of(session: Session) -> datetime:
    """What time it is where the database is; a file beside the program has the clock of this machine.

    Not the beginning of the transaction: that lies before the wait for its turn.
    """
    if session.get_bind().dialect.name == "postgresql":
        told: datetime = session.scalars(select(func.clock_timestamp())).one()
        return told.astimezone(UTC)
    return datetime.now(UTC)
