"""One document beside its pages, on a machine without LibreOffice: the text of the document stands for the sheets."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from sferum_docs.documents.requests.proposals import first_order_day
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.database import db
from sferum_docs.store.rows import DocumentRow
from tests.builders import PACK_ID
from tests.web.pages import ACT, Page, SchoolClient

D04 = f"{ACT}/packet/D04"
STANDARD_ANNEXES = {"date": "2023-10-16", "documents": ["D03", "D08", "D09", "D10"]}


pytestmark = pytest.mark.usefixtures("no_office")


def paper(page: Page) -> str:
    return " ".join(page.root.xpath("//div[@class='paper']")[0].text_content().split())


def this_day() -> str:
    """The day that is proposed for an order made now: today, or the next working day."""
    pack = find_pack(PACK_ID)
    return first_order_day(pack, datetime.now().astimezone().date(), days_off(None, pack)).isoformat()


def show(client: SchoolClient, path: str, changes: dict[str, Any]) -> Page:
    return client.fill(path, changes, action="show")


def test_it_asks_the_questions_of_this_document_alone_and_shows_its_text(client: SchoolClient) -> None:
    page = show(client, D04, {"date": "2023-10-16"})
    asked = [name for name in page.values() if name.startswith("answers-")]
    assert {name.split("-")[1] for name in asked} == {"D04"}
    assert "Предложено: 10 рабочих дней от даты приказа" in page.main
    assert "Об исключении использования иностранных мессенджеров" in paper(page)
    assert "16.10.2023" in paper(page)


def test_without_libreoffice_it_says_that_page_breaks_are_not_shown_and_how_to_see_them(client: SchoolClient) -> None:
    page = client.page(D04)
    assert "поля и разрывы страниц не показаны" in page.main
    assert page.main.count("LibreOffice") == 1
    assert not page.root.xpath("//main//img | //input[@name='plain']")


def test_what_is_typed_stands_in_the_text_and_proposals_follow_the_date(client: SchoolClient) -> None:
    page = show(client, D04, {"date": "2023-10-16", "answers-D04-перечень": "Мессенджер-Альфа"})
    assert "Мессенджер-Альфа" in paper(page)
    assert page.values()["answers-D04-срок_закрытия"] == "2023-10-30"
    later = client.send(D04, page.values(), {"date": "2023-10-17"}, action="show")
    assert later.values()["answers-D04-срок_закрытия"] == "2023-10-31"
    assert later.values()["answers-D04-перечень"].strip() == "Мессенджер-Альфа"


@pytest.mark.parametrize("typed", ["", "0002-10-16", "2023-10-01", "завтра", "9999-12-31"])
def test_a_date_that_is_half_typed_moves_no_proposal(client: SchoolClient, typed: str) -> None:
    page = show(client, D04, {"date": "2023-10-16"})
    wrong = client.send(D04, page.values(), {"date": typed}, action="show")
    assert wrong.values()["answers-D04-срок_закрытия"] == "2023-10-30"
    assert wrong.values()["date"] == typed


def test_nothing_is_kept_by_looking(client: SchoolClient) -> None:
    show(client, D04, {"date": "2023-10-16", "answers-D04-перечень": "Мессенджер-Альфа"})
    assert "Документов ещё нет" in client.page("/documents").main
    assert "Мессенджер-Альфа" not in client.page(f"{ACT}/packet").text


def test_a_wrong_answer_is_told_beside_its_field(client: SchoolClient) -> None:
    page = show(client, D04, {"date": "2023-10-16", "answers-D04-срок_закрытия": "31.02.2023"})
    assert "не существует" in page.beside("answers-D04-срок_закрытия")
    assert page.root.xpath("//*[@data-pages]/@data-state") == ["nothing"]
    refused = client.send(D04, page.values(), action="make")
    assert refused.faults
    assert "Документов ещё нет" in client.page("/documents").main


def test_what_it_takes_leads_to_where_it_is_changed(client: SchoolClient) -> None:
    links = client.page(f"{ACT}/packet/D02").links()
    assert {"/school", "/school#head-name", "/responsible#sferum", "/responsible#deputy", "/staff"} <= set(links)
    assert "/chats" in client.page(f"{ACT}/packet/D09").links()
    assert "/chats" not in links


def test_what_the_school_lacks_is_asked_for_where_it_is_changed(client: SchoolClient) -> None:
    client.fill(
        "/responsible", {"sferum": "", "my_school": "", "administrator": "", "deputy": ""}, action="save_unfinished"
    )
    page = client.page(f"{ACT}/packet/D02")
    assert "не хватает данных" in page.main
    assert "/responsible#sferum" in page.links()
    assert "не хватает данных" in " ".join(client.send(f"{ACT}/packet/D02", page.values(), action="make").faults)


def test_what_came_from_the_data_is_marked_when_asked_and_said_in_words(client: SchoolClient) -> None:
    changes = {"date": "2023-10-16", "answers-D04-перечень": "Мессенджер-Альфа"}
    assert not show(client, D04, changes).root.xpath("//div[@class='paper']//mark")
    page = show(client, D04, {**changes, "marked": "y"})
    marked = [item.text_content() for item in page.root.xpath("//div[@class='paper']//mark")]
    assert "Мессенджер-Альфа" in marked
    assert "ПРИКАЗЫВАЮ:" not in marked
    assert "взято из данных" in page.main
    assert client.page(f"{ACT}/packet/D05").root.xpath("//div[@class='paper']//mark"), "the wish is remembered"


def test_a_hostile_answer_is_text(client: SchoolClient) -> None:
    page = show(client, D04, {"date": "2023-10-16", "answers-D04-перечень": "<script>alert(1)</script> {{ 6*7 }}"})
    assert "<script>alert(1)</script> {{ 6*7 }}" in paper(page)
    assert not page.root.xpath("//div[@class='paper']//script")


def test_only_this_document_is_made_and_the_packet_stays_as_it_was(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", {"date": "2023-10-16"}, preset="minimum")
    client.send(f"{ACT}/packet", packet.values(), {"answers-D05-дней_новым": "5"}, action="make")
    page = client.fill(D04, {"answers-D04-перечень": "Мессенджер-Альфа"}, action="make")
    assert "версия 2" in page.main
    assert "Мессенджер-Альфа" in paper(page)
    after = client.page(f"{ACT}/packet").values()
    assert after.getlist("documents") == packet.values().getlist("documents")
    assert (after["date"], after["answers-D05-дней_новым"]) == ("2023-10-16", "5")
    assert after["answers-D04-перечень"].strip() == "Мессенджер-Альфа"
    assert len(client.page("/documents").root.xpath("//tbody/tr")) == 6


def test_a_document_outside_the_packet_remembers_its_answers_too(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D02"]}, action="refresh")
    client.send(f"{ACT}/packet", packet.values(), action="make")
    client.fill(f"{ACT}/packet/D07", {"answers-D07-час_анализа": "15.30"}, action="make")
    client.fill(D04, action="make")
    assert client.page(f"{ACT}/packet/D07").values()["answers-D07-час_анализа"] == "15.30"
    assert client.page(f"{ACT}/packet").values().getlist("documents") == ["D02"]


def test_a_document_of_another_day_leaves_the_days_of_the_packet_alone(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D04", "D05"]}, action="refresh")
    client.send(f"{ACT}/packet", packet.values(), action="make")
    page = show(client, D04, {"date": "2023-10-18", "answers-D04-перечень": "Мессенджер-Альфа"})
    client.send(D04, page.values(), action="make")
    after = client.page(f"{ACT}/packet").values()
    assert (after["date"], after["answers-D04-срок_закрытия"]) == ("2023-10-16", "2023-10-30")
    assert after["answers-D04-перечень"].strip() == "Мессенджер-Альфа"
    own = client.page(D04).values()
    assert (own["date"], own["answers-D04-срок_закрытия"]) == ("2023-10-18", "2023-11-01")


def test_a_day_that_two_documents_share_is_one_day(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", STANDARD_ANNEXES, action="refresh")
    made = {"answers-D03-срок_классы": "2023-10-26"}
    assert not client.send(f"{ACT}/packet", packet.values(), made, action="make").faults
    assert client.page(f"{ACT}/packet/D09").values()["answers-D09-срок_классы"] == "2023-10-26"
    client.fill(f"{ACT}/packet/D09", {"answers-D09-срок_классы": "2023-10-27"}, action="make")
    assert client.page(f"{ACT}/packet").values()["answers-D03-срок_классы"] == "2023-10-27"


def test_an_annex_made_alone_has_the_number_it_has_in_the_packet(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", STANDARD_ANNEXES, action="refresh")
    client.send(f"{ACT}/packet", packet.values(), action="make")
    assert "Приложение № 3" in paper(client.page(f"{ACT}/packet/D10"))
    assert "Приложение № 3" in paper(client.fill(f"{ACT}/packet/D10", action="make"))


def test_on_the_basis_of_a_document_texts_stay_and_days_are_proposed_anew(client: SchoolClient) -> None:
    page = show(client, D04, {"date": "2023-10-16", "answers-D04-перечень": "Мессенджер-Альфа"})
    client.send(D04, page.values(), action="make")
    client.send(D04, page.values(), {"answers-D04-перечень": "Мессенджер-Бета"}, action="make")
    older = client.page("/documents/1")
    (link,) = [item for item in older.links() if "basis=1" in item and item.startswith(D04)]
    based = client.page(link)
    assert "приказ от 16.10.2023, версия 1" in based.main
    values = based.values()
    today = this_day()
    assert (values["date"], values["answers-D04-перечень"].strip()) == (today, "Мессенджер-Альфа")
    assert values["answers-D04-срок_закрытия"] > today
    kept = client.send(D04, values, {"keep": "y"}, action="show").values()
    assert kept["answers-D04-срок_закрытия"] == "2023-10-30"
    assert kept["answers-D04-перечень"].strip() == "Мессенджер-Альфа"
    kept.poplist("keep")
    again = client.send(D04, kept, action="show").values()
    assert again["answers-D04-срок_закрытия"] == values["answers-D04-срок_закрытия"]


def test_an_answer_whose_question_is_gone_is_dropped_with_a_word(client: SchoolClient, app: Flask) -> None:
    client.fill(D04, {"date": "2023-10-16"}, action="make")
    with app.app_context():
        row = db.session.get_one(DocumentRow, 1)
        answers = {"D04": {"прежний_вопрос": "да", "перечень": ["Viber"], "срок_закрытия": {"a": 1}}, "D98": 5}
        row.data = {**row.data, "packet": {"answers": answers, "documents": ["D04", "D98", 7]}}
        db.session.commit()
    page = client.page(f"{D04}?basis=1")
    assert "больше не задаёт вопроса «прежний вопрос»" in page.text
    assert page.values()["answers-D04-перечень"].strip() == "Viber"
    assert client.page(f"{ACT}/packet?basis=1").values().getlist("documents") == ["D04"]


@pytest.mark.parametrize(
    "address",
    [
        f"{ACT}/packet/D99",
        f"{ACT}/packet/D04?basis=77",
        f"{ACT}/packet/D05?basis=1",
        f"{ACT}/packet?basis=x",
    ],
)
def test_what_is_not_there_is_not_found(client: SchoolClient, address: str) -> None:
    client.fill(D04, {"date": "2023-10-16"}, action="make")
    assert client.get(address).status_code == 404


def test_a_packet_is_repeated_with_the_date_of_today(client: SchoolClient) -> None:
    packet = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D04", "D05"]}, action="refresh")
    client.send(f"{ACT}/packet", packet.values(), {"answers-D05-дней_новым": "7"}, action="make")
    (link,) = [item for item in client.page("/documents").links() if "again" in item]
    page = client.page(link)
    assert "комплект от 16.10.2023" in page.main
    values = page.values()
    assert values.getlist("documents") == ["D04", "D05"]
    assert (values["date"], values["answers-D05-дней_новым"]) == (this_day(), "7")
    assert values["answers-D04-срок_закрытия"] > values["date"]
    (keeping,) = [item for item in page.links() if "keep" in item]
    assert client.page(keeping).values()["answers-D04-срок_закрытия"] == "2023-10-30"
    assert "комплект от 16.10.2023" in client.page(f"{ACT}/packet?basis=1").main


def test_every_document_of_the_packet_leads_to_its_page(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/packet")
    named = {item.get("value") for item in page.root.xpath("//input[@name='documents']")}
    assert {f"{ACT}/packet/{document}" for document in named} <= set(page.links())


def test_every_document_has_a_page(demonstration: SchoolClient) -> None:
    for link in {item for item in demonstration.page(f"{ACT}/packet").links() if item.startswith(f"{ACT}/packet/")}:
        page = demonstration.page(link)
        assert page.root.xpath("//*[@data-pages]/@data-state") == ["text"], link


def test_a_letter_made_alone_comes_no_sooner_than_the_act_of_its_packet(client: SchoolClient) -> None:
    packet = {"date": "2023-10-16", "documents": ["D14", "D19"]}
    asked = client.fill(f"{ACT}/packet", packet, action="refresh")
    client.send(f"{ACT}/packet", asked.values(), {"answers-D14-дата_акта": "2023-11-07"}, action="make")
    letter = client.page(f"{ACT}/packet/D19")
    early = client.send(f"{ACT}/packet/D19", letter.values(), {"answers-D19-дата_письма": "2023-10-25"}, action="make")
    assert "раньше, чем D14 «Комиссия заканчивает проверку»: 07.11.2023" in early.beside("answers-D19-дата_письма")
    later = client.send(f"{ACT}/packet/D19", letter.values(), {"answers-D19-дата_письма": "2023-11-08"}, action="make")
    assert "Документ составлен" in later.main


def test_the_head_chooses_who_sits_in_the_commission(client: SchoolClient) -> None:
    address, chair = f"{ACT}/packet/D27", "answers-D27-председатель"
    page = show(client, address, {"date": "2023-10-16"})
    assert page.values()[chair] == ""
    assert "предложит программа" in page.main
    chosen = show(
        client, f"{ACT}/packet/D27", {"date": "2023-10-16", "answers-D27-председатель": "Ким Светлана Юрьевна"}
    )
    assert "председатель комиссии — Ким Светлана Юрьевна" in paper(chosen)
    head = client.send(
        f"{ACT}/packet/D27",
        chosen.values(),
        {"answers-D27-председатель": "Магомедова Патимат Гаджиевна"},
        action="make",
    )
    assert "утверждает акт комиссии и потому не входит в неё" in head.main


def test_a_head_in_all_roles_is_told_why_there_is_no_agreement_with_oneself(client: SchoolClient) -> None:
    name = "Магомедова Патимат Гаджиевна"
    client.fill("/responsible", {"sferum": name, "my_school": name, "administrator": name, "deputy": ""}, action="save")
    page = show(client, f"{ACT}/packet/D23", {"date": "2023-10-16"})
    assert "Соглашение с руководителем оформляет учредитель" in page.main
    refused = client.send(f"{ACT}/packet/D23", page.values(), {}, action="make")
    assert "Соглашение с руководителем оформляет учредитель" in refused.main
    packet = client.fill(f"{ACT}/packet", {"date": "2023-10-16", "documents": ["D02", "D23"]}, action="refresh")
    made = client.send(f"{ACT}/packet", packet.values(), {"documents": ["D02", "D23"]}, action="make")
    assert "Документ D23" in made.main
    assert "1 документ" in made.main


@pytest.mark.usefixtures("no_office")
def test_without_scripts_the_page_has_the_document_and_a_button_that_shows_it_anew(
    client: SchoolClient,
) -> None:
    page = client.page(f"{ACT}/packet/D04")
    (button,) = page.root.xpath("//button[@data-show]")
    assert button.get("hidden") is None, "the script hides it, nothing else"
    assert page.root.xpath("//*[@data-pages]//*[@class='paper' or contains(@class, 'sheet-picture')]")
    shown = client.send(f"{ACT}/packet/D04", page.values(), {"date": "2023-10-17"}, action="show")
    assert "17.10.2023" in shown.main
