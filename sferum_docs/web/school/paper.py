"""The look of the papers: margins and type, the word of an order, masks of numbers, the region."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_layout, read_margins
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.next_number import mask_warnings
from sferum_docs.services.school.holidays import regions
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id, packs_in_work, today
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.school.paper_form import paper_form

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.web.school.paper_form import PaperForm

blueprint = Blueprint("paper", __name__)


def _region_of_acts() -> str:
    """The region whose days off count while the school names none."""
    return next((pack.directive.region for pack in packs_in_work() if pack.directive.region), "")


def _kept() -> Kept:
    form = paper_form(regions(), _region_of_acts(), current_school(), sent=False)
    return Kept(form_parts(form), actions=("school.saved",), topic="layout")


@blueprint.get("/school/paper")
def edit() -> str:
    """The form with what is known."""
    return _page(paper_form(regions(), _region_of_acts(), current_school()), FieldErrors())


@blueprint.post("/school/paper")
@edits(_kept)
def save() -> str | Response:
    """Keeps the look, or shows every fault with what was typed."""
    form, school = paper_form(regions(), _region_of_acts()), current_school()
    faults: list[Fault] = []
    record = form.to_record(school)
    layout = read_layout(Record(record["profile"], "", faults))
    margins = read_margins(Record(record["margins"], "margins", faults))
    if faults:
        return _page(form, remarks(form, faults))
    before = registers_of(current_school_id())
    save_school(current_school_id(), replace(school, layout=layout, margins=margins), actor(), school)
    flash("Оформление сохранено. Оно действует в файлах, которые будут сделаны после этого; образец номера — сразу.")
    for fault in mask_warnings(current_school_id(), before, today()):
        flash(fault.sentence())
    return redirect(url_for("paper.edit"), 303)


def _page(form: PaperForm, told: FieldErrors) -> str:
    return render_template("head/paper.html", form=form, remarks=told)
