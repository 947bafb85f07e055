"""Copies of everything: made now, listed with age and size, downloaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.installation.backup import backups, find_backup, make_backup
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("backup", __name__)


@blueprint.get("/backup")
def show() -> str:
    """The copies that are there."""
    made = backups(_instance())
    return render_template("admin/backup.html", copies=made, now=datetime.now(UTC))


@blueprint.post("/backup")
@creates()
def make() -> Response:
    """Makes a copy."""
    try:
        file = make_backup(_instance(), datetime.now(UTC))
    except FaultsError as error:
        for fault in error.faults:
            flash(fault.sentence(), "warning")
    else:
        log_event(current_school_id(), actor(), "backup.made", file.name)
        flash("Копия готова. Скачайте её и унесите на другой носитель.")
    return redirect(url_for(".show"), 303)


@blueprint.get("/backup/<name>")
def download(name: str) -> Response:
    """The file of a copy."""
    file = find_backup(_instance(), name)
    if file is None:
        flash("Такой копии нет. Возьмите другую из списка.", "warning")
        return redirect(url_for(".show"))
    log_event(current_school_id(), actor(), "backup.downloaded", file.name)
    return file_answer(file, file.name)


def _instance() -> Path:
    return Path(current_app.instance_path)
