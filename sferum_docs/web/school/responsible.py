"""Who is responsible for what: four choices from the staff list, with proposals from the posts."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import RESPONSIBLE_KEYS, read_responsible
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import Remarks, remarks
from sferum_docs.web.school.proposals import proposed_responsible

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import School

blueprint = Blueprint("responsible", __name__)


class ResponsibleForm(PageForm):
    """Four roles; one person may stand in several."""

    sferum = OpenSelect(
        "Ответственный за использование «Сферума»", description="Пункты 1.7 и 1.8: еженедельный анализ и меры."
    )
    my_school = OpenSelect("Ответственный за использование «Моей школы»", description="Может быть тот же человек.")
    administrator = OpenSelect(
        "Администратор страницы школы в Сферуме", description="Регистрирует работников, проверяет профиль школы."
    )
    deputy = OpenSelect("Замещает на время отсутствия", description="Не тот же, кого замещает.")


def _kept() -> Kept:
    school = current_school()
    form = _with_staff(ResponsibleForm(formdata=None, data=asdict(school.responsible)), school)
    return Kept(form_parts(form), actions=("school.saved",), topic="responsible")


@blueprint.get("/responsible")
def edit() -> str:
    """What is chosen; where nothing is, the proposal."""
    school, typed = current_school(), resumed()
    if typed:
        return _page(_with_staff(ResponsibleForm(typed), school), Remarks(), {})
    chosen = asdict(school.responsible)
    proposed = {role: name for role, name in proposed_responsible(school).items() if name and not any(chosen.values())}
    form = _with_staff(ResponsibleForm(formdata=None, data={**chosen, **proposed}), school)
    return _page(form, Remarks(), proposed)


@blueprint.post("/responsible")
@edits(_kept)
def save() -> str | Response:
    """Keeps the choice."""
    school = current_school()
    form = _with_staff(ResponsibleForm(), school)
    faults: list[Fault] = []
    record = Record({key: form[key].data for key in RESPONSIBLE_KEYS}, "", faults)
    responsible = read_responsible(record, school.staff)
    if faults:
        return _page(form, remarks(form, faults), {})
    save_school(current_school_id(), replace(school, responsible=responsible), actor(), school)
    flash("Ответственные сохранены. Теперь можно сформировать комплект документов.")
    return redirect(url_for("responsible.edit"), 303)


def _with_staff(form: ResponsibleForm, school: School) -> ResponsibleForm:
    people = [(person.full_name, f"{person.full_name} — {person.post}") for person in school.staff]
    for key in RESPONSIBLE_KEYS:
        form[key].options = (("", "не выбран"), *people)
    return form


def _page(form: ResponsibleForm, told: Remarks, proposed: dict[str, str]) -> str:
    school = current_school()
    return render_template(
        "head/responsible.html",
        form=form,
        remarks=told,
        proposed=proposed,
        staffed=bool(school.staff),
    )
