"""The first day of a new user, in a real browser."""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import Page, expect

from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.users.setup_code import setup_code
from tests.builders import PACK_ID
from tests.web.browser import NARROW, RULES, Watch, picture
from tests.web.pages import ACT

ROWS_35 = Path(__file__).with_name("staff_35.tsv").read_text(encoding="utf-8")
PAGES = ["/", "/school", "/school/paper", "/staff", "/chats", "/responsible", f"{ACT}/packet", "/documents",
         f"{ACT}/directive",
         f"{ACT}/checklist", "/help", "/verify", "/users", "/journal", "/password",
         *(f"/documents/{number}" for number in (1, 2, 3, 6, 8))]  # fmt: skip


def save(page: Page) -> None:
    page.get_by_role("button", name="Сохранить", exact=True).click()


def test_from_the_first_start_to_the_archive(page: Page, watch: Watch, bare: object, app: Flask) -> None:
    assert bare
    set_up(page, watch, setup_code(Path(app.instance_path)))
    fill_school(page, watch)
    paste_staff(page, watch)
    propose_chats(page, watch)
    choose_responsible(page, watch)
    check_archive(make_packet(page, watch))


def documents(preset: str) -> tuple[str, ...]:
    found = find_pack(PACK_ID).preset(preset)
    return found.documents if found else ()


def set_up(page: Page, watch: Watch, code: str) -> None:
    page.goto("/documents")
    expect(page).to_have_url(re.compile("/setup$"))
    watch.check()
    page.get_by_label("Фамилия, имя, отчество").fill("Магомедова Патимат Гаджиевна")
    page.get_by_label("Имя для входа").fill("магомедова")
    page.get_by_label("Код установки").fill(code)
    page.get_by_label("Пароль", exact=True).fill("магомедова")
    page.get_by_label("Ещё раз").fill("магомедова")
    page.get_by_role("button", name="Начать работу").click()
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("Пароль повторяет имя")
    watch.check()
    page.get_by_label("Пароль", exact=True).fill("речка мел глобус 7")
    page.get_by_label("Ещё раз").fill("речка мел глобус 7")
    page.get_by_role("button", name="Начать работу").click()


def fill_school(page: Page, watch: Watch) -> None:
    expect(page).to_have_url(re.compile("/start$"))
    watch.check()
    page.get_by_role("link", name="Заполнить данные школы").click()
    page.get_by_label("ИНН").fill("9900000032")
    page.get_by_label("КПП").focus()
    expect(page.get_by_text("не сходится по контрольной цифре")).to_be_visible()
    expect(page.get_by_label("ИНН")).to_have_attribute("aria-invalid", "true")
    picture(page, "ru/images/школа")
    page.get_by_label("Полное наименование").fill(
        "Муниципальное казённое общеобразовательное учреждение «Ключевская СОШ»"
    )
    page.get_by_label("Краткое наименование").fill("МКОУ «Ключевская СОШ»")
    page.get_by_label("Место издания документов").fill("с. Ключевое")
    save(page)
    expect(page.locator("#summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Ошибка: "))
    watch.check()
    page.locator("#summary").get_by_role("link").first.click()
    expect(page.get_by_label("ИНН")).to_be_focused()
    page.get_by_label("ИНН").fill("9900000031")
    page.get_by_label("Фамилия, имя, отчество").fill("Магомедова Патимат Гаджиевна")
    page.get_by_label("Должность").fill("директор")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Данные школы сохранены")


def paste_staff(page: Page, watch: Watch) -> None:
    expect(page).to_have_url(re.compile("/staff$"))
    watch.check()
    page.evaluate("text => navigator.clipboard.writeText(text)", ROWS_35)
    page.locator("#staff-0-name").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#told")).to_contain_text("Вставлено строк: 35")
    expect(page.locator("#staff-34-name")).to_have_value("Живаго Вера Фоминична")
    expect(page.locator("#staff-5-post")).to_have_value("учитель информатики")
    page.locator("#staff-7-form").fill("5 «А»")
    picture(page, "ru/images/сотрудники")
    save(page)
    expect(page.locator("#summary")).to_contain_text("Чавчавадзе Женя")
    page.locator("#staff-18-sex").select_option("ж")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("35 работников")
    expect(page.locator("#staff-7-form")).to_have_value("5 «А»")
    watch.check()


def propose_chats(page: Page, watch: Watch) -> None:
    page.get_by_label("Шаги").get_by_role("link", name="Чаты").click()
    page.get_by_role("button", name="Предложить").click()
    expect(page.locator("#chats-0-name")).to_have_value("Педагогический коллектив")
    for index in range(3):
        page.locator(f"#chats-{index}-platform").fill("WhatsApp")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Чаты сохранены: 3")
    watch.check()


def choose_responsible(page: Page, watch: Watch) -> None:
    page.get_by_label("Шаги").get_by_role("link", name="Ответственные").click()
    expect(page.locator("#sferum")).to_have_value("Омаров Шамиль Курбанович")
    expect(page.locator("#administrator")).to_have_value("Багомедов Багомед Багомедович")
    watch.check()
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("Ответственные сохранены")


def make_packet(page: Page, watch: Watch) -> bytes:
    page.goto("/")
    expect(page.locator(".now li").first).to_have_text(re.compile("Сформируйте комплект документов"))
    watch.check()
    page.locator(".now a").first.click()
    page.get_by_role("button", name="Начать и подтвердить сделанное").click()
    expect(page.get_by_role("status").last).to_contain_text(f"Отмечено {len(documents('minimum'))} документов")
    page.get_by_label("Дата приказов").fill("2023-10-16")
    page.get_by_label("Дата приказов").blur()
    expect(page.locator("#answers-D02-дата_копии")).to_have_value("2023-10-19")
    page.get_by_role("button", name="Начать, подтвердить и перевести чаты").click()
    expect(page.locator("#answers-D03-срок_классы")).to_be_visible()
    watch.check()
    picture(page, "ru/images/комплект", 600)
    page.get_by_role("button", name="Сформировать").click()
    expect(page.get_by_role("status").first).to_contain_text(f"Комплект готов: {len(documents('standard'))} документов")
    watch.check()
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать все").click()
    page.goto("/")
    expect(page.get_by_text("Ждут подписи")).to_be_visible()
    expect(page.locator(".now li").first).to_contain_text("Распечатайте, подпишите и передайте секретарю")
    page.set_viewport_size({"width": 360, "height": 800})
    watch.check(NARROW)
    page.set_viewport_size({"width": 1366, "height": 900})
    picture(page, "ru/images/пункты", 600)
    page.goto("/deadlines")
    picture(page, "ru/images/сроки", 600)
    return Path(download.value.path()).read_bytes()


def check_archive(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        texts = {name: words(archive.read(name)) for name in names}
    assert len(names) == len(documents("standard"))
    for name, text in texts.items():
        assert re.search(r"[а-я]", name)
        assert name.endswith(".docx")
        assert "{{" not in text
        assert "None" not in text
    together = "\n".join(texts.values()).replace("\N{NO-BREAK SPACE}", " ")
    assert "МКОУ «Ключевская СОШ»" in together
    assert "Омарова Шамиля Курбановича" in together
    assert "Живаго Вера Фоминична" in together


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(item.text for item in document.paragraphs), *cells])


def test_what_nobody_could_use_is_told(page: Page, watch: Watch, empty: object) -> None:
    assert empty
    page.goto("/help")
    for _width in range(2):  # also when the page is looked at again
        page.evaluate("document.querySelector('main').append(document.createElement('input'))")
        watch.check()
    told, watch.troubles = watch.troubles, []
    assert [": label <input>" in line for line in told] == [True, True]


# a narrow or a dark page differs from the wide light one in these rules alone; narrow is a matter of the style sheet,
# dark is chosen when the page comes
VISITS: dict[Literal["light", "dark"], dict[int, Sequence[str]]] = {
    "light": {1366: RULES, 320: NARROW}, "dark": {1366: ("color-contrast",)},
}  # fmt: skip


@pytest.mark.parametrize("scheme", VISITS)
def test_every_page_is_readable_to_all(
    page: Page, watch: Watch, demonstration: object, scheme: Literal["light", "dark"]
) -> None:
    assert demonstration
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.set_viewport_size({"width": 1366, "height": 800})
        page.goto(path)
        for width, rules in VISITS[scheme].items():
            page.set_viewport_size({"width": width, "height": 800})
            watch.check(rules)


@pytest.mark.parametrize("path", ["/", "/staff", "/documents", "/documents/1"])
def test_paper_shows_the_matter_and_no_buttons(page: Page, watch: Watch, demonstration: object, path: str) -> None:
    assert demonstration
    page.goto(path)
    page.emulate_media(media="print")
    for part in ("header.top", ".save-bar", ".heading > .btn", ".excel", "footer"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    expect(page.locator("main")).to_be_visible()
    assert not watch.troubles


def test_a_block_pasted_into_the_middle_goes_right_and_down(page: Page, watch: Watch, client: object) -> None:
    assert client
    page.goto("/staff")
    page.evaluate("text => navigator.clipboard.writeText(text)", 'сторож\tм\t1-11-11\n"завхоз\nшколы"\tж\t\n')
    page.locator("#staff-5-post").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#told")).to_contain_text("Вставлено строк: 2")
    expect(page.locator("#staff-5-phone")).to_have_value("1-11-11")
    expect(page.locator("#staff-6-post")).to_have_value("завхоз школы")
    expect(page.locator("#staff-6-sex")).to_have_value("ж")
    assert not watch.troubles


def test_rows_come_and_go_by_keyboard(page: Page, watch: Watch, client: object) -> None:
    assert client
    page.goto("/staff")
    page.get_by_role("button", name="Добавить строки").press("Enter")
    expect(page.locator("#staff-7-name")).to_be_focused()
    page.locator("#staff-7-name").fill("Бек Руслан Саидович")
    page.locator("#staff-7-post").fill("учитель истории")
    page.get_by_role("button", name="Удалить строку 4").press("Enter")
    expect(page.locator("#staff-6-name")).to_have_value("Бек Руслан Саидович")
    page.get_by_role("button", name="Вернуть строку").press("Enter")
    expect(page.locator("#staff-7-name")).to_have_value("Бек Руслан Саидович")
    expect(page.locator("#staff-3-name")).to_be_focused()
    expect(page.get_by_role("button", name="Вернуть строку")).to_be_hidden()
    page.locator("#staff-0-name").press("ArrowDown")
    expect(page.locator("#staff-1-name")).to_be_focused()
    assert not watch.troubles


def test_the_theme_changes_without_losing_what_is_typed(page: Page, watch: Watch, client: object) -> None:
    assert client
    page.goto("/school")
    page.get_by_label("Сайт").fill("школа.рф")
    with page.expect_response("**/theme"):  # gone to before it is answered, the next page knows nothing of the choice
        page.get_by_role("button", name="Включить тёмную тему").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_label("Сайт")).to_have_value("школа.рф")
    page.goto("/help")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert not watch.troubles
