"""A week of indicators in a real browser: from the district's sheet to the report that is registered."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sferum_docs.reading.sheets.sheets import read_book
from tests.web.browser import NARROW, Watch, picture
from tests.web.pages import ACT

pytestmark = pytest.mark.usefixtures("demonstration")
HEAD = "Организация;Учителей всего;Учеников всего;3 сообщения за неделю;Прочее"
OURS, OTHERS = "МКОУ «Верхнереченская СОШ № 1»", "МКОУ «Белоключевская СОШ»;20;150;11;9"


def test_from_the_sheet_of_the_district_to_the_registered_report(page: Page, watch: Watch, tmp_path: Path) -> None:
    take_in_the_first_sheet(page, watch, tmp_path)
    look_at_the_charts(page, watch)
    take_in_the_next_sheet_by_three_clicks(page, tmp_path)
    name_measures_and_conclude(page, watch)
    make_the_report_and_register_it(page, watch)
    type_the_next_week_without_the_mouse(page, watch)
    give_the_figures_back(page)


def sheet(folder: Path, number: int, week: str, figures: str) -> Path:
    path = folder / f"svod_{number}.csv"
    path.write_text(f"Сферум. Неделя {week}\n{HEAD}\n{OTHERS}\n{OURS};{figures}\n", encoding="utf-8")
    return path


def take_in_the_first_sheet(page: Page, watch: Watch, folder: Path) -> None:
    """The heading is new: the person says what a column means."""
    page.goto(ACT)
    page.get_by_label("Разделы").get_by_role("link", name="Показатели").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Показатели")
    watch.check()
    page.get_by_role("link", name="Загрузить сводку").first.click()
    watch.check()
    page.get_by_label("Файлы XLSX").set_input_files(sheet(folder, 1, "16.10.2023–22.10.2023", "18;200;14;6"))
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("как поняты таблицы")
    watch.check()
    page.get_by_text("Исправить столбцы").click()
    page.get_by_label("E. Прочее").select_option(label="Учителя, совершившие минимум 1 звонок за неделю, чел.")
    page.get_by_role("button", name="Показать, что изменится").click()
    watch.check()
    picture(page, "ru/images/показатели-что-изменится", 640)
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("#indicator-I6 ~ .indicator-told .indicator-amount")).to_contain_text("6")


def look_at_the_charts(page: Page, watch: Watch) -> None:
    """By light, by dark and on a narrow screen."""
    expect(page.get_by_role("img", name="Учителя, совершившие минимум 1 звонок за неделю")).to_be_visible()
    watch.check()
    page.emulate_media(reduced_motion="reduce")  # no colour is looked at on its way to another
    page.get_by_role("button", name="Включить тёмную тему").click()
    watch.check()
    page.set_viewport_size({"width": 360, "height": 740})
    watch.check(NARROW)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.get_by_role("button", name="Включить светлую тему").click()


def take_in_the_next_sheet_by_three_clicks(page: Page, folder: Path) -> None:
    """The heading is known: the page of the columns is not shown."""
    page.get_by_role("link", name="Загрузить сводку").first.click()
    page.get_by_label("Файлы XLSX").set_input_files(sheet(folder, 2, "23.10.2023–29.10.2023", "18;201;9;7"))
    page.get_by_role("button", name="Прочитать").click()
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("#indicator-I4 ~ .indicator-told")).to_contain_text("снизилось на 5 учителей")


def name_measures_and_conclude(page: Page, watch: Watch) -> None:
    now = page.get_by_role("region", name="Что сделать сейчас")
    now.get_by_role("listitem").filter(has_text="3 сообщения").get_by_role("link", name="Назвать меру").click()
    card = page.get_by_role("article", name="Учителя, написавшие в групповых чатах минимум 3 сообщения")
    card.get_by_label("Какая мера?").fill("Совещание с классными руководителями")
    card.get_by_label("Срок").fill("2023-11-03")
    page.get_by_label("Вывод", exact=True).fill("Сообщений стало меньше: проведём совещание.")
    picture(page, "ru/images/показатели", 620, page.locator("#indicator-I4"))
    page.get_by_role("button", name="Сохранить меры и вывод").click()
    expect(page.get_by_role("status").first).to_contain_text("Вывод и меры недели сохранены")
    expect(now.get_by_text("3 сообщения")).to_have_count(0)
    watch.check()


def type_the_next_week_without_the_mouse(page: Page, watch: Watch) -> None:
    """Eight numbers, each with Enter; what cannot be is asked back and answered by one line."""
    page.goto(f"{ACT}/indicators/weeks/2023-10-30")
    watch.check()
    expect(page.get_by_label("Учеников всего", exact=True)).to_be_focused()
    for number in ("201", "18", "4", "12", "15", "8", "3", "7"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("15 больше, чем «3 сообщения за неделю» (12)")
    watch.check()
    picture(page, "ru/images/показатели-ввод", 900)
    page.set_viewport_size({"width": 360, "height": 740})
    watch.check(NARROW)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.get_by_label("Почему так").fill("так в сводке района")
    page.keyboard.press("Enter")
    expect(page.locator("#indicator-I5 ~ .indicator-told .indicator-amount")).to_contain_text("15")


def make_the_report_and_register_it(page: Page, watch: Watch) -> None:
    page.get_by_role("button", name="Составить отчёт за неделю").click()
    expect(page.get_by_role("status").first).to_contain_text("Документ составлен")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Еженедельный отчёт")
    watch.check()
    page.goto(f"/register/new?document={page.url.rpartition('/')[2]}")
    expect(page.get_by_label("Адресат").first).to_have_value("Начальнику МКУ «Управление образования»")
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Зарегистрирован")
    page.goto(f"{ACT}/indicators?week=2023-10-23")
    expect(page.get_by_role("region", name="Отчёт, журнал, справка")).to_contain_text("подписан")
    watch.check()


def give_the_figures_back(page: Page) -> None:
    """In the sheet that they came in: a sheet for each of the three weeks."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="Все недели в виде сводки района (XLSX)").click()
    assert taken.value.suggested_filename.endswith("16.10.2023–05.11.2023.xlsx")
    sheets = read_book(Path(taken.value.path()).read_bytes()).sheets
    assert [each.rows[2].cells[2] for each in sheets] == ["200", "201", "201"]
