"""The day of an administrator, in a real browser."""

import re
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import Page, expect

from tests.edited import mended, misspelt, shipped
from tests.web.browser import NARROW, Watch, picture
from tests.web.pages import ACT, SchoolClient

PAGES = [
    f"{ACT}/templates",
    f"{ACT}/templates/D02",
    f"{ACT}/vocabulary?document=D02",
    "/backup",
    "/doctor",
]


@pytest.fixture(autouse=True)
def _school(client: SchoolClient) -> SchoolClient:
    return client


def upload(page: Page, path: Path) -> None:
    page.get_by_label("Файл шаблона (DOCX)").set_input_files(path)
    page.get_by_role("button", name="Загрузить и проверить").click()


def test_from_a_broken_template_to_a_mended_one_and_back(page: Page, watch: Watch, tmp_path: Path) -> None:
    broken, right = tmp_path / "с ошибкой.docx", tmp_path / "исправлен.docx"
    broken.write_bytes(misspelt(shipped()))
    right.write_bytes(mended(shipped()))

    page.goto("/")
    page.get_by_role("link", name="Шаблоны").click()
    watch.check()
    picture(page, "ru/images/шаблоны", 690)
    page.get_by_role("link", name=re.compile("О назначении ответственных")).click()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Скачать для правки").click()
    assert Document(str(downloaded.value.path())).paragraphs
    watch.check()

    page.get_by_label("Что изменено").fill("Поправлен контроль")
    upload(page, broken)
    expect(page.get_by_text("Включить нельзя")).to_be_visible()
    expect(page.locator(".spots")).to_contain_text("дириктор")
    expect(page.get_by_role("button", name="Включить сейчас")).to_have_count(0)
    watch.check()
    picture(page, "ru/images/отчёт")
    with page.expect_download() as annotated:
        page.get_by_role("link", name="Скачать с замечаниями").click()
    assert "с замечаниями" in annotated.value.suggested_filename
    page.get_by_role("button", name="Отклонить").click()
    expect(page.get_by_role("status").first).to_contain_text("Отклонена версия 1")

    upload(page, right)
    expect(page.get_by_text("Ошибок нет: версию можно включить")).to_be_visible()
    expect(page.locator(".side-by-side .paper").nth(1)).to_contain_text("Общий контроль")
    watch.check()
    picture(page, "ru/images/рядом", above=page.locator(".side-by-side").first)
    page.get_by_role("link", name="Какие слова изменились").click()
    expect(page.locator(".words ins")).to_contain_text("Общий")
    watch.check()
    page.go_back()
    page.get_by_role("button", name="Включить сейчас").click()
    expect(page.get_by_role("status").first).to_contain_text("Действует версия 2")
    watch.check()

    page.get_by_role("button", name="Вернуть поставку").click()
    expect(page.get_by_role("status").first).to_contain_text("Снова действует версия из поставки")
    expect(page.get_by_role("button", name="Вернуть версию 2")).to_be_visible()
    watch.check()


def test_a_tag_is_found_and_copied_in_one_click(page: Page, watch: Watch) -> None:
    page.goto(f"{ACT}/vocabulary?document=D02")
    page.get_by_label("Найти").press_sequentially("директор фио")
    expect(page.get_by_role("row", name=re.compile("школа.инн"))).to_be_hidden()
    page.get_by_role("button", name="Скопировать {{ директор.фио }}").click()
    assert page.evaluate("navigator.clipboard.readText()") == "{{ директор.фио }}"
    expect(page.locator("#copied")).to_contain_text("Скопировано")
    watch.check()
    picture(page, "ru/images/словарь", 560)


def test_a_copy_is_made_and_the_doctor_is_content_with_it(page: Page, watch: Watch) -> None:
    page.goto("/doctor")
    expect(page.get_by_role("row", name=re.compile("Копия"))).to_contain_text("ещё не сделана")
    page.get_by_role("row", name=re.compile("Копия")).get_by_role("link", name="Копии").click()
    page.get_by_role("button", name="Сделать копию сейчас").click()
    expect(page.get_by_role("status").first).to_contain_text("Копия готова")
    page.goto("/doctor")
    expect(page.get_by_role("row", name=re.compile("Копия"))).to_contain_text("сделана сегодня")
    watch.check()
    picture(page, "ru/images/проверка_системы")


def test_the_desk_is_read_at_any_width(page: Page, watch: Watch) -> None:
    for path in PAGES:
        page.set_viewport_size({"width": 1366, "height": 800})
        page.goto(path)
        watch.check(("color-contrast", "landmark-unique", "region", "target-size"))
        page.set_viewport_size({"width": 320, "height": 800})
        watch.check(NARROW)


def test_the_dictionary_is_read_without_scripts(app: Flask, client: SchoolClient) -> None:
    assert app.name
    page = client.page(f"{ACT}/vocabulary?document=D02&q=инн")
    assert "{{ школа.инн }}" in page.main
    assert all("hidden" in button.attrib for button in page.root.xpath("//button[@data-copy]"))
