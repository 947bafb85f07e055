"""The school: requisites and head; a number checked as soon as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request

from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.reading import value_fault
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.schools.reader import read_head, read_requisites
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import inn_caution, kind_faults, save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.web.current import actor, body_word, kind_to_be, known_school, known_school_id
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.sessions import user
from sferum_docs.web.school.school_form import SchoolForm, form_values
from sferum_docs.web.school.steps import after_save

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("school", __name__)
_FIELDS = {field.kept_as: field for field in REQUISITES}


def _kept() -> Kept:
    parts = form_parts(SchoolForm(formdata=None, data=form_values(known_school())))
    return Kept(parts, actions=("school.saved",), topic="requisites")


@blueprint.get("/school")
def edit() -> str:
    """The form with what is known."""
    typed = resumed()
    form = SchoolForm(typed) if typed else SchoolForm(data=form_values(known_school(), _own_name(), kind_to_be()))
    return _page(form, FieldErrors())


def _own_name() -> str:
    """The name of who is signed in, when a head may have typed it at the first run."""
    somebody = user()
    return somebody.name if somebody and Role.HEAD in somebody.roles and " " in somebody.name else ""


@blueprint.post("/school")
@edits(_kept)
def save() -> str | Response:
    """Keeps the school, or shows every fault with what was typed."""
    form = SchoolForm()
    faults: list[Fault] = []
    known = known_school()
    school = _read(form, faults)
    if school is not None:
        faults += [*kind_faults(known_school_id(), school), *inn_caution(known_school_id(), school)]
    told = remarks(form, faults)
    if school is None or told.errors:
        return _page(form, told)
    save_school(known_school_id(), school, actor(), known)
    flash(f"Данные {body_word('родительный')} сохранены.")
    for warning in told.warnings:
        flash(f"{warning.label}: {warning.sentence}", "warning")
    return redirect(after_save(_first_after(school) if known is None else "school.edit"), 303)


def _first_after(school: School) -> str:
    """Where a body that has just been entered goes on: an office to its list, a school to its people."""
    return "district.page" if {school.requisites.kind, kind_to_be()} == {SchoolKind.OFFICE} else "staff.edit"


@blueprint.get("/school/check")
def check() -> dict[str, str]:
    """The sentence about one value, empty when it is right: asked when the field is left."""
    field, text = _FIELDS.get(request.args.get("field", "")), request.args.get("value", "").strip()
    fault = value_fault(field, text) if field and text else None
    return {"sentence": fault.sentence() if fault else ""}


def _page(form: SchoolForm, told: FieldErrors) -> str:
    return render_template("head/school.html", form=form, remarks=told)


def _read(form: SchoolForm, faults: list[Fault]) -> School | None:
    known = known_school()
    record = form.to_record(known)
    requisites = read_requisites(Record(record["requisites"], "", faults))
    head = read_head(Record(record["head"], "head", faults), sex_of_name)
    if requisites is None or head is None:
        return None
    return replace(known or School(requisites), requisites=requisites, head=head)
