"""The staff: a table edited in place, rows from Excel, a sample to fill."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_staff
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS, staff_drafts
from sferum_docs.services.school.cases import is_doubtful
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.save import save_staff
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits, reads
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.tables import MORE_ROWS, SPARE_ROWS, ExcelDoor, pasted
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.samples import staff_sample
from sferum_docs.web.school.staff_form import StaffForm, renamed, staff_form, staff_parts, staff_values, to_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.web.forms.tables import Import, Typed

blueprint = Blueprint("staff", __name__)
_EXCEL = ExcelDoor(staff_drafts, OFFERED_COLUMNS, ("name", "post"))


def _kept() -> Kept:
    return Kept(staff_parts(current_school().staff), actions=("school.saved",), topic="staff")


def _sent() -> dict[str, object]:
    staff = read_staff(Record(to_record(StaffForm().rows), "", []), sex_of_name)
    return {name: part.value for name, part in staff_parts(staff).items()}


@blueprint.get("/staff")
def edit() -> str:
    """The table with who is known."""
    typed = resumed()
    return _page(StaffForm(typed).rows if typed else staff_values(current_school().staff))


@blueprint.post("/staff")
@edits(_kept, sent=_sent, whole=True, early=False, refill=False)
def change() -> str | Response:
    """What the pressed button asks: more rows, rows from Excel, or keeping the table."""
    form = StaffForm()
    action = request.form.get("action")
    if action == "more":
        return _page(form.rows, spare=MORE_ROWS)
    if _EXCEL.asked_for(form):
        return _imported(_EXCEL.read(form))
    return _save(form.rows)


@blueprint.post("/staff/read")
@reads()
def read() -> dict[str, object]:
    """Rows of a pasted text by column, for the script of the table: it sorts out headings and numbers of rows."""
    return pasted(_EXCEL.read_pasted(request.form.get("text", "")))


@blueprint.get("/staff/sample.xlsx")
def sample() -> Response:
    """A sheet with the headings we know and lists to choose from."""
    return file_answer(staff_sample(), "Сотрудники — образец.xlsx")


def _save(rows: tuple[Typed, ...]) -> str | Response:
    faults: list[Fault] = []
    staff = read_staff(Record(to_record(rows), "", faults), sex_of_name)
    if any(not fault.warning for fault in faults):
        return _page(rows, faults)
    try:
        save_staff(current_school_id(), current_school(), staff, renamed(rows), actor())
    except FaultsError as error:
        return _page(rows, error.faults)
    flash(f"Список сохранён: {counted(len(staff), 'работник', 'работника', 'работников')}.")
    return redirect(url_for("staff.edit"), 303)


def _imported(found: Import) -> str:
    if found.asked or not found.read:
        return _page(found.rows, found.faults, found=found, notes=found.notes)
    faults: list[Fault] = []
    read_staff(Record(to_record(found.rows), "", faults), sex_of_name)
    own = found.of_added(faults)
    told, notes = found.told(own)
    note = f"{told}. Проверьте таблицу и нажмите «Сохранить»: до этого ничего не записано."
    return _page(found.rows, (*found.faults, *own), note, replace(found, text=""), notes=notes)


def _page(
    rows: Sequence[Typed],
    faults: Sequence[Fault] = (),
    note: str = "",
    found: Import | None = None,
    spare: int = SPARE_ROWS,
    notes: Sequence[str] = (),
) -> str:
    form = staff_form(rows, spare if rows else MORE_ROWS)
    form.text.data = found.text if found else ""
    return render_template(
        "head/staff.html",
        form=form,
        remarks=remarks(form, faults, found.source if found else "", as_sent=found is None),
        note=note,
        known=len(rows),
        unsure=sum(map(is_doubtful, current_school().staff)),
        notes=notes,
        imported=found,
        offered=OFFERED_COLUMNS,
    )
