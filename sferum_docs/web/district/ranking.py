"""The places of schools by the indicators of a week: only where the office has switched them on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.indicators.reports.telling import number as told
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.matrix import watched_acts, watched_pack
from sferum_docs.services.district.watching.ranking import ranking_of, ranks_bodies, show_places
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack

blueprint = Blueprint("district_ranking", __name__)
PAGE = 50
_LAST_PAGE = 100_000  # of a number typed into the address


@blueprint.get("/district/matrix/<act>/ranking")
def page(act: str) -> str:
    """The table of places, or how it is switched on."""
    pack, shown = _pack(act), ranks_bodies(current_school_id())
    if not shown:
        return render_template("district/ranking.html", act=act, pack=pack, shown=False)
    indicator = request.args.get("indicator", "")
    found = ranking_of(current_school_id(), current_school(), pack, _week(), indicator)
    number = min(sent_number(request.args.get("page", "")) or 1, _LAST_PAGE)
    return render_template(
        "district/ranking.html",
        act=act,
        pack=pack,
        shown=True,
        found=found,
        indicator=indicator if indicator in {each.id for each in found.indicators} else "",
        rows=found.rows[(number - 1) * PAGE : number * PAGE],
        number=number,
        pages=-(-len(found.rows) // PAGE),
        told=told,
    )


@blueprint.post("/district/matrix/<act>/ranking")
@repeats()
def switch(act: str) -> Response:
    """Switches the places on or off for the whole office."""
    _pack(act)
    shown = request.form.get("shown") == "1"
    show_places(current_school_id(), actor(), shown=shown)
    flash("Места организаций показываются." if shown else "Места организаций больше не показываются.")
    return redirect(url_for("district_ranking.page", act=act), 303)


def _pack(act: str) -> Pack:
    """The pack of an act that is watched and has anything counted."""
    if all(known.pack != act for known in watched_acts(current_school_id())):
        abort(404)
    try:
        pack = watched_pack(current_school_id(), act)
    except FaultsError:
        abort(404)
    if pack.indicator_set is None:
        abort(404)
    return pack


def _week() -> date | None:
    try:
        return date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        return None
