"""Straight quotes and needless capitals in what is kept: shown with what they would be, put right by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.lists.spelling import corrections
from sferum_docs.services.school.spelling import respell
from sferum_docs.web.current import actor, current_school, current_school_id, known_school
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.remarks import FieldError, FieldErrors
from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.lists.spelling import Correction

blueprint = Blueprint("spelling", __name__)


@blueprint.app_template_global()
def spelling_of(*parts: str) -> int:
    """How much of these parts of the school may be written better."""
    school = known_school()
    return sum(item.place.partition(".")[0] in parts for item in corrections(school)) if school else 0


def _kept() -> Kept:
    items = corrections(current_school())
    return Kept({item.place: Part(item.label, item.was, item.was) for item in items}, actions=("school.saved",))


def _sent() -> dict[str, object]:
    return dict(_taken())


def _taken() -> dict[str, str]:
    return {place: request.form.get(f"now-{place}", "") for place in request.form.getlist("take")}


@blueprint.get("/school/spelling")
def page() -> str:
    """Everything that may be written better."""
    return _page(corrections(current_school()), {})


@blueprint.post("/school/spelling")
@edits(_kept, sent=_sent)
def change() -> str | Response:
    """Keeps what was ticked."""
    taken = _taken()
    try:
        count = respell(current_school_id(), current_school(), taken, actor())
    except FaultsError as error:
        return _page(corrections(current_school()), taken, error.faults)
    flash(f"Исправлено: {counted(count, 'место', 'места', 'мест')}." if count else "Ничего не отмечено и не изменено.")
    return redirect(url_for("spelling.page"), 303)


def _page(items: tuple[Correction, ...], typed: Mapping[str, str], faults: Sequence[Fault] = ()) -> str:
    labels = {item.place: item.label for item in items}
    errors = tuple(
        FieldError(f"now-{fault.place}" if fault.place in labels else "", labels.get(fault.place, ""), fault.sentence())
        for fault in faults
    )
    told = FieldErrors(errors, beside={fault.place: (fault.sentence(),) for fault in faults})
    return render_template("head/spelling.html", items=items, typed=typed, remarks=told)
