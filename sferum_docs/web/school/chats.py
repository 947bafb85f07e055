"""The chats on their way to the platform: cards edited in place, rows from Excel, proposals from the staff list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from sferum_docs.reading.records import Record
from sferum_docs.schools.chat_sheet import CHAT_COLUMNS, chat_drafts
from sferum_docs.schools.reader import read_chats
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import edits, reads
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.tables import MORE_ROWS, SPARE_ROWS, ExcelDoor, pasted
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.school.chats_form import PLATFORMS, ChatsForm, chat_parts, chat_values, chats_form, to_record
from sferum_docs.web.school.proposals import proposed_chats
from sferum_docs.web.school.responsible import current_choices
from sferum_docs.web.school.samples import chat_sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.web.forms.tables import Import, Typed

blueprint = Blueprint("chats", __name__)
_EXCEL = ExcelDoor(chat_drafts, CHAT_COLUMNS, ("name", "audience"))


def _kept() -> Kept:
    return Kept(chat_parts(current_school().chats), actions=("school.saved",), topic="chats")


def _sent() -> dict[str, object]:
    chats = read_chats(Record(to_record(ChatsForm().rows), "", []), current_school().staff)
    return {name: part.value for name, part in chat_parts(chats).items()}


@blueprint.get("/chats")
def edit() -> str:
    """The chats that are known."""
    typed = resumed()
    return _page(ChatsForm(typed).rows if typed else chat_values(current_school().chats))


@blueprint.post("/chats")
@edits(_kept, sent=_sent, whole=True, early=False, refill=False)
def change() -> str | Response:
    """What the pressed button asks: more rows, rows from Excel, proposals, or keeping the chats."""
    form = ChatsForm()
    action = request.form.get("action")
    if action == "more":
        return _page(form.rows, spare=MORE_ROWS)
    if action == "suggest":
        return _suggested(form.rows)
    if _EXCEL.asked_for(form):
        return _imported(_EXCEL.read(form))
    return _save(form.rows)


@blueprint.post("/chats/read")
@reads()
def read() -> dict[str, object]:
    """Rows of a pasted text by column, for the script of the table."""
    return pasted(_EXCEL.read_pasted(request.form.get("text", "")))


@blueprint.get("/chats/sample.xlsx")
def sample() -> Response:
    """A sheet with the headings we know and lists to choose from."""
    return file_answer(chat_sample(), "Чаты — образец.xlsx")


def _save(rows: tuple[Typed, ...]) -> str | Response:
    school = current_school()
    faults: list[Fault] = []
    chats = read_chats(Record(to_record(rows), "", faults), school.staff)
    if any(not fault.warning for fault in faults):
        return _page(rows, faults)
    save_school(current_school_id(), replace(school, chats=chats), actor(), school)
    flash(f"Чаты сохранены: {len(chats)}.")
    return redirect(url_for("chats.edit"), 303)


def _suggested(rows: tuple[Typed, ...]) -> str:
    known = {str(row.get("name") or "").casefold() for row in rows}
    fresh = tuple(
        row for row in proposed_chats(current_school(), current_choices()) if str(row["name"]).casefold() not in known
    )
    told = f"Предложено {counted(len(fresh), 'чат', 'чата', 'чатов')}. Укажите, откуда каждый переводится, и сохраните."
    return _page(
        (*rows, *fresh), note=told if fresh else "Новых предложений нет: чаты работников и классов уже в списке."
    )


def _imported(found: Import) -> str:
    if found.asked or not found.read:
        return _page(found.rows, found.faults, found=found, notes=found.notes)
    faults: list[Fault] = []
    read_chats(Record(to_record(found.rows), "", faults), current_school().staff)
    own = found.of_added(faults)
    told, notes = found.told(own)
    note = f"{told}. Проверьте чаты и нажмите «Сохранить»: до этого ничего не записано."
    return _page(found.rows, (*found.faults, *own), note, replace(found, text=""), notes=notes)


def _page(
    rows: Sequence[Typed],
    faults: Sequence[Fault] = (),
    note: str = "",
    found: Import | None = None,
    spare: int = SPARE_ROWS,
    notes: Sequence[str] = (),
) -> str:
    form = chats_form(rows, spare=0 if spare == SPARE_ROWS and rows else spare)
    form.text.data = found.text if found else ""
    return render_template(
        "head/chats.html",
        form=form,
        remarks=remarks(form, faults, found.source if found else "", as_sent=found is None),
        note=note,
        known=len(rows),
        staff=current_school().staff,
        platforms=PLATFORMS,
        notes=notes,
        imported=found,
        offered=CHAT_COLUMNS,
    )
