"""What an act asks of a school, read from `[asks]` of `pack.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.asks import FieldWording, SchoolAsks, SectionWording
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.requisites import REQUISITES

if TYPE_CHECKING:
    from sferum_docs.reading.records import Record

_DECLARED = {"school": REQUISITES, "person": PERSON, "chat": CHAT}
_LISTS = ("staff", "chats")  # pages that are one section


def read_asks(record: Record) -> SchoolAsks:
    """The wordings; each names a field that is declared or a section that there is."""
    asked = SchoolAsks(_fields(record.record("fields")), _sections(record.record("sections")))
    record.done()
    return asked


def _fields(record: Record) -> dict[str, FieldWording]:
    known = {f"{kind}.{field.name}" for kind, fields in _DECLARED.items() for field in fields}
    _refuse_unknown(record, known)
    found = {}
    for name in record.names():
        row = record.record(name)
        found[name] = FieldWording(
            row.text("label", required=False), row.text("hint", required=False), row.texts("offers")
        )
        row.done()
    record.done()
    return found


def _sections(record: Record) -> dict[str, SectionWording]:
    known = {*_LISTS, *(field.group for fields in _DECLARED.values() for field in fields if field.group)}
    _refuse_unknown(record, known)
    found = {}
    for name in record.names():
        row = record.record(name)
        found[name] = SectionWording(row.text("title", required=False), row.text("about", required=False))
        row.done()
    record.done()
    return found


def _refuse_unknown(record: Record, known: set[str]) -> None:
    for name in record.names():
        if name not in known:
            record.fault(name, "not_a_choice", text=name, options=", ".join(sorted(known)))
