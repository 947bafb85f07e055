"""A pack of another installation laid over the shipped one of the same id: its templates as versions that wait.

Nothing is in force by it: every template goes through its report like one that was uploaded by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.making.templates import original_template
from sferum_docs.packs.reader import PACK_FILE, read_toml
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packs.add_document import NewDocument, keep_document, read_document
from sferum_docs.services.packs.choose import find_pack, shipped_packs
from sferum_docs.services.packs.exchange import unpacked_pack
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.templates.change import Candidate, keep_candidate, read_candidate
from sferum_docs.services.templates.versions import find_state
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.reading.faults import Fault
    from sferum_docs.store.audit import Actor

COMMENT = "из файла комплекта"


@dataclass(frozen=True)
class Laid:
    """What came of a file: versions and documents that wait for a decision, templates that are the same, refusals."""

    versions: tuple[tuple[str, int], ...] = ()
    added: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    refused: tuple[tuple[str, Fault], ...] = ()
    other_description: bool = False  # the rest of pack.toml is another one: it is not taken


def is_laid_over(data: bytes) -> bool:
    """Whether a file is of a pack that came with the program. FaultsError when it is no sound pack."""
    with unpacked_pack(data) as pack:
        return pack.id in shipped_packs()


def lay_over(school_id: int, data: bytes, by: Actor) -> Laid:
    """Takes the templates and the added documents of a file, all of them or none.

    FaultsError when it is no sound pack. What is refused for itself is told and does not keep the rest out.
    """
    with unpacked_pack(data) as pack:
        found = [_read(school_id, pack, spec, by) for spec in pack.documents]
        other = _described(school_id, pack) != _described(school_id, find_pack(pack.id, school_id))
    with writing() as session:
        versions = tuple(
            (item.id, keep_candidate(session, school_id, item.new, by))
            for item in found
            if isinstance(item.new, Candidate)
        )
        added = tuple(
            keep_document(session, school_id, item.new, by) for item in found if isinstance(item.new, NewDocument)
        )
        record_event(session, school_id, by, "pack.imported", pack.id, versions=dict(versions), added=list(added))
    return Laid(
        versions=versions,
        added=added,
        same=tuple(item.id for item in found if item.new is None and not item.faults),
        refused=tuple((item.id, fault) for item in found for fault in item.faults),
        other_description=other,
    )


@dataclass(frozen=True)
class _Read:
    id: str
    new: Candidate | NewDocument | None = None
    faults: tuple[Fault, ...] = ()


def _read(school_id: int, pack: Pack, spec: DocumentSpec, by: Actor) -> _Read:
    """What is to be kept of a document of the file: nothing when the school has the same already."""
    content = original_template(spec)
    own = spec.id not in find_pack(pack.id, school_id).by_id
    mine = next((item for item in pack_for(school_id, pack.id).documents if _is_same(item, spec, own=own)), None)
    try:
        if mine is None:
            record = next(item for item in _documents(pack) if item["id"] == spec.id)
            plain = {key: value for key, value in record.items() if key not in {"id", "template"}}
            return _Read(spec.id, read_document(school_id, pack.id, plain, content, spec.template.name))
        state = find_state(school_id, pack.id, mine.id, by.at.astimezone().date())
        if state is None or fingerprint(content) in {item.sha256 for item in state.versions}:
            return _Read(mine.id)
        return _Read(mine.id, read_candidate(school_id, pack.id, mine.id, content, spec.template.name, COMMENT, by))
    except FaultsError as error:
        return _Read(spec.id, faults=error.faults)


def _is_same(mine: DocumentSpec, theirs: DocumentSpec, *, own: bool) -> bool:
    """A document of the pack is known by its id; one that a school added by what it is called: ids are the school's."""
    return (mine.kind, mine.title) == (theirs.kind, theirs.title) if own else mine.id == theirs.id


def _documents(pack: Pack) -> list[dict[str, Any]]:
    documents: Any = read_toml(pack.folder / PACK_FILE)["documents"]
    return list(documents)


def _described(school_id: int, pack: Pack) -> dict[str, Any]:
    """The description without the documents that a school added."""
    known = find_pack(pack.id, school_id).by_id
    documents = [item for item in _documents(pack) if item["id"] in known]
    return {**read_toml(pack.folder / PACK_FILE), "documents": documents}


def laid_lines(laid: Laid) -> list[str]:
    """What came of a file, in sentences."""
    versions = ", ".join(f"{document} (версия {number})" for document, number in laid.versions)
    told = [
        (versions, f"Новые версии шаблонов: {versions}. Они ждут решения: посмотрите отчёт и включите каждую."),
        (
            laid.added,
            f"Новые документы: {', '.join(laid.added)}. Они ждут решения: посмотрите отчёт о каждом.",
        ),
        (laid.same, f"Шаблонов без отличий: {len(laid.same)}."),
        (laid.other_description, "Описание комплекта в файле другое: из него взяты только шаблоны и новые документы."),
    ]
    refused = [f"{document} не принят. {fault.sentence()}" for document, fault in laid.refused]
    return [*(line for found, line in told if found), *refused]
