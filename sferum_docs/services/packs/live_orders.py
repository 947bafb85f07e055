"""The orders of a succeeded pack that are in force in the register: what an order of its successor ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.packs.succession import ReplacedOrder, is_repealable, replacing
from sferum_docs.store.assignments import assignments
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.register.entry import Entry

_ORDER = "приказ"  # of a pack that has gone nothing but the kind of a paper is known


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
