import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from playwright.sync_api import BrowserType, Page, expect

from sferum_docs.printing import FileCache, page_count
from sferum_docs.services.documents.printing import PdfService
from tests.printing.offices import real_programs
from tests.web.browser import Watch, browser_path
from tests.web.pages import ACT, SchoolClient

VIEWER = "chrome-extension://"


@pytest.fixture
def press(app: Flask, shared_press: PdfService, tmp_path: Path) -> PdfService:
    """The office of all tests with nothing printed yet; without LibreOffice the test is skipped by name."""
    real_programs()
    press = PdfService(shared_press.printer, FileCache(tmp_path / "cache"))
    app.extensions["press"] = press
    return press


@pytest.mark.usefixtures("press")
def test_a_document_is_shown_in_a_frame_and_kept_as_a_file(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents/1/print")
    (address,) = page.root.xpath("//iframe/@src")
    answer = demonstration.get(address)
    assert answer.mimetype == "application/pdf"
    assert f"{page_count(answer.data)} лист" in page.main
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition.startswith("inline")
    assert re.search(r"\d\d Приказ .+ответственных.+\.pdf", disposition)
    kept = demonstration.get(f"{address}?download")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert kept.data == answer.data


@pytest.mark.usefixtures("press")
def test_the_packet_is_one_file_in_signing_order(demonstration: SchoolClient) -> None:
    page = demonstration.page(f"{ACT}/documents/packet/print?now=1")
    assert page.root.xpath("//iframe/@src") == [f"{ACT}/documents/packet.pdf"]
    whole = page_count(demonstration.get(f"{ACT}/documents/packet.pdf").data)
    links = [
        link for link in demonstration.page("/documents").links() if link.endswith("/print") and "packet" not in link
    ]
    files = [demonstration.get(link.replace("print", "file.pdf")).data for link in links]
    assert whole == sum(map(page_count, files))
    assert f"{len(files)} документов в порядке подписания" in page.main


@pytest.mark.usefixtures("press")
def test_only_our_own_pages_may_frame_a_pdf_and_nothing_else_is_framed(demonstration: SchoolClient) -> None:
    file = demonstration.get("/documents/1/file.pdf")
    assert "frame-ancestors 'self'" in file.headers["Content-Security-Policy"]
    assert file.headers["X-Frame-Options"] == "SAMEORIGIN"
    page = demonstration.get("/documents/1/print")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    for path in ("/documents", "/documents/1"):
        assert "frame-src" not in demonstration.get(path).headers["Content-Security-Policy"]


@pytest.mark.usefixtures("press")
def test_a_document_that_is_not_there(demonstration: SchoolClient) -> None:
    for path in ("/documents/999/print", "/documents/999/file.pdf"):
        assert demonstration.get(path).status_code == 404


@pytest.mark.usefixtures("press")
def test_no_documents_nothing_to_print(client: SchoolClient) -> None:
    assert client.get(f"{ACT}/documents/packet.pdf").status_code == 404
    assert client.get(f"{ACT}/documents/packet/print").status_code == 404


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_one_hint_and_no_dead_buttons(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents")
    assert "нужна LibreOffice" in page.main
    assert "Windows" in page.main
    assert "libreoffice-writer" in page.main
    everywhere = [*page.links(), *demonstration.page("/documents/1").links()]
    assert not [link for link in everywhere if "print" in link or "pdf" in link]
    assert "LibreOffice" not in demonstration.page("/documents/1").main, "the hint stands in one place"


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize("path", ["/documents/1/print", "/documents/1/file.pdf", f"{ACT}/documents/packet/print"])
def test_an_old_address_without_libreoffice_says_what_to_do(demonstration: SchoolClient, path: str) -> None:
    answer = demonstration.page(path)
    assert answer.status == 503
    assert "Установите LibreOffice" in answer.main
    assert "Файлы Word на месте" in answer.main


@pytest.mark.usefixtures("press", "demonstration")
def test_the_viewer_of_the_browser_shows_the_page(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], browser_context_args: dict[str, Any]
) -> None:
    whole = browser_type.launch(**{**browser_type_launch_args, "executable_path": browser_path(whole=True)})
    page = whole.new_context(**browser_context_args).new_page()
    watch = Watch(page)
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/documents/1/print")
        expect(page.get_by_role("button", name="Печать")).to_be_visible()
        for _look in range(600):  # the viewer is a page of the browser itself, which nothing tells us of
            if any(frame.url.startswith(VIEWER) for frame in page.frames):
                break
            page.wait_for_timeout(50)
        assert [frame for frame in page.frames if frame.url.startswith(VIEWER)]
        watch.check()
    whole.close()
    assert not watch.troubles, "\n".join(watch.troubles)


@pytest.mark.usefixtures("press", "demonstration")
def test_the_button_prints_the_frame(page: Page) -> None:
    page.add_init_script("window.print = () => { window.top.printed = window !== window.top }")
    page.route("**/file.pdf", lambda route: route.fulfill(body="<title>PDF</title>", content_type="text/html"))
    page.goto("/documents/1/print")
    page.get_by_role("button", name="Печать").click()
    assert page.evaluate("window.printed") is True


@pytest.mark.usefixtures("no_office", "demonstration")
def test_the_hint_is_readable(page: Page) -> None:
    watch = Watch(page)
    for width in (1366, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/documents")
        page.get_by_text("нужна LibreOffice").click()
        expect(page.get_by_text("установите пакет")).to_be_visible()
        watch.check()
    assert not watch.troubles, "\n".join(watch.troubles)


@pytest.mark.usefixtures("press")
def test_a_packet_shows_how_far_its_printing_is_and_then_the_viewer(page: Page, demonstration: SchoolClient) -> None:
    assert demonstration
    watch = Watch(page)
    page.goto(f"{ACT}/documents/packet/print")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("heading", name="Печать: весь комплект")).to_be_visible(timeout=60_000)
    page.goto(f"{ACT}/documents/packet/print")
    expect(page.get_by_role("heading", name="Печать: весь комплект")).to_be_visible()
    assert not watch.troubles, "\n".join(watch.troubles)


@pytest.mark.usefixtures("press")
def test_waiting_can_be_cancelled(page: Page, demonstration: SchoolClient) -> None:
    assert demonstration
    page.route("**/file.pdf", lambda _route: None)  # a printer that never ends
    page.goto(f"{ACT}/documents/packet/print")
    page.get_by_role("link", name="Отменить").click()
    expect(page.get_by_role("heading", name="Документы", level=1)).to_be_visible()


@pytest.mark.usefixtures("press")
def test_without_a_script_one_link_prepares_and_shows(demonstration: SchoolClient) -> None:
    waiting = demonstration.page(f"{ACT}/documents/packet/print")
    assert "Осталось перевести в PDF 8 документов" in waiting.main.replace("\xa0", " ")
    (link,) = [link for link in waiting.links() if link.endswith("now=1")]
    assert demonstration.page(link).title.startswith("Печать: весь комплект")


def test_f9_makes_a_document_on_the_basis_of_another(page: Page, demonstration: SchoolClient) -> None:
    assert demonstration
    page.goto("/documents/1")
    page.keyboard.press("F9")
    expect(page).to_have_url(re.compile(r"/acts/sferum-2023/packet/D02\?basis=1"))
