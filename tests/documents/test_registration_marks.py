"""What a file says of its number and day, whoever saved it and however it is laid out."""

import io
from datetime import date

import pytest
from docx import Document

from sferum_docs.documents.registering.hand_edited import Registrations, with_registration
from sferum_docs.documents.registering.registration_check import Expected, disagreements
from sferum_docs.documents.registering.registration_marks import Registration, registration_marks

DAY = date(2026, 11, 28)
TITLES = {"D03": "О переходе на использование ИКОП «Сферум»"}
ORDER = ("ПРИКАЗ", "28.11.2026 № 58/2026-ОД", "ПРИКАЗЫВАЮ:", "Признать утратившим силу приказ от 01.09.2026 № 7.",
         "Приложение № 1", "к приказу МКОУ «Школа»", "от 28.11.2026 № 58/2026-ОД")  # fmt: skip


def paper(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), footer: str = "") -> bytes:
    """A file of plain paragraphs, its rows of a table after the first of them; «|» parts a paragraph into runs."""
    document = Document()
    for text in paragraphs[:1]:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, cells, strict=True):
                cell.text = text
    for text in paragraphs[1:]:
        paragraph = document.add_paragraph()
        for run in text.split("|"):
            paragraph.add_run(run)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def marks(content: bytes) -> list[tuple[str, str, date | None]]:
    return [(mark.kind.value, mark.number, mark.day) for mark in registration_marks(content, TITLES)]


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (paper("ПРИКАЗ", "28.11.2026 № 58-а", "ПРИКАЗЫВАЮ:"), "58-а"),
        (paper("ПРИКАЗ", "28.11.2026|\u00a0№|\u00a0|58|-а", "ПРИКАЗЫВАЮ:"), "58-а"),
        (paper("ПРИКАЗ", "от 28 ноября 2026 г. № 58-а", "п р и к а з ы в а ю:"), "58-а"),
        (paper("ПРИКАЗ", "от «28» ноября 2026 года\t№ 58-а"), "58-а"),
        (paper("ПРИКАЗ", "№ 58-а от 28.11.2026"), "58-а"),
        (paper("ПРИКАЗ", "ПРИКАЗЫВАЮ:", rows=(("28.11.2026", "№ 58-а"),)), "58-а"),
        (paper("ПРИКАЗ", "№ 58-а", "от 28.11.2026", "ПРИКАЗЫВАЮ:"), "58-а"),
        (paper("Школа", "28.11.2026 № ____", "На № 15 от 01.11.2026"), "____"),
    ],
)
def test_the_line_of_date_and_number_is_known_however_it_is_laid_out(content: bytes, number: str) -> None:
    assert marks(content) == [("line", number, DAY)]


def test_annexes_margins_and_orders_named_by_title_are_places_too() -> None:
    sheet = "с приказом от 28.11.2026 № 58/2026-ОД «О переходе на использование ИКОП «Сферум»»"
    content = paper(*ORDER, sheet, footer="от 28.11.2026 № 58/2026-ОД")
    assert [kind for kind, *_ in marks(content)] == ["line", "annex", "margin", "reference"]


@pytest.mark.parametrize(
    ("act", "found"),
    [
        ("приказа министерства от 28.11.2026 № 415 «О переходе на использование ИКОП «Сферум» школами края»", []),
        ("приказа от 28.11.2026 № 58 «О переходе на использование ИКОП «Сферум»", ["58"]),
    ],
)
def test_an_act_whose_title_goes_on_where_that_of_the_order_ends_is_no_order_of_the_school(
    act: str, found: list[str]
) -> None:
    assert [number for kind, number, _ in marks(paper(*ORDER, f"Во исполнение {act}")) if kind == "reference"] == found


ONE_LINE = (
    "ПРИКАЗ",
    "28.11.2026 № ____",
    "ПРИКАЗЫВАЮ:",
    "Приложение № 1 к приказу МКОУ «Школа № 1» от 28.11.2026 № ____",
    "Приложение 2|\nк приказу директора|\n№ ____ от «___» ________ 2026 г.",
    "Приложение к приказу Минздрава России от 15.12.2014 № 834н",
    "Приложение: копия письма от 01.02.2026 № 7",
)


def test_marks_within_a_paragraph_and_a_header_are_filled_and_those_of_others_left_alone() -> None:
    own, content = Registration("64", date(2026, 12, 1)), paper(*ONE_LINE, footer="Приказ № ____ от 28.11.2026")
    again = with_registration(content, Registrations(Registration("____", DAY)), Registrations(own), {})
    texts = [paragraph.text for paragraph in Document(io.BytesIO(again)).paragraphs]
    assert texts[3].endswith("«Школа № 1» от 01.12.2026 № 64")
    assert texts[4].endswith("№ 64 от 01.12.2026 г.")
    assert texts[5:] == list(ONE_LINE[5:])
    assert Document(io.BytesIO(again)).sections[0].footer.paragraphs[0].text == "Приказ № 64 от 01.12.2026"
    assert disagreements(registration_marks(again), Expected("О переходе", own)) == ()
    left = disagreements(registration_marks(content), Expected("О переходе", Registration("64", DAY)))
    assert [fault.code for fault in left] == ["number_lacking", "number_lacking", "day_lacking", "number_lacking"]


def test_a_header_that_prints_the_number_of_a_finished_order_is_told() -> None:
    content = paper("ПРИКАЗ", "28.11.2026 № 64", "ПРИКАЗЫВАЮ:", footer="Приказ № 58 от 28.11.2026")
    (fault,) = disagreements(registration_marks(content), Expected("О переходе", Registration("64", DAY)))
    assert (fault.code, fault.values["where"]) == ("number_fixed", "колонтитул")


def test_the_numbers_of_other_papers_are_no_places() -> None:
    content = paper(
        "ПРИКАЗ", "28.11.2026 № 58", "Во исполнение постановления от 13.10.2023 № 262 «О реализации»", "ПРИКАЗЫВАЮ:",
        "от 01.09.2026 № 7", "Комиссия, созданная приказом от ______________ № ______",
    )  # fmt: skip
    assert marks(content) == [("line", "58", DAY)]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({1: "28.11.2026 № ____"}, ["number_lacking"]),
        ({1: "28.11.2026 № 57/2026-ОД"}, ["number_fixed"]),
        ({1: "08.12.2026 № 58/2026-ОД"}, ["day_fixed"]),
        ({1: "______________ № 58/2026-ОД"}, ["day_lacking"]),
        ({1: "Сергокала"}, ["no_registration_line"]),
        ({6: "от 27.11.2026 № 58/2026-ОД"}, ["day_fixed"]),
        ({6: "от 28.11.2026 № ____"}, ["number_lacking"]),
        ({1: "28.11.2026 № ______________"}, ["number_lacking"]),
        ({1: "28.11.2026 № ____-ОД"}, ["number_lacking"]),
        ({1: "28.11.2026 № б/н"}, ["number_fixed"]),
        ({6: "от ____________ № ________"}, ["number_lacking", "day_lacking"]),
        ({1: "«___» ________ 2026 г. № 58/2026-ОД"}, ["day_lacking"]),
    ],
)
def test_what_a_file_says_otherwise_than_the_register_is_named(changed: dict[int, str], codes: list[str]) -> None:
    content = paper(*(changed.get(place, text) for place, text in enumerate(ORDER)))
    found = disagreements(registration_marks(content), Expected("О переходе", Registration("58/2026-ОД", DAY)))
    assert [fault.code for fault in found] == codes
    assert all("«О переходе»" in fault.sentence() for fault in found)


def test_a_registered_file_handed_back_gets_its_new_number_and_day_and_nothing_else_changes() -> None:
    old, new = Registration("58/2026-ОД", DAY), Registration("64/2026-ОД", date(2026, 12, 1))
    text = "Приказ от 28.11.2026 № 58/2026-ОД признать утратившим силу."
    content = paper(*ORDER[:3], text, *ORDER[4:])
    again = with_registration(content, Registrations(old), Registrations(new), TITLES)
    assert marks(again) == [("line", "64/2026-ОД", new.day), ("annex", "64/2026-ОД", new.day)]
    assert text in [paragraph.text for paragraph in Document(io.BytesIO(again)).paragraphs]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("28.11.2026 № ____", "01.12.2026 № 64"),
        ("______________ № ____", "01.12.2026 № 64"),
        ("28|.11.20|26\u00a0№|\u00a0__|__", "01.12.2026\u00a0№\u00a064"),
        ("28 ноября 2026 г. № ____", "1\u00a0декабря 2026 г. № 64"),
        ("«28» ноября 2026 г. № ____", "«01»\u00a0декабря 2026 г. № 64"),
        ("05.10.2026 № 12", "05.10.2026 № 12"),
        ("28.11.2026 № _____________", "01.12.2026 № 64"),
        ("28.11.2026 № _", "01.12.2026 № 64"),
        ("28.11.2026 № ____-ОД", "01.12.2026 № 64"),
        ("«___» ________ 2026 г. № ____", "01.12.2026 г. № 64"),
        ("«___»________20__г. №____", "01.12.2026г. №64"),
        ("«    » ноября 2026 г. № ____", "01.12.2026 г. № 64"),
        ("“28” ноября 2026 г. № ____", "«01»\u00a0декабря 2026 г. № 64"),
        ("«28»ноября 2026 г. № ____", "«01»\u00a0декабря 2026 г. № 64"),
        ("__.__.2026 № ____", "01.12.2026 № 64"),
        ("_______ 2026 г. № ____", "01.12.2026 г. № 64"),
    ],
)
def test_a_day_is_written_as_it_stood_and_what_a_person_typed_stays(line: str, expected: str) -> None:
    old, new = Registration("____", DAY), Registration("64", date(2026, 12, 1))
    again = with_registration(paper("ПРИКАЗ", line, "ПРИКАЗЫВАЮ:"), Registrations(old), Registrations(new), {})
    assert Document(io.BytesIO(again)).paragraphs[1].text == expected


def test_an_order_named_by_its_title_gets_its_number() -> None:
    line = "с приказом от 28.11.2026 № ____ «О переходе на использование ИКОП „Сферум“»"
    now = Registrations(None, {"D03": Registration("58", DAY)})
    again = with_registration(paper("Лист", line), Registrations(None), now, TITLES)
    assert marks(again) == [("reference", "58", DAY)]
