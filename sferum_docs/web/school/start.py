"""The first start: what this is, and two ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packs.acts import assignable_packs
from sferum_docs.services.packs.choose import usual_pack
from sferum_docs.web.current import actor, current_pack, kind_to_be, known_school
from sferum_docs.web.forms.changing import creates

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack

blueprint = Blueprint("start", __name__)


@blueprint.get("/start")
def page() -> str | Response:
    """Two sentences and two ways; a school that is there has begun already."""
    if known_school() is not None:
        return redirect(url_for("home.page"))
    packs = _packs()
    return render_template("head/start.html", packs=packs, pack=_usual(packs), office=kind_to_be() is SchoolKind.OFFICE)


@blueprint.post("/start/demonstration")
@creates()
def demonstration() -> Response:
    """Loads the demonstration school; never over a real one."""
    if known_school() is None and kind_to_be() is not SchoolKind.OFFICE:
        packs = _packs()
        usual = _usual(packs)
        chosen = next((pack for pack in packs if pack.id == request.form.get("act", "")), usual)
        if chosen is None:
            flash("Выберите, по какому акту показать пример.", "warning")
            return redirect(url_for(".page"), 303)
        load_demonstration(actor(), chosen.id)
        flash("Показываем вымышленную школу. Её данные можно менять как угодно.")
    return redirect(url_for("home.page"), 303)


def _usual(packs: list[Pack]) -> Pack | None:
    """The one that is meant when nobody chooses; where the others have faults, the only one left."""
    usual = usual_pack()
    return packs[0] if len(packs) == 1 else next((pack for pack in packs if pack.id == usual), None)


def _packs() -> list[Pack]:
    """The packs that a school may begin with; one that has faults is told of when it is the only one."""
    found = [item.pack for item in assignable_packs(None) if item.pack is not None]
    return found or [current_pack()]
