"""The old register out of Excel: the table kept, sheets and columns named, what is found shown, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf.file import FileField
from wtforms import TextAreaField

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import read_book, read_text
from sferum_docs.services.register.imports.import_register import (
    FIRST,
    LETTERS,
    ImportDecisions,
    compare_old,
    import_old,
)
from sferum_docs.services.register.imports.old_tables import (
    OLD_COLUMNS,
    drop_table,
    imports_of,
    keep_table,
    named_rows,
    table_of,
)
from sferum_docs.services.register.imports.undo_import import undo_import
from sferum_docs.web.current import actor, current_registers, current_school_id, today
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import chosen_file, given_text
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.register.imports.import_register import OldRegister
    from sferum_docs.services.register.imports.old_tables import SheetGroup

blueprint = Blueprint("importing", __name__, url_prefix="/register/<book_id>/import")
MOST_SHOWN = 500
_KEYS = {column.key for column in OLD_COLUMNS}


class ImportForm(PageForm):
    """A table: as a file, or pasted."""

    text = TextAreaField("Строки, скопированные вместе с заголовками")
    file = FileField("Файл XLSX, XLS, ODS или CSV")


@blueprint.get("")
def page(book_id: str) -> str:
    """Where the table is handed in; what was begun and what came in before."""
    return _page(book_id, ImportForm(formdata=None))


@blueprint.post("")
@creates()
def take(book_id: str) -> str | Response:
    """Keeps the table and leads to its columns."""
    _book(book_id)
    form, source = ImportForm(), "file" if request.form.get("action") == "import" else "text"
    try:
        if source == "file":
            data = chosen_file(form.file.data)
            book, name = read_book(data), str(form.file.data.filename)
        else:
            book, name = read_text(given_text(form.text.data)), "вставленные строки"
        import_id = keep_table(current_school_id(), book_id, book.sheets, name, actor())
    except FaultsError as error:
        return _page(book_id, form, error.faults, source)
    return redirect(url_for("importing.table", book_id=book_id, import_id=import_id), 303)


@blueprint.get("/<int:import_id>")
def table(book_id: str, import_id: int) -> str | Response:
    """The first step: which sheets come in, what stands in their columns."""
    found = _table(book_id, import_id)
    return found if not isinstance(found, tuple) else _columns(book_id, import_id, found)


@blueprint.get("/<int:import_id>/check")
def check(book_id: str, import_id: int) -> str | Response:
    """The second step: what is found, what must be decided; nothing is written yet."""
    found = _table(book_id, import_id)
    return found if not isinstance(found, tuple) else _checked(book_id, import_id, found)


@blueprint.post("/<int:import_id>/check")
@creates()
def write(book_id: str, import_id: int) -> str | Response:
    """Writes it as decided."""
    found = _table(book_id, import_id)
    if not isinstance(found, tuple):
        return found
    try:
        rows = _named(found)
        count = import_old(current_school_id(), book_id, rows, _decisions(), actor(), import_id)
    except FaultsError as error:
        return _checked(book_id, import_id, found, error.faults)
    flash(f"Внесено из старого журнала: {counted(count, 'запись', 'записи', 'записей')}.")
    return redirect(url_for("register.page", book_id=book_id, year="all"), 303)


@blueprint.post("/<int:import_id>/drop")
@repeats(page="importing.page")
def drop(book_id: str, import_id: int) -> Response:
    """Throws away what was begun."""
    if drop_table(current_school_id(), book_id, import_id):
        flash("Таблица отброшена: ничего не внесено.")
    else:
        flash("Отбрасывать нечего: эта таблица уже внесена или отброшена.", "warning")
    return redirect(url_for("importing.page", book_id=book_id), 303)


@blueprint.post("/<int:import_id>/undo")
@repeats(page="importing.page")
def undo(book_id: str, import_id: int) -> str | Response:
    """Takes a whole import back."""
    try:
        count = undo_import(current_school_id(), book_id, import_id, actor())
    except LookupError:
        abort(404)
    except FaultsError as error:
        return _page(book_id, ImportForm(formdata=None), error.faults)
    flash(f"Внесение отменено: убрано {counted(count, 'запись', 'записи', 'записей')}, номера как до него.")
    return redirect(url_for("importing.page", book_id=book_id), 303)


def _book(book_id: str) -> Register:
    book = current_registers().get(book_id)
    if book is None or book.closed:
        abort(404)
    return book


def _table(book_id: str, import_id: int) -> tuple[SheetGroup, ...] | Response:
    """The table; one that has come in already leads to the page that says so."""
    _book(book_id)
    try:
        return table_of(current_school_id(), book_id, import_id, today())
    except LookupError:
        abort(404)
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
        return redirect(url_for("importing.page", book_id=book_id), 303)


def _keys(groups: Sequence[SheetGroup]) -> list[Mapping[int, str]]:
    """What each column is, as the person said; before that what it seems to be."""
    if not _is_said():
        return [group.keys for group in groups]
    return [
        {place: key for place in range(len(group.headings)) if (key := request.args.get(f"c{at}-{place}", "")) in _KEYS}
        for at, group in enumerate(groups)
    ]


def _chosen(groups: Sequence[SheetGroup]) -> set[int]:
    if not _is_said():
        return {sheet.place for group in groups for sheet in group.sheets if sheet.proposed}
    return {number for text in request.args.getlist("s") if (number := sent_number(text)) is not None}


def _is_said() -> bool:
    return any(name == "s" or name.startswith("c") for name in request.args)


def _named(groups: Sequence[SheetGroup]) -> list[tuple[str, Mapping[str, str]]]:
    return named_rows(groups, _keys(groups), _chosen(groups))


def _decisions() -> ImportDecisions:
    sent = request.form
    offered, taken = set(sent.getlist("offered")), set(sent.getlist("taken"))
    return ImportDecisions(
        left_out=frozenset(offered - taken),
        clashes={name.removeprefix("same-"): value for name, value in sent.items() if name.startswith("same-")},
        others=sent.get("others", "") if sent.get("others", "") in {FIRST, LETTERS} else "",
        goes_on={"yes": True, "no": False}.get(sent.get("goes_on", "")),
    )


def _page(book_id: str, form: ImportForm, faults: Sequence[Fault] = (), source: str = "") -> str:
    return render_template(
        "office/importing.html",
        book=_book(book_id),
        form=form,
        imports=imports_of(current_school_id(), book_id),
        remarks=remarks(form, faults, source),
    )


def _columns(book_id: str, import_id: int, groups: Sequence[SheetGroup], faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "office/import_columns.html",
        book=_book(book_id),
        import_id=import_id,
        groups=groups,
        keys=_keys(groups),
        chosen=_chosen(groups),
        several=sum(len(group.sheets) for group in groups) > 1,
        offered=OLD_COLUMNS,
        remarks=remarks(ImportForm(formdata=None), faults, as_sent=False),
    )


def _checked(book_id: str, import_id: int, groups: Sequence[SheetGroup], faults: Sequence[Fault] = ()) -> str:
    try:
        found = compare_old(current_school_id(), book_id, _named(groups), actor())
    except FaultsError as error:
        return _columns(book_id, import_id, groups, error.faults)
    return render_template(
        "office/import_check.html",
        book=_book(book_id),
        import_id=import_id,
        found=found,
        shown=MOST_SHOWN,
        said=request.args.to_dict(flat=False),
        remarks=remarks(ImportForm(formdata=None), faults, more=_asked(found)),
    )


def _asked(found: OldRegister) -> dict[str, str]:
    """What the second step asks, by the names of its fields."""
    clashes = {f"same-{clash.key}": "" for clash in found.clashes[:MOST_SHOWN]}  # the sentence names number and year
    return clashes | {"goes-yes": "Следующий номер"}
