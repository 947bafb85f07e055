"""A sheet of indicators is read as it comes: wherever its heading stands and however its weeks lie."""

import pytest

from sferum_docs.reading.faults import FaultsError
from tests.indicators.made import HEAD, TITLE, asked, book, left, read, sheet, values

ONE = "16.10 D1 I1=99/1076 @C{0}", "16.10 D1 I2=14/31 @B{0}"


def one(row: int) -> list[str]:
    return [each.format(row) for each in ONE]


def test_a_heading_of_three_merged_rows_with_people_and_shares() -> None:
    rows = [
        ["Показатели использования ИКОП «Сферум»"],
        ["Неделя 1: с 16.10.2023 по 22.10.2023"],
        [],
        ["№", "Организация", "Обучающиеся", "", "Учителя", "", "", "", "База", "", "Место"],
        [
            "",
            "",
            "всего в Сферуме",
            "",
            "всего (Сферум, VK Мессенджер, ЭЖД)",
            "",
            "создали групповые чаты",
            "",
            "",
            "",
            "",
        ],
        ["", "", "чел.", "%", "чел.", "%", "чел.", "%", "обучающихся", "учителей", ""],
        [1, "Солнцегорск. сош-1", 99, 0.092, 14, 0.4516, 6, 0.1935, 1000, 30, 21],
        ["", "ИТОГО по району", "1 075", "", "283", "", "98"],
        ["", "Среднее", "", "", "8.3"],
        [],
        ["", "Рейтинг недели (по доле написавших)"],
        [1, "МКОУ «Верхнесарыльская СОШ»", "44,4 %"],
    ]
    merged = ["A4:A6", "B4:B6", "C4:D4", "E4:H4", "I4:J5", "K4:K6", "C5:D5", "E5:F5", "G5:H5"]
    reading = read(("свод.xlsx", book({"16.10–22.10": rows}, merged)))
    assert values(reading) == ["16.10 D1 I1=99/1000 @C7", "16.10 D1 I2=14/30 @E7", "16.10 D1 I3=6/30 @G7"]
    assert asked(reading) == []
    reasons = left(reading)
    assert reasons["D7"] == "доля рядом с числом"
    assert reasons["K7"] == "место"
    assert reasons["C8"] == reasons["E9"] == "итог или среднее"
    assert reasons["C12"] == "рейтинг"
    assert reasons["A2"] == "надпись над таблицей"


def test_merged_captions_that_a_text_has_lost() -> None:
    told = sheet(
        "Неделя 16.10-22.10.2023;;;;;",
        ";;Ученики;;Учителя;",
        "№;ОО;всего;%;всего;%",
        "1;Солнцегорская СОШ № 1;99;9;14;45",
    )
    assert values(read(told)) == ["16.10 D1 I1=99/1076 @C4", "16.10 D1 I2=14/31 @E4"]


@pytest.mark.parametrize(
    ("caption", "indicator"),
    [
        ("Учителя, написавшие в группо-\nвых чатах мин. 3 сообщения", "I4"),
        ("УЧИТЕЛЯ, НАПИСАВШИЕ ОТ 3-Х СООБЩЕНИЙ", "I4"),
        ("10 и более сообщений", "I5"),
        ("Создали групповые чаты (учителя)", "I3"),
        ("Совершили мин. 1 звонок", "I6"),
        ("Связали аккаунт ЭЖД (ученики)", "I8"),
        ("Педагоги, привязавшие электронный журнал", "I7"),
        ("Учителей всего (кол-во учителей в Сферуме, VK Мессенджере и ЭЖД)", "I2"),
        ("Зарегистрировано обучающихся", "I1"),
    ],
)
def test_captions_in_other_words(caption: str, indicator: str) -> None:
    rows = [[TITLE], ["Организация", caption], ["Солнцегорская СОШ № 1", 5]]
    assert [each.split()[2].split("=")[0] for each in values(read(("a.xlsx", book({"л": rows}))))] == [indicator]


@pytest.mark.parametrize(
    "week",
    [
        "Неделя 16.10.2023–22.10.2023", "с 16 по 22 октября 2023 года", "16 октября - 22 октября 2023 г.",
        "по состоянию на 20.10.2023", "за период 16.10.2023 - 22.10.2023", "2023-10-16 – 2023-10-22",
    ],
)  # fmt: skip
def test_the_week_of_a_caption(week: str) -> None:
    assert values(read(sheet(week, HEAD, "Солнцегорская СОШ № 1;14;99"))) == one(3)


def test_the_week_of_a_file_and_of_a_sheet_whose_year_stands_elsewhere() -> None:
    rows = [["Сферум, 2023 год"], HEAD.split(";"), ["Солнцегорская СОШ № 1", 14, 99]]
    assert values(read(("свод.xlsx", book({"16.10–22.10": rows})))) == one(3)
    assert values(read(("week_2023-10-16.csv", sheet(HEAD, "Солнцегорская СОШ № 1;14;99")))) == one(2)


def test_a_week_over_the_new_year() -> None:
    told = sheet(
        "Неделя 25.12 – 31.12.2023",
        HEAD,
        "Солнцегорская СОШ № 1;14;99",
        "Неделя 29.12–04.01.2025;;",
        "Солнцегорская СОШ № 1;15;99",
    )
    assert [each[:5] for each in values(read(told))] == ["25.12", "25.12", "29.12", "29.12"]


def test_weeks_one_under_another() -> None:
    told = sheet(
        "Сферум 2023 год", HEAD, "Неделя 16.10–22.10;;", "Солнцегорская СОШ № 1;14;99", "Неделя 23.10–29.10;;",
        "Солнцегорская СОШ № 1;15;100", "Неделя 30.10–05.11;;", HEAD, "Солнцегорская СОШ № 1;16;101",
    )  # fmt: skip
    assert values(read(told)) == [
        *one(4), "23.10 D1 I1=100/1076 @C6", "23.10 D1 I2=15/31 @B6",
        "30.10 D1 I1=101/1076 @C9", "30.10 D1 I2=16/31 @B9",
    ]  # fmt: skip


def test_weeks_side_by_side() -> None:
    told = sheet(
        "Организация;16.10-22.10.2023;;23.10-29.10.2023;",
        ";Учителей всего;Учеников всего;Учителей всего;Учеников всего",
        "Солнцегорская СОШ № 1;14;99;15;100",
    )  # fmt: skip
    assert values(read(told)) == [*one(3), "23.10 D1 I1=100/1076 @E3", "23.10 D1 I2=15/31 @D3"]


def test_a_sheet_of_one_school_with_weeks_in_rows_or_in_columns() -> None:
    rows = sheet("МКОУ «Солнцегорская СОШ № 1»", "Неделя;Учителей всего;Учеников всего", "16.10-22.10.2023;14;99")
    assert values(read(rows)) == one(3)
    columns = sheet(
        "СОШ № 1;;", "Показатель;16.10-22.10.2023;23.10-29.10.2023", "Учеников всего;99;100", "Учителей всего;14;15"
    )
    assert values(read(columns))[:2] == ["16.10 D1 I1=99/1076 @B3", "16.10 D1 I2=14/31 @B4"]


def test_a_long_list_with_a_name_that_is_not_written_again() -> None:
    told = sheet(
        "Неделя с;Неделя по;Организация;Показатель;Чел.;Доля, %",
        "16.10.2023;22.10.2023;Солнцегорская СОШ № 1;Учеников всего;99;9", ";;;Учителей всего;14;45",
        "16.10.2023;22.10.2023;Верхнесарыльская СОШ;Учителей всего;-;",
    )  # fmt: skip
    assert values(read(told)) == ["16.10 D1 I1=99/1076 @E2", "16.10 D1 I2=14/31 @E3", "16.10 D4 I2=/19 @E4"]


def test_a_code_of_a_school_is_not_its_name_and_a_base_in_a_list_is_no_indicator() -> None:
    wide = sheet(TITLE, "№ п/п;Код ОО;Наименование ОО;Учителей всего;Рейтинг;Прирост", "1;101;СОШ № 1;14;1;+2")
    assert values(read(wide)) == ["16.10 D1 I2=14/31 @D3"]
    listed = sheet(
        "Дата;ОО;Индикатор;Количество", "20.10.2023;СОШ № 1;Звонки;14", "20.10.2023;СОШ № 1;Учителей в ОО;31"
    )
    assert values(read(listed)) == ["16.10 D1 I6=14/31 @D2"]
    assert asked(read(listed)) == []


def test_a_school_or_a_week_that_is_written_once_for_several_rows() -> None:
    by_school = sheet("Организация;Неделя;Учителей всего", "1. СОШ № 1;16.10-22.10.2023;14", ";23.10-29.10.2023;15")
    assert values(read(by_school)) == ["16.10 D1 I2=14/31 @C2", "23.10 D1 I2=15/31 @C3"]
    by_week = sheet("Неделя;Организация;Учителей всего", "16.10-22.10.2023;СОШ № 1;14", ";СОШ № 2;15")
    assert values(read(by_week)) == ["16.10 D1 I2=14/31 @C2", "16.10 D2 I2=15/29 @C3"]


def test_a_page_of_the_web_named_as_a_workbook() -> None:
    page = (
        "<html><table><tr><td colspan=4>Выгрузка за период 16.10.2023 - 22.10.2023</td></tr>"
        "<tr><th rowspan=2>Организация</th><th colspan=2>Учителя, чел.</th><th>Ученики, чел.</th></tr>"
        "<tr><th>всего</th><th>звонок</th><th>ЭЖД</th></tr>"
        "<tr><td>МКОУ «Солнцегорская СОШ № 1»</td><td>27</td><td>9</td><td>1&nbsp;045</td></tr></table></html>"
    )
    assert values(read(("неделя.xls", page.encode("cp1251")))) == [
        "16.10 D1 I2=27/31 @B4", "16.10 D1 I6=9/31 @C4", "16.10 D1 I8=1045/1076 @D4",
    ]  # fmt: skip


def test_the_set_of_2026_is_in_shares_and_nothing_is_made_of_them() -> None:
    head: list[object] = [
        "Организация",
        "Работники, зарегистрированные в МАХ, %",
        "Обучающиеся, заходившие за неделю, %",
    ]
    title: list[object] = ["МАХ-2026: доля участников, %. Неделя 05.10.2026 – 11.10.2026"]
    sheets: dict[str, list[list[object]]] = {
        "дробью": [title, head, ["Солнцегорская СОШ № 1", 0.841, 0.07], ["В среднем по району", 0.7, 0.1]],
        "числом": [title, head, ["Солнцегорская СОШ № 2", 84.1, 7]],
        "текстом": [title, head, ["Верхнесарыльская СОШ", "84,1 %", "х"]],
    }
    assert values(read(("max.xlsx", book(sheets)))) == [
        "05.10 D1 M1=84.1/ @B3", "05.10 D1 M6=7.0/ @C3", "05.10 D2 M1=84.1/ @B3", "05.10 D2 M6=7.0/ @C3",
        "05.10 D4 M1=84.1/ @B3", "05.10 D4 M6=/ @C3",
    ]  # fmt: skip


def test_shares_alone_of_an_indicator_that_counts_people_stay_shares() -> None:
    told = sheet(
        TITLE, "Организация;Учителя, создавшие чаты", "Солнцегорская СОШ № 1;45,1 %", "Солнцегорская СОШ № 2;12,5"
    )
    assert values(read(told)) == ["16.10 D1 I3=45.1%/ @B3", "16.10 D2 I3=12.5%/ @B4"]


@pytest.mark.parametrize("written", ["-", "\u2011", "—", "н/д", "Н/Д", "нет данных", "", "х", "не применимо"])
def test_what_is_not_known_is_never_nought(written: str) -> None:
    assert values(read(sheet(TITLE, HEAD, f"Солнцегорская СОШ № 1;{written};99"))) == [
        "16.10 D1 I1=99/1076 @C3",
        "16.10 D1 I2=/31 @B3",
    ]


@pytest.mark.parametrize(
    ("written", "value"), [("1 045", 1045), ("1\u00a0045", 1045), ("0", 0), ("12 чел.", 12), ("7,0", 7), ("15*", 15)]
)
def test_numbers_as_people_write_them(written: str, value: int) -> None:
    assert values(read(sheet(TITLE, HEAD, f"Солнцегорская СОШ № 1;1;{written}")))[0] == f"16.10 D1 I1={value}/1076 @C3"


def test_a_school_that_gave_nothing_stays_unknown_and_a_signature_is_no_school() -> None:
    reading = read(
        sheet(TITLE, HEAD, "Солнцегорская СОШ № 1;;", "Верхнесарыльская СОШ;5;6", "Начальник отдела;;Иванов И. И.")
    )
    assert values(reading)[:2] == ["16.10 D1 I1=/1076 @C3", "16.10 D1 I2=/31 @B3"]
    assert asked(reading) == []


def test_a_formula_without_a_stored_result_is_not_known() -> None:
    rows = [[TITLE], HEAD.split(";"), ["Солнцегорская СОШ № 1", "", 99], ["ИТОГО", "", ""]]
    reading = read(("свод.xlsx", book({"л": rows}, formulas=["B3", "B4", "C4"])))
    assert values(reading) == ["16.10 D1 I1=99/1076 @C3", "16.10 D1 I2=/31 @B3"]
    assert left(reading)["B4"] == "итог или среднее"


def test_letters_of_another_alphabet_and_a_share_in_the_same_cell() -> None:
    told = sheet(
        TITLE,
        "Oрганизация;Учитeлeй всего;из них связали ЭЖД;3 сообщения, чел. (%)",
        "Солнцегорская COШ № 1*;14;5;12 (38,7 %)",
    )
    assert values(read(told)) == ["16.10 D1 I2=14/31 @B3", "16.10 D1 I4=12/31 @D3", "16.10 D1 I7=5/31 @C3"]


def test_a_form_of_a_letter_with_its_numbers_of_columns_and_other_columns() -> None:
    told = sheet(
        "Приложение № 1 к письму от 24.10.2023 № 5;;",
        "Использование ИКОП «Сферум» за период с 16.10.2023 по 22.10.2023;;",
        "№;Наименование ОО;ФИО ответственного;Кол-во учителей в ОО;Зарегистрировано учителей в Сферуме;Доля",
        "1;2;3;4;5;6", "1;МКОУ Солнцегорская СОШ №1;Иванов И.И.;30;14;46,7", "ВСЕГО;;;30;14;",
    )  # fmt: skip
    reading = read(told)
    assert values(reading) == ["16.10 D1 I2=14/30 @E5"]
    assert asked(reading) == []
    assert left(reading)["C5"] == "столбец не о показателях"
    assert left(reading)["E4"] == "номера столбцов"


def test_an_indicator_in_shares_keeps_to_shares_where_people_stand_beside() -> None:
    told = sheet(
        "МАХ, неделя 05.10.2026-11.10.2026",
        "Организация;Работники, зарегистрированные в МАХ;",
        ";чел.;%",
        "СОШ № 1;10;84,1",
    )
    assert values(read(told)) == ["05.10 D1 M1=84.1/ @C4"]


def test_a_file_without_indicators_says_what_was_looked_for_and_what_was_found() -> None:
    with pytest.raises(FaultsError) as caught:
        read(("Отпуска.csv", sheet("ФИО;Должность", "Омарова З. И.;учитель")))
    message = str(caught.value)
    assert message.startswith("Отпуска.csv: показателей здесь не найдено.")
    assert "Учеников всего" in message
    assert "ФИО; Должность" in message


def test_a_file_of_several_that_has_nothing_is_told_and_the_others_are_read() -> None:
    reading = read(
        ("Отпуска.csv", sheet("ФИО;Должность", "Омарова;учитель")), sheet(TITLE, HEAD, "Солнцегорская СОШ № 1;14;99")
    )
    assert values(reading) == one(3)
    assert [fault.code for fault in reading.remarks] == ["statistics_nothing"]
