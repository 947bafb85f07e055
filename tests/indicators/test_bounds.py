"""A year of a district is read in time that grows with it and no faster; a hostile sheet takes no longer."""

from contextlib import suppress
from datetime import date, timedelta
from time import process_time

import pytest

from sferum_docs.indicators import patience
from sferum_docs.indicators.model import School
from sferum_docs.reading.faults import FaultsError
from tests.indicators.made import read, sheet
from tests.yardstick import alone, least_growth, within

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
    assert least_growth(lambda: spent(short), lambda: spent(long), enough=8) < 8


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


def test_a_sheet_of_words_without_end_is_given_up_and_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_CAPTIONS", 3000)
    words = sheet(*(";".join(f"школа {row} слово {column}" for column in range(40)) for row in range(60)))
    with pytest.raises(FaultsError) as refused:
        read(words, schools=SCHOOLS)
    assert [fault.code for fault in refused.value.faults] == ["statistics_too_long"]
    assert read(year(10), year(12), schools=SCHOOLS).statistics.figures  # what repeats its captions is read on


def test_empty_lines_cost_next_to_nothing() -> None:
    with within(40), pytest.raises(FaultsError):
        read(b"\n" * 4_000_000)
