"""What the page of an entry shows of its electronic signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.services.signatures.keep import signatures_of_entry
from sferum_docs.services.signatures.marks import is_unchecked, may_be_marked
from sferum_docs.services.signatures.signed_files import SignedAs
from sferum_docs.services.signatures.told import NOT_CHECKED, tell_signer
from sferum_docs.web.current import current_school_id
from sferum_docs.web.office import forms

if TYPE_CHECKING:
    from sferum_docs.services.register.lists.listing import Entry


def electronic_signatures(entry: Entry, sent: Any) -> dict[str, Any]:
    """The values for the page; `sent` is the form that met faults."""
    kept = signatures_of_entry(current_school_id(), entry.id)
    marked = [item for item in kept if may_be_marked(item)]
    in_force = [item for item in kept if not item.file.withdrawn]
    away = _form(forms.SignatureAwayForm, sent)
    away.which_signature.options = tuple((str(item.file.id), item.file.file_name) for item in in_force)
    return {
        "kept": kept,
        "in_force": in_force,
        "labels": {item.value: item.label for item in SignedAs},
        "told": {
            item.file.id: [tell_signer(facts, entry.signer, item.file.at) for facts in item.signers] for item in kept
        },
        "not_checked": NOT_CHECKED,
        "marked": marked,
        "unchecked": any(map(is_unchecked, marked)),
        "form": _form(forms.ElectronicSignatureForm, sent),
        "mark": _form(forms.SignatureMarkForm, sent).signature_checked,
        "away": away,
    }


def _form(kind: type, sent: Any) -> Any:
    return sent if isinstance(sent, kind) else kind(formdata=None)
