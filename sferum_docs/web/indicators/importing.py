"""Indicators out of the district's files: read, their tables confirmed or mended, what will change shown, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import TextAreaField

from sferum_docs.indicators.importing.model import REPLACE
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheets import read_text
from sferum_docs.services.indicators.figures import indicators_of
from sferum_docs.services.indicators.imports.known import (
    forget_heading,
    forget_written,
    known_headings,
    known_names,
)
from sferum_docs.services.indicators.imports.reading import is_known, read_files, read_upload, sheet_set
from sferum_docs.services.indicators.imports.undo import undo_import
from sferum_docs.services.indicators.imports.uploads import (
    MOST_FILES,
    Upload,
    drop_files,
    find_files,
    keep_books,
    opened,
    require_readable,
    say_of_tables,
    told_of,
    uploads_of,
)
from sferum_docs.services.indicators.imports.write import Decided, changes_of, write_import
from sferum_docs.web.current import actor, current_act, current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import given_text
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.indicators.importing_form import answers_of, moved_weeks, said_of_tables
from sferum_docs.web.indicators.importing_shown import MOST_CELLS, by_reason, choices, headings, matrix
from sferum_docs.web.indicators.typing_form import amount_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.indicators.importing.model import ChangeList
    from sferum_docs.indicators.importing.understanding import Understood
    from sferum_docs.indicators.taking import Taken
    from sferum_docs.reading.sheets.sheets import TableBook

blueprint = Blueprint("indicator_import", __name__, url_prefix="/acts/<pack>/indicators/import")
_PASTED = "вставленные строки"


class UploadForm(PageForm):
    """Rows that are pasted; files are read from the request, several at once."""

    text = TextAreaField("Строки, скопированные вместе с заголовками")


@blueprint.get("")
def page() -> str:
    """Where files are handed in; what was begun and what came in before."""
    return _page(UploadForm(formdata=None))


@blueprint.post("")
@creates()
def take() -> str | Response:
    """Keeps the files and leads on: to their tables, or to what will change when these are known."""
    form = UploadForm()
    source = "text" if request.form.get("action") == "paste" else "files"
    try:
        books, told = _given(form, source)
        school_id, pack = current_school_id(), current_pack()
        found = read_files(school_id, books, told_of(school_id, {}), pack, current_school(), today())
        upload_id = keep_books(school_id, pack.id, books, actor())
    except FaultsError as error:
        return _page(form, error.faults, source)
    for sentence in [*told, *(fault.message() for fault in found.faults)]:
        flash(sentence, "warning")
    step = "changes" if is_known(school_id, found) else "tables"
    return redirect(url_for(f"indicator_import.{step}", upload_id=upload_id), 303)


def _given(form: UploadForm, source: str) -> tuple[list[tuple[str, TableBook]], list[str]]:
    """The tables that were given, and what is to be told of them. FaultsError: none is a table."""
    if source == "text":
        pasted = [(_PASTED, read_text(given_text(form.text.data)))]
        require_readable(pasted)
        return pasted, []
    files = [(file.filename or "", file.read()) for file in request.files.getlist("files") if file.filename]
    if not files:
        raise FaultsError([Fault("file_none")])
    books, faults = opened(files)
    remarks_of_books = [f"{name}: {fault.message()}" for name, book in books for fault in book.remarks]
    of_sheets = [f"{name}, лист «{sheet.name}»: {fault.message()}"
                 for name, book in books for sheet in book.sheets for fault in sheet.remarks]  # fmt: skip
    return books, [*(fault.message() for fault in faults), *remarks_of_books, *of_sheets]


@blueprint.get("/<int:upload_id>")
def tables(upload_id: int) -> str | Response:
    """The first step: what the columns hold, which rows are ours, of which week the tables are."""
    upload = _upload(upload_id)
    return _tables(upload, _read(upload)) if isinstance(upload, Upload) else upload


@blueprint.post("/<int:upload_id>")
@repeats()
def say(upload_id: int) -> str | Response:
    """Keeps what is said of the tables and shows what follows from it."""
    upload = _upload(upload_id)
    if not isinstance(upload, Upload):
        return upload
    found = _read(upload)
    try:
        said = said_of_tables(found, sheet_set(current_school_id(), current_pack()))
        say_of_tables(current_school_id(), current_act(), upload_id, said)
    except FaultsError as error:
        return _tables(upload, found, error.faults)
    step = "tables" if request.form.get("action") == "apply" else "changes"
    return redirect(url_for(f"indicator_import.{step}", upload_id=upload_id), 303)


@blueprint.get("/<int:upload_id>/changes")
def changes(upload_id: int) -> str | Response:
    """The second step: what will change, what must be decided; nothing is written yet."""
    upload = _upload(upload_id)
    return _changes(upload, _read(upload)) if isinstance(upload, Upload) else upload


@blueprint.post("/<int:upload_id>/changes")
@creates()
def write(upload_id: int) -> str | Response:
    """Writes what was decided; weeks that are others are moved first, and all is shown again."""
    upload = _upload(upload_id)
    if not isinstance(upload, Upload):
        return upload
    found, school = _read(upload), current_school()
    school_id, pack = current_school_id(), current_pack()
    asked = changes_of(school_id, pack, upload, found, school, {}, today())
    try:
        _move_weeks(upload_id, asked)
        decided = Decided(answers_of(asked.matters), request.form.get("digest", ""))
        taken = write_import(school_id, pack, upload, found, school, decided, actor(), today())
    except FaultsError as error:
        fresh = _upload(upload_id)
        return _changes(fresh, found, error.faults) if isinstance(fresh, Upload) else fresh
    flash(_kept_words(taken))
    if unanswered := _unanswered(asked, decided):
        flash(f"Без ответа осталось и не записано: {unanswered}. Чтобы ответить, загрузите файл снова.", "warning")
    week = max((value.week for value in (*taken.new, *(each.value for each in taken.changed))), default=None)
    return redirect(url_for("indicators.page", week=None if week is None else week.isoformat()), 303)


def _unanswered(asked: ChangeList, decided: Decided) -> str:
    open_matters = [matter for matter in asked.matters if not decided.answers[matter.key].choice]
    values = {each.key for matter in open_matters for each in matter.values}
    return counted(len(values), "значение", "значения", "значений") if values else ""


def _move_weeks(upload_id: int, asked: ChangeList) -> None:
    """FaultsError when some weeks were said to be others: what follows from it is to be seen first."""
    if moved := moved_weeks(asked):
        say_of_tables(current_school_id(), current_act(), upload_id, {"moved": moved})
        raise FaultsError([Fault("import_moved")])


@blueprint.post("/<int:upload_id>/drop")
@repeats(page="indicator_import.page")
def drop(upload_id: int) -> Response:
    """Throws away what was begun."""
    if drop_files(current_school_id(), current_act(), upload_id, actor().user_id):
        flash("Файлы отброшены: ничего не записано.")
    else:
        flash("Отбрасывать нечего: эти файлы уже внесены или отброшены.", "warning")
    return redirect(url_for("indicator_import.page"), 303)


@blueprint.post("/<int:upload_id>/undo")
@repeats(page="indicator_import.page")
def undo(upload_id: int) -> str | Response:
    """Takes a whole import back."""
    try:
        count = undo_import(current_school_id(), current_pack(), upload_id, actor(), today())
    except FaultsError as error:
        return _page(UploadForm(formdata=None), error.faults)
    told = "Прежние значения возвращены; где их не было, стоит «нет данных»."
    flash(f"Внесение отменено: {counted(count, 'значение', 'значения', 'значений')}. {told}")
    return redirect(url_for("indicator_import.page"), 303)


@blueprint.post("/forget/<signature>")
@repeats(page="indicator_import.page")
def forget(signature: str) -> Response:
    """Forgets how a heading was understood: its next table is asked about anew."""
    forget_heading(current_school_id(), signature, actor())
    flash("Забыто: следующий файл с таким заголовком программа покажет, прежде чем читать.")
    return redirect(url_for("indicator_import.page"), 303)


@blueprint.post("/forget-name")
@repeats(page="indicator_import.page")
def forget_name() -> Response:
    """Forgets whether a written name means the own school."""
    forget_written(current_school_id(), request.form.get("written", ""), actor())
    flash("Забыто: о таком названии программа спросит снова.")
    return redirect(url_for("indicator_import.page"), 303)


def _kept_words(taken: Taken) -> str:
    new, changed = len(taken.new), len(taken.changed)
    if not new and not changed:
        return "Новых значений нет: всё, что взято из файла, уже записано."
    unknown = sum(value.amount is None for value in taken.new)
    weeks = len({value.week for value in (*taken.new, *(each.value for each in taken.changed))})
    told = [f"новых значений {new}" + (f" (из них «нет данных» {unknown})" if unknown else "") if new else "",
            f"изменено {changed}" if changed else ""]  # fmt: skip
    return f"Записано: {', '.join(filter(None, told))}; {counted(weeks, 'неделя', 'недели', 'недель')}."


def _upload(upload_id: int) -> Upload | Response:
    """The upload; one that is written already, or gone, leads to the page that says so."""
    try:
        return find_files(current_school_id(), current_act(), upload_id, actor().user_id)
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
        return redirect(url_for("indicator_import.page"), 303)


def _read(upload: Upload) -> Understood:
    return read_upload(current_school_id(), current_pack(), upload, current_school(), today())


def _page(form: UploadForm, faults: Sequence[Fault] = (), source: str = "") -> str:
    me, school_id = actor().user_id, current_school_id()
    brought = uploads_of(school_id, current_act())
    return render_template(
        "indicators/import.html",
        form=form,
        limit=MOST_FILES,
        waiting=[each for each in brought if each.done_at is None and each.user_id == me],
        done=[each for each in brought if each.done_at is not None],
        known=known_headings(school_id, current_pack()),
        names=known_names(school_id),
        remarks=remarks(form, faults, source, more={"files": "Файлы"}),
    )


def _tables(upload: Upload, found: Understood, faults: Sequence[Fault] = ()) -> str:
    school_id = current_school_id()
    known = sheet_set(school_id, current_pack())
    shown = headings(found, {heading.signature for heading in known_headings(school_id, current_pack())})
    return render_template(
        "indicators/import_tables.html",
        upload=upload,
        found=found,
        told=told_of(school_id, upload.told),
        headings=shown,
        choices=choices(known, found.tables),
        own_set=indicators_of(current_pack()),
        matrix=matrix(found.sheet.figures, indicators_of(current_pack())),
        left_out=by_reason(found.sheet.left_out),
        most=MOST_CELLS,
        remarks=remarks(UploadForm(formdata=None), faults, more=_weeks_asked(found)),
    )


def _weeks_asked(found: Understood) -> dict[str, str]:
    asked = {f"week-{at}": f"Неделя: {table.sheet or table.file}" for at, table in enumerate(found.tables)}
    return {**asked, "first-week": "Первая неделя"}


def _changes(upload: Upload, found: Understood, faults: Sequence[Fault] = ()) -> str:
    school_id, pack = current_school_id(), current_pack()
    listed = changes_of(school_id, pack, upload, found, current_school(), {}, today())
    asked = {f"{matter.key}-{at}": "" for matter in listed.matters for at in range(len(matter.values))}
    asked |= {f"{matter.key}-day": "" for matter in listed.matters}
    return render_template(
        "indicators/import_changes.html",
        upload=upload,
        found=found,
        changes=listed,
        amount_words=amount_words,
        replacing=sum(any(choice.key == REPLACE for choice in matter.choices) for matter in listed.matters),
        own_set=indicators_of(pack),
        left_out=by_reason(listed.left_out),
        most=MOST_CELLS,
        remarks=remarks(UploadForm(formdata=None), faults, more=asked),
    )
