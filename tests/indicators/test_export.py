"""Figures given back in the sheet they came in are read again as they were, whatever the layout."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sferum_docs.directives.indicators import Indicator, IndicatorSet
from sferum_docs.indicators.export.filled import filled_sheets
from sferum_docs.indicators.export.plain import plain_sheets
from sferum_docs.indicators.export.sheet_form import SheetForm
from sferum_docs.indicators.export.values_file import values_csv
from sferum_docs.indicators.export.workbook import workbook_bytes
from sferum_docs.indicators.layout.captions import Role
from sferum_docs.indicators.mapping import mapped_form, read_mapping
from sferum_docs.indicators.model import Figure
from sferum_docs.indicators.reader import Reading, read_statistics
from sferum_docs.indicators.series import Figures, Source, Value
from sferum_docs.packs.readers.indicator_words import population_words, with_words
from sferum_docs.reading.sheets.sheets import read_book
from tests.indicators.made import HEAD, SCHOOLS, SETS, TITLE, TODAY, asked, book, read, sheet

OWN = SCHOOLS[0]
WEEK = date(2023, 10, 16)
SVOD = [
    ["Показатели использования ИКОП «Сферум»"], ["Неделя 1: с 16.10.2023 по 22.10.2023"], [],
    ["№", "Организация", "Обучающиеся", "", "Учителя", "", "", "", "База", "", "Место"],
    ["", "", "всего в Сферуме", "", "всего (Сферум, VK Мессенджер, ЭЖД)", "", "создали групповые чаты", "", "", "", ""],
    ["", "", "чел.", "%", "чел.", "%", "чел.", "%", "обучающихся", "учителей", ""],
    [1, "Солнцегорск. сош-1", 99, 0.092, 14, 0.4516, "н/д", "", 1076, 31, 21],
]  # fmt: skip
SVOD_MERGED = ["A4:A6", "B4:B6", "C4:D4", "E4:H4", "I4:J5", "K4:K6", "C5:D5", "E5:F5", "G5:H5"]
MAX_HEAD = ["Организация", "Работники, зарегистрированные в МАХ, %", "Обучающиеся, заходившие за неделю, %"]
LAYOUTS: Mapping[str, tuple[str, bytes]] = {
    "three rows of heading, people and shares": ("свод.xlsx", book({"16.10–22.10": SVOD}, SVOD_MERGED)),
    "one row": ("Сводка.csv", sheet(TITLE, HEAD, "Солнцегорская СОШ № 1;14;99")),
    "week in words": ("Сводка.csv", sheet("с 16 по 22 октября 2023 года", HEAD, "Солнцегорская СОШ № 1;14;99")),
    "week as a day": ("Сводка.csv", sheet("по состоянию на 20.10.2023", HEAD, "Солнцегорская СОШ № 1;14;99")),
    "week in the name of the file": ("week_2023-10-16.csv", sheet(HEAD, "Солнцегорская СОШ № 1;14;99")),
    "week in the name of the sheet": (
        "свод.xlsx", book({"16.10–22.10": [["Сферум, 2023 год"], HEAD.split(";"), ["Солнцегорская СОШ № 1", 14, 99]]}),
    ),
    "weeks one under another": (
        "Сводка.csv",
        sheet("Сферум 2023 год", HEAD, "Неделя 16.10–22.10;;", "Солнцегорская СОШ № 1;14;99", "Неделя 23.10–29.10;;",
              "Солнцегорская СОШ № 1;15;100"),
    ),
    "weeks side by side": (
        "Сводка.csv",
        sheet("Организация;16.10-22.10.2023;;23.10-29.10.2023;",
              ";Учителей всего;Учеников всего;Учителей всего;Учеников всего", "Солнцегорская СОШ № 1;14;99;15;100"),
    ),
    "one school, weeks in rows": (
        "Сводка.csv",
        sheet("МКОУ «Солнцегорская СОШ № 1»", "Неделя;Учителей всего;Учеников всего", "16.10-22.10.2023;14;99"),
    ),
    "one school, weeks in columns": (
        "Сводка.csv",
        sheet("СОШ № 1;;", "Показатель;16.10-22.10.2023;23.10-29.10.2023", "Учеников всего;99;100",
              "Учителей всего;14;н/д"),
    ),
    "a long list": (
        "Сводка.csv",
        sheet("Неделя с;Неделя по;Организация;Показатель;Чел.;Доля, %",
              "16.10.2023;22.10.2023;Солнцегорская СОШ № 1;Учеников в Сферуме;99;9", ";;;Учителей всего;14;45"),
    ),
    "a form of a letter": (
        "Сводка.csv",
        sheet("Приложение № 1 к письму от 24.10.2023 № 5;;", "Сферум за период с 16.10.2023 по 22.10.2023;;",
              "№;Наименование ОО;ФИО ответственного;Кол-во учителей в ОО;Зарегистрировано учителей в Сферуме;Доля",
              "1;2;3;4;5;6", "1;МКОУ Солнцегорская СОШ №1;Иванов И.И.;30;14;46,7"),
    ),
    "a page of the web": (
        "неделя.xls",
        ("<html><table><tr><td colspan=4>Выгрузка за период 16.10.2023 - 22.10.2023</td></tr>"
         "<tr><th rowspan=2>Организация</th><th colspan=2>Учителя, чел.</th><th>Ученики, чел.</th></tr>"
         "<tr><th>всего</th><th>звонок</th><th>ЭЖД</th></tr>"
         "<tr><td>МКОУ «Солнцегорская СОШ № 1»</td><td>27</td><td>9</td><td>1&nbsp;045</td></tr></table></html>"
         ).encode("cp1251"),
    ),
    "schools in columns": (
        "Сводка.csv",
        sheet(TITLE, "Показатель;Солнцегорская СОШ № 1;Верхнесарыльская СОШ;Итого", "Учителей всего;30;18;48",
              "Учителя, создавшие чаты;12;н/д;12", "Учеников всего;1000;200;1200"),
    ),
    "two weeks side by side, each with its schools": (
        "Сводка.csv",
        sheet("Сферум;;;;Сферум;;", "Неделя 16.10.2023–22.10.2023;;;;Неделя 23.10.2023–29.10.2023;;",
              f"{HEAD};;{HEAD}", "Солнцегорская СОШ № 1;15;200;;Солнцегорская СОШ № 1;16;201"),
    ),
    "a list folded into two columns of schools": (
        "Сводка.csv",
        sheet(TITLE, f"№;{HEAD};№;{HEAD}", "1;Верхнесарыльская СОШ;15;200;3;Солнцегорская СОШ № 1;11;101"),
    ),
    "weeks below the indicators": (
        "Сводка.csv",
        sheet("Сферум", "Организация;Учителей всего;;Учеников всего;",
              ";16.10–22.10.2023;23.10–29.10.2023;16.10–22.10.2023;23.10–29.10.2023",
              "Солнцегорская СОШ № 1;15;16;200;201"),
    ),
    "a week that is counted, on a sheet that is dated": (
        "свод.xlsx",
        book({"Неделя 1": [["Сферум. Неделя 1: с 16.10 по 22.10.2023"], HEAD.split(";"), ["СОШ № 1", 15, 200]],
              "Лист3": [["Сферум, 3 неделя"], HEAD.split(";"), ["СОШ № 1", 17, 201]]}),
    ),
    "the number of a week beside its days": (
        "Сводка.csv",
        sheet("Сферум", "№ недели;Период;Организация;Учителей всего", "5;16.10–22.10.2023;Солнцегорская СОШ № 1;15"),
    ),
    "shares as fractions": (
        "max.xlsx",
        book({"МАХ": [["МАХ-2026: доля участников, %. Неделя 05.10.2026 – 11.10.2026"], MAX_HEAD,
                      ["Солнцегорская СОШ № 1", 0.841, 1]]}),
    ),
    "shares of the whole": (
        "max.xlsx",
        book({"МАХ": [["МАХ-2026: доля участников, %. Неделя 05.10.2026 – 11.10.2026"], MAX_HEAD,
                      ["Солнцегорская СОШ № 1", "100 %", "х"]]}),
    ),
    "shares of an indicator that counts people": (
        "Сводка.csv", sheet(TITLE, "Организация;Учителя, создавшие чаты", "Солнцегорская СОШ № 1;45,1 %"),
    ),
}  # fmt: skip


def kept(reading: Reading) -> Figures:
    """What would be kept of the own school, under the set of the sheet."""
    key = next(iter(reading.mapping["tables"].values()))["set"]
    known = next(each for each in SETS if each.key == key)
    own = (figure for figure in reading.statistics.figures if figure.school_id == OWN.id)
    return Figures(known, tuple(map(_value, own)))


def _value(figure: Figure) -> Value:
    monday = figure.week.start - timedelta(days=figure.week.start.weekday())
    return Value(figure.indicator, monday, figure.amount, figure.unit, figure.base, figure.state)


def told(reading: Reading) -> set[tuple[date, str, Decimal | None, str]]:
    """Week, indicator, amount and unit of what is known."""
    return {
        (each.week.start, each.indicator, each.amount, each.unit)
        for each in reading.statistics.figures
        if each.amount is not None and each.school_id == OWN.id
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sheet_that_is_given_back_is_read_as_it_was(name: str) -> None:
    reading = read(LAYOUTS[name], schools=SCHOOLS)
    figures, form = kept(reading), mapped_form(next(iter(reading.mapping["tables"].values())))
    assert form is not None
    data = workbook_bytes(filled_sheets(form, figures, "МКОУ «Солнцегорская СОШ № 1»", figures.weeks))
    again = read(("назад.xlsx", data), schools=[OWN], mapping=read_mapping(reading.mapping))
    assert told(again) == told(reading)
    assert asked(again) == []
    if name != "two weeks side by side, each with its schools":  # given back as two sheets
        assert set(again.mapping["tables"]) <= set(reading.mapping["tables"]), "by the same heading"


@pytest.mark.parametrize("name", LAYOUTS)
def test_weeks_that_the_sheet_did_not_have_are_told_in_its_words_over_months_and_years(name: str) -> None:
    reading = read(LAYOUTS[name], schools=SCHOOLS)
    figures, form = kept(reading), mapped_form(next(iter(reading.mapping["tables"].values())))
    assert form is not None
    first = figures.weeks[0]
    weeks = [first + timedelta(weeks=later) for later in (0, 1, 2, 10, 11, 12)]
    values = [replace(value, week=week) for week in weeks for value in figures.values if value.week == first]
    figures = replace(figures, values=tuple(values))
    data = workbook_bytes(filled_sheets(form, figures, "МКОУ «Солнцегорская СОШ № 1»", weeks))
    again = read(("назад.xlsx", data), schools=[OWN], mapping=read_mapping(reading.mapping))
    assert {
        (each.week.start, each.indicator, each.amount, each.unit)
        for each in again.statistics.figures
        if each.amount is not None
    } == {(each.week, each.indicator, each.amount, each.unit) for each in values if each.amount is not None}
    assert {kind for kind, _cells in asked(again)} <= {"future_week"}


def a_value(indicator: str, week: date, amount: str | None, **more: Any) -> Value:
    return Value(indicator, week, None if amount is None else Decimal(amount), **more)


PLAIN: Mapping[str, tuple[IndicatorSet, tuple[Value, ...]]] = {
    "people": (
        SETS[0],
        (
            a_value("I1", WEEK, "99", base=1000),
            a_value("I2", WEEK, "14", base=30),
            a_value("I3", WEEK, None, state="unknown"),
            a_value("I4", WEEK, "45.1", unit="percent"),
            a_value("I7", WEEK, None, state="not_applicable"),
            a_value("I1", date(2024, 1, 1), "100", base=1000),
        ),
    ),
    "shares": (
        SETS[1],
        (
            a_value("M1", date(2026, 10, 5), "100", unit="percent"),
            a_value("M5", date(2026, 10, 5), "0.5", unit="percent"),
        ),
    ),
    "a set whose act gives no words for headings": (
        IndicatorSet(
            "meals",
            "Показатели питания",
            (
                Indicator("П1", "Обучающиеся, получающие горячее питание", "", "students", "weekly"),
                Indicator("П2", "Родители, довольные питанием", "", "parents", "weekly"),
            ),
        ),
        (a_value("П1", WEEK, "310", base=407), a_value("П2", WEEK, "12")),
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_layout_of_our_own_is_read_back_without_a_question(name: str) -> None:
    known, values = PLAIN[name]
    populations = population_words(known.indicators)
    known = replace(
        known,
        populations=known.populations or populations,
        indicators=with_words(known.indicators, known.populations or populations),
    )
    figures = Figures(known, values)
    data = workbook_bytes(plain_sheets(figures, OWN.name, figures.weeks))
    again = read_statistics([("Показатели.xlsx", data)], [OWN], today=TODAY, sets=[known])
    assert told(again) == {
        (each.week, each.indicator, each.amount, each.unit) for each in values if each.amount is not None
    }
    assert asked(again) == []
    bases = {(each.week.start, each.indicator): each.base for each in again.statistics.figures}
    assert all(bases[each.week, each.indicator] == each.base for each in values if each.base and each.amount)


def test_a_file_of_values_opens_in_russian_excel_and_holds_no_formula() -> None:
    source = Source('=cmd|"/c calc"!A1', "@лист", "B7", "14")
    figures = Figures(
        SETS[0],
        (
            a_value("I1", WEEK, "99", base=1076, source=source, version=2, reason="-исправлено\r\nрайоном;"),
            a_value("I3", WEEK, None, state="unknown"),
            a_value("I4", WEEK, "45.1", unit="percent"),
        ),
    )
    data = values_csv(figures, "МКОУ «СОШ № 1»")
    assert data.startswith(
        b"\xef\xbb\xbfweek_start;week_end;school_id;school;indicator;value;base;file;sheet;cell;version;reason\r\n"
    )
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1:]
    assert rows[0] == [
        "16.10.2023", "22.10.2023", "", "МКОУ «СОШ № 1»", "I1", "99", "1076", "'=cmd|\"/c calc\"!A1", "'@лист", "B7",
        "2", "'-исправлено районом;",
    ]  # fmt: skip
    assert [row[5] for row in rows] == ["99", "", "45,1 %"]


def test_texts_of_a_sheet_are_never_formulas() -> None:
    form = SheetForm(
        "=A1",
        ((1, ("=1+1", "+7")),),
        ((2, ("Организация", "Учеников всего")),),
        (Role("school"), Role("indicator", "I1")),
    )
    data = workbook_bytes(filled_sheets(form, Figures(SETS[0], (a_value("I1", WEEK, "99"),)), "=HYPERLINK(1)", [WEEK]))
    (made,) = read_book(data).sheets
    assert not any(row.formulas for row in made.rows)
    assert made.rows[0].cells == ("=1+1", "+7")
    assert made.rows[2].cells == ("=HYPERLINK(1)", "99")
