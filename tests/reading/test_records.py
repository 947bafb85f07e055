from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.reading.records import Record, parse_day

if TYPE_CHECKING:
    from sferum_docs.reading.faults import Fault


class Colour(StrEnum):
    RED = "красный"
    BLUE = "синий"


def record(**data: Any) -> Record:
    return Record(data, "файл", [])


def codes(of: Record) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in of.faults]


@pytest.mark.parametrize(
    ("reader", "value", "code"),
    [
        ("text", "", "empty"),
        ("text", " \u200b", "empty"),
        ("text", ["а"], "not_text"),
        ("text", 1.5, "not_text"),
        ("day", "31.02.2023", "bad_date"),
        ("day", 5, "bad_date"),
        ("day", None, "empty"),
        ("number", "двадцать", "not_a_number"),
        ("number", True, "not_a_number"),
        ("number", -1, "out_of_bounds"),
        ("number", "99999999999999999999", "out_of_bounds"),
        ("flag", "может быть", "not_a_flag"),
        ("texts", "один", "not_a_list"),
        ("texts", [1], "not_a_list"),
    ],
)
def test_a_wrong_value_is_a_fault_at_its_key(reader: str, value: object, code: str) -> None:
    row = record(поле=value)
    getattr(row, reader)("поле")
    assert codes(row) == [("файл.поле", code)]


def test_the_nearest_key_is_looked_for_where_there_are_few_and_short_ones() -> None:
    """A look costs a tenth of a millisecond: a hundred thousand keys of a body of 2 MB would take the processor."""
    row = record(**{"титул": 1, "т" * 100: 1}, **{f"титул{number}": 1 for number in range(100)})
    row.text("титулы", required=False)
    row.done()
    told = [code for _place, code in codes(row)]
    assert told[:3] == ["unknown_key_near", "unknown_key", "unknown_key_near"]
    assert (len(told), told.count("unknown_key_near")) == (102, 19)


def test_right_values_are_read() -> None:
    row = record(имя=" Школа ", день="2023-10-20", срок=date(2023, 10, 1), число="35", инн=9900000031, цвет="синий")
    assert row.text("имя") == "Школа"
    assert row.day("день") == date(2023, 10, 20)
    assert row.day("срок") == date(2023, 10, 1)
    assert row.number("число") == 35
    assert row.text("инн") == "9900000031"
    assert row.choice("цвет", Colour) is Colour.BLUE
    row.done()
    assert row.faults == []


def test_a_choice_outside_the_list_names_the_list() -> None:
    row = record(цвет="серый")
    row.choice("цвет", Colour)
    assert "красный, синий" in row.faults[0].message()


def test_a_mistyped_key_is_reported_with_the_nearest_one() -> None:
    row = record(полное_имя="а", полное_имяя="б", чужое="в")
    row.text("полное_имя")
    row.done()
    assert codes(row) == [("файл.полное_имяя", "unknown_key_near"), ("файл.чужое", "unknown_key")]
    assert "«полное_имя»" in row.faults[0].message()


def test_lists_of_records_name_the_place_of_each() -> None:
    row = record(люди=[{"имя": "А"}, {"имя": ""}, 5])
    for person in row.records("люди", "имя"):
        person.text("имя")
    assert codes(row) == [
        ("файл.люди[2].имя", "empty"),
        ("файл.люди[3]", "not_a_record"),
        ("файл.люди[3].имя", "empty"),
    ]


@pytest.mark.parametrize("data", [None, [], "текст", 5])
def test_something_else_in_place_of_a_record_is_a_fault(data: object) -> None:
    faults: list[Fault] = []
    Record(data, "файл", faults)
    assert [fault.code for fault in faults] == ["not_a_record"]


@pytest.mark.parametrize("text", ["", "20.10", "20.13.2023", "2023-1-1", "вчера", "1.2.3.4"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None
