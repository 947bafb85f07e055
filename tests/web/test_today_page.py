"""«Сделать сейчас» on the pages of each role, from the first step to the last."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.choose import known_packs
from sferum_docs.services.users.manage import Role
from tests.second_acts import MINISTRY
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_acts_pages import assign, change, choose_responsible, make


def lines(page: Page) -> list[str]:
    """The lines of the list, folded ones too."""
    return [" ".join(item.text_content().split()) for item in page.root.xpath("//section[@class='now']//ol/li")]


def after_save(page: Page) -> tuple[str, str]:
    """What is told to come next after a saving, and where it leads."""
    (link,) = page.root.xpath("//p[@class='next-step']/a")
    return " ".join(link.text_content().split()), str(link.get("href"))


def test_before_any_document_the_first_page_says_how_to_begin(client: SchoolClient) -> None:
    page = client.page("/")
    assert lines(page) == ["Сформируйте комплект документов"]
    assert f"{ACT}/packet" in page.links()


def test_each_saving_says_what_comes_next_until_the_packet(empty: SchoolClient) -> None:
    saved = empty.fill(
        "/school",
        {
            "full_name": "МКОУ «Ключевская СОШ»", "short_name": "МКОУ «Ключевская СОШ»", "place": "с. Ключевое",
            "inn": "9900000031", "head-name": "Магомедова Патимат Гаджиевна", "head-post": "директор",
        },
    )  # fmt: skip
    assert lines(empty.page("/"))[0] == "Внесите список работников"
    assert after_save(saved)[1] not in {"", "/staff"}, "the page that is open is no next step"
    saved = empty.fill("/staff", {"staff-0-name": "Омаров Шамиль Курбанович", "staff-0-post": "завуч"}, action="save")
    words, address = after_save(saved)
    assert (words.startswith("Назначьте ответственных"), address) == (True, "/responsible")


def test_a_refused_form_says_nothing_of_a_next_step(client: SchoolClient) -> None:
    refused = client.fill("/school", {"inn": "1"})
    assert refused.faults
    assert not refused.root.xpath("//p[@class='next-step']")


ROLES = {
    Role.HEAD: ("/", ["Распечатайте, подпишите и передайте секретарю 4 приказа датой 16.10.2023"]),
    Role.SECRETARY: ("/register", ["Распечатайте и отдайте на подпись 4 приказа датой 16.10.2023"]),
    Role.ADMINISTRATOR: ("/users", []),
}


@pytest.mark.parametrize("role", ROLES)
def test_each_desk_begins_with_what_is_theirs(app: Flask, demonstration: SchoolClient, role: Role) -> None:
    assert demonstration
    path, told = ROLES[role]
    page = a_user(app, role).page(path)
    assert lines(page)[: len(told)] == told
    assert bool(lines(page)) is bool(told)
    here = page.root.xpath("//section[@class='now']//a/@href")
    client = a_user(app, role, login="другой")
    assert all(client.get(str(link)).status_code in {200, 302} for link in here), "no line leads to a closed page"


def test_what_was_missed_is_told_in_years_and_the_tile_names_no_dead_day(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    (missed,) = page.root.xpath("//p[@class='now-missed']")
    words = " ".join(missed.text_content().split())
    assert "Срок п. 1.2 постановления — 20.10.2023," in words.replace("\xa0", " ")
    assert "назад" in words
    tile = page.root.xpath("//dl[@class='figures']/div[2]")[0].text_content()
    assert "Ближайший срок" in tile
    assert "2023" not in tile


def test_after_signing_the_secretary_has_to_register_and_then_to_acquaint(app: Flask, one_order: SchoolClient) -> None:
    assert one_order
    told = lines(a_user(app, Role.SECRETARY).page("/register"))
    assert told[0].startswith("Ознакомьте под подпись")
    assert "до 17.10.2023" not in told[0] or "назад" in told[0]
    assert any("без скана 1 запись" in line.replace("\xa0", " ") for line in told)


def test_a_pack_that_has_gone_is_told_to_both_and_hides_nothing_else(
    app: Flask, demonstration: SchoolClient, second_acts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "LOOK", 0)
    shutil.copytree(second_acts, Path(app.instance_path) / "packs")
    assign(demonstration, MINISTRY)
    choose_responsible(demonstration)
    make(demonstration, MINISTRY, "M01")
    shutil.rmtree(Path(app.instance_path) / "packs" / MINISTRY)
    assert MINISTRY not in known_packs()
    told = lines(a_user(app, Role.HEAD).page("/"))
    assert told[0].startswith("Попросите администратора вернуть комплект")
    assert told[1].startswith("Распечатайте, подпишите")
    assert lines(a_user(app, Role.ADMINISTRATOR, login="админ").page("/users"))[0].startswith("Верните на место")


def test_an_ended_act_asks_for_nothing(demonstration: SchoolClient) -> None:
    change(demonstration, "sferum-2023", "close")
    assert lines(demonstration.page("/")) == ["Выберите акт, по которому работаете"]
    assert not lines(demonstration.page(ACT))
