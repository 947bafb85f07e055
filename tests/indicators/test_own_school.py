"""Which rows of a district's sheet are the own school's: sure ones are taken, doubtful ones asked about."""

from collections.abc import Mapping
from datetime import date

import pytest

from sferum_docs.indicators.importing.own_school import OwnNames, WrittenName, own_names
from sferum_docs.indicators.model import School

OWN = School(
    "own", "МКОУ «Солнцегорская СОШ № 1»", "Муниципальное казённое учреждение «Солнцегорская средняя школа № 1»"
)
RURAL = School("own", "МКОУ «Тарланкентская СОШ»", "Муниципальное учреждение «Тарланкентская средняя школа»")
FIRST, SECOND = date(2023, 10, 16), date(2023, 10, 23)
STRANGERS = ("МКОУ «Верхнесарыльская СОШ»", "МКОУ «Сухогривская ООШ»", "МКДОУ «Детский сад «Ласточка»")


def names(*texts: str, weeks: tuple[date, ...] = (FIRST,), table: int = 0) -> list[WrittenName]:
    return [WrittenName(text, frozenset({table}), frozenset(weeks), 8) for text in texts]


def found(written: list[WrittenName], own: School = OWN, said: Mapping[str, bool] | None = None) -> OwnNames:
    return own_names(written, own, said or {})


def outcome(read: OwnNames) -> tuple[list[str], str]:
    return sorted(read.ours), read.asked


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("МКОУ «Солнцегорская СОШ № 1»", OWN),
        ("мкоу солнцегорская сош №1", OWN),
        ("Солнцегорск. сош-1", OWN),
        ("СОШ с. Тарланкент", RURAL),
    ],
)
def test_a_name_that_only_the_own_school_can_mean_is_taken_without_asking(written: str, own: School) -> None:
    read = found(names(written, *STRANGERS), own)
    assert outcome(read) == ([written], "")


def test_the_row_written_as_the_school_is_called_takes_no_other_with_it() -> None:
    read = found(names("МКОУ «Солнцегорская СОШ № 1»", "СОШ № 1", *STRANGERS))
    assert outcome(read) == (["МКОУ «Солнцегорская СОШ № 1»"], "")


def test_a_name_that_says_a_kind_and_a_number_alone_is_asked_about() -> None:
    read = found(names("СОШ № 1", "СОШ № 2"))
    assert (read.ours, read.asked, read.near[0].text) == (frozenset(), "alike", "СОШ № 1")


def test_two_rows_that_may_be_ours_are_asked_about() -> None:
    read = found(names("Солнцегорская СОШ № 1", "Солнцегорск. сош-1", *STRANGERS))
    assert (read.ours, read.asked) == (frozenset(), "several")


def test_a_sheet_without_the_own_row_is_asked_about_with_the_nearest_first() -> None:
    read = found(names(*STRANGERS, "МКОУ «Солнцегорский лицей № 1»"))
    assert (read.ours, read.asked, read.near[0].text) == (frozenset(), "none", "МКОУ «Солнцегорский лицей № 1»")


def test_what_a_person_has_told_is_not_asked_again() -> None:
    written = names("Лицей", "СОШ № 1", *STRANGERS)
    read = found(written, said={"Лицей": True, "СОШ № 1": False})
    assert outcome(read) == (["Лицей"], "")
    none = found(written, said=dict.fromkeys(("Лицей", "СОШ № 1", *STRANGERS), False))
    assert (none.ours, none.asked) == (frozenset(), "")


def test_a_school_named_otherwise_from_some_week_on_is_asked_about() -> None:
    before = names("МКОУ «Солнцегорская СОШ № 1»", *STRANGERS)
    after = names(*STRANGERS, "МКОУ «Центр образования»", weeks=(SECOND,), table=1)
    both = {name.text: name for name in before}
    weeks = [WrittenName(text, frozenset({0, 1}), frozenset({FIRST, SECOND}), 16) for text in STRANGERS]
    read = found([both["МКОУ «Солнцегорская СОШ № 1»"], *weeks, after[-1]])
    assert (read.asked, read.missing) == ("missing", (SECOND,))


def test_an_honour_that_the_school_does_not_have_is_asked_about() -> None:
    read = found(names("МКОУ «Солнцегорская СОШ № 1 имени Г. Г. Саламбекова»", *STRANGERS))
    assert (read.ours, read.asked) == (frozenset(), "alike")


def test_a_week_of_one_other_school_is_no_reason_to_ask() -> None:
    read = found([*names("МКОУ «Солнцегорская СОШ № 1»", *STRANGERS), *names("МКОУ «Мирная СОШ»", weeks=(SECOND,))])
    assert read.asked == ""
