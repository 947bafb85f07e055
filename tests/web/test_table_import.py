"""Foreign lists as a head brings them: in a browser, and many at once."""

import io
import os
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Page, expect
from xlsxwriter import Workbook

from benchmarks.old_workbook import old_workbook, ole_file
from tests.web.browser import NARROW, RULES, Watch
from tests.web.pages import SchoolClient

ROWS = [
    ["Муниципальное учреждение «Школа»"],
    ["№", "ФИО работника", "Ставка", "Должность", "Контакты", ""],
    ["", "", "", "", "Телефон", "Эл. почта"],
    ["1", "2", "3", "4", "5", "6"],
    ["1", "КЕДРОВА АННА ПЕТРОВНА", "1", "учитель", "8 928 000-00-00 / 8 928 000-00-01 (моб.)", "нет"],
    ["", "Учителя начальных классов"],
    ["2", "Ольховая Оксана О.", "0,5", "учитель", "000-104", "u4@zareсhnaya.example"],
    ["", "Итого: 2"],
    ["Директор", "", "", "", "", "А. П. Кедрова"],
]
CHATS = "Чат\tГде сейчас\tДля кого\tЧеловек\tАдминистратор чата\n5 «А»\tViber\tродители\t25\tОмарова З.И.\n"


def book() -> bytes:
    target = io.BytesIO()
    with Workbook(target) as made:
        for name in ("Обложка", "Работники", "Совместители"):
            sheet = made.add_worksheet(name)
            for index, row in enumerate(ROWS if name != "Обложка" else [["Списки"], ["школы"]]):
                sheet.write_row(index, 0, row)
    return target.getvalue()


def test_a_head_brings_a_messy_workbook_and_answers_what_is_asked(
    page: Page, watch: Watch, client: SchoolClient, tmp_path: Path
) -> None:
    assert client
    file = tmp_path / "Список.xlsx"
    file.write_bytes(book())
    page.goto("/staff")
    page.get_by_text("Взять из Excel").click()
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Прочитать файл").click()
    expect(page.get_by_role("heading", name="Какой лист взять")).to_be_visible()
    show(page, "sheets")
    watch.check()
    page.locator("#sheet").select_option("Работники")
    page.get_by_role("button", name="Взять этот лист").click()
    expect(page.get_by_role("heading", name="Скажите, что в столбцах")).to_be_visible()
    expect(page.get_by_label("ФИО работника")).to_have_value("ФИО")
    expect(page.get_by_label("Контакты Телефон")).to_have_value("Телефон")
    watch.check()
    page.get_by_role("button", name="Взять эти столбцы").click()
    expect(page.locator("#told")).to_contain_text("Прочитано: 2 строки, добавлено: 2, из них 1 с вопросами")
    expect(page.locator("#staff-4-name")).to_have_value("Кедрова Анна Петровна")
    expect(page.locator("#staff-5-name")).to_have_value("Ольховая Оксана О.")
    expect(page.locator(".told-list")).to_contain_text("Пропущено: 4 строки (номера столбцов, раздел, итог, подпись)")
    expect(page.locator(".told-list")).to_contain_text("телефон «000-104» короткий")
    expect(page.locator("#draft-told")).to_contain_text("Черновик")  # rows read and not saved are drafted as typed ones
    show(page, "imported")
    watch.check()
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, "narrow")
    watch.check([rule for rule in RULES if rule not in NARROW])


def test_chats_are_pasted_with_any_headings_into_the_first_field(
    page: Page, watch: Watch, client: SchoolClient
) -> None:
    assert client
    page.goto("/chats")
    field = page.locator("#chats-1-name")
    paste(page, field, CHATS)
    expect(field).to_have_value("5 «А»")
    expect(page.locator("#chats-1-owner")).to_have_value("Омарова Зарема Исаевна")
    paste(page, field, CHATS.replace("Администратор чата", "Кто там главный"))
    expect(page.get_by_role("heading", name="Скажите, что в столбцах")).to_be_visible()
    watch.check()
    page.goto("/chats")
    paste(page, page.locator("#chats-1-platform"), CHATS)  # a table with headings falls into place from any cell
    expect(page.locator("#chats-1-name")).to_have_value("5 «А»")
    paste(page, page.locator("#chats-0-new_name"), "Название в Сферуме\nСОШ, педагоги\nСОШ, 5 «А»")
    expect(page.locator("#chats-0-new_name")).to_have_value("СОШ, педагоги")


def paste(page: Page, field: object, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    field.focus()  # type: ignore[attr-defined]  # a locator
    page.keyboard.press("Control+V")


def show(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOW"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def test_forty_hostile_files_at_once_are_each_answered_and_the_other_pages_stay_open(
    client: SchoolClient, base_url: str
) -> None:
    hostile = [ole_file(b"\x09\x08" * 5000, circular=True), old_workbook([["ФИО", "Должность"]] * 40)[:2000]]
    token = client.page("/staff").values()["csrf_token"]
    cookie = client.get_cookie("session")
    assert cookie is not None

    def upload(number: int) -> bool:
        body = (
            f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
            '--x\r\nContent-Disposition: form-data; name="action"\r\n\r\nimport\r\n'
            '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xls"\r\n\r\n'
        ).encode()
        asked = urllib.request.Request(  # noqa: S310  our own address
            f"{base_url}/staff",
            body + hostile[number % 2] + b"\r\n--x--\r\n",
            {"Content-Type": "multipart/form-data; boundary=x", "Cookie": f"session={cookie.value}"},
        )
        with urllib.request.urlopen(asked) as answer:  # noqa: S310  our own address
            text = answer.read().decode()
        return "Файл повреждён" in text or "Сейчас читаются файлы" in text

    with ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(upload, number) for number in range(40)]
        opened = 0
        while not all(answer.done() for answer in answers):
            with urllib.request.urlopen(f"{base_url}/sign-in") as answer:  # noqa: S310  our own address
                opened += answer.status == 200
    assert all(answer.result() for answer in answers)
    assert opened > 0
