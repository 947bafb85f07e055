"""The secretary's whole day, in a real browser."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from sferum_docs.services.mail.sender import send_due
from tests.made_signatures import OWNER, By, signature
from tests.registering import PDF, words
from tests.smtp import mail_server
from tests.web.browser import NARROW, PICTURES, Watch, picture
from tests.web.desk import register_one
from tests.web.pages import ACT, SchoolClient
from tests.web.test_electronic_pages import attach, order
from tests.web.test_mail_pages import set_up
from tests.web.test_people_pages import TODAY, begin


@pytest.mark.skipif(
    PICTURES is None, reason="its pages are proven without a browser: for the pictures of the guide alone"
)
def test_sending_by_mail_as_the_guide_shows_it(demonstration: SchoolClient, app: Flask, page: Page) -> None:
    register_one(demonstration)
    demonstration.fill("/school", {"founder_email": "glava@raion.example"}, action="save")
    with mail_server(starttls="localhost", login=True) as inbox:
        set_up(app, inbox)
        inbox.behaviour.rcpt["uo@raion.example"] = "451 4.7.1 greylisted, try later"
        page.goto("/register/entries/1/mail")
        page.get_by_label("Кому").fill("glava@raion.example, uo@raion.example")
        picture(page, "ru/images/письмо", 820, page.locator(".box"))
        page.get_by_role("button", name="Отправить", exact=True).click()
        page.locator("#mail").wait_for()
        with app.app_context():
            send_due(app.config["SECRET_KEY"], "postman")
        page.reload()
        picture(page, "ru/images/письмо-состояние", 250, page.locator("#mail"))


@pytest.mark.skipif(
    PICTURES is None, reason="its pages are proven without a browser: for the pictures of the guide alone"
)
def test_who_leaves_and_what_is_signed_elsewhere_as_the_guide_shows_them(
    demonstration: SchoolClient, page: Page
) -> None:
    register_one(demonstration)
    at = datetime(2023, 10, 16, 9, tzinfo=UTC)
    owner = {**OWNER, "2.5.4.4": "Магомедова", "2.5.4.42": "Патимат Гаджиевна"}
    attach(demonstration, signature(order(demonstration), By(at=at, owner=owner)))
    page.goto("/register/entries/1")
    picture(page, "ru/images/электронная-подпись", 600, page.locator("#electronic"))
    friday = TODAY - timedelta(days=(TODAY.weekday() - 4) % 7)
    ground = f"приказ от {friday:%d.%m.%Y} № 15-л «Об увольнении»"
    begin(demonstration, "Шевченко Ольга Петровна", day=friday.isoformat(), ground=ground)
    page.goto("/people/1")
    picture(page, "ru/images/человек-уходит", 860, page.locator("h1"))


pytestmark = pytest.mark.usefixtures("demonstration")


def test_registering_printing_acquaintance_voiding_and_a_scan(page: Page, watch: Watch, tmp_path: Path) -> None:
    begin_with_the_school_s_number(page, watch)
    register_two_orders(page, watch)
    print_what_is_registered(page, watch)
    mark_acquaintance(page, watch)
    upload_a_scan(page, watch, tmp_path)
    void_one_number(page, watch)
    find_by_keyboard(page, watch)


def look(page: Page, watch: Watch) -> None:
    """From the top: what is scrolled half under the head of the page is no small target."""
    page.evaluate("scrollTo(0, 0)")
    watch.check()


def begin_with_the_school_s_number(page: Page, watch: Watch) -> None:
    page.goto("/register")
    watch.check()
    page.get_by_role("link", name="Настройка").click()
    watch.check()
    page.get_by_label("Индекс дела").last.fill("02-07")
    page.get_by_label("Заголовок дела").last.fill("Документы по работе с обращениями")
    page.get_by_role("button", name="Сохранить номенклатуру").click()
    expect(page.get_by_role("status").first).to_contain_text("Номенклатура дел сохранена")


def register_two_orders(page: Page, watch: Watch) -> None:
    page.get_by_label("Стол секретаря").get_by_role("link", name="Зарегистрировать").click()
    watch.check()
    page.get_by_label("О назначении ответственных").check()
    page.get_by_label("Об исключении использования").check()
    expect(page.locator(".ticked .waiting-number")).to_have_text(["№ 1", "№ 2"])
    page.get_by_label("Исполнитель (подготовил)").fill("Исаева З. К.")
    page.locator(".ticked").first.get_by_label("Листов", exact=True).fill("3")
    page.get_by_label("Дата подписания").fill("2023-10-16")
    picture(page, "ru/images/регистрация", 690)
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Зарегистрировано: 2")
    expect(page.get_by_role("heading", name="Что дальше")).to_be_visible()
    watch.check()


def print_what_is_registered(page: Page, watch: Watch) -> None:
    with page.expect_download() as got:
        page.get_by_role("link", name="DOCX").first.click()
    text = words(Path(got.value.path()).read_bytes())
    assert "16.10.2023 № 1" in text
    page.get_by_role("link", name="В журнал").click()
    page.emulate_media(media="print")
    expect(page.locator(".register-filters")).to_be_hidden()
    expect(page.locator("table.register")).to_be_visible()
    page.emulate_media(media="screen")
    watch.check()


def mark_acquaintance(page: Page, watch: Watch) -> None:
    page.get_by_role("row", name=re.compile("О назначении")).get_by_role("link").click()
    watch.check()
    page.get_by_label("День подписи для отмеченных").fill("2023-10-17")
    ticks = page.locator(".sign-table [type=checkbox]")
    total = ticks.count()
    for place in range(total - 1):
        ticks.nth(place).check()
    expect(page.locator(".sign-table [type=date]").first).to_have_value("2023-10-17")
    page.get_by_role("button", name="Отметить подписи").click()
    expect(page.get_by_text(f"Не подписали: 1 из {total}")).to_be_visible()
    page.get_by_text("Составить акт об отказе").click()
    page.locator("#people [type=checkbox]").check()
    page.get_by_label("Дата акта").fill("2023-10-18")
    page.get_by_label("Первый свидетель").fill("Омаров Шамиль Курбанович")
    page.get_by_label("Второй свидетель").fill("Абдулаева Марьям Исаевна")
    look(page, watch)
    picture(page, "ru/images/ознакомление", 620)
    page.get_by_role("button", name="Записать акт").click()
    expect(page.get_by_text(f"Ознакомлены все: {total}")).to_be_visible()


def upload_a_scan(page: Page, watch: Watch, folder: Path) -> None:
    wrong, right = folder / "не скан.pdf", folder / "Приказ 1.pdf"
    wrong.write_bytes(b"MZ")
    right.write_bytes(PDF)
    page.get_by_label("Скан: PDF").set_input_files(wrong)
    page.get_by_role("button", name="Приложить скан").click()
    expect(page.locator("#summary")).to_contain_text("не PDF, не JPG и не PNG")
    look(page, watch)
    page.get_by_label("Скан: PDF").set_input_files(right)
    page.get_by_role("button", name="Приложить скан").click()
    expect(page.get_by_role("link", name="Приказ 1.pdf", exact=True)).to_be_visible()
    look(page, watch)
    show_the_head_how_far_it_is(page, watch)


def show_the_head_how_far_it_is(page: Page, watch: Watch) -> None:
    page.goto("/")
    expect(page.locator("[id='p-1.7']")).to_contain_text("исполнено")
    expect(page.locator("[id='p-1.5']")).to_contain_text("подписано, ознакомлены не все")
    watch.check()
    picture(page, "images/clauses", 590, page.locator(".figures"))


def void_one_number(page: Page, watch: Watch) -> None:
    page.goto("/register/entries/2")
    page.get_by_text("Аннулировать запись").click()
    page.get_by_role("button", name="Аннулировать").click()
    expect(page.locator("#summary")).to_contain_text("Запишите причину")
    page.get_by_label("Причина аннулирования").fill("Подписан не тот вариант")
    page.get_by_role("button", name="Аннулировать").click()
    expect(page.get_by_role("button", name="Отменить аннулирование")).to_be_visible()
    look(page, watch)
    page.get_by_label("Стол секретаря").get_by_role("link", name="Приказы").click()
    expect(page.locator("tr.struck")).to_have_count(1)
    expect(page.locator(".register-foot")).to_contain_text("аннулировано: 1 · следующий номер: 3")
    picture(page, "ru/images/журнал", 640)


def find_by_keyboard(page: Page, watch: Watch) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("назнач")
    expect(page.locator("table.register tbody tr")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/register/entries/1$"))
    page.get_by_label("Искать во всех журналах").fill("мессенджеров")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name=re.compile("аннулирован"))).to_be_visible()
    watch.check()
    picture(page, "ru/images/поиск", 480)


DESK = ("/register", "/register/R02", "/register/new", "/register/other", "/register/settings", "/register/unsigned",
        "/register/held", "/register/R01/scans", "/register/without-scan", f"{ACT}/evidence", "/search?q=a",
        "/documents/1/changes")  # fmt: skip


def test_the_desk_is_readable_on_a_telephone(page: Page, watch: Watch) -> None:
    for address in DESK:
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(address)
        watch.check()
        page.set_viewport_size({"width": 320, "height": 800})
        watch.check(NARROW)
