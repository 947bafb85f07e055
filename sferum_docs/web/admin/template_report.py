"""The report on an uploaded version, and what is decided on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from wtforms import StringField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.school.save import find_school
from sferum_docs.services.templates.change import activate_template, reject_template
from sferum_docs.services.templates.preview import annotated_copy, changed_words, page_of, schools_to_show, side_by_side
from sferum_docs.services.templates.report import report_of
from sferum_docs.web.admin.template import found_state, found_version, name_of, template_kept, version_label
from sferum_docs.web.current import actor, current_act, current_pack, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.fields import DayField, PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.wording import day
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.services.templates.versions import TemplateState, Version

blueprint = Blueprint("template_report", __name__)


class DecisionForm(PageForm):
    """From what day, and why in spite of the warnings."""

    day = DayField("Действует с", description="Сегодня или позже. Документы, сделанные раньше, не изменятся.")
    reason = StringField("Причина", description="Почему версию включают, несмотря на предупреждения, или отклоняют.")


@blueprint.get("/acts/<pack>/templates/<document>/<int:number>")
def show(document: str, number: int) -> str:
    """The report: the verdict, mistakes, clauses, fields, the standard, how it looks."""
    state, version = found_version(document, number)
    return _page(state, version, DecisionForm(formdata=None, data={"day": today()}))


@blueprint.post("/acts/<pack>/templates/<document>/<int:number>")
@edits(template_kept)
def decide(document: str, number: int) -> str | Response:
    """Puts the version in force now or from a day, or rejects it."""
    state, version = found_version(document, number)
    form, action = DecisionForm(), request.form.get("action", "")
    try:
        if action == "reject":
            reject_template(current_school_id(), current_act(), document, number, form.reason.data or "", actor())
            flash(f"Отклонена {version_label(number)}. Файл остался в истории.")
        else:
            chosen = today() if action == "now" else _day(form)
            activate_template(
                current_school_id(), current_act(), document, number, chosen, form.reason.data or "", actor()
            )
            flash(_told(number, chosen == today(), day(chosen)))
    except FaultsError as error:
        return _page(state, version, form, error.faults)
    return redirect(url_for("templates.show", document=document), 303)


def _told(number: int, now: bool, when: str) -> str:
    words = version_label(number)
    if now:
        return f"Действует {words}. Следующие документы будут сделаны по ней; сделанные раньше не изменились."
    return f"С {when} начнёт действовать {words}. До этого дня действует прежняя."


def _day(form: DecisionForm) -> date:
    typed = form.day.data or ""
    found = parse_day(typed)
    if found is None:
        raise FaultsError([day_fault(typed, "day") if typed else Fault("empty", "day")])
    return found


@blueprint.get("/acts/<pack>/templates/<document>/<int:number>/annotated")
def annotated(document: str, number: int) -> str | Response:
    """The file with the mistakes as comments of Word."""
    state, version = found_version(document, number)
    try:
        return file_answer(annotated_copy(state, version), name_of(state, version, ", с замечаниями"))
    except FaultsError as error:
        return _page(state, version, DecisionForm(formdata=None, data={"day": today()}), error.faults)


@blueprint.get("/acts/<pack>/templates/<document>/<int:number>/<school>/<int:page>.png")
def page(document: str, number: int, school: str, page: int) -> Response:
    """A page of a school's document by this version, as it will print."""
    state, version = found_version(document, number)
    trial = next((item for item in schools_to_show(current_school_id(), state, version) if item.id == school), None)
    if trial is None or trial.lacks or not current_press().available:
        abort(404)
    try:
        picture = page_of(current_press(), trial, state, version, page)
    except LookupError:
        abort(404)
    return file_answer(picture, f"{document}, страница {page}.png", shown=True)


@blueprint.get("/acts/<pack>/templates/<document>/difference")
def difference(document: str) -> str:
    """The words that differ between two versions."""
    state = found_state(document)
    before = state.version(request.args.get("was", state.number, type=int))
    after = state.version(request.args.get("now", state.versions[0].number, type=int))
    if before is None or after is None:
        abort(404)
    return render_template(
        "admin/difference.html",
        state=state,
        before=before,
        after=after,
        changes=changed_words(state, before, after),
        version_label=version_label,
    )


def _page(state: TemplateState, version: Version, form: DecisionForm, faults: Sequence[Fault] = ()) -> str:
    report = report_of(current_school_id(), state, version)
    shown = schools_to_show(current_school_id(), state, version)
    wanted = request.args.get("school", "")
    whole = [item for item in shown if not item.lacks]
    trial = next((item for item in whole if item.id == wanted), whole[0] if whole else None)
    pages = side_by_side(trial, state, version) if trial and report.readable else None
    return render_template(
        "admin/report.html",
        state=state,
        version=version,
        report=report,
        form=form,
        remarks=remarks(form, faults) if faults else FieldErrors(),
        clauses=current_pack().directive.by_path,
        shown=shown,
        trial=trial,
        # the service escapes every text of a document and gives only tags of its own
        before=Markup(pages.before) if pages and pages.before else None,  # noqa: S704
        after=Markup(pages.after) if pages and pages.after else None,  # noqa: S704
        version_label=version_label,
        office_of=_office_of,
        today=today(),
    )


def _office_of(version: Version) -> str:
    """The name of the office that proposes a version."""
    office = find_school(version.proposed_by)
    return office.requisites.short_name if office else "управление"
