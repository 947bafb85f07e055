"""Bodies of the district out of its tables: read, understood, confirmed or mended, written, taken back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.formulas import harmless
from sferum_docs.services.district.lists.archives import open_files
from sferum_docs.services.district.lists.known import forget_heading, known_headings
from sferum_docs.services.district.lists.plan import BodyState, plan_import
from sferum_docs.services.district.lists.undo import undo_import
from sferum_docs.services.district.lists.uploads import (
    Upload,
    bodies_known,
    drop_files,
    find_files,
    keep_files,
    read_upload,
    say_of_tables,
    told_of,
    uploads_of,
)
from sferum_docs.services.district.lists.write import Written, write_import
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.district.importing.form import decisions, said_of_tables
from sferum_docs.web.district.importing.shown import (
    KINDS,
    LEVELS,
    MOST_LISTED,
    MOST_NAMED,
    counted_findings,
    finding_rows,
    findings_shown,
    mark_of,
    questions_shown,
    tables_shown,
)
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response as AnyResponse

    from sferum_docs.schools.district_lists.model import Understood

blueprint = Blueprint("district_import", __name__, url_prefix="/district/import")


@blueprint.get("")
def page() -> str:
    """Where files are handed in; what was begun and what came in before."""
    return _page()


@blueprint.post("")
@creates()
def take() -> str | AnyResponse:
    """Keeps the files and leads on to what was understood of them."""
    files = [(file.filename or "", file.read()) for file in request.files.getlist("files") if file.filename]
    try:
        books, faults = open_files(files)
        upload_id = keep_files(current_school_id(), books, actor())
    except FaultsError as error:
        return _page([Fault(each.code, "files", each.values) if not each.place else each for each in error.faults])
    for fault in faults:
        flash(fault.message(), "warning")
    return redirect(url_for("district_import.tables", upload_id=upload_id), 303)


@blueprint.get("/<int:upload_id>")
def tables(upload_id: int) -> str | AnyResponse:
    """The first step: which tables there are, what is wrong in which cell, what must be said."""
    upload = _upload(upload_id)
    return _tables(upload) if isinstance(upload, Upload) else upload


@blueprint.post("/<int:upload_id>")
@repeats()
def say(upload_id: int) -> str | AnyResponse:
    """Keeps what is said of tables and questions and shows what follows from it."""
    upload = _upload(upload_id)
    if not isinstance(upload, Upload):
        return upload
    office_id = current_school_id()
    try:
        say_of_tables(office_id, upload_id, said_of_tables(_read(upload), bodies_known(office_id)))
    except FaultsError as error:
        return _tables(upload, error.faults)
    step = "tables" if request.form.get("action") == "apply" else "changes"
    return redirect(url_for(f"district_import.{step}", upload_id=upload_id), 303)


@blueprint.get("/<int:upload_id>/changes")
def changes(upload_id: int) -> str | AnyResponse:
    """The second step: bodies that are new, that change, that stay; nothing is written yet."""
    upload = _upload(upload_id)
    return _changes(upload) if isinstance(upload, Upload) else upload


@blueprint.post("/<int:upload_id>/changes")
@creates()
def write(upload_id: int) -> str | AnyResponse:
    """Writes what was decided."""
    upload = _upload(upload_id)
    if not isinstance(upload, Upload):
        return upload
    office_id, found = current_school_id(), _read(upload)
    plan = plan_import(office_id, found)
    try:
        told = told_of(office_id, upload.told)
        written = write_import(office_id, upload_id, found, plan, decisions(plan), told, actor())
    except FaultsError as error:
        fresh = _upload(upload_id)
        return _changes(fresh, error.faults) if isinstance(fresh, Upload) else fresh
    flash(_written_words(written))
    if waiting := counted_findings(found)["question"]:
        told_open = "об этом ничего не записано. Чтобы ответить, загрузите файлы снова."
        flash(f"Без ответа осталось вопросов: {waiting}; {told_open}", "warning")
    return redirect(url_for("district.page"), 303)


@blueprint.get("/<int:upload_id>/findings.csv")
def findings(upload_id: int) -> AnyResponse:
    """Everything that is told of the files, for the one who mends them."""
    upload = _upload(upload_id)
    if not isinstance(upload, Upload):
        return upload
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([harmless(cell) for cell in row] for row in finding_rows(_read(upload)))
    return file_answer(text.getvalue().encode("utf-8-sig"), "Замечания.csv")


@blueprint.post("/<int:upload_id>/drop")
@repeats(page="district_import.page")
def drop(upload_id: int) -> AnyResponse:
    """Throws away what was begun."""
    if drop_files(current_school_id(), upload_id, actor().user_id):
        flash("Файлы отброшены: ничего не записано.")
    else:
        flash("Отбрасывать нечего: эти файлы уже внесены или отброшены.", "warning")
    return redirect(url_for("district_import.page"), 303)


@blueprint.post("/<int:upload_id>/undo")
@repeats(page="district_import.page")
def undo(upload_id: int) -> str | AnyResponse:
    """Takes a whole import back."""
    try:
        count = undo_import(current_school_id(), upload_id, actor())
    except FaultsError as error:
        return _page(error.faults)
    flash(f"Внесение отменено: {counted(count, 'организация', 'организации', 'организаций')}.")
    return redirect(url_for("district_import.page"), 303)


@blueprint.post("/forget/<signature>")
@repeats(page="district_import.page")
def forget(signature: str) -> AnyResponse:
    """Forgets how a heading was understood, or which names were said."""
    forget_heading(current_school_id(), signature, actor())
    flash("Забыто: следующий файл программа прочитает без этой подсказки.")
    return redirect(url_for("district_import.page"), 303)


def _written_words(written: Written) -> str:
    if not written.new and not written.changed:
        return "Нового нет: всё, что взято из файлов, уже записано."
    new = counted(written.new, "новая организация", "новые организации", "новых организаций")
    people = counted(written.people, "работник", "работника", "работников")
    told = [f"{new}, в них {people}" if written.new else "", f"изменено {written.changed}" if written.changed else ""]
    return f"Записано: {'; '.join(filter(None, told))}."


def _upload(upload_id: int) -> Upload | AnyResponse:
    """The upload; one that is written already, or gone, leads to the page that says so."""
    try:
        return find_files(current_school_id(), upload_id, actor().user_id)
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
        return redirect(url_for("district_import.page"), 303)


def _read(upload: Upload) -> Understood:
    return read_upload(current_school_id(), upload)


def _page(faults: Sequence[Fault] = ()) -> str:
    me, office_id = actor().user_id, current_school_id()
    brought = uploads_of(office_id)
    return render_template(
        "district/import.html",
        waiting=[each for each in brought if each.done_at is None and each.user_id == me],
        done=[each for each in brought if each.done_at is not None],
        known=known_headings(office_id),
        remarks=remarks(PageForm(formdata=None), faults, "files", more={"files": "Файлы"}),
    )


def _tables(upload: Upload, faults: Sequence[Fault] = ()) -> str:
    found, office_id = _read(upload), current_school_id()
    names = {each.key: each.name for each in found.bodies}
    own = {each.known for each in found.bodies}
    names |= {each.key: each.short_name for each in bodies_known(office_id) if each.key not in own}
    return render_template(
        "district/import_tables.html",
        upload=upload,
        found=found,
        counts=counted_findings(found),
        questions=questions_shown(found),
        findings=findings_shown(found),
        tables=tables_shown(found),
        levels=LEVELS,
        kinds=KINDS,
        names=sorted(names.items(), key=lambda pair: pair[1].casefold()),
        most=MOST_NAMED,
        listed=MOST_LISTED,
        remarks=remarks(PageForm(formdata=None), faults),
    )


def _changes(upload: Upload, faults: Sequence[Fault] = ()) -> str:
    found = _read(upload)
    plan = plan_import(current_school_id(), found)
    return render_template(
        "district/import_changes.html",
        upload=upload,
        plan=plan,
        counts=counted_findings(found),
        new=plan.of(BodyState.NEW),
        changed=plan.of(BodyState.CHANGED),
        same=plan.of(BodyState.SAME),
        elsewhere=plan.of(BodyState.ELSEWHERE),
        stay=[each for each in plan.bodies if each.comparison.stay],
        mark_of=mark_of,
        remarks=remarks(PageForm(formdata=None), faults),
    )
