"""The secretary in January, in a browser: numbers by the year of the day, registers of the school, the old one."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.web.browser import Watch

OLD = "№\tДата\tСодержание\n1-ОД\t09.01.2019\tО режиме\n2-ОД\t10.01.19\tО питании\n"


@pytest.mark.usefixtures("demonstration")
def test_the_numbers_follow_the_year_and_the_registers_the_school(app: Flask, page: Page, watch: Watch) -> None:
    assert app
    numbers_follow_the_day(page, watch)
    a_register_is_added(page, watch)
    a_paper_comes_in_and_is_put_right(page, watch)
    the_old_register_comes_in(page, watch)


def numbers_follow_the_day(page: Page, watch: Watch) -> None:
    page.goto("/register/settings")
    watch.check()
    page.get_by_label("Год", exact=True).fill("2025")
    page.get_by_label("Следующий номер", exact=True).fill("251")
    page.get_by_role("button", name="Продолжить с этого номера").click()
    expect(page.get_by_role("status").first).to_contain_text("в 2025 году: 251")
    page.goto("/register/new")
    page.locator("[name=documents]").first.check()
    page.get_by_label("Дата подписания").fill("2025-12-31")
    page.get_by_label("Дата подписания").blur()
    expect(page.locator(".ticked .waiting-number").first).to_have_text("№ 251")
    expect(page.get_by_role("button", name="Показать номера этого дня")).to_have_count(0)
    watch.check()


def a_register_is_added(page: Page, watch: Watch) -> None:
    page.goto("/register/settings")
    page.get_by_role("link", name="Добавить журнал").click()
    watch.check()
    page.get_by_label("Название журнала").fill("Журнал регистрации справок")
    page.get_by_label("Краткое название").fill("Справки")
    page.get_by_label("Один документ называется").fill("справка")
    page.get_by_label("Виды документов").fill("справка")
    page.get_by_role("button", name="Сохранить журнал").click()
    expect(page.get_by_label("Стол секретаря").get_by_role("link", name="Справки")).to_be_visible()


def a_paper_comes_in_and_is_put_right(page: Page, watch: Watch) -> None:
    page.goto("/register/other")
    page.get_by_label("Заголовок").fill("О переходе")
    page.get_by_label("Журнал", exact=True).select_option("Входящие")
    expect(page.get_by_label("От кого")).to_be_visible()
    expect(page.get_by_label("Краткое содержание")).to_have_value("О переходе")
    expect(page.get_by_label("Дело по номенклатуре")).to_have_value("01-12")
    watch.check()
    page.get_by_label("От кого").fill("Администрация района")
    page.get_by_role("button", name="Записать", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("№ 1 от")
    page.get_by_role("link", name="Исправить запись").click()
    watch.check()
    page.get_by_label("Краткое содержание").fill("О переходе на платформу")
    page.get_by_label("Почему исправлено").fill("опечатка")
    page.get_by_role("button", name="Исправить").click()
    expect(page.get_by_text("Запись исправлена")).to_be_visible()
    page.get_by_text("Исправления: 1").click()
    watch.check()


def the_old_register_comes_in(page: Page, watch: Watch) -> None:
    page.goto("/register/settings/registers/R01")
    watch.check()
    page.get_by_role("link", name="Внести старый журнал из Excel").click()
    watch.check()
    page.get_by_label("Строки, скопированные").fill(OLD)
    page.get_by_role("button", name="Разобрать строки").click()
    watch.check()
    page.get_by_role("button", name="Показать, что будет внесено").click()
    expect(page.get_by_text("№ 2-ОД от 10.01.2019 О питании")).to_be_visible()
    watch.check()
    page.get_by_label("2019 год: оставить как сейчас").check()
    page.get_by_role("button", name="Внести в журнал").click()
    expect(page.get_by_role("status").first).to_contain_text("Внесено из старого журнала: 2 записи")
