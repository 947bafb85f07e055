"""The faults that were laid into the sample of a district, rows copied: each is told at its cell, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.schools.district_lists.model import Level
from tests.schools.district_lists.books import ORGS, STAFF, book, sheet, understood

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.reading.sheets.table import Sheet
    from sferum_docs.schools.district_lists.model import Finding

_ACTING = ("Амирбекова Эльмира Ахмедовна", "исполняющий обязанности директора", "да", "")
_HEADING = (
    "№", "Полное наименование", "Сокращённое наименование", "Вид", "ИНН", "КПП", "ОГРН", "ОКПО", "Населённый пункт",
    "Адрес", "Телефон", "E-mail", "Руководитель", "Должность руководителя", "И. о.", "Основание (акт)",
)  # fmt: skip
_OF_STAFF = ("№", "Образовательная организация", "ФИО", "Должность", "Телефон", "E-mail", "Класс")
_TWICE = (
    "Бексултанова Аминат Гаджиевна", "заместитель директора по административно-хозяйственной работе",
    "+7 (900) 000-11-03",
)  # fmt: skip
_ONE = (
    "Полное наименование", "Краткое наименование", "Вид организации", "ИНН", "КПП", "ОГРН", "ОКПО", "Населённый пункт",
    "Юридический адрес", "Телефон", "Электронная почта", "Руководитель (ФИО)", "Должность",
)  # fmt: skip
_CARD = (
    ("Карточка образовательной организации", ""),
    ("Полное наименование", "Муниципальное казённое общеобразовательное учреждение «Буруншибская ООШ»"),
    ("Краткое наименование", "МКОУ «Буруншибская ООШ»"), ("Вид организации", "ООШ"), ("ИНН", "0598126037"),
    ("КПП", "059801001"), ("ОГРН", "1020598690309"), ("ОКПО", "04926906"), ("Населённый пункт", "с. Речное"),
    ("Юридический адрес", "с. Речное, 1"), ("Телефон", "+7 (900) 000-13-67"),
    ("Электронная почта", "d19@solncegorsk.example"), ("Руководитель (ФИО)", _ACTING[0]), ("Должность", _ACTING[1]),
    ("Исполняет обязанности", "да"), ("Основание", ""),
)  # fmt: skip


def _body(number: str, name: str, kind: str, inn: str, phone: str, mail: str, *head: str) -> tuple[str, ...]:
    full = f"Муниципальное казённое общеобразовательное учреждение {name.partition(' ')[2]}"
    return (number, full, name, kind, inn, "", "", "", "с. Речное", "с. Речное, 1", phone, mail, *head)


def _rows(at: Mapping[int, tuple[str, ...]]) -> Sheet:
    """A sheet whose rows stand where they stand in the file; between them is nothing."""
    return sheet(*(at.get(number, ()) for number in range(1, max(at) + 1)))


_DISTRICT = {
    ORGS: _rows(
        {
            1: _HEADING,
            6: _body("5", "МКОУ «Нижнесарыльская СОШ»", "СОШ", "0598106859", "+7 (900) 000-11-15", ""),
            9: _body("8", "МКОУ «Туманлинская СОШ»", "СОШ", "0598110961", "+7 (900) 000-11-76", ""),
            17: _body("16", "МКОУ «Тарланкентская СОШ»", "СОШ", "0598121920", "+7 (900) 000-13-13", ""),
            20: _body("19", "МКОУ «Буруншибская ООШ»", "ООШ", "0598126037", "+7 (900) 000-13-67", "", *_ACTING),
            23: _body("22", "МКОУ «Залитлинская ООШ»", "ООШ", "0598130146", "", "d22 solncegorsk.example"),
        }
    ),
    STAFF: _rows(
        {
            1: _OF_STAFF,
            161: ("160", "Нижнесарыльск. сош", *_TWICE),
            162: ("161", "Нижнесарыльск. сош", *_TWICE),
            775: ("774", "Детский сад Берёзка", "Юзбекова Зарема Исаевна", "воспитатель", "+7 (900) 000-19-99"),
        }
    ),
}
_TARLANKENT = _body("16", "МКОУ «Тарланкентская СОШ»", "СОШ", "0598121920", "+7 (900) 000-29-16", "")[1:]
FILES = (
    ("district.xlsx", book(**_DISTRICT)),
    ("МКОУ Буруншибская ООШ.xlsx", book(Карточка=sheet(*_CARD))),
    ("МКОУ Тарланкентская СОШ.xlsx", book(Реквизиты=sheet(_ONE, _TARLANKENT))),
)
GOLD = {  # the cell → how grave, of which body, a piece of what must be said
    ("district.xlsx", "E9"): (Level.ERROR, "МКОУ «Туманлинская СОШ»", "ИНН 0598110961"),
    ("district.xlsx", "P20"): (Level.ERROR, "МКОУ «Буруншибская ООШ»", "исполняет обязанности"),
    ("district.xlsx", "L23"): (Level.ERROR, "МКОУ «Залитлинская ООШ»", "«d22 solncegorsk.example»"),
    ("district.xlsx", "C162"): (Level.ERROR, "МКОУ «Нижнесарыльская СОШ»", "строки 161 и 162"),
    ("district.xlsx", "B775"): (Level.ERROR, "", "«Детский сад Берёзка»"),
    ("МКОУ Буруншибская ООШ.xlsx", "B16"): (Level.ERROR, "МКОУ «Буруншибская ООШ»", "исполняет обязанности"),
    ("МКОУ Тарланкентская СОШ.xlsx", "J2"): (Level.QUESTION, "МКОУ «Тарланкентская СОШ»", "+7 (900) 000-29-16"),
}


def test_every_gold_fault_is_told_at_its_cell_and_no_other_is() -> None:
    made = understood(*FILES)
    told: list[Finding] = [*made.findings, *(question.finding for question in made.questions)]
    grave = {(each.place.file, each.place.cell): each for each in told if each.level in {Level.ERROR, Level.QUESTION}}
    assert grave.keys() == GOLD.keys()
    for cell, (level, body, words) in GOLD.items():
        assert (grave[cell].level, grave[cell].body) == (level, body)
        assert words in grave[cell].message()
