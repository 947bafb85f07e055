"""Two processes on one database: what a person does at one, everybody sees at the other on the next click."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.templates.change import activate_template, upload_template
from sferum_docs.store.database import db
from sferum_docs.web.current import today
from tests.builders import BY, PACK_ID
from tests.edited import mended, shipped
from tests.registering import PDF
from tests.web.conftest import application, client_of
from tests.web.desk import press, register
from tests.web.pages import ACT, SchoolClient
from tests.web.test_progress import sign_all
from tests.web.test_queries import counted

READ = (
    ACT, "/documents", "/deadlines", "/register", "/register/unsigned", "/register/without-scan", f"{ACT}/templates",
)  # fmt: skip


@pytest.fixture
def second(tmp_path: Path, demonstration: SchoolClient) -> Iterator[SchoolClient]:
    """The same person at another process, both of which have shown their pages before."""
    other = application(tmp_path)
    client = client_of(other)
    for path in READ:
        assert demonstration.get(path).status_code == client.get(path).status_code == 200
    yield client
    with other.app_context():
        db.engine.dispose()


def order_registered(client: SchoolClient) -> None:
    register(client, "О назначении")


def another_paper(client: SchoolClient) -> None:
    client.fill("/register/other", {"title": "О дежурстве по школе", "signed_on": "2023-10-17", "sure": "2023-10-17"})


Places = tuple[tuple[str, str], ...]
CHANGES: dict[str, tuple[Callable[[SchoolClient], None], Places]] = {
    "an order registered": (order_registered, (
        (ACT, "ознакомлены не все"),
        ("/documents", "№ 1"),
        ("/register", "Ознакомьте под подпись"),
        ("/register", "без скана 1 запись"),
        ("/register/unsigned", "1 документ"),
    )),
    "a paper made elsewhere": (another_paper, (
        ("/register", "дежурстве по школе"),
        ("/register", "следующий номер: 2"),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_at_one_process_is_seen_at_the_other_on_the_next_click(
    demonstration: SchoolClient, second: SchoolClient, name: str
) -> None:
    change, places = CHANGES[name]
    assert [path for path, words in places if words in second.page(path).main] == []
    change(demonstration)
    for client in (second, demonstration):
        assert [path for path, words in places if words not in client.page(path).main] == []


def test_a_day_of_two_people_at_two_processes(demonstration: SchoolClient, second: SchoolClient) -> None:
    register(demonstration, "О назначении")
    sign_all(second, 1)
    assert "подписано, ждёт подтверждения" in demonstration.page(ACT).main
    press(demonstration, 1, "scans", file=(io.BytesIO(PDF), "Приказ 1.pdf"))
    assert "Исполнено 2 из 10 пунктов" in second.page(ACT).main
    press(second, 1, "repeal", repealed_note="постановлением № 1")
    assert "утратил силу" in demonstration.page(ACT).main
    assert "утратил силу" in demonstration.page("/register").main


def test_the_name_of_a_school_is_that_of_now(demonstration: SchoolClient, second: SchoolClient) -> None:
    demonstration.fill("/school", {"short_name": "Школа у реки"}, action="save")
    assert "Школа у реки" in second.page("/register").text


def test_a_template_in_force_is_so_at_once(app: Flask, demonstration: SchoolClient, second: SchoolClient) -> None:
    with app.app_context():
        number = upload_template(1, PACK_ID, "D02", mended(shipped()), "поправлен.docx", "", BY)
        activate_template(1, PACK_ID, "D02", number, today(), "", BY)
    for client in (demonstration, second):
        assert "версия 1" in client.page(f"{ACT}/templates").main


def test_a_new_day_counts_the_days_anew(demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = demonstration.page(ACT).main
    for place in ("head.clauses", "current", "kept_part"):
        monkeypatch.setattr(f"sferum_docs.web.{place}.today", lambda: date(2023, 10, 17))
    assert demonstration.page(ACT).main != shown


def test_what_nobody_changed_is_asked_of_the_database_by_nobody(app: Flask, demonstration: SchoolClient) -> None:
    for path in (ACT, "/documents", "/register"):
        demonstration.get(path)
        with counted(app) as asked:
            assert demonstration.get(path).status_code == 200
        assert len(asked) == 1, "who is signed in, and whether anything changed"
