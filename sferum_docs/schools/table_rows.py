"""Rows of a foreign list that hold no entry: numbers of columns, sections, totals, signatures, vacancies."""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from sferum_docs.schools.names import is_person, is_short_name, is_title
from sferum_docs.schools.posts import PostKind, post_kind
from sferum_docs.schools.tidy import TO_CYRILLIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow
    from sferum_docs.schools.heading import Layout

COLUMN_NUMBERS, HEADING, TOTAL, VACANCY, SIGNATURE, SECTION, ABOVE = (
    "номера столбцов", "повтор заголовка", "итог", "вакансия", "подпись", "раздел", "выше заголовка",
)  # fmt: skip
_TOTALS = (
    "итого", "всего", "итог:", "общий итог", "в т.ч", "в т. ч", "в том числе", "из них", "численность", "количество",
    "кол-во",
)  # fmt: skip
_SIGNING = (
    "директор", "заведующ", "руководитель", "исполнитель", "исп.", "составил", "секретарь", "бухгалтер", "согласовано",
    "главный бухгалтер", "утвержд", "м.п", "м. п", "подпись", "дата ", "заместитель директора", "и.о.", "и. о.",
    "председатель", "специалист", "ответственн",
)  # fmt: skip
_SECTIONS = (
    "персонал", "состав", "администрация", "работники", "сотрудники", "педагоги", "учителя", "воспитатели", "пищеблок",
    "бухгалтерия", "совместители", "специалисты", "служба", "корпус", "отделение",
)  # fmt: skip
_HEADING_WORDS = ("чаты", "группы", "беседы", "каналы")
_LEAST = 2
_NUMBER = re.compile(r"[\dIVXLivxl.)]{1,8}")
# what columns are counted by: figures, letters of forms («А, Б, 1, 2»), Roman figures; «(1)», «2.», «гр. 3» too
_COUNTED = re.compile(r"(?:гр(?:афа)?\.?\s?|\()?(\d{1,2}|[^\W\d_]|[IVX]{2,4})(?:[,.]0|[абвг])?[.)]{0,2}", re.IGNORECASE)
_COUNTS = (
    tuple(str(number) for number in range(100)),
    tuple("абвгдежзик"),
    tuple("abcdefghik"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
)
_NAMELESS = frozenset("-–—_.?*")
_LATIN_LIKE = re.compile(r"в[аa]к")  # «ваканcия» with a Latin letter looks the same
_UNTAKEN = (
    "не занят", "свободная ставка", "свободная должность", "не укомплектован", "не назначен", "нет работника",
    "нет специалиста", "требуется",
)  # fmt: skip
_NOBODY = frozenset({"нет", "отсутствует", "свободно", "свободна", "свободная", "x", "х", "нету"})


def skipped_as(row: SheetRow, layout: Layout, *, of_people: bool) -> str:
    """Why a row below the heading is no entry, or empty."""
    filled = [cell for cell in row.cells if cell]
    if _are_column_numbers(filled):
        return COLUMN_NUMBERS
    if layout.names and len(filled) > 1 and _is_repeated(row.cells, layout.names):
        return HEADING
    if any(cell.casefold().startswith(_TOTALS) for cell in filled) and not (
        _is_known(row, layout) if of_people else _is_told_of(row, layout)
    ):
        return TOTAL  # «всего 5 лет» in a column of somebody is none
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
    name = _name(row, layout)
    post = taken.get("post", "")
    if _is_vacancy(name) or (_is_vacancy(post) and not is_person(name)):
        return VACANCY
    if any("___" in cell for cell in filled) and not (post and is_person(name)):
        return SIGNATURE  # a column to sign in beside each worker is none
    known = is_person(name) or is_short_name(name)
    signs = filled[0].casefold().startswith(_SIGNING)
    if signs and ((not post and is_short_name(name)) or (not known and _are_signed(filled[1:]))):
        return SIGNATURE
    # a section stands in the column of names or of numbers, or over the whole row
    names = {place for key, place in layout.cells.items() if key in {"name", "last"}}
    place = row.cells.index(filled[0])
    heads = len(filled) > 1 or (len(layout.cells) > 1 and (place in names or place not in layout.cells.values()))
    if len(set(filled)) == 1 and not known and heads:
        return SIGNATURE if filled[0].casefold().startswith(_SIGNING) and len(filled) == 1 else SECTION
    numbered = all(_NUMBER.fullmatch(cell) or cell == name for cell in filled)
    if (not name and len(filled) == 1 and _heads(post, filled[0])) or (
        is_title(name) and not post and not known and numbered
    ):
        return SECTION
    signs = signs and place not in layout.cells.values()
    return SIGNATURE if signs and not post and len(set(filled)) <= _LEAST + 1 else ""


def _name(row: SheetRow, layout: Layout) -> str:
    places = (layout.cells.get(key, len(row.cells)) for key in ("name", "last", "first", "middle"))
    return " ".join(filter(None, (row.cells[place] for place in places if place < len(row.cells))))


def _is_told_of(row: SheetRow, layout: Layout) -> bool:
    """Whether words, not sums, stand in several cells of a thing: a chat «Всего понемногу» of Telegram."""
    own = {row.cells[place] for place in layout.cells.values() if place < len(row.cells)}
    return sum(cell[:1].isalpha() for cell in own) >= _LEAST


def _is_known(row: SheetRow, layout: Layout) -> bool:
    name = _name(row, layout)
    return (is_person(name) or is_short_name(name)) and not name.casefold().startswith(_TOTALS)


def _heads(post: str, cell: str) -> bool:
    """Whether a cell alone in its row, not in the column of names, is the title of a section and no value."""
    if cell != post:
        return not any(char.isdigit() for char in cell) and "@" not in cell
    words = cell.casefold().split()
    return any(word.startswith(_SECTIONS) for word in words) or (is_title(cell) and post_kind(cell) is PostKind.UNKNOWN)


def _are_signed(cells: Sequence[str]) -> bool:
    """Whether nothing but the initials of somebody stands there: «Директор школы», a place to sign, «А. П. Кедрова»."""
    return bool(cells) and all(is_short_name(cell) for cell in cells)


def _is_vacancy(text: str) -> bool:
    """Said in words, or by a stroke in the place of a name."""
    words = [word.strip('(),.-–—*[]"«»!') for word in text.casefold().split()]
    words = [word.translate(TO_CYRILLIC) if _LATIN_LIKE.match(word) else word for word in words]
    told = any(word.startswith(("ваканс", "вакант")) or word in {"вак", "vacant", "vacancy"} for word in words)
    told = told or " ".join(words).startswith(_UNTAKEN) or " ".join(words) in _NOBODY
    return told or (text != "" and _NAMELESS.issuperset(text))


def _are_column_numbers(filled: Sequence[str]) -> bool:
    """In whatever way: «1, 2, 3», «А, Б, В», «А, Б, 1, 2», «I, II, III», «(1), (2)»."""
    found = [_COUNTED.fullmatch(cell) for cell in filled]
    signs = [match[1].casefold() for match in found if match]
    if len(filled) < _LEAST or len(signs) < len(filled):
        return False
    signs = [sign for sign, _same in groupby(signs)]  # «3а, 3б»
    while signs:
        taken = max(_beginning(signs, count) for count in _COUNTS)
        if not taken:
            return False
        signs = signs[taken:]
    return True


def _beginning(signs: Sequence[str], count: Sequence[str]) -> int:
    """How many of the signs follow one another as they are counted; letters begin with the first."""
    start = count.index(signs[0]) if signs[0] in count else -1
    if start < 0 or (start and not signs[0].isdigit()):
        return 0
    pairs = zip(signs, count[start:], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_repeated(cells: Sequence[str], names: Sequence[str]) -> bool:
    pairs = [(cell.casefold(), name.casefold()) for cell, name in zip(cells, names, strict=False) if cell]
    return len(cells) <= len(names) and all(
        cell == name or (cell in name and not cell.isdigit()) for cell, name in pairs
    )
