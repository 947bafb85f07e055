import pytest
from flask import Flask

from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.users.manage import list_users
from tests.builders import PACK_ID
from tests.web.pages import ACT, SchoolClient

PAGES = ["/", "/staff", "/chats", "/responsible", f"{ACT}/packet", "/documents", "/verify"]
RIGHT = {
    "inn": "9900000031",
    "full_name": "Муниципальное казённое общеобразовательное учреждение «Ключевская СОШ»",
    "short_name": "МКОУ «Ключевская СОШ»",
    "place": "с. Ключевое",
    "head-name": "Магомедова Патимат Гаджиевна",
    "head-post": "директор",
}


@pytest.mark.parametrize("path", PAGES)
def test_before_there_is_a_school_every_page_leads_to_the_first_steps(empty: SchoolClient, path: str) -> None:
    answer = empty.get(path)
    assert (answer.status_code, answer.location) == (302, "/start")


def test_the_first_page_offers_both_ways_in(empty: SchoolClient) -> None:
    page = empty.page("/start")
    assert "/school" in page.links()
    assert page.form().get("action") == "/start/demonstration"


def test_the_button_loads_the_demonstration_school_with_its_documents(empty: SchoolClient) -> None:
    page = empty.send("/start/demonstration", empty.page("/start").values())
    assert "Пункты постановления № 262" in page.title
    assert "вымышленную школу" in page.main
    made = len(read_sample(find_pack(PACK_ID)).request.documents)
    assert len(empty.page("/documents").root.xpath("//tbody/tr")) == made


def test_the_demonstration_never_replaces_a_real_school(empty: SchoolClient) -> None:
    token = empty.page("/start").values()
    empty.fill("/school", RIGHT, action="save")
    empty.send("/start/demonstration", token)
    assert empty.page("/school").values()["short_name"] == RIGHT["short_name"]


def test_the_first_saved_school_leads_on_to_its_staff(empty: SchoolClient) -> None:
    page = empty.fill("/school", RIGHT, action="save")
    assert page.response.request.path == "/staff"
    assert "Данные школы сохранены" in page.main


def test_who_has_a_school_is_not_asked_to_begin_again(client: SchoolClient) -> None:
    assert client.get("/start").location == "/"


WAY = "//nav[@aria-label='Шаги: от данных школы к документам']"


def test_the_steps_show_the_way_and_stay_when_documents_are_made(client: SchoolClient) -> None:
    page = client.page("/chats")
    (way,) = page.root.xpath(WAY)
    assert way.xpath(".//a[@aria-current='step']/text()") == ["Чаты"]
    assert len(way.xpath(".//li[@class='way-done']")) == 4
    asked = client.page(f"{ACT}/packet?document=D04")
    client.send(f"{ACT}/packet", asked.values(), action="make")
    (way,) = client.page("/chats").root.xpath(WAY)
    assert len(way.xpath(".//li[@class='way-done']")) == 5


def test_a_step_is_done_when_making_would_take_it(client: SchoolClient) -> None:
    client.fill("/responsible", {"administrator": ""}, action="save_unfinished")
    (way,) = client.page("/staff").root.xpath(WAY)
    assert way.xpath(".//li[@class='way-ahead']/a/text()") == ["Ответственные", "Комплект"]


@pytest.mark.parametrize(
    ("here", "ahead"),
    [("/school", "/staff"), ("/staff", "/chats"), ("/chats", "/responsible"), ("/responsible", f"{ACT}/packet")],
)
def test_every_page_of_the_data_saves_and_leads_on(client: SchoolClient, here: str, ahead: str) -> None:
    page = client.page(here)
    (button,) = page.root.xpath("//div[@class='save-bar']/button[@value='onward']/text()")
    assert button.startswith("Сохранить и дальше: ")
    done = client.send(here, page.values(), action="onward")
    assert done.response.request.path == ahead
    assert "сохранен" in done.main.lower() or "сохранён" in done.main.lower()
    assert client.send(here, client.page(here).values(), action="save").response.request.path == here


def test_a_refused_page_does_not_lead_on(client: SchoolClient) -> None:
    page = client.fill("/responsible", {"deputy": "Омарова Зарема Исаевна"}, action="onward")
    assert page.response.request.path == "/responsible"
    assert "сам себя никто не замещает" in page.beside("deputy")


def test_who_is_responsible_is_saved_with_a_link_to_the_packet(client: SchoolClient) -> None:
    page = client.fill("/responsible", action="save")
    (link,) = page.root.xpath("//p[@role='status']//a[.='сформировать комплект документов']/@href")
    assert link == f"{ACT}/packet"


def test_the_packet_stands_in_the_menu(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/packet")
    (link,) = page.root.xpath("//nav[@aria-label='Разделы']//a[.='Комплект']")
    assert (link.get("href"), link.get("aria-current")) == (f"{ACT}/packet", "page")


def test_before_the_school_is_known_only_its_own_step_is_open(empty: SchoolClient) -> None:
    (way,) = empty.page("/school").root.xpath(WAY)
    assert way.xpath(".//a/text()") == ["Школа"]


def test_who_typed_the_own_name_at_the_first_run_types_it_no_more(empty: SchoolClient, app: Flask) -> None:
    with app.app_context():
        (somebody,) = list_users(None)
    page = empty.page("/school")
    assert page.values()["head-name"] == somebody.name
    saved = empty.send("/school", page.values(), {**RIGHT, "head-name": "Магомедова Патимат Гаджиевна"}, action="save")
    row = {key: saved.values()[f"staff-0-{key}"] for key in ("name", "post", "sex")}
    assert row == {"name": "Магомедова Патимат Гаджиевна", "post": RIGHT["head-post"], "sex": "ж"}
    kept = empty.send("/staff", saved.values(), action="save")
    assert "1 работник" in kept.main
