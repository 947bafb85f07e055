"""Who changed an entry is known by the entry, not by a number that two registers give."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sferum_docs.services.installation.audit import Actor, changes_since
from sferum_docs.services.register.details import mark_executed
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.register import register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register.entry import Entry
from tests.builders import a_school
from tests.registering import BY, DAY

pytestmark = pytest.mark.usefixtures("app")
KIM, OMAROVA = (Actor(name, BY.at + timedelta(minutes=place)) for place, name in enumerate(("Ким", "Омарова")))
ACTIONS = ("register.executed", "register.void")


@pytest.fixture
def pair(app: object) -> tuple[int, Entry, Entry]:
    """An order and a letter, both № 1."""
    assert app
    school = save_school(None, a_school(), BY)
    order = register_outside(school, "R01", "О режиме", RegistrationDetails(DAY), BY)
    letter = register_outside(school, "R02", "Ответ", RegistrationDetails(DAY), BY)
    return school, order, replace(letter, number=letter.number)


def authors(school: int, entry: Entry) -> list[str]:
    return [line.user_name for line in changes_since(school, ACTIONS, f"№ {entry.number}", BY.at, entry.id)]


def test_an_order_and_a_letter_of_one_number_have_each_their_authors(pair: tuple[int, Entry, Entry]) -> None:
    school, order, letter = pair
    assert order.number.partition("/")[0] == letter.number.partition("/")[0]
    with writing() as session:  # the looks of their numbers may be the same as well
        for entry, by in ((order, KIM), (letter, OMAROVA)):
            record_event(session, school, by, "register.executed", "№ 1", entry_id=entry.id)
    assert [line.user_name for line in changes_since(school, ACTIONS, "№ 1", BY.at, order.id)] == ["Ким"]
    assert [line.user_name for line in changes_since(school, ACTIONS, "№ 1", BY.at, letter.id)] == ["Омарова"]


def test_every_deed_names_its_entry(pair: tuple[int, Entry, Entry]) -> None:
    school, order, letter = pair
    mark_executed(school, order.id, DAY, KIM)
    void(school, letter.id, "ошибка", OMAROVA)
    assert authors(school, order) == ["Ким"]
    assert authors(school, letter) == ["Омарова"]


def test_lines_of_an_older_version_are_found_by_the_number_as_before(pair: tuple[int, Entry, Entry]) -> None:
    school, order, _ = pair
    with writing() as session:
        record_event(session, school, KIM, "register.executed", f"№ {order.number}: 17.10.2023")
    assert authors(school, order) == ["Ким"]
