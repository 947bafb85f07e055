"""The district's sheet comes in by pages: read, its tables confirmed, what will change shown, written."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from sferum_docs.indicators.series import Value
from sferum_docs.services.indicators.figures import figures_of, history_of
from sferum_docs.services.indicators.imports import uploads
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.packs.acts import close_act
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import db
from sferum_docs.store.rows import IndicatorUploadRow
from tests.builders import BY
from tests.indicators.made import book
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

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


def test_pasted_rows_come_in_as_a_file_does(client: SchoolClient, app: Flask) -> None:
    rows = FIRST.decode().replace(";", "\t")
    write(client, onward(client, client.fill(IMPORT, {"text": rows}, action="paste")))
    assert kept(app)["I2", "16.10"] == "14/31 вставленные строки D5"


def test_the_same_file_again_changes_nothing(client: SchoolClient, app: Flask) -> None:
    write(client, onward(client, bring(client, FIRST)))
    before = kept(app)
    again = bring(client, FIRST)
    assert "уже записано: ничего не изменится" in again.main
    assert "Новых значений нет" in write(client, again).text
    assert kept(app) == before


def test_another_number_for_a_week_is_asked_about_with_both_cells(client: SchoolClient, app: Flask) -> None:
    write(client, onward(client, bring(client, FIRST)))
    page = bring(client, ("исправленный.csv", sheet(WEEKS[0], own(15), *OTHERS)))
    asked = " ".join(page.root.xpath("//fieldset[contains(@class, 'import-matter')]")[0].text_content().split())
    assert "15 (исправленный.csv, D3)" in asked
    assert "записано 14 (свод 1.csv, D5" in asked
    unanswered = write(client, page)
    assert "Новых значений нет" in unanswered.text
    assert kept(app)["I2", "16.10"].startswith("14/31 свод 1.csv")
    page = bring(client, ("исправленный.csv", sheet(WEEKS[0], own(15), *OTHERS)))
    write(client, page, **{matter(page): "replace"})
    assert kept(app)["I2", "16.10"] == "15/31 исправленный.csv D3"
    with app.app_context():
        versions = history_of(1, school_pack(1, "sferum-2023", date(2026, 11, 28)), date(2023, 10, 16))["I2"]
    assert [f"{each.amount} {each.source.cell}" for each in versions] == ["14 D5", "15 D3"]
    assert versions[-1].reason == "в файле: исправленный.csv, ячейка D3"


def test_a_refused_answer_keeps_the_others(client: SchoolClient, app: Flask) -> None:
    page = onward(client, bring(client, sheet(WEEKS[0], own(44, 33), *OTHERS)))
    first, second = matter(page), matter(page, 1)
    refused = write(client, page, **{first: "mend", f"{first}-0": "много", second: "blank"})
    assert "«много» не подходит" in refused.beside(f"{first}-0")
    sent = refused.values(refused.form_to(f"{IMPORT}/1/changes"))
    assert (sent[first], sent[f"{first}-0"], sent[second]) == ("mend", "много", "blank")
    assert kept(app) == {}
    write(client, refused, **{f"{first}-0": "14"})
    assert {key: value.partition("/")[0] for key, value in kept(app).items()} == {
        ("I2", "16.10"): "14", ("I3", "16.10"): "нет",
    }  # fmt: skip


def test_a_column_is_mended_and_what_follows_is_shown_before_anything_is_written(
    client: SchoolClient, app: Flask
) -> None:
    head = "№;Организация;Учителей всего;Учителей зарегистрировано в Сферум;Новый столбец"
    page = bring(client, sheet(WEEKS[0], own(), *OTHERS, head=head))
    (field,) = [
        str(select.get("name"))
        for select in page.root.xpath("//select")
        if "Новый столбец" in page.root.xpath(f"//label[@for='{select.get('id')}']")[0].text_content()
    ]
    applied = onward(client, page, "apply", **{field: "indicator|I3|people"})
    assert "Шаг 1 из 2" in applied.main
    assert applied.root.xpath("//section[@id='read']//td/text()").count("6") == 1
    write(client, onward(client, applied))
    assert kept(app)["I3", "16.10"] == "6/31 свод 1.csv E3"
    write(client, bring(client, sheet(WEEKS[1], own(16, 8), *OTHERS, head=head)))
    assert kept(app)["I3", "23.10"] == "8/31 свод 1.csv E3", "the mended heading is remembered"


def test_a_row_written_otherwise_is_asked_about_once(client: SchoolClient, app: Flask) -> None:
    page = bring(client, sheet(WEEKS[0], *OTHERS, "2;Центр образования «Родник»;31;14;6"))
    assert "Строки вашей организации программа не нашла" in page.main
    write(client, onward(client, page, own=["Центр образования «Родник»"]))
    assert kept(app)["I2", "16.10"] == "14/31 свод 1.csv D5"
    following = bring(client, sheet(WEEKS[1], *OTHERS, "2;Центр образования «Родник»;31;16;7"))
    assert "Шаг 2 из 2" in following.main


def test_the_week_of_a_table_can_be_said(client: SchoolClient, app: Flask) -> None:
    page = bring(client, "\n".join([HEAD, own(), *OTHERS]).encode())
    assert "неделя не сказана" in page.main
    for wrong in ("вчера", "31.12.9999"):
        refused = onward(client, page, **{"week-0": wrong})
        assert f"«{wrong}» — не дата недели показателей" in " ".join(refused.faults)
    write(client, onward(client, page, **{"week-0": "2023-10-18"}))
    assert kept(app)["I2", "16.10"] == "14/31 свод 1.csv D2"


def test_a_week_that_has_not_begun_is_moved_where_it_belongs(client: SchoolClient, app: Flask) -> None:
    page = onward(client, bring(client, sheet("19.10.2099–25.10.2099", own(), *OTHERS)))
    assert "ещё не началась" in page.main
    moved = write(client, page, **{matter(page): "move", f"{matter(page)}-day": "2023-10-20"})
    assert "Неделя исправлена, ничего ещё не записано" in " ".join(moved.faults)
    assert kept(app) == {}
    write(client, moved)
    assert kept(app)["I2", "16.10"].startswith("14/31")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("пусто.csv", b"", "Файл пуст"),
        ("скан.pdf", b"%PDF-1.4\n%%EOF", "Это не таблица"),
        ("письмо.docx", b"PK\x03\x04 broken", "повреждён"),
        ("сотрудники.csv", "ФИО;Должность\nКим О. Ю.;учитель\n".encode(), "Искали таблицу"),
        (
            "стаж.csv",
            f"ФИО;Место работы;Стаж\nКим О. Ю.;{OWN};5\nЦой А. А.;{OWN};7\nПак Д. Д.;{OWN};9\n".encode(),
            "Нашли",
        ),
        ("журнал.csv", "№;Дата;Заголовок\n1-ОД;09.01.2019;О режиме\n".encode(), "Нашли: №; Дата; Заголовок"),
    ],
)
def test_what_is_no_sheet_of_indicators_says_what_was_looked_for_and_found(
    client: SchoolClient, app: Flask, name: str, data: bytes, told: str
) -> None:
    page = bring(client, (name, data))
    assert told in " ".join(page.faults)
    assert name in " ".join(page.faults)
    assert "Не закончено" not in client.page(IMPORT).main
    assert kept(app) == {}


def test_one_bad_file_among_several_is_told_and_the_others_are_read(client: SchoolClient) -> None:
    page = bring(client, ("скан.pdf", b"%PDF-1.4\n%%EOF"), ("свод.csv", FIRST))
    assert "Шаг 1 из 2: свод.csv" in page.main
    assert "скан.pdf" in page.text


def test_a_sheet_of_another_act_is_known_as_such(client: SchoolClient) -> None:
    head = "Организация;Работники, зарегистрированные в МАХ, %;Родители в чатах классов, %"
    page = bring(client, "\n".join(["МАХ. Неделя 05.10.2026–11.10.2026", head, f"{OWN};84,1;47"]).encode())
    assert "сводка по другому акту" in " ".join(page.faults)


def test_two_people_who_bring_one_file_keep_it_once(client: SchoolClient, app: Flask) -> None:
    colleague = a_user(app, Role.SECRETARY)
    mine, hers = (onward(who, bring(who, FIRST)) for who in (client, colleague))
    write(client, mine)
    before = kept(app)
    told = write(colleague, hers)
    assert "показатели школы изменились" in " ".join(told.faults)
    assert "уже записано: ничего не изменится" in told.main
    write(colleague, told)
    assert kept(app) == before


def test_what_was_begun_is_seen_by_its_person_alone_and_can_be_thrown_away(client: SchoolClient, app: Flask) -> None:
    bring(client, FIRST)
    colleague = a_user(app, Role.SECRETARY)
    assert "Этих файлов здесь больше нет" in colleague.page(f"{IMPORT}/1/changes").text
    assert "Не закончено" not in colleague.page(IMPORT).main
    mine = client.page(IMPORT)
    assert "Продолжить" in mine.main
    assert "ничего не записано" in client.send(f"{IMPORT}/1/drop", mine.values(mine.form_to(f"{IMPORT}/1/drop"))).text
    assert "Не закончено" not in client.page(IMPORT).main


def test_a_whole_import_is_taken_back_while_nothing_came_after(client: SchoolClient, app: Flask) -> None:
    write(client, onward(client, bring(client, FIRST)))
    page = bring(client, ("б.csv", sheet(WEEKS[0], own(15, 6), *OTHERS)))
    write(client, page, **{matter(page): "replace"})
    undone = "".join(undo(client, number).text for number in (1, 2))
    assert "Отменить нельзя: значения из этого файла с тех пор изменены" in undone
    assert "Внесение отменено: 1 значение" in undone.replace("\u00a0", " ")
    assert kept(app)["I2", "16.10"] == "14/31 свод 1.csv D5"


def undo(client: SchoolClient, number: int) -> Page:
    page, path = client.page(IMPORT), f"{IMPORT}/{number}/undo"
    return client.send(path, page.values(page.form_to(path)))


def test_what_is_remembered_is_seen_and_forgotten(client: SchoolClient) -> None:
    write(client, onward(client, bring(client, FIRST)))
    page = client.page(IMPORT)
    assert "Учителя, создавшие чаты — Учителя, создавшие групповые чаты, чел." in page.main
    (path,) = page.root.xpath("//form/@action[contains(., '/forget/')]")
    for _press in range(2):
        assert "Забыто" in client.send(path, page.values(page.form_to(path))).text
    assert "Шаг 1 из 2" in bring(client, SECOND).main


def test_nothing_comes_in_under_an_act_that_has_ended(client: SchoolClient, app: Flask) -> None:
    page = onward(client, bring(client, FIRST))
    with app.app_context():
        close_act(1, "sferum-2023", BY)
    told = write(client, page)
    assert "Работа по акту" in told.text
    assert kept(app) == {}
    front = client.page(IMPORT)
    assert "Показатели по этому акту больше не вносят." in front.main
    assert not front.root.xpath("//input[@type='file']")
    assert client.page(f"{ACT}/indicators").root.xpath("//a[normalize-space()='Числа и их история']")


def test_a_workbook_of_many_sheets_comes_in_whole(client: SchoolClient, app: Flask) -> None:
    head = HEAD.split(";")
    rows = [head, ["1", OTHER, 29, 20, 9], ["2", OWN, 31, 14, 6]]
    days = [date.fromordinal(date(2023, 10, 16).toordinal() + 7 * at) for at in range(12)]
    sheets = {f"{day:%d.%m}–{date.fromordinal(day.toordinal() + 6):%d.%m.%Y}": rows for day in days}
    write(client, onward(client, bring(client, ("год.xlsx", book(sheets)))))
    assert len(kept(app)) == 24


def test_a_corrected_number_is_not_asked_about_when_its_file_comes_again(client: SchoolClient) -> None:
    write(client, onward(client, bring(client, FIRST)))
    mended = ("исправление.csv", sheet(WEEKS[0], own(15), *OTHERS))
    page = bring(client, mended)
    write(client, page, **{matter(page): "replace"})
    assert "ничего не изменится" in bring(client, FIRST).main
    undo(client, 2)
    assert matter(bring(client, mended)), "what was taken back may come in again"


def test_weeks_that_are_counted_and_what_a_long_list_calls_an_indicator_are_told_by_a_person(
    client: SchoolClient, app: Flask
) -> None:
    head = "Неделя;Организация;Показатель;Значение"
    rows = [f"2 неделя;{OWN};Учителя, создавшие групповые чаты;6", f"2 неделя;{OWN};Активность педагогов;14"]
    page = bring(client, "\n".join(["Сферум", head, *rows, f"2 неделя;{OTHER};Активность педагогов;9"]).encode())
    assert "С какого дня идёт первая неделя?" in page.main
    assert "Показатель «Активность педагогов»" in page.main
    page = onward(client, page, "apply", **{"first-week": "2023-10-16", "listed-0": "I2"})
    write(client, onward(client, page))
    assert kept(app) == {("I2", "23.10"): "14/None свод 1.csv D4", ("I3", "23.10"): "6/None свод 1.csv D3"}


def test_schools_that_stand_in_columns_are_shown_turned(client: SchoolClient, app: Flask) -> None:
    rows = [
        f"Показатель;{OTHER};{OWN};{THIRD}", "Учителей всего;29;31;12", "Учителей зарегистрировано в Сферум;20;14;8",
        "Учителя, создавшие чаты;9;6;4",
    ]  # fmt: skip
    page = bring(client, "\n".join([f"Сферум. Неделя {WEEKS[0]}", *rows]).encode())
    assert "здесь таблица повёрнута" in page.main
    write(client, onward(client, page))
    assert kept(app)["I2", "16.10"].endswith("свод 1.csv C4")


def test_a_heading_that_says_nothing_known_is_told_by_a_person(client: SchoolClient, app: Flask) -> None:
    def lines(week: str, *rows: str) -> bytes:
        return "\n".join([f"Мониторинг. Неделя {week}", "№;Кто;П1;П2", *rows]).encode()

    page = bring(client, lines(WEEKS[0], f"1;{OTHER};20;9", f"2;{OWN};14;6", "Итого;;34;15"))
    assert "неясных 2 из 4" in page.main
    fields = [str(name) for name in page.root.xpath("//select[starts-with(@name, 'c-')]/@name")]
    page = onward(client, page, **{fields[2]: "indicator|I2|people", fields[3]: "indicator|I3|people"})
    write(client, page)
    assert kept(app) == {("I2", "16.10"): "14/None свод 1.csv C4", ("I3", "16.10"): "6/None свод 1.csv D4"}
    following = bring(client, lines(WEEKS[1], f"1;{OTHER};20;9", f"2;{OWN};15;7"))
    assert "Шаг 2 из 2" in following.main


def test_two_weeks_that_may_be_meant_are_asked_about_and_neither_is_guessed(client: SchoolClient, app: Flask) -> None:
    data = "\n".join(["Сферум на 23.10.2023", HEAD, own(), *OTHERS]).encode()
    page = bring(client, data)
    assert "Какая неделя верна?" in page.main
    write(client, onward(client, page))
    assert kept(app) == {}
    page = bring(client, data)
    write(client, onward(client, page, **{"week-0": "2023-10-16"}))
    assert kept(app)["I2", "16.10"].startswith("14/31")
    following = bring(client, "\n".join(["Сферум на 30.10.2023", HEAD, own(15), *OTHERS]).encode())
    assert "Шаг 2 из 2" in following.main, "which week a Monday means is said once for a heading"
    write(client, following)
    assert kept(app)["I2", "23.10"].startswith("15/31")


def test_many_weeks_that_differ_from_what_is_kept_are_answered_at_once(client: SchoolClient, app: Flask) -> None:
    write(client, onward(client, bring(client, FIRST, SECOND)))
    other = [sheet(WEEKS[0], own(15), *OTHERS), sheet(WEEKS[1], own(17, 7), *OTHERS)]
    page = bring(client, ("а.csv", other[0]), ("б.csv", other[1]))
    write(client, page, others="replace")
    assert [kept(app)["I2", week].partition("/")[0] for week in ("16.10", "23.10")] == ["15", "17"]


def test_what_is_taken_back_has_the_base_of_before_as_well(client: SchoolClient, app: Flask) -> None:
    typed = [Value("I2", date(2023, 10, 16), Decimal(12)), Value("I3", date(2023, 10, 16), Decimal(6))]
    with app.app_context():
        keep_values(1, school_pack(1, "sferum-2023", date(2026, 11, 28)), typed, BY, today=date(2026, 11, 28))
    page = onward(client, bring(client, FIRST))
    write(client, page, **{matter(page): "replace"})
    assert kept(app)["I3", "16.10"] == "6/31 свод 1.csv E5"
    undo(client, 1)
    assert kept(app) == {("I2", "16.10"): "12/None  ", ("I3", "16.10"): "6/None  "}


def test_more_cells_than_are_read_at_once_are_refused_and_nothing_is_kept(
    client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_CELLS", 40)
    assert "Шаг 1 из 2" in bring(client, FIRST).main
    assert "слишком много ячеек" in bring(client, SECOND, sheet("30.10.2023–05.11.2023", *OTHERS, own())).text
    page = client.page(IMPORT)
    pasted = client.send(IMPORT, page.values(page.form_to(IMPORT)), {"text": "школа\t5\n" * 60}, action="paste")
    assert "слишком много ячеек" in pasted.text
    assert [text for text in client.page(IMPORT).root.xpath("//a/@href") if text.endswith("/import/2")] == []


def test_of_what_was_begun_five_stay_and_none_longer_than_a_day(client: SchoolClient, app: Flask) -> None:
    for number in range(1, 8):
        bring(client, sheet(WEEKS[0], own(number), *OTHERS))
    assert _begun(app) == [3, 4, 5, 6, 7]
    with app.app_context():
        for number in (4, 6):
            db.session.get_one(IndicatorUploadRow, number).at -= timedelta(days=1, minutes=1)
        db.session.commit()
    bring(client, sheet(WEEKS[0], own(8), *OTHERS))
    assert _begun(app) == [3, 5, 7, 8]


def _begun(app: Flask) -> list[int]:
    with app.app_context():
        return sorted(db.session.scalars(select(IndicatorUploadRow.id)))
