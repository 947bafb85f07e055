"""One order of work in every text: the signature first, or the number first; nothing is signed twice."""

import pytest

from sferum_docs.schools.model import SigningOrder
from sferum_docs.web.order_of_work import sentences
from tests.web.pages import SchoolClient
from tests.web.test_register_pages import register


def test_every_key_has_a_sentence_for_each_order() -> None:
    orders = {order.name.lower() for order in SigningOrder}
    assert {key: set(said) for key, said in sentences().items()} == dict.fromkeys(sentences(), orders)
    assert all(text.strip() for said in sentences().values() for text in said.values())


@pytest.mark.parametrize(
    ("order", "before", "after", "never"),
    [
        (
            "сначала подпись",
            "Регистрируйте то, что уже подписано",
            "Впишите номер и дату от руки",
            "отдайте на подпись",
        ),
        ("сначала номер", "распечатайте его с номером и отдайте на подпись", "отдайте на подпись", "уже подписано"),
    ],
)
def test_the_pages_follow_the_order_of_the_school(
    demonstration: SchoolClient, order: str, before: str, after: str, never: str
) -> None:
    assert "Оформление сохранено" in demonstration.fill("/school/paper", {"signing": order}, action="save").main
    page = demonstration.page("/register/new")
    assert before in page.main
    done = register(demonstration, "О назначении")
    assert after in done.main
    for text in (page.main, done.main):
        assert never not in text
    for address, key in (("/documents", "waiting"), ("/help", "help")):
        name = SigningOrder(order).name.lower()
        assert sentences()[key][name] in demonstration.page(address).main.replace("\u00a0", " ")


def test_an_order_of_work_that_nobody_offered_is_refused(demonstration: SchoolClient) -> None:
    page = demonstration.fill("/school/paper", {"signing": "никогда"}, action="save")
    assert "не подходит" in page.beside("signing")


@pytest.mark.parametrize(("order", "warned"), [("сначала подпись", True), ("сначала номер", False)])
def test_a_signed_draft_of_another_day_is_warned_about(demonstration: SchoolClient, order: str, warned: bool) -> None:
    demonstration.fill("/school/paper", {"signing": order}, action="save")
    done = register(demonstration, "О назначении", signed_on="2023-10-17")
    assert ("В черновике «О назначении" in done.text.replace("\u00a0", " ")) is warned
    assert "стоит дата 16.10.2023, а зарегистрирован он днём 17.10.2023" in done.text or not warned


@pytest.mark.parametrize("order", SigningOrder)
def test_the_button_of_the_head_follows_the_order(demonstration: SchoolClient, order: SigningOrder) -> None:
    demonstration.fill("/school/paper", {"signing": order.value}, action="save")
    captions = demonstration.page("/documents/1").root.xpath("//main//form[contains(@action, '/sign')]/button/text()")
    assert captions == [sentences()["send"][order.name.lower()]]
