import pytest
from flask import Flask
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from werkzeug.datastructures import MultiDict

from sferum_docs.services.users.manage import Role
from tests.web.browser import Watch
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

FIELDS = [
    ("school", "/school", "students", "246"),
    ("staff", "/staff", "staff-1-post", "учитель химии"),
    ("chats", "/chats", "chats-0-members", "13"),
    ("responsible", "/responsible", "my_school", "Омарова Зарема Исаевна"),
    ("packet.sferum-2023", f"{ACT}/packet", "date", "2023-10-18"),
    ("compose.sferum-2023.D02", f"{ACT}/packet/D02", "date", "2023-10-18"),
]


def typed(client: SchoolClient, page: str, path: str, field: str, value: str) -> MultiDict[str, str]:
    values = client.page(path).values()
    values[field] = value
    assert client.post(f"/drafts/{page}", data=values).get_json()["told"].startswith("Черновик сохранён в ")
    return values


@pytest.mark.parametrize(("page", "path", "field", "value"), FIELDS)
def test_what_was_typed_is_offered_on_the_next_visit(
    client: SchoolClient, page: str, path: str, field: str, value: str
) -> None:
    before = client.page(path).values()[field]
    typed(client, page, path, field, value)
    offered = client.page(path)
    assert "Есть ваши несохранённые правки" in offered.main
    assert offered.values()[field] == before, "what is saved is shown until the person decides"
    assert client.page(f"{path}?draft=1").values()[field] == value


@pytest.mark.parametrize(("page", "path", "field", "value"), FIELDS[:4])
def test_saving_ends_the_draft(client: SchoolClient, page: str, path: str, field: str, value: str) -> None:
    typed(client, page, path, field, value)
    client.send(path, client.page(f"{path}?draft=1").values(), action="save")
    saved = client.page(path)
    assert "несохранённые" not in saved.main
    assert saved.values()[field] == value


def test_a_document_made_ends_its_draft_and_no_other_s(demonstration: SchoolClient) -> None:
    path = f"{ACT}/packet/D02"
    typed(demonstration, *FIELDS[5])
    typed(demonstration, "compose.sferum-2023.D03", f"{ACT}/packet/D03", "date", "2023-10-19")
    shown = demonstration.page(f"{path}?draft=1")
    assert shown.values(shown.form_to(path))["date"] == "2023-10-18"
    demonstration.send(path, shown.values(shown.form_to(path)), action="make")
    assert "несохранённые" not in demonstration.page(path).main
    assert "несохранённые" in demonstration.page(f"{ACT}/packet/D03").main
    token = demonstration.page("/school").values()["csrf_token"]
    dropped = demonstration.post("/drafts/compose.sferum-2023.D03/drop", data={"csrf_token": token})
    assert dropped.headers["Location"].endswith(f"{ACT}/packet/D03")
    assert demonstration.post("/drafts/compose.sferum-2023.D99", data={"csrf_token": token}).status_code == 404


def test_a_draft_without_end_is_not_kept_and_the_one_before_stays(client: SchoolClient) -> None:
    values = typed(client, *FIELDS[1])
    values["staff-1-post"] = "ж" * 1_000_001
    told = client.post("/drafts/staff", data=values).get_json()["told"]
    assert "слишком велик" in told
    assert client.page("/staff?draft=1").values()["staff-1-post"] == "учитель химии"


def test_a_draft_can_be_thrown_away(client: SchoolClient) -> None:
    typed(client, *FIELDS[0])
    token = client.page("/school").values()["csrf_token"]
    shown = Page(client.post("/drafts/school/drop", data={"csrf_token": token}, follow_redirects=True))
    assert "несохранённые" not in shown.main


def test_a_draft_from_before_another_s_change_does_not_undo_it(client: SchoolClient, app: Flask) -> None:
    typed(client, *FIELDS[1])
    a_user(app, Role.HEAD, login="другой").fill("/staff", {"staff-2-post": "сторож"}, action="save")
    resumed = client.page("/staff?draft=1").values()
    refused = client.send("/staff", resumed, action="save")
    assert "Не записано: пока страница была открыта" in refused.main
    assert client.page("/staff").values()["staff-2-post"] == "сторож"


def test_one_s_draft_is_nobody_else_s(client: SchoolClient, app: Flask) -> None:
    typed(client, *FIELDS[0])
    other = a_user(app, Role.HEAD, login="другой")
    assert "несохранённые" not in other.page("/school").main


def test_there_is_no_draft_of_an_unknown_page(client: SchoolClient) -> None:
    token = client.page("/school").values()["csrf_token"]
    assert client.post("/drafts/users", data={"csrf_token": token}).status_code == 404


def test_a_browser_keeps_the_draft_by_itself(page: BrowserPage, watch: Watch, client: SchoolClient) -> None:
    assert client
    page.goto("/school")
    page.get_by_label("Сайт").fill("школа.рф")
    expect(page.locator("#draft-told")).to_contain_text("Черновик сохранён")
    page.goto("/school")
    page.get_by_role("link", name="Продолжить с ними").click()
    expect(page.get_by_label("Сайт")).to_have_value("школа.рф")
    watch.check()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.get_by_text("Данные школы сохранены.")).to_be_visible()
    expect(page.get_by_text("несохранённые")).to_have_count(0)


@pytest.mark.parametrize(("page", "path"), [row[:2] for row in FIELDS])
def test_a_page_sends_its_draft_to_the_address_that_keeps_it(client: SchoolClient, page: str, path: str) -> None:
    assert f'data-draft="/drafts/{page}"' in client.get(path).get_data(as_text=True)
