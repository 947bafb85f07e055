"""What is owed of the indicators, where people see it: on the home page, on the page of the weeks, at the clauses."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar

from sferum_docs.reading.records import Record
from sferum_docs.reading.sheets.sheets import read_book
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.users.manage import Role
from sferum_docs.store.schools import get_school
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.web.conftest import Deed
from tests.web.indicator_weeks import keep_weeks, two_weeks
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_indicator_import import FIRST, HEAD, OWN, SECOND, WEEKS, bring, onward, write
from tests.web.test_queries import counted

INDICATORS = f"{ACT}/indicators"


def ordered_weeks(client: SchoolClient) -> None:
    """The order of the weekly analysis in force, and figures of two weeks."""
    two_weeks(client)
    told = {"день_анализа": "по пятницам", "час_анализа": "12:00", "первый_анализ": "2023-10-27"}
    asking = {"date": "2023-10-16", "documents": ["D07"], "answers": {"D07": told}}
    with client.application.app_context():
        school = get_school(SCHOOL_ID)
        assert school is not None
        asked = read_asked(Record(asking, "", []), school, school_pack(SCHOOL_ID, PACK_ID, date(2023, 10, 16)))
        assert asked is not None
        (made,) = make_packet(SCHOOL_ID, PACK_ID, asked, BY)
        register_document(SCHOOL_ID, made.id, RegistrationDetails(date(2023, 10, 16)), BY)


@pytest.fixture
def school(begin_after: Callable[[Deed], SchoolClient]) -> SchoolClient:
    return begin_after(ordered_weeks)


def clause(page: Page, path: str) -> str:
    (found,) = page.root.xpath(f"//li[@id='p-{path}']")
    return " ".join(" ".join(found.itertext()).split()).replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_owed_is_told_in_a_line_for_each_kind_and_leads_to_the_week(school: SchoolClient) -> None:
    page = school.page(ACT)
    lines = {
        " ".join(str(item.text_content()).split()).replace("\N{NO-BREAK SPACE}", " "): item.get("href")
        for item in page.root.xpath("//section[@class='now']//a")
    }
    told = {text: address for text, address in lines.items() if "/indicators/" in address}
    (figures,) = [text for text in told if text.startswith("Внесите показатели за ")]
    assert told[figures] == f"{INDICATORS}/import"
    assert told["Назовите меры против снижения показателей за неделю 23.10–29.10.2023"] == f"{INDICATORS}/2023-10-23"
    assert told["Напишите вывод по показателям за 2 недели"] == f"{INDICATORS}/2023-10-16"


def test_an_administrator_alone_is_told_of_figures_that_are_missing(school: SchoolClient) -> None:
    alone = a_user(school.application, Role.ADMINISTRATOR)
    (line,) = alone.page("/users").root.xpath("//section[@class='now']//a[contains(@href, '/indicators/import')]")
    assert "или попросите об этом секретаря" in " ".join(line.text_content().split())
    assert alone.get(f"{INDICATORS}/import").status_code == 200


def test_without_the_order_nothing_is_owed(begin_after: Callable[[Deed], SchoolClient]) -> None:
    page = begin_after(two_weeks).page(ACT)
    assert not page.root.xpath("//section[@class='now']//a[contains(@href, '/indicators')]")
    assert "начиная с первого анализа: с" not in clause(page, "1.8")


def test_the_clauses_count_the_weeks_and_name_those_that_lack_something(school: SchoolClient) -> None:
    page = school.page(ACT)
    for path in ("1.8", "1.9"):
        told = clause(page, path)
        assert "Недели, начиная с первого анализа: с данными 2 из " in told
        assert ", с выводом 0, подписано 0." in told
        assert "нет данных" in told
        assert "исполнено" not in told
    assert page.root.xpath("//li[@id='p-1.8']//a[starts-with(@href, '/acts/sferum-2023/indicators/20')]")
    assert "начиная с первого анализа: с" not in clause(page, "1.7"), "other clauses are not counted by weeks"


def test_more_weeks_cost_the_clause_page_no_more_questions(school: SchoolClient) -> None:
    school.page(ACT)  # what is read once for all pages is read
    asked = []
    for weeks in (3, 60):
        keep_weeks(school, {"I2": range(18, 18 + weeks)}, reason="уточнено районом")
        with counted(school.application) as found:
            assert "с данными" in clause(school.page(ACT), "1.8")
        asked.append(len(found))
    assert asked[0] == asked[1]


def test_the_calendar_tells_each_kind_once_and_the_day_of_analysis_as_it_comes_again(school: SchoolClient) -> None:
    found = Calendar.from_ical(school.get("/deadlines.ics").data).walk("VEVENT")
    told = {str(event["uid"]).partition("@")[0]: str(event["summary"]) for event in found}
    ours = {uid.removeprefix("sferum-2023-weeks-"): title for uid, title in told.items() if "-weeks-" in uid}
    assert set(ours) == {"figures", "measure", "conclusion"}
    assert ours["measure"] == "Назвать меры против снижения показателей за неделю 23.10–29.10.2023"
    assert ours["conclusion"].replace("\N{NO-BREAK SPACE}", " ") == "Написать вывод по показателям за 2 недели"
    (weekly,) = [event for event in found if str(event["uid"]).startswith("D07-первый_анализ")]
    assert "FREQ=WEEKLY" in weekly.to_ical().decode()


def test_a_closed_act_reminds_of_nothing(school: SchoolClient) -> None:
    with school.application.app_context():
        close_act(SCHOOL_ID, PACK_ID, BY)
    page = school.page(ACT)
    assert not page.root.xpath("//section[@class='now']//a[contains(@href, '/indicators')]")
    assert "начиная с первого анализа: с" not in clause(page, "1.8")
    assert "-weeks-" not in school.get("/deadlines.ics").text
    assert "Что сделать сейчас" not in school.page(f"{INDICATORS}/2023-10-16").main
    assert school.get(f"{INDICATORS}/export.xlsx").status_code == 200, "what was kept may still be taken away"


def test_the_page_of_a_week_tells_of_the_other_weeks(school: SchoolClient) -> None:
    told = school.page(f"{INDICATORS}/2023-10-16").main.replace("\N{NO-BREAK SPACE}", " ")
    assert "Показатель снизился, а меры нет — 1 неделя: 23.10–29.10.2023" in told
    assert "Данные есть, вывода нет — 1 неделя: 23.10–29.10.2023" in told


def test_figures_are_given_as_files(school: SchoolClient) -> None:
    page = school.page(INDICATORS)
    assert "Сводка района ещё не загружалась" in page.main
    answer = school.get(f"{INDICATORS}/export.xlsx")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    (sheet,) = read_book(answer.data).sheets
    assert sheet.rows[2].cells[:2] == ("16.10.2023", "22.10.2023")
    rows = list(csv.reader(io.StringIO(school.get(f"{INDICATORS}/values.csv").data.decode("utf-8-sig")), delimiter=";"))
    assert [row[4:6] for row in rows[1:4]] == [["I1", "200"], ["I2", "18"], ["I3", "10"]]
    assert len(rows) == 13
    one_week = read_book(school.get(f"{INDICATORS}/export.xlsx?week=2023-10-23").data).sheets[0]
    assert {row.cells[0] for row in one_week.rows[2:]} == {"23.10.2023"}


@pytest.mark.parametrize("path", ["export.xlsx?week=2022-01-03", "export.xlsx?week=2023-10-17"])
def test_a_week_without_figures_has_no_file_and_it_is_said_why(school: SchoolClient, path: str) -> None:
    told = school.get(f"{INDICATORS}/{path}", follow_redirects=True)
    assert "Выгружать нечего" in told.text
    assert school.get(f"{INDICATORS}/export.xlsx?week=x").status_code == 404


def test_before_the_first_figures_there_is_no_file(demonstration: SchoolClient) -> None:
    for path in ("export.xlsx", "values.csv"):
        assert "Выгружать нечего" in demonstration.get(f"{INDICATORS}/{path}", follow_redirects=True).text
    assert "Скачать" not in demonstration.page(INDICATORS).main


def test_what_came_in_a_sheet_of_the_district_goes_out_in_it_and_comes_in_again_unchanged(client: SchoolClient) -> None:
    write(client, onward(client, bring(client, FIRST)))
    write(client, bring(client, SECOND))
    page = client.page(INDICATORS)
    assert "Все недели в виде сводки района (XLSX)" in page.main
    data = client.get(f"{INDICATORS}/export.xlsx").data
    sheets = read_book(data).sheets
    assert [sheet.rows[0].cells[0] for sheet in sheets] == [f"Сферум. Неделя {week}" for week in WEEKS]
    assert [sheet.rows[1].cells for sheet in sheets] == [tuple(HEAD.split(";"))] * 2
    assert [sheet.rows[2].cells for sheet in sheets] == [("1", OWN, "31", "14", "6"), ("1", OWN, "31", "16", "7")]
    again = bring(client, ("назад.xlsx", data))
    assert "уже записано: ничего не изменится" in again.main
