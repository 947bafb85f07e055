import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

import sferum_docs
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.web.admin.journal import details_text, words
from tests.builders import BY, SCHOOL_ID
from tests.web.pages import SchoolClient


def test_what_was_done_stands_there_in_words(demonstration: SchoolClient) -> None:
    page = demonstration.page("/journal").main
    assert "Комплект составлен" in page
    assert "Данные школы сохранены" in page
    assert "Вход" in page
    assert "packet.made" not in page


def test_the_first_person_is_told_too_although_there_was_no_school_yet(client: SchoolClient) -> None:
    assert "Пользователь добавлен" in client.page("/journal").main


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("action=packet.made", 1),
        ("words=ничего+такого", 0),
        ("who=Исаева+Зара&action=school.saved", 1),
        ("since=2023-10-16&until=2023-10-16&action=school.saved", 1),
        ("until=2023-10-15", 0),
        ("since=не+день&action=packet.made", 1),
    ],
)
def test_the_journal_is_filtered(demonstration: SchoolClient, query: str, found: int) -> None:
    page = demonstration.page(f"/journal?{query}")
    assert len(page.root.xpath("//table//tbody/tr")) == found
    assert bool(found) != ("Ничего не найдено" in page.main)


def test_a_long_journal_is_turned_by_pages(app: Flask, client: SchoolClient) -> None:
    with app.app_context(), writing() as session:
        for number in range(120):
            record_event(
                session, SCHOOL_ID, replace(BY, at=BY.at + timedelta(minutes=number)), "school.saved", f"раз {number}"
            )
    first, second = client.page("/journal?words=раз"), client.page("/journal?words=раз&page=2")
    assert "Страница 1 из 3" in first.main
    assert "раз 119" in first.main
    assert "раз 69" in second.main
    assert "раз 70" not in second.main


@pytest.mark.parametrize("number", ["0", "-1", "x", "999", "9" * 30, "²"])
def test_a_page_that_is_not_there_is_no_failure(client: SchoolClient, number: str) -> None:
    assert client.get(f"/journal?page={number}").status_code == 200


def test_the_sheet_holds_what_was_looked_for_and_computes_nothing(app: Flask, client: SchoolClient) -> None:
    with app.app_context(), writing() as session:
        record_event(session, SCHOOL_ID, replace(BY, at=datetime.now(UTC)), "school.saved", "=1+1", list=["a", "b"])
    content = client.get("/journal.xlsx?action=school.saved&words=%3D1%2B1").data
    heading, line = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert heading[:3] == ["Когда", "Кто", "Что"]
    assert line[2:5] == ["Данные школы сохранены", "=1+1", "list: a, b"]


def test_the_sheets_hold_every_line_however_many_there_are(
    app: Flask, client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context(), writing() as session:
        for number in range(1203):  # more than are in memory at a time
            record_event(session, SCHOOL_ID, BY, "school.saved", f"раз {number}")
    monkeypatch.setattr("sferum_docs.web.admin.journal.ROWS_OF_SHEET", 600)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/journal.xlsx?words=раз").data))
    assert book.sheet_names == ["Журнал действий", "Журнал действий 2", "Журнал действий 3"]
    sheets = [book.get_sheet_by_index(index).to_python() for index in range(3)]
    assert [len(sheet) for sheet in sheets] == [601, 601, 4]
    assert [line[3] for sheet in sheets for line in sheet[1:]] == [f"раз {number}" for number in reversed(range(1203))]


def test_every_action_that_the_program_notes_has_its_words() -> None:
    root = Path(sferum_docs.__file__).parent
    noted = re.compile(r'(?:record|log)_event\([^"]*"([a-z_]+\.[a-z_]+)"(?: if \w+ else "([a-z_]+\.[a-z_]+)")?')
    found = {code for path in root.rglob("*.py") for pair in noted.findall(path.read_text("utf-8")) for code in pair}
    assert len(found - {""}) >= 40
    assert found - {""} <= set(words()["actions"])


def test_people_named_with_days_stand_in_words() -> None:
    assert (
        details_text({"people": {"Ким О. Ю.": "2023-10-17", "Бек З. С.": None}})
        == "люди: Ким О. Ю. — 17.10.2023, Бек З. С."
    )
