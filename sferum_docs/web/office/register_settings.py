"""The registers of the school: added, changed, closed, without a programmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms import FieldList, FormField, StringField

from sferum_docs.documents.registering.registers import Column, Register, Reset
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.lists.change_registers import (
    add_register,
    close_register,
    delete_register,
    open_register,
    save_register,
)
from sferum_docs.services.register.lists.registers import known_columns
from sferum_docs.web.current import actor, current_registers, current_school_id
from sferum_docs.web.forms.changing import edits, repeats
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.fields import OpenSelect, RowForm
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office.forms import OfficeForm, limit_lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from werkzeug.wrappers import Response

    from sferum_docs.store.audit import Actor

blueprint = Blueprint("register_settings", __name__, url_prefix="/register/settings/registers")
_RESETS = ((Reset.YEARLY.value, "каждый год с № 1"), (Reset.NEVER.value, "подряд, без нового начала"))
_NEW = "new"
_MOST_PLACES = 99
_ACTS: dict[str, tuple[Callable[[int, str, Actor], None], str]] = {
    "close": (close_register, "Журнал закрыт: записи остались, новых не будет."),
    "open": (open_register, "Журнал открыт: в него снова можно записывать."),
    "delete": (delete_register, "Журнал удалён."),
}


class ColumnForm(RowForm):
    """A field of an entry as a column: its caption and its place, no place when it is none."""

    field = StringField("Графа")
    caption = StringField("Подпись")
    place = StringField("Место", render_kw={"inputmode": "numeric"})


class RegisterForm(OfficeForm):
    """A register."""

    title = StringField("Название журнала", description="Как на обложке: Журнал регистрации …")
    short = StringField("Краткое название", description="Для вкладки: Приказы, Входящие.")
    one = StringField("Один документ называется", description="Например: приказ, справка, заявление.")
    kinds = StringField(
        "Виды документов", description="Через запятую. Каждый вид записывается только в один открытый журнал."
    )
    mask = StringField("Вид номера", description="Например: {номер}, {номер}-лс, 01-10/{номер}, {номер}/{год}")
    reset = OpenSelect("Нумерация", options=_RESETS)
    file = OpenSelect("Дело по номенклатуре")
    columns = FieldList(FormField(ColumnForm))


def _kept(register_id: str) -> Kept:
    register = _known(register_id)
    parts = form_parts(_form(register)) if register else {}  # a new one writes over nothing
    return Kept(parts, actions=("register.book_changed",))


@blueprint.get("/<register_id>")
def page(register_id: str) -> str:
    """A register as it is kept, or an empty one to add."""
    return _page(register_id, _form(_known(register_id)))


@blueprint.post("/<register_id>")
@edits(_kept)
def save(register_id: str) -> str | Response:
    """Keeps it."""
    _known(register_id)
    form, faults = RegisterForm(), list[Fault]()
    register = _read(register_id, form, faults)
    if faults:
        return _page(register_id, form, faults)
    try:
        if register_id == _NEW:
            add_register(current_school_id(), register, actor())
        else:
            save_register(current_school_id(), register, actor())
    except FaultsError as error:
        return _page(register_id, form, error.faults)
    flash(f"Журнал «{register.short}» сохранён. Номера, данные раньше, не меняются.")
    return redirect(url_for("bookkeeping.page"), 303)


@blueprint.post("/<register_id>/state")
@repeats(page="register_settings.page")
def state(register_id: str) -> str | Response:
    """Closes it, opens it again, or deletes one without entries."""
    known, action = _known(register_id), request.form.get("action", "")
    if known is None or action not in _ACTS:
        abort(400)
    deed, told = _ACTS[action]
    try:
        deed(current_school_id(), register_id, actor())
    except FaultsError as error:
        return _page(register_id, _form(known), error.faults)
    flash(told)
    return redirect(url_for("bookkeeping.page"), 303)


def _known(register_id: str) -> Register | None:
    found = current_registers().get(register_id)
    if found is None and register_id != _NEW:
        abort(404)
    return found


def _form(register: Register | None) -> RegisterForm:
    kept = (
        {column.field: (place, column.caption) for place, column in enumerate(register.columns, 1)} if register else {}
    )
    usual = {"number": 1, "day": 2, "title": 3, "remark": 4} if register is None else {}
    rows = [
        {
            "field": field,
            "caption": kept[field][1] if field in kept else caption,
            "place": str(kept[field][0] if field in kept else usual.get(field, "")),
        }
        for field, caption in known_columns().items()
    ]
    rows.sort(key=lambda row: int(row["place"] or _MOST_PLACES))
    data: dict[str, object] = {"columns": rows, "mask": "{номер}", "reset": Reset.YEARLY.value}
    if register is not None:
        names = ("title", "short", "one", "mask", "file")
        data |= {name: getattr(register, name) for name in names}
        data |= {"kinds": ", ".join(register.kinds), "reset": register.reset.value}
    return RegisterForm(formdata=None, data=data)


def _read(register_id: str, form: RegisterForm, faults: list[Fault]) -> Register:
    resets = {item.value: item for item in Reset}
    if form.reset.data not in resets:
        faults.append(Fault("not_a_choice", "reset", {"text": form.reset.data, "options": ", ".join(resets)}))
    kinds = (clean_line(kind).casefold() for kind in (form.kinds.data or "").split(","))
    return Register(
        id=register_id,
        title=form.title.data or "",
        short=form.short.data or "",
        one=form.one.data or "",
        kinds=tuple(dict.fromkeys(filter(None, kinds))),
        file=form.file.data or "",
        mask=form.mask.data or "",
        columns=_columns(form, faults),
        reset=resets.get(form.reset.data or "", Reset.YEARLY),
    )


def _columns(form: RegisterForm, faults: list[Fault]) -> tuple[Column, ...]:
    found: list[tuple[int, Column]] = []
    for row in form.columns.entries[: len(known_columns())]:
        field, text = row.form.field.data or "", row.form.place.data or ""
        caption = row.form.caption.data or known_columns().get(field, "")
        if len(caption) > limit_of("caption"):
            faults.append(Fault("too_long", row.form.caption.id, {"limit": limit_of("caption")}))
        if not text:
            continue
        place = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_PLACES)) else 0
        if not place:
            faults.append(Fault("column_place", row.form.place.id, {"text": caption}))
        found.append((place, Column(field, caption)))
    return tuple(column for _, column in sorted(found, key=lambda pair: pair[0]))


def _page(register_id: str, form: RegisterForm, faults: Sequence[Fault] = ()) -> str:
    register: Any = current_registers().get(register_id)
    limit_lengths(form)
    form.file.options = tuple(
        (item.index, f"{item.index} {item.title}") for item in files_of_school(current_school_id())
    )
    return render_template(
        "office/register_settings.html",
        form=form,
        register=register,
        register_id=register_id,
        remarks=remarks(form, faults),
        known=known_columns(),
    )
