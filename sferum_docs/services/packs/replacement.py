"""The order of papers when a pack is succeeded: what ends the older orders comes after what takes their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import names_in_force
from sferum_docs.documents.requests.request import kept_orders
from sferum_docs.documents.tags.document import IN_FORCE
from sferum_docs.packs.succession import ReplacedOrder
from sferum_docs.reading.faults import Fault
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.packs.of_school import with_live_orders
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.documents.issued import IssuedDocument


def orders_to_end(draft: IssuedDocument, pack: Pack) -> tuple[ReplacedOrder, ...]:
    """What is in force now, with what this very document has ended: an order voided since the draft drops out."""
    live = with_live_orders(pack, draft.school_id).replaced
    kept = {order.entry: order for order in kept_orders(draft.data)}
    of_pack = register.of_pack(draft.school_id, draft.pack)
    repealers = {entry.id for entry in of_pack if entry.document == draft.document}
    entries = register.named(draft.school_id, kept.keys())
    own = [kept[entry.id] for entry in entries.values() if not entry.void and entry.repealed_by_id in repealers]
    return tuple(sorted({*live, *own}, key=lambda order: (order.day, order.entry)))


def own_orders_ended(school_id: int, situation: Situation) -> tuple[ReplacedOrder, ...]:
    """The orders of its own pack that a document names as void; none for one that names none."""
    if IN_FORCE.name not in names_in_force(situation.spec):
        return ()
    named = {spec.id for spec, _situation in IN_FORCE.source(situation)}
    return tuple(
        ReplacedOrder(entry.id, entry.signed_on, entry.number, entry.title, entry.document)
        for entry in register.of_pack(school_id, situation.pack.id)
        if entry.ready
        and entry.document in named
        and (entry.number, entry.signed_on) == (situation.number(entry.document), situation.day(entry.document))
    )


def replacement_faults(
    draft: IssuedDocument, situation: Situation, signed_on: date, together: Container[str]
) -> tuple[Fault, ...]:
    """Why an order that ends those of an older pack cannot be registered yet, or with the words it has."""
    if not situation.spec.repeals:
        return ()
    if not situation.replaced:
        return (Fault("nothing_to_repeal", values={"id": draft.document, "document": draft.title}),)
    named = {order.entry for order in kept_orders(draft.data)}
    if draft.edited and named != {order.entry for order in situation.replaced}:
        return (Fault("repeal_list_changed"),)
    return _too_early(draft, situation, signed_on, together)


def _too_early(
    draft: IssuedDocument, situation: Situation, signed_on: date, together: Container[str]
) -> tuple[Fault, ...]:
    """What takes their place and is made has to be registered before, or with it, on no later day."""
    faults = []
    states = document_states(draft.school_id, situation.pack)
    named = dict.fromkeys(document for order in situation.replaced for document in order.replaced_by)
    for document in named:
        spec, state = situation.pack.by_id.get(document), states.get(document)
        if spec is None or state is None or not state.is_entered:
            continue
        entry = state.in_force
        if entry is None and state.facts.made and document not in together:
            faults.append(Fault("repeal_before_new", values={"replacing": spec.name}))
        if entry is not None and entry.signed_on > signed_on:
            day = f"{entry.signed_on:%d.%m.%Y}"
            faults.append(Fault("repeal_before_day", "date", {"replacing": spec.name, "day": day}))
    return tuple(faults)
