"""Which papers name a worker, and why: as they were made, by the roles, commissions and chats of that time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.role_needs import needed_roles
from sferum_docs.documents.making.templates import names_in_force
from sferum_docs.documents.requests.commission import choose_commission, named_members
from sferum_docs.documents.staffing.model import KnownOrder
from sferum_docs.documents.tags import chats, people, roles
from sferum_docs.packs.model import Audience, FieldKind
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.school.kept import kept_school
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.packs.roles import Role
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

_APPOINTS = "назначени"  # in the title of the order that appoints; others only charge who was appointed
_SEATED = {Audience.COMMISSION, Audience.COMMISSION_AND_OWNERS}
_OF_CHATS = frozenset(tag.name for tag in chats.TAGS)
_OF_CLASSES = frozenset({people.CLASS_TEACHERS.name, roles.APPOINTED.name})


@dataclass(frozen=True)
class OrderNaming:
    """A paper that names a worker and why; `order` is None for one that nobody has registered."""

    document: int
    title: str
    kind: str
    pack: str
    why: tuple[str, ...]
    order: KnownOrder | None = None


def known_order(entry: Entry) -> KnownOrder:
    """An entry as papers name it."""
    return KnownOrder(entry.id, entry.kind, entry.signed_on, entry.number, entry.title)


def papers_naming(school_id: int, pack: Pack, name: str) -> tuple[OrderNaming, ...]:
    """The orders of a pack in force that name a worker, and the drafts that do."""
    newest = {item.document: item for item in issued.newest(school_id, pack.id)}
    states = document_states(school_id, pack, newest.values())
    found: list[OrderNaming] = []
    for spec in pack.documents:
        state, draft = states[spec.id], newest.get(spec.id)
        entry = state.in_force
        kept = _file_of(school_id, entry) if entry is not None and spec.is_order else None
        if entry is not None and kept is not None and (why := tuple(_why(spec, pack, kept, name))):
            found.append(OrderNaming(kept.id, kept.title, kept.kind, pack.id, why, known_order(entry)))
        if draft is not None and _waits(state) and (why := tuple(_why(spec, pack, draft, name))):
            found.append(OrderNaming(draft.id, draft.title, draft.kind, pack.id, why))
    return tuple(found)


def appointing_order(school_id: int, pack: Pack, role: Role) -> KnownOrder | None:
    """The order in force that appointed the holder of a role; None where none is registered."""
    states = document_states(school_id, pack)
    found = [
        (spec, entry)
        for spec in pack.documents
        if spec.is_order and (entry := states[spec.id].in_force) is not None and role in needed_roles(spec)
    ]
    appoints = [entry for spec, entry in found if _APPOINTS in spec.title.casefold()]
    return known_order(appoints[0]) if appoints else known_order(found[0][1]) if found else None


def _waits(state: DocumentState) -> bool:
    return state.entry is None and (state.waits or state.is_marked)


def _file_of(school_id: int, entry: Entry) -> IssuedDocument | None:
    of = entry.document_id or entry.draft_id
    return None if of is None else issued.find(school_id, of)


def _why(spec: DocumentSpec, pack: Pack, document: IssuedDocument, name: str) -> Iterator[str]:
    """Each reason for which a paper names a worker."""
    then, _faults = kept_school(document.data)
    if then is None:
        return
    for role in needed_roles(spec):
        if then.responsible.in_act(pack.id, role.id) == name:
            yield role.label
    yield from _by_answers(spec, document, name)
    if spec.acquaint in _SEATED and _is_seated(spec, pack, document, then, name):
        yield "член комиссии"
    yield from _by_lists(spec, then, name)


def _by_answers(spec: DocumentSpec, document: IssuedDocument, name: str) -> Iterator[str]:
    for field in spec.fields:
        if field.kind in {FieldKind.PERSON, FieldKind.WORKER} and document.answers.get(field.key) == name:
            yield field.label.rstrip("?").lower()


def _is_seated(spec: DocumentSpec, pack: Pack, document: IssuedDocument, then: School, name: str) -> bool:
    seated = choose_commission(then, pack, named_members(spec, document.answers))
    return name in {person.full_name for person in seated}


def _by_lists(spec: DocumentSpec, then: School, name: str) -> Iterator[str]:
    named = names_in_force(spec)
    worker = then.worker(name)
    if worker is not None and worker.class_name and named & _OF_CLASSES:
        yield f"классный руководитель, {worker.class_name}"
    owned = sum(chat.owner == name for chat in then.chats)
    if owned and named & _OF_CHATS:
        yield f"чаты: {owned}"
