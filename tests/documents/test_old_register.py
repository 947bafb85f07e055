"""Lines of registers that schools kept in Excel."""

from datetime import date

import pytest

from sferum_docs.documents.registering.old_register import NOTHING, SECTION, TOTAL, OldLine, read_lines, with_letter

TODAY = date(2026, 11, 28)


def read(*lines: tuple[str, str], title: str = "О режиме") -> list[tuple[int, str, str, date] | list[str]]:
    rows = [
        (f"строка {place}", {"number": number, "day": day, "title": title})
        for place, (number, day) in enumerate(lines, 2)
    ]
    return [
        (line.entry.ordinal, line.entry.letter, line.entry.number, line.entry.signed_on)
        if line.entry
        else [fault.code for fault in line.faults]
        for line in read_lines(rows, TODAY, 1918)
        if not line.skipped
    ]


@pytest.mark.parametrize(
    ("number", "ordinal", "letter"),
    [("58", 58, ""), ("№ 58", 58, ""), ("58-ОД", 58, ""), ("58а", 58, "а"), ("58-а", 58, "а"), ("58-а/лс", 58, "а"),
     ("58/2019", 58, ""), ("58-19", 58, ""), ("58 о/д", 58, ""), ("К-58", 58, "")],
)  # fmt: skip
def test_a_number_is_kept_to_the_letter_and_its_figure_found(number: str, ordinal: int, letter: str) -> None:
    (found,) = read((number, "12.03.2019"))
    assert found == (ordinal, letter, number.removeprefix("№ "), date(2019, 3, 12))


def test_the_figure_that_goes_on_is_the_number_and_the_other_an_index() -> None:
    found = read(*((f"01-10/{number}", "12.03.2019") for number in range(3, 8)))
    assert [line[0] for line in found] == [3, 4, 5, 6, 7]


def test_a_letter_of_all_numbers_is_their_look() -> None:
    found = read(*((f"{number}-у", "12.03.2019") for number in range(1, 9)), ("8-а", "12.03.2019"))
    assert [line[1] for line in found] == [*[""] * 8, "а"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("12.03.2019", date(2019, 3, 12)), ("2019-03-12", date(2019, 3, 12)), ("1.3.2019 г.", date(2019, 3, 1)),
     ("12.03.19", date(2019, 3, 12)), ("12.03.98", date(1998, 3, 12)), ("12 марта 2019 г.", date(2019, 3, 12)),
     ("«5» мая 2019 года", date(2019, 5, 5)), ("12/03/2019", date(2019, 3, 12))],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(day: str, expected: date) -> None:
    assert read(("1", day))[0][3] == expected


@pytest.mark.parametrize(
    ("number", "day", "codes"),
    [("б/н", "12.03.2019", ["old_no_number"]), ("", "12.03.2019", ["old_no_number"]), ("1", "", ["old_no_day"]),
     ("1", "31.02.2019", ["bad_date"]), ("1", "вчера", ["bad_date"]), ("1", "01.01.2027", ["day_ahead"]),
     ("1", "01.01.1901", ["year_too_old"]), ("0", "12.03.2019", ["old_no_number"])],
)  # fmt: skip
def test_what_is_no_entry_is_told(number: str, day: str, codes: list[str]) -> None:
    assert read((number, day)) == [codes]


def test_a_year_written_across_the_table_is_no_line() -> None:
    assert read(("", ""), title="2019 год") == []
    assert read(("1", "12.03.2019"), title="") == [["old_no_title"]]
    assert read(("1", "12.03.2019"), title="О" * 1001) == [["too_long"]]


def lines(*rows: dict[str, str]) -> tuple[OldLine, ...]:
    return read_lines([(f"строка {place}", row) for place, row in enumerate(rows, 1)], TODAY, 1918)


def row(number: str, day: str, title: str = "О режиме", **others: str) -> dict[str, str]:
    return {"number": number, "day": day, "title": title, **others}


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("58.0", "58"),
        ("58,00", "58"),
        ("№58-ОД", "58-ОД"),
        ("N 58", "58"),
        ("No. 58", "58"),
        ("58/2019-ОД", "58/2019-ОД"),
    ],
)
def test_a_number_of_excel_or_with_its_sign_is_a_number(number: str, kept: str) -> None:
    (line,) = lines(row(number, "12.03.2019"))
    assert line.entry is not None
    assert (line.entry.number, line.entry.ordinal) == (kept, 58)


@pytest.mark.parametrize(
    ("day", "expected", "doubts"),
    [("12.03", date(2019, 3, 12), []), ("12 марта", date(2019, 3, 12), []), ("12.03.19", date(2019, 3, 12), []),
     ("12.03.20", date(2020, 3, 12), ["old_short_year", "old_other_year"]),
     ("43536", date(2019, 3, 12), ["old_serial_day"]),
     ("12.03.2019 00:00:00", date(2019, 3, 12), []), ("от 12.03.2019г.", date(2019, 3, 12), []),
     ("12.03.1989", date(1989, 3, 12), ["old_other_year", "old_long_ago"])],
)  # fmt: skip
def test_a_heading_tells_the_year_and_another_year_is_asked_about(day: str, expected: date, doubts: list[str]) -> None:
    _heading, line = lines(row("2019 год", "2019 год", "2019 год"), row("58", day))
    assert line.entry is not None
    assert line.entry.signed_on == expected
    assert [doubt.code for doubt in line.doubts] == doubts


def test_the_sheet_tells_the_year_too_and_a_day_without_any_is_a_fault() -> None:
    here, there, nowhere = lines(
        row("1", "12.03", year="2018"), row("1", "9 января", year="2019"), row("2", "10 января", year="")
    )
    assert [line.entry and line.entry.signed_on for line in (here, there)] == [date(2018, 3, 12), date(2019, 1, 9)]
    assert [fault.code for fault in nowhere.faults] == ["old_no_year"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [(row("2019 год", "", ""), SECTION), (row("", "", "Приказы за 2019 год"), SECTION),
     (row("2018-2019 учебный год", "", ""), SECTION),
     (row("", "", "Итого: 58"), TOTAL), (row("Всего", "58", ""), TOTAL),
     (row("", "", "и о назначении ответственных"), NOTHING)],
)  # fmt: skip
def test_a_line_that_is_no_entry_says_why(line: dict[str, str], reason: str) -> None:
    (found,) = lines(line)
    assert (found.skipped, found.entry, found.faults) == (reason, None, ())


def test_a_title_that_begins_like_a_total_is_a_title() -> None:
    (found,) = lines(row("58", "12.03.2019", "Итоговая аттестация"))
    assert found.entry is not None


@pytest.mark.parametrize(
    ("text", "kept"),
    [("3", {"sheets": 3}), ("3.0", {"sheets": 3}), ("3+2", {"sheets": 3, "annexes": 2}), ("2 л.", {"sheets": 2}),
     ("3 л. + 2 прил.", {"sheets": 3, "annexes": 2}), ("папка", {"note": "листов: папка"})],
)  # fmt: skip
def test_sheets_are_counted_and_what_is_no_count_goes_to_the_note(text: str, kept: dict[str, object]) -> None:
    (found,) = lines(row("58", "12.03.2019", sheets=text))
    assert found.entry is not None
    assert found.entry.values == kept


def test_days_of_execution_come_in_and_words_instead_of_a_day_are_kept() -> None:
    (found,) = lines(row("58", "12.03.2019", due="20.03.19", executed="исполнено", note="в дело"))
    assert found.entry is not None
    assert found.entry.values == {"note": "в дело; отметка об исполнении: исполнено", "due": date(2019, 3, 20)}
    assert [doubt.code for doubt in found.doubts] == ["old_to_note"]


@pytest.mark.parametrize(
    ("number", "letter", "expected"),
    [("58", "а", "58-а"), ("58-ОД", "а", "58-а-ОД"), ("58/2019", "б", "58-б/2019"), ("58-а", "б", "58-б")],
)
def test_a_letter_stands_behind_the_figure(number: str, letter: str, expected: str) -> None:
    (found,) = lines(row(number, "12.03.2019"))
    assert found.entry is not None
    assert with_letter(found.entry, letter).number == expected
