"""Whatever is asked of sheets can be answered in the file of the mapping, and is asked no more."""

from datetime import date
from typing import Any

import pytest

from sferum_docs.indicators.mapping import read_mapping
from sferum_docs.indicators.reader import Reading
from sferum_docs.reading.faults import FaultsError
from tests.indicators.made import HEAD, SCHOOLS, TITLE, asked, read, sheet, values

VILLAGE = "Верхнесарыльская СОШ"
LATER = "Сферум. Неделя 23.10.2023–29.10.2023"
SEVERAL = "Организация;Написали 3 сообщения;Написали 10 сообщений"
Files = tuple[bytes | tuple[str, bytes], ...]


def answered(files: Files, answers: dict[str, Any]) -> Reading:
    mapping = read_mapping({"version": 1, "tables": {}, "schools": {}, "answers": answers})
    return read(*files, schools=SCHOOLS, mapping=mapping)


def told(reading: Reading) -> list[str]:
    return [each.partition("/")[0] for each in values(reading)]


ABOVE: Files = (sheet(TITLE, HEAD, f"{VILLAGE};99;200"),)
AGAINST: Files = (sheet(TITLE, SEVERAL, f"{VILLAGE};5;6"),)
TWICE: Files = (("а.csv", sheet(TITLE, HEAD, f"{VILLAGE};15;200")), ("б.csv", sheet(TITLE, HEAD, f"{VILLAGE};16;200")))
FALLEN: Files = (("а.csv", sheet(TITLE, HEAD, f"{VILLAGE};15;200")), ("б.csv", sheet(LATER, HEAD, f"{VILLAGE};14;190")))
CORRECTED: Files = (
    ("а.csv", sheet(TITLE, HEAD, f"{VILLAGE};15;200")),
    ("б.csv", sheet("Сферум. Уточнение за 16.10.2023–22.10.2023", "Организация;Учителей всего", f"{VILLAGE};16")),
)
UNREADABLE: Files = (sheet(TITLE, HEAD, f"{VILLAGE};около 9;200"),)
UNKNOWN: Files = (sheet(TITLE, HEAD, "Неизвестная СОШ;9;90"),)
SEVERAL_MEANT: Files = (sheet(TITLE, HEAD, "Солнцегорская СОШ;9;90"),)
NO_WEEK: Files = (sheet("Сферум", HEAD, f"{VILLAGE};15;200"),)
COUNTED: Files = (sheet("Сферум. 2 неделя", HEAD, f"{VILLAGE};15;200"),)
MONDAY: Files = (sheet("Сферум, на 23.10.2023", HEAD, f"{VILLAGE};15;200"),)
FUTURE: Files = (sheet("Сферум. 19.10–25.10.2099", HEAD, f"{VILLAGE};15;200"),)
COLUMN: Files = (sheet(TITLE, f"{HEAD};Учителя: прочее", f"{VILLAGE};15;200;3"),)
NAMED: Files = (
    sheet(TITLE, "Организация;Показатель;Значение", f"{VILLAGE};Активные;7", f"{VILLAGE};Учителей всего;15"),
)


@pytest.mark.parametrize(
    ("files", "answer", "kept"),
    [
        (ABOVE, "19", ["16.10 D4 I1=200", "16.10 D4 I2=19"]),
        (ABOVE, 19, ["16.10 D4 I1=200", "16.10 D4 I2=19"]),
        (ABOVE, "оставить пустым", ["16.10 D4 I1=200", "16.10 D4 I2="]),
        (ABOVE, "так и есть", ["16.10 D4 I1=200", "16.10 D4 I2=99"]),
        (AGAINST, {"I4": 8}, ["16.10 D4 I4=8", "16.10 D4 I5=6"]),
        (AGAINST, {"I4": "", "I5": 3}, ["16.10 D4 I4=", "16.10 D4 I5=3"]),
        (TWICE, "б.csv", ["16.10 D4 I1=200", "16.10 D4 I2=16"]),
        (FALLEN, "так и есть", ["16.10 D4 I1=200", "16.10 D4 I2=15", "23.10 D4 I1=190", "23.10 D4 I2=14"]),
        (FALLEN, {"I1": 210}, ["16.10 D4 I1=200", "16.10 D4 I2=15", "23.10 D4 I1=210", "23.10 D4 I2=14"]),
        (FALLEN, "оставить пустым", ["16.10 D4 I1=200", "16.10 D4 I2=15", "23.10 D4 I1=", "23.10 D4 I2="]),
        (CORRECTED, "заменить", ["16.10 D4 I1=200", "16.10 D4 I2=16"]),
        (CORRECTED, "оставить прежние", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (UNREADABLE, "9", ["16.10 D4 I1=200", "16.10 D4 I2=9"]),
        (UNKNOWN, "D16", ["16.10 D16 I1=90", "16.10 D16 I2=9"]),
        (UNKNOWN, "МКОУ «Тарланкентская СОШ»", ["16.10 D16 I1=90", "16.10 D16 I2=9"]),
        (UNKNOWN, "новая организация", ["16.10  I1=90", "16.10  I2=9"]),
        (SEVERAL_MEANT, "D2", ["16.10 D2 I1=90", "16.10 D2 I2=9"]),
        (NO_WEEK, "2023-10-18", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (NO_WEEK, "16.10.2023–22.10.2023", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (COUNTED, "2023-10-09", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (MONDAY, "23.10.2023–29.10.2023", ["23.10 D4 I1=200", "23.10 D4 I2=15"]),
        (FUTURE, "16.10.2023", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (COLUMN, "I7", ["16.10 D4 I1=200", "16.10 D4 I2=15", "16.10 D4 I7=3"]),
        (COLUMN, "не брать", ["16.10 D4 I1=200", "16.10 D4 I2=15"]),
        (NAMED, "Учителя, совершившие минимум 1 звонок за неделю", ["16.10 D4 I2=15", "16.10 D4 I6=7"]),
        (NAMED, "не брать", ["16.10 D4 I2=15"]),
    ],
)
def test_what_is_answered_is_settled(files: Files, answer: object, kept: list[str]) -> None:
    (question,) = read(*files).statistics.questions
    reading = answered(files, {question.key: answer})
    assert told(reading) == kept
    assert asked(reading) == []


def test_an_answer_may_leave_rows_out_and_each_cell_is_told() -> None:
    both = sheet(TITLE, HEAD, "Неизвестная СОШ;9;90", f"{VILLAGE};15;200")
    (question,) = read(both).statistics.questions
    reading = answered((both,), {question.key: "не брать"})
    assert told(reading) == ["16.10 D4 I1=200", "16.10 D4 I2=15"]
    reasons = {each.place.cell: each.reason for each in reading.statistics.left_out}
    assert reasons["B3"] == "организация не берётся: так отвечено"
    (chosen,) = read(*TWICE).statistics.questions
    left_out = answered(TWICE, {chosen.key: "а.csv"}).statistics.left_out
    assert [each.place.file for each in left_out if "отвечено" in each.reason] == ["б.csv"]


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        (ABOVE, "99"), (ABOVE, "да"), (ABOVE, -1), (AGAINST, 5), (AGAINST, {"I9": 1}), (TWICE, "в.csv"), (TWICE, 3),
        (UNREADABLE, "так и есть"), (UNKNOWN, "D99"), (NO_WEEK, "вчера"), (COUNTED, "2"), (COLUMN, "I99"),
    ],
)  # fmt: skip
def test_an_answer_that_fits_nothing_is_refused_with_what_would(files: Files, answer: object) -> None:
    (question,) = read(*files).statistics.questions
    with pytest.raises(FaultsError) as caught:
        answered(files, {question.key: answer})
    (fault,) = caught.value.faults
    assert (fault.place, fault.code) == (question.key, "statistics_answer")
    assert str(question.options[0]) in fault.message()


def test_the_file_of_the_mapping_offers_a_place_for_each_answer_and_keeps_those_given() -> None:
    files = (*ABOVE, ("б.csv", sheet(LATER, HEAD, "Неизвестная СОШ;9;90")))
    first, second = (question.key for question in read(*files).statistics.questions)
    assert read(*files).mapping["answers"] == {first: "", second: ""}
    assert answered(files, {first: "19"}).mapping["answers"] == {first: "19", second: ""}
    assert asked(answered(files, read(*files).mapping["answers"])) == asked(read(*files))


def test_the_key_of_a_question_does_not_hang_on_the_others() -> None:
    (alone,) = read(*ABOVE).statistics.questions
    assert alone.key == "above_base: Сводка.csv!B3"
    assert alone.key in {question.key for question in read(*ABOVE, *TWICE).statistics.questions}


def test_the_first_week_may_be_any_day_of_it() -> None:
    (question,) = read(*COUNTED).statistics.questions
    (figure, *_rest) = answered(COUNTED, {question.key: "11.10.2023"}).statistics.figures
    assert figure.week.start == date(2023, 10, 16)
