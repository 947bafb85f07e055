"""What a job for many bodies has made, to be taken away as it is read: an archive, one file for print."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, stream_with_context

from sferum_docs.services.bulk.results import archive_of, printed_of
from sferum_docs.services.bulk.start import MAKE
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.jobs.progress import find_job
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import disposition
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
    return _streamed(archive_of(current_school_id(), job), f"{found.title}.zip", "application/zip")


@blueprint.get("/district/bulk/<int:job>/print")
def printed(job: int) -> Response:
    """All papers in one PDF, in the order of the list."""
    found = _found(job)
    pieces = printed_of(current_press(), current_school_id(), job)
    begun = [next(pieces), next(pieces)]  # what keeps the first from being printed is told on a page
    log_event(current_school_id(), actor(), "bulk.printed", found.title)
    return _streamed(chain(begun, pieces), f"{found.title}.pdf", "application/pdf")


def _found(job_id: int) -> Job:
    """A job of this office that keeps documents."""
    job = find_job(current_school_id(), job_id)
    if job is None or job.kind != MAKE:
        abort(404)
    return job


def _streamed(pieces: Iterator[bytes], name: str, kind: str) -> Response:
    answer = Response(stream_with_context(pieces), mimetype=kind)
    answer.headers["Content-Disposition"] = disposition(name)
    return answer
