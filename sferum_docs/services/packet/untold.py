"""What of the school nobody has told, though the documents of a packet print it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import template_in_force
from sferum_docs.documents.tags.school import SCHOOL
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.requisites import REQUISITES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.schools.model import School

_OF_CHOICE = "site"  # not every body has one


def untold_requisites(school: School, pack: Pack, documents: Iterable[str]) -> tuple[Fault, ...]:
    """One remark on all requisites that are empty and that a chosen document prints, with those documents."""
    empty = [field for field in REQUISITES if field.tag and field.name != _OF_CHOICE and _is_empty(school, field)]
    printed = {document: _named(pack.by_id[document]) for document in documents if document in pack.by_id and empty}
    found = [field for field in empty if any(field.tag in tags for tags in printed.values())]
    tags = {field.tag for field in found}
    if not found:
        return ()
    values = {
        "fields": ", ".join(_label(field, pack) for field in found),
        "documents": ", ".join(document for document, named in printed.items() if named & tags),
    }
    return (Fault("requisites_untold", f"school#{found[0].kept_as}", values, warning=True),)


def _is_empty(school: School, field: SchoolField) -> bool:
    value = getattr(school.requisites, field.name)
    return value is None if field.kind in {ValueKind.COUNT, ValueKind.ANSWER} else value == ""


def _label(field: SchoolField, pack: Pack) -> str:
    wording = pack.asks.fields.get(f"school.{field.kept_as}")
    asked = replace(field, label=wording.label) if wording and wording.label else field
    return f"«{asked.label}»: да или нет" if field.kind is ValueKind.ANSWER else asked.caption


def _named(spec: DocumentSpec) -> set[str]:
    """The tags of the school that a template prints or asks."""
    try:
        _content, template = template_in_force(spec)
    except FaultsError:
        return set()
    return {use.name.partition(".")[2] for use in template.fields if use.name.startswith(f"{SCHOOL.name}.")}
