"""What a paper tells of a district as plain values, and back: it is kept with the paper, which never changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.district.model import (
    ClauseCell,
    District,
    Lack,
    Recipient,
    WatchedBody,
    WatchedClause,
    WatchedIndicator,
    WatchedOrder,
    WeekFigure,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = "district"


def district_record(told: District) -> dict[str, Any]:
    """The whole of it as plain values; rows of bodies are lists, there are many of them."""
    to = told.recipient
    return {
        "day": told.day.isoformat(),
        "total": told.total,
        "clauses": [[item.path, item.label, item.text, _day(item.due), item.when] for item in told.clauses],
        "bodies": [_body(item) for item in told.bodies],
        "orders": [[item.id, item.name, [*item.lacking]] for item in told.orders],
        "week": _day(told.week),
        "holiday": told.holiday,
        "indicators": [[item.id, item.name, _figure(item.total), item.counts_people] for item in told.indicators],
        "ranked": told.ranked,
        "reminded": told.reminded,
        "recipient": to and [to.id, to.name, to.names and [*to.names], to.is_male, to.post],
        "lacks": [[item.key, item.label, item.what, _day(item.due)] for item in told.lacks],
    }


def kept_district(data: Mapping[str, Any]) -> District | None:
    """What a paper was made with; None for one that tells of no district."""
    kept = data.get(_KEY)
    if kept is None:
        return None
    to = kept["recipient"]
    return District(
        date.fromisoformat(kept["day"]),
        kept["total"],
        tuple(
            WatchedClause(path, label, text, _read_day(due), when) for path, label, text, due, when in kept["clauses"]
        ),
        tuple(map(_read_body, kept["bodies"])),
        tuple(WatchedOrder(key, name, tuple(lacking)) for key, name, lacking in kept["orders"]),
        _read_day(kept["week"]),
        kept["holiday"],
        tuple(
            WatchedIndicator(key, name, _read_figure(total), people) for key, name, total, people in kept["indicators"]
        ),
        kept["ranked"],
        kept["reminded"],
        Recipient(to[0], to[1], tuple(to[2]) if to[2] else None, to[3], to[4]) if to else None,
        tuple(Lack(key, label, what, _read_day(due)) for key, label, what, due in kept["lacks"]),
    )


def recipient_name(data: Mapping[str, Any]) -> str:
    """The body to which a kept paper goes; empty for a paper that goes to none."""
    to = (data.get(_KEY) or {}).get("recipient")
    return str(to[1]) if to else ""


def told_lacks(data: Mapping[str, Any]) -> frozenset[str]:
    """The matters of which a kept letter has reminded."""
    return frozenset(str(row[0]) for row in (data.get(_KEY) or {}).get("lacks", ()))


def _body(body: WatchedBody) -> list[Any]:
    cells = [
        [cell.words, cell.done, cell.late, cell.own, cell.number, _day(cell.day), cell.share] for cell in body.cells
    ]
    return [body.id, body.name, body.is_school, body.state, cells, [_figure(item) for item in body.figures], body.place]


def _read_body(row: list[Any]) -> WatchedBody:
    key, name, is_school, state, cells, figures, place = row
    read = (
        ClauseCell(words, done, late, own, number, _read_day(day), share)
        for words, done, late, own, number, day, share in cells
    )
    return WatchedBody(key, name, is_school, state, tuple(read), tuple(map(_read_figure, figures)), place)


def _figure(item: WeekFigure) -> list[Any]:
    told = [_text(each) for each in (item.amount, item.share, item.change, item.fell_by)]
    return [*told, item.asked, item.base, item.in_percent, _day(item.fell_since)]


def _read_figure(row: list[Any]) -> WeekFigure:
    amount, share, change, fell_by, asked, base, in_percent, since = row
    return WeekFigure(
        _number(amount), _number(share), _number(change), _number(fell_by), asked, base, in_percent, _read_day(since)
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount.normalize(), "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
