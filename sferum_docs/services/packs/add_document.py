"""A document that a school adds to its pack: its description, its questions, its first template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.bookmarks import bookmark_name
from sferum_docs.documents.checking.template_check import tag_findings
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.packs.reader import with_own_document
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.templates.change import file_faults, shown_name
from sferum_docs.services.templates.report import report_on
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

FIRST = 1  # the number of the first version of its template
_PREFIX = "S"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that nothing forbids to add; its id is given when it is kept."""

    pack: str
    name: str
    record: Mapping[str, Any]
    data: bytes
    file_name: str


def add_document(
    school_id: int, pack_id: str, record: Mapping[str, Any], data: bytes, file_name: str, by: Actor
) -> str:
    """Adds the document with its first template, which waits for a decision; gives its id. FaultsError."""
    new = read_document(school_id, pack_id, record, data, file_name)
    with writing() as session:
        for own in templates.own_documents(school_id, new.pack):
            if (own.get("title"), own.get("kind")) == (record.get("title"), record.get("kind")):
                raise FaultsError([Fault("own_document_here", "title", {"document": own["id"]})])
        return keep_document(session, school_id, new, by)


def read_document(school_id: int, pack_id: str, record: Mapping[str, Any], data: bytes, file_name: str) -> NewDocument:
    """A document looked at whole before anything is written. FaultsError holds all that is wrong."""
    known = pack_for(school_id, pack_id)
    described = {**record, "id": _next_id(school_id, known)}
    pack, faults = with_own_document(known, described)
    spec = pack.by_id.get(described["id"])
    reserved = vocabulary(()).find("документ")
    found = [*faults, *file_faults(data)]
    if spec is not None:
        found += [
            Fault("reserved_key", f"fields[{field.key}].key", {"text": field.key})
            for field in spec.fields
            if reserved is not None and reserved.find(field.key) is not None
        ]
    if not found and spec is not None:
        found += _template_faults(school_id, pack, spec, data)
    if found or spec is None:
        raise FaultsError(found)
    return NewDocument(pack.id, spec.name, record, data, file_name)


def keep_document(session: Transaction, school_id: int, new: NewDocument, by: Actor) -> str:
    """Adds a document within a transaction; gives its id, which is free under the lock."""
    document = _next_id(school_id, pack_for(school_id, new.pack))
    templates.add_own_document(session, school_id, new.pack, {**new.record, "id": document}, by)
    file_name = shown_name(new.file_name, document)
    templates.add_version(session, school_id, new.pack, document, new.data, file_name, "", by)
    record_event(session, school_id, by, "document.added", new.name, document=document)
    return document


def _next_id(school_id: int, pack: Pack) -> str:
    taken = {*pack.by_id, *(str(item["id"]) for item in templates.own_documents(school_id, pack.id))}
    numbers = (f"{_PREFIX}{number:02}" for number in range(1, len(taken) + 2))
    return next(name for name in numbers if name not in taken)


def _template_faults(school_id: int, pack: Pack, spec: DocumentSpec, data: bytes) -> list[Fault]:
    broken = retold("bad_template", errors(tag_findings(data, spec)), "file")
    if broken:
        return broken
    report = report_on(school_id, pack, spec, None, data)
    faults = [
        Fault("bad_template", "file", {"text": f"{spot.where}: {item.sentence}"})
        for spot in report.spots
        for item in spot.notes
        if item.severity == "error"
    ]
    faults += retold("bad_template", errors(report.owed), "file")
    return faults or [
        Fault("clause_without_paragraph", "file", {"clause": change.cited, "bookmark": bookmark_name(change.path)})
        for change in report.clauses
        if change.promised and not change.after
    ]
