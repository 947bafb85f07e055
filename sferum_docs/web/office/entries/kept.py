"""What the forms of an entry write over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from sferum_docs.services.register.entries.acquaint import signatures
from sferum_docs.services.register.lists.listing import find_entry
from sferum_docs.web.current import current_school_id
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.wording import day
from sferum_docs.web.office import forms

if TYPE_CHECKING:
    from sferum_docs.services.register.lists.listing import Entry
    from sferum_docs.store.register.acquaintance import PersonSignature

_STATE_ACTIONS = ("register.void", "register.restored")
_MARKS = ("acquaintance.signed", "acquaintance.refused", *_STATE_ACTIONS)
DETAILS = ("executor", "sheets", "annexes", "file_index", "addressee", "reply_to", "note")


def state_kept(entry_id: int) -> Kept:
    """Whether the entry stands."""
    return _kept(_entry(entry_id), {}, ())


def details_kept(entry_id: int) -> Kept:
    """The columns filled in later."""
    entry = _entry(entry_id)
    parts = {name: _field(forms.DetailsForm, entry, name) for name in DETAILS}
    return _kept(entry, parts, ("register.details",))


def repeal_kept(entry_id: int) -> Kept:
    """What repealed the order."""
    entry = _entry(entry_id)
    other = find_entry(current_school_id(), entry.repealed_by_id) if entry.repealed_by_id else None
    by_entry = Part(
        "Отменяющий приказ", _text(entry.repealed_by_id), f"№ {other.number}" if other else "", "repealed_by"
    )
    parts = {"repealed_by": by_entry, "repealed_note": _field(forms.RepealForm, entry, "repealed_note")}
    return _kept(entry, parts, ("register.repealed", "register.in_force"))


def executed_kept(entry_id: int) -> Kept:
    """When the document was carried out."""
    entry = _entry(entry_id)
    text = entry.executed_on.isoformat() if entry.executed_on else ""
    part = Part("Дата исполнения", text, day(entry.executed_on) if entry.executed_on else "", "executed_on")
    return _kept(entry, {"executed_on": part}, ("register.executed",))


def file_kept(entry_id: int) -> Kept:
    """Whether the entry has its file."""
    entry = _entry(entry_id)
    words = "готов" if entry.ready else entry.trouble or "не сделан"
    part = Part("Файл", (entry.ready, entry.document_id, entry.trouble), words)
    return _kept(entry, {"file": part}, ("register.ready", "register.by_hand"))


def signatures_kept(entry_id: int) -> Kept:
    """Each line of the acquaintance sheet by its id."""
    entry = _entry(entry_id)
    parts = {
        str(line.id): Part(line.name, mark_of(line), _words(line), fields=(f"signed-{line.id}", f"day-{line.id}"))
        for line in signatures(entry.id)
    }
    return Kept(parts, f"№ {entry.number}", _MARKS, entry_id=entry.id)


def mark_of(line: PersonSignature) -> tuple[str, bool]:
    """The mark of a line as it is compared: the day of the signature, whether there is an act of refusal."""
    return line.signed_on.isoformat() if line.signed_on else "", line.refusal_id is not None


def _kept(entry: Entry, parts: dict[str, Part], actions: tuple[str, ...]) -> Kept:
    words = f"аннулирована: {entry.void_reason}" if entry.void else "действует"
    state = Part("Запись", (entry.void, entry.void_reason), words)
    return Kept({"state": state, **parts}, f"№ {entry.number}", (*_STATE_ACTIONS, *actions), entry_id=entry.id)


def _field(form: type, entry: Entry, name: str) -> Part:
    text = _text(getattr(entry, name))
    return Part(str(getattr(form, name).args[0]), text, text, name)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _words(line: PersonSignature) -> str:
    if line.signed_on:
        return f"подпись {day(line.signed_on)}"
    if line.is_gone:
        return "отсутствует"
    return "отказ по акту" if line.refusal_id else "не подписано"


def _entry(entry_id: int) -> Entry:
    entry = find_entry(current_school_id(), entry_id)
    if entry is None:
        abort(404)
    return entry
