"""What a writer has looked at still holds when it writes, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.school.save import save_school
from sferum_docs.services.templates.change import upload_template
from sferum_docs.services.users.manage import Role, create_first, create_user, find_credentials, list_users, set_active
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.database import db
from sferum_docs.store.documents.templates import versions
from sferum_docs.store.rows import SchoolRow, UserRow
from tests.builders import BY, PACK_ID, a_school
from tests.docengine.word import word

CHEAP = Passwords(memory_kib=8, passes=1)
AT_ONCE = 6


def at_once(app: Flask, deed: Callable[[int], object]) -> list[object]:
    """The deed done by several threads at the same moment: what each gave, or the codes of its faults."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> object:
        with app.app_context():
            start.wait()
            try:
                return deed(number)
            except FaultsError as error:
                return [fault.code for fault in error.faults]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        given = list(threads.map(one, range(AT_ONCE)))
    db.session.rollback()  # what the threads did is seen
    return given


def test_an_installation_is_claimed_once(app: Flask) -> None:
    roles = frozenset({Role.HEAD})
    given = at_once(
        app, lambda number: create_first(f"первый{number}", "Ким Олег", "четыре слова подряд здесь", roles, BY, CHEAP)
    )
    assert given.count(["already_claimed"]) == AT_ONCE - 1
    assert db.session.query(UserRow).count() == 1


def test_one_administrator_is_left_when_all_are_turned_off_at_once(app: Flask) -> None:
    school_id = save_school(None, a_school(), BY)
    made = [
        create_user(school_id, f"админ{number}", "Ким Олег", frozenset({Role.ADMINISTRATOR}), BY, CHEAP)[0]
        for number in range(AT_ONCE)
    ]
    given = at_once(app, lambda number: set_active(made[number], BY, active=False))
    assert given.count(["last_administrator"]) == 1
    assert sum(user.active for user in list_users(school_id)) == 1


def test_a_school_is_begun_once_by_a_button_pressed_twice(app: Flask) -> None:
    create_first("первый", "Ким Олег", "четыре слова подряд здесь", frozenset(), BY, CHEAP)
    found = find_credentials("первый")
    assert found is not None
    by = replace(BY, user_id=found.user.id)
    given = at_once(app, lambda _number: save_school(None, a_school(), by))
    assert given.count(["school_changed"]) == AT_ONCE - 1
    assert db.session.query(SchoolRow).count() == 1


def test_uploaded_templates_get_their_numbers_once_each(app: Flask) -> None:
    school_id = save_school(None, a_school(), BY)
    upload_template(
        school_id, PACK_ID, "D04", word("первый"), "D04.docx", "", BY
    )  # the pack is read once, before the start
    at_once(
        app, lambda number: upload_template(school_id, PACK_ID, "D04", word(f"версия {number}"), "D04.docx", "", BY)
    )
    assert [item.number for item in versions(school_id, "sferum-2023", "D04")] == list(range(1, AT_ONCE + 2))
