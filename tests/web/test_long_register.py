"""An archive of ten thousand entries through the pages: a part at a time, and all of it on paper."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import db
from tests.archive import long_archive
from tests.builders import BY, a_school
from tests.web.browser import Watch
from tests.web.conftest import DATABASE, application, client_of, prepared, with_somebody
from tests.web.pages import Page, SchoolClient

LARGEST = 200_000  # bytes of a page
MOST_QUERIES = 43  # of the first page after a change; what is to be done now is worked out for it, and kept
COUNT = 10_000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fill = lambda: with_somebody(lambda: long_archive(save_school(None, a_school(), BY), COUNT))  # noqa: E731
    return prepared(tmp_path_factory.mktemp("archive"), fill)


@pytest.fixture
def app(tmp_path: Path, archive: Path) -> Iterator[Flask]:
    shutil.copy(archive, tmp_path / DATABASE)
    app = application(tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def desk(app: Flask) -> SchoolClient:
    return client_of(app)


def numbers(client: SchoolClient, address: str) -> list[str]:
    return [cell.text_content().strip() for cell in client.page(address).root.xpath("//th[@data-caption='Номер']")]


def turned(client: SchoolClient, address: str) -> dict[str, str]:
    links = client.page(address).root.xpath("(//nav[@class='pager'])[1]//a")
    return {link.text_content().strip(): link.get("href") for link in links}


def test_any_page_is_small_and_asks_the_database_little(app: Flask, desk: SchoolClient) -> None:
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *sent: asked.append(sent[2]))
    for address in (
        "/register/R01", "/register/R01?page=57", "/register/R01?q=охраной&order=title", "/register/R01?state=unsigned",
        "/search?q=Омаровой", "/register/entries/5000", "/register/new", "/register/other",
    ):  # fmt: skip
        asked.clear()
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert len(answer.data) < LARGEST, address
        assert len(asked) <= MOST_QUERIES, address
        assert answer.text.count("<option") < 60, address


def test_a_page_holds_a_hundred_entries_and_tells_where_it_is(desk: SchoolClient) -> None:
    assert numbers(desk, "/register/R01") == [f"{number}/2026-ОД" for number in range(10_000, 9_900, -1)]
    assert "Записи 1–100 из 10000, страница 1 из 100" in desk.page("/register/R01").main
    assert list(turned(desk, "/register/R01")) == ["Следующая", "Последняя"]
    assert list(turned(desk, "/register/R01?page=50")) == ["Первая", "Предыдущая", "Следующая", "Последняя"]
    assert numbers(desk, "/register/R01?page=100")[-1] == "1/2026-ОД"
    assert numbers(desk, "/register/R01?page=7000") == numbers(desk, "/register/R01?page=100")
    assert (
        numbers(desk, "/register/R01?page=-1")
        == numbers(desk, "/register/R01?page=0")
        == numbers(desk, "/register/R01")
    )


def test_every_entry_stands_on_one_page(desk: SchoolClient) -> None:
    seen: list[str] = []
    address = "/register/R01?q=охрана&order=title&executor=Исаевой"
    while address:
        seen += numbers(desk, address)
        address = turned(desk, address).get("Следующая", "")
    assert len(seen) == len(set(seen)) == len([number for number in range(1, 10_001) if number % 4 == 0 == number % 3])


def test_filters_survive_turning_sorting_and_export(desk: SchoolClient) -> None:
    address = "/register/R01?q=охрана&since=2026-03-01&until=2026-08-31&file=01-05&state=ready&order=day"
    following = turned(desk, address)["Следующая"]
    for part in ("q=", "since=2026-03-01", "until=2026-08-31", "file=01-05", "state=ready", "order=day", "page=2"):
        assert part in following
    exported = desk.page(following).root.xpath("//p[@class='below']/a/@href")
    assert all(
        "since=2026-03-01" in link and "page=" not in link
        for link in exported
        if "new" not in link and "other" not in link
    )
    root = desk.page(following).root
    assert root.get_element_by_id("since").get("value") == "2026-03-01"
    assert root.xpath("//select[@id='file']/option[@selected]/@value") == ["01-05"]


@pytest.mark.parametrize("name", ["endpoint", "_external", "book_id", "_anchor", "values"])
def test_a_parameter_of_nobody_is_not_carried_on(desk: SchoolClient, name: str) -> None:
    assert desk.get(f"/register/R01?{name}=1").status_code == 200


def test_a_day_that_is_none_is_told_and_not_taken(desk: SchoolClient) -> None:
    assert "Дата «31.02.2026» не существует" in desk.page("/register/R01?since=31.02.2026").main


def test_the_files_hold_all_entries_ascending(desk: SchoolClient) -> None:
    sheet = desk.get("/register/R01.xlsx?year=2026&order=-number").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[2:10_002]] == [f"{number}/2026-ОД" for number in range(1, 10_001)]
    closing = str(rows[-1][0])
    assert "зарегистрировано приказов: 10000 (десять тысяч), № 1/2026-ОД – № 10000/2026-ОД" in closing
    assert "аннулировано: 100 (сто)" in closing
    table = Document(io.BytesIO(desk.get("/register/R01.docx?year=2026").data)).element.body.tbl_lst[0]
    assert len(table.tr_lst) == 10_002, "with the heading and what closes it"


def test_a_file_of_papers_is_printed_as_its_inner_list(desk: SchoolClient) -> None:
    document = Document(io.BytesIO(desk.get("/register/R01.docx?year=2026&file=01-05").data))
    texts = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "Внутренняя опись документов дела №\N{NO-BREAK SPACE}01-05" in texts
    assert "выборк" not in texts


def test_what_repealed_an_order_is_typed_by_its_number(desk: SchoolClient) -> None:
    page = desk.page("/register/entries/5000")
    assert len(page.root.xpath("//datalist[@id='later']/option")) == 20
    (form,) = [form for form in page.root.xpath("//form") if (form.action or "").endswith("/repeal")]
    sent = dict(form.form_values())
    refused = desk.post(form.action, data={**sent, "repealed_by": "70000"}, follow_redirects=True)
    assert "нет действующей записи «70000»" in refused.text
    answer = desk.post(form.action, data={**sent, "repealed_by": "№ 5001/2026-ОД"}, follow_redirects=True)
    assert "Утратил силу: № 5001/2026-ОД" in Page(answer).main


def test_keys_walk_the_rows_and_turn_the_pages(page: BrowserPage, watch: Watch) -> None:
    page.goto("/register/R01")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "10000/2026-ОД"
    page.keyboard.press("PageDown")
    page.wait_for_url("**page=2**")
    expect(page.locator(":focus")).to_have_text("9900/2026-ОД")
    page.keyboard.press("PageUp")
    expect(page.locator(":focus")).to_have_text("10000/2026-ОД")
    assert watch
