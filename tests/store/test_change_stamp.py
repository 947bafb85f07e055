"""What is kept in memory holds until anything is written, by whichever process."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import delete, literal, select, text, update

import sferum_docs
from sferum_docs.store import migrate
from sferum_docs.store.audit import record_event
from sferum_docs.store.change_stamp import (
    Same,
    body_stamps,
    cached_until_change,
    keep_until_change,
    kept_apart,
    tell_stamps,
)
from sferum_docs.store.database import Base, db, writing
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.oversight import overseen_bodies, put_overseer
from sferum_docs.store.rows import ChangeStampRow, SchoolRow
from sferum_docs.store.schools import get_school, put_school
from tests.builders import BY, a_school
from tests.databases import application

ASKED: list[int] = []
PLACE = SchoolRow.__table__.c.place


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    ASKED.clear()


@cached_until_change
def place_of(school_id: int) -> str:
    ASKED.append(school_id)
    return str(db.session.scalar(select(PLACE).where(SchoolRow.id == school_id)))


def keep(place: str, school_id: int | None = None) -> int:
    with writing() as session:
        return put_school(session, a_school(place=place), school_id)


def beside(app: Flask) -> Callable[[Callable[[], object]], object]:
    """Another process on the same database: it has connections and a memory of its own."""

    def do(act: Callable[[], object]) -> object:
        with application(app.config["SQLALCHEMY_DATABASE_URI"]):
            return act()

    return do


def test_what_nobody_changed_is_worked_out_once(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
    for _page in range(3):
        with app.app_context():
            assert place_of(school_id) == "Речное"
    assert [school_id] == ASKED


def test_the_change_of_a_second_process_is_seen_on_the_next_click(app: Flask) -> None:
    second = beside(app)
    with app.app_context():
        school_id = keep("Речное")
    for place in ("Озёрное", "Лесное", "Озёрное"):
        second(lambda place=place: keep(place, school_id))  # type: ignore[misc]
        with app.app_context():
            assert place_of(school_id) == place
        assert second(lambda: place_of(school_id)) == place


def test_what_many_want_at_once_is_worked_out_by_one_of_them(app: Flask) -> None:
    with app.app_context():
        keep("Речное")
    start, made = Barrier(8), list[str]()

    def work_out() -> str:
        made.append("Речное")
        time.sleep(0.1)  # all the others come meanwhile
        return made[0]

    def ask(_number: int) -> str:
        start.wait()
        with app.app_context():
            return keep_until_change("work of many", work_out)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(8))) == ["Речное"] * 8
    assert len(made) == 1


def test_who_writes_sees_the_own_change_at_once(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        assert place_of(school_id) == "Речное"
        keep("Лесное", school_id)
        assert place_of(school_id) == "Лесное"


def test_what_is_seen_inside_a_transaction_is_nobody_elses(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        with pytest.raises(ZeroDivisionError), writing() as session:  # noqa: PT012  the failure comes after the writing
            put_school(session, a_school(place="Лесное"), school_id)
            assert place_of(school_id) == "Лесное"
            raise ZeroDivisionError
        assert place_of(school_id) == "Речное", "what was taken back leaves nothing behind"
    with app.app_context():
        assert place_of(school_id) == "Речное"


def test_what_changes_while_it_is_worked_out_is_not_kept_under_the_older_stamp(app: Flask) -> None:
    second = beside(app)
    with app.app_context():
        school_id = keep("Речное")

    def work_out() -> str:
        second(lambda: keep("Лесное", school_id))
        return place_of(school_id)

    def found() -> str:
        with app.app_context():
            return keep_until_change("work", work_out)

    found()
    with app.app_context():
        assert keep_until_change("work", lambda: place_of(school_id)) == "Лесное"


def test_a_database_put_back_bears_the_stamp_of_its_time(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        assert place_of(school_id) == "Речное"
        former = db.session.scalar(select(ChangeStampRow.stamp))
        keep("Лесное", school_id)
        assert place_of(school_id) == "Лесное"
    with app.app_context(), db.engine.begin() as connection:  # as restoring does: past the program
        connection.execute(update(SchoolRow).values(place="Речное", revision=SchoolRow.revision + 1))
        connection.execute(update(ChangeStampRow).values(stamp=former))
    with app.app_context():
        assert place_of(school_id) == "Речное"
        assert get_school(school_id) == a_school(place="Речное")


def test_an_upgrade_makes_all_processes_look_again(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        assert place_of(school_id) == "Речное"
        db.session.remove()
        with db.engine.begin() as connection:  # as a migration does
            connection.execute(update(SchoolRow).values(place="Лесное"))
            settings = migrate.config()
            settings.attributes["connection"] = connection
            command.downgrade(settings, "-1")
        upgrade()
        assert place_of(school_id) == "Лесное"


def test_a_process_that_only_starts_ends_nothing_that_is_kept(app: Flask) -> None:
    with app.app_context():
        keep("Речное")
        before = stamps()
        upgrade()
        assert stamps() == before


def stamps() -> list[int]:
    db.session.remove()
    return list(db.session.scalars(select(ChangeStampRow.stamp)))


def test_who_is_there_is_noted_without_forgetting_the_pages(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        assert place_of(school_id) == "Речное"
        with writing(alters_pages=False):
            pass
        assert place_of(school_id) == "Речное"
    assert [school_id] == ASKED


def test_without_a_stamp_everything_is_asked_anew(app: Flask) -> None:
    with app.app_context():
        school_id = keep("Речное")
        with writing() as session:
            session.execute(delete(ChangeStampRow))
        assert [place_of(school_id), place_of(school_id)] == ["Речное", "Речное"]
    assert len(ASKED) == 2


def test_nothing_is_kept_of_a_failure(app: Flask) -> None:
    with app.app_context():
        for _time in range(2):
            with pytest.raises(LookupError):
                keep_until_change("failure", lambda: dict[str, str]()["нет"])
        assert keep_until_change("failure", lambda: None) is None
        assert keep_until_change("failure", lambda: 5) is None, "that there is nothing is an answer too"


def test_an_argument_may_be_known_by_being_the_same() -> None:
    first, second = [1], [1]
    assert Same(first) == Same(first)
    assert hash(Same(first)) == hash(Same(first))
    assert Same(first) != Same(second)


def test_only_what_no_page_shows_is_written_without_a_change() -> None:
    source = Path(sferum_docs.__file__).parent
    texts = {path.relative_to(source).as_posix(): path.read_text(encoding="utf-8") for path in source.rglob("*.py")}
    assert {name for name, text in texts.items() if re.search(r"alters_pages=False[,)]", text)} == {
        "services/acts_reading/create.py",  # its own pages alone show a draft, and keep nothing in memory
        "services/acts_reading/drafts.py",
        "services/bulk/make.py",  # parts that end though nothing was made
        "services/bulk/items.py",  # what a dry run has found: the page of the job asks anew each time
        "services/district/watching/refresh.py",
        "services/indicators/imports/uploads.py",  # the same of a sheet that is being taken in
        "services/district/lists/uploads.py",  # and of tables of a district
        "services/jobs/run.py",  # whose a part of a job is: the page of jobs asks anew each time
        "services/jobs/worker.py",
        "services/mail/sender.py",  # whose a letter is; how it ended changes the stamp of its body
        "services/mail/reminders.py",  # of one person, whose own page asks anew each time
        "services/users/attempts.py",  # counted and forgotten; the page of users asks anew each time
        "services/users/drafts.py",  # read by the one form that they are typed into, and never kept in memory
        "services/users/refused_forms.py",
        "services/users/tokens.py",  # the page of tokens asks anew each time; counts are shown by none
        "services/users/kept_answers.py",
        "services/users/sign_in.py",  # who is there, who was refused: users and journal are asked for anew each time
        "web/district/school.py",  # who read a document: the journal asks anew each time
        "store/documents/file_moves.py",  # where bytes lie says nothing of what they are
        "store/documents/files.py",
        "store/summaries.py",  # worked out from what is kept, under its stamps
        "store/users/sessions.py",
    }
    assert [name for name, text in texts.items() if ".commit()" in text] == ["store/database.py"]


# a region over a district over a school, and a school that nobody watches


@pytest.fixture
def bodies(app: Flask) -> dict[str, int]:
    with app.app_context():
        found = {name: keep(name) for name in ("область", "район", "школа", "соседняя", "чужая")}
        with writing() as session:
            put_overseer(session, found["район"], found["область"])
            put_overseer(session, found["школа"], found["район"])
            put_overseer(session, found["соседняя"], found["район"])
    return found


def page_of(app: Flask, body: int) -> str:
    """What somebody of the body sees: kept under its stamps, told with the question who is signed in."""
    with app.app_context():
        tell_stamps(body, tuple(db.session.execute(select(*body_stamps(literal(body)))).one()))
        return place_of(body)


def seen_anew(app: Flask, bodies: dict[str, int], change: Callable[[], object]) -> set[str]:
    """On whose pages nothing is taken from memory after a change; whoever changes it has a memory of its own."""
    for body in bodies.values():
        page_of(app, body)
    ASKED.clear()
    beside(app)(change)
    for body in bodies.values():
        page_of(app, body)
    return {name for name, body in bodies.items() if body in ASKED}


def an_event(school_id: int | None) -> Callable[[], None]:
    def act() -> None:
        with writing() as session:
            record_event(session, school_id, BY, "packet.made")

    return act


def move(school_id: int, office: int | None) -> None:
    with writing() as session:
        put_overseer(session, school_id, office)


def nothing_written() -> None:
    with writing() as session:
        assert session.scalar(select(SchoolRow.id)) is not None


def by_hand() -> None:
    with writing() as session:
        session.execute(text("UPDATE school SET profile = '{}'"))


def nothing_named() -> None:
    with writing() as session:
        session.execute(update(SchoolRow).values(profile={}))


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        (lambda kept: an_event(kept["школа"]), {"школа", "район", "область"}),
        (lambda kept: lambda: keep("Речное", kept["школа"]), {"школа", "район", "область"}),
        (lambda kept: an_event(kept["чужая"]), {"чужая"}),
        (lambda kept: an_event(kept["район"]), {"район", "область", "школа", "соседняя"}),
        (lambda kept: an_event(kept["область"]), {"район", "область", "школа", "соседняя"}),
        (lambda kept: lambda: move(kept["чужая"], kept["область"]), {"чужая", "область"}),
        # the office that it leaves, and what that shows to its bodies
        (lambda kept: lambda: move(kept["школа"], kept["чужая"]), {"школа", "чужая", "район", "область", "соседняя"}),
        (lambda _kept: an_event(None), {"область", "район", "школа", "соседняя", "чужая"}),
        (lambda _kept: nothing_named, {"область", "район", "школа", "соседняя", "чужая"}),
        (lambda _kept: by_hand, {"область", "район", "школа", "соседняя", "чужая"}),
        (lambda _kept: nothing_written, set()),
        (lambda _kept: lambda: keep("Новая"), set()),
    ],
    ids=[
        "event",
        "school",
        "alone",
        "office",
        "region",
        "joins",
        "moves",
        "of all",
        "unknown",
        "by hand",
        "nothing",
        "new",
    ],
)
def test_a_change_is_seen_by_the_body_and_the_offices_above_and_leaves_others_in_peace(
    app: Flask,
    bodies: dict[str, int],
    change: Callable[[dict[str, int]], Callable[[], object]],
    anew: set[str],
) -> None:
    assert seen_anew(app, bodies, change(bodies)) == anew


def test_an_office_sees_at_once_that_a_body_was_given_to_it_or_taken_from_it(
    app: Flask, bodies: dict[str, int]
) -> None:
    def watched() -> set[int]:
        with app.app_context():
            office = bodies["район"]
            tell_stamps(office, tuple(db.session.execute(select(*body_stamps(literal(office)))).one()))
            return {body.id for body in overseen_bodies(office)}

    assert watched() == {bodies["школа"], bodies["соседняя"]}
    beside(app)(lambda: move(bodies["чужая"], bodies["район"]))
    beside(app)(lambda: move(bodies["школа"], None))
    assert watched() == {bodies["чужая"], bodies["соседняя"]}


def test_where_nobody_is_signed_in_any_change_counts(app: Flask, bodies: dict[str, int]) -> None:
    with app.app_context():
        place_of(bodies["школа"])
        place_of(bodies["школа"])
        an_event(bodies["чужая"])()
        place_of(bodies["школа"])
    assert len(ASKED) == 2


def test_a_body_that_wrote_sees_its_own_change_in_the_same_request(app: Flask, bodies: dict[str, int]) -> None:
    with app.app_context():
        school = bodies["школа"]
        tell_stamps(school, tuple(db.session.execute(select(*body_stamps(literal(school)))).one()))
        assert place_of(school) == "школа"
        keep("Лесное", school)
        assert place_of(school) == "Лесное"


def test_what_is_taken_back_touches_nobody(app: Flask, bodies: dict[str, int]) -> None:
    def fail() -> None:
        with pytest.raises(ZeroDivisionError), writing() as session:  # noqa: PT012  the failure comes after the writing
            put_school(session, a_school(place="Лесное"), bodies["школа"])
            raise ZeroDivisionError
        an_event(bodies["чужая"])()  # the next of the same process does not name what was taken back

    assert seen_anew(app, bodies, fail) == {"чужая"}


def test_what_is_worked_out_apart_is_kept_for_that_work_alone(app: Flask, bodies: dict[str, int]) -> None:
    with app.app_context():
        for _time in range(2):
            with kept_apart():
                place_of(bodies["школа"])
                place_of(bodies["школа"])
    assert len(ASKED) == 2


def test_every_table_says_whose_rows_it_holds() -> None:
    """A row without the id of its body is written with a line of the journal that names it, or shown by no page kept.

    A new table gets `school_id`, or a line here that says why it needs none.
    """
    without = {
        "acquaintance", "refusal", "sent_to_sign", "entry_change", "paper_mark",  # of an entry, a document
        "electronic_signature",  # of an entry, too
        "file",  # bytes by their fingerprint, which never change
        "user_session", "sign_in_attempt", "draft", "refused_form",  # shown by no page that is kept
        "request_count", "kept_answer",  # the same of programs
        "mail_attachment", "mail_delivery",  # of a letter, whose body is touched with them
        "mail_server",  # of all bodies, and touches all
        "reminder_wish",  # of one person, whose own page asks anew each time
        "job_item",  # shown by no page that is kept, either
        "taken_pack",  # of its `owner_id`, whom the line of the journal names
        "change_stamp", "school",
    }  # fmt: skip
    assert {table.name for table in Base.metadata.sorted_tables if "school_id" not in table.c} == without
