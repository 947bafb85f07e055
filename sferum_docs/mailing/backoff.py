"""When a letter that could not be sent is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

_PAUSES = (1, 5, 15, 30, 60, 120, 240)  # minutes; then the last one again and again
GIVES_UP = timedelta(days=2)


def next_try(attempts: int, since: datetime, now: datetime) -> datetime | None:
    """When to try after so many failures, the first try being at `since`; None: the time for trying is over.

    >>> day = datetime(2026, 11, 30, 9)
    >>> str(next_try(1, day, day)), str(next_try(9, day, day)), next_try(20, day, day + GIVES_UP)
    ('2026-11-30 09:01:00', '2026-11-30 13:00:00', None)
    """
    then = now + timedelta(minutes=_PAUSES[min(attempts, len(_PAUSES)) - 1])
    return then if then - since <= GIVES_UP else None
