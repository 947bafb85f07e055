"""Outdated documents on the pages: told at the moment of saving, made anew by one button without a script."""

from __future__ import annotations

import pytest

from sferum_docs.services.users.manage import Role
from tests.web.desk import register_one
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

RENEW = "/documents/outdated"
OMAROV, OMAROVICH = "Омаров Шамиль Курбанович", "Омаров Шамиль Курбан оглы"


def row_of(page: Page, name: str) -> str:
    """The field that holds the name."""
    (field,) = [key for key, value in page.values().items() if value == name and key.endswith("-name")]
    return field


def rename(client: SchoolClient) -> Page:
    """One worker of the demonstration gets another patronymic."""
    page = client.page("/staff")
    row = row_of(page, OMAROV)
    return client.send("/staff", page.values(), {row: OMAROVICH}, action="save")


def told(page: Page) -> str:
    return " ".join(
        " ".join(item.itertext()) for item in page.root.xpath("//div[contains(@class,'outdated-told')]")
    ).replace("\xa0", " ")


def press(page: Page, client: SchoolClient, **button: str) -> Page:
    return client.send(RENEW, page.values(page.form_to(RENEW)), dict(button))


def test_a_saving_says_what_is_outdated_and_why_and_one_button_mends_it(demonstration: SchoolClient) -> None:
    saved = rename(demonstration)
    words = " ".join(told(saved).split())
    assert f"устарели: {OMAROV} → {OMAROVICH}." in words
    many = int(words.split()[0])
    assert many >= 4
    assert f"Обновить {many} документ" in words
    mended = press(saved, demonstration)
    assert f"{many} документ" in mended.main.replace("\xa0", " ").partition("обновлены")[0]
    assert not mended.root.xpath("//section[@id='outdated']")
    again = press(saved, demonstration)
    assert "Обновлять нечего" in again.main
    versions = list(demonstration.page("/documents").root.xpath("//*[@class='listing-kind']/text()"))
    assert sum("версия 2" in line for line in versions) == many
    assert not any("версия 3" in line for line in versions)


@pytest.mark.parametrize(
    ("path", "typed", "button", "words"),
    [
        ("/school", {"place": "с. Другое"}, {}, "место издания документов: с. Верхнереченское → с. Другое"),
        ("/school/paper", {"margins-left": "35"}, {}, "поле страницы: левое: 30 → 35"),
        ("/chats", {"chats-0-platform": "Telegram"}, {"action": "save"}, "откуда: "),
    ],
)
def test_every_page_of_the_school_tells_it(
    demonstration: SchoolClient, path: str, typed: dict[str, str], button: dict[str, str], words: str
) -> None:
    assert words in told(demonstration.fill(path, typed, **button))


def test_nothing_is_told_where_nothing_would_come_out_otherwise(demonstration: SchoolClient) -> None:
    assert not told(demonstration.fill("/school", {"site": "shkola.example"}))


def test_the_page_of_documents_groups_them_by_reason(demonstration: SchoolClient) -> None:
    rename(demonstration)
    (section,) = demonstration.page("/documents").root.xpath("//section[@id='outdated']")
    (reason,) = section.xpath(".//p[@class='outdated-why']/a")
    assert (reason.text_content(), reason.get("href")) == (f"{OMAROV} → {OMAROVICH}", "/staff")
    titles = [item.text_content() for item in section.xpath(".//ul[@class='plain-list']/li")]
    assert any("О назначении ответственных" in title.replace("\xa0", " ") for title in titles)
    assert not any("Об исключении" in title.replace("\xa0", " ") for title in titles), "it names nobody of them"


def test_a_registered_order_is_not_changed_and_another_is_proposed(demonstration: SchoolClient) -> None:
    register_one(demonstration)
    rename(demonstration)
    page = demonstration.page("/documents")
    (section,) = page.root.xpath("//section[@id='outdated']")
    assert "не меняется" in section.text_content()
    (link,) = [href for href in section.xpath(".//a/@href") if "basis=" in href]
    assert link.startswith(f"{ACT}/packet/D02?basis=")
    assert demonstration.get(link).status_code == 200
    press(page, demonstration)
    (row,) = [row for row in demonstration.page("/documents").root.xpath("//tbody/tr") if "D02" in row.text_content()]
    assert "зарегистрирован" in row.text_content()
    assert "версия 3" not in row.text_content()


def test_only_the_head_presses_the_button(demonstration: SchoolClient) -> None:
    rename(demonstration)
    app = demonstration.application
    for role, allowed in ((Role.HEAD, True), (Role.SECRETARY, False), (Role.ADMINISTRATOR, False)):
        client = a_user(app, role, login=role.value)
        page = client.page("/documents")
        assert "Устарели" in page.main, role
        assert bool(page.root.xpath(f"//form[@action='{RENEW}']")) is allowed, role


def test_whoever_is_still_needed_is_told_with_the_way_there(demonstration: SchoolClient) -> None:
    page = demonstration.page("/staff")
    row = row_of(page, OMAROV)
    values = page.values()
    mark = row.removesuffix("name")
    refused = demonstration.send(
        "/staff", values, {name: "" for name in values if name.startswith(mark)}, action="save"
    )
    leads = [str(link) for link in refused.root.xpath("//section[@role='alert']//a/@href")]
    assert any(link.startswith("/responsible#") for link in leads)
    assert any(link.startswith("/chats#chats-") for link in leads)
    for link in leads:
        path, _mark, field = link.partition("#")
        assert demonstration.page(path).root.get_element_by_id(field) is not None
