from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sferum_docs.store.audit import Actor
from sferum_docs.store.database import writing
from sferum_docs.store.documents.templates import (
    TemplateDecision,
    add_decision,
    add_version,
    in_force,
    template_content,
    version_in_force,
    versions,
)
from sferum_docs.store.schools import put_school
from tests.builders import a_school

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BY = Actor("Исаева Зара", NOW)


def day(number: int) -> date:
    return date(2026, 11, number)


def decided(*lines: tuple[int, int | None]) -> list[TemplateDecision]:
    return [TemplateDecision("D02", number, None if at is None else day(at), "", "", NOW) for number, at in lines]


@pytest.mark.parametrize(
    ("lines", "at", "number"),
    [
        ((), 23, 0),
        (((1, 23),), 22, 0),
        (((1, 23),), 23, 1),
        (((1, 20), (2, 25)), 24, 1),
        (((1, 20), (2, 25)), 25, 2),
        (((1, 20), (0, 23)), 23, 0),
        (((1, 23), (2, 23)), 23, 2),
        (((2, 25), (1, 23)), 25, 2),
        (((2, 25), (2, None)), 26, 0),
        (((1, 20), (2, 25), (2, None)), 26, 1),
        (((2, 25), (2, None), (2, 24)), 26, 2),
    ],
    ids=str,
)
def test_of_the_days_that_have_come_the_latest_rules_and_of_one_day_the_last_word(
    lines: tuple[tuple[int, int | None], ...], at: int, number: int
) -> None:
    assert version_in_force(decided(*lines), day(at)) == number


def uploaded(school_id: int, data: bytes) -> int:
    with writing() as session:
        return add_version(session, school_id, "sferum-2023", "D02", data, "D02.docx", "", BY)


def a_school_id() -> int:
    with writing() as session:
        return put_school(session, a_school(), None)


@pytest.mark.usefixtures("app")
def test_versions_are_numbered_within_their_school_and_document() -> None:
    one, other = a_school_id(), a_school_id()
    assert [uploaded(one, b"a"), uploaded(one, b"a"), uploaded(other, b"b")] == [1, 2, 1]
    assert [item.number for item in versions(one, "sferum-2023")] == [1, 2]


@pytest.mark.usefixtures("app")
def test_the_version_in_force_is_found_by_its_fingerprint_and_only_for_its_school() -> None:
    one, other = a_school_id(), a_school_id()
    number = uploaded(one, b"template of the school")
    with writing() as session:
        add_decision(session, one, "sferum-2023", "D02", number, day(23), "", BY)
    sha256 = in_force(one, "sferum-2023", day(23))["D02"]
    assert template_content(sha256) == b"template of the school"
    assert in_force(one, "sferum-2023", day(22)) == {}
    assert in_force(other, "sferum-2023", day(23)) == {}


@pytest.mark.usefixtures("app")
def test_no_number_is_given_twice() -> None:
    school_id = a_school_id()
    uploaded(school_id, b"a")
    columns = "school_id, pack, document, number, sha256, file_name, comment, author, uploaded_at"
    again = text(f"INSERT INTO template_version ({columns}) SELECT {columns} FROM template_version")  # noqa: S608  our own
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(again)
