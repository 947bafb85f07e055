"""The exact sheets beside a form and on the page of a made document, printed by LibreOffice."""

import re
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from sferum_docs.printing import FileCache, Printer, Programs
from sferum_docs.services.documents.printing import PdfService
from sferum_docs.web.pictures import _signer
from tests.builders import SCHOOL_ID
from tests.docengine.word import word
from tests.printing.offices import real_programs
from tests.web import pages
from tests.web.browser import Watch
from tests.web.conftest import client_of
from tests.web.pages import ACT, SchoolClient

D04 = f"{ACT}/packet/D04"
DAY = {"date": "2023-10-16"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    """One LibreOffice for all these tests; without any they are skipped by name."""
    printer = Printer(tmp_path_factory.mktemp("office"), real_programs())
    printer.pdf(word("разогрев"))
    yield printer
    printer.close()


@pytest.fixture
def cold(app: Flask, tmp_path: Path) -> Iterator[Printer]:
    """A LibreOffice that nobody has asked for anything yet."""
    printer = Printer(tmp_path / "office", real_programs())
    app.extensions["press"] = PdfService(printer, FileCache(tmp_path / "cache"))
    yield printer
    printer.close()


def test_a_page_opened_before_the_office_runs_shows_the_text_and_starts_it(client: SchoolClient, cold: Printer) -> None:
    page = client.page(D04)
    assert not images(page)
    assert "Запускается LibreOffice" in page.main
    assert page.root.xpath("//*[@data-pages][@data-starting]//div[@class='paper']"), "the text is there at once"
    assert images(client.fill(D04, DAY, action="show")), "whoever asks for the sheets waits for them"
    assert cold.awake
    assert images(client.page(f"{ACT}/packet/D05")), "once it runs nobody is shown the text instead"


def test_the_sheets_come_by_themselves_when_the_office_has_started(
    page: Page, watch: Watch, demonstration: object, cold: Printer
) -> None:
    assert demonstration
    for address in (D04, "/documents/1"):
        cold.close()  # as after a while in which nobody printed
        page.goto(address)
        expect(page.locator(".sheet-picture").first).to_be_visible(timeout=120_000)
        expect(page.locator(".desk-told")).to_contain_text("лист")
        expect(page.locator("[data-starting]")).to_have_count(0)
    watch.check()


@pytest.fixture
def press(app: Flask, office: Printer) -> None:
    """Lets the application print through that office and keep what it printed for itself."""
    app.extensions["press"] = PdfService(office, FileCache(Path(app.instance_path) / "cache"))


def images(page: pages.Page) -> list[dict[str, str]]:
    return [dict(item.attrib) for item in page.root.xpath("//figure[@class='sheet-picture']/img")]


def size_of(png: bytes) -> tuple[int, ...]:
    """Width and height, which stand in the head of a PNG."""
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.usefixtures("press")
def test_the_sheets_have_their_size_and_words_and_come_as_pictures(client: SchoolClient) -> None:
    page = client.fill(D04, DAY, action="show")
    shown = images(page)
    assert len(shown) == 3
    assert "3 листа" in page.main
    assert [item.get("loading") for item in shown] == [None, "lazy", "lazy"]
    for number, item in enumerate(shown, start=1):
        assert item["alt"].startswith(f"Лист {number} из 3: приказ «Об исключении")
        answer = client.get(item["src"])
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert size_of(answer.data) == (int(item["width"]), int(item["height"]))
    sharp = client.get(shown[0]["srcset"].split()[0]).data
    assert size_of(sharp)[0] == 2 * int(shown[0]["width"])


@pytest.mark.usefixtures("press")
def test_the_same_answers_give_the_same_address_and_others_another(client: SchoolClient) -> None:
    first = images(client.fill(D04, DAY, action="show"))[0]["src"]
    assert images(client.fill(D04, DAY, action="show"))[0]["src"] == first
    other = images(client.fill(D04, {**DAY, "answers-D04-перечень_на": "апрель 2023 года"}, action="show"))[0]["src"]
    marked = images(client.fill(D04, {**DAY, "marked": "y"}, action="show"))[0]["src"]
    assert len({first, other, marked}) == 3
    assert len({client.get(address).data for address in (first, marked)}) == 2


@pytest.mark.usefixtures("press")
def test_a_picture_opens_for_its_school_alone(client: SchoolClient, app: Flask) -> None:
    address = images(client.fill(D04, DAY, action="show"))[0]["src"]
    token = address.split("/")[2]
    with app.app_context():
        school_id, sha256 = _signer().loads(token)
        foreign = _signer().dumps([SCHOOL_ID + 1, sha256])
        unknown = _signer().dumps([SCHOOL_ID, "0" * 64])
    assert school_id == SCHOOL_ID
    for wrong in (foreign, unknown, token[:-1], sha256, f"{token}x"):
        assert client.get(address.replace(token, wrong)).status_code == 404
    assert client.get(address.replace("/1.png", "/9.png")).status_code == 404
    assert client.get(address).status_code == 200


@pytest.mark.usefixtures("press")
def test_a_made_document_is_shown_as_sheets_with_its_text_a_click_away(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents/1")
    assert images(page)
    assert demonstration.get(images(page)[0]["src"]).mimetype == "image/png"
    text = demonstration.page("/documents/1?view=text")
    assert not images(text)
    assert "Магомедова" in text.root.xpath("//div[@class='paper']")[0].text_content()
    assert "/documents/1?view=text" in page.links()
    assert "/documents/1" in text.links()


@pytest.mark.usefixtures("press")
def test_text_instead_of_sheets_is_remembered(client: SchoolClient) -> None:
    page = client.fill(D04, {**DAY, "plain": "y"}, action="show")
    assert page.root.xpath("//div[@class='paper']")
    assert not images(client.page(f"{ACT}/packet/D05"))


def test_when_the_printer_breaks_down_the_text_is_shown_and_it_is_said(
    client: SchoolClient, app: Flask, tmp_path: Path
) -> None:
    broken = Programs(Path("/bin/false"))
    app.extensions["press"] = PdfService(Printer(tmp_path / "printing", broken), FileCache(tmp_path / "cache"))
    page = client.fill(D04, DAY, action="show")
    assert "LibreOffice" in " ".join(page.root.xpath("//*[@data-pages]//p[contains(@class, 'notice')]//text()"))
    assert "16.10.2023" in page.root.xpath("//div[@class='paper']")[0].text_content()


@pytest.mark.usefixtures("press", "client")
def test_two_who_look_at_once_each_see_their_own(app: Flask) -> None:
    names = [f"Мессенджер-{number}" for number in range(4)]

    def look(name: str) -> list[bytes]:
        own = client_of(app)
        page = own.fill(D04, {**DAY, "answers-D04-перечень": name}, action="show")
        return [own.get(item["src"]).data for item in images(page)]

    alone = [look(name) for name in names]
    app.extensions["press"] = PdfService(
        app.extensions["press"].printer, FileCache(Path(app.instance_path) / "another cache")
    )
    with ThreadPoolExecutor(len(names)) as pool:
        assert list(pool.map(look, names)) == alone
    assert len({tuple(item) for item in alone}) == len(names)


# ------------------------------------------------------------------------------- in a browser


def first_sheet(page: Page) -> tuple[str, bytes]:
    """The address of the first picture, and the picture as the browser has it."""
    image = page.locator(".sheet-picture img").first
    return str(image.get_attribute("src")), image.screenshot()


def changes(page: Page) -> None:
    expect(page.locator("[data-status]")).to_have_text(re.compile("^Обновлено: "))
    page.locator("[data-status]").evaluate("element => { element.textContent = '' }")


@pytest.mark.usefixtures("press", "demonstration")
def test_the_sheet_follows_what_is_typed(page: Page, watch: Watch) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(D04)
    expect(page.get_by_role("button", name="Показать страницы")).to_be_hidden()
    address, picture = first_sheet(page)
    page.get_by_label("Дата документа").fill("2023-10-17")
    changes(page)
    assert first_sheet(page)[0] != address
    assert first_sheet(page)[1] != picture
    expect(page.locator("#answers-D04-срок_закрытия")).to_have_value("2023-10-31")
    expect(page.locator(".sheet-picture")).to_have_count(3)
    watch.check()


@pytest.mark.usefixtures("press", "demonstration")
def test_the_place_being_read_stays_and_wrong_answers_keep_the_last_good_sheet(page: Page, watch: Watch) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(D04)
    sheets = page.locator(".sheets")
    sheets.evaluate("element => { element.scrollTop = 1500 }")
    page.locator("#answers-D04-перечень").press_sequentially("Мессенджер-Альфа\n", delay=5)
    changes(page)
    assert sheets.evaluate("element => element.scrollTop") == 1500
    page.get_by_label("Дата документа").fill("2023-10-01")
    expect(page.locator("#date-fault1")).to_contain_text("раньше даты постановления")
    expect(page.locator("[data-status]")).to_contain_text("Листы пока прежние")
    expect(page.get_by_label("Дата документа")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".sheet-picture")).to_have_count(3)
    assert not watch.troubles
    watch.check()
    page.get_by_label("Дата документа").fill("2023-10-18")
    changes(page)
    expect(page.locator("#date-fault1")).to_have_count(0)
    assert page.locator("#answers-D04-перечень").input_value().count("Мессенджер-Альфа") == 1


@pytest.mark.usefixtures("press", "demonstration")
def test_what_came_from_the_data_turns_yellow(page: Page, watch: Watch) -> None:
    page.goto(D04)
    _address, picture = first_sheet(page)
    page.get_by_label("Показать, что взято из данных").check()
    changes(page)
    assert first_sheet(page)[1] != picture
    expect(page.locator(".desk-legend")).to_contain_text("отмечено то, что подставлено")
    watch.check()
    page.get_by_label("Текстом, без листов").check()
    expect(page.locator(".paper mark").first).to_be_visible()
    watch.check()


@pytest.mark.usefixtures("press", "demonstration")
@pytest.mark.parametrize("path", [D04, f"{ACT}/packet/D08", "/documents/1"])
def test_a_telephone_shows_the_whole_width_of_a_sheet(page: Page, watch: Watch, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    page.goto(path)
    box = page.locator(".sheet-picture img").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    watch.check()


@pytest.mark.usefixtures("press", "demonstration")
def test_without_scripts_a_button_shows_the_sheets(browser: Browser, browser_context_args: dict[str, Any]) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(D04)
    before, _picture = first_sheet(page)
    page.get_by_label("Дата документа").fill("2023-10-17")
    page.get_by_role("button", name="Показать страницы").click()
    after, _picture = first_sheet(page)
    assert after != before
    context.close()


@pytest.mark.usefixtures("press", "demonstration")
def test_a_document_is_made_from_its_page(page: Page, watch: Watch) -> None:
    page.goto(D04)
    page.get_by_label("Дата документа").fill("2023-10-17")
    page.get_by_role("button", name="Составить документ").click()
    expect(page).to_have_url(re.compile(r"/documents/\d+$"))
    expect(page.get_by_role("status").first).to_contain_text("версия 2")
    page.get_by_role("link", name="Создать на основе").click()
    expect(page.locator(".basis")).to_contain_text("версия 2")
    watch.check()
