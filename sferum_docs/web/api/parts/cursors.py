"""Lists a part at a time: how many, and after which."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeVar

    T = TypeVar("T")

MOST, _USUAL = 200, 50
PAGING = (
    SchoolField("limit", ValueKind.COUNT, "Сколько", "сколько записей за раз", low=1, high=MOST, default=_USUAL),
    SchoolField("after", ValueKind.TEXT, "После", "значение next прежнего ответа", limit=40),
)  # fmt: skip


def cursor_of(number: int) -> str:
    """Where a part ended.

    >>> place_of({"after": cursor_of(17)}), place_of({"after": ""})
    (17, None)
    """
    return base64.urlsafe_b64encode(f"{number:x}".encode()).decode().rstrip("=")


def place_of(query: Mapping[str, Any]) -> int | None:
    """The number after which the part begins; None: from the beginning. FaultsError."""
    text = query.get("after", "")
    if not text:
        return None
    try:
        padded = f"{text}{'=' * (-len(text) % 4)}"
        number = sent_number(str(int(base64.urlsafe_b64decode(padded.encode("ascii")), 16)))
    except (ValueError, binascii.Error, UnicodeError):
        number = None
    if number is None:
        raise FaultsError([Fault("api_cursor", "after")])
    return number


def part_of(found: Sequence[T], query: Mapping[str, Any], told: Callable[[T], object]) -> dict[str, Any]:
    """A part of a list that is whole in memory."""
    first, limit = place_of(query) or 0, query["limit"]
    part = found[first : first + limit]
    more = {"next": cursor_of(first + limit)} if first + limit < len(found) else {}
    return {"items": [told(item) for item in part], **more}


def part_found(
    found: Sequence[T], limit: int, number: Callable[[T], int], told: Callable[[T], object]
) -> dict[str, Any]:
    """A part of what was asked for with one more than is wanted."""
    part = found[:limit]
    more = {"next": cursor_of(number(part[-1]))} if len(found) > limit else {}
    return {"items": [told(item) for item in part], **more}
