"""The regional holidays of this installation, and the days off that count for a school."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sferum_docs.directives.regional_days import days_off_of
from sferum_docs.packs.readers.holidays import read_holidays
from sferum_docs.services.packs.choose import PACKS

if TYPE_CHECKING:
    from sferum_docs.directives.regional_days import DaysOff, RegionalHoliday
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

HOLIDAYS_FILE = "holidays.toml"


@cache
def holiday_table() -> tuple[RegionalHoliday, ...]:
    """The table that lies beside the packs."""
    return read_holidays(PACKS / HOLIDAYS_FILE)


def regions() -> tuple[str, ...]:
    """The regions that the table knows."""
    return tuple(dict.fromkeys(holiday.region for holiday in holiday_table()))


def days_off(school: School | None, *packs: Pack) -> DaysOff:
    """The days off of the school's region, or of the first directive that names one when the school names none."""
    named = (pack.directive.region for pack in packs if pack.directive.region)
    region = (school.layout.region if school else "") or next(named, "")
    six_days = school is not None and school.layout.six_days
    return replace(days_off_of(region, holiday_table()), six_days=six_days)
