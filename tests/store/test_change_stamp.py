"""What is kept in memory holds until anything is written, by whichever process."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

import sferum_docs
from sferum_docs.store.change_stamp import Same, cached_until_change, keep_until_change, stamp_query
from sferum_docs.store.database import db, writing
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.rows import ChangeStampRow, SchoolRow
from sferum_docs.store.schools import get_school, put_school
from tests.builders import a_school
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
        former = db.session.scalar(select(stamp_query()))
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
        upgrade()
        assert place_of(school_id) == "Лесное"


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
    assert {name for name, text in texts.items() if re.search(r"alters_pages=False\)", text)} == {
        "services/acts_reading/create.py",  # its own pages alone show a draft, and keep nothing in memory
        "services/acts_reading/drafts.py",
        "services/indicators/imports/uploads.py",  # the same of a sheet that is being taken in
        "store/users/sessions.py",
    }
    assert [name for name, text in texts.items() if ".commit()" in text] == ["store/database.py"]
