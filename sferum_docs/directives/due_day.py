"""The last day of a deadline, where the act itself is enough to tell it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.model import DayType, DeadlineKind
from sferum_docs.directives.working_days import shift_working_days

if TYPE_CHECKING:
    from collections.abc import Container

    from sferum_docs.directives.model import Deadline

LAST_DAY = date(2999, 12, 31)  # later is a slip of the finger, and deadlines would leave the calendar
_DATED = {DeadlineKind.DATE, DeadlineKind.RANGE}
# the events that happen on the act's own day: nothing else of the act's words may stand between it and the count
_SIGNED = re.compile(
    r"(?:с\s+)?(?:момента\s+|дня\s+|даты\s+)?(?:его\s+|её\s+)?(?:подписани[яе]|принятия|издания)"
    r"(?:\s+(?:настоящ\w+\s+)?(?:постановлени|распоряжени|приказ|решени|акт|документ|письм)\w*)?",
    re.IGNORECASE,
)


def last_day(deadline: Deadline, act_day: date, days_off: Container[date] = ()) -> date | None:
    """The day by which it is due: as printed, or counted from the signing of the act; None when nobody can tell.

    >>> from datetime import date
    >>> from sferum_docs.directives.model import Deadline
    >>> from_signing = Deadline(DeadlineKind.RELATIVE, days=10, day_type=DayType.WORKING, event="подписания приказа")
    >>> last_day(from_signing, date(2026, 9, 1))
    datetime.date(2026, 9, 15)
    """
    if deadline.kind in _DATED:
        return deadline.date
    if deadline.kind is not DeadlineKind.RELATIVE or not deadline.days or not is_of_signing(deadline.event):
        return None
    if deadline.day_type is DayType.WORKING:
        return shift_working_days(act_day, deadline.days, days_off)
    return act_day + timedelta(days=deadline.days)


def is_of_signing(event: str) -> bool:
    """Whether an event happened on the day that the act bears.

    >>> is_of_signing("подписания настоящего постановления"), is_of_signing("подписания договора")
    (True, False)
    """
    return _SIGNED.fullmatch(event.strip()) is not None
