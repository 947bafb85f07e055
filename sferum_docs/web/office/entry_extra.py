"""What stands on the page of an entry beside the entry itself: its links, the state that its copies must tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.services.register.copies import state_note
from sferum_docs.services.register.links import LINK_KINDS, linked_entries
from sferum_docs.web.current import current_registers, current_school_id
from sferum_docs.web.office import forms

if TYPE_CHECKING:
    from sferum_docs.services.register.listing import Entry


def extra(entry: Entry, sent: Any) -> dict[str, Any]:
    """The values for the page; `sent` is the form that met faults."""
    school_id = current_school_id()
    return {
        "links": linked_entries(school_id, entry.id),
        "link_form": _link_form(entry, sent),
        "copy_note": state_note(school_id, entry),
    }


def _link_form(entry: Entry, sent: Any) -> forms.LinkForm:
    form = sent if isinstance(sent, forms.LinkForm) else forms.LinkForm(formdata=None)
    form.link_kind.options = tuple((kind.id, kind.there) for kind in LINK_KINDS.values())
    form.link_register.options = tuple((book.id, book.short) for book in current_registers().values())
    form.link_register.data = form.link_register.data or entry.register
    return form
