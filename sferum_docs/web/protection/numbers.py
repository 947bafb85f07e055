"""Numbers that come from outside: a digit more than any id has is no id, and none of Python's own refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import IntegerConverter

from sferum_docs.reading.numbers import digits
from sferum_docs.store.database import LARGEST_ID

if TYPE_CHECKING:
    from flask import Flask

_DIGITS = len(str(LARGEST_ID))


class IdConverter(IntegerConverter):
    """A number in an address. The library's own takes 5000 digits, and int() fails on them."""

    regex = rf"\d{{1,{_DIGITS}}}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})


def sent_number(text: str) -> int | None:
    """The number that a form or an address names; None when it is none.

    >>> sent_number("17"), sent_number("²"), sent_number("9" * 5000)
    (17, None, None)
    """
    number = digits(text, _DIGITS)
    return number if number is not None and number <= LARGEST_ID else None


def init_numbers(app: Flask) -> None:
    """Every `<int:…>` of an address is read so."""
    app.url_map.converters["int"] = IdConverter
