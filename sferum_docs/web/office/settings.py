"""From which number a register goes on, and the school's list of files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from wtforms import FieldList, FormField, StringField

from sferum_docs.documents.registering.registers import ALL_TIME, Reset
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.file_list import FileOfPapers, files_of_school, save_files
from sferum_docs.services.register.lists.listing import next_number
from sferum_docs.services.register.lists.registers import book_or_none
from sferum_docs.services.register.next_number import set_next_number
from sferum_docs.services.register.registration import FIRST_YEAR
from sferum_docs.web.current import actor, current_registers, current_school_id, today
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import OpenSelect, RowForm
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import read_register_number
from sferum_docs.web.office.forms import OfficeForm
from sferum_docs.web.office.registering_page import first_register
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.documents.registering.registers import Register

blueprint = Blueprint("bookkeeping", __name__)
_SPARE = 2


class FileRowForm(RowForm):
    """A line of the list of files."""

    index = StringField("Индекс дела")
    title = StringField("Заголовок дела")
    retention = StringField("Срок хранения, статья")


class FilesForm(OfficeForm):
    """The list of files."""

    files = FieldList(FormField(FileRowForm))


class NextForm(OfficeForm):
    """The number that a register goes on from."""

    register = OpenSelect("Журнал")
    year = StringField("Год", render_kw={"inputmode": "numeric"})
    next = StringField("Следующий номер", render_kw={"inputmode": "numeric"})


def _numbers_kept() -> Kept:
    parts = {}
    for book in _open_books():
        periods = (ALL_TIME,) if book.reset is Reset.NEVER else (today().year, today().year - 1)
        for period, number in zip(periods, _following(book), strict=True):
            words = f"{book.short}, следующий номер" + (f" {period} года" if period else "")
            parts[f"{book.id}-{period}"] = Part(words, number, str(number))
    return Kept(parts, actions=("register.next", "register.number"))


def _sent_number() -> dict[str, object]:
    book = current_registers().get(request.form.get("register", ""))
    period = ALL_TIME if book and book.reset is Reset.NEVER else sent_number(request.form.get("year", ""))
    return {f"{book.id if book else ''}-{period}": sent_number(request.form.get("next", ""))}


def _files_kept() -> Kept:
    return Kept(_file_parts(files_of_school(current_school_id())), actions=("file_list.saved",))


def _sent_files() -> dict[str, object]:
    return {name: part.value for name, part in _file_parts(_rows(FilesForm())).items()}


def _file_parts(files: Iterable[FileOfPapers]) -> dict[str, Part]:
    return {
        item.index: Part(f"Дело {item.index}", (item.title, item.retention), f"{item.title}, {item.retention}")
        for item in files
    }


@blueprint.get("/register/settings")
def page() -> str:
    """The registers, the next numbers and the list of files."""
    typed = resumed()
    overtaken = typed is not None and "files-0-index" in typed
    return _page(FilesForm(typed) if overtaken else _files_form(), _next_form())


@blueprint.post("/register/settings/next")
@edits(_numbers_kept, page="bookkeeping.page", sent=_sent_number)
def start() -> str | Response:
    """Sets the next number of a register, in any year."""
    form, faults = NextForm(), list[Fault]()
    book = book_or_none(current_registers(), form.register.data or "")
    if book is None:
        faults.append(Fault("no_such_register", "register"))
    year = _typed_year(form.year.data or "", faults)
    number = read_register_number(form.next.data, "next", faults)
    if number is None and not any(fault.place == "next" for fault in faults):
        faults.append(Fault("empty", "next"))
    if faults or book is None or number is None:
        return _page(_files_form(), form, faults)
    period = ALL_TIME if book.reset is Reset.NEVER else year
    try:
        set_next_number(current_school_id(), book.id, period, number, actor())
    except FaultsError as error:
        return _page(_files_form(), form, error.faults)
    told = f" в {year} году" if period else ""
    flash(f"Следующий номер в журнале «{book.short}»{told}: {number}.")
    return redirect(url_for("bookkeeping.page"), 303)


def _typed_year(text: str, faults: list[Fault]) -> int:
    if text.isascii() and text.isdigit() and len(text) == 4:  # noqa: PLR2004  a year
        return int(text)
    faults.append(Fault("year_ahead", "year", {"low": FIRST_YEAR, "high": today().year + 1}))
    return today().year


@blueprint.post("/register/settings/files")
@edits(_files_kept, page="bookkeeping.page", sent=_sent_files, whole=True)
def files() -> str | Response:
    """Keeps the list of files; a line without anything falls away."""
    form = FilesForm()
    try:
        save_files(current_school_id(), _rows(form), actor())
    except FaultsError as error:
        return _page(form, _next_form(), error.faults)
    flash("Номенклатура дел сохранена.")
    return redirect(url_for("bookkeeping.page"), 303)


def _rows(form: FilesForm) -> list[FileOfPapers]:
    return [
        FileOfPapers(row["index"] or "", row["title"] or "", row["retention"] or "")
        for row in form.files.data
        if any(row[name] for name in ("index", "title", "retention"))
    ]


def _open_books() -> list[Register]:
    return [book for book in current_registers().values() if not book.closed]


def _files_form() -> FilesForm:
    kept = [
        {"index": item.index, "title": item.title, "retention": item.retention}
        for item in files_of_school(current_school_id())
    ]
    return FilesForm(formdata=None, data={"files": [*kept, *({} for _ in range(_SPARE))]})


def _next_form() -> NextForm:
    return NextForm(formdata=None, data={"register": first_register().id, "year": str(today().year)})


def _page(form: FilesForm, next_form: NextForm, faults: Sequence[Fault] = ()) -> str:
    open_books = _open_books()
    next_form.register.options = tuple((book.id, book.short) for book in open_books)
    here = next_form if any(fault.place in {"register", "year", "next"} for fault in faults) else form
    return render_template(
        "office/settings.html",
        form=form,
        next_form=next_form,
        remarks=remarks(here, faults),
        books=current_registers(),
        following={book.id: _following(book) for book in open_books},
        year=today().year,
    )


def _following(book: Register) -> tuple[int, ...]:
    """The next numbers of this year and of the last; of a register without years the only one."""
    school_id, year = current_school_id(), today().year
    if book.reset is Reset.NEVER:
        return (next_number(school_id, book, today()),)
    return next_number(school_id, book, today()), next_number(school_id, book, date(year - 1, 12, 31))
