"""What only a person can decide is asked, each matter once; what is clear is not."""

from sferum_docs.indicators.mapping import read_mapping
from tests.indicators.made import HEAD, TITLE, asked, book, left, read, sheet, values

SCHOOL = "Солнцегорская СОШ № 1"


def test_a_value_above_its_base() -> None:
    reading = read(sheet(TITLE, HEAD, f"{SCHOOL};32;99"))
    assert asked(reading) == [("above_base", "B3")]
    assert reading.statistics.questions[0].text == (
        "МКОУ «Солнцегорская СОШ № 1», неделя 16.10.2023–22.10.2023, «Учителей всего»: "
        "32, а всего их 31: какое число верно?"
    )


def test_a_share_above_a_hundred() -> None:
    title = "МАХ-2026, %. Неделя 05.10.2026 – 11.10.2026"
    assert asked(read(sheet(title, "Организация;Работники, зарегистрированные в МАХ", f"{SCHOOL};104,3 %"))) == [
        ("above_base", "B3")
    ]


def test_values_that_cannot_both_be_true() -> None:
    told = sheet(TITLE, "Организация;Написали 3 сообщения;Написали 10 сообщений", f"{SCHOOL};5;6")
    assert asked(read(told)) == [("inconsistent", "C3 B3")]


def test_one_week_in_two_files_equal_is_taken_once_and_different_is_asked() -> None:
    first = "а.csv", sheet(TITLE, HEAD, f"{SCHOOL};14;99")
    second = "б.csv", sheet(TITLE, "Организация;Учеников всего;Учителей всего", f"{SCHOOL};100;14")
    reading = read(first, second)
    assert asked(reading) == [("conflict", "C3 B3")]
    assert reading.statistics.questions[0].options == ("а.csv", "б.csv")
    assert "I1: 99 и 100" in reading.statistics.questions[0].text
    assert [each for each in values(reading) if "I2" in each] == ["16.10 D1 I2=14/31 @B3"]
    assert left(reading)["C3"] == "то же значение уже есть"


def test_the_same_file_twice_changes_nothing() -> None:
    told = sheet(TITLE, HEAD, f"{SCHOOL};14;-")
    assert values(read(told, ("Копия.csv", told))) == values(read(told))


def test_what_is_known_in_one_file_and_not_in_another_is_known() -> None:
    reading = read(sheet(TITLE, HEAD, f"{SCHOOL};н/д;99"), ("б.csv", sheet(TITLE, HEAD, f"{SCHOOL};14;99")))
    assert "16.10 D1 I2=14/31 @B3" in values(reading)
    assert asked(reading) == []


def test_a_late_correction_is_asked_once_for_a_school_and_a_week() -> None:
    long = [
        ["Уточнённые сведения за прошлые недели"], ["Неделя", "Организация", "Показатель", "Было", "Стало"],
        ["16.10.2023–22.10.2023", SCHOOL, "Учителей всего", 14, 15],
        ["16.10.2023–22.10.2023", SCHOOL, "Учеников всего", 99, 101],
    ]  # fmt: skip
    rows = [[TITLE], HEAD.split(";"), [SCHOOL, 14, 99]]
    reading = read(("свод.xlsx", book({"Неделя": rows, "Уточнения": long})))
    assert asked(reading) == [("late_correction", "C3 E4 B3 E3")]
    assert "I1: 99 → 101, I2: 14 → 15" in reading.statistics.questions[0].text
    assert left(reading)["D3"] == "прежнее значение"


def test_a_week_that_is_not_there_yet() -> None:
    assert asked(read(sheet("Неделя 07.12.2026–13.12.2026", HEAD, f"{SCHOOL};14;99"))) == [("future_week", "C3")]


def test_a_week_that_nothing_names() -> None:
    reading = read(sheet(HEAD, f"{SCHOOL};14;99"))
    assert asked(reading) == [("week", "B2")]
    assert values(reading) == []
    assert left(reading)["B2"] == "не сказано, за какую неделю"


def test_a_caption_and_a_sheet_that_name_different_weeks() -> None:
    rows = [[TITLE], HEAD.split(";"), [SCHOOL, 14, 99]]
    copied = [[TITLE], HEAD.split(";"), [SCHOOL, 15, 100]]
    reading = read(("свод.xlsx", book({"16.10–22.10": rows, "23.10–29.10": copied})))
    assert asked(reading) == [("week", "B3")]
    assert [each[:5] for each in values(reading)] == ["16.10", "16.10", "23.10", "23.10"]


def test_a_school_that_is_named_otherwise_from_some_week_on() -> None:
    new = "МКОУ «Тарланкентская СОШ имени Г. Г. Саламбекова»"
    told = sheet(
        "Сферум, 2023", HEAD, "Неделя 16.10–22.10.2023;;", "Тарланкентская СОШ;5;6",
        "Неделя 23.10–29.10.2023;;", f"{new};5;6", "Неделя 30.10–05.11.2023;;", f"{new};6;7",
    )  # fmt: skip
    reading = read(told)
    assert asked(reading) == [("renamed", "A6")]
    assert reading.statistics.questions[0].school_id == "D16"
    assert "с этой недели нет данных МКОУ «Тарланкентская СОШ»" in reading.statistics.questions[0].text
    assert len([each for each in values(reading) if " D16 " in each]) == 6


def test_a_school_of_another_kind_in_the_place_of_one_that_is_gone() -> None:
    lines = [
        "Неделя 16.10–22.10.2023;;",
        "Тарланкентская СОШ;5;6",
        f"{SCHOOL};5;6",
        "Неделя 23.10–29.10.2023;;",
        "Лицей «Заря»;5;6",
        f"{SCHOOL};5;6",
    ]
    assert asked(read(sheet("Сферум, 2023", HEAD, *lines))) == [("renamed", "A7")]


def test_a_school_always_written_with_an_honour_is_not_asked() -> None:
    reading = read(sheet(TITLE, HEAD, "СОШ с. Тарланкент им. Г. Г. Саламбекова;5;6"))
    assert asked(reading) == []
    assert values(reading)[0].startswith("16.10 D16")


def test_a_school_that_may_be_several_and_one_that_nobody_knows() -> None:
    reading = read(sheet(TITLE, HEAD, "Солнцегорская СОШ;5;6", "Гимназия № 5;5;6"))
    assert asked(reading) == [("school_unclear", "A3"), ("unknown_school", "A4")]
    assert reading.statistics.questions[0].options == ("МКОУ «Солнцегорская СОШ № 1»", "МКОУ «Солнцегорская СОШ № 2»")


def test_a_cell_that_is_no_number_of_people() -> None:
    reading = read(sheet(TITLE, HEAD, f"{SCHOOL};около 20;-5", "Верхнесарыльская СОШ;3;4"))
    assert asked(reading) == [("unreadable", "B3"), ("unreadable", "C3")]
    assert values(reading)[:2] == ["16.10 D1 I1=/1076 @C3", "16.10 D1 I2=/31 @B3"]


def test_a_column_that_does_not_say_what_it_counts_is_mended_once() -> None:
    told = sheet(TITLE, "Организация;Учителей всего;Активность учителей", f"{SCHOOL};14;5")
    reading = read(told)
    assert asked(reading) == [("column", "C3")]
    (entry,) = reading.mapping["tables"].values()
    entry["columns"][2] = {"column": "C", "holds": "показатель", "key": "I4", "unit": "чел."}
    next_week = sheet(
        TITLE.replace("16", "23").replace("22", "29"),
        "Организация;Учителей всего;Активность учителей",
        f"{SCHOOL};14;6",
    )
    again = read(next_week, mapping=read_mapping(reading.mapping))
    assert asked(again) == []
    assert values(again) == ["23.10 D1 I2=14/31 @B3", "23.10 D1 I4=6/31 @C3"]
    assert again.mapping == {**reading.mapping, "answers": {}}


def test_a_name_once_answered_is_not_asked_again() -> None:
    told = sheet(TITLE, HEAD, "Гимназия № 5;5;6")
    mapping = read(told).mapping
    mapping["schools"]["Гимназия № 5"] = "D20"
    again = read(told, mapping=read_mapping(mapping))
    assert asked(again) == []
    assert [each.split()[1] for each in values(again)] == ["D20", "D20"]


def test_an_indicator_that_a_long_list_names_in_words_of_nobody() -> None:
    told = sheet(
        "Неделя;Организация;Показатель;Чел.",
        f"16.10.2023;{SCHOOL};Учителей всего;5",
        f"16.10.2023;{SCHOOL};Довольные учителя;5",
    )
    assert asked(read(told)) == [("column", "C3")]
