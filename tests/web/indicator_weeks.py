"""Weeks of figures of the demonstration school, kept as a person would have typed them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sferum_docs.indicators.series import Value
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.packs.of_school import school_pack
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.web.pages import SchoolClient

MONDAY, TODAY = date(2023, 10, 16), date(2023, 12, 31)
TEACHERS_FELL: dict[str, Sequence[int | None]] = {
    "I1": [200, 203], "I2": [18, 18], "I3": [10, 12], "I4": [12, 9], "I5": [5, 5], "I6": [4, None],
}  # fmt: skip


def keep_weeks(
    client: SchoolClient,
    told: Mapping[str, Sequence[int | None]],
    start: date = MONDAY,
    pack: str = PACK_ID,
    unit: str = "people",
    reason: str = "",
) -> None:
    """Keeps values of weeks that follow one another; None is «not known»."""
    values = [
        Value(
            key, start + timedelta(weeks=number), None if amount is None else Decimal(amount), unit,
            state="unknown" if amount is None else "known",
        )
        for key, amounts in told.items()
        for number, amount in enumerate(amounts)
    ]  # fmt: skip
    with client.application.app_context():
        newest = max(TODAY, *(value.week for value in values))
        act = school_pack(SCHOOL_ID, pack, newest)
        keep_values(SCHOOL_ID, act, values, BY, today=newest, reason=reason)


def two_weeks(client: SchoolClient) -> None:
    """Two weeks, in the second of which fewer teachers write messages."""
    keep_weeks(client, TEACHERS_FELL)
