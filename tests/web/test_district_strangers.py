"""Every address that takes an id, tried by people of another school and of another district: nothing is told.

The addresses come from the program itself, the ids from a school with one of each thing. An address that takes
something new fails here until VALUES says what of the school stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.reading.sheets.sheets import read_text
from sferum_docs.services.acts_reading.drafts import begin_from_text
from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.services.register.imports.old_tables import keep_table
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.users.manage import Role, list_users
from sferum_docs.store.database import db
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_school
from tests.district import INNS, OTHER_NAME, an_office, keep_body, login_of, watch_over
from tests.mails import put_a_letter
from tests.people import a_change
from tests.registering import PDF
from tests.web.api_client import a_program
from tests.web.conftest import CHEAP, PASSWORD, client_of
from tests.web.test_indicator_import import FIRST, bring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.routing import Rule

    from tests.web.pages import SchoolClient

TOLD_BY_NONE = "Провести тайный урок"  # of an act that the school reads
# what each argument is in the school that is asked for; a string: of everybody, it tells nobody's from another's
VALUES: dict[str, str] = {
    "document_id": "document", "document": "document", "entry_id": "entry", "evidence_id": "evidence",
    "draft_id": "draft", "import_id": "table", "upload_id": "sheet", "user_id": "person", "user": "person",
    "school": "school", "job": "job", "token_id": "program", "change_id": "change",
    "letter_id": "letter", "delivery_id": "letter",
}  # fmt: skip
OF_ALL: dict[str, Any] = {
    "pack": PACK_ID, "act": PACK_ID, "name": PACK_ID, "book_id": "R01", "register_id": "R01", "monday": "2023-10-23",
    "page": 1, "number": 1, "place": 0, "refusal_id": 1, "signature": "x", "token": "x", "filename": "site.css",
    "rest": "D04", "body": 1,
}  # fmt: skip
# addresses of which an id is a number in the own list, or a name that a signature keeps
OWN_NUMBERS = {"pictures.picture_of", "static", "bootstrap.static"}

NOTHING_YET = ("/archive", "/print")  # of a job that has made no paper
# said alike of what is gone and of what is somebody else's
GONE = ("Отбрасывать нечего", "Этих файлов здесь больше нет", "Этого черновика нет", "Не записано")


@dataclass
class World:
    """A school with one of each thing, below an office; beside it a school of the same office, and another district."""

    ids: dict[str, int]
    office: int
    other_office: int
    strangers: dict[str, SchoolClient] = field(default_factory=dict)


@pytest.fixture
def world(app: Flask, demonstration: SchoolClient) -> World:
    """The demonstration school is the one that is asked for."""
    bring(demonstration, FIRST)
    secret = CHEAP.hash(PASSWORD)
    with app.app_context():
        entry = register_document(SCHOOL_ID, 1, RegistrationDetails(date(2023, 10, 16)), BY)
        add_evidence(SCHOOL_ID, Subject(entry_id=entry.id), "скан.pdf", PDF, BY)
        keep_table(SCHOOL_ID, "R01", read_text("№\tДата\tСодержание\n1\t09.01.2019\tО режиме\n").sheets, "старый", BY)
        begin_from_text(SCHOOL_ID, f"ПРИКАЗ\nприказываю:\n1. {TOLD_BY_NONE}.\n2. Доложить.", BY)
        office = watch_over(SCHOOL_ID, secret)
        beside = keep_body(a_school(inn=INNS[0]), secret, office)
        other = keep_body(an_office("Отдел образования Нижнего района"), secret)
        foreign = keep_body(a_school(short_name=OTHER_NAME, inn=INNS[1]), secret, other)
        asked_for = BulkRequest(PACK_ID, ("D04",), date(2023, 10, 16)).options()
        job = start_job(office, "bulk_check", [NewItem("1", "школа", SCHOOL_ID, {})], asked_for, BY)
        ids = dict.fromkeys(("document", "entry", "evidence", "draft", "table", "sheet"), 1)
        ids["program"] = a_program(app).token_id
        ids |= {"letter": put_a_letter(entry.id)}
        ids |= {"school": SCHOOL_ID, "person": list_users(SCHOOL_ID)[0].id, "job": job}
        ids["change"] = a_change(SCHOOL_ID).id
        db.session.remove()
    world = World(ids, office, other)
    world.strangers = {
        "a school of the same office": client_of(app, login_of(beside)),
        "a school of another district": client_of(app, login_of(foreign)),
        "the office of another district": client_of(app, login_of(other)),
        "its own office": client_of(app, login_of(office)),
    }
    return world


def asked(app: Flask, world: World) -> Iterator[tuple[str, Rule, str]]:
    """Method, address and path of all that take an id of the school."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            continue  # by tokens: `test_api_access`
        unknown = rule.arguments - {*VALUES, *OF_ALL}
        assert not unknown, f"{rule.rule}: say in VALUES what of a school stands for {unknown}"
        whose = {name for name in rule.arguments if name in VALUES and _is_number(rule, name)}
        if not whose or rule.endpoint in OWN_NUMBERS:
            continue
        values = {
            name: world.ids[VALUES[name]] if name in whose else OF_ALL.get(name, "D04") for name in rule.arguments
        }
        path = adapter.build(rule.endpoint, values, method="GET" if "GET" in (rule.methods or ()) else "POST")
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule, path


def _is_number(rule: Rule, name: str) -> bool:
    """Whether it is an id: documents of a pack have names that are everybody's."""
    return f"<int:{name}>" in rule.rule


def test_nothing_of_a_school_is_found_by_another_school_or_district(
    app: Flask, demonstration: SchoolClient, world: World
) -> None:
    tried = 0
    for who, stranger in world.strangers.items():
        token = stranger.page("/help").root.xpath("string(//input[@name='csrf_token']/@value)")
        for method, rule, path in asked(app, world):
            if who == "its own office" and rule.rule.startswith("/district/"):
                continue
            answer = stranger.open(path, method=method, data={"csrf_token": token}, follow_redirects=True)
            tried += 1
            told = f"{who}: {method} {path}"
            assert TOLD_BY_NONE not in answer.text, told
            assert "Ключевская" not in answer.text or who == "a school of the same office", told
            if answer.status_code not in {403, 404}:
                assert any(word in answer.text for word in GONE), told
    assert tried > 200, "the addresses are found"
    assert TOLD_BY_NONE in demonstration.page("/acts/read/1").main, "nothing of it is changed either"


def test_what_strangers_are_refused_is_there_for_its_own(app: Flask, demonstration: SchoolClient, world: World) -> None:
    clerk = world.strangers["its own office"]
    for method, rule, path in asked(app, world):
        if method == "GET":
            own = clerk if rule.rule.startswith("/district/") else demonstration
            told = {200, 302, 303, 503} | (
                {404} if path.startswith("/district/") and path.endswith(NOTHING_YET) else set()
            )
            assert own.get(path).status_code in told, path


def test_an_office_of_another_district_changes_nothing_and_lists_nothing(app: Flask, world: World) -> None:
    stranger = world.strangers["the office of another district"]
    lists = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/district/") and not rule.arguments]
    for rule in lists:
        if "GET" in (rule.methods or ()):
            answer = stranger.get(rule.rule, follow_redirects=True)
            assert "Верхнереченского района" not in answer.text, rule.rule
    with app.app_context():
        assert all(user.active for user in list_users(SCHOOL_ID))
        assert Role.DISTRICT not in {role for user in list_users(SCHOOL_ID) for role in user.roles}
