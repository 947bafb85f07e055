"""The district's sheet comes in by pages: read, its tables confirmed, what will change shown, written."""

import io
from datetime import date

from flask import Flask
from werkzeug.datastructures import MultiDict

from sferum_docs.indicators.series import Value
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.packs.choose import school_pack
from tests.web.pages import ACT, Page, SchoolClient

IMPORT = f"{ACT}/indicators/import"
OWN, OTHER, THIRD = "МКОУ «Ключевская СОШ»", "МКОУ «Верхнереченская СОШ № 1»", "МКОУ «Заречная ООШ»"
HEAD = "№;Организация;Учителей всего;Учителей зарегистрировано в Сферум;Учителя, создавшие чаты"
WEEKS = ("16.10.2023–22.10.2023", "23.10.2023–29.10.2023")


def sheet(week: str, *rows: str, head: str = HEAD) -> bytes:
    return "\n".join([f"Сферум. Неделя {week}", head, *rows, "Итого;;100;50;20"]).encode()


def own(teachers: int | str = 14, chats: int | str = 6, base: int = 31) -> str:
    return f"2;{OWN};{base};{teachers};{chats}"


OTHERS = (f"1;{OTHER};29;20;9", f"3;{THIRD};12;8;4")
FIRST, SECOND = sheet(WEEKS[0], *OTHERS, own()), sheet(WEEKS[1], *OTHERS, own(16, 7))


def bring(client: SchoolClient, *files: bytes | tuple[str, bytes]) -> Page:
    """Chooses files and presses «Прочитать»."""
    named = [each if isinstance(each, tuple) else (f"свод {at}.csv", each) for at, each in enumerate(files, 1)]
    data = MultiDict(client.page(IMPORT).values(client.page(IMPORT).form_to(IMPORT)))
    chosen = [("files", (io.BytesIO(content), name)) for name, content in named]
    sent = MultiDict([*data.items(multi=True), ("action", "files"), *chosen])
    return Page(client.post(IMPORT, data=sent, content_type="multipart/form-data", follow_redirects=True))


def onward(client: SchoolClient, page: Page, action: str = "next", **changes: object) -> Page:
    """Presses a button of the page of tables."""
    path = page.response.request.path
    return client.send(path, page.values(page.form_to(path)), dict(changes), action=action)


def write(client: SchoolClient, page: Page, **answers: object) -> Page:
    """Presses «Записать»."""
    path = page.response.request.path
    return client.send(path, page.values(page.form_to(path)), dict(answers))


def kept(app: Flask) -> dict[tuple[str, str], str]:
    """Indicator and Monday → what is kept, its cell beside."""
    with app.app_context():
        found = figures_of(1, school_pack(1, "sferum-2023", date(2026, 11, 28))).values
        return {(each.indicator, f"{each.week:%d.%m}"): _told(each) for each in found}


def _told(value: Value) -> str:
    amount = "нет" if value.amount is None else f"{value.amount}"
    return f"{amount}/{value.base} {value.source.file} {value.source.cell}"


def matter(page: Page, number: int = 0) -> str:
    """The name of a question of the page."""
    return str(page.root.xpath("//fieldset[contains(@class, 'import-matter')]/@id")[number])


def test_a_sheet_is_confirmed_once_and_the_next_takes_three_clicks(client: SchoolClient, app: Flask) -> None:
    tables = bring(client, FIRST)
    assert "Шаг 1 из 2" in tables.main
    assert kept(app) == {}
    changes = onward(client, tables)
    assert "Новых: 2 ." in changes.main
    assert kept(app) == {}
    done = write(client, changes)
    assert "Записано: новых значений 2; 1 неделя." in done.text
    assert kept(app) == {("I2", "16.10"): "14/31 свод 1.csv D5", ("I3", "16.10"): "6/31 свод 1.csv E5"}
    following = bring(client, ("свод на 29.csv", SECOND))  # the same heading: no page of tables
    assert "Шаг 2 из 2" in following.main
    write(client, following)
    assert kept(app)["I2", "23.10"] == "16/31 свод на 29.csv D5"
