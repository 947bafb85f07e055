"""Kinds of work for tests of jobs: a part writes one line into the journal of its office, so that doubles are seen."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.jobs.claims import Claim, finish_item
from sferum_docs.services.jobs.kinds import KINDS, Kind
from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor, record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import AuditRow, JobItemRow
from tests.builders import a_school

if TYPE_CHECKING:
    from collections.abc import Iterable

BY = Actor("Исаева Зара", datetime(2023, 10, 16, 9, 0, tzinfo=UTC))
WRITES, DONE = "writes", "job.tested"


def write_line(claim: Claim) -> None:
    """The work of a part: `payload` may say what goes wrong."""
    wrong = claim.payload.get("wrong")
    if wrong == "school":
        raise FaultsError([Fault("empty", "Директор"), Fault("empty", "ИНН")])
    if wrong == "program":
        raise ValueError(claim.title)
    if wrong == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if claim.payload.get("until") == "renewed":
        wait_for_renewal(claim)
    time.sleep(claim.payload.get("seconds", 0))
    if wrong == "forgets":
        return
    keep_line(claim)


def wait_for_renewal(claim: Claim) -> None:
    """Goes on when the lease of the part is longer than it was."""
    given, until = _due(claim), time.monotonic() + 60
    while _due(claim) == given:
        assert time.monotonic() < until, "nobody renews it"
        time.sleep(0.02)


def _due(claim: Claim) -> datetime:
    db.session.rollback()
    return db.session.get_one(JobItemRow, claim.item_id).due_at


def keep_line(claim: Claim) -> None:
    """Keeps what the part has made, and that it is done."""
    with writing() as session:
        record_event(session, claim.office_id, claim.by, DONE, claim.key)
        finish_item(session, claim, {"files": 1})


def know_the_kind() -> None:
    """Makes the kind known to this process."""
    KINDS[WRITES] = Kind("Проба", "tests.jobs:write_line", at_once=3)


def an_office(inn: str = "2014002940") -> int:
    """An office in the database; gives its id."""
    return save_school(None, a_school(kind=SchoolKind.OFFICE, inn=inn), BY)


def begin(office_id: int, items: Iterable[NewItem] | int, key: str = "") -> int:
    """A job of these parts, or of so many."""
    know_the_kind()
    parts = parts_of(items) if isinstance(items, int) else items
    return start_job(office_id, WRITES, parts, {}, BY, key=key)


def parts_of(count: int) -> list[NewItem]:
    """So many parts."""
    return [NewItem(f"s{number}", f"Школа № {number}") for number in range(1, count + 1)]


def written(office_id: int) -> Counter[str]:
    """Which parts have left their line, and how often."""
    db.session.rollback()
    rows = db.session.query(AuditRow.subject).filter_by(school_id=office_id, action=DONE)
    return Counter(subject for (subject,) in rows)


def states(job_id: int) -> dict[str, str]:
    """The state of each part."""
    db.session.rollback()
    rows = db.session.query(JobItemRow.key, JobItemRow.state).filter_by(job_id=job_id).order_by(JobItemRow.id)
    return {row.key: row.state for row in rows}
