"""A mapping read key by key: each reader notes a fault and goes on, `done` reports keys nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")


_FULL_YEAR = 1000
_SHORT_YEAR = re.compile(r"0\d{3}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{1,3}|0\d{3})", re.ASCII)
_LONGEST_NUMBER = 10**20
_NEARBY, _LONGEST_KEY = 20, 60  # keys nobody asked for that are compared with the known ones; their letters


class Record:
    """A mapping with its place («pack.toml: documents[3]») and the common list of faults."""

    def __init__(self, data: object, place: str, faults: list[Fault]) -> None:
        self.place = place
        self.faults = faults
        self._asked: set[str] = set()
        self._data: Mapping[str, object] = {}
        if isinstance(data, Mapping):
            self._data = data
        else:
            self.faults.append(Fault("not_a_record", place))

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.place}.{key}" if self.place else key

    def fault(self, key: str, code: str, *, warning: bool = False, **values: object) -> None:
        """Notes a fault at a key."""
        self.faults.append(Fault(code, self.at(key), values, warning))

    def has(self, key: str) -> bool:
        """Whether the key is there with something in it."""
        return not _is_blank(self._data.get(key))

    def names(self) -> tuple[str, ...]:
        """The keys that are there, in their order."""
        return tuple(self._data)

    def raw(self, key: str) -> object:
        """The value as it is."""
        self._asked.add(key)
        return self._data.get(key)

    def text(self, key: str, *, required: bool = True) -> str:
        """One cleaned line; a number that stands where digits are wanted is taken as its digits."""
        value = self.raw(key)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LONGEST_NUMBER:
            value = str(value)
        if _is_blank(value):
            if required:
                self.fault(key, "empty")
            return ""
        if not isinstance(value, str):
            self.fault(key, "not_text")
            return ""
        cleaned = clean_line(value)
        if required and not cleaned:
            self.fault(key, "empty")
        return cleaned

    def verbatim(self, key: str) -> str:
        """A text kept to the letter."""
        value = self.raw(key)
        if not isinstance(value, str) or not value:
            self.fault(key, "empty" if _is_blank(value) else "not_text")
            return ""
        return value

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A day: a TOML date or «2023-10-20», «20.10.2023»."""
        value = self.raw(key)
        if type(value) is date:  # a datetime is a date as well, and does not compare with one
            return value
        if _is_blank(value):
            if required:
                self.fault(key, "empty")
            return None
        parsed = parse_day(value) if isinstance(value, str) else None
        if parsed is None:
            self.faults.append(day_fault(str(value), self.at(key)))
        return parsed

    def number(self, key: str, *, required: bool = True, low: int = 0, high: int = 1_000_000) -> int | None:
        """A whole number within bounds."""
        value = self.raw(key)
        if _is_blank(value):
            if required:
                self.fault(key, "empty")
            return None
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            value = int(value.strip()[:12])
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(key, "not_a_number", text=value)
            return None
        if not low <= value <= high:
            self.fault(key, "out_of_bounds", low=low, high=high)
            return None
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, "not_a_flag", text=value)
            return default
        return value

    def choice(self, key: str, options: type[E], default: E | None = None) -> E | None:
        """One of the values of an enumeration."""
        value = self.raw(key)
        if _is_blank(value):
            if default is None:
                self.fault(key, "empty")
            return default
        try:
            return options(str(value))
        except ValueError:
            self.fault(key, "not_a_choice", text=value, options=", ".join(option.value for option in options))
            return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        value = self.raw(key)
        if value is None:
            return ()
        items = _items(value)
        if items is None or not all(isinstance(item, str) for item in items):
            self.fault(key, "not_a_list")
            return ()
        return tuple(str(item) for item in items)

    def record(self, key: str) -> Record:
        """A record below this one; absent is empty."""
        value = self.raw(key)
        return Record({} if value is None else value, self.at(key), self.faults)

    def records(self, key: str, name: str = "") -> Iterator[Record]:
        """A list of records below this one; `name` is the key whose value names the place of each."""
        value = self.raw(key)
        if value is None:
            return
        items = _items(value)
        if items is None:
            self.fault(key, "not_a_list")
            return
        for index, item in enumerate(items, start=1):
            label = item.get(name) if name and isinstance(item, Mapping) else None
            yield Record(item, f"{self.at(key)}[{label or index}]", self.faults)

    def refuse_repeats(self, key: str, ids: Iterable[str]) -> None:
        """Notes every id of a list that stands there a second time."""
        seen: set[str] = set()
        for item in ids:
            if item in seen:
                self.fault(f"{key}[{item}]", "duplicate_id", text=item)
            seen.add(item)

    def done(self) -> None:
        """Reports every key that nobody asked for, with the nearest known one."""
        unknown = [key for key in self._data if key not in self._asked]
        for place, key in enumerate(unknown):
            looked_for = place < _NEARBY and len(str(key)) <= _LONGEST_KEY
            near = get_close_matches(str(key), self._asked, n=1) if looked_for else []
            self.fault(str(key), "unknown_key_near" if near else "unknown_key", near="".join(near))


def parse_day(text: str) -> date | None:
    """A day written «2023-10-20» or «20.10.2023».

    >>> parse_day("20.10.2023"), parse_day("31.02.2023")
    (datetime.date(2023, 10, 20), None)
    """
    parts = text.strip().split(".")
    iso = "-".join(reversed(parts)) if len(parts) == 3 else text.strip()  # noqa: PLR2004  day, month, year
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day if day.year >= _FULL_YEAR else None


def day_fault(text: str, place: str = "") -> Fault:
    """What is wrong with a text that is no day: «26» for a year is told by itself, browsers send it as 0026.

    >>> day_fault("0026-11-27").code, day_fault("27.11.26").code, day_fault("31.02.2023").code
    ('year_digits', 'year_digits', 'bad_date')
    """
    is_short = _SHORT_YEAR.fullmatch(text.strip()) is not None
    return Fault("year_digits" if is_short else "bad_date", place, {"text": text})


def _is_blank(value: object) -> bool:
    return value is None or value == ""


def _items(value: object) -> Sequence[object] | None:
    return value if isinstance(value, Sequence) and not isinstance(value, str | bytes) else None
