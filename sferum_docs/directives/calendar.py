"""Deadlines as an iCalendar file (RFC 5545): all-day events with a reminder; what comes again repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.recurrence import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from icalendar import Event

_PRODUCT = "-//sferum_docs//RU"
_REMIND = timedelta(hours=-15)  # at nine in the morning of the day before


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One day to keep. `uid` stays the same when the day moves, so that a calendar moves its entry too."""

    uid: str
    day: date
    title: str
    note: str = ""
    period: str = ""  # of what comes again: P1W, P1M


def calendar_file(name: str, events: Iterable[CalendarEvent], now: datetime) -> bytes:
    """The events as the bytes of an .ics file."""
    from icalendar import Calendar  # noqa: PLC0415  wanted by one page

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT12H")
    for event in events:
        calendar.add_component(_entry(event, now))
    return bytes(calendar.to_ical())


def _entry(event: CalendarEvent, now: datetime) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415  as above

    entry = Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", now)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    if event.note:
        entry.add("description", event.note)
    if event.period:
        entry.add("rrule", rule_of(event.period, event.day))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", _REMIND)
    entry.add_component(alarm)
    return entry
