"""Jobs of many parts, done in the process of the test."""

import logging
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.jobs.bell import check_address
from sferum_docs.services.jobs.claims import LeaseLostError, finish_item
from sferum_docs.services.jobs.progress import ItemState, items_of, job_state, job_states
from sferum_docs.services.jobs.queue import JobsQueue
from sferum_docs.services.jobs.run import Pace, finish_job, run_due, run_job, run_next
from sferum_docs.services.jobs.start import NewItem, cancel_job, retry_job
from sferum_docs.services.jobs.worker import Worker
from sferum_docs.store.database import writing
from sferum_docs.store.jobs import jobs, leases
from sferum_docs.store.jobs.model import Claim, ItemFault, Progress
from sferum_docs.store.rows import AuditRow, JobItemRow, JobRow
from tests.jobs import BY, WRITES, an_office, begin, keep_line, parts_of, states, written
from tests.workers import wait_until

pytestmark = pytest.mark.usefixtures("app")
MINUTE, GONE = timedelta(minutes=1), timedelta(seconds=-1)


def claim(worker: str = "первый", lease: timedelta = MINUTE, job_id: int | None = None) -> Claim | None:
    with writing() as session:
        return leases.claim_next(session, worker, lease, ItemFault("job_gave_up", "брошено"), job_id)


def claimed(worker: str = "первый", lease: timedelta = MINUTE, job_id: int | None = None) -> Claim:
    found = claim(worker, lease, job_id)
    assert found is not None
    return found


def test_every_part_of_a_job_is_done_once() -> None:
    office = an_office()
    job = begin(office, 5)
    assert run_job(job) == 5
    assert written(office) == {f"s{number}": 1 for number in range(1, 6)}
    state = job_state(office, job)
    assert state is not None
    assert (state.job.is_open, state.progress.done, state.progress.total) == (False, 5, 5)
    assert run_job(job) == 0


def test_whoever_wants_the_end_of_a_job_waits_for_what_another_has_begun() -> None:
    office = an_office()
    job = begin(office, 3)
    claimed("другой", timedelta(seconds=0.3))
    finish_job(job, pace=Pace(look=timedelta(seconds=0.05)))
    assert set(states(job).values()) == {"done"}
    assert written(office) == {"s1": 1, "s2": 1, "s3": 1}


def test_a_job_pressed_twice_is_one_job_and_a_school_chosen_twice_is_one_part() -> None:
    office = an_office()
    first = begin(office, [*parts_of(2), *parts_of(2)], key="набор")
    assert begin(office, 7, key="набор") == first
    assert [*states(first)] == ["s1", "s2"]
    other = an_office("2014002941")
    assert begin(other, 1, key="набор") != first  # another office may have named its job the same


def test_jobs_that_ended_long_ago_go_but_for_the_last_of_their_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT_JOBS", 2)
    office, other = an_office(), an_office("2014002941")
    old = [begin(place, 2, key=f"старая {number}") for place in (office, other) for number in range(3)]
    for job in old[:-1]:
        run_job(job)
    with writing() as session:
        session.execute(update(JobRow).where(JobRow.ended_at.is_not(None)).values(ended_at=BY.at - timedelta(days=91)))
    last = begin(office, 1, key="новая")
    found, total = job_states(office, 10)
    assert ([state.job.id for state in found], total) == ([last, old[2]], 2)
    assert states(old[0]) == {}, "its parts go with it"
    assert job_states(other, 10)[1] == 3, "those of another office are its own"


def test_a_job_of_nothing_is_refused() -> None:
    with pytest.raises(FaultsError) as refused:
        begin(an_office(), [])
    assert [fault.code for fault in refused.value.faults] == ["job_nothing"]


def test_one_bad_school_never_stops_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    office = an_office()
    bad = ("school", "program", "forgets")
    parts = [replace(part, payload={"wrong": wrong}) for part, wrong in zip(parts_of(3), bad, strict=True)]
    job = begin(office, [*parts, NewItem("s4", "Школа № 4")])
    with caplog.at_level(logging.ERROR):
        assert run_job(job) == 4
    assert written(office) == {"s4": 1}
    told = {item.key: [fault.text for fault in item.faults] for item in items_of(job, (ItemState.FAILED,))}
    assert told["s1"] == ["Директор: заполните это поле.", "ИНН: заполните это поле."]
    assert [text.split(":")[0] for key in ("s2", "s3") for text in told[key]] == ["Непредвиденная ошибка программы"] * 2
    assert "ValueError" in caplog.text
    assert "write_line" in caplog.text  # where it was
    assert "Школа" not in caplog.text  # the words of an error may name people
    state = job_state(office, job)
    assert state is not None
    assert (state.progress.failed, state.progress.done, state.job.is_open) == (3, 1, False)


def test_what_was_mended_is_taken_up_again_and_nothing_is_done_twice() -> None:
    office = an_office()
    parts = [replace(part, payload={"wrong": "school"} if part.key != "s3" else {}) for part in parts_of(3)]
    job = begin(office, parts)
    run_job(job)
    with writing() as session:  # mended
        session.execute(update(JobItemRow).where(JobItemRow.key == "s2").values(payload={}))
    assert retry_job(office, job, BY, ["s2"]) == 1
    assert states(job) == {"s1": "failed", "s2": "waiting", "s3": "done"}
    assert run_job(job) == 1
    assert retry_job(office, job, BY) == 1  # the other one
    assert retry_job(office, job, BY) == 0  # pressed twice
    run_job(job)
    assert written(office) == {"s2": 1, "s3": 1}


def test_a_part_whose_lease_was_lost_leaves_nothing() -> None:
    office = an_office()
    begin(office, 1)
    slow = claimed(lease=GONE)  # it hangs, its lease ends
    other = claimed("второй")
    with pytest.raises(LeaseLostError):
        keep_line(slow)
    assert written(office) == {}
    keep_line(other)
    with pytest.raises(LeaseLostError):
        keep_line(other)  # said twice
    assert written(office) == {"s1": 1}


def test_a_lease_that_ended_is_ours_while_nobody_took_it() -> None:
    job = begin(an_office(), 1)
    slow = claimed(lease=GONE)
    with writing() as session:
        finish_item(session, slow)
    assert states(job) == {"s1": "done"}


def test_a_clock_that_was_set_back_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock was a year ahead began a job and a part of it; then the clock was set right."""
    office = an_office()
    for room in (jobs, leases):
        monkeypatch.setattr(room, "now_of", lambda _session: datetime.now(UTC) + timedelta(days=365))
    job = begin(office, 3)
    lost = claimed("другой")
    monkeypatch.undo()
    assert run_job(job) == 3
    assert written(office) == {"s1": 1, "s2": 1, "s3": 1}
    with pytest.raises(LeaseLostError), writing() as session:
        finish_item(session, lost)
    state = job_state(office, job)
    assert state is not None
    assert (state.job.is_open, state.progress.recent) == (False, 3)


def test_a_renewed_lease_is_not_taken() -> None:
    begin(an_office(), 1)
    held = claimed(lease=GONE)
    with writing() as session:
        assert leases.renew(session, [held], MINUTE) == 1
    assert claim("второй") is None
    assert run_due("второй") == 0


def test_a_part_that_ends_whoever_works_is_given_up_with_a_reason() -> None:
    office = an_office()
    job = begin(office, 2)
    for _time in range(3):
        assert claimed(lease=GONE, job_id=job).key == "s1"  # and whoever had it is killed
    assert run_job(job) == 1
    assert states(job) == {"s1": "failed", "s2": "done"}
    (given_up,) = items_of(job, (ItemState.FAILED,))
    assert [fault.code for fault in given_up.faults] == ["job_gave_up"]
    assert retry_job(office, job, BY) == 1
    assert run_job(job) == 1  # three attempts more
    assert states(job) == {"s1": "done", "s2": "done"}


def chain_of(worker: str, lease: timedelta = MINUTE) -> list[Claim]:
    """The parts that a worker takes at once."""
    with writing() as session:
        first = leases.claim_next(session, worker, lease, ItemFault("job_gave_up", "брошено"), None, {WRITES: 3})
    assert first is not None
    return [*first.chain()]


def test_of_short_parts_several_are_laid_by_and_only_the_first_is_begun() -> None:
    job = begin(an_office(), 24)
    parts = chain_of("первый")
    assert [part.key for part in parts] == ["s1", "s2", "s3"]
    assert [*states(job).values()][:4] == ["running", "waiting", "waiting", "waiting"]
    assert [part.key for part in chain_of("второй")] == ["s4", "s5"]  # near its end a job is shared out in less
    assert claimed("третий").key == "s6"


def test_whoever_dies_with_parts_laid_by_has_died_of_one() -> None:
    """The first part is given up when three have died of it; what was laid by behind it lost nothing."""
    office = an_office()
    job = begin(office, 24)
    for _time in range(3):
        parts = chain_of("убитый", GONE)
        assert parts[0].key == "s1"
    assert len(parts) == 1  # one of which somebody has died is tried alone
    assert run_job(job) == 23
    assert states(job) == {"s1": "failed", **{f"s{number}": "done" for number in range(2, 25)}}
    with writing() as session:
        assert {row.attempts for row in session.query(JobItemRow).filter(JobItemRow.key != "s1")} == {1}


def test_parts_laid_by_are_cancelled_taken_over_or_given_back() -> None:
    office = an_office()
    job = begin(office, 24)
    first, second, third = chain_of("первый")
    with writing() as session:
        session.execute(update(JobItemRow).where(JobItemRow.key == "s2").values(due_at=BY.at))
    assert claimed("второй").key == "s2"  # its lease had ended
    with writing() as session:
        assert not leases.begin_following(session, second)
        assert leases.renew(session, [first], MINUTE) == 2
        leases.give_back(session, third)
    assert claimed("третий").key == "s3"
    assert leases.open_parts([first, second, third]) == {first.item_id}
    assert cancel_job(office, job, BY) == 21


def test_cancelling_ends_what_is_not_begun() -> None:
    office = an_office()
    job = begin(office, 4)
    running, dead = claimed(), claimed("убитый", GONE)
    assert cancel_job(office, job, BY) == 2
    assert cancel_job(office, job, BY) == 0  # pressed twice
    state = job_state(office, job)
    assert state is not None
    assert (state.job.is_open, state.job.cancelled_by) == (True, BY.name)
    with writing() as session:
        finish_item(session, running)  # what is being done ends
    run_due("второй")  # the dead one is not begun again
    assert states(job) == {"s1": "done", "s2": "cancelled", "s3": "cancelled", "s4": "cancelled"}
    assert dead.key == "s2"
    state = job_state(office, job)
    assert state is not None
    assert not state.job.is_open
    assert retry_job(office, job, BY) == 3  # all the same after all
    run_job(job)
    assert set(states(job).values()) == {"done"}


def test_offices_and_their_jobs_take_turns() -> None:
    large, small = an_office(), an_office("2014002941")
    first, second, third = begin(large, 40), begin(large, 2), begin(small, 2)
    order = [claimed().job_id for _turn in range(8)]
    assert order[:2].count(third) == 1  # a small office does not wait for a large one
    assert order.index(second) < 5
    assert order.count(third) == 2
    assert order.count(second) == 2
    assert order.count(first) == 4


def test_jobs_are_seen_by_their_own_office() -> None:
    office, other = an_office(), an_office("2014002941")
    job = begin(office, 1)
    assert job_state(other, job) is None
    assert cancel_job(other, job, BY) == 0
    assert retry_job(other, job, BY) == 0
    assert job_states(other, 10) == ((), 0)
    (state,), count = job_states(office, 10)
    assert (state.job.id, count) == (job, 1)
    assert job_state(office, 2**40) is None


def test_a_trouble_of_the_database_puts_a_part_back(monkeypatch: pytest.MonkeyPatch) -> None:
    office = an_office()
    job = begin(office, 1)

    def full(_kind: str) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sferum_docs.services.jobs.run.work_of", full)
    assert run_job(job) == 1  # and the next time only when a pause is over
    assert states(job) == {"s1": "waiting"}
    for _time in range(2):
        with writing() as session:
            session.execute(update(JobItemRow).values(due_at=BY.at))
        assert run_job(job) == 1
    (item,) = items_of(job, (ItemState.FAILED,))
    assert [fault.code for fault in item.faults] == ["disk_full"]


def test_the_rate_and_the_time_left_are_told() -> None:
    office = an_office()
    job = begin(office, 4)
    state = job_state(office, job)
    assert state is not None
    assert (state.progress.rate, state.progress.seconds_left) == (0.0, None)
    assert run_next("первый", job_id=job)
    state = job_state(office, job)
    assert state is not None
    assert 0 < state.progress.rate <= 1  # the first part has not lasted a whole second, perhaps
    assert state.progress.seconds_left == pytest.approx(3 / state.progress.rate)
    assert Progress({ItemState.DONE: 10, ItemState.WAITING: 5}, 10, 30.0, (), BY.at).seconds_left == 15.0


def test_a_job_stands_in_the_journal_of_its_office() -> None:
    office = an_office()
    cancel_job(office, begin(office, 3), BY)
    with writing() as session:
        rows = session.query(AuditRow).filter(AuditRow.action.startswith("job.")).order_by(AuditRow.id)
        told = [(row.school_id, row.action, row.details) for row in rows]
    assert told == [(office, "job.started", {"parts": 3}), (office, "job.cancelled", {"parts": 3})]


@contextmanager
def at_work(app: Flask, **pace: timedelta) -> Iterator[Worker]:
    """A worker in threads of this process; what it has begun is ended when it is let go."""
    worker = Worker(app.app_context, pace=Pace(**{"look": timedelta(milliseconds=50), **pace}))
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(patience=60)


def test_who_works_beside_the_pages_begins_by_itself_and_ends_what_it_has_begun(app: Flask) -> None:
    office = an_office()
    job = begin(office, [NewItem(part.key, part.title, payload={"seconds": 0.2}) for part in parts_of(20)])
    with at_work(app):
        wait_until(lambda: "running" in states(job).values())
    told = [*states(job).values()]
    assert set(told) <= {"done", "waiting"}, "the part that was begun is done"
    assert sum(written(office).values()) == told.count("done") > 0
    with at_work(app):
        wait_until(lambda: "waiting" not in states(job).values())
    assert written(office) == {f"s{number}": 1 for number in range(1, 21)}


def test_a_long_part_keeps_its_lease(app: Flask) -> None:
    office = an_office()
    with at_work(app, lease=timedelta(seconds=2)):
        job = begin(office, [NewItem("s1", "Школа", payload={"until": "renewed"})])
        wait_until(lambda: "done" in states(job).values())
    assert written(office) == {"s1": 1}


def test_whatever_lies_in_the_queue_means_nothing_but_that_there_is_work() -> None:
    rung: list[int] = []
    queue = JobsQueue("", lambda: rung.append(1))
    queue.ring()
    huey = queue._huey  # noqa: SLF001  as whoever writes into Redis would
    huey.storage.enqueue(pickle.dumps(print))  # nothing of it is ever unpickled
    huey.storage.enqueue(b"\x80\x05nonsense")
    for _message in range(3):
        huey.execute(huey.dequeue())
    assert rung == [1, 1, 1]
    assert huey.dequeue() is None


@pytest.mark.parametrize(("url", "code"), [("ftp://there", "jobs_address"), ("redis", "jobs_address")])
def test_an_address_of_a_queue_that_there_is_not_is_refused(url: str, code: str) -> None:
    with pytest.raises(FaultsError) as refused:
        check_address(url)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sferum_docs.services.jobs.bell.find_spec", lambda _name: None)
    with pytest.raises(FaultsError, match="pip install redis"):
        check_address("redis://localhost")
