"""From which number a register goes on, and the school's list of files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import FieldList, FormField, StringField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.file_list import FileOfPapers, files_of_school, save_files
from sferum_docs.services.register.listing import next_number
from sferum_docs.services.register.next_number import set_next_number
from sferum_docs.web.current import actor, current_registers, current_school_id
from sferum_docs.web.fields import PageForm, RowForm
from sferum_docs.web.office.forms import read_number
from sferum_docs.web.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from werkzeug.wrappers import Response

blueprint = Blueprint("bookkeeping", __name__)
_SPARE = 2


class FileRowForm(RowForm):
    """A line of the list of files."""

    index = StringField("Индекс дела")
    title = StringField("Заголовок дела")
    retention = StringField("Срок хранения, статья")


class FilesForm(PageForm):
    """The list of files."""

    files = FieldList(FormField(FileRowForm))


class NextForm(PageForm):
    """The number that a register goes on from."""

    next = StringField("Следующий номер", render_kw={"inputmode": "numeric"})


@blueprint.get("/register/settings")
def page() -> str:
    """The next numbers of this year and the list of files."""
    return _page(_files_form())


@blueprint.post("/register/settings/next")
def start() -> str | Response:
    """Sets the next number of a register."""
    form, faults = NextForm(), list[Fault]()
    book = request.form.get("register", "")
    number = read_number(form.next.data or "", "next", faults)
    if faults or not number or book not in current_registers():
        return _page(_files_form(), faults or [Fault("empty", "next")])
    try:
        set_next_number(current_school_id(), book, _year(), number, actor())
    except FaultsError as error:
        return _page(_files_form(), error.faults)
    flash(f"Следующий номер в журнале «{current_registers()[book].short}»: {number}.")
    return redirect(url_for("bookkeeping.page"), 303)


@blueprint.post("/register/settings/files")
def files() -> str | Response:
    """Keeps the list of files; a line without anything falls away."""
    form = FilesForm()
    rows = [
        FileOfPapers(row["index"] or "", row["title"] or "", row["retention"] or "")
        for row in form.files.data
        if any(row[name] for name in ("index", "title", "retention"))
    ]
    try:
        save_files(current_school_id(), rows, actor())
    except FaultsError as error:
        return _page(form, error.faults)
    flash("Номенклатура дел сохранена.")
    return redirect(url_for("bookkeeping.page"), 303)


def _files_form() -> FilesForm:
    kept = [
        {"index": item.index, "title": item.title, "retention": item.retention}
        for item in files_of_school(current_school_id())
    ]
    return FilesForm(formdata=None, data={"files": [*kept, *({} for _ in range(_SPARE))]})


def _page(form: Any, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "office/settings.html",
        form=form,
        remarks=remarks(form, faults),
        books=current_registers(),
        following={book: next_number(current_school_id(), book, _year()) for book in current_registers()},
        year=_year(),
    )


def _year() -> int:
    return datetime.now().astimezone().year
