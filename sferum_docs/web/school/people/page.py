"""Who leaves and who came: the list, and how it begins for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.people.begin import begin_change, changes_of
from sferum_docs.web.current import actor, current_school, current_school_id, today
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import read_day
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.school.people.forms import BeginForm, people_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("people", __name__)
SHOWN = 200  # of those who left: the rest is in the journal


@blueprint.get("/people")
def page() -> str:
    """Who is about to leave or came, who left, and the form for the next."""
    place = sent_number(request.args.get("place", ""))
    staff = current_school().staff
    name = staff[place - 1].full_name if place is not None and 0 < place <= len(staff) else ""
    return _page(BeginForm(formdata=None, data={"name": name, "day": today()}))


@blueprint.post("/people")
@creates()
def begin() -> str | Response:
    """Begins a change; what comes next stands on its page."""
    form, faults = BeginForm(), list[Fault]()
    day = read_day(form.day, faults)
    kinds = {kind.value: kind for kind in ChangeKind}
    kind = kinds.get(form.kind.data or "")
    if kind is None:
        faults.append(Fault("empty", "kind"))
    if faults or day is None or kind is None:
        return _page(form, faults)
    try:
        change = begin_change(current_school_id(), form.name.data or "", kind, day, form.ground.data or "", actor())
    except FaultsError as error:
        return _page(form, error.faults)
    flash("Записано. Проверьте, что за человеком числится и кому это передать.")
    return redirect(url_for("change.page", change_id=change.id), 303)


def _page(form: BeginForm, faults: Sequence[Fault] = ()) -> str:
    form.name.options = (("", "выберите"), *people_options(current_school()))
    known = changes_of(current_school_id())
    gone = [item for item in known if not item.is_open and item.state is not ChangeState.DROPPED]
    return render_template(
        "people/page.html",
        form=form,
        remarks=remarks(form, faults),
        open=[item for item in known if item.is_open],
        gone=gone[:SHOWN],
        left_out=len(gone[SHOWN:]),
    )
