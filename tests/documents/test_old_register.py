"""Lines of registers that schools kept in Excel."""

from datetime import date

import pytest

from sferum_docs.documents.old_register import read_lines

TODAY = date(2026, 11, 28)


def read(*lines: tuple[str, str], title: str = "О режиме") -> list[tuple[int, str, str, date] | list[str]]:
    rows = [(place, {"number": number, "day": day, "title": title}) for place, (number, day) in enumerate(lines, 2)]
    return [
        (line.entry.ordinal, line.entry.letter, line.entry.number, line.entry.signed_on)
        if line.entry
        else [fault.code for fault in line.faults]
        for line in read_lines(rows, TODAY, 1918)
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
