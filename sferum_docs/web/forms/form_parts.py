"""The fields of a form as parts that its token covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.web.forms.edit_token import Part
from sferum_docs.web.forms.fields import OpenSelect, leaves

if TYPE_CHECKING:
    from collections.abc import Collection

_YES, _NO = "да", "нет"


def form_parts(form: Any, names: Collection[str] | None = None) -> dict[str, Part]:
    """A part for each field of a form filled with what is kept, or for those named."""
    return {
        field.id: _part(field)
        for field in leaves(form)
        if field.short_name != "csrf_token" and (names is None or field.id in names)
    }


def _part(field: Any) -> Part:
    label = field.label.text
    if isinstance(field.data, bool):
        return Part(label, field.data, _YES if field.data else _NO, field.id)
    text = str(field._value() or "")  # noqa: SLF001  what the library shows in the field
    words = dict(field.options).get(text, text) if isinstance(field, OpenSelect) and text else text
    return Part(label, text, words, field.id)
