"""Bodies of a district come in by pages: files read, what was understood mended, what comes of it written once."""

import io
import zipfile

from flask import Flask
from werkzeug.datastructures import MultiDict
from xlsxwriter import Workbook

from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import Role
from tests.district import NAMES, District, login_of
from tests.schools.district_lists.books import GARDEN, HEADING, INNS, KEY, PUPILS, STAFF_HEADING
from tests.schools.district_lists.test_gold_faults import FILES as GOLD_FILES
from tests.schools.district_lists.test_gold_faults import GOLD
from tests.web.conftest import client_of
from tests.web.pages import Page, SchoolClient

IMPORT = "/district/import"
BAD = (*KEY[:3], "0598101379", *KEY[4:])
LOST = ("4", "Берёзка", "Ли Олег Петрович", "повар", "")


def table(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(";".join(row) for row in rows).encode()


ORGS, PEOPLE = table(HEADING, KEY, GARDEN), table(STAFF_HEADING, *PUPILS)
FILES = (("Организации.csv", ORGS), ("Работники.csv", PEOPLE))


def packed(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def bring(client: SchoolClient, *files: tuple[str, bytes]) -> Page:
    page = client.page(IMPORT)
    data = MultiDict(page.values(page.form_to(IMPORT)))
    chosen = [("files", (io.BytesIO(content), name)) for name, content in files]
    sent = MultiDict([*data.items(multi=True), *chosen])
    return Page(client.post(IMPORT, data=sent, content_type="multipart/form-data", follow_redirects=True))


def workbook(book: TableBook) -> bytes:
    """A workbook as Excel keeps it, each row where it stands."""
    target = io.BytesIO()
    with Workbook(target) as made:
        for sheet in book.sheets:
            page = made.add_worksheet(sheet.name)
            for row in sheet.rows:
                page.write_row(row.number - 1, 0, row.cells)
    return target.getvalue()


def press(client: SchoolClient, page: Page, action: str = "", **changes: object) -> Page:
    path = page.response.request.path
    return client.send(path, page.values(page.form_to(path)), dict(changes), action=action)


def a_clerk(app: Flask, district: District) -> SchoolClient:
    return client_of(app, login_of(district.office, Role.DISTRICT))


def named(app: Flask, district: District) -> dict[str, int]:
    with app.app_context():
        return {body.short_name: body.id for body in schools_in_scope(district.office)}


def test_from_files_to_bodies_with_their_staff(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    page = bring(clerk, ("район.zip", packed(*FILES, ("папка/фото.jpg", b"\xff\xd8\xff\xe0"))))
    assert "фото.jpg: это не таблица" in page.text
    assert "Понято: 2 организации, 3 работника" in page.main
    page = press(clerk, page, "next")
    assert "Новые: 2" in page.main
    assert "ИНН 0598101378; Асильдерова Саида Гаджиевна, директор; 2 работника" in page.main
    assert not named(app, district).keys() - {*NAMES}, "nothing is written yet"
    page = press(clerk, page)
    assert "Записано: 2 новые организации, в них 3 работника." in page.text
    assert named(app, district).keys() == {*NAMES, KEY[2], GARDEN[2]}
    page = press(clerk, bring(clerk, *FILES), "next")
    assert "Всё, что есть в файлах, уже записано" in page.main
    page = clerk.send(f"{IMPORT}/1/undo", clerk.page(IMPORT).values(clerk.page(IMPORT).form_to(f"{IMPORT}/1/undo")), {})
    assert "Внесение отменено: 2 организации" in page.text
    assert named(app, district).keys() == set(NAMES)
    again = clerk.send(f"{IMPORT}/1/undo", MultiDict({"csrf_token": page.values()["csrf_token"]}), {})
    assert "уже отменено" in again.text


def test_a_fault_stands_at_its_cell_a_question_is_answered_and_remembered(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    files = ("Организации.csv", table(HEADING, BAD, GARDEN)), ("Работники.csv", table(STAFF_HEADING, *PUPILS, LOST))
    page = bring(clerk, *files)
    assert "ИНН 0598101379 не сходится по контрольной цифре" in page.main
    assert "Организации.csv, D2" in page.main
    assert "Организации «Берёзка» нет в списке" in page.main
    told = clerk.get(f"{page.response.request.path}/findings.csv").text
    assert "Организации.csv;;D2;ошибка" in told
    assert "Работники.csv;;B5;вопрос" in told or "Работники.csv;;B5;ошибка" in told
    (field,) = page.root.xpath("//select[starts-with(@name, 'q-')]/@name")
    page = press(clerk, page, "apply", **{field: f"i{INNS[1]}"})
    assert "Вопросов без ответа: 0" in page.main
    page = press(clerk, press(clerk, page, "next"))
    with app.app_context():
        garden = find_school(named(app, district)[GARDEN[2]])
    assert garden is not None
    assert [person.last for person in garden.staff] == ["Фомина", "Ли"]
    remembered = clerk.page(IMPORT).main
    assert f"Берёзка — {GARDEN[2]}" in remembered
    assert "Вопросов без ответа: 0" in bring(clerk, *files).main
    page = clerk.page(IMPORT)
    form = page.form_to(f"{IMPORT}/forget/district-names")
    assert "Забыто" in clerk.send(f"{IMPORT}/forget/district-names", page.values(form), {}).text
    assert "Вопросов без ответа: 1" in bring(clerk, *files).main


def test_every_gold_fault_is_on_the_page_at_its_cell(app: Flask, district: District) -> None:
    page = bring(a_clerk(app, district), *((name, workbook(book)) for name, book in GOLD_FILES))
    matters = page.root.xpath("//*[@id='questions' or @id='error']//*[*[@class='hint']]")
    told = {each.xpath("string(*[@class='hint'])"): " ".join(each.text_content().split()) for each in matters}
    at_cells = {(place.partition(",")[0], place.rpartition(", ")[2]): words for place, words in told.items()}
    assert at_cells.keys() == GOLD.keys()
    for cell, (_level, body, words) in GOLD.items():
        assert at_cells[cell].startswith(body)
        assert words in at_cells[cell]


def test_a_column_said_otherwise_and_a_body_left_out(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    page = bring(clerk, *FILES)
    (phone,) = page.root.xpath("//select[option[@selected and @value='phone']][starts-with(@name, 'c-')]/@name")[:1]
    page = press(clerk, page, "next", **{phone: ""})
    (left,) = page.root.xpath("//input[@name='left']/@value")[1:]
    page = press(clerk, page, left=left)
    assert "1 новая организация" in page.text
    with app.app_context():
        school = find_school(named(app, district)[KEY[2]])
    assert school is not None
    assert school.requisites.phone == ""


def test_what_a_school_changed_itself_is_shown_and_stays(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    mine = (*KEY[:2], NAMES[0], "9900000105", *KEY[4:])  # a school that came of itself: nothing was imported before
    page = press(clerk, bring(clerk, ("Организации.csv", table(HEADING, mine))), "next")
    assert "Изменится: 1" in page.main
    assert "взять из файла" in page.main
    (place,) = page.root.xpath("//li[contains(., 'место издания')]//input[@name='take']/@value")
    press(clerk, page, take=place)
    with app.app_context():
        school = find_school(district.schools[0])
    assert school is not None
    assert school.requisites.place == KEY[4], "said to be taken"
    assert school.requisites.phone == KEY[5], "where nothing stood it is taken by itself"
    assert school.head is not None
    assert school.head.person.full_name != KEY[6], "nobody said so"


def test_two_clerks_at_once_write_once_and_see_only_their_own_files(app: Flask, district: District) -> None:
    first, second = a_clerk(app, district), client_of(app, login_of(district.office))
    pages = [press(clerk, bring(clerk, *FILES), "next") for clerk in (first, second)]
    assert "Записано" in press(first, pages[0]).text
    refused = press(second, pages[1])
    assert "организации изменились или файлы прочитаны иначе" in refused.text
    assert "Уже записано так же: 2" in refused.main
    assert len(named(app, district)) == len(NAMES) + 2
    assert first.get(pages[1].response.request.path).status_code == 303, "another clerk's files"
    other = client_of(app, login_of(district.other_office, Role.DISTRICT))
    for path in (f"{IMPORT}/1", f"{IMPORT}/2/changes", f"{IMPORT}/2/findings.csv"):
        assert other.get(path).status_code == 303
    again = press(first, pages[0])
    assert "уже внесены" in again.text


def test_no_file_a_bomb_and_an_archive_in_an_archive_are_told(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    assert "Файл не выбран" in " ".join(bring(clerk).faults)
    bomb = packed(("пусто.csv", b"0" * (300 * 1024 * 1024)))
    assert "слишком много данных" in bring(clerk, ("бомба.zip", bomb)).text
    nested = bring(clerk, ("внешний.zip", packed(("внутри.zip", packed(*FILES)))))
    assert "Архив внутри архива не взят" in nested.text
    damaged = bring(clerk, ("плохой.zip", packed(*FILES)[:200]))
    assert "плохой.zip" in damaged.text


def test_archives_of_one_upload_are_bounded_together(app: Flask, district: District) -> None:
    clerk = a_clerk(app, district)
    whole, much = packed(*FILES), packed(*((f"{place}.csv", b"0" * (4 << 20)) for place in range(15)))
    page = bring(clerk, ("много.zip", much), ("ещё.zip", much), ("район.zip", whole))
    assert page.text.count("слишком много данных") == 1
    assert "Ключевская" in page.text, "what there is room for is read"
