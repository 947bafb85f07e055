"""The old register of twenty years comes in whole, once, and the numbers go on from it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.import_register import compare_old, import_old
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.services.register.register import Told, register_outside
from sferum_docs.services.register.registers import registers_of
from sferum_docs.services.school import save_school
from sferum_docs.store.database import db
from sferum_docs.store.register import Entry, find_counter, in_period
from tests.builders import a_school
from tests.registering import BY
from tests.yardstick import within

pytestmark = pytest.mark.usefixtures("app")
Rows = list[tuple[int, Mapping[str, str]]]


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def rows(*lines: tuple[str, str, str]) -> Rows:
    return [
        (place, {"number": number, "day": day, "title": title}) for place, (number, day, title) in enumerate(lines, 2)
    ]


def kept(school: int, year: int) -> tuple[Entry, ...]:
    return in_period(db.session(), school, "R01", year)


def take(school: int, table: Rows, left_out: Iterable[int] = ()) -> int:
    return import_old(school, "R01", table, set(left_out), BY)


def test_letters_masks_gaps_and_disorder_stay_as_they_are(school: int) -> None:
    table = rows(
        ("1-ОД", "09.01.2019", "О режиме"), ("2-ОД", "10.01.2019", "О питании"), ("2а-ОД", "10.01.2019", "Забытый"),
        ("5-ОД", "08.01.2019", "Раньше"),
    )  # fmt: skip
    assert take(school, table) == 4
    entries = kept(school, 2019)
    assert [(item.number, item.letter, item.out_of_order, item.imported) for item in entries] == [
        ("1-ОД", "", False, True), ("2-ОД", "", False, True), ("2а-ОД", "а", False, True), ("5-ОД", "", True, True),
    ]  # fmt: skip
    assert find_counter(school, "R01", 2019).last == 5
    assert find_counter(school, "R01", 2019).earlier == ((3, 4),), "a gap of the old register is nobody's loss"
    assert coming_numbers(school, registers_of(school)["R01"], date(2019, 12, 30), 1) == ("6",)


def test_the_same_table_twice_changes_nothing(school: int) -> None:
    table = rows(("1", "09.01.2019", "О режиме"), ("1", "10.01.2019", "О другом"), ("1", "09.01.2019", "О режиме"))
    found = compare_old(school, "R01", table, BY)
    assert [len(part) for part in (found.fresh, found.known, found.faulty)] == [2, 1, 0]
    assert [line.entry.number for line in found.doubtful if line.entry] == ["1 (2)"], "a number twice is asked about"
    assert take(school, table) == 2
    before = kept(school, 2019)
    assert take(school, table) == 0
    assert kept(school, 2019) == before


def test_a_line_left_out_stays_out_and_one_at_fault_does_not_come_in(school: int) -> None:
    table = rows(("1", "09.01.19", "О режиме"), ("2", "вчера", "О питании"), ("3", "10.01.2019", "О дежурстве"))
    found = compare_old(school, "R01", table, BY)
    assert [line.row for line in found.doubtful] == [2]
    assert [line.row for line in found.faulty] == [3]
    assert take(school, table, left_out=[2]) == 1
    assert [item.number for item in kept(school, 2019)] == ["3"]


def test_what_is_registered_here_keeps_its_number(school: int) -> None:
    entry = register_outside(school, "R01", "О режиме", Told(date(2023, 10, 16)), BY)
    take(school, rows(("1", "11.10.2023", "О питании"), ("2", "12.10.2023", "О дежурстве")))
    assert [(item.number, item.title) for item in kept(school, 2023)] == [
        ("1", "О режиме"), ("1 (2)", "О питании"), ("2", "О дежурстве"),
    ]  # fmt: skip
    assert register_outside(school, "R01", "О новом", Told(date(2023, 10, 16)), BY).number == "3"
    assert entry.number == "1"


def test_nothing_is_written_to_a_closed_or_foreign_register(school: int) -> None:
    with pytest.raises(FaultsError):
        import_old(school, "S09", rows(("1", "09.01.2019", "О")), set(), BY)


def test_three_thousand_lines_of_twenty_years_come_in_within_seconds(school: int) -> None:
    table: Rows = []
    for year in range(2003, 2023):
        for number in range(1, 151):
            day = date(year, 1, 9) + timedelta(days=2 * number)
            table.append((len(table) + 2, {
                "number": f"{number}-ОД", "day": f"{day:%d.%m.%Y}", "title": f"О деле {number} {year} года",
                "signer": "Магомедова П. Г.", "executor": "Исаева З. К.", "note": "внесён",
            }))  # fmt: skip
    with within(yards=600):  # a person waits for it
        assert take(school, table) == 3000
    assert find_counter(school, "R01", 2003).last == 150
    assert take(school, table) == 0
