import pytest

from tests.web.pages import SchoolClient

CHANGES = [
    ("/school", {"students": "246"}, {"students": "247"}, "students"),
    ("/staff", {"staff-1-post": "учитель химии"}, {"staff-1-post": "учитель биологии"}, "staff-1-post"),
    ("/school/paper", {"size": "12"}, {"size": "13"}, "size"),
    ("/chats", {"chats-0-members": "12"}, {"chats-0-members": "13"}, "chats-0-members"),
]


@pytest.mark.parametrize(("path", "first", "second", "field"), CHANGES)
def test_a_page_opened_before_another_s_change_does_not_undo_it(
    client: SchoolClient, path: str, first: dict[str, str], second: dict[str, str], field: str
) -> None:
    stale = client.page(path).values()
    client.fill(path, first, action="save")
    refused = client.send(path, stale, second, action="save")
    assert "Не записано: пока страница была открыта" in refused.main
    assert refused.values()[field] == second[field], "what was typed stays"
    assert client.page(path).values()[field] == first[field], "what was kept stays"


@pytest.mark.parametrize(("path", "first", "second", "field"), CHANGES)
def test_told_of_the_change_a_person_may_replace_it(
    client: SchoolClient, path: str, first: dict[str, str], second: dict[str, str], field: str
) -> None:
    stale = client.page(path).values()
    client.fill(path, first, action="save")
    refused = client.send(path, stale, second, action="save")
    client.send(path, refused.values(), action="save")
    assert client.page(path).values()[field] == second[field]


def test_more_rows_in_between_do_not_hide_the_change(client: SchoolClient) -> None:
    stale = client.page("/staff").values()
    client.fill("/staff", {"staff-1-post": "учитель химии"}, action="save")
    longer = client.send("/staff", stale, action="more")
    assert client.send("/staff", longer.values(), action="save").faults


def test_another_page_of_the_school_is_no_change(client: SchoolClient) -> None:
    open_before = client.page("/chats").values()
    client.fill("/school", {"students": "246"}, action="save")
    assert not client.send("/chats", open_before, {"chats-0-members": "14"}, action="save").faults
