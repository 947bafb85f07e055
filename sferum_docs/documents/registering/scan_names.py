"""Which entry of a register a scan belongs to, by what its file is called: «58.pdf», «Приказ № 58-ОД скан.pdf»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DAY = re.compile(r"(?<!\d)(\d{1,2})[._-](\d{1,2})[._-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_LETTERED = 2
_LONGEST = 300  # letters: no disk keeps a longer name


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry as far as its number goes: as written («58/2026-ОД»), its place («58», «58-а»), its day."""

    id: int
    number: str
    place: str
    signed_on: date


def matched(name: str, entries: Sequence[Numbered]) -> Numbered | None:
    """The entry that a name means, or None when it means none, or several that nothing tells apart.

    The whole number counts more than the bare figure; a day in the name, or its year, tells equal numbers apart.

    >>> one, other = (Numbered(1, "58-ОД", "58", date(2026, 11, 2)), Numbered(2, "58-а-ОД", "58-а", date(2026, 11, 3)))
    >>> [matched(name, [one, other]) for name in ("скан 58 ОД.pdf", "58а.jpg", "приказ.pdf")] == [one, other, None]
    True
    """
    if len(name) > _LONGEST:
        return None  # each piece is looked for among all entries
    words, days = _without_days(name.rpartition(".")[0] or name)
    pieces = _pieces(words.partition("№")[2] or words)
    ranked = [(_fit(pieces, entry), entry) for entry in entries]
    best = max((fit for fit, _ in ranked), default=0)
    found = [entry for fit, entry in ranked if best and fit == best]
    dated = [entry for entry in found if entry.signed_on in days]
    yearly = [entry for entry in found if str(entry.signed_on.year) in pieces]
    chosen = dated or yearly or _of_newest_year(found)
    return chosen[0] if len(chosen) == 1 else None


def _fit(pieces: Sequence[str], entry: Numbered) -> int:
    """How much of the number stands in the name: all of it, its place alone, or nothing."""
    number, place = _pieces(entry.number), _pieces(entry.place)
    if _stands(number, pieces) and len(number) > len(place):
        return len(number) + 1
    at = _stands(place, pieces)
    after = pieces[at : at + 1] if at else []
    # «58-б» is another entry than 58
    lettered = len(place) < _LETTERED and bool(after) and len(after[0]) == 1 and after[0].isalpha()
    return len(place) if at and not lettered else 0


def _stands(wanted: Sequence[str], pieces: Sequence[str]) -> int:
    """Where these pieces end among the others; 0 when they do not stand there side by side."""
    size = len(wanted)
    ends = (at + size for at in range(len(pieces) - size + 1) if list(pieces[at : at + size]) == list(wanted))
    return next(ends, 0)


def _pieces(text: str) -> list[str]:
    # «scan0001» is the counter of a scanner, no number of an order
    found = _PIECES.findall(text.casefold())
    return [piece if piece.startswith("00") or (number := digits(piece)) is None else str(number) for piece in found]


def _without_days(text: str) -> tuple[str, set[date]]:
    days = set()
    for found in _DAY.finditer(text):
        day, month, year, other_year, other_month, other_day = (int(part or 0) for part in found.groups())
        try:
            days.add(date(year or other_year, month or other_month, day or other_day))
        except ValueError:  # «58-12-2026» may be a number
            continue
    return (_DAY.sub(" ", text) if days else text), days


def _of_newest_year(entries: Iterable[Numbered]) -> list[Numbered]:
    found = list(entries)
    newest = max((entry.signed_on.year for entry in found), default=0)
    return [entry for entry in found if entry.signed_on.year == newest]
