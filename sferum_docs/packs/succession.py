"""A pack that takes the place of an older one: what it takes over, which of the older orders it ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.packs.model import DocumentSpec, Pack


@dataclass(frozen=True, slots=True)
class Succession:
    """Which pack is succeeded and how: `told` says by what, in the instrumental («комплектом «МАХ-2026»»)."""

    pack: str
    told: str
    roles: Mapping[str, str] = field(default_factory=dict)  # role of this pack → the role it was in the older one
    chats_from: str = ""  # where the chats are now that were moved by the older pack

    def role_before(self, role: str) -> str:
        """The role of the older pack that a role of this one continues; the same name when nothing else is said."""
        return self.roles.get(role, role)


@dataclass(frozen=True, slots=True)
class ReplacedOrder:
    """A registered order of the older pack that is in force, with the documents of this one that replace it."""

    entry: int
    day: date
    number: str
    title: str
    document: str = ""  # of the older pack; empty for a paper that was never made here
    replaced_by: tuple[str, ...] = ()


def is_repealable(spec: DocumentSpec) -> bool:
    """Whether an order may end it: orders and what they approved; letters and records of what was done stay."""
    return not spec.record and (spec.is_order or bool(spec.annex_of))


def replacing(pack: Pack, document: str) -> tuple[str, ...]:
    """The documents of a pack that replace a document of the one it succeeds."""
    return tuple(spec.id for spec in pack.documents if document and document in spec.replaces)


def succession_faults(pack: Pack, older: Pack) -> tuple[Fault, ...]:
    """What a pack says of the one it succeeds and is not so."""
    unknown = [
        Fault("replaces_unknown", f"documents[{spec.id}].replaces", {"text": name, "pack": older.id})
        for spec in pack.documents
        for name in spec.replaces
        if name not in older.by_id
    ]
    named = pack.succession.roles if pack.succession else {}
    unknown += [
        Fault("role_unknown_before", f"succession.roles.{role}", {"text": before, "pack": older.id})
        for role, before in named.items()
        if before not in older.roles.by_id
    ]
    return tuple(unknown)


def sample_orders(pack: Pack, older: Pack | None) -> tuple[ReplacedOrder, ...]:
    """Made-up registered orders of the succeeded pack, to show a template by."""
    if older is None:
        titles = {name: f"(заголовок {name})" for spec in pack.documents for name in spec.replaces}
    else:
        titles = {spec.id: spec.title for spec in older.documents if spec.is_order and is_repealable(spec)}
    day = (older or pack).directive.date
    return tuple(
        ReplacedOrder(place, day, str(100 + place), title, name, replacing(pack, name))
        for place, (name, title) in enumerate(titles.items(), start=1)
    )
