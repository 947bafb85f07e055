"""A file that somebody edited in Word: its number and day are put where the program keeps a place for them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.docengine import undated
from sferum_docs.documents.registering.registration_check import wanted_at
from sferum_docs.documents.registering.registration_marks import mark_places, written
from sferum_docs.grammar.numbers import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.documents.registering.registration_marks import Mark, MarkPlace, Registration, Text

_NUMERIC = "%d.%m.%Y"


@dataclass(frozen=True)
class Registrations:
    """The number of a paper (or of the order it belongs to), and those of orders that it names."""

    own: Registration | None
    orders: Mapping[str, Registration] = field(default_factory=dict)


def with_registration(content: bytes, before: Registrations, now: Registrations, titles: Mapping[str, str]) -> bytes:
    """The file with its number and day in the places known to the program, and nowhere else.

    Only a place left open, or what was registered `before`, is written over: what a person typed there stays.
    """
    import docx  # noqa: PLC0415  wanted when a file is opened

    document = docx.Document(io.BytesIO(content))
    for place in mark_places(document, titles):
        new = wanted_at(place.mark, now.own, now.orders)
        if new is not None and not place.mark.by_hand:
            _rewrite(place, wanted_at(place.mark, before.own, before.orders), new)
    target = io.BytesIO()
    document.save(target)
    return undated(target.getvalue())


def _rewrite(place: MarkPlace, old: Registration | None, new: Registration) -> None:
    mark = place.mark
    spans: list[tuple[tuple[Text, int, int], str]] = []
    if mark.numberless or (old is not None and mark.number == old.number):
        spans.append((place.number, new.number))
    if mark.dayless or (old is not None and mark.day == old.day):
        spans.append((place.day, _as_written(mark, new.day)))
    for span, words in sorted(spans, key=lambda item: -item[0][1]):  # from the end: the places before stay true
        _put(*span, words)


def _as_written(mark: Mark, day: date) -> str:
    """The day in figures or in words, as it stood there."""
    if mark.dayless or "." in mark.day_text:
        return f"{day:{_NUMERIC}}"
    words = long_date(day).removesuffix("\u00a0г.")
    if mark.day_text[0].isdigit():
        return words
    number, rest = words.split("\u00a0", 1)
    return f"«{number:0>2}»\u00a0{rest}"


def _put(text: Text, start: int, end: int, words: str) -> None:
    """Writes the words into the piece where the old ones begin, and takes the old out of all the pieces they lie in."""
    at, rest = 0, words
    for element, piece in list(written(text.element)):
        first, last = max(start - at, 0), min(end - at, len(piece))
        if first < last and element.tag.endswith("}t"):
            kept = element.text or ""
            element.text, rest = f"{kept[:first]}{rest}{kept[last:]}", ""
        at += len(piece)
