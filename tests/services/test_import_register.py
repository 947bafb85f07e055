"""The old register of twenty years comes in whole, once, and the numbers go on from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.table import Sheet, made_row
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.imports.import_register import ImportDecisions, compare_old, import_old
from sferum_docs.services.register.imports.old_tables import (
    OLD_COLUMNS,
    drop_table,
    grouped,
    imports_of,
    keep_table,
    named_rows,
    table_of,
)
from sferum_docs.services.register.imports.undo_import import undo_import
from sferum_docs.services.register.lists.listing import Wanted, load_register
from sferum_docs.services.register.lists.registers import known_columns, registers_of
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.services.register.register import register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import db, writing
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.register.numbers import Counter, find_counter
from sferum_docs.store.register.register import in_period
from sferum_docs.store.rows import EntryRow
from tests.builders import a_school
from tests.registering import BY
from tests.yardstick import within

pytestmark = pytest.mark.usefixtures("app")
Rows = list[tuple[str, Mapping[str, str]]]
ON = ImportDecisions(goes_on=True)


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def rows(*lines: tuple[str, str, str]) -> Rows:
    return [
        (f"строка {place}", {"number": number, "day": day, "title": title})
        for place, (number, day, title) in enumerate(lines, 2)
    ]


def kept(school: int, year: int) -> tuple[Entry, ...]:
    return in_period(db.session(), school, "R01", year)


def take(school: int, table: Rows, decisions: ImportDecisions = ON) -> int:
    return import_old(school, "R01", table, decisions, BY)


def codes(school: int, table: Rows, decisions: ImportDecisions = ON) -> list[str]:
    with pytest.raises(FaultsError) as error:
        take(school, table, decisions)
    return [fault.code for fault in error.value.faults]


def kept_table(school: int, *sheets: tuple[str, Sequence[tuple[str, ...]]]) -> int:
    """A table of these sheets (name, rows) kept before it comes in."""
    return keep_table(school, "R01", [a_sheet(name, rows) for name, rows in sheets], "старый.xlsx", BY)


def a_sheet(name: str, rows: Sequence[tuple[str, ...]]) -> Sheet:
    return Sheet(name, tuple(made_row(place, cells) for place, cells in enumerate(rows, 1)))


def test_a_heading_further_down_is_no_line_and_tells_its_own_columns() -> None:
    page = ("№ п/п", "Дата", "Содержание приказа"), ("2", "02.10.2025", "О дате")
    turned = ("Дата", "№", "Краткое содержание"), ("03.10.2025", "3", "О премии")
    sheet = a_sheet("2025", [("№", "Дата", "Содержание"), ("1", "01.09.2025", "О приёме"), *page, *turned])
    groups = grouped([sheet], date(2026, 1, 1))
    lines = [values for _place, values in named_rows(groups, [groups[0].keys], {0})]
    assert [(line["number"], line["day"], line["title"]) for line in lines] == [
        ("1", "01.09.2025", "О приёме"), ("2", "02.10.2025", "О дате"), ("3", "03.10.2025", "О премии")
    ]  # fmt: skip


def brought(school: int, import_id: int, decisions: ImportDecisions = ON) -> int:
    groups = table_of(school, "R01", import_id, BY.at.date())
    sheets = [sheet.place for group in groups for sheet in group.sheets if sheet.proposed]
    table = named_rows(groups, [group.keys for group in groups], sheets)
    return import_old(school, "R01", table, decisions, BY, import_id)


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
    table = rows(("1", "09.01.2019", "О режиме"), ("1", "10.01.2019", "О другом"), ("1", "09.01.2019", "О  режиме"))
    found = compare_old(school, "R01", table, BY)
    assert [len(part) for part in (found.fresh, found.known, found.repeated, found.faulty)] == [0, 0, 1, 0]
    assert [(clash.number, len(clash.lines)) for clash in found.clashes] == [("1", 2)]
    assert take(school, table, replace(ON, others="letters")) == 2
    before = kept(school, 2019)
    assert [item.number for item in before] == ["1", "1-а"]
    again = compare_old(school, "R01", table, BY)
    assert (again.count, len(again.known), again.clashes, again.going) == (0, 3, (), ())
    assert codes(school, table) == ["old_nothing"]
    assert kept(school, 2019) == before


def test_nothing_of_one_number_comes_in_before_a_person_chose(school: int) -> None:
    table = rows(("1-ОД", "09.01.2019", "О режиме"), ("1-ОД", "10.01.2019", "О другом"), ("2-ОД", "10.01.2019", "О"))
    assert codes(school, table, ImportDecisions()) == ["old_choose", "old_goes_on"]
    assert codes(school, table, replace(ON, clashes={"2019-1-": "строка 9"})) == ["old_choose"]
    assert kept(school, 2019) == ()
    assert take(school, table, replace(ON, clashes={"2019-1-": "строка 3"})) == 2
    assert [item.title for item in kept(school, 2019)] == ["О другом", "О"]


def test_a_line_left_out_stays_out_and_one_at_fault_does_not_come_in(school: int) -> None:
    table = rows(("1", "09.01.19", "О режиме"), ("2", "вчера", "О питании"), ("3", "10.01.2019", "О дежурстве"))
    found = compare_old(school, "R01", table, BY)
    assert [line.place for line in found.doubtful] == ["строка 2"]
    assert [line.place for line in found.faulty] == ["строка 3"]
    assert take(school, table, replace(ON, left_out=frozenset({"строка 2"}))) == 1
    assert [item.number for item in kept(school, 2019)] == ["3"]


def test_what_is_registered_here_keeps_its_number(school: int) -> None:
    entry = register_outside(school, "R01", "О режиме", RegistrationDetails(date(2023, 10, 16)), BY)
    table = rows(("1", "11.10.2023", "О питании"), ("2", "12.10.2023", "О дежурстве"))
    (clash,) = compare_old(school, "R01", table, BY).clashes
    assert clash.ours == ("1", date(2023, 10, 16), "О режиме")
    assert take(school, table, replace(ON, others="letters")) == 2
    assert [(item.number, item.title) for item in kept(school, 2023)] == [
        ("1", "О режиме"), ("1-а", "О питании"), ("2", "О дежурстве"),
    ]  # fmt: skip
    assert register_outside(school, "R01", "О новом", RegistrationDetails(date(2023, 10, 16)), BY).number == "3"
    assert entry.number == "1"


def test_the_next_number_goes_on_only_when_a_person_says_so(school: int) -> None:
    book = registers_of(school)["R01"]
    register_outside(school, "R01", "О режиме", RegistrationDetails(date(2023, 10, 16)), BY)
    table = rows(("3", "11.10.2023", "О питании"), ("250", "12.10.2023", "О дежурстве"))
    (going,) = compare_old(school, "R01", table, BY).going
    assert (going.period, going.now, going.then) == (2023, 2, 251)
    assert codes(school, table, ImportDecisions()) == ["old_goes_on"]
    assert take(school, table, ImportDecisions(goes_on=False)) == 2
    assert coming_numbers(school, book, date(2023, 10, 16), 3) == ("2", "4", "5"), "taken numbers are stepped over"
    numbers = [
        register_outside(school, "R01", "О", RegistrationDetails(date(2023, 10, 16)), BY).number for _ in range(2)
    ]
    assert numbers == ["2", "4"]
    assert load_register(school, Wanted(register="R01", year=2023), 2023, BY).missing == ()


def test_a_workbook_with_a_sheet_for_each_year_comes_in_by_years(school: int) -> None:
    heading = (
        "№", "Дата", "Содержание", "Подписал", "Исполнитель", "Кол-во листов", "Срок", "Исполнено", "Дело", "Прим.",
    )  # fmt: skip
    line = ("1.0", "9.01", "О режиме", "Ким", "Цой", "3+1", "", "", "01-05", "да")
    old = kept_table(
        school,
        ("2018", [("Журнал приказов",), heading, line]),
        ("Приказы 2019", [heading, ("1/19-ОД", "09.01.19", "О режиме"), ("Итого: 1",), ("1а/19-ОД", "10 января", "О")]),
        ("без заголовка 2020", [("1", "9 января", "О приказе по школе"), ("2", "«10» января 2020 г.", "О дежурстве")]),
        ("пояснения", [("Журнал вела секретарь",)]),
    )
    assert brought(school, old) == 5
    (first,) = kept(school, 2018)
    assert (first.signer, first.executor, first.sheets, first.annexes, first.file_index, first.note) == (
        "Ким", "Цой", 3, 1, "01-05", "да",
    )  # fmt: skip
    assert [item.number for item in kept(school, 2019)] == ["1/19-ОД", "1а/19-ОД"]
    assert [item.title for item in kept(school, 2020)] == ["О приказе по школе", "О дежурстве"]


def test_every_column_of_a_register_may_come_in() -> None:
    names = {"remark": "note"}
    ours = {column.key for column in OLD_COLUMNS}
    assert {names.get(name, name) for name in known_columns()} - ours == {"place"}


def test_a_table_waits_until_it_is_written_and_is_kept_once(school: int) -> None:
    sheet = ("2019", [("№", "Дата", "Содержание"), ("1", "09.01.2019", "О режиме")])
    first = kept_table(school, sheet)
    assert kept_table(school, sheet) == first, "handed in twice, kept once"
    assert [item.done_at for item in imports_of(school, "R01")] == [None]
    brought(school, first)
    assert [item.count for item in imports_of(school, "R01")] == [1]
    with pytest.raises(FaultsError):
        table_of(school, "R01", first, BY.at.date())
    second = kept_table(school, sheet)
    drop_table(school, "R01", second)
    drop_table(school, "R01", second)
    with pytest.raises(LookupError):
        table_of(school, "R01", second, BY.at.date())


@pytest.fixture
def import_id(school: int) -> int:
    """A table of 2023 that came in, the numbers go on after it."""
    register_outside(school, "R01", "О режиме", RegistrationDetails(date(2023, 10, 16)), BY)
    table = [("№", "Дата", "Содержание"), ("3", "11.10.2023", "О питании"), ("7", "12.10.2023", "О дежурстве")]
    found = kept_table(school, ("Лист1", table))
    assert brought(school, found) == 2
    return found


def test_an_import_is_taken_back_whole_and_may_come_again(school: int, import_id: int) -> None:
    assert undo_import(school, "R01", import_id, BY) == 2
    assert [item.number for item in kept(school, 2023)] == ["1"]
    assert find_counter(school, "R01", 2023) == Counter(1, ())
    assert register_outside(school, "R01", "О новом", RegistrationDetails(date(2023, 10, 16)), BY).number == "2"
    with pytest.raises(FaultsError) as error:
        undo_import(school, "R01", import_id, BY)
    assert error.value.faults[0].code == "old_undone"


def a_number_is_given(school: int, _entry: int) -> None:
    register_outside(school, "R01", "О новом", RegistrationDetails(date(2023, 10, 16)), BY)


def a_letter_is_given(school: int, _entry: int) -> None:
    register_outside(
        school, "R01", "Забытый", RegistrationDetails(date(2023, 10, 12), after=3, reason="забыли", confirmed=True), BY
    )


def one_is_voided(school: int, entry: int) -> None:
    void(school, entry, "ошибка", BY)


def one_is_put_right(school: int, entry: int) -> None:
    assert school
    with writing() as session:
        session.get_one(EntryRow, entry).note = "в дело"


@pytest.mark.parametrize("deed", [a_number_is_given, a_letter_is_given, one_is_voided, one_is_put_right])
def test_an_import_that_somebody_built_upon_stays(
    school: int, import_id: int, deed: Callable[[int, int], None]
) -> None:
    entry = next(item for item in kept(school, 2023) if item.imported)
    deed(school, entry.id)
    before = kept(school, 2023)
    with pytest.raises(FaultsError) as error:
        undo_import(school, "R01", import_id, BY)
    assert error.value.faults[0].code == "old_built_upon"
    assert kept(school, 2023) == before


def test_nothing_is_written_to_a_closed_or_foreign_register(school: int) -> None:
    with pytest.raises(FaultsError):
        import_old(school, "S09", rows(("1", "09.01.2019", "О")), ON, BY)


def test_three_thousand_lines_of_twenty_years_come_in_within_seconds(school: int) -> None:
    table: Rows = []
    for year in range(2003, 2023):
        for number in range(1, 151):
            day = date(year, 1, 9) + timedelta(days=2 * number)
            table.append((f"строка {len(table) + 2}", {
                "number": f"{number}-ОД", "day": f"{day:%d.%m.%Y}", "title": f"О деле {number} {year} года",
                "signer": "Магомедова П. Г.", "executor": "Исаева З. К.", "note": "внесён",
            }))  # fmt: skip
    with within(yards=600):  # a person waits for it
        assert take(school, table) == 3000
    assert find_counter(school, "R01", 2003).last == 150
    assert codes(school, table) == ["old_nothing"]
