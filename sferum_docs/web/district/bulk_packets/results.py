"""What a job for many bodies has made, to be taken away as it is read: an archive, one file for print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, current_app

from sferum_docs.services.bulk.results import archive_of, printed_of
from sferum_docs.services.bulk.start import MAKE
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.jobs.progress import find_job
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import file_in_pieces
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.services.jobs.progress import Job

blueprint = Blueprint("district_bulk_results", __name__)


@blueprint.get("/district/bulk/<int:job>/archive")
def archive(job: int) -> Response:
    """The archive: a folder for each body."""
    found = _found(job)
    log_event(current_school_id(), actor(), "bulk.archive", found.title)
    return _streamed(archive_of(current_school_id(), job), f"{found.title}.zip")


@blueprint.get("/district/bulk/<int:job>/print")
def printed(job: int) -> Response:
    """All papers in one PDF, in the order of the list."""
    found = _found(job)
    pieces = printed_of(current_press(), current_school_id(), job)
    begun = [next(pieces), next(pieces)]  # what keeps the first from being printed is told on a page
    log_event(current_school_id(), actor(), "bulk.printed", found.title)
    return _streamed(chain(begun, pieces), f"{found.title}.pdf")


def _found(job_id: int) -> Job:
    """A job of this office that keeps documents."""
    job = find_job(current_school_id(), job_id)
    if job is None or job.kind != MAKE:
        abort(404)
    return job


@dataclass
class _Steps:
    """Pieces worked out one by one: between them nothing of the database is held, however slowly they are read."""

    app: Flask
    pieces: Iterator[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with self.app.app_context():
            return next(self.pieces)


def _streamed(pieces: Iterator[bytes], name: str) -> Response:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  the documented way
    return file_in_pieces(_Steps(app, pieces), name)
