"""Pages to read: the directive in full, help."""

from __future__ import annotations

from flask import Blueprint, render_template

from sferum_docs.web.current import current_pack

blueprint = Blueprint("reference", __name__)


@blueprint.get("/acts/<pack>/directive")
def directive() -> str:
    """The directive with all its clauses, to the letter."""
    return render_template("head/directive.html", directive=current_pack().directive)


@blueprint.get("/help")
def guide() -> str:
    """How the work goes."""
    return render_template("head/help.html")
