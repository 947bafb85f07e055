"""Numbers under concurrent work and sudden death, on both databases."""

import os
import random
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.finish import sweep, take_recovered
from sferum_docs.services.register.lists.waiting import waiting
from sferum_docs.store import turns
from sferum_docs.store.database import db
from sferum_docs.store.register.register import unfinished
from tests.registering import BY, DAY, POINTS, ForkServer, assert_whole, drafts, fork_server, register

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="процессы этой проверки делаются вызовом fork")
THREADS, PROCESSES, EACH = 20, 3, 4
KILLS = 30
LONG = 15  # drafts enough to be at work when it is killed


@pytest.fixture(scope="module")
def forks() -> Iterator[ForkServer]:
    """One forking process for all points: it takes a second to import everything."""
    with fork_server() as server:
        yield server


def url() -> str:
    return db.engine.url.render_as_string(hide_password=False)


def test_twenty_threads_and_several_processes_get_every_number_once(
    app: Flask, forks: ForkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PATIENCE", "STUCK"):  # how long people are kept waiting is not asked here
        monkeypatch.setattr(turns, name, 60.0)
    total = THREADS + PROCESSES * EACH
    school_id, ids = drafts(total)
    start, address = Barrier(THREADS), url()

    def one(draft_id: int) -> int:
        with app.app_context():
            start.wait()
            return register(school_id, draft_id).ordinal

    db.session.remove()
    parts = [ids[THREADS + EACH * place : THREADS + EACH * (place + 1)] for place in range(PROCESSES)]
    forks.start_several(address, school_id, parts)
    with ThreadPoolExecutor(THREADS) as threads:
        given = [*threads.map(one, ids[:THREADS]), *forks.numbers()]
    assert sorted(given) == list(range(1, total + 1))
    assert len(assert_whole(school_id, set(given))) == total


@pytest.mark.usefixtures("app")
def test_a_number_whose_process_died_gets_its_file_from_the_sweep(forks: ForkServer) -> None:
    school_id, ids = drafts(4)
    db.session.remove()
    forks.start(url(), school_id, ids[:1], "between-number-and-file")
    assert list(forks.numbers()) == []
    forks.start(url(), school_id, ids[1:3])
    assert list(forks.numbers()) == [2, 3]
    with pytest.raises(AssertionError, match="reserved"):
        assert_whole(school_id)
    assert sweep(BY, school_id, grace=timedelta(seconds=15)) == (), "a young entry may be at work elsewhere"
    assert sweep(BY, school_id) == ()
    assert register(school_id, ids[3]).ordinal == 4
    assert len(assert_whole(school_id)) == 4


def test_two_who_register_one_draft_at_once_get_one_number(app: Flask) -> None:
    school_id, ids = drafts(2)
    start = Barrier(8)

    def one(_: int) -> int | str:
        with app.app_context():
            start.wait()
            try:
                return register(school_id, ids[0]).ordinal
            except FaultsError as error:
                return error.faults[0].code

    db.session.remove()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(8)))
    assert sorted(answers, key=str) == [1, *["already_registered"] * 7]
    assert register(school_id, ids[1]).ordinal == 2, "those refused took no number"
    assert_whole(school_id)


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.usefixtures("app")
def test_killed_at_this_point_nothing_acknowledged_is_lost(forks: ForkServer, name: str) -> None:
    school_id, ids = drafts(3)
    db.session.remove()
    forks.start(url(), school_id, ids[:2], name)
    assert list(forks.numbers()) == [1], "the second was being registered"
    left = POINTS[name].leaves
    assert len(unfinished(school_id)) == (left == "reserved")
    assert sweep(BY, school_id) == ()
    assert len(assert_whole(school_id, {1})) == (1 if left == "nothing" else 2)
    assert register(school_id, ids[2]).ordinal == (2 if left == "nothing" else 3), "no number is skipped or given twice"


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.usefixtures("app")
def test_killed_inside_a_batch_it_is_whole_and_told_once(forks: ForkServer, name: str) -> None:
    school_id, ids = drafts(4)
    db.session.remove()
    forks.start(url(), school_id, ids[:3], name, together=True)
    assert list(forks.numbers()) == [], "nothing of it was acknowledged"
    whole = POINTS[name].leaves != "nothing"
    assert sweep(BY, school_id) == ()
    assert len(assert_whole(school_id)) == (3 if whole else 0), "all of a batch, or nothing"
    waits = {item.document.id for item in waiting(school_id)}
    assert not waits & set(ids[:3]) if whole else waits, "what has no number waits as a draft"
    assert [entry.ordinal for entry in take_recovered(school_id)] == ([1, 2, 3] if whole else [])
    assert take_recovered(school_id) == (), "once"
    assert register(school_id, ids[3]).ordinal == (4 if whole else 1), "no gap"
    assert take_recovered(school_id) == ()


def test_killed_at_any_moment_nothing_acknowledged_is_lost(app: Flask, forks: ForkServer) -> None:
    kills = KILLS if db.engine.dialect.name == "sqlite" else KILLS // 3
    school_id, ids = drafts(kills * LONG)
    db.session.remove()
    chance = random.Random(DAY.toordinal())  # noqa: S311  moments to kill, no secret
    acknowledged = set[int]()
    for number in range(kills):
        mine = ids[number * LONG : (number + 1) * LONG]
        acknowledged |= killed(forks, school_id, mine, chance.uniform(0, 0.12), at_work=number % 2 == 0)
    cut_short = len(unfinished(school_id))  # where a kill falls is chance: each point has a test of its own
    assert sweep(BY, school_id) == ()
    entries = assert_whole(school_id, acknowledged)
    assert len(acknowledged) >= kills // 2, app.name
    assert len(entries) >= len(acknowledged) + cut_short


def killed(server: ForkServer, school_id: int, ids: list[int], after: float, *, at_work: bool) -> set[int]:
    """What a process acknowledged before it was killed: from its start, or from its first number."""
    child = server.start(url(), school_id, ids)
    first = {int(server.line().removeprefix("number "))} if at_work else set[int]()
    time.sleep(after)
    with suppress(ProcessLookupError):  # on a quick machine it may be done
        os.kill(child, signal.SIGKILL)
    return first | set(server.numbers())
