"""Work by keyboard and in large letters, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser import NARROW, Watch
from tests.web.pages import ACT

pytestmark = pytest.mark.usefixtures("client")


def test_the_list_of_keys_opens_on_a_question_mark_and_can_be_switched_off(page: Page, watch: Watch) -> None:
    page.goto("/help")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Клавиши")).to_be_visible()
    watch.check()
    page.get_by_label("Не отвечать на «?» и «/»").check()
    page.get_by_role("button", name="Закрыть").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_question_mark_typed_into_a_field_is_a_question_mark(page: Page, watch: Watch) -> None:
    page.goto("/school")
    page.get_by_label("Сайт").fill("")
    page.get_by_label("Сайт").press("?")
    expect(page.get_by_label("Сайт")).to_have_value("?")
    assert not watch.troubles
    page.get_by_label("Сайт").fill("")


def test_sections_open_and_a_form_is_saved_without_the_mouse(page: Page, watch: Watch) -> None:
    page.goto("/help")
    page.keyboard.press("Alt+1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Пункты")
    page.goto("/school")
    page.get_by_label("Сайт").fill("школа.рф")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Данные школы сохранены.")).to_be_visible()
    assert not watch.troubles


def test_the_large_version_stays_and_fits_the_screen(page: Page, watch: Watch) -> None:
    page.goto("/")
    page.get_by_role("button", name="Версия для слабовидящих").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    for path in ("/school", "/staff", "/documents", "/deadlines", f"{ACT}/packet"):
        page.goto(path)
        watch.check()
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/school", "/deadlines"):
        page.goto(path)
        watch.check(NARROW)
    page.get_by_role("button", name="Обычная версия").click()
    expect(page.locator("html")).not_to_have_attribute("data-size", "large")
