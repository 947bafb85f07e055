"""Rows of a foreign list that hold no entry: numbers of columns, sections, totals, signatures, vacancies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.schools.names import is_person, is_short_name, is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow
    from sferum_docs.schools.heading import Layout

COLUMN_NUMBERS, HEADING, TOTAL, VACANCY, SIGNATURE, SECTION = (
    "номера столбцов", "повтор заголовка", "итог", "вакансия", "подпись", "раздел",
)  # fmt: skip
_TOTALS = ("итого", "всего", "итог:", "общий итог")
_SIGNING = (
    "директор", "заведующ", "руководитель", "исполнитель", "исп.", "составил", "секретарь", "бухгалтер", "согласовано",
    "главный бухгалтер", "утвержд", "м.п", "м. п", "подпись", "дата ", "заместитель директора", "и.о.", "и. о.",
    "председатель", "специалист", "ответственн",
)  # fmt: skip
_HEADING_WORDS = ("чаты", "группы", "беседы", "каналы")
_LEAST = 2
_NUMBER = re.compile(r"[\dIVXLivxl.)]{1,8}")


def skipped_as(row: SheetRow, layout: Layout, *, of_people: bool) -> str:
    """Why a row below the heading is no entry, or empty."""
    filled = [cell for cell in row.cells if cell]
    if _are_column_numbers(filled):
        return COLUMN_NUMBERS
    if layout.names and len(filled) > 1 and _is_repeated(row.cells, layout.names):
        return HEADING
    if any(cell.casefold().startswith(_TOTALS) for cell in filled):
        return TOTAL
    return _of_people(row, layout, filled) if of_people else _of_things(row, layout, filled)


def _of_things(row: SheetRow, layout: Layout, filled: Sequence[str]) -> str:
    """Why a row of a list of things, as chats are, is none: it signs or heads, and its own cells are empty."""
    first = filled[0].casefold() if filled else ""
    own = [row.cells[place] for key, place in layout.cells.items() if key != "owner" and place < len(row.cells)]
    alone = sum(map(bool, own)) <= 1 or len(set(filled)) == 1
    if any("___" in cell for cell in filled) or (alone and len(filled) > 1 and first.startswith(_SIGNING)):
        return SIGNATURE
    heads = len(filled) > 1 and len(set(filled)) == 1  # a merged cell over the whole row
    return SECTION if heads or (len(filled) == 1 and first.startswith(_HEADING_WORDS)) else ""


def _of_people(row: SheetRow, layout: Layout, filled: Sequence[str]) -> str:
    taken = {key: row.cells[place] if place < len(row.cells) else "" for key, place in layout.cells.items()}
    name = " ".join(filter(None, (taken.get(key, "") for key in ("name", "last", "first", "middle"))))
    post = taken.get("post", "")
    if _is_vacancy(name) or (_is_vacancy(post) and not is_person(name)):
        return VACANCY
    if any("___" in cell for cell in filled):
        return SIGNATURE
    if not post and is_short_name(name) and name.casefold().startswith(_SIGNING):
        return SIGNATURE
    known = is_person(name) or is_short_name(name)
    # a section stands in the column of names or of numbers, or over the whole row
    names = {place for key, place in layout.cells.items() if key in {"name", "last"}}
    place = row.cells.index(filled[0])
    heads = len(filled) > 1 or (len(layout.cells) > 1 and (place in names or place not in layout.cells.values()))
    if len(set(filled)) == 1 and not known and heads:
        return SIGNATURE if filled[0].casefold().startswith(_SIGNING) and len(filled) == 1 else SECTION
    if is_title(name) and not post and not known and all(_NUMBER.fullmatch(cell) or cell == name for cell in filled):
        return SECTION
    signs = filled[0].casefold().startswith(_SIGNING) and place not in layout.cells.values()
    return SIGNATURE if signs and not post and len(set(filled)) <= _LEAST + 1 else ""


def _is_vacancy(text: str) -> bool:
    return any(word.strip("(),.-–—").startswith(("ваканс", "вакант")) for word in text.casefold().split())


def _are_column_numbers(filled: Sequence[str]) -> bool:
    if len(filled) < _LEAST or not all(cell.isascii() and cell.isdigit() and len(cell) < _LEAST + 1 for cell in filled):
        return False
    numbers = [int(cell) for cell in filled]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_repeated(cells: Sequence[str], names: Sequence[str]) -> bool:
    pairs = [(cell.casefold(), name.casefold()) for cell, name in zip(cells, names, strict=False) if cell]
    return len(cells) <= len(names) and all(
        cell == name or (cell in name and not cell.isdigit()) for cell, name in pairs
    )
