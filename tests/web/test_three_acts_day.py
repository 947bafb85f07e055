"""A day of a school that carries out three acts, in a real browser: the shipped one, a ministry's order, demands."""

import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from sferum_docs.services.installation.backup import make_backup, restore_backup
from sferum_docs.services.packs.acts import assignments
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.snapshot import SQLITE_NAME
from tests.builders import SCHOOL_ID
from tests.second_acts import MINISTRY, REQUIREMENTS
from tests.web.browser import NARROW, Watch
from tests.web.conftest import DATABASE, application, client_of
from tests.web.pages import SchoolClient
from tests.web.test_acts_pages import choose_responsible

MEALS, SITE = "Питание-2026: приказ № 415", "Сайт организации: требования"


@pytest.fixture(autouse=True)
def _packs(demonstration: SchoolClient, app: Flask, second_acts: Path) -> None:
    assert demonstration
    shutil.copytree(second_acts, Path(app.instance_path) / "packs")


def assign(page: Page, watch: Watch, title: str) -> None:
    page.goto("/acts")
    page.get_by_label("Комплект").select_option(label=title)
    page.get_by_label("С какого дня").fill("2026-10-01")
    page.get_by_role("button", name="Назначить").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Акт «{title}» назначен")
    watch.check()


def make(page: Page, watch: Watch, title: str) -> None:
    page.goto("/")
    page.get_by_role("heading", name=title).get_by_role("link").click()
    watch.check()
    page.get_by_role("main").get_by_role("link", name="Сформировать комплект").first.click()
    page.get_by_label("Дата приказов").fill("2026-11-27")
    watch.check()
    page.get_by_role("button", name="Сформировать", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("Комплект готов")


def register(page: Page, watch: Watch, title: str) -> None:
    page.goto("/register/new")
    for box in page.locator("input[name='documents']:checked").all():
        box.uncheck()
    page.get_by_role("checkbox", name=re.compile(title)).check()
    page.get_by_label("Дата подписания").fill("2026-11-27")
    page.get_by_role("button", name=re.compile("Зарегистрировать")).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Зарегистрировано")
    watch.check()


def test_a_day_with_three_acts(page: Page, watch: Watch, app: Flask, tmp_path: Path) -> None:
    assign(page, watch, MEALS)
    assign(page, watch, SITE)
    choose_responsible(client_of(app))
    page.goto("/")
    expect(page.locator(".act-today")).to_have_count(3)
    expect(page.locator(".now li").filter(has_text="Сформируйте комплект документов")).to_have_count(2)
    watch.check()
    make(page, watch, MEALS)
    make(page, watch, SITE)
    page.get_by_role("link", name=MEALS).first.click()
    expect(page.locator("main")).not_to_contain_text("О сайте организации")
    watch.check()
    register(page, watch, "горячего питания")
    page.goto("/register")
    page.get_by_label("Акт").select_option(label=SITE)
    page.get_by_role("button", name="Показать").click()
    expect(page.get_by_text("Ничего не найдено")).to_be_visible()
    page.goto("/deadlines")
    expect(page.locator("main")).to_contain_text("25.12.2026")
    watch.check()
    verify(page, watch, tmp_path)
    end_and_restore(page, watch, app, tmp_path)


def verify(page: Page, watch: Watch, tmp_path: Path) -> None:
    """A file of the second act is known as made here."""
    page.goto(f"/documents?act={MINISTRY}")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name=re.compile("DOCX")).first.click()
    file = tmp_path / "приказ.docx"
    downloaded.value.save_as(file)
    page.goto("/verify")
    page.get_by_label(re.compile("Файл")).first.set_input_files(file)
    page.get_by_role("button", name=re.compile("Проверить")).first.click()
    expect(page.locator("main")).to_contain_text("Об организации горячего питания")
    watch.check()


def end_and_restore(page: Page, watch: Watch, app: Flask, tmp_path: Path) -> None:
    """An act is succeeded by another; a copy made then comes back with all acts and their packs."""
    page.goto("/acts")
    act = page.locator("article").filter(has=page.get_by_role("heading", name=MEALS))
    act.locator("summary").click()
    act.get_by_label("или заменён актом").select_option(label=SITE)
    act.get_by_role("button", name="Заменён").click()
    expect(page.get_by_role("status").first).to_contain_text("заменён другим")
    watch.check()
    page.goto(f"/acts/{MINISTRY}")
    expect(page.locator("main")).to_contain_text("Работа по акту окончена")
    expect(page.get_by_role("link", name="Сформировать комплект")).to_have_count(0)
    watch.check()
    with app.app_context():
        copy = make_backup(Path(app.instance_path), datetime.now(UTC))
    with zipfile.ZipFile(copy) as archive:
        assert f"instance/packs/{MINISTRY}/pack.toml" in archive.namelist()
    restore_backup(copy, tmp_path / "restored")
    (tmp_path / "restored" / SQLITE_NAME).rename(tmp_path / "restored" / DATABASE)
    restored = application(tmp_path / "restored")
    with restored.app_context():
        assert [(act.pack, act.state.value, act.succeeded_by) for act in assignments(SCHOOL_ID)] == [
            ("sferum-2023", "in_work", ""), (MINISTRY, "succeeded", REQUIREMENTS), (REQUIREMENTS, "in_work", ""),
        ]  # fmt: skip
        assert find_pack(MINISTRY).folder == tmp_path / "restored" / "packs" / MINISTRY


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_several_acts_are_readable_on_a_telephone_and_in_the_dark(
    page: Page, watch: Watch, width: int
) -> None:
    assign(page, watch, MEALS)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark")
    for address in ("/", "/acts", "/documents", "/deadlines", "/pack", f"/acts/{MINISTRY}", f"/acts/{MINISTRY}/packet"):
        page.goto(address)
        watch.check(NARROW if width < 500 else ("color-contrast", "landmark-unique", "region", "target-size"))
