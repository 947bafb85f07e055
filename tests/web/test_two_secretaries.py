"""Two people at one register on one day, in two real browsers: nobody's work is overwritten, nothing is lost."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as BrowserPage

from sferum_docs.services.users.manage import Role
from tests.builders import SCHOOL_ID
from tests.registering import put_an_entry
from tests.web.browser import Watch, signed_in
from tests.web.conftest import LONGEST
from tests.web.pages import SchoolClient
from tests.web.test_access import a_user

ENTRY = "/register/entries/1"


@pytest.fixture
def second(browser: Browser, app: Flask, base_url: str, demonstration: SchoolClient) -> BrowserPage:
    """The browser of another secretary, Ким Олег Юрьевич."""
    assert demonstration
    with app.app_context():
        put_an_entry(SCHOOL_ID)
    cookies = signed_in(a_user(app, Role.SECRETARY, login="ким"))
    page = browser.new_context(base_url=base_url, storage_state=cookies, locale="ru-RU").new_page()
    page.set_default_timeout(LONGEST)
    return page


def test_the_day_of_two_secretaries(page: BrowserPage, second: BrowserPage, watch: Watch) -> None:
    other = Watch(second)
    both_mark_different_people(page, second)
    both_mark_one_person(page, second, other)
    both_write_a_note(page, second, other)
    both_register_one_draft(page, second)
    one_voids_what_the_other_describes(page, second, other)
    own_other_tab(page, watch)
    assert not other.troubles, "\n".join(other.troubles)


def open_both(*pages: BrowserPage, address: str = ENTRY) -> None:
    for page in pages:
        page.goto(address)


def mark(page: BrowserPage, place: int, day: str) -> None:
    page.locator(".sign-table [type=date]").nth(place).fill(day)
    page.locator(".sign-table [type=checkbox]").nth(place).check()
    page.get_by_role("button", name="Отметить подписи").click()


def both_mark_different_people(first: BrowserPage, second: BrowserPage) -> None:
    open_both(first, second)
    mark(first, 0, "2023-10-17")
    mark(second, 1, "2023-10-18")
    first.goto(ENTRY)
    for page in (first, second):
        ticks = page.locator(".sign-table [type=checkbox]")
        expect(ticks.nth(0)).to_be_checked()
        expect(ticks.nth(1)).to_be_checked()


def both_mark_one_person(first: BrowserPage, second: BrowserPage, watch: Watch) -> None:
    open_both(first, second)
    mark(first, 2, "2023-10-17")
    expect(first.get_by_text("Подписи отмечены")).to_be_visible()
    second.locator(".sign-table [type=checkbox]").nth(3).check()
    mark(second, 2, "2023-10-19")
    told = second.locator("#summary")
    expect(told).to_contain_text("подпись 17.10.2023")
    expect(told).to_contain_text("изменила")
    expect(second.locator(".sign-table [type=checkbox]").nth(3)).to_be_checked()
    expect(second.locator(".sign-table [type=date]").nth(2)).to_have_value("2023-10-19")
    watch.check()
    shown = second.url
    second.reload()
    expect(second.locator("#summary")).to_be_visible()
    second.goto("/register")
    second.go_back()
    expect(second).to_have_url(shown)
    expect(second.locator(".sign-table [type=date]").nth(2)).to_have_value("2023-10-19")
    second.locator("#signed_day").fill("2023-10-19")
    second.get_by_role("button", name="Отметить подписи").click()
    expect(second.get_by_text("Подписи отмечены")).to_be_visible()
    expect(second.locator(".sign-table [type=date]").nth(2)).to_have_value("2023-10-19")


def both_write_a_note(first: BrowserPage, second: BrowserPage, watch: Watch) -> None:
    open_both(first, second)
    write_note(first, "пометка Исаевой")
    expect(first.get_by_text("Записано.")).to_be_visible()
    write_note(second, "пометка Кима")
    told = second.locator("#summary")
    expect(told).to_contain_text("теперь «пометка Исаевой»")
    expect(told).to_contain_text("у вас «пометка Кима»")
    expect(second.get_by_label("Примечание")).to_have_value("пометка Кима")
    watch.check()
    second.get_by_role("button", name="Записать", exact=True).click()
    expect(second.get_by_text("Записано.")).to_be_visible()
    first.goto(ENTRY)
    expect(first.get_by_label("Примечание")).to_have_value("пометка Кима")


def write_note(page: BrowserPage, words: str) -> None:
    page.get_by_label("Примечание").fill(words)
    page.get_by_role("button", name="Записать", exact=True).click()


def both_register_one_draft(first: BrowserPage, second: BrowserPage) -> None:
    open_both(first, second, address="/register/new")
    for page in (first, second):
        page.locator("[name=documents]").first.check()
        page.get_by_label("Дата подписания").fill("2023-10-16")
        page.get_by_role("button", name="Зарегистрировать").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("Зарегистрировано: 1")
    expect(second.locator("#summary")).to_be_visible()
    expect(second.get_by_label("Дата подписания")).to_have_value("2023-10-16")


def one_voids_what_the_other_describes(first: BrowserPage, second: BrowserPage, watch: Watch) -> None:
    open_both(first, second)
    first.get_by_text("Аннулировать запись").click()
    first.get_by_label("Причина аннулирования").fill("Подписан не тот вариант")
    first.get_by_role("button", name="Аннулировать").click()
    expect(first.get_by_role("button", name="Отменить аннулирование")).to_be_visible()
    write_note(second, "ещё пометка")
    expect(second.locator("#summary")).to_contain_text("аннулирована: Подписан не тот вариант")
    watch.check()


def own_other_tab(page: BrowserPage, watch: Watch) -> None:
    tab = page.context.new_page()
    open_both(page, tab, address="/register/settings")
    for shown, words in ((page, "Приказы первой вкладки"), (tab, "Приказы второй вкладки")):
        shown.get_by_label("Заголовок дела").first.fill(words)
        shown.get_by_role("button", name="Сохранить номенклатуру").click()
    expect(tab.locator("#summary")).to_contain_text("вы изменили это в другой вкладке в")
    expect(tab.get_by_label("Заголовок дела").first).to_have_value("Приказы второй вкладки")
    watch.check()
