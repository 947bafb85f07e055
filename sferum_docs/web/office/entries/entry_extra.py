"""What stands on the page of an entry beside the entry itself: its links, the state that its copies must tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.records import parse_day
from sferum_docs.services.mail.outbox import letters_of_entry
from sferum_docs.services.mail.server import is_mail_on
from sferum_docs.services.register.entries.copies import state_note
from sferum_docs.services.register.entries.links import LINK_KINDS, linked_entries
from sferum_docs.services.register.lists.waiting import waiting
from sferum_docs.services.register.questions import day_question
from sferum_docs.web.current import current_registers, current_school_id, today
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_signatures import electronic_signatures
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.services.register.lists.listing import Entry


def extra(entry: Entry, sent: Any) -> dict[str, Any]:
    """The values for the page; `sent` is the form that met faults."""
    school_id = current_school_id()
    return {
        "links": linked_entries(school_id, entry.id),
        "link_form": _link_form(entry, sent),
        "copy_note": state_note(school_id, entry),
        "electronic": electronic_signatures(entry, sent),
        "fill_form": _fill_form(entry, sent) if entry.held else None,
        "letters": letters_of_entry(school_id, entry.id),
        "can_send": entry.ready and not entry.void and is_mail_on(),
        "other_day": _other_day(sent) if isinstance(sent, forms.FillForm) else None,
    }


def _fill_form(entry: Entry, sent: Any) -> forms.FillForm:
    """The documents that wait and go to the register of the held number."""
    day = min(entry.signed_on, today())
    form = sent if isinstance(sent, forms.FillForm) else forms.FillForm(formdata=None, data={"fill_day": day})
    kinds = current_registers()[entry.register].kinds
    drafts = (item.document for item in waiting(current_school_id()) if item.document.kind in kinds)
    named = ((str(draft.id), f"{draft.title}, версия {draft.version}") for draft in drafts)
    form.fill_document.options = (("", "бумага сделана не здесь"), *named)
    return form


def _other_day(sent: forms.FillForm) -> date | None:
    """The day that was typed and is asked about: the draft bears another."""
    day, draft_id = parse_day(str(sent.fill_day.data or "")), sent_number(sent.fill_document.data or "")
    asked = day is not None and draft_id is not None and day_question(current_school_id(), draft_id, day)
    return day if asked else None


def _link_form(entry: Entry, sent: Any) -> forms.LinkForm:
    form = sent if isinstance(sent, forms.LinkForm) else forms.LinkForm(formdata=None)
    form.link_kind.options = tuple((kind.id, kind.there) for kind in LINK_KINDS.values())
    form.link_register.options = tuple((book.id, book.short) for book in current_registers().values())
    form.link_register.data = form.link_register.data or entry.register
    return form
