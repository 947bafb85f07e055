"""Workers die, stop for ever, lose their database or their queue: nothing is lost and nothing is done twice."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from sferum_docs.services.jobs.bell import ring_through
from sferum_docs.services.jobs.progress import job_state
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import JobItemRow
from tests.databases import application, bring_up, postgresql_server
from tests.jobs import an_office, begin, parts_of, states, written
from tests.workers import POINTS, Order, Workers, redis, wait_until, workers

PARTS = 24
SOON = timedelta(seconds=5)  # after its lease a part is done by another


@pytest.fixture(scope="module")
def forge() -> Iterator[Workers]:
    with workers() as found:
        yield found


@pytest.fixture
def room(forge: Workers) -> Iterator[Workers]:
    """Where workers are made; none of them outlives its test."""
    yield forge
    forge.kill_all()
    ring_through("")


def has_ended(office: int, job: int) -> bool:
    db.session.rollback()
    state = job_state(office, job)
    return state is not None and not state.job.is_open


def address(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


def is_done(job: int, parts: int) -> bool:
    return [*states(job).values()].count("done") >= parts


def assert_once(office: int, job: int, parts: int = PARTS) -> None:
    assert written(office) == {f"s{number}": 1 for number in range(1, parts + 1)}
    assert set(states(job).values()) == {"done"}


@pytest.mark.parametrize(
    ("app", "queue"), [("sqlite", "memory"), ("postgresql", "postgresql"), ("postgresql", "redis")], indirect=["app"]
)
def test_workers_that_are_killed_lose_nothing_and_double_nothing(app: Flask, room: Workers, queue: str) -> None:
    """Five die at their third part, each at a point of its own; two more are killed at any moment."""
    with ExitStack() as stack:
        url = stack.enter_context(redis())[0] if queue == "redis" else {"memory": ""}.get(queue, address(app))
        ring_through(url)
        office = an_office()
        job = begin(office, PARTS)
        for point in POINTS:
            room.start(Order(address(app), url, point, call=3))
            assert room.line().startswith("point ")
        for killed in range(1, 3):  # a part is given up when three have died of it
            pid = room.start(Order(address(app), url))
            wait_until(lambda known=10 + killed: is_done(job, known))  # type: ignore[misc]
            room.kill(pid)
        for _worker in range(2):
            room.start(Order(address(app), url))
        wait_until(lambda: has_ended(office, job))
        assert_once(office, job)


@pytest.mark.parametrize(
    ("app", "point"),
    [("sqlite", "work-not-begun"), ("postgresql", "work-not-begun"), ("postgresql", "work-not-committed")],
    indirect=["app"],
)
def test_the_part_of_a_machine_that_never_comes_back_is_done_by_another(app: Flask, room: Workers, point: str) -> None:
    """It stops without a word, once even with the lock of all writers; when it goes on after all it has lost."""
    office = an_office()
    job = begin(office, PARTS)
    gone = room.start(Order(address(app), "", point, call=2, how=signal.SIGSTOP))
    assert room.line() == f"point {gone}"
    db.session.rollback()
    lost = db.session.query(JobItemRow).filter_by(job_id=job, state="running").one()
    key, its_end = lost.key, lost.due_at
    room.start(Order(address(app)))
    wait_until(lambda: has_ended(office, job))
    done = db.session.query(JobItemRow).filter_by(job_id=job, key=key).one()
    assert done.ended_at is not None
    assert done.ended_at - its_end < SOON
    os.kill(gone, signal.SIGCONT)
    again = begin(office, parts_of(PARTS + 1)[PARTS:])
    wait_until(lambda: has_ended(office, again))
    assert written(office) == {f"s{number}": 1 for number in range(1, PARTS + 2)}


def test_postgresql_restarted_in_the_middle_loses_nothing(room: Workers) -> None:
    with postgresql_server() as server:
        bring_up(server.url)
        with application(server.url):
            office = an_office()
            job = begin(office, [replace(part, payload={"seconds": 0.03}) for part in parts_of(PARTS)])
            for _worker in range(2):
                room.start(Order(server.url, server.url))
            wait_until(lambda: is_done(job, 3))
            db.session.remove()
            server.stop()
            db.engine.dispose()
            server.start()
            wait_until(lambda: has_ended(office, job))
            assert_once(office, job)


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_jobs_end_though_the_queue_is_gone(app: Flask, room: Workers) -> None:
    with redis() as (url, process):
        ring_through(url)
        office = an_office()
        first = begin(office, 2)
        room.start(Order(address(app), url))
        wait_until(lambda: has_ended(office, first))
        stop(process)
        second = begin(office, parts_of(PARTS)[2:])  # nobody hears it ring
        wait_until(lambda: has_ended(office, second))
        assert written(office) == {f"s{number}": 1 for number in range(1, PARTS + 1)}


def test_a_part_that_kills_whoever_does_it_is_given_up_and_the_others_are_done(app: Flask, room: Workers) -> None:
    office = an_office()
    job = begin(office, 3)
    with writing() as session:
        session.execute(update(JobItemRow).where(JobItemRow.key == "s2").values(payload={"wrong": "dies"}))
    for _worker in range(4):
        room.start(Order(address(app)))
    wait_until(lambda: has_ended(office, job))
    assert states(job) == {"s1": "done", "s2": "failed", "s3": "done"}
    assert written(office) == {"s1": 1, "s3": 1}


def stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
