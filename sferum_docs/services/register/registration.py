"""What the secretary says of a paper that is registered, and what is wrong or odd about it before a number is taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.working_days import is_working_day
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from sferum_docs.store.audit import Actor

FIRST_YEAR = 1918  # when the schools of the country became what they are: no register of theirs is older
_NEAR_DAYS = 60


@dataclass(frozen=True, slots=True)
class RegistrationDetails:
    """What the secretary says of a paper that is registered.

    `reason` is needed when the day is earlier than the last entry's, and when the paper is put in `after` a number.
    """

    signed_on: date
    executor: str = ""
    sheets: int | None = None
    annexes: int | None = None
    file_index: str = ""
    addressee: str = ""
    reply_to: str = ""
    note: str = ""
    reason: str = ""
    after: int | None = None
    held: int | None = None  # the entry whose number is kept for this paper
    kind: str = ""  # of a paper that was not made here; empty: the first of its register
    sender: str = ""
    sender_number: str = ""
    sender_date: date | None = None
    due: date | None = None
    person: str = ""
    basis: str = ""
    act: str = ""  # the pack whose act the paper is, or is about
    signer: str = ""  # of a paper that was not made here; empty: the head of today
    confirmed: bool = False  # a day long past is right
    by_pen: bool = False  # numbers of orders that have none yet will be written into the file by hand
    once: bool = False  # an entry that says just the same is asked about: the form may have come twice
    replaces: bool = True  # what this document was registered as before loses force


def day_faults(day: date, by: Actor) -> tuple[Fault, ...]:
    """What forbids a day of signing."""
    values = {"text": f"{day:%d.%m.%Y}", "low": FIRST_YEAR}
    return (
        *((Fault("day_ahead", "signed_on", values),) if day > _today(by) else ()),
        *((Fault("year_too_old", "signed_on", values),) if day.year < FIRST_YEAR else ()),
    )


def text_faults(details: RegistrationDetails, title: str = "") -> list[Fault]:
    """Texts that are too long."""
    return length_faults({"title": title, **asdict(details)})


def far_day_faults(details: RegistrationDetails, by: Actor, drafted: date | None = None) -> tuple[Fault, ...]:
    """A day of another year that is long past is asked about: 2025 is typed for 2026 every January.

    The day that a draft bears is none to ask about.
    """
    day, today = details.signed_on, _today(by)
    is_far = day.year != today.year and (today - day).days > _NEAR_DAYS
    is_far = is_far and (drafted is None or abs((day - drafted).days) > _NEAR_DAYS)
    asked = is_far and not details.confirmed and details.after is None and day.year >= FIRST_YEAR
    return (Fault("day_long_ago", "signed_on", {"text": f"{day:%d.%m.%Y}"}),) if asked else ()


def day_warnings(
    day: date, by: Actor, days_off: Container[date] = (), drafted: Container[date] = ()
) -> tuple[Fault, ...]:
    """What is odd about a day of signing and does not forbid it; `days_off` are those of the school.

    Neither today nor the day that a draft bears (`drafted`) is odd: these are proposed, and who registers is at work.
    """
    values = {"text": f"{day:%d.%m.%Y}"}
    is_other = day != _today(by)
    return (
        *((Fault("day_not_today", "signed_on", values, warning=True),) if is_other and day not in drafted else ()),
        *(
            (Fault("signed_on_day_off", "signed_on", values, warning=True),)
            if is_other and not is_working_day(day, days_off)
            else ()
        ),
    )


def out_of_order(day: date, last: date) -> Fault:
    """The day stands before the last of its register, and nobody said why."""
    return Fault("out_of_order", "reason", {"text": f"{day:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"})


def _today(by: Actor) -> date:
    return by.at.astimezone().date()
