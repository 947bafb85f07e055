"""The settings of registers, papers of every register, and texts without end, through the test client."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml.html import HtmlElement
from xlsxwriter import Workbook

from sferum_docs.documents.requests.text_limits import limit_of
from tests.registering import PDF
from tests.web.conftest import Deed
from tests.web.desk import register_one
from tests.web.pages import Page, SchoolClient

SETTINGS = "/register/settings/registers"


def test_a_school_adds_a_register_without_a_programmer_and_enters_a_paper(demonstration: SchoolClient) -> None:
    told = {"title": "Журнал регистрации справок", "short": "Справки", "one": "справка", "kinds": "Справка, выписка"}
    refused = demonstration.fill(f"{SETTINGS}/new", {**told, "kinds": "приказ", "mask": "без номера"})
    assert "уже записываются в журнал" in refused.beside("kinds")
    assert "{номер} должна стоять один раз" in refused.beside("mask")
    kept = demonstration.fill(f"{SETTINGS}/new", {**told, "mask": "С-{номер}"})
    assert "Журнал «Справки» сохранён" in kept.main
    asked = demonstration.page("/register/other?register=S01")
    assert asked.root.xpath("//select[@id='kind']/option/text()") == ["справка", "выписка"]
    assert not asked.root.xpath("//input[@id='sender']")
    entry = demonstration.fill("/register/other?register=S01", {"title": "О стаже", "kind": "выписка"})
    assert "№ С-1" in entry.title
    assert "О стаже" in demonstration.page("/register/S01").main
    assert "есть записи, удалить его нельзя" in state(demonstration, "S01", "delete").main
    assert "Журнал закрыт" in state(demonstration, "S01", "close").main
    assert not demonstration.page("/register").root.xpath("//nav//a[text()='Справки']")
    assert "О стаже" in demonstration.page("/register/S01").main, "a closed register keeps its entries"


def state(client: SchoolClient, book: str, action: str) -> Page:
    values = {"csrf_token": client.page(f"{SETTINGS}/{book}").values()["csrf_token"], "action": action}
    return Page(client.post(f"{SETTINGS}/{book}/state", data=values, follow_redirects=True))


def test_the_columns_of_a_register_are_chosen_named_and_ordered(demonstration: SchoolClient) -> None:
    page = demonstration.page(f"{SETTINGS}/R05")
    fields = {page.root.get_element_by_id(f"columns-{place}-field").getparent(): place for place in range(3)}
    assert fields
    values = page.values()
    places = {values[f"columns-{place}-field"]: place for place in range(18)}
    changes = {
        f"columns-{places['basis']}-place": "", f"columns-{places['person']}-caption": "Ученик",
        f"columns-{places['person']}-place": "1",
        f"columns-{places['number']}-place": "2",
    }  # fmt: skip
    assert "сохранён" in demonstration.send(f"{SETTINGS}/R05", values, changes).main
    demonstration.fill("/register/other?register=R05", {"title": "О зачислении", "person": "Бек Руслан"})
    heads = demonstration.page("/register/R05").root.xpath("//table//thead//th/text()")
    assert heads[0] == "Ученик"
    assert "Основание" not in heads
    wrong = demonstration.fill(f"{SETTINGS}/R05", {f"columns-{places['title']}-place": "вторая"})
    assert any("Место графы" in line for line in wrong.faults)


def test_the_resolution_is_entered_as_what_came_in(demonstration: SchoolClient) -> None:
    told = {
        "title": "О переходе на платформу", "sender": "Администрация района", "sender_number": "262",
        "sender_date": "2023-10-13", "due": "2023-10-20", "act": "sferum-2023", "signed_on": "2023-10-16",
        "sure": "2023-10-16",
    }  # fmt: skip
    page = demonstration.fill("/register/other?register=R03", told)
    assert page.title.startswith("№ 1 от 16.10.2023"), page.faults
    assert "от 13.10.2023 № 262" in page.main
    row = demonstration.page("/register/R03?year=2023").main
    assert "262 от 13.10.2023" in row
    assert "Администрация района" in row


@pytest.mark.parametrize(
    ("day", "told"), [("0026-11-27", "год не из четырёх цифр"), ("27.11.26", "год не из четырёх цифр"),
                      ("0001-01-01", "год не из четырёх цифр"), ("1917-01-01", "слишком давняя")],
)  # fmt: skip
def test_a_year_that_cannot_be_meant_is_refused(demonstration: SchoolClient, day: str, told: str) -> None:
    page = demonstration.fill("/register/other", {"title": "О режиме", "signed_on": day})
    assert told in page.beside("signed_on")


def test_a_typed_1990_is_asked_about_and_written_when_it_is_right(demonstration: SchoolClient) -> None:
    asked = demonstration.fill("/register/other", {"title": "О режиме", "signed_on": "1990-01-09"})
    assert "пока ничего не записано" in asked.beside("signed_on")
    assert "Записей за 1990 год нет" in demonstration.page("/register/R01?year=1990").main
    values = asked.values()
    values["sure"] = "1990-01-09"
    assert "Записано под № 1" in demonstration.send("/register/other", values).main
    values["signed_on"] = "1990-01-10"
    again = demonstration.send("/register/other", values, {"title": "О другом"})
    assert "давно прошла" in again.beside("signed_on"), "the answer is good for its own day only"


def test_the_number_on_the_page_is_that_of_the_day_typed(demonstration: SchoolClient) -> None:
    for year, number in (("2025", "251"), ("2026", "7")):
        page = demonstration.page("/register/settings")
        own = "//form[contains(@action, '/next')][1]//input[@name='csrf_token' or @name='edit_token']"
        sent = {item.get("name"): item.get("value") for item in page.root.xpath(own)}
        values = {**sent, "register": "R01", "year": year, "next": number}
        assert demonstration.post("/register/settings/next", data=values).status_code == 303
    shown = demonstration.get("/register/new/numbers?signed_on=2025-12-31").get_json()
    assert shown["R01"][:2] == ["251", "252"]
    assert demonstration.get("/register/new/numbers?signed_on=2026-01-09").get_json()["R01"][0] == "7"
    values = demonstration.page("/register/new").values()
    first = demonstration.page("/register/new").root.xpath("//input[@name='documents']/@value")[0]
    page = demonstration.send("/register/new", values, {"documents": first, "signed_on": "2025-12-31"}, action="show")
    assert page.root.xpath("string(//*[@data-number][normalize-space()])").strip() == "№ 251"
    page = demonstration.fill("/register/other", {"signed_on": "2025-12-31", "title": "О"}, action="show")
    assert "Получит № 251" in page.main
    assert page.values()["title"] == "О", "what was typed stays"


def texts_of(form: HtmlElement) -> list[tuple[str, int]]:
    """The free texts of a form with the bound each names; one without a bound fails."""
    found = []
    for control in form.xpath(".//input[not(@type) or @type='text' or @type='search'] | .//textarea"):
        assert control.get("maxlength"), f"{control.get('name')} has no bound"
        found.append((control.get("name"), int(control.get("maxlength"))))
    return found


LOOKED_UP = {"link_number", "repealed_by"}  # compared with what is kept, never kept itself
DATA = {"title": "О чём-то", "signed_on": "2023-10-17", "day": "2023-10-18"}
DESK = ["/register/new", "/register/other", "/register/other?register=R02", "/register/other?register=R03",
        "/register/other?register=R04", "/register/settings", f"{SETTINGS}/R01", f"{SETTINGS}/new",
        "/register/entries/1", "/register/entries/2", "/register/entries/2/correct"]  # fmt: skip


def filled(form: HtmlElement) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for control in form.xpath(".//input | .//select | .//textarea"):
        name, kind = control.get("name"), control.get("type")
        if name and kind not in {"file", "submit"} and (kind != "checkbox" or "checked" in control.attrib):
            values[name] = (control.value or "").removeprefix("\n")
    return values


def an_order_and_a_paper(client: SchoolClient) -> None:
    register_one(client)
    client.fill("/register/other", {"title": "О режиме", "signed_on": "2023-10-17", "sure": "2023-10-17"})


@pytest.mark.parametrize("address", DESK)
def test_no_text_of_the_desk_is_without_a_bound(begin_after: Callable[[Deed], SchoolClient], address: str) -> None:
    client = begin_after(an_order_and_a_paper)
    waiting = client.page("/register/new").root.xpath("//input[@name='documents']/@value")
    page = client.page(address)
    forms = page.root.xpath("//main//form[translate(@method, 'POST', 'post') = 'post']")
    assert forms
    for form in forms:
        action = form.get("action") or address
        for name, bound in texts_of(form):
            if name.startswith("sheets") or form.xpath(f".//*[@name='{name}'][@inputmode='numeric']"):
                continue  # digits have bounds of their own
            values = {**filled(form), **DATA, "documents": waiting, name: "ж" * (bound + 1)}
            values |= {item: (io.BytesIO(PDF), "скан.pdf") for item in form.xpath(".//input[@type='file']/@name")}
            answer = Page(client.post(action, data=values, follow_redirects=True))
            if name in LOOKED_UP:
                assert answer.faults, f"{action}: {name}"
            else:
                assert f"Текст длиннее {bound} знаков" in answer.main, f"{action}: {name}"


def test_a_text_as_long_as_allowed_is_kept(demonstration: SchoolClient) -> None:
    title = "ж" * limit_of("title")
    assert title in demonstration.fill("/register/other", {"title": title}).main


def test_an_entry_is_put_right_on_its_page_and_shows_what_stood_there(one_order: SchoolClient) -> None:
    one_order.fill("/register/other", {"title": "О рижиме", "signed_on": "2023-10-17", "sure": "2023-10-17"})
    address = "/register/entries/2/correct"
    assert "Запишите причину" in one_order.fill(address, {"title": "О режиме"}).beside("correction_reason")
    page = one_order.fill(address, {"title": "О режиме", "correction_reason": "опечатка"})
    assert "было «О рижиме», стало «О режиме»" in page.main
    assert "Причина: опечатка" in page.main
    made = one_order.page("/register/entries/1/correct")
    assert "сделан программой" in made.main
    assert "Исправить запись" not in one_order.page("/register/entries/1").main


OLD = (
    "Журнал приказов за 2019 год\n"
    "№\tДата\tКраткое содержание\tКто подписал\tСтолбец\n"
    "1-ОД\t09.01.2019\tО режиме\tМагомедова П. Г.\tx\n"
    "2-ОД\t10.01.19\tО питании\tМагомедова П. Г.\tx\n"
    "3-ОД\tкогда-то\tО дежурстве\tМагомедова П. Г.\tx\n"
)


IMPORT = "/register/R01/import"


def test_the_old_register_comes_in_by_two_steps_and_nothing_before_the_last(demonstration: SchoolClient) -> None:
    asked = demonstration.fill(IMPORT, {"text": OLD}, action="paste")
    chosen = {item.get("name"): item.value for item in asked.root.xpath("//ul[@class='columns']//select")}
    assert [chosen[f"c0-{place}"] for place in range(5)] == ["number", "day", "title", "signer", ""]
    assert "не закончено" in demonstration.page(IMPORT).main, "the table waits for whoever goes on with it"
    shown = demonstration.page(checked(1, **chosen))
    assert "Новых записей: 2" in shown.main
    assert "Строка 5: Дата «когда-то» не существует" in shown.main
    assert "Записей за 2019 год нет" in demonstration.page("/register/R01?year=2019").main
    unsaid = demonstration.send(checked(1, **chosen), shown.values())
    assert any("продолжать ли нумерацию" in line for line in unsaid.faults)
    done = demonstration.send(checked(1, **chosen), shown.values(), {"goes_on": "yes"})
    assert "Внесено из старого журнала: 2 записи" in done.main
    book = demonstration.page("/register/R01?year=2019").main
    assert "внесено из старого журнала" in book
    assert "2-ОД" in book
    again = demonstration.send(checked(1, **chosen), shown.values(), {"goes_on": "yes"})
    assert "Эта таблица уже внесена" in again.main
    demonstration.fill(IMPORT, {"text": OLD}, action="paste")
    assert "уже есть в журнале: вносить нечего" in demonstration.page(checked(2, **chosen)).main
    page = demonstration.page(IMPORT)
    gone = demonstration.send(f"{IMPORT}/1/undo", page.values(page.form_to(f"{IMPORT}/1/undo")))
    assert "Внесение отменено: убрано 2 записи" in gone.main
    assert "Записей за 2019 год нет" in demonstration.page("/register/R01?year=2019").main
    assert "Внесение старого журнала отменено" in demonstration.page("/journal").main


def checked(import_id: int, **columns: str) -> str:
    return f"{IMPORT}/{import_id}/check?{urlencode({'s': '0', **columns})}"


def test_a_table_without_a_column_that_is_needed_is_asked_about_again(demonstration: SchoolClient) -> None:
    demonstration.fill(IMPORT, {"text": OLD}, action="paste")
    refused = demonstration.page(checked(1, **{"c0-0": "number", "c0-2": "title"}))
    assert any("Дата" in line for line in refused.faults)
    assert refused.root.xpath("//select[@id='c0-1']"), "the columns are asked again"
    assert refused.root.xpath("//select[@id='c0-0']/option[@selected]/@value") == ["number"], "what was said stays"
    assert demonstration.fill(IMPORT, {"text": ""}, action="paste").faults


def test_one_number_of_two_entries_is_asked_about_and_the_choice_comes_back(demonstration: SchoolClient) -> None:
    text = "№\tДата\tСодержание\n1\t09.01.2019\tО режиме\n1\t10.01.2019\tО питании\n2\t11.01.89\tО дежурстве\n"
    demonstration.fill(IMPORT, {"text": text}, action="paste")
    address = f"{IMPORT}/1/check"
    shown = demonstration.page(address)
    values = shown.values()
    values.setlist("taken", [])
    unsaid = demonstration.send(address, values)
    links = unsaid.root.xpath("//section[@role='alert']//a/@href")
    assert links == ["#same-2019-1-", "#goes-yes"], "each question leads to where it is answered"
    assert unsaid.faults[0].startswith("Номер 1 в 2019 году")
    assert "стоит у нескольких записей" in unsaid.beside("same-2019-1-")
    assert "продолжать ли нумерацию" in unsaid.beside("goes-yes")
    refused = demonstration.send(address, values, {"same-2019-1-": "letters"})
    assert refused.faults
    assert refused.root.xpath("//select[@name='same-2019-1-']/option[@selected]/@value") == ["letters"]
    assert not refused.root.xpath("//input[@name='taken'][@checked]")
    values["same-2019-1-"], values["goes_on"] = "letters", "no"
    assert "Внесено из старого журнала: 2 записи" in demonstration.send(address, values).main
    assert "1-а" in demonstration.page("/register/R01?year=2019").main


def test_a_workbook_of_years_comes_in_by_chosen_sheets(demonstration: SchoolClient) -> None:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as workbook:
        for year in (2018, 2019, 2020):
            sheet = workbook.add_worksheet(str(year))
            sheet.write_row(0, 0, ["№ приказа", "Дата", "Содержание"])
            sheet.write_row(1, 0, [1.0, f"9 января {year} г.", f"О режиме {year}"])
            sheet.write_row(2, 0, ["Итого", "", 1])
    page = demonstration.page(IMPORT)
    data = {**page.values(), "action": "import", "file": (io.BytesIO(target.getvalue()), "приказы.xlsx")}
    asked = Page(demonstration.post(IMPORT, data=data, follow_redirects=True))
    assert asked.root.xpath("//input[@name='s'][@checked]/following-sibling::label/text()")
    columns = {"c0-0": "number", "c0-1": "day", "c0-2": "title"}
    shown = demonstration.page(f"{IMPORT}/1/check?{urlencode([('s', '0'), ('s', '2'), *columns.items()])}")
    assert "Новых записей: 2" in shown.main
    assert "заголовки, итоги): 2" in shown.main


def tabs(page: Page) -> tuple[list[str], list[str]]:
    """The registers that are tabs, and those offered under «Ещё журналы»."""
    links = page.root.xpath("//nav[@aria-label='Стол секретаря']//a[starts-with(@href, '/register/')]")
    books = [link for link in links if link.get("href").count("/") == 2 and link.get("href")[10:11] in "RS"]
    offered = page.root.xpath("//details[contains(@class, 'desk-more')]//a")
    return [item.text for item in books if item not in offered], [item.text for item in offered]


def test_only_registers_in_use_are_tabs_and_the_others_are_offered(demonstration: SchoolClient) -> None:
    assert tabs(demonstration.page("/register")) == (
        ["Приказы"], ["Исходящие", "Входящие", "Личный состав", "Учащиеся"],
    )  # fmt: skip
    shown, offered = tabs(demonstration.page("/register/R03"))
    assert shown == ["Приказы", "Входящие"], "the one looked at stands among the tabs"
    demonstration.fill("/register/other", {"register": "R03", "title": "Постановление", "signed_on": "2023-10-16",
                                           "sure": "2023-10-16"})  # fmt: skip
    shown, offered = tabs(demonstration.page("/register"))
    assert (shown, offered) == (["Приказы", "Входящие"], ["Исходящие", "Личный состав", "Учащиеся"])
    demonstration.fill("/register/settings/registers/new", {"title": "Журнал справок", "short": "Справки",
                                                            "one": "справка", "kinds": "справка"})  # fmt: skip
    assert tabs(demonstration.page("/register"))[0] == ["Приказы", "Входящие", "Справки"]
