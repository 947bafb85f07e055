"""The matrix of a district as pages: filtered, counted, led on from, as a workbook; and how much it asks."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from sferum_docs.indicators.series import Value
from sferum_docs.reading.sheets.sheets import read_book
from sferum_docs.services.district.matrix import matrix_of
from sferum_docs.services.district.watching.summaries import AT_ONCE
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.jobs.run import run_job
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.store.audit import lines, record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.rows import JobRow
from sferum_docs.store.schools import get_school
from tests.builders import BY, PACK_ID
from tests.district import District, an_office, keep_body, login_of
from tests.many_bodies import copy_school
from tests.registering import made, register
from tests.web.conftest import CHEAP, PASSWORD, client_of
from tests.web.pages import SchoolClient
from tests.web.test_queries import counted

ALL = ["МБДОУ «Родничок»", "МБОУ «Арская ООШ»", "МБОУ «Ключевская СОШ»"]
MATRIX = f"/district/matrix/{PACK_ID}"


@pytest.fixture
def clerk(app: Flask, district: District) -> SchoolClient:
    """Of the office; the first school has registered an order, the second has a draft of it."""
    with app.app_context():
        register(district.schools[0], made(district.schools[0], "D04")[0].id)
        made(district.schools[1], "D04")
    return client_of(app, login_of(district.office))


def names(client: SchoolClient, address: str) -> list[str]:
    found = client.page(address).root.xpath("//tbody//th[contains(@class, 'matrix-name')]/a[1]")
    return [link.text_content().replace("\u00a0", " ") for link in found]


def test_each_cell_says_its_state_and_leads_to_the_clause_and_to_the_paragraph(
    clerk: SchoolClient, district: District
) -> None:
    page = clerk.page(MATRIX)
    school = district.schools[0]
    assert names(clerk, MATRIX) == ["МБДОУ «Родничок»", "МБОУ «Арская ООШ»", "МБОУ «Ключевская СОШ»"]
    (cell,) = page.root.xpath(f"//a[contains(@href, '/district/schools/{school}/acts/{PACK_ID}#')][.='не подтверждён']")
    assert clerk.get(cell.get("href")).status_code == 200
    (paper,) = page.root.xpath(f"//a[contains(@href, '/district/schools/{school}/documents/')]")
    assert "№ 1 от 16.10.2023" in paper.text_content().replace("\u00a0", " ")
    answer = clerk.get(paper.get("href"))
    assert f'id="{paper.get("href").partition("#")[2]}"' in answer.get_data(as_text=True), "the very paragraph"
    assert "срок 20.10.2023" in page.main
    assert "Сводка" not in page.main


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ключевская", ["МБОУ «Ключевская СОШ»"]),
        ("q=9900000112", ["МБОУ «Арская ООШ»"]),
        ("clause=1.5&state=DRAFT", ["МБОУ «Арская ООШ»"]),
        ("clause=1.5&state=SIGNED", ["МБОУ «Ключевская СОШ»"]),
        ("state=NO_DATA", ["МБДОУ «Родничок»"]),
        ("kind=KINDERGARTEN", ["МБДОУ «Родничок»"]),
        ("document=D04", ["МБДОУ «Родничок»", "МБОУ «Арская ООШ»"]),
        ("clause=1.2&late=1", ALL),
        ("clause=1.5&late=1", []),
        ("order=name&down=1", ["МБОУ «Ключевская СОШ»", "МБОУ «Арская ООШ»", "МБДОУ «Родничок»"]),
        ("state=чужое&kind=&clause=9.9&order=x&office=77&page=0", ALL),
        ("q=%00%25_'", []),
        ("page=99", []),
        ("page=99999999999999999999", ALL),
    ],
)  # fmt: skip
def test_rows_are_found_by_what_is_asked(clerk: SchoolClient, asked: str, found: list[str]) -> None:
    assert names(clerk, f"{MATRIX}?{asked}") == found


def test_who_has_not_issued_an_order_is_told_by_document(clerk: SchoolClient) -> None:
    page = clerk.page(f"{MATRIX}/documents")
    (row,) = page.root.xpath("//tr[.//span[contains(., 'D04')]]")
    text = " ".join(row.text_content().replace("\u00a0", " ").split())
    assert "1 из 3" in text
    assert "2 организации" in text
    assert "МБДОУ «Родничок»; МБОУ «Арская ООШ»" in text


def test_an_act_that_is_closed_or_not_assigned_is_told_and_asks_nothing(
    app: Flask, clerk: SchoolClient, district: District
) -> None:
    with app.app_context():
        close_act(district.schools[2], PACK_ID, BY)
        foreign = get_school(district.schools[2])
        assert foreign is not None
        requisites = replace(foreign.requisites, short_name="МБОУ «Новая»", full_name="МБОУ «Новая»", inn="")
        body = save_school(None, replace(foreign, requisites=requisites), BY, act="max-2026")
        with writing() as session:
            put_overseer(session, body, district.office)
    main = clerk.page(MATRIX).main
    assert "закрыт" in main
    assert "не назначен" in main
    assert names(clerk, f"{MATRIX}?state=NOT_ASSIGNED") == ["МБОУ «Новая»"]
    assert [act.text_content() for act in clerk.page("/district/matrix/").root.xpath("//tbody//a")]
    assert clerk.get("/district/matrix/gibt-es-nicht").status_code == 404


def test_a_school_and_another_district_see_nothing_of_it(app: Flask, district: District) -> None:
    other = client_of(app, login_of(district.other_office))
    assert names(other, MATRIX) == ["МБОУ «Чужая СОШ»"]
    head = client_of(app, login_of(district.schools[0], Role.HEAD))
    assert [head.get(address).status_code for address in (MATRIX, f"{MATRIX}/documents", f"{MATRIX}/sheet.xlsx")] == [
        403
    ] * 3


def test_a_region_sees_districts_with_sums_and_goes_down_into_one(app: Flask, district: District) -> None:
    with app.app_context():
        region = keep_body(an_office("Министерство образования", inn="9900000225"), CHEAP.hash(PASSWORD))
        with writing() as session:
            put_overseer(session, district.office, region)
            put_overseer(session, district.other_office, region)
    client = client_of(app, login_of(region))
    page = client.page(MATRIX)
    rows = page.root.xpath("//tbody/tr")
    assert len(rows) == 2
    assert "3 организации" in rows[1].text_content().replace("\u00a0", " ")
    assert len(names(client, f"{MATRIX}?office={district.office}")) == 3
    assert len(names(client, f"{MATRIX}?office=all")) == 4


def test_the_workbook_holds_every_row_and_no_formula(app: Flask, clerk: SchoolClient, district: District) -> None:
    with app.app_context():
        school = get_school(district.schools[2])
        assert school is not None
        requisites = replace(school.requisites, short_name='=HYPERLINK("http://x")')
        save_school(district.schools[2], replace(school, requisites=requisites), BY)
    data = clerk.get(f"{MATRIX}/sheet.xlsx").data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if name.endswith(".xml"))
    clauses, documents = read_book(data).sheets
    cells = [[*row.cells] for row in clauses.rows[1:]]
    assert cells[0][:2] == ["Организация", "Вид"]
    assert any(row[0].startswith("'=HYPERLINK") for row in cells)
    column = cells[0].index("п. 1.5")
    told = {row[0]: row[column] for row in cells}
    assert told["МБОУ «Ключевская СОШ»"].startswith("не подтверждён; № 1 от 16.10.2023; ознакомлены 0 из")
    assert told["Всего"] == "исполнено 0 из 3"
    assert len(documents.rows) == 5


def test_what_waits_is_worked_out_by_one_job_however_often_it_is_asked_for(app: Flask, district: District) -> None:
    with app.app_context():
        copy_school(district.schools[2], AT_ONCE + 10, first=100)
    clerk = client_of(app, login_of(district.office))
    page = clerk.page(MATRIX)
    assert "13\N{NO-BREAK SPACE}организаций изменились" in str(page.root.text_content())
    (form,) = page.root.xpath("//form[contains(@action, '/refresh')]")
    for _time in range(2):
        assert "пересчитывается" in clerk.send(f"{MATRIX}/refresh", page.values(form), {}).main
    with app.app_context():
        (job,) = db.session.scalars(select(JobRow.id))
        run_job(job)
        day = datetime.now().astimezone().date()
        assert matrix_of(district.office, PACK_ID, day, 0).waiting == 0
    assert "изменились и пересчитываются" not in clerk.page(MATRIX).main
    told = clerk.page(f"/district/jobs/{job}").main
    assert "без изменений" in told, "what the page has worked out is not worked out again"
    assert "пересчитано: 10" in told


def test_places_are_shown_only_where_the_office_has_switched_them_on(app: Flask, district: District) -> None:
    monday = date(2023, 10, 16)
    with app.app_context():
        for school, people in zip(district.schools[:2], (14, 30), strict=True):
            values = [Value("I2", monday, Decimal(people), base=40), Value("I4", monday, Decimal(14), base=40)]
            keep_values(school, school_pack(school, PACK_ID, monday), values, BY, today=date(2023, 10, 23))
    clerk, address = client_of(app, login_of(district.office)), f"{MATRIX}/ranking"
    page = clerk.page(address)
    assert names(clerk, address) == []
    assert "Места выключены" in page.main
    (form,) = page.root.xpath("//main//form")
    for _time in range(2):
        on = clerk.send(address, page.values(form), {"shown": "1"})
        assert "Места организаций показываются" in on.main
    with app.app_context():
        said = [line.action for line in lines(district.office, limit=9) if line.action.startswith("ranking")]
    assert said == ["ranking.shown"], "said twice it is done once"
    assert names(clerk, f"{address}?indicator=I2") == ["МБОУ «Арская ООШ»", "МБОУ «Ключевская СОШ»"]
    (row, second) = clerk.page(f"{address}?indicator=I2").root.xpath("//tbody/tr")
    told = " ".join(row.text_content().replace("\u00a0", " ").split())
    assert "1 75 %" in told
    assert "2 35 %" in " ".join(second.text_content().replace("\u00a0", " ").split())
    equal = clerk.page(f"{address}?indicator=I4&week=2023-10-16").root.xpath("//tbody/tr/td[1]")
    assert [cell.text_content() for cell in equal] == ["1", "1"], "equal shares have one place"
    assert "Без данных: 1 организация" in clerk.page(address).main
    assert clerk.page(f"{address}?week=x&indicator=y&page=99").main
    assert clerk.get("/district/matrix/max-2026/ranking").status_code == 404
    other = client_of(app, login_of(district.other_office))
    assert "Места выключены" in other.page(address).main, "the setting is the office's own"
    clerk.send(address, page.values(form), {"shown": "0"})
    assert names(clerk, address) == []


# a page after everything changed, after one school changed, and while nothing does: for 40 schools as for 150
EACH, ALWAYS, UNCHANGED = 26, 30, 2


@pytest.mark.parametrize("many", [40, 150])
def test_a_page_asks_no_more_for_many_schools_than_for_few(app: Flask, district: District, many: int) -> None:
    with app.app_context():
        copy_school(district.schools[2], many - 3, first=100)
    clerk = client_of(app, login_of(district.office))
    with counted(app) as first:
        assert clerk.get(MATRIX).status_code == 200
    assert len(first) <= ALWAYS + EACH * AT_ONCE
    with app.app_context():
        assert matrix_of(district.office, PACK_ID, datetime.now().astimezone().date(), None).waiting == 0
    clerk.get(MATRIX)
    with counted(app) as unchanged:
        assert clerk.get(MATRIX).status_code == 200
    assert len(unchanged) <= UNCHANGED, "\n".join(unchanged)
    with app.app_context(), writing() as session:
        record_event(session, 100, BY, "packet.made")
    with counted(app) as after_one:
        assert clerk.get(MATRIX).status_code == 200
    assert len(after_one) <= ALWAYS + EACH, "\n".join(after_one)
    with app.app_context(), writing() as session:
        record_event(session, district.other_school, BY, "packet.made")
    with counted(app) as others:
        clerk.get(MATRIX)
    assert len(others) <= ALWAYS


@pytest.mark.parametrize("word", ["act", "endpoint", "_scheme", "_external"])
@pytest.mark.parametrize("path", [MATRIX, "/journal"])
def test_a_word_of_the_address_leads_its_links_nowhere_else(clerk: SchoolClient, path: str, word: str) -> None:
    answer = clerk.get(f"{path}?{word}=javascript&q=школа")
    assert answer.status_code == 200
    assert "javascript" not in answer.text
