"""A pack as it holds for a school: its own documents and templates, and the orders that the pack's would end."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.packs.reader import with_own_document
from sferum_docs.packs.succession import ReplacedOrder, is_repealable, replacing, sample_orders
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.services.packs.choose import PACKS, find_pack, pack_or_faults
from sferum_docs.services.people.pack_papers import with_people_papers
from sferum_docs.store.assignments import assignments
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents import templates
from sferum_docs.store.register import register
from sferum_docs.store.schools import get_school, is_office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.packs.model import Pack, Preset
    from sferum_docs.schools.bodies.words import BodyWords
    from sferum_docs.store.register.entry import Entry

_ORDER = "приказ"  # of a pack that has gone nothing but the kind of a paper is known


def pack_for(school_id: int | None, name: str) -> Pack:
    """The pack of this name with the documents that a school added to it. FaultsError as `find_pack`.

    One that no longer fits (a clause is gone from a newer pack) is left out; `unfit_documents` names it.
    """
    lying = seen_by(find_pack(name, school_id), school_id)
    if school_id is None:
        return lying
    return keep_until_change(
        ("pack", school_id, Same(lying)),
        lambda: _worded(with_own_documents(lying, school_id), lying, school_id),
    )


def seen_by(lying: Pack, school_id: int | None) -> Pack:
    """A pack as a body has it: an office sees what it watches by, and nothing that bodies make; others see the pack."""
    school = None if school_id is None else get_school(school_id)
    if school is None or not is_office(school_id):
        return lying
    from sferum_docs.documents.of_office.pack import office_documents, office_pack  # noqa: PLC0415  builds templates

    words = body_words(school.requisites)
    if words not in lying.of_offices:
        lying.of_offices[words] = office_pack(lying, office_documents(PACKS), words)
    return lying.of_offices[words]


def _worded(pack: Pack, lying: Pack, school_id: int) -> Pack:
    """A pack in the words of a body, with the papers about its people."""
    school = get_school(school_id)
    if school is None:
        return with_people_papers(pack)
    words = body_words(school.requisites)
    return _lying_in(Same(lying), words) if pack is lying else with_people_papers(pack.of_body(words))


@lru_cache(maxsize=64)
def _lying_in(lying: Same[Pack], words: BodyWords) -> Pack:
    """One pack for all bodies of these words that have nothing of their own in it."""
    return with_people_papers(lying.value.of_body(words))


def with_own_documents(pack: Pack, school_id: int) -> Pack:
    """A pack with the documents that a school added to it."""
    for record in templates.own_documents(school_id, pack.id):
        larger, faults = with_own_document(pack, record)
        pack = pack if faults else larger
    return pack


def with_live_orders(pack: Pack, school_id: int) -> Pack:
    """A pack that succeeds another with the orders of a school that its own would end; no set offers to end none."""
    if pack.succession is None:
        return pack
    older, _faults = pack_or_faults(pack.succession.pack, school_id)
    live = live_orders(school_id, pack, older and with_own_documents(older, school_id))
    return replace(pack, replaced=live, presets=pack.presets if live else _without_repeal(pack))


def _without_repeal(pack: Pack) -> tuple[Preset, ...]:
    ended = {spec.id for spec in pack.documents if spec.repeals}
    return tuple(
        replace(preset, documents=tuple(item for item in preset.documents if item not in ended))
        for preset in pack.presets
    )


def with_sample_orders(pack: Pack) -> Pack:
    """A pack that succeeds another with made-up orders to end, for whoever only looks at what it makes."""
    if pack.succession is None or pack.replaced:
        return pack
    older, _faults = pack_or_faults(pack.succession.pack)
    return replace(pack, replaced=sample_orders(pack, older))


def unfit_documents(school_id: int, name: str) -> tuple[str, ...]:
    """The documents a school added that the pack as it is now cannot take."""
    known = pack_for(school_id, name).by_id
    records = templates.own_documents(school_id, name)
    return tuple(str(record["id"]) for record in records if record["id"] not in known)


def school_pack(school_id: int | None, name: str, day: date) -> Pack:
    """The pack as it holds for a school on a day: with its own documents and its own versions of templates."""
    lying = seen_by(find_pack(name, school_id), school_id)
    if school_id is None:
        return lying
    return keep_until_change(("school pack", school_id, Same(lying), day), lambda: _school_pack(school_id, lying, day))


def _school_pack(school_id: int, lying: Pack, day: date) -> Pack:
    pack = with_own_documents(lying, school_id)
    chosen = templates.in_force(school_id, pack.id, day)
    usable = tuple(spec for spec in pack.documents if spec.id in lying.by_id or spec.id in chosen)
    pack = replace(pack, documents=usable) if len(usable) < len(pack.documents) else pack
    contents = {document: templates.template_content(sha256) for document, sha256 in chosen.items()}
    worded = _worded(pack, lying, school_id).with_templates(contents)
    return with_live_orders(worded, school_id)


def live_orders(school_id: int, pack: Pack, older: Pack | None) -> tuple[ReplacedOrder, ...]:
    """The registered orders of the pack that this one succeeds which are in force, the oldest first.

    Void ones, those already ended and those without a file are none; papers that a person pointed out are.
    """
    if pack.succession is None:
        return ()
    own = [entry for entry in register.of_pack(school_id, pack.succession.pack) if _is_repealable(entry, older)]
    pointed = pointed_out(school_id, pack.succession.pack)
    known = {entry.id: entry for entry in (*own, *register.named(school_id, pointed).values())}
    ended = register.out_of_force(school_id, [*known.values()])
    live = [entry for entry in known.values() if entry.ready and not entry.void and entry.id not in ended]
    return tuple(
        ReplacedOrder(
            entry.id,
            entry.signed_on,
            entry.number,
            entry.title,
            entry.document,
            pointed.get(entry.id) or replacing(pack, entry.document),
        )
        for entry in sorted(live, key=lambda item: (item.signed_on, item.ordinal, item.letter))
    )


def pointed_out(school_id: int, older: str) -> Mapping[int, tuple[str, ...]]:
    """The entries that a person added to the orders of a pack, each with what replaces it."""
    kept = next((act for act in assignments(school_id) if act.pack == older), None)
    return {order.entry: order.replaced_by for order in kept.paper_orders} if kept else {}


def _is_repealable(entry: Entry, older: Pack | None) -> bool:
    spec = older.by_id.get(entry.document) if older else None
    return is_repealable(spec) if spec else entry.kind == _ORDER
