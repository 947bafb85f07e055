"""A year of a district is read in time that grows with it and no faster; a hostile sheet takes no longer."""

from contextlib import suppress
from datetime import date, timedelta
from time import process_time

import pytest

from sferum_docs.indicators.model import School
from sferum_docs.reading.faults import FaultsError
from tests.indicators.made import read, sheet
from tests.yardstick import alone, within

LETTERS = "абвгдежзийклмнопрст"
SCHOOLS = tuple(School(f"D{at}", f"МКОУ «Сел{letter}инская СОШ»", "", 50, 500) for at, letter in enumerate(LETTERS))
HEADING = "Неделя;Организация;Показатель;Значение"
NAMED = ("Учителей всего", "Учеников всего", "Учителя: чаты", "Учителя: звонки")


def year(weeks: int) -> bytes:
    rows = ["Сферум", HEADING]
    for number in range(weeks):
        first = date(2023, 9, 4) + timedelta(7 * number)
        shown = f"{first:%d.%m.%Y}–{first + timedelta(6):%d.%m.%Y}"
        rows += [f"{shown};{school.name};{name};5" for school in SCHOOLS for name in NAMED]
    return sheet(*rows)


def spent(content: bytes) -> float:
    with alone():
        began = process_time()
        assert read(content, schools=SCHOOLS).statistics.figures
        return process_time() - began


def test_four_times_the_weeks_take_about_four_times_as_long() -> None:
    short, long = year(10), year(40)
    spent(short)
    assert min(spent(long) for _time in range(2)) < 8 * min(spent(short) for _time in range(3))


HOSTILE = {
    "a heading on every line": ["Организация;Учителей всего;Учеников всего;Звонки"] * 2000,
    "a line of words on every line": [f"Учитель {at};слово {at};школа {at}" for at in range(500)],
    "a school that is much like another on every line": [
        "Сферум",
        "Организация;Звонки",
        *(f"Села{at}нская СОШ;1" for at in range(800)),
    ],
    "schools in columns without end": [
        ";".join(["Показатель", *(f"СОШ № {at}" for at in range(59))]),
        *["Звонки;" + ";".join("5" * 59)] * 300,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_takes_no_longer_than_an_honest_one(name: str) -> None:
    content = sheet(*HOSTILE[name])
    with within(80), suppress(FaultsError):
        read(content, schools=SCHOOLS)
