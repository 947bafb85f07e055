"""What a person says of a table stands above what it says itself: its week, whose a table without names is."""

from datetime import date

import pytest

from sferum_docs.indicators.layout.weeks import week_in
from sferum_docs.indicators.mapping import TableMapping
from sferum_docs.indicators.model import Week
from sferum_docs.indicators.reader import open_books, read_tables
from tests.indicators.made import SCHOOLS, SETS, TITLE, read, sheet, values

HEAD = "Организация;Учителей всего;Учителей зарегистрировано в Сферум"
OTHER_WEEK = Week(date(2023, 10, 23), date(2023, 10, 29))
OWN = sheet(TITLE, "Неделя;Учителей всего;Учителей зарегистрировано в Сферум", "16.10.2023–22.10.2023;31;14")


def test_the_week_that_a_person_says_is_that_of_the_whole_table() -> None:
    data = sheet(TITLE, HEAD, "МКОУ «Солнцегорская СОШ № 1»;31;14")
    said = TableMapping(weeks={("Сводка.csv", "", 0): OTHER_WEEK})
    assert values(read(data, mapping=said)) == ["23.10 D1 I2=14/31 @C3"]


@pytest.mark.parametrize("day", ["31.12.9999", "01.01.0001", "27.12.9999–31.12.9999", "2999-01-01"])
def test_a_day_of_another_time_is_no_week(day: str) -> None:
    assert week_in(f"Неделя {day}", 9999) is None


def test_a_table_tells_of_which_week_it_is_and_where_that_stands() -> None:
    data = sheet(TITLE, HEAD, "МКОУ «Солнцегорская СОШ № 1»;31;14")
    books, _faults = open_books([("Сводка.csv", data)])
    (table,) = read_tables(books, SCHOOLS, sets=SETS).tables
    assert (table.week and table.week.start, table.week_from) == (date(2023, 10, 16), "надпись над таблицей")


def test_a_table_without_names_is_nobodys_until_a_person_says_whose() -> None:
    books, _faults = open_books([("Сводка.csv", OWN)])
    (table,) = read_tables(books, SCHOOLS[:1], mapping=TableMapping(nameless={}), sets=SETS).tables
    reasons = {each.place.cell: each.reason for each in table.left_out}
    assert (table.entries, reasons["C3"]) == ([], "не сказано, какая организация")
    signature = table.table.signature
    said = read(OWN, schools=SCHOOLS[:1], mapping=TableMapping(nameless={signature: SCHOOLS[0].name}))
    assert [each[6:] for each in values(said)] == ["D1 I2=14/31 @C3"]
