"""A number that came later: papers that have a place for it are told of, and made anew they bear it."""

import re

from tests.web.desk import register
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_clause_page import words


def shown(client: SchoolClient, title: str) -> Page:
    page = client.page("/documents")
    (link,) = page.root.xpath(f"//tr/th/a[contains(., '{title}')]/@href")
    return client.page(f"{link}?view=text")


def make(client: SchoolClient, document: str, **changes: str) -> Page:
    path = f"{ACT}/packet/{document}"
    page = client.page(path)
    return client.send(path, page.values(page.form_to(path)), changes, action="make")


def test_a_paper_made_after_the_order_bears_its_number(demonstration: SchoolClient) -> None:
    register(demonstration, "О назначении")
    make(demonstration, "D20")
    text = words(shown(demonstration, "Лист ознакомления с приказом").root).replace("\xa0", " ")
    assert re.search(r"от 16\.10\.2023 № 1 «О назначении", text)


def test_an_annex_made_anew_is_a_draft_of_its_own_order(demonstration: SchoolClient) -> None:
    register(demonstration, "О переходе")
    make(demonstration, "D09")
    page = demonstration.page("/documents")
    (state,) = page.root.xpath("//tr[contains(th, 'перевода чатов')]/td[@data-caption='Состояние']")
    assert "черновик" in words(state)


def test_a_letter_registered_before_its_orders_tells_when_they_get_their_numbers(demonstration: SchoolClient) -> None:
    make(demonstration, "D19")
    register(demonstration, "Об исполнении", by_pen="y")
    told = register(demonstration, "О назначении")
    assert "Есть документы с пропуском на месте этих номеров" in told.main
    assert "Об исполнении постановления" in told.main
    page = shown(demonstration, "Об исполнении")
    assert "В тексте остался пропуск для номера" in page.main
    assert "зарегистрирован и не меняется" in page.main
    make(demonstration, "D19")
    assert "пропуск для номера" not in shown(demonstration, "Об исполнении").main
