"""What a writer has looked at still holds when it writes, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.jobs.claims import finish_item
from sferum_docs.services.school.save import save_school
from sferum_docs.services.site.listing import site_list
from sferum_docs.services.site.publish import approve_for_site
from sferum_docs.services.templates.change import upload_template
from sferum_docs.services.users.manage import Role, create_first, create_user, find_credentials, list_users, set_active
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.audit import last_lines, lines, record_event
from sferum_docs.store.change_stamp import stamp_of_bodies_below
from sferum_docs.store.database import db, writing
from sferum_docs.store.documents.templates import versions
from sferum_docs.store.jobs.leases import THE_LINE, claim_next
from sferum_docs.store.jobs.model import Claim, ItemFault
from sferum_docs.store.rows import BodyStampRow, JobItemRow, JobRow, SchoolRow, UserRow
from tests.builders import BY, PACK_ID, a_school
from tests.district import fill_district
from tests.docengine.word import word
from tests.jobs import begin
from tests.registering import made, register

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


@pytest.mark.usefixtures("many_processes")
def test_papers_approved_for_the_site_at_once_are_approved_each_once(app: Flask) -> None:
    school_id = save_school(None, a_school(), BY)
    papers = [register(school_id, draft.id).document_id or 0 for draft in made(school_id, "D03", "D04")]
    given = at_once(app, lambda number: approve_for_site(school_id, {papers[number % 2]: True, 0: True}, BY))
    assert sorted(map(str, given)) == ["0"] * (AT_ONCE - 2) + ["1"] * 2
    assert sorted(item.document.id for item in site_list(school_id).approved) == papers
    told = [line.details["document"] for line in lines(school_id) if line.action == "site.approved"]
    assert len(told) == len({*told}) == 2
    given = at_once(app, lambda number: approve_for_site(school_id, {papers[number % 2]: number % 2 == 0}, BY))
    assert given.count(1) == 1, "one is taken back while the other stays"
    assert [item.document.id for item in site_list(school_id).approved] == papers[:1]


class ManyProcesses:
    """As if each thread were a process of its own, which has a line of writers to itself."""

    @contextmanager
    def turn(self, _patience: float) -> Iterator[float]:
        yield 60.0

    def inside(self) -> None:
        """Nobody else is in this line."""


@pytest.fixture
def many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sferum_docs.store.database._TURNS", ManyProcesses())


def both(app: Flask, deed: Callable[[int], object]) -> None:
    """The deed done in two threads, 0 and 1."""

    def one(number: int) -> object:
        with app.app_context():
            return deed(number)

    with ThreadPoolExecutor(2) as threads:
        [*threads.map(one, range(2))]
    db.session.rollback()


@pytest.mark.usefixtures("many_processes")
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_writers_of_two_bodies_write_side_by_side_and_their_pages_are_told(app: Flask) -> None:
    district = fill_district()
    meeting, before, lines = Barrier(2), stamp_of_bodies_below(district.office), last_lines(district.schools)
    stamps = dict(db.session.query(BodyStampRow.school_id, BodyStampRow.own).all())
    db.session.rollback()

    def deed(number: int) -> None:
        body = district.schools[number]
        with writing(bodies=[body]) as session:
            meeting.wait(60)  # both are inside, or nobody comes
            record_event(session, body, BY, "school.saved")

    both(app, deed)
    after = dict(db.session.query(BodyStampRow.school_id, BodyStampRow.own).all())
    first, second, _third = district.schools
    assert {body for body, stamp in after.items() if stamps.get(body) != stamp} == {first, second}
    assert stamp_of_bodies_below(district.office) != before
    now = last_lines(district.schools)
    assert [now[body] > lines[body] for body in district.schools] == [True, True, False]


@pytest.mark.usefixtures("many_processes")
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("mine", "others"), [([2], ()), ([2], [2, 3]), ((), [2])])
def test_a_writer_of_a_body_waits_for_one_of_the_same_and_for_one_of_all(
    app: Flask, mine: list[int], others: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_district()
    db.session.rollback()
    with writing(bodies=mine):
        monkeypatch.setattr(ManyProcesses, "turn", hasty)

        def second() -> None:
            with app.app_context(), pytest.raises(OperationalError), writing(bodies=others):
                pass

        with ThreadPoolExecutor(1) as threads:
            threads.submit(second).result()


@contextmanager
def hasty(_self: object, _patience: float) -> Iterator[float]:
    yield 0.05


@pytest.mark.usefixtures("many_processes")
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_job_ends_though_its_last_two_parts_end_at_once(app: Flask) -> None:
    district = fill_district()
    job = begin(district.office, 2)
    with writing() as session:
        claims = [
            claim_next(session, f"машина {number}", timedelta(minutes=1), ItemFault("", "")) for number in range(2)
        ]
    meeting = Barrier(2)

    def deed(number: int) -> None:
        claim = claims[number]
        assert claim is not None
        with writing(bodies=[district.schools[number]]) as session:
            meeting.wait(60)
            finish_item(session, claim)

    both(app, deed)
    assert db.session.get_one(JobRow, job).ended_at is not None


@pytest.mark.usefixtures("many_processes")
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize("lease", [timedelta(minutes=1), timedelta(minutes=-1)])
def test_a_part_is_begun_while_another_ends_and_never_the_one_that_ends(app: Flask, lease: timedelta) -> None:
    """Nobody waits for the packet of another body; whose lease is over and who ends all the same has ended."""
    district = fill_district()
    job = begin(district.office, 2)

    def begun(lasting: timedelta = timedelta(minutes=1)) -> Claim | None:
        with app.app_context(), writing(bodies=THE_LINE) as session:
            return claim_next(session, "машина", lasting, ItemFault("", ""))

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(begun, lease).result()
        assert first is not None
        with writing(bodies=[district.schools[0]]) as session:
            finish_item(session, first)
            if lease > timedelta():
                second = threads.submit(begun).result(60)  # the first has not ended yet
            else:
                waiting = threads.submit(begun)  # it would begin the first again
        second = second if lease > timedelta() else waiting.result(60)
    assert second is not None
    assert second.key != first.key
    states = dict(db.session.query(JobItemRow.key, JobItemRow.state).where(JobItemRow.job_id == job).all())
    assert states[first.key] == "done"
