from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sferum_docs.directives.regional_days import days_off_of
from sferum_docs.directives.working_days import is_working_day, shift_working_days, working_days_between
from sferum_docs.packs.readers.holidays import read_holidays
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import LayoutSettings
from sferum_docs.services.packs.choose import PACKS, find_pack
from sferum_docs.services.register.registration import day_warnings
from sferum_docs.services.school.holidays import HOLIDAYS_FILE, days_off, holiday_table, regions
from sferum_docs.store.audit import Actor
from tests.builders import PACK_ID, a_school

TABLE = """
[[holidays]]
region = "Республика"
name = "День республики"
source = "закон"
every_year = "26.07"
days = [{ date = 2025-07-28, confirmed = true, source = "перенос" }]
"""


def a_file(folder: Path, text: str) -> Path:
    path = folder / HOLIDAYS_FILE
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2023, 7, 26), True),
        (date(2031, 7, 26), True),
        (date(2025, 7, 28), True),
        (date(2024, 7, 28), False),
    ],
)
def test_a_holiday_comes_every_year_and_on_the_days_of_single_years(tmp_path: Path, day: date, *, off: bool) -> None:
    table = read_holidays(a_file(tmp_path, TABLE))
    assert (day in days_off_of("Республика", table)) is off
    assert day not in days_off_of("Другая республика", table)


@pytest.mark.parametrize(
    ("right", "wrong", "place", "words"),
    [
        ('"26.07"', '"31.06"', "holidays[День республики].every_year", "день и месяц"),
        ('"26.07"', '"июль"', "holidays[День республики].every_year", "день и месяц"),
        ("2025-07-28", '"30.02.2025"', "holidays[День республики].days[30.02.2025].date", "не существует"),
        (', source = "перенос"', "", "holidays[День республики].days[2025-07-28].source", "источник не назван"),
        ('source = "закон"', "", "holidays[День республики].source", "заполните"),
        ('region = "Республика"', 'regoin = "Р"', "holidays[День республики].regoin", "имелось в виду «region»"),
        ("confirmed = true", 'confirmed = "да"', "holidays[День республики].days[2025-07-28].confirmed", "true"),
        ("[[holidays]]", "[[holiday]]", "holiday", "«holidays»"),
    ],
)
def test_every_fault_of_the_table_is_named_with_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, words: str
) -> None:
    with pytest.raises(FaultsError) as caught:
        read_holidays(a_file(tmp_path, TABLE.replace(right, wrong, 1)))
    told = {fault.place: fault.message() for fault in caught.value.faults}
    assert words in told[f"{HOLIDAYS_FILE}: {place}"]


def test_all_faults_come_at_once_and_a_broken_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as caught:
        read_holidays(a_file(tmp_path, TABLE.replace('"26.07"', '"32.07"').replace('"закон"', '""')))
    assert len(caught.value.faults) == 2
    with pytest.raises(FaultsError, match=r"holidays\.toml: файл не читается как TOML"):
        read_holidays(a_file(tmp_path, "[[holidays"))


def test_a_holiday_without_a_day_is_a_fault(tmp_path: Path) -> None:
    text = "\n".join(line for line in TABLE.splitlines() if not line.startswith(("every", "days")))
    with pytest.raises(FaultsError, match="не сказано, когда"):
        read_holidays(a_file(tmp_path, text))


def test_an_absent_table_has_no_days(tmp_path: Path) -> None:
    assert read_holidays(tmp_path / HOLIDAYS_FILE) == ()


def test_the_shipped_table_names_a_source_for_every_confirmed_day() -> None:
    assert read_holidays(PACKS / HOLIDAYS_FILE) == holiday_table()
    assert regions() == ("Республика Дагестан",)
    for holiday in holiday_table():
        assert holiday.source
        assert all(day.source for day in holiday.days)
    years = {day.date.year for holiday in holiday_table() for day in holiday.days}
    assert years == {2023, 2024, 2025, 2026}


def test_a_school_without_a_region_has_that_of_the_directive() -> None:
    pack = find_pack("sferum-2023")
    off = date(2025, 6, 6)
    assert off in days_off(a_school(), pack)
    assert off in days_off(None, pack)
    assert off not in days_off(a_school(layout=LayoutSettings(region="Чеченская Республика")), pack)


def test_a_school_of_six_days_works_on_saturdays_that_are_no_holidays() -> None:
    pack = find_pack(PACK_ID)
    five, six = (days_off(a_school(layout=LayoutSettings(six_days=each)), pack) for each in (False, True))
    saturday, holiday = date(2023, 10, 14), date(2024, 1, 6)
    assert not is_working_day(saturday, five)
    assert is_working_day(saturday, six)
    assert not is_working_day(holiday, six)
    assert not is_working_day(date(2023, 10, 15), six), "Sunday"
    assert shift_working_days(date(2023, 10, 13), 1, six) == saturday
    assert working_days_between(date(2023, 10, 13), date(2023, 10, 16), six) == 2
    assert working_days_between(date(2023, 10, 13), date(2023, 10, 16), five) == 1


def test_signing_on_a_saturday_is_odd_in_a_school_of_five_days_only() -> None:
    by = Actor("Исаева", datetime(2023, 10, 16, 9, tzinfo=UTC))
    pack = find_pack(PACK_ID)
    for six, told in ((False, ["day_not_today", "signed_on_day_off"]), (True, ["day_not_today"])):
        off = days_off(a_school(layout=LayoutSettings(six_days=six)), pack)
        assert [fault.code for fault in day_warnings(date(2023, 10, 14), by, off)] == told
