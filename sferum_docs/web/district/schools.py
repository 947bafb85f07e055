"""The schools of the district."""

from __future__ import annotations

from flask import Blueprint, render_template

from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.web.current import current_school_id

blueprint = Blueprint("district", __name__)


@blueprint.get("/district/")
def page() -> str:
    """The bodies that the office watches."""
    return render_template("district/schools.html", schools=schools_in_scope(current_school_id()))
