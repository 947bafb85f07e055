"""Workbooks of a district made of rows, and what is understood of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.reading.sheets.table import Sheet, made_row, with_merged
from sferum_docs.schools.district_lists.model import Told
from sferum_docs.schools.district_lists.understanding import understand
from sferum_docs.services.district.lists.names import find_bodies
from sferum_docs.services.school.people import sex_of_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.district_lists.model import Body, NamedBody, Understood

INNS = ("0598101378", "0598102741", "0598104114", "0598105485")
OGRNS = ("1050598790153", "1040598868518", "1090598624797", "1100598243646")
ORGS, STAFF = "Организации", "Сотрудники"
HEADING = (
    "№",
    "Полное наименование",
    "Краткое наименование",
    "ИНН",
    "Населённый пункт",
    "Телефон",
    "Руководитель",
    "Должность",
)
STAFF_HEADING = ("№", "Организация", "ФИО", "Должность", "Телефон")
KEY = (
    "1",
    "Муниципальное казённое общеобразовательное учреждение «Ключевская средняя общеобразовательная школа»",
    "МКОУ «Ключевская СОШ»",
    INNS[0],
    "с. Ключи",
    "+7 (900) 000-10-01",
    "Асильдерова Саида Гаджиевна",
    "директор",
)
GARDEN = (
    "2",
    "Муниципальное казённое дошкольное образовательное учреждение «Детский сад «Росток»",
    "МКДОУ «Детский сад «Росток»",
    INNS[1],
    "с. Речное",
    "+7 (900) 000-10-02",
    "Фомина Галина Павловна",
    "заведующий",
)
PUPILS = (
    ("1", "Ключевск. сош", "Асильдерова Саида Гаджиевна", "директор", "+7 (900) 000-10-03"),
    ("2", "Ключевск. сош", "Пак Денис", "учитель биологии", ""),
    ("3", "детсад Росток", "Фомина Галина Павловна", "заведующий", ""),
)


def sheet(*rows: Sequence[Any], merged: Sequence[tuple[int, int, int, int]] = (), visible: bool = True) -> Sheet:
    """A sheet of these rows; numbers are numbers of Excel, empty rows are left out."""
    made = []
    for number, row in enumerate(rows, start=1):
        kinds = "".join("n" if isinstance(cell, int) else "t" for cell in row)
        if any(cell != "" for cell in row):
            made.append(made_row(number, map(str, row), kinds=kinds))
    return Sheet("", with_merged(made, merged), visible)


def book(**sheets: Sheet) -> TableBook:
    """A workbook of sheets by name."""
    named = (Sheet(name, each.rows, each.visible) for name, each in sheets.items())
    return TableBook(tuple(named))


def understood(
    *files: TableBook | tuple[str, TableBook], told: Told | None = None, known: Sequence[NamedBody] = ()
) -> Understood:
    """What files say."""
    named = [each if isinstance(each, tuple) else (f"файл{at}.xlsx", each) for at, each in enumerate(files, start=1)]
    return understand(named, told or Told(), known, find_bodies, sex_of_name)


def body(found: Understood, name: str) -> Body:
    """The organisation whose name holds these words."""
    return next(each for each in found.bodies if name in f"{each.requisites.short_name} {each.requisites.full_name}")


def staff(found: Understood, name: str) -> list[str]:
    """Its workers, «Фамилия Имя Отчество: должность»."""
    return [f"{person.full_name}: {person.post}" for person in body(found, name).staff]


def told(found: Understood, level: str = "") -> list[tuple[str, str]]:
    """(cell, code) of what is told and asked."""
    asked = (question.finding for question in found.questions if not question.answer)
    each = (finding for finding in (*found.findings, *asked) if not level or finding.level == level)
    return [(finding.place.cell, finding.code) for finding in each]
