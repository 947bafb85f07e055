"""The secretary's desk through the test client: registering, the register, an entry."""

import io
import re
import zipfile

import pytest
from docx import Document
from flask import Flask
from lxml import html

from sferum_docs.printing import page_count
from sferum_docs.services.users.manage import Role
from tests.registering import PDF, words
from tests.web.desk import entry_form, press, register
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user


def test_what_waits_is_registered_in_signing_order_and_says_what_comes_next(demonstration: SchoolClient) -> None:
    page = register(demonstration, "О назначении", "О переходе", executor="Исаева З. К.")
    assert page.title.startswith("Зарегистрировано: 2\u00a0документа")
    assert "Что дальше" in page.main
    numbers = page.root.xpath("//td[@data-caption='Номер']/text()")
    assert numbers == ["№ 1", "№ 2"]
    book = demonstration.page("/register/R01?year=2023")
    assert [cell.text_content().strip() for cell in book.root.xpath("//th[@data-caption='Номер']")] == ["2", "1"]
    assert "следующий номер: 3" in book.main
    file = demonstration.get("/register/entries/1/file").data
    assert "№ 1" in words(file)
    assert "____" not in words(file)
    assert "О назначении" not in demonstration.page("/register/new").main.replace("\u00a0", " ")


def test_the_annexes_of_an_order_get_its_number(demonstration: SchoolClient) -> None:
    register(demonstration, "О переходе")
    page = demonstration.page("/documents")
    link = page.root.xpath("//tbody/tr/th/a[contains(., 'План')]/@href")[0]
    assert "№ 1" in words(demonstration.get(f"{link}/file").data)


def test_nothing_ticked_is_refused_and_nothing_is_registered(demonstration: SchoolClient) -> None:
    page = register(demonstration)
    assert page.faults == ["Документы: Не выбрано ни одного документа. Отметьте хотя бы один."]
    assert "следующий номер: 1" in demonstration.page("/register/R01?year=2023").main


@pytest.mark.parametrize(
    ("day", "words_of_fault"),
    [("2099-01-01", "ещё не наступила"), ("2023-10-12", "раньше даты постановления"), ("вчера", "не существует"),
     ("", "Заполните")],
)  # fmt: skip
def test_a_wrong_day_of_signing_is_told_beside_the_field(
    demonstration: SchoolClient, day: str, words_of_fault: str
) -> None:
    page = register(demonstration, "О назначении", signed_on=day)
    assert words_of_fault in page.beside("signed_on")


def test_a_day_before_the_last_entry_needs_a_reason(demonstration: SchoolClient) -> None:
    register(demonstration, "О назначении", signed_on="2023-10-17", paper_day="2023-10-17")
    page = register(demonstration, "Об исключении")
    assert "раньше даты последней записи" in page.beside("reason")
    page = register(demonstration, "Об исключении", reason="Подписан в поездке")
    assert "№ 2" in page.main
    assert "Вне порядка: Подписан в поездке" in demonstration.page("/register/R01?year=2023").main


def test_a_void_entry_stays_struck_through_and_can_be_restored(one_order: SchoolClient) -> None:
    assert "Запишите причину" in press(one_order, 1, "void").beside("void_reason")
    page = press(one_order, 1, "void", void_reason="Ошибка в фамилии")
    assert "Аннулирован" in page.main
    book = one_order.page("/register/R01?year=2023")
    assert book.root.xpath("//tr[@class='struck']")
    assert "аннулировано: 1 · следующий номер: 2" in book.main
    assert "Аннулирование отменено" in press(one_order, 1, "restore").main
    assert not one_order.page("/register/R01?year=2023").root.xpath("//tr[@class='struck']")


def test_signatures_are_marked_and_a_refusal_is_one_act(one_order: SchoolClient) -> None:
    page = one_order.page("/register/entries/1")
    ticks = page.root.xpath("//table[@class='sign-table']//input[@type='checkbox']/@name")
    assert len(ticks) > 3
    day = {"signed_day": "2023-10-17"}
    page = press(one_order, 1, "signatures", **dict.fromkeys(ticks[1:], "y"), **day)
    assert f"Не подписали: 1 из {len(ticks)}" in page.main
    refused = ticks[0].removeprefix("signed-")
    page = press(one_order, 1, "refusal", people=refused, day="2023-10-18", witness_1="Омаров", witness_2="Омаров")
    assert "два разных свидетеля" in page.beside("witness_1")
    page = press(one_order, 1, "refusal", people=refused, day="2023-10-18", witness_1="Омаров", witness_2="Бек")
    assert "Акт об отказе от 18.10.2023" in page.main
    assert f"Ознакомлены все: {len(ticks)}" in page.main


def test_a_scan_is_known_by_its_content(one_order: SchoolClient) -> None:
    page = press(one_order, 1, "scans", file=(io.BytesIO(b"MZ not a scan"), "скан.pdf"))
    assert "не PDF, не JPG и не PNG" in page.beside("file")
    page = press(one_order, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.PDF"))
    (link,) = page.root.xpath("//section[@id='scans']//li/a[@download]/@href")
    answer = one_order.get(link)
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_paper_is_kept_for_a_question_of_the_checklist(demonstration: SchoolClient) -> None:
    values = {
        "row": "0",
        "csrf_token": demonstration.page(f"{ACT}/evidence").root.xpath("//input[@name='csrf_token']/@value")[-1],
    }
    answer = demonstration.post(
        f"{ACT}/evidence", data={**values, "file": (io.BytesIO(PDF), "акт.pdf")}, follow_redirects=True
    )
    assert "Приложено: 1" in Page(answer).main


def test_an_extract_holds_the_chosen_points_and_the_mark_of_a_copy(one_order: SchoolClient) -> None:
    values = entry_form(one_order.page("/register/entries/1"), "/copy")
    signed = {**values, "points": ["2"], "certifier_post": "Секретарь", "certifier_name": "З. К. Исаева"}
    text = words(one_order.post("/register/entries/1/extract", data=signed).data)
    assert "ВЫПИСКА ИЗ ПРИКАЗА" in text
    assert "2. Назначить" in text
    assert "3. " not in text
    assert "Верно Секретарь З. К. Исаева" in text, text[-300:]
    assert "Подлинник находится в" in text
    copy = words(one_order.post("/register/entries/1/copy", data=signed).data)
    assert "Верно Секретарь" in copy
    assert "Приложение № 1" in copy


def test_an_extract_without_points_is_refused(one_order: SchoolClient) -> None:
    values = entry_form(one_order.page("/register/entries/1"), "/copy")
    page = Page(one_order.post("/register/entries/1/extract", data=values))
    assert page.faults == ["Пункты выписки: Отметьте хотя бы один пункт приказа."]


def test_a_paper_made_elsewhere_and_a_forgotten_one_get_their_numbers(one_order: SchoolClient) -> None:
    told = {"title": "О режиме работы", "signed_on": "2023-10-17", "sure": "2023-10-17"}
    assert "№ 2" in one_order.fill("/register/other", told).main
    forgotten = {"title": "О дежурстве", "signed_on": "2023-10-16", "after": "1", "reason": "Не записан вовремя"}
    page = one_order.fill("/register/other", forgotten)
    assert page.title.startswith("№ 1-а от 16.10.2023")
    late = one_order.fill("/register/other", {**forgotten, "signed_on": "2023-10-20"})
    assert "с 16.10.2023 (№ 1) по 17.10.2023 (№ 2)" in late.beside("signed_on")


def test_the_register_goes_on_from_the_number_of_the_school(demonstration: SchoolClient) -> None:
    address = "/register/settings/next"
    for number, expected in (
        ("57", "57"),
        ("0", "Номера начинаются с 1"),
        ("слово", "не номер"),
        ("-1", "не номер"),
        ("", "Заполните"),
        ("1000000", "от 1 до 999999"),
    ):
        page = demonstration.page("/register/settings")
        assert expected in demonstration.send(address, page.values(page.form_to(address)), {"next": number}).main
    other = demonstration.fill("/register/other", {"title": "О графике"})
    assert "№ 57" in other.main
    assert "№ 1–56 даны вне программы" in demonstration.page("/register/R01").main


def test_the_list_of_files_is_kept_without_doubles(demonstration: SchoolClient) -> None:
    page = demonstration.page("/register/settings")
    values = page.values()
    values["files-0-index"] = values["files-1-index"]
    refused = demonstration.send("/register/settings/files", values)
    assert "записан дважды" in refused.beside("files-0-index")
    kept = demonstration.send(
        "/register/settings/files", page.values(), {"files-4-index": "02-01", "files-4-title": "Планы"}
    )
    assert "02-01" in html.tostring(kept.root, encoding="unicode")


def test_a_word_copy_comes_back_as_a_new_version_with_its_differences(demonstration: SchoolClient) -> None:
    content = demonstration.get("/documents/1/file").data
    document = Document(io.BytesIO(content))
    point = next(item for item in document.paragraphs if item.text.startswith("Назначить"))
    point.runs[-1].text += " Доплату установить отдельным приказом."
    target = io.BytesIO()
    document.save(target)
    token = demonstration.page("/documents/1/changes").values()
    answer = demonstration.post(
        "/documents/1/returned", data={**token, "returned": (io.BytesIO(target.getvalue()), "D02.docx")},
        follow_redirects=True,
    )  # fmt: skip
    page = Page(answer)
    assert "версия 2" in page.main
    assert page.root.xpath("string(//ins)").strip() == "Доплату установить отдельным приказом."
    register(demonstration, "О назначении")
    text = words(demonstration.get("/register/entries/1/file").data)
    assert "№ 1" in text
    assert "Доплату установить" in text


def test_search_finds_by_number_day_word_and_person(two_orders: SchoolClient) -> None:
    for query, count in (("16.10.2023", 2), ("мессенджеров", 1), ("нет такого слова", 0), ("Шевченко", 2)):
        page = two_orders.page(f"/search?q={query}")
        assert len(page.root.xpath("//table[@data-rows]//tbody/tr")) == count, query


def test_the_register_is_exported_for_excel_and_word(demonstration: SchoolClient) -> None:
    demonstration.fill("/register/other", {"title": "=2+2", "signed_on": "2023-10-17", "sure": "2023-10-17"})
    sheet = demonstration.get("/register/R01.xlsx?year=2023").data
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        cells = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in cells
        assert "=2+2" in cells
    table = Document(io.BytesIO(demonstration.get("/register/R01.docx?year=2023").data)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:4] == [
        "№\N{NO-BREAK SPACE}п/п",
        "Дата",
        "Номер",
        "Заголовок (краткое содержание)",
    ]
    assert [cell.text for cell in table.rows[1].cells][1:4] == ["17.10.2023", "1", "=2+2"]


def test_the_register_is_a_pdf_without_libreoffice_too(demonstration: SchoolClient) -> None:
    demonstration.fill("/register/other", {"title": "О дежурстве", "signed_on": "2023-10-17"})
    answer = demonstration.get("/register/R01.pdf?year=2023")
    assert answer.mimetype == "application/pdf"
    assert page_count(answer.data) == 2, "the title page and the table"


@pytest.mark.parametrize(
    "address",
    ["/register/entries/99", "/register/entries/99999999999", "/register/entries/1/file", "/scans/1", "/register/R09",
     "/documents/99/changes", "/register/done"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(demonstration: SchoolClient, address: str) -> None:
    assert demonstration.get(address).status_code == 404


def test_the_head_sends_a_draft_to_be_signed_and_it_stands_first(demonstration: SchoolClient) -> None:
    token = demonstration.page("/documents/1").root.xpath("//input[@name='csrf_token']/@value")[0]
    listing = demonstration.page("/documents")
    link = str(listing.root.xpath("//tbody//a[contains(., 'Об исключении')]/@href")[0])
    demonstration.post(f"{link}/sign", data={"csrf_token": token})
    page = demonstration.page("/register/new")
    first = page.root.xpath("//fieldset[@id='documents']//li")[0].text_content()
    assert "Об исключении" in first.replace("\u00a0", " ")
    assert re.search("на подписи", first)


def test_the_head_reads_the_register_and_changes_nothing_in_it(app: Flask, one_order: SchoolClient) -> None:
    assert one_order
    head = a_user(app, Role.HEAD)
    page = head.page("/register/entries/1")
    assert "Магомедова" in page.main
    assert "не подписано" in page.main
    deeds = [address.rpartition("/")[2] for address in page.root.xpath("//main//form[@method='post']/@action")]
    assert deeds == ["executed"]
    assert not head.page("/register/R01?year=2023").root.xpath("//a[contains(@class, 'btn-primary')]")


def test_an_empty_mark_is_no_mark_taken_away(one_order: SchoolClient) -> None:
    for deed in ("executed", "repeal"):
        page = press(one_order, 1, deed)
        assert any("Заполните это поле" in fault for fault in page.faults)
        assert "снята" not in page.main
    press(one_order, 1, "executed", executed_on="2023-10-20")
    assert "Отметка об исполнении снята" in press(one_order, 1, "executed", executed_on="").main


def test_what_is_asked_about_a_draft_is_answered_on_the_same_page(demonstration: SchoolClient) -> None:
    values = demonstration.page(f"{ACT}/packet").values()
    values.setlist("documents", ["D02", "D04", "D19"])
    assert not demonstration.send(f"{ACT}/packet", values, action="make").faults
    page = register(demonstration, "Об исполнении постановления")
    (fault,) = page.faults
    assert "у которых ещё нет номера" in fault
    assert demonstration.page("/register").main.count("следующий номер: 1")
    assert "Дата верна" not in page.main
    answered = demonstration.send("/register/new", page.values(), {"by_pen": "y"})
    assert answered.title.startswith("Зарегистрировано: 1"), answered.faults
    far = register(demonstration, "О назначении", signed_on="2024-10-16")
    assert any("давно прошла" in fault for fault in far.faults)
    assert "Дата верна: 16.10.2024" in far.main
