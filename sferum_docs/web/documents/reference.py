"""Pages to read: the directive in full, help."""

from __future__ import annotations

from flask import Blueprint, render_template

from sferum_docs.directives.model import Demand
from sferum_docs.web.current import act_directive, current_pack

blueprint = Blueprint("reference", __name__)


@blueprint.get("/acts/<pack>/directive")
def directive() -> str:
    """The directive with all its clauses, to the letter."""
    pack = current_pack()
    return render_template("head/directive.html", directive=pack.directive, acts=pack.acts)


@blueprint.get("/help")
def guide() -> str:
    """How the work goes; with an act in hand, where it demands an act of the school outright."""
    directive = act_directive()
    outright = [clause.number for clause in directive.walk() if clause.demand is Demand.ACT] if directive else []
    return render_template("head/help.html", directive=directive, outright=outright)
