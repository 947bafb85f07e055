"""Templates: the list, one template with its versions, upload of a new one, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms import FileField, StringField

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.templates.change import (
    activate_template,
    remove_version,
    restore_document,
    upload_template,
    withdraw_document,
)
from sferum_docs.services.templates.versions import find_state, template_list, version_bytes
from sferum_docs.web.current import actor, current_act, current_pack, current_school_id, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.forms.wording import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.templates.versions import TemplateState, Version
    from sferum_docs.store.documents.templates import TemplateDecision

blueprint = Blueprint("templates", __name__)


class UploadForm(PageForm):
    """A new version."""

    file = FileField("Файл шаблона (DOCX)")
    comment = StringField("Что изменено", description="Останется в истории: «добавлен абзац о сроках».")


def template_kept(document: str, number: int = 0) -> Kept:
    """Which version is in force, and what was decided on all of them."""
    state = found_state(document)
    told = [(version.number, decision) for version in state.versions for decision in version.decisions]
    value = (state.number, sorted(repr(item) for item in told))
    last = max(told, key=lambda item: item[1].decided_at, default=None)
    decided = f"; последнее решение: {version_label(last[0])} {_decided(last[1])}" if last else ""
    current = f"действует {version_label(state.number)}" if state.in_force else "ещё не действует"
    version = state.version(number)
    standing = "удалена" if version is None else "отозвана управлением" if version.taken_back else "есть"
    there = Part(version_label(number).capitalize(), standing, standing)
    part = Part("Шаблон", value, f"{current}{decided}")
    return Kept(
        {"in_force": part, "version": there},
        state.spec.name,
        ("template.activated", "template.rejected", "template.removed", "document.withdrawn", "document.restored"),
    )


@blueprint.get("/acts/<pack>/templates")
def listing() -> str:
    """Every template with the version in force and its state."""
    return render_template("admin/templates.html", listed=template_list(current_school_id(), current_act(), today()))


@blueprint.get("/acts/<pack>/templates/<document>")
def show(document: str) -> str:
    """One template: its versions, the door for a new one."""
    return _page(found_state(document), UploadForm(formdata=None))


@blueprint.post("/acts/<pack>/templates/<document>")
@creates()
def upload(document: str) -> str | Response:
    """Keeps the file as a candidate and leads to the report on it."""
    state = found_state(document)
    form, file = UploadForm(), request.files.get("file")
    data = file.read() if file else b""
    name = file.filename if file and file.filename else ""
    try:
        number = upload_template(
            current_school_id(), current_act(), document, data, name, form.comment.data or "", actor()
        )
    except FaultsError as error:
        return _page(state, form, error.faults)
    return redirect(url_for("template_report.show", document=document, number=number), 303)


@blueprint.get("/acts/<pack>/templates/<document>/<int:number>/file")
def download(document: str, number: int) -> Response:
    """The file of a version, to be edited in Word."""
    state, version = found_version(document, number)
    return file_answer(version_bytes(state.spec, version), name_of(state, version))


@blueprint.post("/acts/<pack>/templates/<document>/<int:number>/return")
@edits(template_kept, page="templates.show")
def go_back(document: str, number: int) -> str | Response:
    """Puts a version in force again that was so before."""
    state, _version = found_version(document, number)
    try:
        activate_template(current_school_id(), current_act(), document, number, today(), "", actor())
    except FaultsError as error:
        return _page(state, UploadForm(formdata=None), error.faults)
    flash(f"Снова действует {version_label(number)}. Прежняя осталась в истории.")
    return redirect(url_for(".show", document=document), 303)


@blueprint.post("/acts/<pack>/templates/<document>/<int:number>/remove")
@edits(template_kept, page="templates.show")
def remove(document: str, number: int) -> str | Response:
    """Deletes the file of a version that was never in force."""
    state, _version = found_version(document, number)
    try:
        remove_version(current_school_id(), current_act(), document, number, actor())
    except FaultsError as error:
        return _page(state, UploadForm(formdata=None), error.faults)
    flash(f"Удалён файл: {version_label(number)}. Запись о ней осталась в журнале действий.")
    return redirect(url_for(".show" if find_versions(document) else ".listing", document=document), 303)


@blueprint.post("/acts/<pack>/templates/<document>/withdraw")
@edits(template_kept, page="templates.show")
def withdraw(document: str) -> str | Response:
    """Takes a document that the school added out of its pack."""
    state = found_state(document)
    try:
        withdraw_document(
            current_school_id(), current_act(), document, request.form.get("withdraw_reason", ""), actor()
        )
    except FaultsError as error:
        return _page(state, UploadForm(formdata=None), error.faults)
    flash("Документ отозван: в комплекте его больше нет. Сделанные по нему документы остались.")
    return redirect(url_for(".show", document=document), 303)


@blueprint.post("/acts/<pack>/templates/<document>/restore")
@edits(template_kept, page="templates.show")
def restore(document: str) -> str | Response:
    """Puts a document that was withdrawn back into the pack."""
    state = found_state(document)
    try:
        number = restore_document(current_school_id(), current_act(), document, actor())
    except FaultsError as error:
        return _page(state, UploadForm(formdata=None), error.faults)
    flash(
        "Документ возвращён. Посмотрите отчёт и включите версию: тогда он появится в форме комплекта."
        if number is None
        else f"Документ возвращён: снова действует {version_label(number)}."
    )
    return redirect(url_for(".show", document=document), 303)


def find_versions(document: str) -> bool:
    """Whether any version of the document is left."""
    state = find_state(current_school_id(), current_act(), document, today())
    return state is not None and bool(state.versions)


def _page(state: TemplateState, form: UploadForm, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "admin/template.html",
        state=state,
        form=form,
        remarks=remarks(form, faults) if faults else FieldErrors(),
        clauses=current_pack().directive.by_path,
        today=today(),
    )


def found_state(document: str) -> TemplateState:
    """The template of a document, or «no such page»."""
    state = find_state(current_school_id(), current_act(), document, today())
    if state is None or not state.versions:
        abort(404)
    return state


def found_version(document: str, number: int) -> tuple[TemplateState, Version]:
    """A version of this school, or «no such page»."""
    state = found_state(document)
    version = state.version(number)
    if version is None:
        abort(404)
    return state, version


def _decided(decision: TemplateDecision) -> str:
    return f"включена с {day(decision.active_from)}" if decision.active_from else "отклонена"


def version_label(number: int) -> str:
    """How a version is called."""
    return f"версия {number}" if number else "версия из поставки"


def name_of(state: TemplateState, version: Version, more: str = "") -> str:
    """The name under which a version is saved."""
    return f"{state.spec.id} {state.spec.kind}, {version_label(version.number)}{more}.docx"
