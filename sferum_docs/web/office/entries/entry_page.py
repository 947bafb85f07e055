"""The page of an entry: all that stands on it, with the form that was sent and met faults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import abort, render_template

from sferum_docs.documents.tags.people import full_name
from sferum_docs.services.documents.issued import versions
from sferum_docs.services.register.entries.acquaint import refusals, signatures
from sferum_docs.services.register.entries.choose_entry import later_entries, typed_number
from sferum_docs.services.register.entries.copies import points_of
from sferum_docs.services.register.entries.correct import FIELD_LABELS, changes_of
from sferum_docs.services.register.entries.evidence import scans_of_entry
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.finish import other_versions
from sferum_docs.services.register.lists.listing import find_entry, lines_of, repealed_entries
from sferum_docs.web.current import current_registers, current_school, current_school_id
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_extra import extra

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import Person
    from sferum_docs.services.register.lists.listing import Entry


def entry_or_404(entry_id: int) -> Entry:
    """The entry of this school, or the page that says there is none."""
    entry = find_entry(current_school_id(), entry_id)
    if entry is None:
        abort(404)
    return entry


def show(entry: Entry, form: Any = None, faults: Sequence[Fault] = ()) -> str:
    """The page of an entry; `form` is the one that was sent and met faults."""
    faults = off_page(faults) if entry.void else faults
    sent = {type(form): form}
    shown = {name: sent.get(type(usual), usual) for name, usual in _forms(entry).items()}
    school = current_school()
    lines = signatures(entry.id)
    forms.offer_files(shown["details"], files_of_school(current_school_id()))
    return render_template(
        "office/entry.html",
        entry=entry,
        line=lines_of(current_school_id(), [entry])[0],
        book=current_registers()[entry.register],
        repealer=find_entry(current_school_id(), entry.repealed_by_id) if entry.repealed_by_id else None,
        later=[(typed_number(item), item.title) for item in later_entries(current_school_id(), entry)],
        repealed=repealed_entries(current_school_id(), entry.id),
        signatures=lines,
        unsigned=[item for item in lines if not item.settled],
        refusals=refusals(entry.id),
        evidence=scans_of_entry(current_school_id(), entry.id),
        other_versions=other_versions(current_school_id(), entry),
        versions=versions(current_school_id(), entry.pack, entry.document) if entry.document else (),
        points=points_of(current_school_id(), entry),
        forms=shown,
        remarks=remarks(form or shown["void"], faults),
        staff=school.staff,
        extra=extra(entry, form),
        changes=changes_of(entry.id),
        labels=FIELD_LABELS,
        more=_more(entry),
    )


def off_page(faults: Sequence[Fault]) -> list[Fault]:
    """The faults of forms that a void entry does not show: none leads to a field."""
    return [replace(fault, place="") for fault in faults]


def _more(entry: Entry) -> dict[str, str]:
    """What only some registers ask."""
    cells = lines_of(current_school_id(), [entry])[0].cells
    return {name: cells[name] for name in ("sender", "sender_number", "person", "basis", "due")} | {
        "act": forms.act_caption(entry.act)
    }


def _forms(entry: Entry) -> dict[str, Any]:
    school = current_school()
    head = school.head.person if school.head else None
    columns = ("executor", "sheets", "annexes", "file_index", "addressee", "reply_to", "note")
    data = {name: getattr(entry, name) for name in columns}
    return {
        "details": forms.DetailsForm(formdata=None, data={key: _text(value) for key, value in data.items()}),
        "void": forms.VoidForm(formdata=None),
        "repeal": forms.RepealForm(
            formdata=None, data={"repealed_by": _repealing(entry), "repealed_note": entry.repealed_note}
        ),
        "executed": forms.ExecutedForm(formdata=None, data={"executed_on": entry.executed_on}),
        "signed": forms.MarkForm(formdata=None),
        "people": forms.PeopleForm(formdata=None),
        "refusal": forms.RefusalForm(formdata=None),
        "certify": forms.CopyForm(formdata=None, data=_certifier(head)),
        "scan": forms.ScanForm(formdata=None),
        "returned": forms.ReturnedForm(formdata=None),
    }


def _repealing(entry: Entry) -> str:
    other = find_entry(current_school_id(), entry.repealed_by_id) if entry.repealed_by_id else None
    return typed_number(other) if other else ""


def _certifier(head: Person | None) -> dict[str, str]:
    if head is None:
        return {}
    return {
        "certifier_post": head.post[:1].upper() + head.post[1:],
        "certifier_name": full_name(head).initials(),
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
