"""Rows below a heading that hold no figures: totals, averages, headings again, sections, signatures."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import indicator_named, words_of
from sferum_docs.indicators.layout.cells import is_number, read_cell
from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.names import taken_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_TOTALS = re.compile(
    r"(?:итог(?:о|и|ов[а-я]{2,3})?|всего|сумма|макс(?:имум|имальн[а-я]{2,3})?|мин(?:имум|имальн[а-я]{2,3})?|медиана"
    r"|план|цел(?:ь|ев[а-я]{2,3})|норма|норматив[а-я]{0,3}|показатель (?:дорожн|план|норм)[а-я]{1,9}"
    r"|факт|отставание|отклонение|прогноз|ориентир|разница|прирост|динамика|выполнение|осталось"
    r"|общ(?:ий|ее|ая) итог|справочно|в средн[а-я]{2,3}|средн(?:ее|ий)|средняя доля|доля по|в целом"
    r"|по (?:район|город|округ|муницип)[а-я]{0,9})(?![а-я])"
)
_OF_ALL = frozenset({"район", "району", "района", "округ", "округу", "округа", "городу", "муниципалитет"})
_VALUES = frozenset({"indicator", "value"})
_SUMMED = frozenset({"indicator", "base"})
_LEAST_WORDS = 3  # of a heading
_LEAST_SUMS, _FEWEST, _MORE = 2, 2, 4  # sums that agree by chance: columns, rows, rows of one column


def not_data(row: SheetRow, table: Table, school: str, is_school: Callable[[str], bool]) -> str:
    """Why a row below the heading holds no figures, or empty; `school`: of a table without a column of schools."""
    texts = [cell for cell in row.cells if cell]
    first = next((text for text in texts if not is_number(text)), "")
    name = cell_at(row, table.place_of("school"))
    named = name or ("" if indicator_named(first, table.known) else first)
    if not is_school(named) and (_TOTALS.match(" ".join(words_of(named))) or _is_of_all(named)):
        return "итог или среднее"
    if _repeats(row, table):
        return "повтор заголовка"
    if _are_column_numbers(texts):
        return "номера столбцов"
    if len(set(texts)) <= 1 and not is_school(name):
        return "раздел, подпись или примечание"
    expected = is_school(name or school) and (table.place_of("school") is not None or _is_dated(row, table))
    return _without_key(table, name, school) or ("" if _has_values(row, table) or expected else "строка без значений")


def heads_another(row: SheetRow, table: Table, is_school: Callable[[str], bool]) -> bool:
    """Whether a row below the figures is the heading of a table of something else: words alone, nobody's."""
    texts = [cell for cell in row.cells if cell]
    name = cell_at(row, table.place_of("school"))
    values = [cell for at, role in enumerate(table.roles) if role.kind in _VALUES and (cell := cell_at(row, at))]
    words = all(read_cell(cell).state == "unreadable" for cell in values)
    plain = len(set(texts)) >= _LEAST_WORDS and not any(map(is_number, texts)) and not row.formulas
    return bool(values) and words and plain and not (is_school(name) or is_named(name) or _repeats(row, table))


class Sums:
    """What the rows of a table come to so far: a row that says just that is a total, however it is named."""

    def __init__(self, table: Table) -> None:
        self._places = [at for at, role in enumerate(table.roles) if role.kind in _SUMMED and role.unit != PERCENT]
        self._part: Counter[int] = Counter()
        self._whole: Counter[int] = Counter()
        self._rows = 0
        self._of_part = 0
        self._computed = False

    def add(self, row: SheetRow) -> None:
        """Counts a row of figures."""
        self._rows, self._of_part = self._rows + 1, self._of_part + 1
        self._computed = self._computed or not row.formulas.isdisjoint(self._places)
        for place, amount in self._numbers(row).items():
            self._part[place] += amount
            self._whole[place] += amount

    def is_total(self, row: SheetRow) -> bool:
        """Whether a row holds the sums of all rows, or of those since the last total; that total ends a part."""
        if self._places and self._rows >= _FEWEST and not self._computed and row.formulas.issuperset(self._places):
            return True  # the only row that is computed
        said = {place: amount for place, amount in self._numbers(row).items() if amount}
        wanted = _LEAST_SUMS if len(self._places) > 1 else 1
        if len(said) < wanted or self._rows < (_FEWEST if len(said) > 1 else _MORE):
            return False
        of_part = self._of_part >= _FEWEST and said == {place: self._part[place] for place in said}
        if of_part or said == {place: self._whole[place] for place in said}:
            self._part.clear()
            self._of_part = 0
            return True
        return False

    def _numbers(self, row: SheetRow) -> dict[int, int]:
        amounts = ((place, read_cell(cell_at(row, place)).amount) for place in self._places)
        return {place: int(amount) for place, amount in amounts if amount is not None and amount == int(amount)}


def is_named(text: str) -> bool:
    """Whether a name is that of one body: its kind and more."""
    name = taken_apart(text)
    return bool(name.kinds and (name.words or name.numbers))


def cell_at(row: SheetRow, place: int | None) -> str:
    """The text in a column, or nothing."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _without_key(table: Table, name: str, school: str) -> str:
    """Why nobody can say whose a row is."""
    if table.place_of("school") is None:
        return "" if school else "не сказано, какая организация"
    unnamed = (not name or is_number(name)) and not table.carries_school
    return "строка без организации" if unnamed else ""


def _is_dated(row: SheetRow, table: Table) -> bool:
    """Whether a row of a table of weeks says one; where rows are no weeks nothing is asked of them."""
    places = [place for kind in ("week", "week_start") if (place := table.place_of(kind)) is not None]
    return not places or any(sign.isdigit() for place in places for sign in cell_at(row, place))


def _are_column_numbers(texts: Sequence[str]) -> bool:
    texts = [text.strip("(). ") for text in texts]
    if len(texts) < 2 or not all(text.isascii() and text.isdigit() and len(text) < 4 for text in texts):  # noqa: PLR2004  at most 999 columns
        return False
    numbers = list(map(int, texts))
    return numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_of_all(text: str) -> bool:
    words = words_of(text)
    return bool(words) and not _OF_ALL.isdisjoint(words[-2:]) and not taken_apart(text).kinds


def _repeats(row: SheetRow, table: Table) -> bool:
    named = [(place, cell) for place, cell in enumerate(row.cells) if cell]
    same = [place for place, cell in named if place < len(table.captions) and cell in table.captions[place]]
    key = any(table.roles[place].kind in {"school", "indicator_name"} for place in same)
    return len(named) > 1 and len(same) * 2 > len(named) and key


def _has_values(row: SheetRow, table: Table) -> bool:
    """Whether any cell of figures holds a number or says that there is none."""
    places = [place for place, role in enumerate(table.roles) if role.kind in _VALUES]
    said = any((cell := cell_at(row, place)) and read_cell(cell).state != "unreadable" for place in places)
    return said or bool(row.formulas.intersection(places))
