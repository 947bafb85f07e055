"""The old register out of Excel: the table, what its columns are, what will come in, and only then the entries."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf.file import FileField
from wtforms import TextAreaField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets import read_book, read_text
from sferum_docs.schools.mapping import SheetColumn, relabelled, sheet_columns
from sferum_docs.services.register.import_register import OLD_COLUMNS, compare_old, import_old
from sferum_docs.web.changing import creates
from sferum_docs.web.current import actor, current_registers, current_school_id
from sferum_docs.web.fields import PageForm
from sferum_docs.web.remarks import remarks
from sferum_docs.web.tables import as_text
from sferum_docs.web.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.sheets import Row
    from sferum_docs.services.register.import_register import OldRegister

blueprint = Blueprint("importing", __name__)
MOST_SHOWN = 500
_CAPTIONS = {column.caption: column.key for column in OLD_COLUMNS}
_NUMBER_SIGNS = {"№", "n", "no"}


class ImportForm(PageForm):
    """A table: as a file, or pasted. Its text goes from step to step."""

    text = TextAreaField("Строки, скопированные вместе с заголовками")
    file = FileField("Файл XLSX, XLS, ODS или CSV")


@dataclass(frozen=True)
class Step:
    """How far the way has come: the columns asked, then what was found."""

    text: str = ""
    columns: tuple[SheetColumn, ...] = ()
    found: OldRegister | None = None


@blueprint.get("/register/<book_id>/import")
def page(book_id: str) -> str:
    """Where the table is handed in."""
    return _page(book_id, ImportForm(formdata=None), Step())


@blueprint.post("/register/<book_id>/import")
@creates()
def take(book_id: str) -> str | Response:
    """The next step: columns, what was found, the entries."""
    form, action = ImportForm(), request.form.get("action", "")
    text = form.text.data or ""
    columns: tuple[SheetColumn, ...] = ()
    try:
        rows = _table(form) if action == "import" else read_text(text).first.rows
        text, columns = as_text(rows), _guessed(sheet_columns(rows, OLD_COLUMNS))
        if action not in {"map", "take"}:
            return _page(book_id, form, Step(text, columns))
        columns = tuple(_said(column) for column in columns)
        named = _named(rows, columns)
        if action == "take":
            return _imported(book_id, named)
        found = compare_old(current_school_id(), book_id, named, actor())
        return _page(book_id, form, Step(text, columns, found))
    except FaultsError as error:
        return _page(book_id, form, Step(text, columns), error.faults)


def _imported(book_id: str, named: Sequence[tuple[int, Mapping[str, str]]]) -> Response:
    found = compare_old(current_school_id(), book_id, named, actor())
    left_out = {line.row for line in found.doubtful[:MOST_SHOWN] if f"row-{line.row}" not in request.form}
    count = import_old(current_school_id(), book_id, named, left_out, actor())
    if not count:
        raise FaultsError([Fault("old_nothing")])
    flash(f"Внесено из старого журнала: {counted(count, 'запись', 'записи', 'записей')}.")
    return redirect(url_for("register.page", book_id=book_id), 303)


def _table(form: ImportForm) -> tuple[Row, ...]:
    return tuple(read_book((form.file.data or io.BytesIO()).read()).first.rows)


def _guessed(columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """A column headed «№» is the number when nothing else is."""
    captions = {column.caption for column in columns}
    sign = next((item for item in columns if item.heading.casefold().strip(" .") in _NUMBER_SIGNS), None)
    if sign is None or OLD_COLUMNS[0].caption in captions:
        return columns
    return tuple(_captioned(item, OLD_COLUMNS[0].caption) if item is sign else item for item in columns)


def _said(column: SheetColumn) -> SheetColumn:
    caption = request.form.get(f"column-{column.place}", "")
    return _captioned(column, caption if caption in _CAPTIONS else "")


def _captioned(column: SheetColumn, caption: str) -> SheetColumn:
    return SheetColumn(column.place, column.heading, column.samples, caption)


def _named(rows: Sequence[Row], columns: Sequence[SheetColumn]) -> list[tuple[int, Mapping[str, str]]]:
    """The rows below the heading by field. FaultsError: a column that is needed is not named, or one is named twice."""
    said = [column.caption for column in columns if column.caption]
    faults = [
        Fault("no_name_column", values={"column": column.caption})
        for column in OLD_COLUMNS
        if column.required and column.caption not in said
    ]
    if len(set(said)) < len(said):
        faults.append(Fault("columns_twice"))
    if faults:
        raise FaultsError(faults)
    captions = {column.place: column.caption for column in columns}
    heading, *below = relabelled(rows, OLD_COLUMNS, captions)
    keys = [_CAPTIONS.get(caption, "") for caption in heading.cells]
    return [(row.number, {key: cell for key, cell in zip(keys, row.cells, strict=False) if key}) for row in below]


def _page(book_id: str, form: ImportForm, step: Step, faults: Sequence[Fault] = ()) -> str:
    book = current_registers().get(book_id)
    if book is None or book.closed:
        abort(404)
    source = "file" if request.form.get("action") == "import" else "text"
    return render_template(
        "office/importing.html",
        book=book,
        form=form,
        step=step,
        offered=OLD_COLUMNS,
        shown=MOST_SHOWN,
        remarks=remarks(form, faults, "" if step.columns else source),
    )
