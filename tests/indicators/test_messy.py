"""Sheets as districts send them on a bad day: what can be meant in one way is read, the rest is asked."""

from datetime import date

import pytest

from benchmarks.old_workbook import old_workbook
from sferum_docs.indicators.mapping import TableMapping
from sferum_docs.indicators.model import School
from sferum_docs.indicators.names import near
from sferum_docs.reading.faults import FaultsError
from tests.indicators.made import HEAD, SCHOOLS, TITLE, asked, book, left, read, sheet, values
from tests.reading.test_sheets import open_document

VILLAGE = "Верхнесарыльская СОШ"
OTHER_VILLAGE = "Тарланкентская СОШ"
CHATS = "Организация;Учителя, создавшие чаты;Учителя: звонки"

NAMES = {school.id: school.name for school in SCHOOLS}


def first_column(*files: bytes | tuple[str, bytes]) -> list[str]:
    """The values without their bases."""
    return [told.partition("/")[0] for told in values(read(*files))]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("'15", "15"), ("1'200", "1200"), ("1 200", "1200"), ("0*", "0"), ("12*)", "12"), ("12¹", "12"),
        ("15 чел.", "15"), ("15 уч.", "15"), ("15 ч", "15"), ("н/д", ""), ("нет", ""), ("—", ""), ("не заполнено", ""),
        ("не указано", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(written: str, amount: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"Солнцегорская СОШ № 1;20;{written}"))
    assert values(reading)[0].partition("/")[0] == f"16.10 D1 I1={amount}"
    assert [kind for kind, _cells in asked(reading)] == (["above_base"] if amount == "1200" else [])


@pytest.mark.parametrize("written", ["15а", "1.076", "15%", "около 20", "15-16"])
def test_what_is_no_number_of_people_is_asked_and_never_guessed(written: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"{VILLAGE};15;{written}", f"{OTHER_VILLAGE};20;400", "Сухогривская ООШ;9;90"))
    assert asked(reading) == [("unreadable", "C3")]
    assert "16.10 D4 I1=/221 @C3" in values(reading)


def test_two_tables_on_one_sheet_side_by_side() -> None:
    reading = read(
        sheet(
            "Сферум;;;;Сферум;;",
            "Неделя 16.10.2023–22.10.2023;;;;Неделя 23.10.2023–29.10.2023;;",
            f"{HEAD};;{HEAD}",
            f"{VILLAGE};15;200;;{VILLAGE};16;201",
        )
    )
    assert values(reading) == [
        "16.10 D4 I1=200/221 @C4", "16.10 D4 I2=15/19 @B4", "23.10 D4 I1=201/221 @G4", "23.10 D4 I2=16/19 @F4",
    ]  # fmt: skip
    assert asked(reading) == []


def test_a_long_table_folded_into_two_columns_of_schools() -> None:
    reading = read(sheet(TITLE, f"№;{HEAD};№;{HEAD}", f"1;{VILLAGE};15;200;3;Сухогривская ООШ;11;101"))
    assert values(reading) == [
        "16.10 D20 I1=101/117 @H3", "16.10 D20 I2=11/12 @G3", "16.10 D4 I1=200/221 @D3", "16.10 D4 I2=15/19 @C3",
    ]  # fmt: skip
    assert asked(reading) == []


def test_short_and_full_names_side_by_side_are_one_table() -> None:
    head = "Наименование организации;Краткое наименование;Учителей всего"
    assert first_column(sheet(TITLE, head, f"МКОУ «{VILLAGE}»;{VILLAGE};15")) == ["16.10 D4 I2=15"]


def test_weeks_below_the_indicators_they_part() -> None:
    weeks = "16.10–22.10.2023;23.10–29.10.2023"
    told = sheet(
        "Сферум", "Организация;Учителей всего;;Учеников всего;", f";{weeks};{weeks}", f"{VILLAGE};15;16;200;201"
    )
    assert first_column(told) == ["16.10 D4 I1=200", "16.10 D4 I2=15", "23.10 D4 I1=201", "23.10 D4 I2=16"]


def test_a_row_with_a_week_and_no_numbers_is_no_heading() -> None:
    told = sheet("Сферум", "Организация;Неделя;Учителей всего", f"{VILLAGE};16.10–22.10.2023;н/д")
    assert first_column(told) == ["16.10 D4 I2="]


def test_counted_weeks_are_those_after_the_one_that_is_dated() -> None:
    def page(title: str, amount: int) -> list[list[object]]:
        return [[title, ""], ["Организация", "Учителей всего"], [VILLAGE, amount]]

    sheets = {
        "Неделя 1": page("Сферум. Неделя 1: с 16.10 по 22.10.2023", 15), "Неделя 2": page("Сферум", 16),
        "Лист3": page("Сферум, 3 неделя", 17),
    }  # fmt: skip
    reading = read(("свод.xlsx", book(sheets)))
    assert [told.partition("/")[0] for told in values(reading)] == [
        "16.10 D4 I2=15", "23.10 D4 I2=16", "30.10 D4 I2=17",
    ]  # fmt: skip
    assert asked(reading) == []


@pytest.mark.parametrize("column", ["{} неделя", "Неделя {}", "{}-я неделя", "{}"])
def test_counted_weeks_without_any_day_are_asked_once_and_told_once(column: str) -> None:
    rows = [f"{VILLAGE};{column.format(number)};{15 + number}" for number in (1, 2)]
    told = sheet("Сферум", "Организация;Неделя;Учителей всего", *rows)
    assert asked(read(told)) == [("week", "C3")]
    known = read(told, mapping=TableMapping(first_week=date(2023, 10, 16)))
    assert [each.partition("/")[0] for each in values(known)] == ["16.10 D4 I2=16", "23.10 D4 I2=17"]
    assert asked(known) == []


def test_two_counts_that_contradict_tell_no_first_week() -> None:
    def page(title: str) -> list[list[object]]:
        return [[title, ""], ["Организация", "Учителей всего"], [VILLAGE, 15]]

    sheets = {
        "А": page("Неделя 1 (16.10–22.10.2023)"), "Б": page("Неделя 2 (30.10–05.11.2023)"), "В": page("Неделя 3"),
    }  # fmt: skip
    assert asked(read(("свод.xlsx", book(sheets)))) == [("week", "B3")]


def test_the_number_of_a_week_beside_its_days_is_a_number() -> None:
    told = sheet("Сферум", "№ недели;Период;Организация;Учителей всего", f"5;16.10–22.10.2023;{VILLAGE};15")
    assert first_column(told) == ["16.10 D4 I2=15"]


def test_messages_a_week_are_no_number_of_a_week() -> None:
    told = sheet("Сферум. 16.10–22.10.2023", "Организация;Учителя: 3 сообщения за неделю", f"{VILLAGE};15")
    assert first_column(told) == ["16.10 D4 I4=15"]


def test_a_report_of_a_monday_is_asked_of_which_week_it_is() -> None:
    reading = read(sheet("Сферум, по состоянию на 23.10.2023", HEAD, f"{VILLAGE};15;200"))
    assert asked(reading) == [("week", "B3")]
    assert reading.statistics.questions[0].options == ("16.10.2023–22.10.2023", "23.10.2023–29.10.2023")
    assert values(reading)[0].startswith("16.10")


@pytest.mark.parametrize("title", ["Сферум, на 20.10.2023", "Неделя 23.10.2023", "с 23.10 по 29.10.2023"])
def test_any_other_day_names_its_own_week(title: str) -> None:
    assert asked(read(sheet(title, HEAD, f"{VILLAGE};15;200"))) == []


def test_a_running_total_that_falls_is_asked_once_for_a_school_and_a_week() -> None:
    later = "б.csv", sheet("Сферум. Неделя 23.10.2023–29.10.2023", f"{HEAD};Учителя: звонки", f"{VILLAGE};14;150;1")
    reading = read(sheet(TITLE, f"{HEAD};Учителя: звонки", f"{VILLAGE};15;200;9"), later)
    assert asked(reading) == [("falls", "C3 C3 B3 B3")]
    told = reading.statistics.questions[0]
    assert (told.indicators, told.options) == (("I1", "I2"), ("так и есть", "исправить", "оставить пустым"))
    assert "«Учителей всего» — 14, а было 15" in told.text


def test_a_fall_from_a_value_that_is_asked_about_is_no_matter_of_its_own() -> None:
    later = "б.csv", sheet("Сферум. Неделя 23.10.2023–29.10.2023", HEAD, f"{VILLAGE};14;201")
    assert asked(read(sheet(TITLE, HEAD, f"{VILLAGE};99;200"), later)) == [("above_base", "B3")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Верхнесарылская СОШ", "D4"), ("Тарланкенская СОШ", "D16"), ("МКОУ Сухогирвская ООШ", "D20")],
)
def test_a_slip_of_the_pen_is_taken_where_one_body_only_can_be_meant_and_told(written: str, meant: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"{written};9;90"))
    assert values(reading)[0].startswith(f"16.10 {meant} ")
    assert asked(reading) == []
    assert [fault.message() for fault in reading.remarks] == [
        f"«{written}» понято как {NAMES[meant]}: других похожих организаций в списке нет."
    ]


def test_a_name_much_like_two_is_asked_with_both() -> None:
    twins = (*SCHOOLS, School("D5", "МКОУ «Нижнесарыльская СОШ»"), School("D6", "МКОУ «Нижнесарымская СОШ»"))
    reading = read(sheet(TITLE, HEAD, "Нижнесарыпская СОШ;9;90"), schools=twins)
    assert asked(reading) == [("unknown_school", "A3")]
    assert reading.statistics.questions[0].options[:2] == ("МКОУ «Нижнесарымская СОШ»", "МКОУ «Нижнесарыльская СОШ»")


@pytest.mark.parametrize("written", ["Неизвестная СОШ", "СОШ № 7", "Верхнесарылская ООШ", "Верхнемарымская СОШ"])
def test_a_name_of_another_body_is_never_taken_for_one_of_the_list(written: str) -> None:
    assert not near(written, SCHOOLS).sure
    assert asked(read(sheet(TITLE, HEAD, f"{written};9;90")))[0][0] == "unknown_school"


def test_a_plain_in_all_beside_the_same_base_of_others_is_a_base() -> None:
    head = "Организация;Учителей всего;Учеников всего;Учителей зарегистрировано в Сферум"
    reading = read(sheet(TITLE, head, f"{VILLAGE};19;221;17"))
    assert values(reading) == ["16.10 D4 I2=17/19 @D3"]
    assert left(reading)["C3"] == "база"


@pytest.mark.parametrize("corner", ["Показатель", "", "Наименование показателя", "№"])
def test_schools_that_stand_in_columns(corner: str) -> None:
    told = sheet(
        TITLE,
        f"{corner};Солнцегорская СОШ № 1;{VILLAGE};Итого",
        "Учителей всего;30;18;48",
        "Учителя, создавшие чаты;12;н/д;12",
        "Учеников всего;1000;200;1200",
    )
    reading = read(told)
    assert values(reading) == [
        "16.10 D1 I1=1000/1076 @B5", "16.10 D1 I2=30/31 @B3", "16.10 D1 I3=12/31 @B4",
        "16.10 D4 I1=200/221 @C5", "16.10 D4 I2=18/19 @C3", "16.10 D4 I3=/19 @C4",
    ]  # fmt: skip
    assert asked(reading) == []
    assert {cell: left(reading)[cell] for cell in ("A1", "B2", "D3", "A4")} == {
        "A1": "надпись над таблицей", "B2": "название организации", "D3": "итог или среднее", "A4": "заголовок таблицы",
    }  # fmt: skip


def test_schools_in_columns_and_a_week_for_some_of_the_rows() -> None:
    rows = [
        ["Сферум", "", "", ""], ["Неделя", "Показатель", "СОШ с. Тарланкент", VILLAGE],
        ["16.10–22.10.2023", "Учителя: звонки", 5, 6], ["", "Учителей всего", 15, 16],
        ["23.10–29.10.2023", "Учителя: звонки", 7, "-"], ["", "Учителей всего", 16, 17],
    ]  # fmt: skip
    assert first_column(("свод.xlsx", book({"Лист1": rows}, merged=["A3:A4", "A5:A6"]))) == [
        "16.10 D16 I2=15", "16.10 D16 I6=5", "16.10 D4 I2=16", "16.10 D4 I6=6",
        "23.10 D16 I2=16", "23.10 D16 I6=7", "23.10 D4 I2=17", "23.10 D4 I6=",
    ]  # fmt: skip


def test_schools_in_columns_without_a_list_of_schools() -> None:
    told = sheet(TITLE, "Показатель;СОШ № 1;Лицей № 2", "Учителей всего;30;18", "Учеников всего;300;180")
    assert [each.partition("/")[0] for each in values(read(told, schools=()))] == [
        "16.10  I1=180", "16.10  I2=18", "16.10  I1=300", "16.10  I2=30",
    ]  # fmt: skip


def test_what_is_asked_of_a_turned_sheet_names_its_own_cells() -> None:
    told = sheet(
        TITLE, f"Показатель;Солнцегорская СОШ № 1;{VILLAGE}", "Учителей всего;30;99", "Учителя: звонки;около 9;1"
    )
    assert asked(read(told)) == [("above_base", "C3"), ("unreadable", "B4")]


def test_a_total_is_known_by_its_sums_whatever_it_is_called() -> None:
    rows = [f"{VILLAGE};15;200", f"{OTHER_VILLAGE};20;400"]
    parted = sheet(TITLE, HEAD, *rows, "Школы;35;600", "ДДТ;5;50", "Детсад Ласточка;4;0", "Прочие;9;50", "Σ;44;650")
    reading = read(parted)
    assert asked(reading) == []
    assert [cell for cell, reason in left(reading).items() if reason == "итог или среднее"] == [
        "A5", "B5", "C5", "A8", "B8", "C8", "A9", "B9", "C9",
    ]  # fmt: skip


def test_the_only_computed_row_is_a_total() -> None:
    rows = [[TITLE, "", "", ""], ["№", *HEAD.split(";")], [1, VILLAGE, 15, 200], [2, OTHER_VILLAGE, 20, 400]]
    reading = read(("свод.xlsx", book({"Лист1": [*rows, [3, "Свод", "", ""]]}, formulas=["C5", "D5"])))
    assert asked(reading) == []
    assert left(reading)["C5"] == "итог или среднее"


def test_a_body_with_the_sums_of_others_is_still_a_body() -> None:
    rows = [f"{VILLAGE};10;100", f"{OTHER_VILLAGE};5;50", "Солнцегорская СОШ № 2;15;150"]
    assert "16.10 D2 I2=15" in first_column(sheet(TITLE, HEAD, *rows))


def test_an_unknown_body_that_is_no_sum_is_asked() -> None:
    assert asked(read(sheet(TITLE, HEAD, f"{VILLAGE};15;200", f"{OTHER_VILLAGE};20;400", "Прочие;9;60"))) == [
        ("unknown_school", "A5")
    ]


PRINTED = [TITLE, HEAD, f"{VILLAGE};15;200", TITLE, HEAD, f"{OTHER_VILLAGE};20;400", "1;2;3", "СОШ № 2;9;90"]


def test_a_heading_printed_again_on_each_page() -> None:
    assert [told.split()[1] for told in values(read(sheet(*PRINTED)))] == ["D16", "D16", "D2", "D2", "D4", "D4"]


def test_notes_and_signatures_under_a_table() -> None:
    below = ["* не все сдали;;", "Примечание;с 1 сентября;", "Исполнитель: Иванова, тел. 123;;", "Методист;;12.11.2023"]
    reading = read(sheet(TITLE, HEAD, f"{VILLAGE};15;200", *below))
    assert (len(values(reading)), asked(reading)) == (2, [])


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Свод"><Table>{}</Table></Worksheet></Workbook>"""


def xml_2003(*lines: str) -> bytes:
    cells = (
        "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in line.split(";")) for line in lines
    )
    return XML_2003.format("".join(f"<Row>{row}</Row>" for row in cells)).encode()


def ods(*lines: str) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(map(cell.format, line.split(";"))) for line in lines)
    return open_document("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


def html(*lines: str) -> bytes:
    return f"<table>{''.join('<tr><td>' + line.replace(';', '<td>') for line in lines)}</table>".encode()


LINES = (TITLE, HEAD, f"{VILLAGE};15;200")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("а.csv", "\n".join(LINES).encode("utf-16")),
        ("а.csv", "\n".join(LINES).encode("utf-16-le")),
        ("а.csv", "\r\n".join(LINES).encode("cp1251")),
        ("а.txt", "\n".join(LINES).replace(";", "\t").encode("utf-8-sig")),
        ("а.xls", xml_2003(*LINES)),
        ("а.xls", html(*LINES)),
        ("а.xls", old_workbook([line.split(";") for line in LINES])),
        ("а.ods", ods(*LINES)),
    ],
)
def test_one_sheet_in_many_formats(name: str, content: bytes) -> None:
    assert first_column((name, content)) == ["16.10 D4 I1=200", "16.10 D4 I2=15"]


def all_accounted(*lines: str) -> bool:
    """Whether each cell of a sheet is a figure or stands among what was left out, once."""
    said = read(sheet(*lines)).statistics
    told = [each.place.cell for each in said.figures if each.written] + [
        each.place.cell for each in said.left_out if each.text
    ]
    filled = [
        f"{chr(ord('A') + place)}{number}"
        for number, line in enumerate(lines, 1)
        for place, cell in enumerate(line.split(";"))
        if cell
    ]
    return sorted(told) == sorted(filled)


def test_schools_in_columns_with_people_and_shares_of_each() -> None:
    lines = (
        TITLE, f"Показатель;{VILLAGE};;{OTHER_VILLAGE};", ";чел.;%;чел.;%", "Учителя, создавшие чаты;12;63%;20;87%",
        "Учителя: звонки;5;26%;6;26%",
    )  # fmt: skip
    assert first_column(sheet(*lines)) == ["16.10 D16 I3=20", "16.10 D16 I6=6", "16.10 D4 I3=12", "16.10 D4 I6=5"]
    assert all_accounted(*lines)


def test_every_cell_of_a_turned_or_a_folded_sheet_is_accounted_for() -> None:
    turned = (TITLE, f"№;{VILLAGE};Итого;Прим.", "Учителей всего;5;5;", "Роспись;ок;;нет", "Всё;;;")
    assert all_accounted(*turned)
    folded = (f"{HEAD};;{HEAD}", f"{VILLAGE};15;200;;Сухогривская ООШ;9;", "а;;;б;;")
    assert all_accounted("Сферум;;;;Свод", TITLE, *folded)
    assert len(values(read(sheet("Сферум;;;;Свод", TITLE, *folded)))) == 4


def test_a_title_over_all_columns_is_no_row_of_schools() -> None:
    rows = [["МКОУ «Верхнесарыльская СОШ»", "", ""], ["Показатель", "16.10–22.10.2023", "23.10–29.10.2023"]]
    told = book({"Лист1": [*rows, ["Учителя: звонки", 5, 6]]}, merged=["A1:C1"])
    assert first_column(("а.xlsx", told)) == ["16.10 D4 I6=5", "23.10 D4 I6=6"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Учителя, совершившие звонки. Сферум", "Лист1"), ("Сферум", "Звонки"), ("Сферум", "учителя-звонки")],
)
def test_a_sheet_for_one_indicator(title: str, name: str) -> None:
    rows = [[title, "", ""], ["Организация", "16.10–22.10.2023", "23.10–29.10.2023"], [VILLAGE, 5, 6]]
    assert first_column(("а.xlsx", book({name: rows}))) == ["16.10 D4 I6=5", "23.10 D4 I6=6"]


def test_values_of_nobody_knows_what_are_none() -> None:
    rows = [["Питание", ""], ["Организация", "16.10–22.10.2023"], [VILLAGE, 5]]
    with pytest.raises(FaultsError, match="показателей здесь не найдено"):
        read(("а.xlsx", book({"Лист1": rows})))


@pytest.mark.parametrize("heading", ["I2", "i2.", "Учетелей всего", "Учиелей всего", "2. Учителей всего"])
def test_a_column_called_by_its_sign_or_with_a_letter_wrong(heading: str) -> None:
    assert first_column(sheet(TITLE, f"Организация;{heading}", f"{VILLAGE};15")) == ["16.10 D4 I2=15"]


@pytest.mark.parametrize("heading", ["Водители, всего", "Учреждений всего", "Законченных случаев, всего"])
def test_other_people_are_not_taken_for_those_of_an_indicator(heading: str) -> None:
    told = sheet(TITLE, f"Организация;Учителя: звонки;{heading}", f"{VILLAGE};5;15")
    assert first_column(told) == ["16.10 D4 I6=5"]


def test_so_many_of_all_are_so_many() -> None:
    assert first_column(sheet(TITLE, HEAD, f"{VILLAGE};12 из 19;200 (90 %)")) == ["16.10 D4 I1=200", "16.10 D4 I2=12"]


def test_a_bare_number_among_shares_is_asked() -> None:
    told = sheet(TITLE, "Организация;Учителя: звонки", f"{VILLAGE};45%", f"{OTHER_VILLAGE};50%", "СОШ № 2;13")
    reading = read(told)
    assert asked(reading) == [("unreadable", "B5")]
    assert "доля это или число людей" in reading.statistics.questions[0].text


@pytest.mark.parametrize("pair", ["план;факт", "прошлая неделя;текущая неделя", "было;стало", "прирост;значение"])
def test_what_was_planned_or_stood_before_is_no_value(pair: str) -> None:
    head = "Организация;Учителя: звонки;;Учителей всего;"
    reading = read(sheet(TITLE, head, f";{pair};{pair}", f"{VILLAGE};10;5;19;15"))
    assert [told.partition("/")[0] for told in values(reading)] == ["16.10 D4 I2=15", "16.10 D4 I6=5"]
    assert left(reading)["B4"] in {"среднее, итог или сравнение", "прежнее значение"}


def test_a_first_row_without_numbers_is_no_heading() -> None:
    told = sheet(TITLE, HEAD, "Школа № 1 Солнцегорск;н/д;н/д", f"{VILLAGE};15;200")
    assert first_column(told)[:2] == ["16.10 D1 I1=", "16.10 D1 I2="]


def test_an_indicator_under_its_weeks() -> None:
    told = sheet("Сферум", "Организация;23.10–29.10.2023;16.10–22.10.2023", ";Звонки;Звонки", f"{VILLAGE};6;5")
    assert first_column(told) == ["16.10 D4 I6=5", "23.10 D4 I6=6"]


def test_the_base_of_each_row_of_a_long_list() -> None:
    rows = [f"{VILLAGE};Учителей всего;18;15", ";Учеников всего;220;200"]
    assert values(read(sheet(TITLE, "Организация;Показатель;База;Факт", *rows))) == [
        "16.10 D4 I1=200/220 @D4", "16.10 D4 I2=15/18 @D3",
    ]  # fmt: skip


def test_the_list_of_one_school_says_in_each_row_what_it_counts_in() -> None:
    rows = ["1;Учителей всего;чел.;15", "2;Доля учителей, звонивших;%;45"]
    told = sheet(f"{VILLAGE}. {TITLE}", "№;Наименование показателя;Ед. изм.;Значение", *rows)
    assert first_column(told) == ["16.10 D4 I2=15", "16.10 D4 I6=45.0%"]


def test_a_share_in_a_row_of_its_own_gives_way_to_the_number() -> None:
    rows = ["Учителей звонило;чел.;9", "Доля учителей, звонивших;%;45"]
    reading = read(sheet(f"{VILLAGE}. {TITLE}", "Показатель;Ед. изм.;Значение", *rows))
    assert [told.partition("/")[0] for told in values(reading)] == ["16.10 D4 I6=9"]
    assert (asked(reading), left(reading)["C4"]) == ([], "доля рядом с числом")


def test_a_list_of_indicators_without_any_heading() -> None:
    rows = ("Учителей всего;15", "Учеников всего;200", "Учителя: звонки;н/д", "Исп. Иванова;")
    lines = (f"МКОУ «{VILLAGE}»", TITLE, *rows)
    assert first_column(sheet(*lines)) == ["16.10 D4 I1=200", "16.10 D4 I2=15", "16.10 D4 I6="]
    assert all_accounted(*lines)


def test_a_table_of_nobody_is_asked_whose_it_is() -> None:
    reading = read(sheet(TITLE, "Показатель;Значение", "Учителей всего;15"))
    assert [kind for kind, _cells in asked(reading)] == ["unknown_school"]


@pytest.mark.parametrize("name", ["sferum_20231016_20231022.csv", "sferum 20231018.csv", "неделя_16.10-22.10.2023.csv"])
def test_the_week_of_the_name_of_a_file(name: str) -> None:
    assert first_column((name, sheet(HEAD, f"{VILLAGE};15;200"))) == ["16.10 D4 I1=200", "16.10 D4 I2=15"]


@pytest.mark.parametrize(
    "title", ["с «16» октября 2023 г. по «22» октября 2023 г.", "с «16» по «22» октября 2023 года"]
)
def test_days_in_quotation_marks(title: str) -> None:
    assert first_column(sheet(f"Сферум, {title}", HEAD, f"{VILLAGE};15;200"))[0] == "16.10 D4 I1=200"


def test_the_week_before_and_the_growth_are_no_values() -> None:
    head = "Организация;Педагогов в Сферуме;;;Обучающихся в Сферуме;;"
    parts = ";".join(["пред. неделя;отч. неделя;прирост"] * 2)
    told = sheet(TITLE, head, f";{parts}", f"{VILLAGE};14;15;1;190;200;10")
    assert first_column(told) == ["16.10 D4 I1=200", "16.10 D4 I2=15"]


def test_people_beside_the_share_that_is_asked_for() -> None:
    head = "Организация;Работники, зарегистрированные в МАХ;;;Дети заходили, %"
    told = sheet("МАХ. 05.10.2026–11.10.2026", head, ";всего, чел.;из них, чел.;доля, %;", f"{VILLAGE};34;24;70.6;5,5")
    reading = read(told)
    assert [each.partition("/")[0] for each in values(reading)] == ["05.10 D4 M1=70.6", "05.10 D4 M6=5.5"]
    assert asked(reading) == []


def test_a_number_is_not_the_school_of_that_number() -> None:
    rows = ["Учителей всего;15;16", "Учителя: звонки;1;2", "Учителя, создавшие чаты;2;2"]
    told = sheet(f"МКОУ «{VILLAGE}»", "Показатели в Сферуме", "Показатель;16.10–22.10.2023;23.10–29.10.2023", *rows)
    assert len(first_column(told)) == 6
