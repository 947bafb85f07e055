"""Two who send the same form at the same instant: both pages were fresh when they were looked at, one writes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask

from sferum_docs.store.database import check_before_writing
from sferum_docs.web.forms import edit_guard
from tests.web.conftest import client_of
from tests.web.pages import Page, SchoolClient
from tests.web.test_changing import ENTRY, POSTS, an_entry, everything
from tests.web.test_sent_twice import PAPER, TODAY, TOMORROW

TOLD = "Не записано: пока страница была открыта, данные изменились"
# address → its page, the field written, what each of the two writes, the other fields of the form
RACES: dict[str, tuple[str, str, tuple[str, str], dict[str, str]]] = {
    "/register/entries/<int:entry_id>/details": (ENTRY, "note", ("Исаевой", "Омаровой"), {}),
    "/staff": ("/staff", "staff-1-post", ("учитель химии", "учитель права"), {"action": "save"}),
    "/chats": ("/chats", "chats-0-members", ("12", "13"), {"action": "save"}),
    "/register/settings/files": ("/register/settings", "files-0-title", ("Приказы по школе", "Приказы"), {}),
    "/school": ("/school", "students", ("246", "247"), {"action": "save"}),
}


def at_once(clients: list[SchoolClient], path: str, forms: list[Any], monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Both forms sent by two browsers; neither writes before both have been looked at."""
    looked = Barrier(len(forms), timeout=240)

    def met(check: Any) -> None:
        looked.wait()
        check_before_writing(check)

    monkeypatch.setattr(edit_guard, "check_before_writing", met)

    def press(pair: tuple[SchoolClient, Any]) -> Page:
        client, data = pair
        return Page(client.post(path, data=data, content_type="multipart/form-data", follow_redirects=True))

    with ThreadPoolExecutor(len(forms)) as threads:
        answers = list(threads.map(press, zip(clients, forms, strict=True)))
    monkeypatch.undo()
    return answers


@pytest.mark.parametrize("rule", RACES)
def test_one_writes_and_the_other_is_told(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    page, name, words, rest = RACES[rule]
    if page == ENTRY:
        an_entry(demonstration)
    path = POSTS[rule]
    hidden = {"register": rest["register"]} if "register" in rest else {}
    clients, forms = [client_of(app), client_of(app)], list[Any]()
    for client, word in zip(clients, words, strict=True):
        shown = client.page(page)
        sent = shown.values(shown.form_to(path, **hidden))
        for key, value in {**rest, name: word}.items():
            sent[key] = value
        forms.append(sent)
    answers = at_once(clients, path, forms, monkeypatch)
    assert [answer.status for answer in answers] == [200, 200]
    told = [TOLD in answer.main for answer in answers]
    assert sorted(told) == [False, True], "one is written, the other is told"
    winner, loser = told.index(False), told.index(True)
    shown = demonstration.page(page)
    assert shown.values(shown.form_to(path, **hidden))[name] == words[winner]
    back = answers[loser]
    # a browser drops the line end that a field of several lines begins with
    typed = [(control.value or "").removeprefix("\n") for control in back.root.xpath(f"//*[@name='{name}']")]
    assert words[loser] in typed, "what the other typed is on the page"


@pytest.mark.parametrize(
    ("path", "typed", "table"),
    [
        ("/register/held", {"register": "R01", "day": TOMORROW, "purpose": "поездка"}, "register_entry"),
        ("/register/other", {**PAPER, "signed_on": TODAY}, "register_entry"),
        ("/users", {"name": "Ким Олег Юрьевич", "login": "ким", "roles": "secretary"}, "user_account"),
    ],
)
def test_a_button_pressed_twice_at_once_makes_one_thing(
    app: Flask, demonstration: SchoolClient, path: str, typed: dict[str, str], table: str
) -> None:
    assert demonstration
    before = len(everything(app)[table])
    start = Barrier(2, timeout=240)
    pairs = [(client, {**client.page(path).values(), **typed}) for client in (client_of(app), client_of(app))]

    def press(pair: tuple[SchoolClient, Any]) -> Page:
        start.wait()
        return Page(pair[0].post(path, data=pair[1], follow_redirects=True))

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(press, pairs))
    assert sorted(bool(answer.faults) for answer in answers) == [False, True]
    assert len(everything(app)[table]) == before + 1
