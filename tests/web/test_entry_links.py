"""An entry beside others: links to any register from both sides; what a copy says of an order no longer in force."""

import pytest

from tests.registering import words
from tests.web.desk import entry_form, press
from tests.web.pages import Page, SchoolClient


@pytest.fixture
def two(two_orders: SchoolClient) -> SchoolClient:
    """Two orders, № 1 and № 2, and a letter № 1."""
    two_orders.fill("/register/other", {"register": "R02", "title": "Ответ"})
    return two_orders


def linked(client: SchoolClient, entry: int) -> str:
    section = client.page(f"/register/entries/{entry}").root.xpath("//section[@id='links']/ul")[0]
    return " ".join(section.text_content().split())


def test_a_link_stands_on_both_sides_and_goes_from_either_with_a_trace(two: SchoolClient) -> None:
    page = press(two, 3, "links", link_kind="answers", link_register="R01", link_number="2")
    assert "видна в обеих" in page.main
    assert "в ответ на: № 2 от 16.10.2023" in linked(two, 3)
    assert "ответ: № 1 от " in linked(two, 2)
    values = entry_form(two.page("/register/entries/2"), "/links/remove")
    two.post("/register/entries/2/links/remove", data={**values, "link": "1"})
    assert linked(two, 2) == linked(two, 3) == ""
    journal = two.page("/journal").main
    assert "Записи связаны" in journal
    assert "Связь записей убрана" in journal


@pytest.mark.parametrize(
    ("number", "fault"), [("1", "с нею же"), ("99", "нет, или их несколько"), ("", "нет, или их несколько")]
)
def test_a_link_to_itself_or_to_nothing_is_refused(two: SchoolClient, number: str, fault: str) -> None:
    page = press(two, 1, "links", link_kind="see_also", link_register="R01", link_number=number)
    assert fault in page.beside("link_number")


def test_the_same_link_is_not_made_twice_even_from_the_other_side(two: SchoolClient) -> None:
    press(two, 1, "links", link_kind="see_also", link_register="R01", link_number="2")
    page = press(two, 2, "links", link_kind="see_also", link_register="R01", link_number="1")
    assert "уже так связаны" in page.beside("link_number")
    press(two, 2, "links", link_kind="supplements", link_register="R01", link_number="1")
    assert "дополняет: № 1" in linked(two, 2)


def test_a_void_entry_is_linked_with_nothing_new_and_what_was_linked_shows_it_struck(two: SchoolClient) -> None:
    press(two, 1, "links", link_kind="see_also", link_register="R01", link_number="2")
    press(two, 2, "void", void_reason="Ошибка")
    page = press(two, 1, "links", link_kind="supplements", link_register="R01", link_number="2")
    assert "аннулирована" in page.beside("link_number")
    assert two.page("/register/entries/1").root.xpath("//section[@id='links']//a[@class='struck-words']")


def test_a_repeal_stands_among_the_links(two: SchoolClient) -> None:
    press(two, 1, "repeal", repealed_by="2")
    assert "утратил силу: № 2" in linked(two, 1)
    assert "отменяет: № 1" in linked(two, 2)


SIGNED = {"certifier_post": "Секретарь", "certifier_name": "З. К. Исаева"}


def test_a_copy_and_an_extract_of_a_repealed_order_say_so(two: SchoolClient) -> None:
    told = "Приказ утратил силу: приказ от 16.10.2023 № 2."
    before = entry_form(two.page("/register/entries/1"), "/copy") | SIGNED
    assert told not in words(two.post("/register/entries/1/copy", data=before).data)
    press(two, 1, "repeal", repealed_by="2")
    page = two.page("/register/entries/1")
    assert told in page.main.replace("\u00a0", " ")
    for deed in ("copy", "extract"):
        text = words(two.post(f"/register/entries/1/{deed}", data={**before, "points": "1"}).data)
        assert told in text
        assert text.index("Подлинник находится") < text.index(told)
    press(two, 2, "void", void_reason="Ошибка")
    assert told not in words(two.post("/register/entries/1/copy", data=before).data), "void, it repeals nothing"
    press(two, 1, "repeal", repealed_by="", repealed_note="приказ Управления образования от 01.11.2023 № 5.")
    text = words(two.post("/register/entries/1/copy", data=before).data)
    assert "Приказ утратил силу: приказ Управления образования от 01.11.2023 № 5." in text


@pytest.mark.parametrize("deed", ["copy", "extract"])
def test_no_copy_is_certified_of_a_void_entry(two: SchoolClient, deed: str) -> None:
    values = entry_form(two.page("/register/entries/1"), "/copy") | SIGNED | {"points": "1"}
    press(two, 1, "void", void_reason="Ошибка")
    page = Page(two.post(f"/register/entries/1/{deed}", data=values, follow_redirects=True))
    assert "копию с него не заверяют" in page.faults[0]
