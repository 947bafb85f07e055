import io
from datetime import datetime

import pytest
from docx import Document

from sferum_docs.services.register.next_number import set_next_number
from sferum_docs.store.audit import Actor
from tests.builders import SCHOOL_ID
from tests.web.pages import ACT, SchoolClient

WRONG = [
    ("margins-left", "5", "от 20 до 50"),
    ("order_mask", "О-{год}", "{номер} должна стоять один раз"),
    ("letter_mask", "{номер}/{месяц}", "Известные части"),
    ("typeface", "Comic Sans", "Возможные значения"),
    ("size", "16", "от 12 до 14"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_a_wrong_value_is_told_beside_its_field(client: SchoolClient, field: str, value: str, words: str) -> None:
    page = client.fill("/school/paper", {field: value, "margins-top": "25"}, action="save")
    assert words in page.beside(field)
    assert len(page.faults) == 1
    assert page.values()[field] == value
    assert page.values()["margins-top"] == "25"


def test_what_is_saved_stands_in_the_form(client: SchoolClient) -> None:
    changes = {
        "margins-left": "35",
        "typeface": "PT Astra Serif",
        "size": "12",
        "ordering": "п р и к а з ы в а ю",
        "order_mask": "{номер}-О",
        "letter_mask": "01-20/{номер}",
        "qr": "y",
        "region": "Республика Дагестан",
    }
    client.fill("/school/paper", changes, action="save")
    values = client.page("/school/paper").values()
    assert {name: values[name] for name in changes} == changes


def test_saving_the_requisites_leaves_the_look_alone(client: SchoolClient) -> None:
    client.fill("/school/paper", {"size": "13", "margins-left": "35"}, action="save")
    client.fill("/school", {"students": "12"}, action="save")
    values = client.page("/school/paper").values()
    assert (values["size"], values["margins-left"]) == ("13", "35")


def test_the_region_offered_first_is_that_of_the_directive(client: SchoolClient) -> None:
    options = client.page("/school/paper").root.get_element_by_id("region").text_content()
    assert "как в постановлении: Республика Дагестан" in options


def test_documents_made_afterwards_have_the_look(demonstration: SchoolClient) -> None:
    demonstration.fill("/school/paper", {"typeface": "Tinos", "ordering": "приказываю"}, action="save")
    demonstration.send(f"{ACT}/packet", demonstration.page(f"{ACT}/packet?document=D02").values(), action="make")
    newest = max(int(link.split("/")[2]) for link in demonstration.page("/documents").links() if "/file" in link)
    document = Document(io.BytesIO(demonstration.get(f"/documents/{newest}/file").data))
    assert document.styles["Normal"].font.name == "Tinos"
    assert "приказываю:" in [paragraph.text for paragraph in document.paragraphs]


def test_a_mask_changed_among_the_numbers_of_a_year_is_asked_about(client: SchoolClient) -> None:
    calm = client.fill("/school/paper", {"order_mask": "{номер}-ОД"}, action="save")
    assert "разойдутся" not in calm.main
    now = datetime.now().astimezone()
    with client.application.app_context():
        set_next_number(SCHOOL_ID, "R01", now.year, 84, Actor("секретарь", now))
    page = client.fill("/school/paper", {"order_mask": "{номер}-О"}, action="save")
    assert "уже есть № 83-ОД, следующий будет № 84-О" in page.main
    assert "образец номера — сразу" in page.main
