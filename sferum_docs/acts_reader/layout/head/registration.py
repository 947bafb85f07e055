"""The date and the number of an act, in any order and shape, with the place that may stand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.deadlines.dates import DATE, read_date

if TYPE_CHECKING:
    from datetime import date

_DATE = re.compile(rf"(?:от\s?)?({DATE})(?:\s?(?:года|год|г)\b\.?)?", re.IGNORECASE)
_SPACED_DATE = re.compile(r"([«\"“„]?)\s?(\d{1,2})\s?([»\"”]?)\s*([а-яё]{3,8})\s+((?:19|20)\d\s?\d)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:№{1,3}|(?<![^\W\d_])N[oоº°2]?\.?(?=\s?\d)|Nº|#)\s{0,3}((?:[A-Za-zА-Яа-яЁё]{1,6}\s?[-–/.]\s?)?\d[\w]*(?:\s?[-–/.\\]\s?[\w]+)*)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")
_PLACE = re.compile(
    r"(?:(?:г|гор|с|п|пос|пгт|рп|р\.\s?п|ст|ст-ца|х|д|дер|аул|"
    r"село|город|поселок|посёлок|станица|деревня|хутор)\b\.?\s?)"
    r"[«\"]?[А-ЯЁ][\w-]+(?:[\s-]{1,2}[А-ЯЁ0-9][\w-]*){0,3}[»\"]?,?", re.UNICODE
)  # fmt: skip
_FRAME = re.compile(r"(?<!\w)(?:от|года|год|г|дата|номер|регистрационный|рег|за|20)(?!\w)", re.IGNORECASE)
_DROPPED = dict.fromkeys(map(ord, ' _.,:;|/–—-«»"“”()№'))


@dataclass(frozen=True, slots=True)
class Registration:
    """What a cell says of the date and the number; `only` when it says nothing else, `place` when it names a place."""

    day: date | None = None
    number: str = ""
    place: bool = False
    only: bool = False


def registration(text: str) -> Registration:
    """The date and the number that stand in a text.

    >>> registration("от 28.08.2026 № 164/1-о"), registration("16 марта 2026 года № 02-14/387 г. Березоярск").number
    (Registration(day=datetime.date(2026, 8, 28), number='164/1-о', place=False, only=True), '02-14/387')
    """
    tidy = _SPACED_DATE.sub(r"\1\2\3 \4 \5", text.replace("_", " "))
    tidy = _BLANKS.sub(" ", tidy)
    dated = _DATE.search(tidy)
    day = read_date(dated[1], None) if dated else None
    rest = tidy[: dated.start()] + " " + tidy[dated.end() :] if dated else tidy
    numbered = _NUMBER.search(rest)
    number = _BLANKS.sub("", numbered[1]).rstrip(".-–/") if numbered else ""
    rest = rest[: numbered.start()] + " " + rest[numbered.end() :] if numbered else rest
    placed = _PLACE.search(rest)
    rest = rest[: placed.start()] + " " + rest[placed.end() :] if placed else rest
    left = _FRAME.sub(" ", rest).translate(_DROPPED)
    only = bool(dated or numbered or placed or "__" in text or "№" in text) and not left
    return Registration(day.on(None) if day else None, number, bool(placed), only)
