"""A district's day in a real browser: an office begins with nothing and ends with its schools at work.

Each step is a function of `Day`, called in order: it begins where the one before has left off, signed in at the office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from playwright.sync_api import expect

from sferum_docs.services.jobs.run import run_job
from sferum_docs.services.users.setup_code import setup_code
from tests.district import INNS, NAMES
from tests.schools.district_lists.books import HEADING, KEY, PUPILS, STAFF_HEADING
from tests.web.conftest import PASSWORD, client_of
from tests.web.test_district_import import BAD, LOST, table

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from tests.web.browser import Watch
    from tests.web.pages import SchoolClient

CLERK, ACT, OWN_WORDS = "гаджиева", "Сферум-2023", "речка мел глобус 7"
HEADS = ("Асильдерова Саида Гаджиевна", "Фомина Галина Павловна", "Пак Денис Олегович")
TEACHER = "Ким Светлана Юрьевна"


@dataclass
class Day:
    """What the steps share: the browser at the office's desk, and what an earlier step has left for a later one."""

    page: Page
    watch: Watch
    app: Flask
    folder: Path
    slips: dict[str, str] = field(default_factory=dict)  # login → one-time password

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.watch.check()

    def sign_in(self, login: str, password: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/sign-in")
        self.page.get_by_label("Имя для входа").fill(login)
        self.page.get_by_label("Пароль").fill(password)
        self.page.get_by_role("button", name="Войти").click()


def test_a_district_s_day(page: Page, watch: Watch, app: Flask, bare: SchoolClient, tmp_path: Path) -> None:
    assert bare
    day = Day(page, watch, app, tmp_path)
    begin_an_office(day)
    add_schools(day)
    bring_schools_in_from_tables(day)
    let_their_people_in(day)
    give_the_act(day)
    make_drafts_and_mend_one_that_failed(day)
    look_at_the_schools(day)
    remind_the_schools(day)
    a_school_signs_in(day)


def begin_an_office(day: Day) -> None:
    """The first person says that this is an office; its data lead to its schools."""
    page = day.page
    day.open("/")
    page.get_by_label("Код установки").fill(setup_code(Path(day.app.instance_path)))
    page.get_by_label("В управлении образования").check()
    page.get_by_label("Фамилия, имя, отчество").fill("Гаджиева Амина Руслановна")
    page.get_by_label("Имя для входа").fill(CLERK)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_label("Ещё раз, чтобы не ошибиться").fill(PASSWORD)
    page.get_by_role("button", name="Начать работу").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Акты в организациях района")
    day.watch.check()
    page.get_by_role("link", name="Заполнить данные управления").click()
    for name, text in (
        ("inn", "9900000176"), ("full_name", "Управление образования Верхнереченского района"),
        ("short_name", "Управление образования"), ("place", "с. Верхнереченское"),
        ("head-post", "начальник"),
    ):  # fmt: skip
        page.locator(f"[name='{name}']").fill(text)
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Организации района")
    day.watch.check()


def add_schools(day: Day) -> None:
    """By hand; a table brings the others."""
    for name, inn in zip(NAMES, INNS, strict=True):
        day.open("/district/schools/new")
        for field_name, text in (("inn", inn), ("full_name", name), ("short_name", name), ("place", "с. Ключевое")):
            day.page.locator(f"[name='{field_name}']").fill(text)
        day.page.get_by_role("button", name="Добавить").click()
        expect(day.page.get_by_role("status").first).to_contain_text("организация добавлена")
    day.open("/district/")
    expect(day.page.locator("table.listing tbody tr")).to_have_count(len(NAMES))


def bring_schools_in_from_tables(day: Day) -> None:
    """A list with a bad ИНН and a worker of nowhere: all faults at once, and nothing is written before it is said."""
    page = day.page
    day.open("/district/import")
    files = {"Организации.csv": table(HEADING, BAD), "Работники.csv": table(STAFF_HEADING, *PUPILS[:2], LOST)}
    for name, data in files.items():
        (day.folder / name).write_bytes(data)
    page.get_by_label("Файлы XLSX").set_input_files([day.folder / name for name in files])
    page.get_by_role("button", name="Прочитать").click()
    expect(page.get_by_text("не сходится по контрольной цифре")).to_be_visible()
    day.watch.check()
    page.get_by_label("Организации «Берёзка» нет в списке").select_option(label=KEY[2])
    page.get_by_role("button", name="Показать, что запишется").click()
    expect(page.get_by_role("heading", name="Новые: 1")).to_be_visible()
    day.watch.check()
    page.get_by_role("button", name="Записать").click()
    expect(page.get_by_text("1 новая организация, в них 3 работника")).to_be_visible()
    day.open("/district/import")
    page.get_by_role("button", name="Отменить внесение").click()
    expect(page.get_by_text("Внесение отменено: 1 организация")).to_be_visible()


def let_their_people_in(day: Day) -> None:
    """Slips for all at one press, shown once, saved as a Word file."""
    page = day.page
    day.open("/district/invitations")
    page.get_by_role("button", name="Завести входы и показать листки").click()
    expect(page.locator(".slips-sheet")).to_have_count(len(NAMES))
    day.watch.check()
    logins, passwords = (
        page.locator(f".slip-cut div:has(dt:text-is('{word}')) dd") for word in ("Имя для входа", "Пароль")
    )
    day.slips = dict(zip(logins.all_inner_texts(), passwords.all_inner_texts(), strict=True))
    with page.expect_download() as got:
        page.get_by_role("button", name="Скачать в Word").click()
    got.value.save_as(day.folder / "листки.docx")
    assert (day.folder / "листки.docx").read_bytes().startswith(b"PK")
    page.goto("/district/invitations")
    expect(page.get_by_label("Всем, у кого ещё нет входа: 0")).to_be_disabled()


def give_the_act(day: Day) -> None:
    """The act is given to all schools at once."""
    page = day.page
    day.open("/district/giving")
    page.get_by_role("link", name=re.compile(ACT)).first.click()
    day.watch.check()
    page.get_by_label("всем, кто подходит под отбор").check()
    page.get_by_role("button", name="Назначить", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text(str(len(NAMES)))
    day.watch.check()


def bring_in(day: Day, *places: int) -> None:
    """The head and a worker of some of the schools, from tables; posts that no role of the act names."""
    page = day.page
    rows = [
        ("1", NAMES[place], NAMES[place], INNS[place], "с. Ключевое", "", HEADS[place], "директор") for place in places
    ]
    people = [(HEADS[place], "директор") for place in places] + [(TEACHER, "учитель химии")] * len(places)
    staff = [("1", NAMES[place], *person, "") for place, person in zip([*places, *places], people, strict=True)]
    files = {"Школы.csv": table(HEADING, *rows), "Люди.csv": table(STAFF_HEADING, *staff)}
    for name, data in files.items():
        (day.folder / name).write_bytes(data)
    page.get_by_label("Файлы XLSX").set_input_files([day.folder / name for name in files])
    page.get_by_role("button", name="Прочитать").click()
    page.get_by_role("button", name="Показать, что запишется").click()
    page.get_by_role("button", name="Записать").click()
    expect(page.get_by_role("status").first).to_contain_text(f"изменено {len(places)}")


def run_the_job(day: Day, told: str) -> None:
    """What a worker does beside the pages; then the page of the job tells how it stands."""
    with day.app.app_context():
        run_job(int(day.page.url.rpartition("/")[2]))
    day.page.reload()
    expect(day.page.locator("#job-counts")).to_have_text(told)
    day.watch.check()


def make_drafts_and_mend_one_that_failed(day: Day) -> None:
    """A dry run, the making with one school that lacks its people, those brought in, the rest made, an archive."""
    page = day.page
    day.open("/district/import")
    bring_in(day, 0, 1)
    day.open("/district/bulk/")
    expect(page.get_by_label("Где ответственные не выбраны")).to_be_checked()
    page.locator("[name=date]").fill("2023-10-16")
    page.get_by_role("button", name="Проверить, чего не хватает").click()
    run_the_job(day, "Всё есть у 2 из 3. Не хватает: 1.")
    page.get_by_role("link", name="Открыть те же настройки и составить").click()
    page.get_by_role("button", name="Составить черновики").click()
    run_the_job(day, "Сделано 2 из 3. Не удалось: 1.")
    job = page.url
    page.get_by_role("link", name="Исправить").first.click()
    bring_in(day, 2)
    day.open(job)
    page.get_by_role("button", name="Повторить всё, что не удалось: 1").click()
    run_the_job(day, "Сделано 3 из 3.")
    with page.expect_download() as got:
        page.get_by_role("link", name="Скачать архив").click()
    with ZipFile(got.value.path()) as archive:
        assert len({name.partition("/")[0] for name in archive.namelist() if "/" in name}) == len(NAMES)


def look_at_the_schools(day: Day) -> None:
    """The matrix, and from there a school as its own page tells it."""
    page = day.page
    day.open("/district/")
    page.get_by_role("navigation", name="Разделы района").get_by_role("link", name="Исполнение").click()
    expect(page.get_by_role("main")).to_contain_text(ACT)
    day.watch.check()
    go_through_the_matrix_by_keys(day)
    day.open("/district/")
    page.get_by_role("link", name=NAMES[0]).click()
    page.get_by_role("main").get_by_role("link", name=re.compile(ACT)).first.click()
    expect(page.locator("ol.clauses > li").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("нет документа")
    day.watch.check()


def go_through_the_matrix_by_keys(day: Day) -> None:
    """Arrows go from cell to cell, the whole table is one stop of Tab; Enter leads to the clause of the school."""
    page, links = day.page, day.page.locator("#matrix tbody a")
    expect(page.locator("#matrix tbody a[tabindex='0']")).to_have_count(1)
    links.first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    row = page.locator("#matrix tbody tr").nth(2)
    expect(row.locator("td a").first).to_be_focused()
    expect(page.locator("#matrix tbody a[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("ol.clauses > li").first).to_be_visible()


def remind_the_schools(day: Day) -> None:
    """The matrix as a paper, and a letter to each school at one press; a second press reminds nobody twice."""
    page = day.page
    day.open("/district/papers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Документы района")
    day.watch.check()
    page.get_by_role("row", name=re.compile("Отчёт об исполнении")).get_by_role("button").click()
    expect(page.get_by_role("status").first).to_contain_text("Документ составлен")
    day.open("/district/papers")
    for told in (f"Составлено: {len(NAMES)}", "уже напоминали"):
        page.get_by_role("button", name="Составить письма").click()
        expect(page.get_by_role("status").first).to_contain_text(told)
    expect(page.get_by_role("region", name="Письма-напоминания").locator("tbody tr")).to_have_count(len(NAMES))
    day.watch.check()


def a_school_signs_in(day: Day) -> None:
    """With its slip; it sees itself alone, and nothing of the district."""
    page, (login, password) = day.page, next(iter(day.slips.items()))
    day.sign_in(login, password)
    page.get_by_label("Нынешний пароль").fill(password)
    page.get_by_label("Новый пароль", exact=True).fill(OWN_WORDS)
    page.get_by_label("Ещё раз, чтобы не ошибиться").fill(OWN_WORDS)
    page.get_by_role("button", name=re.compile("Сменить|Сохранить")).click()
    expect(page.locator("nav.sections")).not_to_contain_text("Район")
    page.goto("/documents")
    expect(page.get_by_role("main")).to_contain_text("черновиков составил не ваш работник")
    day.watch.check()
    assert client_of(day.app, login, OWN_WORDS).get("/district/").status_code == 403
    day.sign_in(CLERK, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Организации района")
    expect(page.locator("table.listing")).to_contain_text("входят: 1 из 1")
