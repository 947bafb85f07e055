"""Rows of a list that name one person: found, told, and made one where a person says so. Nothing is kept by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.web.forms.tables import Typed

_JOINED = ("post", "phone", "exempt")  # of what both rows may say something; of all else the first row counts


@dataclass(frozen=True, slots=True)
class SameName:
    """The rows of one name, by their numbers on the page."""

    name: str
    numbers: tuple[int, ...]

    @property
    def rows(self) -> str:
        """The numbers in words: «2 и 3», «2, 3 и 7»."""
        *before, last = map(str, self.numbers)
        return f"{', '.join(before)} и {last}"


def same_names(rows: Sequence[Typed]) -> tuple[SameName, ...]:
    """The names that stand in several rows, in their order."""
    numbers: dict[str, list[int]] = {}
    for number, row in enumerate(rows, start=1):
        numbers.setdefault(_key(row), []).append(number)
    several = (places for key, places in numbers.items() if key and len(places) > 1)
    return tuple(SameName(clean_line(str(rows[places[0] - 1]["name"])), tuple(places)) for places in several)


def merged_rows(rows: Sequence[Typed], name: str) -> tuple[tuple[Typed, ...], str]:
    """The rows with those of one name made one where the first stands, and what is to be told of it.

    The rows are found by the name and not by numbers: the page may have changed since its button was drawn.
    """
    found = next((same for same in same_names(rows) if _key({"name": name}) == _key({"name": same.name})), None)
    if found is None:
        return tuple(rows), f"«{name}» теперь стоит не больше чем в одной строке: объединять нечего."
    first, *others = (rows[number - 1] for number in found.numbers)
    one, left_out = dict(first), []
    for other in others:
        for key, value in other.items():
            left_out += _take(one, key, value)
    at = found.numbers[0] - 1
    kept = [row for number, row in enumerate(rows, start=1) if number not in found.numbers[1:]]
    kept[at] = one
    lost = f" Не взято из других строк: {', '.join(dict.fromkeys(left_out))}." if left_out else ""
    return tuple(kept), f"Строки {found.rows} стали строкой {at + 1}: {one.get('post', '')}.{lost}"


def _take(one: dict[str, object], key: str, value: object) -> list[str]:
    """Puts a value of another row beside that of the first; gives it back when there is no room for it."""
    typed, known = clean_line(str(value or "")), clean_line(str(one.get(key) or ""))
    if not typed or typed.casefold() == known.casefold() or key == "name":
        return []
    if not known:
        one[key] = value
        return []
    if key in _JOINED:
        one[key] = known if typed.casefold() in known.casefold().split(", ") else f"{known}, {typed}"
        return []
    return [] if key == "was" else [typed]


def _key(row: Typed) -> str:
    return clean_line(str(row.get("name") or "")).casefold().replace("ё", "е")
