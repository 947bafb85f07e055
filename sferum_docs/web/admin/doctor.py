"""The doctor's page: each thing with its state, why it matters, what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, current_app, render_template

from sferum_docs.services.installation.doctor import Condition, examine
from sferum_docs.web.current import current_school_id

blueprint = Blueprint("doctor", __name__)


@blueprint.get("/doctor")
def show() -> str:
    """Everything looked at now."""
    lines = examine(Path(current_app.instance_path), datetime.now(UTC), current_school_id())
    ill = sum(line.condition is not Condition.OK for line in lines)
    return render_template("admin/doctor.html", lines=lines, ill=ill)
