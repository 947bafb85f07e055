"""Summaries are kept under the stamps they were worked out by: what changed meanwhile leaves none behind."""

from datetime import date

from flask import Flask

from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.schools import put_school
from sferum_docs.store.summaries import Worked, contents, keep_summaries, standing
from tests.builders import BY, a_school
from tests.databases import application

DAY = date(2023, 11, 1)


def schools(count: int) -> list[int]:
    with writing() as session:
        return [put_school(session, a_school(place=f"Село {number}"), None) for number in range(count)]


def touch(school_id: int | None) -> None:
    with writing() as session:
        record_event(session, school_id, BY, "packet.made")


def worked(bodies: list[int]) -> dict[int, tuple[Worked, dict[str, int]]]:
    now = standing("sferum-2023", bodies)
    return {body: (Worked(now[body][0], "знак", DAY, None), {"число": body}) for body in bodies}


def held(bodies: list[int]) -> list[int]:
    now = standing("sferum-2023", bodies)
    return [body for body, (stamps, kept) in now.items() if kept is not None and kept.holds(stamps, "знак", DAY)]


def test_what_changed_while_it_was_worked_out_is_not_kept(app: Flask) -> None:
    with app.app_context():
        first, second = schools(2)
        made = worked([first, second])
    with application(app.config["SQLALCHEMY_DATABASE_URI"]):  # another process
        touch(first)
    with app.app_context():
        keep_summaries("sferum-2023", made)
        assert [*contents("sferum-2023", [first, second])] == [second]


def test_a_summary_holds_until_its_body_changes_or_what_is_of_all(app: Flask) -> None:
    with app.app_context():
        bodies = schools(3)
        keep_summaries("sferum-2023", worked(bodies))
        assert held(bodies) == bodies
        touch(bodies[1])
        assert held(bodies) == [bodies[0], bodies[2]]
        keep_summaries("sferum-2023", worked(bodies))  # in the place of what is kept of each
        assert held(bodies) == bodies
        touch(None)
        assert held(bodies) == []


def test_a_summary_is_of_its_pack_its_rules_and_its_days(app: Flask) -> None:
    with app.app_context():
        (body,) = schools(1)
        stamps = standing("sferum-2023", [body])[body][0]
        kept = Worked(stamps, "знак", DAY, date(2023, 11, 20))
        assert [kept.holds(stamps, "знак", day) for day in (date(2023, 10, 31), DAY, date(2023, 11, 20))] == [
            False, True, False,
        ]  # fmt: skip
        assert not kept.holds(stamps, "другой знак", DAY)
        keep_summaries("sferum-2023", {body: (kept, {})})
        assert standing("max-2026", [body])[body][1] is None


def test_inside_a_transaction_that_writes_no_summary_is_kept(app: Flask) -> None:
    with app.app_context():
        (body,) = schools(1)
        made = worked([body])
        with writing() as session:
            record_event(session, body, BY, "packet.made")
            keep_summaries("sferum-2023", made)
        assert contents("sferum-2023", [body]) == {}
