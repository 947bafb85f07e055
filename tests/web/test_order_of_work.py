"""One order of work in every text: the signature first, or the number first; nothing is signed twice."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sferum_docs
from sferum_docs.schools.model import SigningOrder
from sferum_docs.web.order_of_work import sentences
from tests.web.desk import press, register
from tests.web.pages import ACT, SchoolClient


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


@pytest.mark.parametrize(("order", "asks"), [("сначала подпись", True), ("сначала номер", False)])
def test_a_signed_draft_of_another_day_is_asked_about_before_a_number_is_taken(
    demonstration: SchoolClient, order: str, asks: bool
) -> None:
    demonstration.fill("/school/paper", {"signing": order}, action="save")
    page = register(demonstration, "О назначении", signed_on="2023-10-17")
    if not asks:
        assert "Зарегистрировано" in page.title
        return
    assert "стоит дата 16.10.2023, а вписана 17.10.2023" in page.beside("signed_on")
    assert "следующий номер: 1" in demonstration.page("/register/R01?year=2023").main
    sure = {"paper_day": "2023-10-17"}
    again = demonstration.send("/register/new", page.values(), {**sure, "signed_on": "2023-10-18"})
    assert "вписана 18.10.2023" in again.beside("signed_on"), "the answer was about another day"
    assert "Зарегистрировано" in demonstration.send("/register/new", page.values(), sure).title


def test_a_held_number_asks_of_the_signed_draft_too(demonstration: SchoolClient) -> None:
    today = datetime.now(UTC).astimezone().date().isoformat()
    asked = {"register": "R01", "count": "1", "day": today, "purpose": "поездка"}
    demonstration.fill("/register/held", asked)
    page = press(demonstration, 1, "fill", fill_document="1", fill_day=today, fill_reason="Позже")
    assert "стоит дата 16.10.2023" in page.beside("fill_day"), page.faults
    assert page.root.xpath("//input[@name='fill_document' or @name='fill_paper_day'][@value]/@value") == [today]
    assert "Номер зарезервирован" in page.main
    done = press(demonstration, 1, "fill", fill_document="1", fill_day=today, fill_reason="Позже", fill_paper_day=today)
    (fault,) = done.faults
    assert "раньше даты приказа" in fault, "this draft has a deadline of 2023; its number is not taken"


@pytest.mark.parametrize("order", SigningOrder)
def test_the_button_of_the_head_follows_the_order(demonstration: SchoolClient, order: SigningOrder) -> None:
    demonstration.fill("/school/paper", {"signing": order.value}, action="save")
    captions = demonstration.page("/documents/1").root.xpath("//main//form[contains(@action, '/sign')]/button/text()")
    assert captions == [sentences()["send"][order.name.lower()]]


ROOMS = ("templates", "sferum_docs/web")
# a sentence that names both deeds names an order of them
BOTH = re.compile(
    r"(?i)распечатайте, подпиш|подпи\w*,? (?:и )?зарегистр|зарегистр\w*,? (?:и )?подпи|отдайте на подпись"
)


def test_no_text_beside_the_table_names_an_order_of_signing_and_numbering() -> None:
    root = Path(sferum_docs.__file__).parent.parent
    files = [path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in {".html", ".py", ".js"}]
    assert len(files) > 100
    named = [(path.name, found[0]) for path in files if (found := BOTH.search(path.read_text(encoding="utf-8")))]
    assert named == []


@pytest.mark.parametrize("order", SigningOrder)
def test_what_is_made_says_the_next_step_of_the_school(demonstration: SchoolClient, order: SigningOrder) -> None:
    demonstration.fill("/school/paper", {"signing": order.value}, action="save")
    asked = demonstration.fill(f"{ACT}/packet", preset="begin")
    made = demonstration.send(f"{ACT}/packet", asked.values(), action="make")
    assert f"Комплект готов: 3 документа. {sentences()['made'][order.name.lower()]}" in made.main
