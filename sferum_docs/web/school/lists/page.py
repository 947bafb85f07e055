"""The page of a list of the school: a table edited in place, rows from Excel, a sample to fill."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.web.current import current_school
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits, reads
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.tables import MORE_ROWS, SPARE_ROWS, pasted
from sferum_docs.web.school.lists.form import filled_form, kept_rows, list_parts, list_record, sent_rows
from sferum_docs.web.school.lists.samples import sample_sheet
from sferum_docs.web.school.steps import after_save

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.web.forms.tables import ImportedRows, TableImport, Typed
    from sferum_docs.web.school.lists.form import EditedList, ListForm


@dataclass(frozen=True)
class ListPage:
    """What one list says of its page; all else is the same for all lists."""

    edited: EditedList
    excel: TableImport
    title: str
    look: str  # «table» or «cards»
    whole: str  # how the list is called where it is shown: «Таблица сотрудников»
    one: str  # what is removed by a button: «строку»
    check: str  # what a person is to check after rows were read: «таблицу»
    read: Callable[[Record], tuple[Any, ...]]
    save: Callable[[tuple[Any, ...], Sequence[Typed]], str]  # keeps what was read; gives what is told then
    shown: Callable[[Sequence[Typed]], Mapping[str, object]]  # what the template needs besides
    # what buttons do with the rows, by name; the second is what the button says after a colon
    actions: Mapping[str, Callable[[Sequence[Typed], str], tuple[Sequence[Typed], str]]] = field(default_factory=dict)
    settled: Callable[[Sequence[Typed]], Sequence[Typed]] = tuple  # rows read, with what is sure put in
    cautions: Callable[[Sequence[Typed]], Sequence[Fault]] = lambda _rows: ()  # what is told of rows that are kept
    proposed: Callable[[], Sequence[Typed]] = tuple  # rows that an empty list begins with, kept when it is saved
    spare: int = 0  # empty rows below others
    first: int = SPARE_ROWS  # empty rows of an empty list

    @property
    def name(self) -> str:
        """The name of the list."""
        return self.edited.name

    @property
    def kept(self) -> tuple[Any, ...]:
        """The entries as they are kept."""
        entries: tuple[Any, ...] = getattr(current_school(), self.name)
        return entries


def list_blueprint(page: ListPage) -> Blueprint:
    """The addresses of a list."""
    blueprint = Blueprint(page.name, __name__)
    desk = _Desk(page, page.edited.form_class())

    @blueprint.get(f"/{page.name}")
    def edit() -> str:
        """The list as it is known."""
        typed = resumed()
        if typed:
            return desk.page(desk.rows(typed))
        rows = kept_rows(page.edited, page.kept)
        return desk.page(rows or tuple(page.proposed()), page.cautions(rows))

    @blueprint.post(f"/{page.name}")
    @edits(desk.parts, sent=desk.sent, whole=True, early=False, refill=False)
    def change() -> str | Response:
        """What the pressed button asks: more rows, rows from Excel, proposals, or keeping the list."""
        return desk.answer()

    @blueprint.post(f"/{page.name}/read")
    @reads()
    def read() -> dict[str, object]:
        """Rows of a pasted text by column, for the script of the table: it sorts out headings and numbers of rows."""
        return pasted(desk.settled(page.excel.read_pasted(request.form.get("text", ""))))

    @blueprint.get(f"/{page.name}/sample.xlsx")
    def sample() -> Response:
        """A sheet with the headings we know and lists to choose from."""
        return file_answer(sample_sheet(page.title, page.edited.fields), f"{page.title} — образец.xlsx")

    return blueprint


@dataclass(frozen=True)
class _Desk:
    """The work of one page."""

    of: ListPage
    form: type[ListForm]

    def rows(self, sent: Any = None) -> tuple[Typed, ...]:
        """The rows of a form sent, or of a draft of it."""
        return sent_rows(self.of.edited, self.form(sent) if sent else self.form())

    def parts(self) -> Kept:
        """What the form writes over."""
        return Kept(list_parts(self.of.edited, self.of.kept), actions=("school.saved",), topic=self.of.name)

    def sent(self) -> dict[str, object]:
        """What the form puts in its place."""
        entries = self.of.read(self._record(self.rows(), []))
        return {name: part.value for name, part in list_parts(self.of.edited, entries).items()}

    def answer(self) -> str | Response:
        """What the pressed button asks."""
        form, (action, _colon, said) = self.form(), request.form.get("action", "").partition(":")
        rows = sent_rows(self.of.edited, form)
        if action == "more":
            return self.page(rows, spare=MORE_ROWS)
        if action in self.of.actions:
            proposed, note = self.of.actions[action](rows, said)
            return self.page(proposed, note=note)
        if self.of.excel.asked_for(form):
            return self._imported(self.settled(self.of.excel.read(form, rows)))
        return self._save(rows)

    def settled(self, found: ImportedRows) -> ImportedRows:
        """What was read, with what is sure put in; rows that stood there before stay as they are."""
        return replace(found, rows=(*found.rows[: found.kept], *self.of.settled(found.rows[found.kept :])))

    def page(
        self,
        rows: Sequence[Typed],
        faults: Sequence[Fault] = (),
        note: str = "",
        found: ImportedRows | None = None,
        spare: int | None = None,
    ) -> str:
        """The page with these rows."""
        below = self.of.spare if rows else self.of.first
        form = filled_form(self.of.edited, self.form, rows, below if spare is None else spare)
        form.text.data = found.text if found else ""
        return render_template(
            f"head/{self.of.name}.html",
            list=self.of,
            form=form,
            remarks=remarks(form, faults, found.source if found else "", as_sent=found is None),
            note=note,
            known=len(rows),
            notes=found.notes if found else (),
            imported=found,
            offered=self.of.excel.columns,
            **self.of.shown(rows),
        )

    def _record(self, rows: Sequence[Typed], faults: list[Fault]) -> Record:
        return Record(list_record(self.of.edited, rows, self.of.kept), "", faults)

    def _save(self, rows: tuple[Typed, ...]) -> str | Response:
        faults: list[Fault] = []
        entries = self.of.read(self._record(rows, faults))
        if any(not fault.warning for fault in faults):
            return self.page(rows, faults)
        try:
            told = self.of.save(entries, rows)
        except FaultsError as error:
            return self.page(rows, error.faults)
        flash(told)
        return redirect(after_save(f"{self.of.name}.edit"), 303)

    def _imported(self, found: ImportedRows) -> str:
        if found.asked or not found.read:
            return self.page(found.rows, found.faults, found=found)
        faults: list[Fault] = []
        self.of.read(self._record(found.rows, faults))
        own = found.of_added(faults)
        told, notes = found.told(own)
        note = f"{told}. Проверьте {self.of.check} и нажмите «Сохранить»: до этого ничего не записано."
        return self.page(found.rows, (*found.faults, *own), note, replace(found, text="", notes=notes))
