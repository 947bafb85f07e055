"""Packs as files: taken out, taken in and assigned at once, replaced by a newer edition, taken out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, FileField, StringField

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.installation.audit import log_event
from sferum_docs.services.packs.acts import assign_act
from sferum_docs.services.packs.choose import shipped_packs
from sferum_docs.services.packs.editions import (
    edition_mark,
    id_of_file,
    remove_pack,
    replace_pack,
    replacement,
    taken_in,
)
from sferum_docs.services.packs.exchange import export_pack, import_pack
from sferum_docs.services.packs.overlay import laid_lines, lay_over
from sferum_docs.web.current import actor, current_acts, current_pack, current_school_id, known_pack, today
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, edits, repeats
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import DayField, PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack

blueprint = Blueprint("pack", __name__)


class PackForm(PageForm):
    """A pack handed in."""

    file = FileField("Файл комплекта (ZIP)")
    new_id = StringField(
        "Новое обозначение",
        description="Только чтобы принять его отдельным комплектом: строчные латинские буквы, цифры и дефис.",
    )
    assign = BooleanField("Сразу назначить акт школе")
    since = DayField("С какого дня", description="День, с которого школа работает по акту: не раньше дня самого акта.")


@blueprint.get("/pack")
def show() -> str:
    """All doors."""
    return _page(PackForm(formdata=None, data={"since": today()}))


@blueprint.get("/acts/<pack>/pack.zip")
def export() -> Response:
    """The pack of an act as it holds for the school today."""
    pack = current_pack()
    content = export_pack(current_school_id(), pack.id, today())
    log_event(current_school_id(), actor(), "pack.exported", pack.id)
    return file_answer(content, f"{pack.id} {today():%Y-%m-%d}.zip")


@blueprint.post("/pack")
@creates()
def take() -> str | Response:
    """Takes a pack in, when nothing is wrong with it; leads to the difference when an edition of it is here."""
    form, file = PackForm(), request.files.get("file")
    data, new_id = file.read() if file else b"", clean_line(form.new_id.data or "")
    try:
        name = "" if new_id else id_of_file(data)
        if name in shipped_packs():
            for line in laid_lines(lay_over(current_school_id(), data, actor())):
                flash(line)
            is_ours = name in {act.pack for act in current_acts()}
            return redirect(url_for("templates.listing", pack=name) if is_ours else url_for("acts.page"), 303)
        if edition_mark(current_school_id(), name):
            return redirect(url_for(".compare", name=name, file=_keep_aside(data)), 303)
        pack = import_pack(current_school_id(), data, actor(), new_id)
    except FaultsError as error:
        return _page(form, error.faults)
    flash(f"Комплект «{pack.title}» принят.")
    if form.assign.data:
        _assign(form, pack)
    return redirect(url_for("acts.page"), 303)


def _assign(form: PackForm, pack: Pack) -> None:
    """Assigns what was taken in; when the day does not fit, the pack stays and the page of acts goes on."""
    typed = form.since.data or ""
    since = parse_day(typed) if isinstance(typed, str) else typed
    try:
        assign_act(current_school_id(), pack.id, since or today(), actor())
        flash(f"Акт «{pack.title}» назначен.")
    except FaultsError as error:
        flash(f"Акт пока не назначен. {error.faults[0].sentence()}", "warning")


def _edition_kept(name: str) -> Kept:
    part = Part(f"Комплект {name}", edition_mark(current_school_id(), name), "другая редакция")
    return Kept({"edition": part}, name, ("pack.replaced", "pack.imported"))


@blueprint.get("/packs/<name>/replace")
def compare(name: str) -> str | Response:
    """What a newer edition changes, before it is put in the place of the one here."""
    return _compared(name, request.values.get("file", ""))  # also where it answers a form that was overtaken


@blueprint.post("/packs/<name>/replace")
@edits(_edition_kept)
def replace(name: str) -> str | Response:
    """Puts the newer edition in place."""
    asked = request.form.get("file", "")
    data = _aside(asked)
    if data is None:
        return _page(PackForm(formdata=None, data={"since": today()}), [Fault("pack_file_gone", "file")])
    try:
        if id_of_file(data) != name:
            abort(400)
        pack = replace_pack(current_school_id(), data, actor())
    except FaultsError as error:
        return _compared(name, asked, error.faults)
    flash(f"Комплект «{pack.title}» заменён. Составленные документы остались какими были.")
    return redirect(url_for("acts.page"), 303)


@blueprint.post("/packs/<name>/remove")
@repeats(page="pack.show")
def remove(name: str) -> str | Response:
    """Takes away a pack that no school ever used."""
    try:
        remove_pack(current_school_id(), name, actor())
    except FaultsError as error:
        return _page(PackForm(formdata=None, data={"since": today()}), error.faults)
    flash(f"Комплект «{name}» убран.")
    return redirect(url_for(".show"), 303)


def _keep_aside(data: bytes) -> str:
    """Keeps a file while a person looks at what it changes; gives the word that names it."""
    name = fingerprint(data)
    current_press().kept.keep(_aside_name(name), data)
    return name


def _aside(name: str) -> bytes | None:
    known = len(name) == len(fingerprint(b"")) and name.isascii() and name.isalnum()
    return current_press().kept.find(_aside_name(name)) if known else None


def _aside_name(name: str) -> str:
    return f"pack-{current_school_id()}-{name}.zip"


def _compared(name: str, asked: str, faults: Sequence[Fault] = ()) -> str | Response:
    data = _aside(asked)
    try:
        found = replacement(current_school_id(), data) if data else None
    except FaultsError as error:
        return _page(PackForm(formdata=None, data={"since": today()}), error.faults)
    if found is None or found.pack != name:
        flash(Fault("pack_file_gone").sentence(), "warning")
        return redirect(url_for(".show"))
    form = PackForm(formdata=None)
    return render_template("admin/pack_difference.html", found=found, asked=asked, remarks=remarks(form, faults))


def _page(form: PackForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults, "file") if faults else FieldErrors()
    exported = [pack for act in current_acts() if (pack := known_pack(act.pack)) is not None]
    return render_template(
        "admin/pack.html", form=form, remarks=told, exported=exported, taken_in=taken_in(current_school_id())
    )
