from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sferum_docs.store.audit import Actor, lines, record_event
from sferum_docs.store.database import writing
from sferum_docs.store.schools import put_school
from tests.builders import a_school

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRETARY = Actor("Исаева Зара", NOW, user_id=7, address="127.0.0.1")


def a_journal() -> int:
    """Two lines of a school of their own."""
    with writing() as session:
        school_id = put_school(session, a_school(), None)
        record_event(session, school_id, SECRETARY, "packet.made", "комплект от 16.10.2023", documents=["D02"])
        record_event(session, school_id, SECRETARY, "school.saved", "скидка 100%")
    return school_id


def test_the_newest_line_stands_first_and_tells_who_what_when_and_from_where() -> None:
    last, first = lines(a_journal())
    assert (first.user_name, first.action, first.address, first.at) == (
        "Исаева Зара",
        "packet.made",
        "127.0.0.1",
        NOW,
    )
    assert first.details == {"documents": ["D02"]}
    assert last.action == "school.saved"


@pytest.mark.parametrize(("words", "found"), [("зара", 2), ("комплект 16.10", 1), ("100%", 1), ("1%0", 0), ("_", 0)])
def test_the_journal_is_searched_by_words(words: str, found: int) -> None:
    assert len(lines(a_journal(), words)) == found


def test_another_school_sees_nothing() -> None:
    a_journal()
    with writing() as session:
        other = put_school(session, a_school(), None)
    assert lines(other) == ()


@pytest.mark.parametrize("statement", ["UPDATE audit SET subject = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_or_delete_a_line(statement: str) -> None:
    school_id = a_journal()
    with pytest.raises(DatabaseError, match="append-only"), writing() as session:
        session.execute(text(statement))
    assert len(lines(school_id)) == 2


def test_a_deed_undone_leaves_no_line() -> None:
    school_id = a_journal()
    with pytest.raises(ZeroDivisionError), writing() as session:
        record_event(session, school_id, SECRETARY, f"{len(lines(school_id)) // 0}")
    assert len(lines(school_id)) == 2
