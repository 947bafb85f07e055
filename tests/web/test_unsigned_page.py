"""The list of who has not signed, as the secretary and the head see it."""

import pytest
from flask import Flask

from sferum_docs.services.users.manage import Role
from tests.registering import PDF, words
from tests.web.desk import entry_form, press
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_scan_pages import batch, confirm


@pytest.fixture
def two(two_orders: SchoolClient) -> SchoolClient:
    """Two orders to be signed, of 16.10.2023."""
    return two_orders


def missing(page: Page) -> int:
    return len(page.root.xpath("//input[@name='line']"))


def send(client: SchoolClient, page: Page, query: str = "", **values: object) -> Page:
    token = page.root.xpath("//input[@name='csrf_token']/@value")[-1]
    data = {"csrf_token": token, **values}
    return Page(client.post(f"/register/unsigned{query}", data=data, follow_redirects=True))


def test_all_of_a_person_is_marked_by_one_day(two: SchoolClient) -> None:
    page = two.page("/register/unsigned?q=Шевченко")
    (person,) = page.root.xpath("//input[@name='lines']/@value")
    assert len(person.split(",")) == missing(page) == 2
    total = missing(two.page("/register/unsigned"))
    marked = send(two, page, "?q=Шевченко", lines=person, day="2023-10-18")
    assert "Отмечено: 2\xa0подписи" in marked.root.xpath("string(//*[@role='status'])")
    assert marked.root.xpath("//input[@id='q']/@value") == ["Шевченко"], "the filter stays"
    assert "Все, кого нужно ознакомить, подписали" in marked.main
    assert missing(two.page("/register/unsigned")) == total - 2
    assert "Отмечены подписи об ознакомлении" in two.page("/journal").main


def test_ticks_and_the_day_are_not_lost_to_a_fault(two: SchoolClient) -> None:
    page = two.page("/register/unsigned")
    lines = page.root.xpath("//input[@name='line']/@value")
    page = send(two, page, line=lines[:2], lines=",".join(lines[3:5]), day="2023-10-01")
    assert "этих документов ещё не было" in page.beside("day")
    assert page.root.xpath("//input[@name='line'][@checked]/@value") == [*lines[:2], *lines[3:5]]
    assert page.root.xpath("//input[@name='day']/@value") == ["2023-10-01"]
    assert "Заполните это поле" in send(two, page, line=lines[:1], day="").beside("day")


def test_the_list_by_document_leads_to_each_and_is_printed_whole(two: SchoolClient) -> None:
    page = two.page("/register/unsigned?by=orders")
    assert "/register/entries/1" in page.links()
    paper = two.page("/register/unsigned?by=orders&print=1")
    assert len(paper.root.xpath("//table//tbody/tr")) == 2
    assert not paper.root.xpath("//main//input[@type='checkbox']")
    only = two.page("/register/unsigned?entries=2")
    assert 0 < missing(only) < missing(page)


def test_the_desk_counts_and_its_first_page_reminds(two: SchoolClient) -> None:
    total = missing(two.page("/register/unsigned"))
    page = two.page("/register")
    assert f"Не подписали: {total}" in page.root.xpath("string(//nav[@aria-label='Стол секретаря'])")
    assert "без скана 2\xa0записи" in page.root.xpath("string(//section[@class='now'])")
    assert len(two.page("/register/without-scan").root.xpath("//tbody/tr")) == 2
    confirm(two, batch(two, ("2.pdf", PDF)))
    assert "без скана 1\xa0запись" in two.page("/register").root.xpath("string(//section[@class='now'])")


def test_the_head_reads_the_list_and_marks_nothing(app: Flask, two: SchoolClient) -> None:
    assert two
    page = a_user(app, Role.HEAD).page("/register/unsigned")
    assert "не подписано" in page.main
    assert not page.root.xpath("//main//input[@name='line' or @name='lines']")


def test_the_act_of_refusal_and_the_sheet_with_marks_are_papers(two: SchoolClient) -> None:
    page = two.page("/register/entries/1")
    first, second = page.root.xpath("//table[@class='sign-table']//input[@type='checkbox']/@name")[:2]
    press(two, 1, "signatures", **{first: "y"}, signed_day="2023-10-17")
    refused = second.removeprefix("signed-")
    press(two, 1, "refusal", people=refused, day="2023-10-18", witness_1="Омаров Али", witness_2="Бек Али")
    token = {"csrf_token": entry_form(two.page("/register/entries/1"), "/sheet")["csrf_token"]}
    sheet = words(two.post("/register/entries/1/sheet", data=token).data)
    assert "17.10.2023 подписано" in sheet
    assert "отказ, акт от 18.10.2023" in sheet
    act = words(two.post("/register/entries/1/acts/1", data=token).data)
    assert "18.10.2023 № ____" in act
    assert "№ 1 «О назначении ответственных" in act
    assert two.post("/register/entries/1/acts/99", data=token).status_code == 404
