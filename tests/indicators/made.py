"""Small sheets of a district that does not exist, as districts send them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from sferum_docs.indicators.mapping import TableMapping
from sferum_docs.indicators.model import School
from sferum_docs.indicators.reader import Reading, read_statistics
from sferum_docs.indicators.table import value_rows
from sferum_docs.packs.reader import load_pack

TODAY = date(2026, 11, 28)
_FULL = "Муниципальное казённое учреждение"
SCHOOLS = (
    School("D1", "МКОУ «Солнцегорская СОШ № 1»", f"{_FULL} «Солнцегорская средняя школа № 1»", 31, 1076),
    School("D2", "МКОУ «Солнцегорская СОШ № 2»", f"{_FULL} «Солнцегорская средняя школа № 2»", 29, 407),
    School("D4", "МКОУ «Верхнесарыльская СОШ»", f"{_FULL} «Верхнесарыльская средняя школа»", 19, 221),
    School("D16", "МКОУ «Тарланкентская СОШ»", f"{_FULL} «Тарланкентская средняя школа»", 23, 507),
    School("D20", "МКОУ «Сухогривская ООШ»", f"{_FULL} «Сухогривская основная общеобразовательная школа»", 12, 117),
    School("D27", "МКДОУ «Детский сад «Ласточка»", "МКДОУ «Детский сад «Ласточка» пгт Солнцегорск", 7, 64),
    School("D31", "МКДОУ «Детский сад «Орлёнок»", "МКДОУ «Детский сад «Орлёнок» с. Тарланкент", 7, 34),
    School("D32", "МКУ ДО «ДДТ»", "МКУ дополнительного образования «Дом детского творчества»", 10, 92),
)  # fmt: skip
_PACKS = Path(__file__).parents[2] / "doc_templates"
SETS = tuple(
    known for name in ("sferum-2023", "max-2026") if (known := load_pack(_PACKS / name).indicator_set) is not None
)
TITLE = "Сферум. Неделя 16.10.2023–22.10.2023"
HEAD = "Организация;Учителей всего;Учеников всего"


def sheet(*lines: str) -> bytes:
    """A table of text."""
    return "\n".join(lines).encode()


def book(sheets: Mapping[str, Sequence[Any]], merged: Sequence[str] = (), formulas: Sequence[str] = ()) -> bytes:
    """A workbook; `merged` are ranges of every sheet, `formulas` cells of a formula without a stored result."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            for area in merged:
                first = xlsxwriter.utility.xl_cell_to_rowcol(area.split(":")[0])
                page.merge_range(area, rows[first[0]][first[1]])
            for cell in formulas:
                page.write_formula(cell, "=1+1", value="")
    return target.getvalue()


def read(
    *files: tuple[str, bytes] | bytes, schools: Sequence[School] = SCHOOLS, mapping: TableMapping | None = None
) -> Reading:
    """What files say; a file without a name is «Сводка.csv»."""
    named = [each if isinstance(each, tuple) else ("Сводка.csv", each) for each in files]
    return read_statistics(named, schools, today=TODAY, sets=SETS[::-1], mapping=mapping or TableMapping())


def values(reading: Reading) -> list[str]:
    """«week school indicator=value/base @cell» of each figure."""
    rows = list(value_rows(reading.statistics))[1:]
    return [f"{row[0]:%d.%m} {row[2]} {row[4]}={row[5]}/{row[6]} @{row[9]}" for row in rows]


def asked(reading: Reading) -> list[tuple[str, str]]:
    """The kind of each question and the cells that it is about."""
    return [(each.kind, " ".join(place.cell for place in each.places)) for each in reading.statistics.questions]


def left(reading: Reading) -> dict[str, str]:
    """Cell → why it was not taken."""
    return {each.place.cell: each.reason for each in reading.statistics.left_out}
