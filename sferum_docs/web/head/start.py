"""The first start: what this is, and two ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.web.current import actor, current_act, current_pack, known_school
from sferum_docs.web.forms.changing import creates

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("start", __name__)


@blueprint.get("/start")
def page() -> str | Response:
    """Two sentences and two ways; a school that is there has begun already."""
    if known_school() is not None:
        return redirect(url_for("home.page"))
    return render_template("head/start.html", pack=current_pack())


@blueprint.post("/start/demonstration")
@creates()
def demonstration() -> Response:
    """Loads the demonstration school; never over a real one."""
    if known_school() is None:
        load_demonstration(actor(), current_act())
        flash("Показываем вымышленную школу. Её данные можно менять как угодно.")
    return redirect(url_for("home.page"), 303)
