"""What a job for many bodies has made, to be taken away: an archive, one file for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, stream_with_context

from sferum_docs.services.bulk.results import archive_of
from sferum_docs.services.bulk.start import MAKE
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.jobs.progress import find_job
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import disposition

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
