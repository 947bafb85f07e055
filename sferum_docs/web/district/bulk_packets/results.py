"""What a job for many bodies has made, to be taken away as it is read: an archive, one file for print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, current_app, flash, redirect, render_template, request, url_for

from sferum_docs.services.bulk.results import archive_of, print_parts, printed_of
from sferum_docs.services.bulk.start import MAKE
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.jobs.progress import find_job
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import file_in_pieces
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.wrappers import Response as AnyResponse

    from sferum_docs.services.jobs.progress import Job

blueprint = Blueprint("district_bulk_results", __name__)


@blueprint.get("/district/bulk/<int:job>/archive")
def archive(job: int) -> Response:
    """The archive: a folder for each body."""
    found = _found(job)
    log_event(current_school_id(), actor(), "bulk.archive", found.title)
    return _streamed(archive_of(current_school_id(), job), f"{found.title}.zip")


@blueprint.get("/district/bulk/<int:job>/print")
def printed(job: int) -> str | AnyResponse:
    """The papers in one PDF, in the order of the list; of many a page that leads to files of some bodies each."""
    found, office_id = _found(job), current_school_id()
    parts = print_parts(office_id, job)
    if not parts:
        flash("Печатать пока нечего: ни одного документа ещё не составлено.", "warning")
        return redirect(url_for("district_jobs.page", job=job), 303)
    asked = sent_number(request.args.get("from", ""))
    part = parts[0] if len(parts) == 1 else next((item for item in parts if item.first == asked), None)
    if part is None:
        return render_template("district/bulk_print.html", job=found, parts=parts)
    pieces = printed_of(current_press(), office_id, job, part)
    begun = [next(pieces), next(pieces)]  # what keeps the first from being printed is told on a page
    name = found.title if len(parts) == 1 else f"{found.title}, {part.first}–{part.last}"
    log_event(office_id, actor(), "bulk.printed", name)
    return _streamed(chain(begun, pieces), f"{name}.pdf")


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
