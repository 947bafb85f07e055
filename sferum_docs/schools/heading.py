"""The heading of a foreign table: which rows it takes, and which column of ours each of its cells names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.schools.names import is_person, is_short_name
from sferum_docs.schools.tidy import TO_CYRILLIC

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

SEARCHED_ROWS = 30  # a title, an approval and an empty line or two may stand above the heading
MAX_DEPTH = 3
_CAPTION_LENGTH = 120
_LONG, _FORMER = 4, ("девич", "прежн")
_DIGITS = 3  # of a phone, a year; no more are in a heading «гр. 12»
_NAMED = 2  # one word of ours may stand in a row of data: «классный руководитель»
# what such a word begins is about something else: «дата назначения на должность», «ссылка на чат»
_ABOUT = ("дата", "стаж", "оклад", "приказ", "год", "код", "ссылка", "подпись", "образование", "категория")
_SIGNS = re.compile(r"[\W_]+")
_PARTED = re.compile(r"(?<=[а-яё])[-\u00ad]\s+(?=[а-яё])")  # «Долж- ность»: parted by hand to fit into a narrow column
_HAS_CYRILLIC = re.compile(r"[а-яё]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we look for: its key, its caption, the beginnings of words by which a heading means it."""

    key: str
    caption: str
    headings: tuple[str, ...]  # a word that must be whole ends in «!»
    required: bool = False
    full_name: bool = False  # holds «Фамилия Имя Отчество», and is found by that where there are no headings


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data starts, which cell holds which key, and the headings as they stand (none: no headings)."""

    first: int
    cells: Mapping[str, int]
    names: tuple[str, ...] = ()


def named_columns(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Key of a column → the place of the cell that names it; a heading that begins with our word goes first."""
    offers, looked_for = [], tuple(columns)
    for place, cell in enumerate(cells):
        meant = _meant(cell, looked_for) if 0 < len(cell) <= _CAPTION_LENGTH else None
        if meant is not None:
            offers.append((meant[0] > 0, place, columns[meant[1]].key))
    named: dict[str, int] = {}
    for _inside, place, key in sorted(offers):
        named.setdefault(key, place)
    return named


@lru_cache(maxsize=4096)  # a row is looked at as the first, the second and the third of a heading, by several readers
def _meant(cell: str, columns: tuple[Column, ...]) -> tuple[int, int] | None:
    """At which word a cell names a column, and which; None when it names none."""
    words = _words(cell)
    if len(words) < _LONG and any(word.startswith(_FORMER) for word in words):
        return None  # «Фамилия (девичья)» stands beside the surname
    found = [
        (position, -len(phrase.split()), order)
        for order, column in enumerate(columns)
        for phrase in column.headings
        if (position := _position(words, phrase.split())) is not None
    ]
    if not found:
        return None
    position, _length, order = min(found)
    return position, order


def find_heading(rows: Sequence[SheetRow], columns: Sequence[Column]) -> Layout | None:
    """The heading that names most of our columns, in as few rows as possible; None when there is none."""
    needed = {column.key for column in columns if column.required}
    ranked: list[tuple[int, int, int, Layout]] = []
    for index in range(min(len(rows), SEARCHED_ROWS)):
        if _is_data(rows[index]) and any(
            needed <= set(layout.cells) and count >= _NAMED for count, *_, layout in ranked
        ):
            break  # entries stand below a heading: the next one heads another table
        found = heading_at(rows, index, columns)
        if found is not None:
            layout, depth = found
            ranked.append((len(layout.cells), -depth, -layout.first, layout))
    return max(ranked, key=lambda item: item[:3])[3] if ranked else None


def next_heading(rows: Sequence[SheetRow], index: int, layout: Layout, columns: Sequence[Column]) -> Layout | None:
    """The heading of another table that begins in a row below the first one; of ours, when it says nothing else."""
    found = None if _is_data(rows[index]) else heading_at(rows, index, columns)
    needed = {column.key for column in columns if column.required}
    if found is None or not needed & set(found[0].cells) or len(found[0].cells) < _NAMED:
        return None
    again, depth = found
    place = next(again.cells[key] for key in again.cells if key in needed)
    if any(_is_of_somebody(cell, tuple(columns)) for cell in again.names if cell) or (
        depth == 1 and (_meant(again.names[place], tuple(columns)) or (1,))[0] > 0
    ):
        return None  # «Омарова З. И., социальный работник, тел. 2-12-12» is no heading
    of_people = any(column.full_name for column in columns)
    if not of_people and not {cell for cell in again.names if cell} <= set(layout.names):
        return None  # a chat may be called as a heading is: only the same words again, in another order, head a table
    is_same = again.cells.items() <= layout.cells.items()
    return Layout(again.first, layout.cells, layout.names) if is_same else again


def heading_at(rows: Sequence[SheetRow], index: int, columns: Sequence[Column]) -> tuple[Layout, int] | None:
    """The heading that begins in a row, and how many rows it takes; None when there is none."""
    best: tuple[Layout, int] | None = None
    for depth in range(1, min(MAX_DEPTH, len(rows) - index) + 1):
        lines = rows[index : index + depth]
        if any(_is_data(line) for line in lines) or (depth > 1 and not _goes_on(lines, columns)):
            break
        names = _joined(lines)
        named = named_columns(names, columns)
        is_better = best is None or len(named) > len(best[0].cells)
        if is_better and _is_heading(names, named, columns, rows[index + depth :]):
            best = Layout(index + depth, named, names), depth
    return best


def _is_heading(
    names: Sequence[str], named: Mapping[str, int], columns: Sequence[Column], below: Sequence[SheetRow]
) -> bool:
    required = {column.key: column.caption for column in columns if column.required}
    if any(names[named[key]] == caption for key, caption in required.items() if key in named):
        return True  # our own caption
    if len({name for name in names if name}) > 1:
        return len(named) >= _NAMED or bool(set(named) & set(required))
    next_cells = below[0].cells if below else ()
    places = [place for key, place in named.items() if key in required and place < len(next_cells)]
    return any(is_person(next_cells[place]) for place in places)


def _joined(lines: Sequence[SheetRow]) -> tuple[str, ...]:
    """The headings of several rows, one below the other."""
    width = max(len(line.cells) for line in lines)
    columns = ([line.cells[place] for line in lines if place < len(line.cells)] for place in range(width))
    return tuple(" ".join(dict.fromkeys(filter(None, texts))) for texts in columns)


def _is_of_somebody(cell: str, columns: tuple[Column, ...]) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits >= _DIGITS or "@" in cell or (is_short_name(cell) and _meant(cell, columns) is None)


def _is_data(row: SheetRow) -> bool:
    return any(is_person(cell) for cell in row.cells)


def _goes_on(lines: Sequence[SheetRow], columns: Sequence[Column]) -> bool:
    """Whether the last row belongs to the heading above it: a merged cell comes again, or more columns are named."""
    above, last = lines[-2].cells, lines[-1].cells
    filled = [(place, cell) for place, cell in enumerate(last) if cell]
    if any(cell.isdigit() for _place, cell in filled) or any("@" in cell for _place, cell in filled):
        return False
    if len({cell for cell in above if cell}) < _NAMED:
        return False  # a title is no heading of columns
    if any(place < len(above) and above[place] == cell for place, cell in filled):
        return True
    required = {column.key for column in columns if column.required}
    named = named_columns(last, columns)
    return bool(named) and not required & set(named)


def _words(cell: str) -> list[str]:
    text = _PARTED.sub("", cell[:_CAPTION_LENGTH].casefold().replace("ё", "е"))
    words = [
        word.translate(TO_CYRILLIC) if _HAS_CYRILLIC.search(word) else word for word in _SIGNS.sub(" ", text).split()
    ]  # «ФИO» with a Latin letter looks the same
    while words and words[0].isdigit():
        words = words[1:]  # «1. ФИО»
    return words


def _position(words: Sequence[str], phrase: Sequence[str]) -> int | None:
    """Where the words of a phrase stand one after the other among those of a heading."""
    for start in range(len(words) - len(phrase) + 1):
        if all(
            word == wanted[:-1] if wanted.endswith("!") else word.startswith(wanted)
            for word, wanted in zip(words[start:], phrase, strict=False)
        ):
            return None if start and words[0].startswith(_ABOUT) else start
    return None
