"""Habits of those who make sheets: words shortened, years of school, lists, tables of something else beside."""

import pytest

from sferum_docs.indicators.model import School
from sferum_docs.indicators.reader import Reading, read_statistics
from tests.indicators.made import HEAD, SCHOOLS, SETS, TITLE, TODAY, asked, book, left, read, sheet, values

ONE = "МКОУ «Солнцегорская СОШ № 1»"


def read_with(*sets: int, content: bytes, name: str = "Сводка.csv") -> Reading:
    """What a file says to sets known in this order."""
    return read_statistics([(name, content)], SCHOOLS, today=TODAY, sets=[SETS[at] for at in sets])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_set_of_a_long_list_is_that_whose_indicators_its_rows_name(order: tuple[int, int]) -> None:
    names = ("Учеников всего", "Учителя, создавшие групповые чаты", "Учителя, написавшие минимум 3 сообщения")
    rows = [f"16.10.2023;22.10.2023;{ONE};{name};{number};45,2" for name, number in zip(names, (90, 9, 8), strict=True)]
    content = sheet("Неделя с;Неделя по;Организация;Показатель;Чел.;Доля от базы, %", *rows)
    reading = read_with(*order, content=content)
    found = [f"{each.indicator}={each.amount} {each.unit}" for each in reading.statistics.figures]
    assert found == ["I1=90 people", "I3=9 people", "I4=8 people"]
    assert not reading.statistics.questions


def told(reading: Reading) -> list[str]:
    """The values without bases and cells."""
    return [each.partition("/")[0] for each in values(reading)]


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("кол-во обуч-ся в Сферум", "I1"), ("обуч. в Сферум", "I1"), ("уч-ся в Сферум", "I1"),
        ("пед. раб-ки в Сферум", "I2"),
        ("уч-лей в Сферум", "I2"),
        ("уч-ля, созд. чаты", "I3"), ("привязка ЭЖ уч-ля", "I7"), ("привязка ЭЖ обуч.", "I8"),
    ],
)  # fmt: skip
def test_words_shortened_in_a_narrow_heading(heading: str, indicator: str) -> None:
    reading = read(("Сферум 16-22.10.23.csv", sheet(f"ОО;{heading}", f"{ONE};7")))
    assert (told(reading), asked(reading)) == ([f"16.10 D1 {indicator}=7"], [])


@pytest.mark.parametrize("heading", ["МОУ", "", "ОУ"])
def test_the_names_of_schools_under_any_heading_or_none(heading: str) -> None:
    reading = read(sheet(TITLE, f"{heading};Учителя в Сферуме;Создали чаты (учителя)", f"{ONE};17;8"))
    assert told(reading) == ["16.10 D1 I2=17", "16.10 D1 I3=8"]


def test_numbers_are_no_names_of_schools() -> None:
    """A garden called by its number alone is not meant by a count in a row of weeks."""
    garden = School("D40", "МКДОУ «Детский сад № 4»", "МКДОУ «Детский сад № 4»", 5, 40)
    rows = (ONE, "Неделя;Чаты;3 сообщ.;Звонки", "16.10-22.10.2023;4;4;4", "23.10-29.10.2023;5;4;4", "Директор;;Иванов;")
    reading = read(sheet(*rows), schools=(*SCHOOLS, garden))
    assert told(reading) == [
        "16.10 D1 I3=4", "16.10 D1 I4=4", "16.10 D1 I6=4", "23.10 D1 I3=5", "23.10 D1 I4=4", "23.10 D1 I6=4",
    ]  # fmt: skip
    assert not asked(reading)


@pytest.mark.parametrize(
    ("title", "week"),
    [
        ("2023/2024 учебный год, 15-21 января", "15.01.2024"), ("2023-2024 уч. год, 16-22 октября", "16.10.2023"),
        ("2023/24 учебный год, 25-31 декабря", "25.12.2023"), ("2023–2024 учебный год, 27 мая – 2 июня", "27.05.2024"),
        ("2023/2024 учебный год, 30 декабря – 5 января", "30.12.2023"), ("2024 год, 15-21 января", "15.01.2024"),
    ],
)  # fmt: skip
def test_a_year_of_school_goes_over_the_new_year(title: str, week: str) -> None:
    reading = read(sheet(f"Сферум, {title}", HEAD, f"{ONE};17;80"))
    assert {f"{each.week.start:%d.%m.%Y}" for each in reading.statistics.figures if each.week} == {week}


def test_days_as_numbers_of_a_workbook() -> None:
    lines = ("Начало недели;Конец недели;ОО;Учителей в Сферуме", f"45215;45221;{ONE};17", f"45222;45228;{ONE};18")
    assert told(read(sheet(*lines))) == ["16.10 D1 I2=17", "23.10 D1 I2=18"]
    assert told(read(sheet("Дата;ОО;Учителей в Сферуме", f"45219;{ONE};17"))) == ["16.10 D1 I2=17"]


def test_shares_in_the_columns_of_weeks_of_a_long_list() -> None:
    head = "Организация;Показатель;02.11-08.11.2026;09.11-15.11.2026"
    reading = read(sheet("МАХ", head, f"{ONE};Работники, зарегистрированные в МАХ, %;84,1;85"))
    assert [f"{each.amount} {each.unit}" for each in reading.statistics.figures] == ["84.1 percent", "85 percent"]
    assert not asked(reading)


def test_a_column_of_whole_numbers_among_shares_is_of_shares() -> None:
    head = "Организация;Работники, зарегистрированные в МАХ;Родители в чатах классов"
    reading = read(sheet("МАХ, доля участников. Неделя 05.10.2026-11.10.2026", head, f"{ONE};84,1;23"))
    assert {each.unit for each in reading.statistics.figures} == {"percent"}
    people = read(sheet("МАХ. Неделя 05.10.2026-11.10.2026", f"{head}, чел.", f"{ONE};84,1;23"))
    assert [each.unit for each in people.statistics.figures] == ["percent", "people"]


@pytest.mark.parametrize("name", ["Макс.", "Мин.", "Целевой показатель", "Норматив", "Цель", "Максимум"])
def test_what_is_wanted_or_is_the_most_is_no_school(name: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"{ONE};17;80", f"{name};20;90"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I1=80", "16.10 D1 I2=17"], [])
    assert left(reading)["B4"] == "итог или среднее"


@pytest.mark.parametrize("written", ["63 (29%)*", "63 (29 %)¹", "63* ", "63 **"])
def test_a_mark_of_a_note_beside_a_number(written: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"{ONE};17;{written}"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I1=63", "16.10 D1 I2=17"], [])


def test_a_table_of_something_else_below_the_figures() -> None:
    lessons = ("№;Учитель;Класс;Часов в неделю", "1;Иванова И.И.;5а;18", "2;Петров П.П.;6б;20")
    reading = read(sheet(TITLE, "№;ОО;Учителей в Сферум;Создали чаты", f"1;{ONE};17;8", "", *lessons))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2=17", "16.10 D1 I3=8"], [])
    assert (left(reading)["D6"], left(reading)["D7"]) == ("другая таблица", "другая таблица")


def test_words_in_the_row_of_a_school_are_no_heading() -> None:
    rows = (f"{ONE};болели;не работал интернет", "МКОУ «Дальняя СОШ»;болели;переезд", "Верхнесарыльская СОШ;9;80")
    reading = read(sheet(TITLE, HEAD, *rows))
    assert [kind for kind, _cells in asked(reading)].count("unreadable") == 2
    assert "16.10 D4 I2=9" in told(reading)


def test_how_to_reach_people_is_no_table_of_indicators() -> None:
    contacts = [["Школа", "Ответственный", "Кол-во учителей", "Телефон"], [ONE, "Зайцева О.П.", 31, "8 900 000 00 00"]]
    figures = [["Школа", "Учителей в Сферум", "Телефон"], [ONE, 17, "8 900 000 00 00"]]
    reading = read(("Сферум.xlsx", book({"16.10-22.10.2023": figures, "Контакты": contacts})))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2=17"], [])


@pytest.mark.parametrize(
    "written",
    ["17/55%", "17 55%", "17 чел. (55%)", "17, 55 %", "17 (55,2%)", "55% (17)", "55,2 % (17 чел.)", "17 – 55%"],
)
def test_people_and_their_share_in_one_cell(written: str) -> None:
    reading = read(sheet(TITLE, "Организация\tУчителей в Сферум", f"{ONE}\t{written}"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2=17"], [])


@pytest.mark.parametrize("written", ["1 200%", "17 155%", "17%%", "17/", "(55%)"])
def test_what_may_be_no_people_and_their_share_is_asked(written: str) -> None:
    reading = read(sheet(TITLE, "Организация;Учителей в Сферум", f"{ONE};{written}"))
    assert [kind for kind, _cells in asked(reading) if kind in {"unreadable", "above_base"}]


def test_of_people_and_their_share_an_indicator_of_shares_takes_the_share() -> None:
    title, head = "МАХ. Неделя 05.10.2026-11.10.2026", "Организация\tРаботники, зарегистрированные в МАХ"
    reading = read(sheet(title, head, f"{ONE}\t26 (84,1 %)", "Верхнесарыльская СОШ\t13 (67,8 %)"))
    assert [f"{each.amount} {each.unit}" for each in reading.statistics.figures] == ["84.1 percent", "67.8 percent"]


def test_an_average_over_weeks_is_no_week() -> None:
    head = (
        "ОО;16.10-22.10.2023;;23.10-29.10.2023;;Среднее за период;",
        ";" + ";".join(["Учителя в Сферум", "Звонки учителей"] * 3),
    )
    reading = read(sheet("Сферум", *head, f"{ONE};17;4;18;5;17;4"))
    assert told(reading) == ["16.10 D1 I2=17", "16.10 D1 I6=4", "23.10 D1 I2=18", "23.10 D1 I6=5"]
    assert not asked(reading)
    assert left(reading)["F4"] == "среднее, итог или сравнение"


def test_a_form_of_one_school_with_its_name_beside_a_label() -> None:
    form = ("Отчёт", f"Организация:;{ONE}", "Отчётная неделя:;с 16.10.2023 по 22.10.2023", "Заполнено:;23.10.2023", "")
    rows = (
        "№;Наименование показателя;Кол-во, чел.",
        "1;Количество учителей в Сферуме;17",
        "2;Создали чаты (учителя);8",
    )
    reading = read(sheet(*form, *rows, ";Директор;_______"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2=17", "16.10 D1 I3=8"], [])


def test_whom_a_table_counts_stands_in_the_caption_above_it() -> None:
    pupils = ("1. Обучающиеся", "Школа;Зарегистрировано в Сферум;Связали ЭЖД", f"{ONE};80;30")
    teachers = ("2. Учителя", "Школа;Зарегистрировано в Сферум;Создали чаты;Связали ЭЖД", f"{ONE};17;8;9")
    reading = read(("16.10-22.10.2023.csv", sheet(*pupils, "", *teachers)))
    assert told(reading) == ["16.10 D1 I1=80", "16.10 D1 I2=17", "16.10 D1 I3=8", "16.10 D1 I7=9", "16.10 D1 I8=30"]
    assert not asked(reading)


def test_numbers_of_columns_in_brackets() -> None:
    reading = read(sheet(TITLE, HEAD, "(1);(2);(3)", f"{ONE};17;80"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I1=80", "16.10 D1 I2=17"], [])


@pytest.mark.parametrize("name", ["Верхнесарыльская СОШ, с. Верхний Сарыл", "Верхнесарыльская СОШ, ул. Горная 60"])
def test_where_a_school_is_after_its_name(name: str) -> None:
    reading = read(sheet(TITLE, "Организация;Учителей в Сферум", f"{name};9"))
    assert (told(reading), asked(reading)) == (["16.10 D4 I2=9"], [])
    other = read(sheet(TITLE, "Организация;Учителей в Сферум", "Дальняя СОШ, с. Верхний Сарыл;9"))
    assert [kind for kind, _cells in asked(other)] == ["unknown_school"]


@pytest.mark.parametrize("written", ["17 (+1)", "17 (-2)", "17 ↑", "17 (+1,4%)", "17 ▼"])
def test_by_how_much_a_number_changed_beside_it(written: str) -> None:
    reading = read(sheet(TITLE, "Организация;Учителей в Сферум", f"{ONE};{written}"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2=17"], [])


@pytest.mark.parametrize("written", ["не отчитались", "нет отчёта", "отсутствует", "не прислали"])
def test_who_told_nothing_is_not_known(written: str) -> None:
    reading = read(sheet(TITLE, "Организация;Учителей в Сферум", f"{ONE};{written}"))
    assert (told(reading), asked(reading)) == (["16.10 D1 I2="], [])


def test_the_name_of_a_sheet_says_whom_it_counts() -> None:
    teachers = [["Сферум, 16.10-22.10.2023"], ["ОО", "Всего в Сферум", "ЭЖД"], [ONE, 17, 9]]
    pupils = [["Сферум, 16.10-22.10.2023"], ["ОО", "Всего в Сферум", "ЭЖД"], [ONE, 80, 30]]
    reading = read(("Свод.xlsx", book({"Учителя": teachers, "Ученики": pupils})))
    assert told(reading) == ["16.10 D1 I1=80", "16.10 D1 I2=17", "16.10 D1 I7=9", "16.10 D1 I8=30"]


BLOCKS = ("МКОУ «Дальняя СОШ»", "Учителей в Сферуме;3", ONE, "Учителей в Сферуме;17", "Итого", "Учителей в Сферуме;20")


def test_schools_stand_over_their_rows() -> None:
    reading = read(sheet(TITLE, "Показатель;Значение", *BLOCKS))
    assert told(reading) == ["16.10  I2=3", "16.10 D1 I2=17"]
    assert [kind for kind, _cells in asked(reading)] == ["unknown_school"]
    assert left(reading)["B8"] == "не сказано, какая организация"


def test_rows_under_another_school_are_not_those_of_the_only_one_that_is_known() -> None:
    reading = read(sheet(TITLE, "Показатель;Значение", *BLOCKS), schools=SCHOOLS[:1])
    assert "16.10 D1 I2=3" not in told(reading)
    assert "16.10 D1 I2=17" in told(reading)
